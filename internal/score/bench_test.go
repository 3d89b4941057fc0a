package score

import (
	"strconv"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// board is a framework of ratios over counts, rounded at the indicator as decision
// 766 does, and a report of every unit.
func board(units, indicators int) (reform.Framework, Input) {
	f := reform.Framework{Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2)}, NotApplicable: reform.Leave}
	area := reform.Area{ID: "A"}
	for n := range indicators {
		a, z := "a"+strconv.Itoa(n), "z"+strconv.Itoa(n)
		area.Indicators = append(area.Indicators, reform.Indicator{ID: strconv.Itoa(n), Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{a}, Over: []string{z}}})
		f.Figures = append(f.Figures, reform.Figure{ID: a, Source: reform.FromUnit}, reform.Figure{ID: z, Source: reform.FromUnit})
	}
	f.Areas = []reform.Area{area}
	in := Input{}
	at := time.Unix(0, 0)
	for u := range units {
		r := reform.Report{Unit: strconv.Itoa(u), Source: reform.FromUnit, SubmittedAt: &at}
		for n, g := range f.Figures {
			r.Values = append(r.Values, reform.Value{Figure: g.ID, Text: strconv.Itoa((u*7+n*13)%97 + 100*(n%2))})
		}
		in.Units, in.Reports = append(in.Units, reform.Unit{ID: r.Unit}), append(in.Reports, r)
	}
	return f, in
}

func benchmark(b *testing.B, units, indicators int) {
	f, in := board(units, indicators)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Cycle(&f, in.Cycle, in.Units, in.Reports); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(units*indicators), "ns/cell")
}

// The last three show that the cost is linear in units and in indicators: the
// nanoseconds a cell stay what they are.
func BenchmarkCycle149Units24Indicators(b *testing.B)   { benchmark(b, 149, 24) }
func BenchmarkCycle3500Units25Indicators(b *testing.B)  { benchmark(b, 3500, 25) }
func BenchmarkCycle3500Units100Indicators(b *testing.B) { benchmark(b, 3500, 100) }
func BenchmarkCycle875Units100Indicators(b *testing.B)  { benchmark(b, 875, 100) }
