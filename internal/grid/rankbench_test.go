package grid

import (
	"math/big"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"reformboard/internal/reform"
)

// The workload RANKBENCH-1: 100 indicators in 30 criteria in 8 domains, weighted
// means at each step; scores of 0 to 100 in quarter points; ten vectors of ranks a
// period, by the score at two decimals: the total among all units, the total and
// each domain among the units of a level.
const (
	indicators = 100
	criteria   = 30
	domains    = 8
	periods    = 4
)

// mixed is one step of the generator SplitMix64.
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9
	x = (x ^ (x >> 27)) * 0x94d049bb133111eb
	return x ^ (x >> 31)
}

func weightOf(kind, n int) int { return 1 + int(mixed(uint64(kind*1000+n))%10) }

func valueOf(period, unit, indicator int) int64 {
	base := mixed(uint64(unit)*7+uint64(period)) % 200
	noise := mixed(uint64(period)<<48|uint64(unit)<<8|uint64(indicator)) % 201
	return int64(base+noise) * 250
}

func levelOf(unit int) uint16 {
	switch share := unit % 111; {
	case share == 0:
		return 0
	case share <= 10:
		return 1
	}
	return 2
}

func criterionOf(indicator int) int { return indicator * criteria / indicators }
func domainOf(criterion int) int    { return criterion * domains / criteria }

// rankbench is the workload's framework; rule makes the rule of an indicator.
func rankbench(rule func(figure string) reform.Rule, figures func(figure string) []reform.Figure) *reform.Framework {
	mean := reform.Aggregation{Method: reform.Mean}
	hundred := 100 * reform.Point
	weight := func(kind, n int) reform.Decimal { return reform.Decimal(strconv.Itoa(weightOf(kind, n))) }
	top := reform.Area{ID: "all", Max: hundred, Combine: mean}
	for d := range domains {
		top.Areas = append(top.Areas, reform.Area{ID: "d" + strconv.Itoa(d), Max: hundred, Weight: weight(3, d), Combine: mean})
	}
	f := &reform.Framework{ID: "rankbench", Max: hundred, NotApplicable: reform.Leave, Missing: reform.FillLeave, Rounding: reform.Rounding{Mode: reform.HalfUp}, Ranks: reform.RankRule{Decimals: new(2)}}
	all := make([]reform.Area, criteria)
	for c := range criteria {
		all[c] = reform.Area{ID: "c" + strconv.Itoa(c), Max: hundred, Weight: weight(2, c), Combine: mean}
	}
	for j := range indicators {
		id := "i" + strconv.Itoa(j)
		f.Figures = append(f.Figures, figures(id)...)
		c := criterionOf(j)
		all[c].Indicators = append(all[c].Indicators, reform.Indicator{ID: id, Max: hundred, Weight: weight(1, j), Rule: rule(id)})
	}
	for c := range all {
		d := domainOf(c)
		top.Areas[d].Areas = append(top.Areas[d].Areas, all[c])
	}
	f.Areas = []reform.Area{top}
	return f
}

func readyScores(id string) reform.Rule {
	return reform.Rule{Kind: reform.Normalised, Of: []string{id}, Scale: reform.Normalisation{Method: reform.AsItStands}}
}

func oneFigure(id string) []reform.Figure {
	return []reform.Figure{{ID: id, Kind: reform.Number, Source: reform.FromUnit}}
}

// readyTable holds the workload's scores of one period, as they are.
func readyTable(period, units int) *Table {
	t := &Table{Units: units}
	for j := range indicators {
		numbers := make([]int64, units)
		for u := range numbers {
			numbers[u] = valueOf(period, u, j)
		}
		t.Columns = append(t.Columns, NewColumn(numbers, 3, nil))
	}
	return t
}

// asked are the areas that the workload ranks by.
var asked = []string{"total", "d0", "d1", "d2", "d3", "d4", "d5", "d6", "d7"}

func levels(units int) []uint16 {
	all := make([]uint16, units)
	for u := range all {
		all[u] = levelOf(u)
	}
	return all
}

// ranked makes the ten vectors of one period.
func ranked(b *Board, level []uint16, processors int) [][]int32 {
	ranks := make([][]int32, 2+domains)
	parallel(processors, len(ranks), func(k int) {
		switch k {
		case 0:
			ranks[k] = b.Areas[0].Ranks(nil, 1)
		default:
			ranks[k] = b.Areas[k-1].Ranks(level, 3)
		}
	})
	return ranks
}

func parallel(processors, jobs int, do func(int)) {
	done := make(chan bool)
	for p := range processors {
		go func() {
			for k := p; k < jobs; k += processors {
				do(k)
			}
			done <- true
		}()
	}
	for range processors {
		<-done
	}
}

// exactRanks is the obvious reference: rational numbers, sorted.
func exactRanks(t *Table, level []uint16) [][]int32 {
	scores := make([][]*big.Rat, 1+domains)
	for k := range scores {
		scores[k] = make([]*big.Rat, t.Units)
	}
	parallel(runtime.GOMAXPROCS(0), t.Units, func(u int) {
		var sums, weights [criteria]int64
		for j := range indicators {
			sums[criterionOf(j)] += int64(weightOf(1, j)) * t.Columns[j].numbers[u]
			weights[criterionOf(j)] += int64(weightOf(1, j))
		}
		inDomains := make([]ratio, domains)
		var total ratio
		for c := range criteria {
			inDomains[domainOf(c)].add(weightOf(2, c), big.NewRat(sums[c], 1000*weights[c]))
		}
		for d := range inDomains {
			scores[1+d][u] = inDomains[d].mean()
			total.add(weightOf(3, d), scores[1+d][u])
		}
		scores[0][u] = total.mean()
	})
	ranks := make([][]int32, 2+domains)
	ranks[0] = sortedRanks(scores[0], make([]uint16, t.Units))
	for k := range scores {
		ranks[1+k] = sortedRanks(scores[k], level)
	}
	return ranks
}

// ratio is a weighted mean in the making.
type ratio struct{ sum, weights big.Rat }

func (r *ratio) add(weight int, value *big.Rat) {
	w := big.NewRat(int64(weight), 1)
	r.weights.Add(&r.weights, w)
	r.sum.Add(&r.sum, w.Mul(w, value))
}

func (r *ratio) mean() *big.Rat { return new(big.Rat).Quo(&r.sum, &r.weights) }

func sortedRanks(scores []*big.Rat, group []uint16) []int32 {
	at := make([]int64, len(scores))
	order := make([]int, len(scores))
	for u, s := range scores {
		at[u], order[u] = reform.Round(s, 2, reform.HalfUp).Int64(), u
	}
	slices.SortFunc(order, func(a, b int) int {
		if group[a] != group[b] {
			return int(group[a]) - int(group[b])
		}
		return int(at[b] - at[a])
	})
	ranks := make([]int32, len(scores))
	start := 0
	for k, u := range order {
		switch {
		case k == 0 || group[u] != group[order[k-1]]:
			start, ranks[u] = k, 1
		case at[u] == at[order[k-1]]:
			ranks[u] = ranks[order[k-1]]
		default:
			ranks[u] = int32(k - start + 1)
		}
	}
	return ranks
}

func TestNoRankOfTheWorkloadIsWrong(t *testing.T) {
	sizes := []int{100, 1000, 3500}
	if !testing.Short() {
		sizes = append(sizes, 10_000)
	}
	if units, err := strconv.Atoi(os.Getenv("RANKBENCH_UNITS")); err == nil {
		sizes = []int{units} // such as 100000: the reference takes minutes
	}
	g, err := New(rankbench(readyScores, oneFigure))
	if err != nil {
		t.Fatal(err)
	}
	for _, units := range sizes {
		wrong, checksum := 0, int64(0)
		level := levels(units)
		for p := range periods {
			table := readyTable(p, units)
			board, err := g.Score(table, runtime.GOMAXPROCS(0), asked...)
			if err != nil {
				t.Fatal(err)
			}
			got, want := ranked(board, level, 1), exactRanks(table, level)
			for k := range want {
				for u := range want[k] {
					checksum += int64(want[k][u]) * int64(k+1)
					if got[k][u] != want[k][u] {
						wrong++
					}
				}
			}
		}
		t.Logf("%d units: %d wrong ranks of %d, check sum %d", units, wrong, units*periods*(2+domains), checksum)
		if wrong > 0 {
			t.Errorf("%d units: %d wrong ranks", units, wrong)
		}
	}
}

// TestAHundredThousandUnitsFitAGibibyte holds four periods of a hundred thousand units
// in memory at once, with all their states, scores and ranks.
func TestAHundredThousandUnitsFitAGibibyte(t *testing.T) {
	if testing.Short() {
		t.Skip("not a short one")
	}
	const units = 100_000
	g, err := New(rankbench(readyScores, oneFigure))
	if err != nil {
		t.Fatal(err)
	}
	level := levels(units)
	var tables []*Table
	var boards []*Board
	var ranks [][][]int32
	for p := range periods {
		tables = append(tables, readyTable(p, units))
		board, err := g.Score(tables[p], runtime.GOMAXPROCS(0), asked...)
		if err != nil {
			t.Fatal(err)
		}
		boards, ranks = append(boards, board), append(ranks, ranked(board, level, 1))
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Logf("%d MiB of the system", memory.Sys>>20)
	if memory.Sys > 1<<30 {
		t.Errorf("%d MiB of the system", memory.Sys>>20)
	}
	runtime.KeepAlive(tables)
	runtime.KeepAlive(boards)
	runtime.KeepAlive(ranks)
}
