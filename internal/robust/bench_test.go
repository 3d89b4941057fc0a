package robust

import (
	"math/rand/v2"
	"strconv"
	"sync"
	"testing"
)

// bigField is a complete matrix as large as a country's communes: units with a level
// of their own and noise about it.
func bigField(units, parts int) Field {
	r := rand.New(rand.NewPCG(7, 7))
	f := Field{Units: make([]string, units), Parts: make([]Part, parts), Values: make([]float64, units*parts)}
	sum := 0.0
	for p := range f.Parts {
		f.Parts[p] = Part{ID: strconv.Itoa(p), Weight: float64(1 + r.IntN(10)), Bounded: true}
		sum += f.Parts[p].Weight
	}
	for p := range f.Parts {
		f.Parts[p].Weight /= sum
	}
	for u := range f.Units {
		f.Units[u] = strconv.Itoa(u)
		level := r.Float64() / 2
		for p := range parts {
			f.Values[u*parts+p] = level + r.Float64()/2
		}
	}
	return f
}

const benchDraws, benchUnits, benchParts = 10_000, 3_500, 30

// BenchmarkDraws10000x3500x30 is to take at most 1.5 times what the bare loop does.
func BenchmarkDraws10000x3500x30(b *testing.B) {
	f := bigField(benchUnits, benchParts)
	b.Run("Run", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Run(f, Trial{Draws: benchDraws, Seed: 1, Weights: 0.25, TopK: 10, Workers: 2}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("BareLoop", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if bareLoop(f, 2) == 0 {
				b.Fatal("no place")
			}
		}
	})
}

// bareLoop is what the machine can do when nothing is promised: 32-bit sums, no
// choice, a radix sort, one table of counts a processor. It returns the sum of all
// intervals and means, so that nothing of it can be left out.
func bareLoop(f Field, workers int) float64 {
	const units, parts, draws = benchUnits, benchParts, benchDraws
	cells, nominal := make([]float32, units*parts), [parts]float32{}
	for i, x := range f.Values {
		cells[i] = float32(x)
	}
	for p := range nominal {
		nominal[p] = float32(f.Parts[p].Weight)
	}
	counts := make([][]uint16, workers)
	var all sync.WaitGroup
	for g := range workers {
		counts[g] = make([]uint16, units*units)
		all.Go(func() {
			chance := rand.New(rand.NewPCG(1, uint64(g)))
			one, two := make([]uint64, units), make([]uint64, units)
			var low, high [2048]uint32
			for d := g; d < draws; d += workers {
				var w [parts]float32
				var sum float32
				for p := range w {
					w[p] = nominal[p] * (0.75 + 0.5*chance.Float32())
					sum += w[p]
				}
				clear(low[:])
				clear(high[:])
				scale := float32(1<<22-1) / sum
				for u := range units {
					x := (*[parts]float32)(cells[u*parts:])
					var a, b, c float32
					for p := 0; p < parts; p += 3 {
						a += w[p] * x[p]
						b += w[p+1] * x[p+1]
						c += w[p+2] * x[p+2]
					}
					k := uint32(1<<22-1) - uint32((a+b+c)*scale)
					one[u] = uint64(k)<<32 | uint64(u)
					low[k&2047]++
					high[k>>11&2047]++
				}
				var before1, before2 uint32
				for i := range low {
					low[i], before1 = before1, before1+low[i]
					high[i], before2 = before2, before2+high[i]
				}
				for _, x := range one {
					at := &low[x>>32&2047]
					two[*at] = x
					*at++
				}
				for _, x := range two {
					at := &high[x>>43&2047]
					one[*at] = x
					*at++
				}
				last, rank := uint32(1<<31), 0
				for i, x := range one {
					if k := uint32(x >> 32); k != last {
						last, rank = k, i
					}
					counts[g][int(uint32(x))*units+rank]++
				}
			}
		})
	}
	all.Wait()
	var total float64
	for u := range units {
		so, sum, low, median, high := 0, 0, -1, -1, -1
		for r := range units {
			n := 0
			for g := range counts {
				n += int(counts[g][u*units+r])
			}
			so += n
			sum += n * (r + 1)
			if low < 0 && so*20 >= draws {
				low = r + 1
			}
			if median < 0 && so*2 >= draws {
				median = r + 1
			}
			if high < 0 && so*20 >= draws*19 {
				high = r + 1
			}
		}
		total += float64(high-low+median) + float64(sum)/draws
	}
	return total
}
