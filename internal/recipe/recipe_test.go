package recipe

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

const smallest = `
id: small
version: 1
title: {vi: Biểu nhỏ, en: Small form}
rows: unit
columns:
  - {header: [Đơn vị], is: unit}
  - {header: [Tổng], name: total, figure: received}
  - {header: [Phần], name: part}
checks: ["part <= total"]
sample:
  - {unit: so-a, figure: received, is: "5"}
`

func TestMistakesInARecipeAreNamed(t *testing.T) {
	for _, c := range []struct{ old, new, want string }{
		{"id: small", "id: Small", `f:2:5: id: an id has small Latin letters, digits, . _ and -, 64 at most, and not "Small"`},
		{"version: 1", "version: 0", "f:3:10: version: versions count from 1"},
		{"rows: unit", "rows: units", `f:5:7: rows: "units" is no word known here; did you mean unit?`},
		{"is: unit}", "is: ignore}", "f:7:3: columns: no column says which unit a row is about: give one of them “is: unit” or “is: code”"},
		{"[Phần]", "[tổng (2)]", "f:9:14: columns[2].header: another column has this header: each has its own"},
		{"name: part", "name: total", "f:9:28: columns[2].name: another column has this name: each has its own"},
		{"name: part", "name: a-b", `f:9:28: columns[2].name: a name has letters, digits and _ alone, and not "a-b"`},
		{"name: part", "name: part, part: 10", "f:9:40: columns[2].part: entries of a cell count from 1 to 9"},
		{"is: unit}", "is: unit, kind: percent}", `f:7:28: columns[0].is: a column that is "unit" has no numbers: delete figure, kind and part, or delete this`},
		{"figure: received}", "figure: received, kind: count}", "f:8:59: columns[1].kind: the framework says of what kind a figure is: delete this"},
		{"part <= total", "part <= all", `f:10:10: checks[0]: "all" is no column known here; known: total, part`},
		{"part <= total", "part is small", "f:10:10: checks[0]: write a check as total = one + two, part <= whole or share = part / whole, with names of columns"},
		{"unit: so-a, ", "", "f:12:5: sample[0].unit: a form of units has one here, and a form of totals has none"},
		{"figure: received, is", "figure: recieved, is", `f:12:26: sample[0].figure: "recieved" is no figure known here; did you mean received?`},
		{"rows: unit", "rows: unit\nthousands: ' '", `f:6:12: thousands: this text is empty: write it, or delete the key`},
	} {
		_, err := Read("f", strings.NewReader(strings.Replace(smallest, c.old, c.new, 1)))
		faults, ok := errors.AsType[keyfile.Faults](err)
		if !ok {
			t.Errorf("%s: got %v", c.new, err)
			continue
		}
		if got := faults.Error(); !strings.Contains(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", c.new, got, c.want)
		}
	}
	if _, err := Read("f", strings.NewReader(smallest)); err != nil {
		t.Error(err)
	}
}

func TestARecipeIsWrittenAsItIsRead(t *testing.T) {
	all, err := Forms()
	must(t, err)
	small, err := Read("f", strings.NewReader(smallest))
	must(t, err)
	for _, r := range append(all, small) {
		got, err := Read(r.ID, bytes.NewReader(r.YAML()))
		if err != nil {
			t.Fatalf("%s\n%s", err, r.YAML())
		}
		if diff := cmp.Diff(r, got); diff != "" {
			t.Errorf("%s\n%s", diff, r.YAML())
		}
	}
}

func TestAnyRecipeIsWrittenAsItIsRead(t *testing.T) {
	text := rapid.StringMatching(`[a-zàđữ"\\:#{}\[\], *&!|>'%@-]{1,12}[a-z]`)
	rapid.Check(t, func(t *rapid.T) {
		r := Recipe{
			ID: "r", Version: rapid.IntRange(1, 9).Draw(t, "version"), Title: reform.Words{VI: text.Draw(t, "vi"), EN: text.Draw(t, "en")}, Rows: ByUnit,
			Sheet: Where{Named: rapid.SliceOfN(text, 0, 3).Draw(t, "named"), Pick: rapid.SampledFrom([]Pick{Only, First, Last}).Draw(t, "pick")},
			Names: rapid.MapOfN(text, rapid.OneOf(text, rapid.Just("")), 1, 3).Draw(t, "names"), Totals: rapid.SliceOfN(text, 1, 3).Draw(t, "totals"),
			Columns: []Column{{Header: []string{"Đơn vị"}, Is: UnitName}},
		}
		if len(r.Sheet.Named) == 0 {
			r.Sheet.Named = nil
		}
		for i := range rapid.IntRange(1, 4).Draw(t, "columns") {
			r.Columns = append(r.Columns, Column{
				Header: []string{text.Draw(t, "header"), fmt.Sprint("c", i)}, Or: [][]string{{text.Draw(t, "or"), fmt.Sprint("d", i)}},
				Part: rapid.IntRange(0, 9).Draw(t, "part"), Optional: rapid.Bool().Draw(t, "optional"),
			})
		}
		got, err := Read("r", bytes.NewReader(r.YAML()))
		if err != nil {
			t.Fatalf("%s\n%s", err, r.YAML())
		}
		if diff := cmp.Diff(r, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

func FuzzRead(f *testing.F) {
	f.Add(smallest)
	all, err := Forms()
	must(f, err)
	for _, r := range all {
		f.Add(string(r.YAML()))
	}
	book := save(f, draw(all[0], seeded()))
	framework := handling(f)
	f.Fuzz(func(t *testing.T, content string) {
		r, err := Read("f", strings.NewReader(content))
		if err != nil {
			return
		}
		if again, err := Read("f", bytes.NewReader(r.YAML())); err != nil || !cmp.Equal(r, again) {
			t.Errorf("%v\n%s", err, r.YAML())
		}
		r.Apply(book, framework, theUnits(), readCell)
	})
}
