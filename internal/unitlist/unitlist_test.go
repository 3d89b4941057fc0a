package unitlist

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

const unitList = `peer_group;id;parent;name_vi;name_en;peer_group_vi;peer_group_en;simulated;note
;bo-mau;;Bộ Mẫu;Model Ministry;;;1;
khoi-1;cuc-a;bo-mau;Cục A;Department A;Khối cục;Departments;x;nhớ hỏi lại
khoi-1;cuc-b;bo-mau;Cục B;;;;có;
khoi-2;vien-c;cuc-a;Viện C;;Khối viện;;1;
`

func wantedUnits() List {
	return List{
		Units: []reform.Unit{
			{ID: "bo-mau", NameVI: "Bộ Mẫu", NameEN: "Model Ministry", Place: 1, Simulated: true},
			{ID: "cuc-a", Parent: "bo-mau", NameVI: "Cục A", NameEN: "Department A", PeerGroup: "khoi-1", Place: 2, Simulated: true},
			{ID: "cuc-b", Parent: "bo-mau", NameVI: "Cục B", PeerGroup: "khoi-1", Place: 3, Simulated: true},
			{ID: "vien-c", Parent: "cuc-a", NameVI: "Viện C", PeerGroup: "khoi-2", Place: 4, Simulated: true},
		},
		Groups: []reform.PeerGroup{
			{ID: "khoi-1", NameVI: "Khối cục", NameEN: "Departments", Place: 1}, {ID: "khoi-2", NameVI: "Khối viện", Place: 2},
		},
	}
}

func TestUnitsAreReadFromTextAndWorkbook(t *testing.T) {
	book := excelize.NewFile()
	for i, line := range strings.Split(strings.TrimSpace(unitList), "\n") {
		for j, text := range strings.Split(line, ";") {
			name, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(t, err, book.SetCellStr("Sheet1", name, text))
		}
	}
	var sheet bytes.Buffer
	must(t, book.Write(&sheet))
	for name, content := range map[string][]byte{
		"semicolons":     []byte(unitList),
		"commas":         []byte(strings.ReplaceAll(unitList, ";", ",")),
		"with a mark":    []byte("\xEF\xBB\xBF" + unitList),
		"Windows' lines": []byte(strings.ReplaceAll(unitList, "\n", "\r\n")),
		"workbook":       sheet.Bytes(),
	} {
		got, err := Read("units", content)
		must(t, err)
		if diff := cmp.Diff(wantedUnits(), got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMistakesInUnitsAreNamed(t *testing.T) {
	for _, c := range []struct {
		name, list string
		want       []string // problem, cell, found, wanted
	}{
		{"no heading", "name_vi\nA\n", []string{"missing_column   id"}},
		{"no id", "id,name_vi\na,A\n,B\n", []string{"missing_cell 3:1  id"}},
		{"no name", "id,name_vi\na,\n", []string{"missing_cell 2:2  name_vi"}},
		{"id twice", "id,name_vi\na,A\n\na,B\n", []string{"repeated_unit 4:1 a 2:1"}},
		{"no such parent", "id,parent,name_vi\na,z,A\n", []string{"unknown_parent 2:1 z "}},
		{"loop", "id,parent,name_vi\na,b,A\nb,a,B\nc,a,C\n", []string{"unit_loop 2:1 a → b ", "unit_loop 3:1 b → a "}},
		{"own parent", "id,parent,name_vi\na,a,A\n", []string{"unit_loop 2:1 a → a "}},
		{
			"two names of a group", "id,name_vi,peer_group,peer_group_vi\na,A,k,Khối 1\nb,B,k,Khối 2\n",
			[]string{"other_group_name 3:4 Khối 2 Khối 1"},
		},
		{"comma in a name", "id,name_vi,peer_group\na,Sở A, B,k\n", []string{"unheaded_cell 2:4 k "}},
		{"mark", "id,name_vi,simulated\na,A,perhaps\n", []string{"not_option 2:3 perhaps 1; 0"}},
		{"empty", "", []string{"empty_file   "}},
		{"only spaces", " \n", []string{"empty_file   "}},
		{"other encoding", "id,name_vi\na,S\xe1\xbb", []string{"not_utf8 2:1  "}},
		{"pdf", "%PDF-1.7", []string{"not_workbook  pdf table"}},
	} {
		list, err := Read("units.csv", []byte(c.list))
		must(t, err)
		var got []string
		for _, f := range list.Findings {
			got = append(got, strings.Join([]string{string(f.Problem), f.Cell, f.Found, f.Wanted}, " "))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// For a table of figures an id will do, under a short heading.
func TestUnitsAreReadWithTheirGroupsOnly(t *testing.T) {
	list, err := ReadGroups("units.csv", strings.NewReader("Unit,group\nAUT,Europe\nAUS,Asia\nXKX,\n"))
	must(t, err)
	want := []reform.Unit{
		{ID: "AUT", PeerGroup: "Europe", Place: 1}, {ID: "AUS", PeerGroup: "Asia", Place: 2}, {ID: "XKX", Place: 3},
	}
	if diff := cmp.Diff(want, list.Units); diff != "" || len(list.Findings) > 0 {
		t.Error(diff, list.Findings)
	}
}

func TestUnitsWithoutAnIDLackTheShortHeading(t *testing.T) {
	list, err := ReadGroups("units.csv", strings.NewReader("country,group\nAUT,Europe\n"))
	must(t, err)
	if len(list.Findings) != 1 || list.Findings[0].Wanted != "unit" {
		t.Error(list.Findings)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(unitList))
	f.Add([]byte("id,name_vi\n\"a,A\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		list, err := Read("units.csv", content)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range list.Units {
			if u.ID == "" {
				t.Errorf("a unit without an id: %+v", u)
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
