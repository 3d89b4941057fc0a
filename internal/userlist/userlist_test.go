package userlist

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

const people = `role;id;name;unit;areas;disabled;phone
officer;an;Trần Thị An;so-y-te;;;0123
Cán bộ thẩm định;binh@so.example;Lê Bình;;1, 2;có;
AUDITOR;chi;Phạm Chi;;;0;
`

func TestPeopleAreReadFromTextAndWorkbook(t *testing.T) {
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(people), "\n") {
		for j, text := range strings.Split(line, ";") {
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(t, err, book.SetCellStr("Sheet1", name, text))
		}
	}
	var sheet bytes.Buffer
	must(t, book.Write(&sheet))
	want := []reform.User{
		{ID: "an", Name: "Trần Thị An", Role: reform.Officer, Unit: "so-y-te"},
		{ID: "binh@so.example", Name: "Lê Bình", Role: reform.Appraiser, Areas: []string{"1", "2"}, Disabled: true},
		{ID: "chi", Name: "Phạm Chi", Role: reform.Auditor},
	}
	vietnamese := strings.Replace(people, "role;id;name;unit;areas;disabled", "Vai trò;Tên đăng nhập;Họ và tên;Đơn vị;Lĩnh vực;Khóa", 1)
	for name, content := range map[string][]byte{
		"text": []byte(people), "in Vietnamese": []byte(vietnamese), "workbook": sheet.Bytes(),
	} {
		list, err := Read("people", content, reform.Vietnamese)
		must(t, err)
		var got []reform.User
		for i, p := range list.People {
			got = append(got, p.User)
			if cell := map[bool]string{true: "B", false: ""}[name == "workbook"]; !strings.HasPrefix(p.At.Cell, cell) {
				t.Errorf("%s: person %d stands at %s", name, i, p.At.Cell)
			}
		}
		if diff := cmp.Diff(want, got, cmp.Transformer("none", func(s []string) string { return strings.Join(s, " ") })); diff != "" || len(list.Findings) > 0 {
			t.Errorf("%s: %s %v", name, diff, list.Findings)
		}
	}
}

func TestMistakesInPeopleAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       []string // problem, cell, found
	}{
		{"no headings", "id,unit\nan,a\n", []string{"missing_column  ", "missing_column  "}},
		{"empty cells", "id,name,role\n,An,officer\nbinh,,officer\nchi,Chi,\n", []string{"missing_cell 2:1 ", "missing_cell 3:2 ", "missing_cell 4:3 "}},
		{"no role", "id,name,role\nan,An,king\n", []string{"not_option 2:3 king"}},
		{"no name", "id,name,role\ntran an,An,officer\n=1,An,officer\n", []string{"not_sign_in_name 2:1 tran an", "not_sign_in_name 3:1 =1"}},
		{"twice", "id,name,role\nan,An,officer\nan,An,head\n", []string{"repeated_person 3:1 an"}},
		{"mark", "id,name,role,disabled\nan,An,officer,perhaps\n", []string{"not_option 2:4 perhaps"}},
		{"comma in a name", "id,name,role\nan,Trần, An,officer\n", []string{"unheaded_cell 2:4 officer", "not_option 2:3 An"}},
		{"empty", "", []string{"empty_file  "}},
		{"pdf", "%PDF-1.7", []string{"not_workbook  pdf"}},
	} {
		list, err := Read("people.csv", []byte(c.list), reform.Vietnamese)
		must(t, err)
		var got []string
		for _, f := range list.Findings {
			got = append(got, strings.Join([]string{string(f.Problem), f.Cell, f.Found}, " "))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestMistakesInPeopleAreNamedAsTheSenderWritesThem(t *testing.T) {
	for _, c := range []struct {
		language reform.Language
		list     string
		want     string
	}{
		{reform.Vietnamese, "họ tên,vai trò\n", "tên đăng nhập"},
		{reform.English, "họ tên,vai trò\n", "id"},
		{reform.Vietnamese, "id,name,role\nan,,officer\n", "họ và tên"},
		{reform.Vietnamese, "id,name,role\nan,An,vua\n", "cán bộ đầu mối; "},
		{reform.English, "id,name,role\nan,An,vua\n", "officer; "},
		{reform.Vietnamese, "%PDF-1.7", "table"},
	} {
		list, err := Read("people.csv", []byte(c.list), c.language)
		must(t, err)
		if len(list.Findings) != 1 || !strings.HasPrefix(list.Findings[0].Wanted, c.want) {
			t.Errorf("%q in %s: got %+v, want %q", c.list, c.language, list.Findings, c.want)
		}
	}
}

func TestListBegunWithTheHeadingsIsRead(t *testing.T) {
	for _, language := range reform.Languages {
		list, err := Read("people.csv", []byte(strings.Join(Headings(language), ",")+"\nan,An,officer,,,\n"), reform.Vietnamese)
		must(t, err)
		if len(list.People) != 1 || len(list.Findings) > 0 {
			t.Errorf("%s: %+v", language, list)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(people))
	f.Add([]byte("id,name,role\n\"a,A\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		list, err := Read("people.csv", content, reform.Vietnamese)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range list.People {
			if !reform.IsSignInName(p.ID) || len(list.Findings) == 0 && (p.Name == "" || p.Role == "") {
				t.Errorf("taken: %+v", p)
			}
		}
	})
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}
