package receipt_test

import (
	"fmt"
	"strings"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/valuelist"
)

// input draws a table of values, and perhaps one of the period before.
func (a *anything) input(f *reform.Framework) score.Input {
	in := score.Input{Cycle: reform.Cycle{ID: "c"}, Above: []reform.Unit{{ID: "top"}}}
	units := rapid.IntRange(1, 6).Draw(a.T, "units")
	for u := range units {
		in.Units = append(in.Units, reform.Unit{ID: fmt.Sprint("u", u), PeerGroup: pick(a, "A", "B"), Parent: pick(a, "", "top", "u0")})
	}
	in.Reports = a.reports(f, units)
	if a.one(3) {
		in.Before = a.reports(f, units)
	}
	return in
}

func (a *anything) reports(f *reform.Framework, units int) []reform.Report {
	var table strings.Builder
	table.WriteString("unit,figure,value\n")
	for u := range units + 1 {
		unit := fmt.Sprint("u", u)
		if u == units {
			unit = "top"
		}
		if a.one(8) {
			continue
		}
		for _, g := range f.Figures {
			fmt.Fprintf(&table, "%s,%s,%s\n", unit, g.ID, a.value(g))
		}
	}
	list, err := valuelist.Read("any.csv", strings.NewReader(table.String()), f, time.Unix(0, 0))
	if err != nil || len(list.Findings) > 0 {
		a.Fatalf("%v %+v\n%s", err, list.Findings, table.String())
	}
	return list.Reports
}

// value draws what one unit says for one figure, within its bounds.
func (a *anything) value(g reform.Figure) string {
	switch {
	case a.one(9):
		return pick(a, "", "no_practice")
	case g.Optional && a.one(6):
		return "not_applicable"
	case g.Kind == reform.Choice:
		return pick(a, "x", "y")
	case g.Kind == reform.Date:
		return pick(a, "2026-03-31", "2026-04-03", "9999-12-31", "0001-01-01", "2027-01-01")
	}
	return pick(a, a.numbers(g)...)
}

// someNumbers are what a figure may be, and what nobody expects.
var someNumbers = []string{
	"1", "2", "3", "7", "50", "1", "2", "3", "7", "50", "100", "12.5", "33.33", "0", "-1", "-7", "-49.5", "900", "1e3", "1e15", "123456789012345678",
	"9999999999999999999999999999999999999999", "-9999999999999999999999999999999999999999",
	"0.333333333333333333333333333333333333333", "0.0000000000000000000000000000000000000001", "99.99999999999999999999",
}

// numbers are those that the reader takes for a figure.
func (a *anything) numbers(g reform.Figure) []string {
	if a.taken[g.ID] == nil {
		one := &reform.Framework{Figures: []reform.Figure{g}}
		for _, text := range someNumbers {
			list, err := valuelist.Read("one.csv", strings.NewReader("unit,figure,value\nu,"+g.ID+","+text+"\n"), one, time.Unix(0, 0))
			if err == nil && len(list.Findings) == 0 {
				a.taken[g.ID] = append(a.taken[g.ID], text)
			}
		}
	}
	return a.taken[g.ID]
}
