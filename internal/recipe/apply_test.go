package recipe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

const portal = "../../seed/frameworks/qd766-2022.yaml"

// frameworkOf is the framework whose figures a shipped recipe names.
func frameworkOf(t testing.TB, r Recipe) *reform.Framework {
	if len(r.Series) > 0 {
		return load(t, portal)
	}
	return handling(t)
}

// values lists what was taken, by unit and figure.
func values(result Result) map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, report := range result.Reports {
		if all[report.Unit] == nil {
			all[report.Unit] = map[string]string{}
		}
		for _, v := range report.Values {
			all[report.Unit][v.Figure] = v.Text + string(v.Absence)
		}
	}
	return all
}

// said is the findings, one a line.
func findings(result Result) string {
	var text strings.Builder
	for _, f := range result.Findings {
		fmt.Fprintf(&text, "%s %s %s", f.Severity, f.Cell, f.Problem)
		for _, part := range []string{f.Label.VI, f.Found, f.Wanted} {
			if part != "" {
				fmt.Fprintf(&text, " | %s", part)
			}
		}
		text.WriteString("\n")
	}
	return text.String()
}

func unitsOf(r Recipe) []reform.Unit {
	if r.Rows == OfTotal {
		return []reform.Unit{{ID: "", NameVI: "Sở Thử nghiệm Alpha"}}
	}
	return theUnits()
}

func TestEveryShippedFormIsRead(t *testing.T) {
	all, err := Forms()
	must(t, err)
	for _, r := range all {
		d := draw(r, seeded())
		result := r.Apply(save(t, d), frameworkOf(t, r), unitsOf(r), readCell)
		if diff := cmp.Diff(d.wantedOf, values(result)); diff != "" {
			t.Errorf("%s (-drawn +read)\n%s", r.ID, diff)
		}
		if got := findings(result); got != "" {
			t.Errorf("%s:\n%s", r.ID, got)
		}
		if len(result.Reports) == 0 || len(result.Reports[0].Values) == 0 {
			t.Errorf("%s: nothing was read", r.ID)
		}
	}
}

func TestShippedFormsNameFiguresThatAreThere(t *testing.T) {
	all, err := Forms()
	must(t, err)
	for _, r := range all {
		f := frameworkOf(t, r)
		for _, c := range r.Columns {
			if _, ok := f.Figure(c.Figure); c.Figure != "" && !ok {
				t.Errorf("%s: %s has no figure %s", r.ID, f.ID, c.Figure)
			}
		}
	}
}

// TestEveryShippedFormIsReadHoweverItsColumnsStand moves columns and rows about.
func TestEveryShippedFormIsReadHoweverItsColumnsStand(t *testing.T) {
	all, err := Forms()
	must(t, err)
	frameworks := map[string]*reform.Framework{}
	for _, r := range all {
		frameworks[r.ID] = frameworkOf(t, r)
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := rapid.SampledFrom(all).Draw(rt, "recipe")
		d := draw(r, seeded())
		// The first two columns may hold one merged label.
		order := append([]int{0, 1, 2}, rapid.Permutation(numbersFrom(3, d.left+len(r.Columns))).Draw(rt, "order")...)
		d.permute(order)
		for range rapid.IntRange(0, 4).Draw(rt, "rows above") {
			d.push()
		}
		result := r.Apply(seen(d), frameworks[r.ID], unitsOf(r), readCell)
		if diff := cmp.Diff(d.wantedOf, values(result)); diff != "" {
			rt.Fatalf("%s (-drawn +read)\n%s", r.ID, diff)
		}
		if got := findings(result); got != "" {
			rt.Fatalf("%s:\n%s", r.ID, got)
		}
	})
}

func numbersFrom(from, to int) []int {
	var all []int
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

// permute moves the columns; a merged heading is written above each of its columns.
func (d *drawing) permute(order []int) {
	for _, m := range d.merged {
		if m[0] < d.top || m[0] >= d.first {
			continue
		}
		for row := m[0]; row <= m[2]; row++ {
			for column := m[1]; column <= m[3]; column++ {
				d.rows[row][column] = d.rows[m[0]][m[1]]
			}
		}
	}
	d.merged = nil
	for i := range d.rows {
		cells := make([]any, len(order))
		for to, from := range order {
			if from < len(d.rows[i]) {
				cells[to] = d.rows[i][from]
			}
		}
		if i == d.first-1 { // numbers in disorder number nothing
			cells = nil
		}
		d.rows[i] = cells
	}
}

// push adds an empty row at the top.
func (d *drawing) push() {
	d.rows = append([][]any{{}}, d.rows...)
	d.top, d.first = d.top+1, d.first+1
}

// TestNoNumberIsLostSilently puts something else into any cell of a form.
func TestNoNumberIsLostSilently(t *testing.T) {
	r, f := form(t, "06a-vpcp-kstt"), handling(t)
	rapid.Check(t, func(rt *rapid.T) {
		d := draw(r, seeded())
		row := rapid.IntRange(d.first, d.first+len(lines)-1).Draw(rt, "row")
		column := rapid.IntRange(d.left, d.left+len(r.Columns)-1).Draw(rt, "column")
		text := rapid.OneOf(rapid.SampledFrom([]string{
			"", "x", "Tổng cộng", "Trong đó", "Sở lạ", "Sở Giả định Beta", "1.234", "1,5", "12 (3 %)", "I", "không có", "7", "-", "#N/A", "II", "Cộng",
		}), rapid.StringN(0, 5, 20)).Draw(rt, "text")
		clean := strings.Map(func(c rune) rune {
			if c < ' ' || c == 0xfffe || c == 0xffff || c == 0xfffd {
				return 'x'
			}
			return c
		}, text)
		d.rows[row][column] = clean
		result := r.Apply(seen(d), f, theUnits(), readCell)
		got := values(result)
		for unit, figures := range d.wantedOf {
			for figure, want := range figures {
				if got[unit][figure] != want && len(result.Findings) == 0 {
					rt.Fatalf("%s %s is %q and not %s, and nothing is said of it", unit, figure, got[unit][figure], want)
				}
			}
		}
	})
}

func TestASampleIsTheTestOfARecipe(t *testing.T) {
	r := form(t, "06a-vpcp-kstt")
	d := draw(r, seeded())
	for unit, figures := range d.wantedOf {
		r.Sample = append(r.Sample, Expected{Unit: unit, Figure: "done", Is: figures["done"]})
	}
	book := save(t, d)
	if got := r.Test(book, handling(t), theUnits(), readCell); len(got) > 0 {
		t.Error(got)
	}
	r.Sample = []Expected{{Unit: "so-a", Figure: "done", Is: "1"}, {Unit: "so-z", Figure: "done", Is: "1"}}
	got := fmt.Sprint(r.Test(book, handling(t), theUnits(), readCell))
	want := fmt.Sprintf("[06a-vpcp-kstt:1:1: sample[0]: done of so-a is %s, and the recipe expects 1 "+
		"06a-vpcp-kstt:1:1: sample[1]: done of so-z is not taken, and the recipe expects 1]", d.wantedOf["so-a"]["done"])
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
