package composite

import (
	"math/rand/v2"
	"testing"

	"reformboard/internal/reform"
)

func BenchmarkNormalise(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	column := make([]Cell, 3500)
	for i := range column {
		column[i] = Cell{Fraction: reform.NewFraction(random.Int64N(1_000_000), 10_000), Known: true}
	}
	for _, method := range []reform.NormMethod{reform.Goalposts, reform.MinMax, reform.ZScore, reform.RankNorm} {
		b.Run(string(method), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Normalise(reform.Normalisation{Method: method, Low: "0", High: "90"}, false, reform.NewFraction(1, 1), column, -1)
			}
		})
	}
}

func BenchmarkAggregate(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	whole, fractional := make([]Part, 8), make([]Part, 8)
	for i := range whole {
		x := reform.NewFraction(1+random.Int64N(1_000_000), 10_000)
		whole[i] = Part{Value: x, Weight: reform.NewFraction(1, 1)}
		fractional[i] = Part{Value: x, Weight: reform.NewFraction(66666666666666663-random.Int64N(1_000_000), 100_000_000_000_000_000)}
	}
	for _, bench := range []struct {
		name  string
		how   reform.Aggregation
		parts []Part
	}{
		{"mean", reform.Aggregation{Method: reform.Mean}, whole},
		{"harmonic", reform.Aggregation{Method: reform.Harmonic}, whole},
		{"geometric, whole weights", reform.Aggregation{Method: reform.Geometric}, whole},
		{"geometric, fractional weights", reform.Aggregation{Method: reform.Geometric}, fractional},
		{"power 2", reform.Aggregation{Method: reform.PowerMean, Power: "2"}, whole},
		{"power 0.3", reform.Aggregation{Method: reform.PowerMean, Power: "0.3"}, whole},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Aggregate(bench.how, bench.parts)
			}
		})
	}
}

func BenchmarkCopeland(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	weights := make([]reform.Fraction, 8)
	columns := make([][]Cell, len(weights))
	for part := range columns {
		weights[part] = reform.NewFraction(int64(part)+1, 1)
		columns[part] = make([]Cell, 1000)
		for i := range columns[part] {
			columns[part][i] = Cell{Fraction: reform.NewFraction(random.Int64N(100), 1), Known: random.IntN(10) > 0}
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Copeland(weights, columns)
	}
}
