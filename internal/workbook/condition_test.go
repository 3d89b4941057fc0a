package workbook

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// painted reports whether some condition of this look holds in a cell, as a
// spreadsheet reckons it.
func painted(t *testing.T, book *excelize.File, column string, row int, ground string) bool {
	t.Helper()
	conditions, err := book.GetConditionalFormats("Báo cáo")
	must(t, err)
	moving := regexp.MustCompile(`(\$?[A-Z])(\d+)\b`) // a reference that moves with its row
	for cells, rules := range conditions {
		for area := range strings.SplitSeq(cells, " ") {
			from, to, _ := strings.Cut(area, ":")
			left, top, err := excelize.CellNameToCoordinates(from)
			must(t, err)
			right, bottom, err := excelize.CellNameToCoordinates(to)
			must(t, err)
			at, err := excelize.ColumnNameToNumber(column)
			must(t, err)
			if at < left || at > right || row < top || row > bottom {
				continue
			}
			for _, rule := range rules {
				look, err := book.GetConditionalStyle(*rule.Format)
				must(t, err)
				formula := moving.ReplaceAllString(rule.Criteria, "${1}"+strconv.Itoa(row))
				must(t, book.SetCellFormula("Báo cáo", "Z1", formula))
				if got, err := book.CalcCellValue("Báo cáo", "Z1"); err != nil {
					t.Fatalf("%s: %v", formula, err)
				} else if got == "TRUE" && look.Fill.Color[0] == ground {
					return true
				}
			}
		}
	}
	return false
}

func TestDoubtfulCellsTurnAmberAtOnce(t *testing.T) {
	type typing = map[string]any
	equal := func(f *Form) { f.Framework.Checks[0].Equal = true }
	before := func(f *Form) {
		f.Framework.Checks = []reform.Check{{Parts: []string{"online"}, Whole: "received", Before: true}}
	}
	for _, c := range []struct {
		name   string
		change func(*Form)
		typed  typing
		amber  string // the figures that turn amber
	}{
		{"nothing typed", nil, nil, ""},
		{"all in order", nil, typing{"received": 10, "online": 6, "paper": 4, "signed": 97.5, "days": -5, "issued": 46112}, ""},
		{"parts over whole", nil, typing{"received": 10, "online": 7, "paper": 4}, "received online paper"},
		{"a part over no whole", nil, typing{"online": 7}, ""},
		{"a part over a zero", nil, typing{"online": 7, "received": 0}, "received online"},
		{"a part in words", nil, typing{"received": 10, "online": 10, "paper": "Không áp dụng"}, ""},
		{"parts under whole", nil, typing{"received": 10, "online": 5, "paper": 4}, ""},
		{"parts not their whole", equal, typing{"received": 10, "online": 5, "paper": 4}, "received online paper"},
		{"parts not all there", equal, typing{"received": 10, "online": 5}, ""},
		{"more than was left", before, typing{"online": 1001}, "online"},
		{"what was left", before, typing{"online": 1000}, ""},
		{"outside the bounds", nil, typing{"signed": 100.5, "days": -6, "received": -1, "issued": 4, "renewed": 20260331}, "received days signed issued renewed"},
		{"too fine", nil, typing{"signed": 97.555, "received": 1.5, "days": 1.2345}, "received days signed"},
		{"words", nil, typing{"signed": "chín mươi", "received": "1.234"}, ""},
	} {
		f := withLast(testForm())
		if c.change != nil {
			c.change(&f)
		}
		book, err := excelize.OpenReader(bytes.NewReader(written(t, f)))
		must(t, err)
		for figure, value := range c.typed {
			must(t, book.SetCellValue("Báo cáo", answerColumn+itoa(rowOf(t, book, figure)), value))
		}
		var amber []string
		for _, s := range f.sections() {
			for _, g := range s.figures {
				if painted(t, book, answerColumn, rowOf(t, book, g.ID), doubtBg) {
					amber = append(amber, g.ID)
				}
			}
		}
		if got := strings.Join(amber, " "); got != c.amber {
			t.Errorf("%s: amber are %q, want %q", c.name, got, c.amber)
		}
	}
}

func TestARowGreysWhenItDoesNotApply(t *testing.T) {
	book, err := excelize.OpenReader(bytes.NewReader(written(t, testForm())))
	must(t, err)
	row := rowOf(t, book, "paper")
	for typed, want := range map[string]bool{"": false, "Không áp dụng": true, " Not applicable": true, "5": false} {
		must(t, book.SetCellStr("Báo cáo", answerColumn+itoa(row), typed))
		if got := painted(t, book, labelColumn, row, sparedBg); got != want {
			t.Errorf("%q: grey %v, want %v", typed, got, want)
		}
		if painted(t, book, labelColumn, row+1, sparedBg) {
			t.Errorf("%q: the next row greys too", typed)
		}
	}
}

func TestPagesDoNotEndWithAHeading(t *testing.T) {
	for _, c := range []struct {
		name    string
		heights []float64
		stays   []int
		want    string
	}{
		{"one page", []float64{50, 20, 100, 100}, nil, ""},
		{"rows as they fit", []float64{50, 20, 200, 200, 200, 200}, nil, "5"},
		{"a heading goes with its row", []float64{50, 20, 200, 190, 20, 50}, []int{5}, "5"},
		{"the head counts again", []float64{50, 20, 400, 400, 80}, nil, "4 5"},
		{"a row higher than a page", []float64{50, 20, 900, 10}, nil, "3 4"},
	} {
		book := excelize.NewFile()
		p := &page{book: book, name: "Sheet1"}
		for i, height := range c.heights {
			p.next(min(height, mostHeight))
			p.heights[i] = height
		}
		for _, row := range c.stays {
			p.row = row
			p.stay()
		}
		p.breakPages(paper{width: 100, height: 500}, 90, 2)
		must(t, p.err)
		var file bytes.Buffer
		must(t, book.Write(&file))
		var breaks []string
		reopened(t, file.Bytes(), func(book *excelize.File) {
			for _, m := range regexp.MustCompile(`<brk id="(\d+)"`).FindAllStringSubmatch(part(t, book, reportPart), -1) {
				above, err := strconv.Atoi(m[1])
				must(t, err)
				breaks = append(breaks, strconv.Itoa(above+1))
			}
		})
		if got := strings.Join(breaks, " "); got != c.want {
			t.Errorf("%s: pages begin with rows %s, want %s", c.name, got, c.want)
		}
	}
}
