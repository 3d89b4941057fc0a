package grid

import (
	"fmt"
	"runtime"
	"testing"

	"reformboard/internal/reform"
)

// The benchmarks hold the grid against a bare loop over the same workload: integers
// of a millionth of a point, written for these weights and this shape alone, without
// states, and rounding at every step (21 ranks of 140,000 come out wrong).

func BenchmarkBareLoop3500(b *testing.B)      { benchmarkBare(b, 3500) }
func BenchmarkReadyScores3500(b *testing.B)   { benchmarkReady(b, 3500) }
func BenchmarkCounts3500(b *testing.B)        { benchmarkCounts(b, 3500) }
func BenchmarkBareLoop100000(b *testing.B)    { benchmarkBare(b, 100_000) }
func BenchmarkReadyScores100000(b *testing.B) { benchmarkReady(b, 100_000) }
func BenchmarkReadyScores100(b *testing.B)    { benchmarkReady(b, 100) }
func BenchmarkReadyScores1000(b *testing.B)   { benchmarkReady(b, 1000) }
func BenchmarkReadyScores10000(b *testing.B)  { benchmarkReady(b, 10_000) }
func BenchmarkOneChangeOf3500(b *testing.B)   { benchmarkChange(b, 3500) }

func benchmarkReady(b *testing.B, units int) {
	g, err := New(rankbench(readyScores, oneFigure))
	if err != nil {
		b.Fatal(err)
	}
	var tables []*Table
	for p := range periods {
		tables = append(tables, readyTable(p, units))
	}
	run(b, g, tables, units)
}

// run scores and ranks all periods.
func run(b *testing.B, g *Grid, tables []*Table, units int) {
	level, processors := levels(units), runtime.GOMAXPROCS(0)
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range tables {
			board, err := g.Score(t, processors, asked...)
			if err != nil {
				b.Fatal(err)
			}
			ranked(board, level, processors)
		}
	}
	cells := units * periods * indicators
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(cells), "ns/cell")
}

// benchmarkCounts scores from two counts a cell, a tenth of which say why there is
// no number, nothing to divide by, or no report: all states but the one that waits
// for others, which a table has no figure for.
func benchmarkCounts(b *testing.B, units int) {
	f := rankbench(func(id string) reform.Rule {
		return reform.Rule{Kind: reform.Ratio, Of: []string{id + "n"}, Over: []string{id + "d"}, FullAt: "0.9", IfZero: reform.ZeroSuppresses}
	}, func(id string) []reform.Figure {
		return []reform.Figure{{ID: id + "n", Kind: reform.Count, Source: reform.FromUnit}, {ID: id + "d", Kind: reform.Count, Source: reform.FromUnit}}
	})
	g, err := New(f)
	if err != nil {
		b.Fatal(err)
	}
	var tables []*Table
	for p := range periods {
		tables = append(tables, countTable(p, units))
	}
	run(b, g, tables, units)
}

func countTable(period, units int) *Table {
	t := &Table{Units: units}
	for j := range indicators {
		of, over, absences := make([]int64, units), make([]int64, units), make([]Absence, units)
		for u := range of {
			over[u] = 1 + int64(mixed(uint64(u)<<9|uint64(j))%5000)
			of[u] = over[u] * valueOf(period, u, j) / 100_000
			switch mixed(uint64(u*indicators+j)) % 40 {
			case 0:
				absences[u] = NotReported
			case 1:
				absences[u] = NotApplicable
			case 2:
				absences[u] = NoPractice
			case 3:
				over[u], of[u] = 0, 0
			}
		}
		t.Columns = append(t.Columns, NewColumn(of, 0, absences), NewColumn(over, 0, nil))
	}
	return t
}

// benchmarkChange corrects one unit's value, scores that unit again and gives all
// units their ranks.
func benchmarkChange(b *testing.B, units int) {
	g, err := New(rankbench(readyScores, oneFigure))
	if err != nil {
		b.Fatal(err)
	}
	t, level := readyTable(0, units), levels(units)
	board, err := g.Score(t, 1, asked...)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		t.Columns[n%indicators].numbers[n%units] = int64(n%401) * 250
		g.Rescore(board, t, n%units)
		ranked(board, level, 1)
	}
}

func benchmarkBare(b *testing.B, units int) {
	values := make([][]int32, periods)
	for p := range values {
		values[p] = make([]int32, units*indicators)
		for u := range units {
			for j := range indicators {
				values[p][u*indicators+j] = int32(valueOf(p, u, j))
			}
		}
	}
	level, processors := levels(units), runtime.GOMAXPROCS(0)
	w := bareWeights()
	b.ReportAllocs()
	for b.Loop() {
		for p := range periods {
			scores, kept := make([][]int32, 1+domains), make([]int64, units*(criteria+domains+1))
			for k := range scores {
				scores[k] = make([]int32, units)
			}
			parallel(processors, processors, func(part int) {
				for u := part * units / processors; u < (part+1)*units/processors; u++ {
					w.score(values[p][u*indicators:(u+1)*indicators], scores, kept[u*(criteria+domains+1):(u+1)*(criteria+domains+1)], u)
				}
			})
			parallel(processors, 2+domains, func(k int) { bareRanks(scores[max(k-1, 0)], level, k > 0) })
		}
	}
}

// bare is the loop's weights and the ends of its criteria and domains.
type bare struct {
	leaf             [indicators]int64
	criterion, whole [criteria]int64
	domain, ofDomain [domains]int64
	total            int64
	leafEnd          [criteria]int
	criterionEnd     [domains]int
}

func bareWeights() *bare {
	w := &bare{}
	for j := range indicators {
		w.leaf[j] = int64(weightOf(1, j))
		w.whole[criterionOf(j)] += w.leaf[j]
		w.leafEnd[criterionOf(j)] = j + 1
	}
	for c := range criteria {
		w.criterion[c] = int64(weightOf(2, c))
		w.ofDomain[domainOf(c)] += w.criterion[c]
		w.criterionEnd[domainOf(c)] = c + 1
	}
	for d := range domains {
		w.domain[d] = int64(weightOf(3, d))
		w.total += w.domain[d]
	}
	return w
}

func (w *bare) score(values []int32, scores [][]int32, kept []int64, u int) {
	j, c, total := 0, 0, int64(0)
	for d := range domains {
		var inDomain int64
		for ; c < w.criterionEnd[d]; c++ {
			var sum int64
			for ; j < w.leafEnd[c]; j++ {
				sum += w.leaf[j] * int64(values[j])
			}
			mean := (sum*1000 + w.whole[c]/2) / w.whole[c]
			kept[c] = mean
			inDomain += w.criterion[c] * mean
		}
		mean := (inDomain + w.ofDomain[d]/2) / w.ofDomain[d]
		kept[criteria+d] = mean
		scores[1+d][u] = int32((mean + 5000) / 10_000)
		total += w.domain[d] * mean
	}
	mean := (total + w.total/2) / w.total
	kept[criteria+domains] = mean
	scores[0][u] = int32((mean + 5000) / 10_000)
}

func bareRanks(scores []int32, level []uint16, grouped bool) []int32 {
	var counts [3][10_002]int32
	group := func(u int) uint16 {
		if grouped {
			return level[u]
		}
		return 0
	}
	for u, s := range scores {
		counts[group(u)][s]++
	}
	for g := range counts {
		before := int32(1)
		for s := 10_000; s >= 0; s-- {
			counts[g][s], before = before, before+counts[g][s]
		}
	}
	ranks := make([]int32, len(scores))
	for u, s := range scores {
		ranks[u] = counts[group(u)][s]
	}
	return ranks
}

// Example shows how a figure of every unit becomes a rank.
func Example() {
	f := &reform.Framework{
		Max: 10 * reform.Point, NotApplicable: reform.Leave, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2), Total: new(2)},
		Figures: []reform.Figure{{ID: "done"}, {ID: "due"}},
		Areas: []reform.Area{{ID: "A", Max: 10 * reform.Point, Indicators: []reform.Indicator{
			{ID: "1", Max: 10 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"done"}, Over: []string{"due"}, IfZero: reform.ZeroSuppresses}},
		}}},
	}
	g, err := New(f)
	if err != nil {
		fmt.Println(err)
		return
	}
	t := &Table{Units: 4, Columns: []Column{NewColumn([]int64{1, 2, 3, 0}, 0, nil), NewColumn([]int64{8, 3, 4, 0}, 0, nil)}}
	board, err := g.Score(t, 1, "total")
	if err != nil {
		fmt.Println(err)
		return
	}
	total := board.Areas[0]
	for u, rank := range total.Ranks(nil, 1) {
		fmt.Println(rank, total.Scores[u], total.States[u].Noun())
	}
	// Output:
	// 3 125 scored
	// 2 667 scored
	// 1 750 scored
	// 0 0 suppressed
}
