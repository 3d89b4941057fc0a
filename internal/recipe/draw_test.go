package recipe

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/equation"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

var reader = answer.NewReader(reform.Vietnamese)

// readCell reads cells as the board's own forms are read.
func readCell(g reform.Figure, sheet string, c spreadsheet.Cell) (reform.Value, []reform.Finding) {
	at := answer.Cell{Origin: reform.Origin{Sheet: sheet, Cell: c.Address()}, Cell: c}
	return reader.Read(g, at)
}

// theUnits are invented.
func theUnits() []reform.Unit {
	return []reform.Unit{
		{ID: "so-a", NameVI: "Sở Thử nghiệm Alpha", NameEN: "Alpha Test Department"},
		{ID: "so-b", NameVI: "Sở Giả định Beta", NameEN: "Beta Test Department"},
		{ID: "so-c", NameVI: "Ban Quản lý Mô phỏng Gamma", NameEN: "Gamma Board"},
		{ID: "xa-d", NameVI: "Ủy ban nhân dân xã Hòa Giả", NameEN: "Hoa Gia Commune"},
		{ID: "xa-e", NameVI: "Xã Ví Dụ Êta", NameEN: "Eta Commune"},
	}
}

func load(t testing.TB, name string) *reform.Framework {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Read(name, bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return &f
}

func handling(t testing.TB) *reform.Framework { return load(t, "testdata/framework.yaml") }

// form finds a recipe that the board comes with.
func form(t testing.TB, id string) Recipe {
	t.Helper()
	all, err := Forms()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(r Recipe) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("there is no recipe %s", id)
	}
	return all[i]
}

// drawing is a form as it is going to be drawn: cells by row and column, from 0. A test
// changes it before it is saved.
type drawing struct {
	sheet    string
	rows     [][]any
	merged   [][4]int // row, column, last row, last column
	top      int      // row of the header
	first    int      // row of the first line
	left     int      // empty columns before the form
	recipe   Recipe
	wantedOf map[string]map[string]string // by unit and figure
}

// row is one line of a form to be drawn.
type row struct {
	number string
	label  string
	unit   string // id; empty: no unit
	sum    []int  // of which rows it is the sum
}

// lines are the rows of a usual form: two sections with their sums, and a total.
var lines = []row{
	{number: "I", label: "Sở, ban, ngành", sum: []int{1, 2, 3}},
	{number: "1", label: "Sở Thử nghiệm Alpha", unit: "so-a"},
	{number: "2", label: "Sở Giả định Beta", unit: "so-b"},
	{number: "3", label: "Ban Quản lý Mô phỏng Gamma", unit: "so-c"},
	{number: "II", label: "UBND cấp xã", sum: []int{5, 6}},
	{number: "1", label: "Ủy ban nhân dân xã Hòa Giả", unit: "xa-d"},
	{number: "2", label: "Xã Ví Dụ Êta", unit: "xa-e"},
	{label: "Tổng cộng", sum: []int{1, 2, 3, 5, 6}},
}

// draw makes a form that keeps all checks of its recipe, with simulated numbers: three
// lines of title, a merged header, a row that numbers the columns, and lines.
func draw(r Recipe, random *rand.Rand) *drawing {
	d := &drawing{sheet: "Biểu số liệu", recipe: r, left: 1, wantedOf: map[string]map[string]string{}}
	d.rows = [][]any{{"TỈNH MÔ PHỎNG"}, {"", "", strings.ToUpper(r.Title.VI)}, {}}
	d.header()
	numbering := make([]any, d.left+len(r.Columns))
	for i := range r.Columns {
		numbering[d.left+i] = fmt.Sprintf("(%d)", i+1)
	}
	d.rows = append(d.rows, numbering)
	d.first = len(d.rows)
	numbers := make([][]*reform.Value, len(lines))
	for i, l := range lines {
		if l.sum == nil {
			numbers[i] = d.simulate(random)
		}
	}
	for i, l := range lines {
		if l.sum != nil {
			numbers[i] = d.add(numbers, l.sum)
		}
		d.line(l, numbers[i])
	}
	d.rows = append(d.rows, []any{}, []any{"", "", "Ngày 15 tháng 3 năm 2026"}, []any{"", "", "NGƯỜI LẬP BIỂU", "", "", "THỦ TRƯỞNG ĐƠN VỊ"})
	return d
}

// header draws the columns' paths, what they share merged over them.
func (d *drawing) header() {
	depth := 0
	for _, c := range d.recipe.Columns {
		depth = max(depth, len(c.Header))
	}
	d.top = len(d.rows)
	for level := range depth {
		cells := make([]any, d.left+len(d.recipe.Columns))
		for i, c := range d.recipe.Columns {
			if level >= len(c.Header) {
				continue
			}
			from := i
			for from > 0 && len(d.recipe.Columns[from-1].Header) > level+1 && level+1 < len(c.Header) && slices.Equal(d.recipe.Columns[from-1].Header[:level+1], c.Header[:level+1]) {
				from--
			}
			last := d.top + level
			if level == len(c.Header)-1 {
				last = d.top + depth - 1
			}
			if from == i {
				cells[d.left+i] = c.Header[level]
				d.merged = append(d.merged, [4]int{d.top + level, d.left + i, last, d.left + i})
				continue
			}
			for m := range d.merged {
				if d.merged[m][0] == d.top+level && d.merged[m][1] == d.left+from {
					d.merged[m][3] = d.left + i
				}
			}
		}
		d.rows = append(d.rows, cells)
	}
}

// simulate makes up the numbers of one row.
func (d *drawing) simulate(random *rand.Rand) []*reform.Value {
	r := d.recipe
	values := make([]*reform.Value, len(r.Columns))
	value := func(name string) *reform.Value {
		return values[slices.IndexFunc(r.Columns, func(c Column) bool { return c.Name == name })]
	}
	for i, c := range r.Columns {
		if c.Is == Numbers {
			values[i] = &reform.Value{Text: strconv.Itoa(100 + random.IntN(800))}
			if c.Kind == reform.Percentage {
				values[i].Text = "42.5"
			}
		}
	}
	if strings.HasPrefix(r.ID, "06a") { // what comes in must go out or stay
		*value("8"), *value("9"), *value("10") = *value("4"), *value("5"), reform.Value{Text: "0"}
		*value("12"), *value("13") = *value("6"), reform.Value{Text: "0"}
	}
	for range 2 {
		for _, text := range r.Checks {
			e, err := equation.Parse(text)
			if err != nil {
				panic(err)
			}
			if wanted, kept := e.Judge(value); !kept {
				d, err := reform.ParseDecimal(wanted)
				if err != nil {
					panic(err)
				}
				value(e.Whole).Text = string(d)
			}
		}
	}
	return values
}

// add adds rows up; shares are not added.
func (d *drawing) add(numbers [][]*reform.Value, rows []int) []*reform.Value {
	sum := make([]*reform.Value, len(d.recipe.Columns))
	for i, c := range d.recipe.Columns {
		if c.Is != Numbers || c.Kind == reform.Percentage {
			continue
		}
		total := 0
		for _, row := range rows {
			n, err := strconv.Atoi(numbers[row][i].Text)
			if err != nil {
				panic(err)
			}
			total += n
		}
		sum[i] = &reform.Value{Text: strconv.Itoa(total)}
	}
	return sum
}

func (d *drawing) line(l row, numbers []*reform.Value) {
	cells := make([]any, d.left+len(d.recipe.Columns))
	wanted := map[string]string{}
	for i, c := range d.recipe.Columns {
		at := &cells[d.left+i]
		switch {
		case c.Is == Ignored && i == 0:
			*at = l.number
		case c.Is == UnitCode:
			*at = strings.ToUpper(l.unit)
		case c.Is == UnitName || c.Is == Label:
			*at = l.label
		case c.Is == Ignored:
			*at = "Đạt"
		case numbers[i] != nil:
			f, err := strconv.ParseFloat(numbers[i].Text, 64)
			if err != nil {
				panic(err)
			}
			*at = f
			if c.Part > 0 {
				*at = numbers[i].Text + " (85,7 %)\n1,7 điểm"
			}
			if c.Figure != "" {
				wanted[c.Figure] = numbers[i].Text
			}
		}
	}
	if l.label == "Tổng cộng" && d.recipe.Columns[0].Is == Ignored && d.recipe.Columns[1].Is != UnitCode {
		cells[d.left], cells[d.left+1] = l.label, nil
		d.merged = append(d.merged, [4]int{len(d.rows), d.left, len(d.rows), d.left + 1})
	}
	if l.unit != "" && d.recipe.Rows == ByUnit || l.sum != nil && l.number == "" && d.recipe.Rows == OfTotal {
		d.wantedOf[l.unit] = wanted
	}
	d.rows = append(d.rows, cells)
}

// save writes drawings as the sheets of one file and reads it as uploads are read.
func save(t testing.TB, drawings ...*drawing) *spreadsheet.Book {
	t.Helper()
	file := excelize.NewFile()
	for i, d := range drawings {
		if i == 0 {
			must(t, file.SetSheetName("Sheet1", d.sheet))
		} else if _, err := file.NewSheet(d.sheet); err != nil {
			t.Fatal(err)
		}
		for row, cells := range d.rows {
			for column, v := range cells {
				if v == nil || v == "" {
					continue
				}
				must(t, file.SetCellValue(d.sheet, spreadsheet.Address(row+1, column+1), v))
			}
		}
		for _, m := range d.merged {
			if m[0] != m[2] || m[1] != m[3] {
				must(t, file.MergeCell(d.sheet, spreadsheet.Address(m[0]+1, m[1]+1), spreadsheet.Address(m[2]+1, m[3]+1)))
			}
		}
	}
	var content bytes.Buffer
	must(t, file.Write(&content))
	book, err := spreadsheet.Read(content.Bytes(), container.Received)
	must(t, err)
	return book
}

// seen is what save gives, without a file.
func seen(d *drawing) *spreadsheet.Book {
	s := spreadsheet.Sheet{Name: d.sheet}
	for row, cells := range d.rows {
		for column, v := range cells {
			c := spreadsheet.Cell{Row: row + 1, Column: column + 1, Kind: spreadsheet.Text, Text: fmt.Sprint(v)}
			if _, ok := v.(float64); ok {
				c.Kind = spreadsheet.Number
			}
			if v != nil && v != "" {
				s.Cells = append(s.Cells, c)
			}
		}
	}
	for _, m := range d.merged {
		s.Merged = append(s.Merged, spreadsheet.Range{Row: m[0] + 1, Column: m[1] + 1, LastRow: m[2] + 1, LastColumn: m[3] + 1})
	}
	return &spreadsheet.Book{Sheets: []spreadsheet.Sheet{s}}
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func seeded() *rand.Rand { return rand.New(rand.NewPCG(7, 11)) }
