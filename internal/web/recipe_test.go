package web_test

import (
	"bytes"
	"maps"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
	"reformboard/internal/store/storetest"
)

// tableau is a form as a province's office draws it: a title, a header of three rows with
// merged cells, a row that numbers the columns, a section, units and a total.
func tableau(t testing.TB, rows ...[]any) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Biểu số liệu"
	cells := [][]any{
		{nil, "BÁO CÁO TÌNH HÌNH GIẢI QUYẾT HỒ SƠ (mô phỏng)"},
		{},
		{nil, "STT", "Đơn vị", "Hồ sơ", nil, nil, "Thủ tục công bố"},
		{nil, nil, nil, "Tiếp nhận", "Trong đó"},
		{nil, nil, nil, nil, "Số hồ sơ giải quyết đúng hạn", "Quá hạn"},
		{nil, "(1)", "(2)", "(3)=(4)+(5)", "(4)", "(5)", "(6)"},
		{nil, "I", "Các cơ quan vùng"},
	}
	for i, row := range append(cells, rows...) {
		if err := book.SetSheetRow("Sheet1", spreadsheet.Address(i+1, 1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range [][2]string{{"B1", "G1"}, {"B3", "B5"}, {"C3", "C5"}, {"D3", "F3"}, {"D4", "D5"}, {"E4", "F4"}, {"G3", "G5"}} {
		if err := book.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// quarterly is that form filled in: two units by their names, one by a nickname, one
// that is unknown.
func quarterly(t testing.TB, at *site) []byte {
	t.Helper()
	name := func(id string) string {
		u, err := at.board.Store.Unit(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return u.NameVI
	}
	return tableau(
		t, []any{nil, 1, name("mau-v03"), 100, 90, 10, 12}, []any{nil, 2, strings.ToUpper(name(silent)), 80, 80, 0, 12},
		[]any{nil, 3, "Vùng bốn (biệt danh)", 50, 45, 5, 12}, []any{nil, 4, "Đơn vị lạ", 1, 1, 0, 1}, []any{nil, nil, "Tổng cộng", 231, 216, 15, 37},
	)
}

// saving is the form by which a recipe is saved.
const saving = `form[action="/recipes"]`

// parts sends a form with files.
func (p person) parts(path string, parts ...part) answer {
	p.t.Helper()
	return p.send(form(p.t, p.site, path, parts...))
}

// follow sends something and opens the page that it leads to.
func (p person) follow(t *testing.T, sent answer) (string, shown) {
	t.Helper()
	to := sent.header.Get("Location")
	if sent.status != http.StatusSeeOther {
		p.t.Fatalf("led nowhere: %d %s", sent.status, htmltest.Parse(p.t, sent.body).In("main").Text())
	}
	got := p.get(to)
	if got.status != http.StatusOK {
		p.t.Fatalf("%s: %d", to, got.status)
	}
	checkPage(t, to, got)
	return to, shown{htmltest.Parse(p.t, got.body), got.body}
}

// shown is a page as it came.
type shown struct {
	htmltest.Page
	html string
}

// filledIn is a form as it stands on a page, with what a person changes.
func filledIn(t testing.TB, page shown, form string, changes url.Values) url.Values {
	t.Helper()
	document, err := goquery.NewDocumentFromReader(strings.NewReader(page.html))
	if err != nil {
		t.Fatal(err)
	}
	sent := url.Values{}
	document.Find(form + " [name]").Each(func(_ int, control *goquery.Selection) {
		name := control.AttrOr("name", "")
		switch {
		case control.Is("select"):
			chosen := control.Find("option[selected]")
			if chosen.Length() == 0 {
				chosen = control.Find("option").First()
			}
			sent.Add(name, chosen.AttrOr("value", ""))
		case control.Is("textarea"):
			sent.Add(name, control.Text())
		case control.Is("[type=checkbox], [type=radio]") && !control.Is("[checked]"):
		default:
			sent.Add(name, control.AttrOr("value", ""))
		}
	})
	maps.Copy(sent, changes)
	return sent
}

// TestARecipeIsMadeOnceAndFollowed goes the whole way: sample, columns, trial, save;
// another file, what it would change, and the drafts of its units.
func TestARecipeIsMadeOnceAndFollowed(t *testing.T) {
	oneAfterTheOther(t)
	at := newSite(t, storetest.Open(t))
	admin := at.as(t, "administrator")
	framework := frameworkOf(t, at)
	sample := string(quarterly(t, at))
	to, page := admin.follow(t, admin.parts("/recipes/sample", part{name: "framework", content: framework}, part{"workbook", "Biểu quý, mô phỏng.xlsx", sample}))
	if !strings.HasPrefix(to, "/recipes/new?") {
		t.Errorf("led to %s", to)
	}
	page.In("#column-C option[selected]").HasText("Tên đơn vị")
	page.In("main").HasText("Hồ sơ › Trong đó › Số hồ sơ giải quyết đúng hạn").HasText("Vùng bốn (biệt danh)").HasText("Đơn vị lạ").HasText("đúng ở cả 5 dòng")
	if got := page.In("#id").Attr("value"); got != "bieu-quy-mo-phong" {
		t.Errorf("the id is %q", got)
	}
	mapped := url.Values{
		"column-D": {"figure:dossiers_received"}, "column-E": {"figure:dossiers_on_time"}, "column-F": {"check"}, "column-G": {"figure:procedures_published"},
		"called-1": {"Vùng bốn (biệt danh)"}, "meant-1": {unitName(t, at, "mau-v04") + " [mau-v04]"}, "looked": {"1"},
	}
	sent := filledIn(t, page, "form.making", mapped)
	trial, tried := admin.follow(t, admin.post("/recipes/new", sent))
	tried.In("main").HasText("9 giá trị của 3 đơn vị").HasText("Đơn vị lạ").HasText("E8")
	admin.get(trial)
	saved, page := admin.follow(t, admin.post("/recipes", filledIn(t, tried, saving, nil)))
	if saved != "/recipes/bieu-quy-mo-phong" {
		t.Errorf("led to %s", saved)
	}
	page.In("main").HasText("đúng cả 9 giá trị").HasText("bản 1").HasText(unitName(t, at, "mau-v04"))
	known, err := at.board.Recipe(t.Context(), "bieu-quy-mo-phong")
	if err != nil || len(known.Form.Sample) != 9 || known.Kept.SampleName != "Biểu quý, mô phỏng.xlsx" || known.Form.Checks[0] != "(3)=(4)+(5)" {
		t.Fatalf("%+v, %v", known, err)
	}
	if file := admin.get(saved + "/file"); file.body != known.Kept.Text {
		t.Errorf("the file is %q", file.body)
	}
	if file := admin.get(saved + "/sample"); file.body != sample {
		t.Errorf("the sample has %d bytes", len(file.body))
	}
	admin.get("/recipes")
	followed(t, at, admin)
}

// followed reads the same form for a cycle, and makes drafts of it.
func followed(t *testing.T, at *site, admin person) {
	t.Helper()
	path := "/cycles/" + service + "/recipes/bieu-quy-mo-phong"
	if got := admin.get(path); got.status != http.StatusOK {
		t.Fatalf("%s: %d", path, got.status)
	}
	before, err := at.board.Store.ReportVersions(t.Context(), service, silent, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	to, page := admin.follow(t, admin.upload(path, "Biểu quý IV.xlsx", quarterly(t, at)))
	page.In(".shares tbody").HasCount("tr", 3)
	page.In("main").HasText("9 giá trị của 3 đơn vị").HasText("Đơn vị lạ").HasText("80")
	if after, err := at.board.Store.ReportVersions(t.Context(), service, silent, reform.FromUnit); err != nil || len(after) != len(before) {
		t.Errorf("looking made a draft: %v", err)
	}
	keep := url.Values{"name": {"Biểu quý IV.xlsx"}, "file": {page.In("[name=file]").Attr("value")}}
	page.In("[name=share]").Each(func(box htmltest.Page) { keep.Add("share", box.Attr("value")) })
	if got := admin.post(path+"/keep", url.Values{"file": keep["file"], "name": keep["name"]}); got.status != http.StatusBadRequest {
		t.Errorf("nothing was chosen: %d", got.status)
	}
	_, page = admin.follow(t, admin.post(path+"/keep", keep))
	page.In("main").HasText("Đã giữ vào bản nháp của 3 đơn vị").HasText("đã giữ thành bản")
	page.HasNo("[name=share]")
	draft, err := at.board.Store.Report(t.Context(), service, silent, reform.FromUnit)
	if v, _ := draft.Value("dossiers_received"); err != nil || v.Text != "80" || v.Cell != "D9" || draft.File != "Biểu quý IV.xlsx" {
		t.Errorf("%+v, %v", draft, err)
	}
	upload := page.In(`.shares a[href^="/uploads/"]`).At(1).Attr("href")
	if got := admin.get(upload); got.status != http.StatusOK {
		t.Errorf("%s: %d", upload, got.status)
	}
	if got := admin.get(upload + "/file"); got.status != http.StatusOK {
		t.Errorf("the administrator's own file: %d", got.status)
	}
	_, page = admin.follow(t, admin.post(path+"/keep", keep)) // a second click
	page.In("main").HasText("Đã giữ vào bản nháp của 0 đơn vị")
	admin.get(to)
	theirs(t, at, upload)
}

// theirs tries to take the file home that holds other units' figures.
func theirs(t *testing.T, at *site, upload string) {
	t.Helper()
	officer := at.as(t, "officer")
	if got := officer.get(upload); got.status != http.StatusOK {
		t.Errorf("the officer's own result: %d", got.status)
	}
	for _, rest := range []string{"/file", "/marked.xlsx"} {
		if got := officer.get(upload + rest); got.status != http.StatusNotFound {
			t.Errorf("the officer takes home what others report, %s: %d", rest, got.status)
		}
	}
}

func frameworkOf(t testing.TB, at *site) string {
	t.Helper()
	cycle, err := at.board.Store.Cycle(t.Context(), service)
	if err != nil {
		t.Fatal(err)
	}
	return cycle.Framework
}

func unitName(t testing.TB, at *site, id string) string {
	t.Helper()
	u, err := at.board.Store.Unit(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return u.NameVI
}

const written = `id: tay
version: 1
title: {vi: Biểu viết tay, en: Written by hand}
rows: unit
columns:
  - {header: ["Đơn vị"], is: unit}
  - {header: ["Hồ sơ", "Tiếp nhận"], figure: dossiers_received}
`

// recipesWithMistakesAreNotSaved sends what people write wrongly, and what nobody would.
func recipesWithMistakesAreNotSaved(t *testing.T, at *site) {
	analyst := at.as(t, "analyst")
	bomb := "id: x\nversion: 1\n" + "a: &a [x, x]\n"
	for n := range 12 {
		bomb += "b" + strconv.Itoa(n) + ": &b" + strconv.Itoa(n) + " [*a, *a, *a, *a, *a, *a]\n"
	}
	for name, c := range map[string]struct{ text, says string }{
		"a word that is no word": {strings.Replace(written, "rows: unit", "rows: units", 1), "dòng 4, cột"},
		"a key that is no key":   {strings.Replace(written, "version", "verzion", 1), "verzion"},
		"no YAML":                {"id: [", "dòng 1"},
		"nothing":                {"", "dòng 1"},
		"aliases of aliases":     {bomb, "dòng"},
		"no text":                {"\xff\xfe\x00\x01", "dòng 1"},
	} {
		_, page := analyst.follow(t, analyst.parts("/recipes/file", part{"recipe", "tay.yaml", c.text}))
		if page.In("main").HasText(c.says); page.Count(saving) > 0 {
			t.Errorf("%s can be saved", name)
		}
	}
	if got := analyst.parts("/recipes/file", part{"recipe", "tay.yaml", strings.Repeat("# long\n", 100_000)}); got.status != http.StatusRequestEntityTooLarge || !strings.Contains(got.body, "256 KB") {
		t.Errorf("a recipe of 700 KB: %d", got.status)
	}
	if got := analyst.parts("/recipes/file"); got.status != http.StatusBadRequest {
		t.Errorf("no file: %d", got.status)
	}
	reserved := strings.Replace(written, "id: tay", "id: new", 1)
	_, page := analyst.follow(t, analyst.parts("/recipes/file", part{"recipe", "tay.yaml", reserved}))
	if got := analyst.post("/recipes", filledIn(t, page, saving, nil)); got.status != http.StatusBadRequest {
		t.Errorf("an id that is a page of its own: %d", got.status)
	}
	_, page = analyst.follow(t, analyst.parts("/recipes/file", part{"recipe", "tay.yaml", written}, part{"workbook", "quý.xlsx", string(quarterly(t, at))}, part{name: "framework", content: frameworkOf(t, at)}))
	page.In("main").HasText("Tổng số").HasText("100")
	if to, _ := analyst.follow(t, analyst.post("/recipes", filledIn(t, page, saving, nil))); to != "/recipes/tay" {
		t.Errorf("led to %s", to)
	}
}

// samplesThatCannotBeReadSayWhy sends what is no form, and asks for what is not there.
func samplesThatCannotBeReadSayWhy(t *testing.T, at *site) {
	analyst := at.as(t, "analyst")
	framework := part{name: "framework", content: frameworkOf(t, at)}
	for name, c := range map[string]struct {
		content string
		want    int
		says    string
	}{
		"a picture":      {"\x89PNG\r\n\x1a\n no workbook", http.StatusBadRequest, "hình ảnh"},
		"a bomb":         {string(bomb(t)), http.StatusBadRequest, "quá nhiều"},
		"an empty file":  {"", http.StatusBadRequest, "rỗng"},
		"a huge file":    {strings.Repeat("x", 11<<20), http.StatusRequestEntityTooLarge, "10 MB"},
		"without a head": {string(tableauWithoutHead(t)), http.StatusSeeOther, ""},
	} {
		got := analyst.parts("/recipes/sample", framework, part{"workbook", "mẫu.xlsx", c.content})
		if got.status != c.want || !strings.Contains(got.body, c.says) {
			t.Errorf("%s: %d, %s", name, got.status, htmltest.Parse(t, got.body).Text())
		}
	}
	_, page := analyst.follow(t, analyst.parts("/recipes/sample", framework, part{"workbook", "mẫu.xlsx", string(tableauWithoutHead(t))}))
	page.In(".empty").HasText("Không thấy dòng tiêu đề")
	for path, want := range map[string]int{
		"/recipes/new": 404, "/recipes/new?sample=x&framework=none": 404, "/recipes/trial": 404, "/recipes/none": 404, "/recipes/none/file": 404,
		"/recipes/new?sample=" + strings.Repeat("0", 64) + "&framework=" + frameworkOf(t, at): 404,
	} {
		if got := analyst.get(path); got.status != want {
			t.Errorf("%s: got %d, want %d", path, got.status, want)
		}
	}
}

func tableauWithoutHead(t testing.TB) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetCellValue("Sheet1", "B2", "Chỉ có một dòng chữ"); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// whatIsChosenWronglyStaysOnThePage chooses one figure twice, no unit, a bad id and a
// check that cannot be read: each is told in words, and nothing typed is lost.
func whatIsChosenWronglyStaysOnThePage(t *testing.T, at *site) {
	analyst := at.as(t, "analyst")
	_, page := analyst.follow(t, analyst.parts("/recipes/sample", part{name: "framework", content: frameworkOf(t, at)}, part{"workbook", "quý.xlsx", string(quarterly(t, at))}))
	for name, c := range map[string]struct {
		change url.Values
		says   string
	}{
		"a figure twice":      {url.Values{"column-D": {"figure:dossiers_received"}, "column-E": {"figure:dossiers_received"}}, "D, E"},
		"no unit":             {url.Values{"column-C": {"label"}}, "Chưa có cột nào là tên hoặc mã đơn vị"},
		"no numbers":          {url.Values{"column-D": {"ignore"}, "column-E": {"ignore"}, "column-F": {"ignore"}, "column-G": {"ignore"}, "rule": nil}, "Chưa có cột nào là số liệu"},
		"a bad id":            {url.Values{"id": {"Biểu 1"}}, "Biểu 1"},
		"a page's id":         {url.Values{"id": {"trial"}}, "trial"},
		"a check":             {url.Values{"checks": {"(3) = (99)"}}, "(3) = (99)"},
		"no such unit":        {url.Values{"called-1": {"Đơn vị lạ"}, "meant-1": {"Không có đơn vị này"}}, "Không có đơn vị này"},
		"nobody has looked":   {url.Values{"looked": nil}, "đánh dấu xác nhận"},
		"a role of no column": {url.Values{"column-D": {"<b>"}}, "&lt;b&gt;"},
	} {
		change := url.Values{"title_vi": {"Tên đã gõ"}, "looked": {"1"}, "column-D": {"figure:dossiers_received"}}
		maps.Copy(change, c.change)
		got := analyst.post("/recipes/new", filledIn(t, page, "form.making", change))
		if got.status != http.StatusBadRequest || !strings.Contains(got.body, c.says) || !strings.Contains(got.body, "Tên đã gõ") {
			t.Errorf("%s: %d, %s", name, got.status, htmltest.Parse(t, got.body).In("[role=alert]").Text())
		}
	}
}

// whoMayExplainForms asks every page and deed of recipes as every role.
func whoMayExplainForms(t *testing.T, at *site) {
	shipped := "/recipes/06a-vpcp-kstt"
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		visitor := at.as(t, role)
		explains, loads := role == "analyst" || role == "administrator", role == "administrator"
		for path, may := range map[string]bool{
			"/recipes": explains, shipped: explains, shipped + "/file": explains, "/cycles/" + service + shipped: loads,
		} {
			if got := visitor.get(path); may != (got.status == http.StatusOK) || !may && !refused(got.status) {
				t.Errorf("%s at %s: %d", role, path, got.status)
			}
		}
		for path, may := range map[string]bool{
			"/recipes": explains, "/recipes/sample": explains, "/recipes/file": explains, "/recipes/new": explains,
			"/cycles/" + service + shipped: loads, "/cycles/" + service + shipped + "/keep": loads,
		} {
			if got := visitor.post(path, nil); !may && !refused(got.status) || may && got.status == http.StatusForbidden {
				t.Errorf("%s posts to %s: %d", role, path, got.status)
			}
		}
	}
}
