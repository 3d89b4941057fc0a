package robust

import (
	"bytes"
	"encoding/csv"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// replay is what is known of a field from the file alone.
type replay struct {
	units, parts []string
	bounded      map[string]bool
	value        map[[2]string]float64 // by unit and part; none where the factor is 0
	factor       map[[2]string]float64
}

func number(t *rapid.T, text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func rows(t *rapid.T, file *bytes.Buffer) [][]string {
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func readField(t *rapid.T, file *bytes.Buffer) replay {
	r := replay{bounded: map[string]bool{}, value: map[[2]string]float64{}, factor: map[[2]string]float64{}}
	for _, row := range rows(t, file)[1:] {
		unit, part := row[0], row[1]
		if !slices.Contains(r.units, unit) {
			r.units = append(r.units, unit)
		}
		if !slices.Contains(r.parts, part) {
			r.parts = append(r.parts, part)
		}
		r.bounded[part] = row[2] == "true"
		if f := number(t, row[4]); f != 0 {
			r.value[[2]string{unit, part}], r.factor[[2]string{unit, part}] = number(t, row[3]), f
		}
	}
	return r
}

// ranks does one line of the draws again, as slowly and plainly as can be.
func (r replay) ranks(t *rapid.T, head, line []string) map[string]int {
	made := map[[2]string]float64{}
	least, greatest := math.Inf(1), math.Inf(-1)
	for _, part := range r.parts {
		var column []float64
		for _, unit := range r.units {
			if x, ok := r.value[[2]string{unit, part}]; ok {
				column = append(column, x)
			}
		}
		place := func(x float64) float64 { return x }
		n, sum, squares := float64(len(column)), 0.0, 0.0
		for _, x := range column {
			sum += x
		}
		for _, x := range column {
			squares += (x - sum/n) * (x - sum/n)
		}
		flat := n > 0 && slices.Min(column) == slices.Max(column)
		switch line[2] {
		case "minmax":
			place = func(x float64) float64 {
				if flat {
					return 0.5
				}
				return (x - slices.Min(column)) / (slices.Max(column) - slices.Min(column))
			}
		case "zscore":
			place = func(x float64) float64 {
				if flat {
					return 0
				}
				return (x - sum/n) / math.Sqrt(squares/(n-1))
			}
		case "percentile":
			place = func(x float64) float64 {
				less := 0.0
				for _, y := range column {
					if y < x {
						less++
					}
				}
				if flat {
					return 0.5
				}
				return less / (n - 1)
			}
		}
		low, high := math.Inf(1), math.Inf(-1)
		for _, x := range column {
			low, high = min(low, place(x)), max(high, place(x))
		}
		if line[2] == "none" && r.bounded[part] {
			low, high = 0, 1
		}
		for _, unit := range r.units {
			x, ok := r.value[[2]string{unit, part}]
			if !ok {
				continue
			}
			y := place(x)
			if line[3] == "geometric" {
				share := 0.5
				if low < high {
					share = min(max((y-low)/(high-low), 0), 1)
				}
				y = math.Log(1 + 99*share)
			}
			made[[2]string{unit, part}] = y
			least, greatest = min(least, y), max(greatest, y)
		}
	}
	all := 0.0
	for _, text := range line[4:] {
		all += number(t, text)
	}
	places := map[string]uint64{}
	for _, unit := range r.units {
		above, below := 0.0, 0.0
		for i, part := range head[4:] {
			key := [2]string{unit, strings.TrimPrefix(part, "weight:")}
			if y, ok := made[key]; ok {
				y -= least
				if least < greatest {
					y /= greatest - least
				}
				weight := number(t, line[4+i]) / all
				above += weight * (y * r.factor[key])
				below += weight * r.factor[key]
			}
		}
		// Without gaps the weights' sum is 1, but for the last bits.
		if math.Abs(below-1) < 1e-9 {
			below = 1
		}
		if below > 0 {
			places[unit] = uint64(math.Floor(above/below*(1<<31) + 0.5))
		} else {
			places[unit] = 0
		}
	}
	ranks := map[string]int{}
	for _, unit := range r.units {
		ranks[unit] = 1
		for _, other := range r.units {
			if places[other] > places[unit] {
				ranks[unit]++
			}
		}
	}
	return ranks
}

// trialOn draws a field, with gaps and ties, and a trial on it.
func trialOn(t *rapid.T) (Field, Trial) {
	units, parts := rapid.IntRange(1, 40).Draw(t, "units"), rapid.IntRange(2, 5).Draw(t, "parts")
	f := Field{}
	for p := range parts {
		weight := float64(rapid.IntRange(1, 9).Draw(t, "weight")) / 10
		f.Parts = append(f.Parts, Part{ID: "p" + strconv.Itoa(p), Weight: weight, Bounded: rapid.Bool().Draw(t, "bounded")})
	}
	gaps := rapid.Bool().Draw(t, "gaps")
	for u := range units {
		f.Units = append(f.Units, "u"+strconv.Itoa(u))
		for range parts {
			f.Values = append(f.Values, float64(rapid.IntRange(0, 20).Draw(t, "value"))/20)
			if gaps {
				f.Factors = append(f.Factors, rapid.SampledFrom([]float64{0, 1, 1, 1, 1.5}).Draw(t, "factor"))
			}
		}
	}
	return f, Trial{
		Draws: rapid.IntRange(1, 60).Draw(t, "draws"), Seed: rapid.Uint64().Draw(t, "seed"),
		Weights:   rapid.SampledFrom([]float64{0, 0.1, 0.25}).Draw(t, "noise"),
		Normalise: rapid.Bool().Draw(t, "normalise"), Aggregate: rapid.Bool().Draw(t, "aggregate"),
		LeaveOneOut: rapid.Bool().Draw(t, "leave one out"), TopK: rapid.IntRange(0, 5).Draw(t, "top"),
		Pairs: true, Workers: rapid.IntRange(1, 3).Draw(t, "workers"),
	}
}

// TestAnotherProgramCanReplayTheDraws does every draw again from the two files, by
// sorting and counting, and comes to the same figures.
func TestAnotherProgramCanReplayTheDraws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, trial := trialOn(t)
		var field, draws bytes.Buffer
		if err := WriteField(&field, f); err != nil {
			t.Fatal(err)
		}
		if err := WriteDraws(&draws, f, trial); err != nil {
			t.Fatal(err)
		}
		result, err := Run(f, trial)
		if err != nil {
			t.Fatal(err)
		}
		again := readField(t, &field)
		lines := rows(t, &draws)
		if len(lines) != trial.Draws+1 {
			t.Fatalf("%d lines for %d draws", len(lines), trial.Draws)
		}
		ranks := map[string][]int{}
		above := map[[2]string]int{}
		for _, line := range lines[1:] {
			drawn := again.ranks(t, lines[0], line)
			for unit, rank := range drawn {
				ranks[unit] = append(ranks[unit], rank)
				for other, theirs := range drawn {
					if rank < theirs {
						above[[2]string{unit, other}]++
					}
				}
			}
		}
		moved := 0.0
		for u, p := range result.Places {
			sum, top, own := 0, 0, slices.Sorted(slices.Values(ranks[p.Unit]))
			for _, rank := range own {
				sum += rank
				if rank <= trial.TopK {
					top++
				}
				moved += math.Abs(float64(rank - p.Rank))
			}
			n := len(own)
			nearest := func(percent int) int { return own[(percent*n+99)/100-1] }
			want := Place{
				Unit: p.Unit, Rank: p.Rank, Mean: float64(sum) / float64(n), Top: float64(top) / float64(n),
				Low: nearest(5), Median: nearest(50), High: nearest(95),
			}
			if p != want {
				t.Fatalf("got %+v, replayed %+v", p, want)
			}
			for v, other := range result.Places {
				if share := float64(above[[2]string{p.Unit, other.Unit}]) / float64(n); result.Above[u][v] != share {
					t.Fatalf("%s above %s: got %v, replayed %v", p.Unit, other.Unit, result.Above[u][v], share)
				}
			}
		}
		if want := moved / float64(trial.Draws) / float64(len(f.Units)); math.Abs(result.Shift-want) > 1e-9 {
			t.Fatalf("shift: got %v, replayed %v", result.Shift, want)
		}
	})
}

// pcg is the generator as Draws states it, on integers without end.
type pcg struct{ state *big.Int }

func (g *pcg) next() uint64 {
	wrap := new(big.Int).Lsh(big.NewInt(1), 128)
	big128 := func(high, low uint64) *big.Int {
		n := new(big.Int).Lsh(new(big.Int).SetUint64(high), 64)
		return n.Or(n, new(big.Int).SetUint64(low))
	}
	g.state.Mul(g.state, big128(2549297995355413924, 4865540595714422341))
	g.state.Add(g.state, big128(6364136223846793005, 1442695040888963407))
	g.state.Mod(g.state, wrap)
	high := new(big.Int).Rsh(g.state, 64).Uint64()
	low := new(big.Int).And(g.state, new(big.Int).SetUint64(math.MaxUint64)).Uint64()
	high ^= high >> 32
	high *= 0xda942042e4dd58b5
	high ^= high >> 48
	return high * (low | 1)
}

// TestTheGeneratorIsAsStated makes the draws of a trial by the words above Draws.
func TestTheGeneratorIsAsStated(t *testing.T) {
	f := Field{Parts: []Part{{ID: "a", Weight: 0.5}, {ID: "b", Weight: 0.3}, {ID: "c", Weight: 0.2}}}
	trial := Trial{Draws: 50, Seed: 2026, Weights: 0.25, Normalise: true, Aggregate: true, LeaveOneOut: true}
	for d := range Draws(f, trial) {
		state := new(big.Int).Lsh(big.NewInt(2026), 64)
		g := pcg{state.Add(state, big.NewInt(int64(d.Number)))}
		u := func() float64 { return float64(g.next()>>11) / 9007199254740992 }
		if left := int(u()*4) - 1; d.Dropped != left {
			t.Fatalf("draw %d leaves %d out, want %d", d.Number, d.Dropped, left)
		}
		if n, a := normalisings[int(u()*4)], averagings[int(u()*2)]; d.Normalise != n || d.Aggregate != a {
			t.Fatalf("draw %d: %s and %s, want %s and %s", d.Number, d.Normalise, d.Aggregate, n, a)
		}
		for p, part := range f.Parts {
			want := part.Weight * (1 + 0.25*(2*u()-1))
			if p == d.Dropped {
				want = 0
			}
			if d.Weights[p] != want {
				t.Fatalf("draw %d: weight %d is %v, want %v", d.Number, p, d.Weights[p], want)
			}
		}
	}
}

// TestTheSameSeedGivesTheSameBytes would show a generator that has changed.
func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	f := Field{Parts: []Part{{ID: "1.1", Weight: 0.75}, {ID: "1.2", Weight: 0.25}}}
	trial := Trial{Draws: 3, Seed: 7, Weights: 0.25, Normalise: true, Aggregate: true, LeaveOneOut: true}
	var got bytes.Buffer
	if err := WriteDraws(&got, f, trial); err != nil {
		t.Fatal(err)
	}
	want := `draw,dropped,normalisation,aggregation,weight:1.1,weight:1.2
0,,minmax,mean,0.6253453967379894,0.2956742106005166
1,1.1,percentile,mean,0,0.24760969044653322
2,1.1,percentile,mean,0,0.2464958635928935
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}

// TestDrawsDoNotHangTogether: neighbouring draws have neighbouring seeds, and must
// not for that be alike.
func TestDrawsDoNotHangTogether(t *testing.T) {
	f := Field{Parts: []Part{{ID: "a", Weight: 1}, {ID: "b", Weight: 1}}}
	var a, b []float64
	for d := range Draws(f, Trial{Draws: 20_000, Seed: 1, Weights: 0.5}) {
		a, b = append(a, d.Weights[0]), append(b, d.Weights[1])
	}
	mean, sd := spread(a)
	if math.Abs(mean-1) > 0.01 || math.Abs(sd-0.5/math.Sqrt(3)) > 0.01 {
		t.Errorf("mean %v and deviation %v, want 1 and %v", mean, sd, 0.5/math.Sqrt(3))
	}
	for name, pair := range map[string][2][]float64{"two parts": {a, b}, "two draws": {a[1:], a[:len(a)-1]}} {
		if r, _ := pearson(pair[0], pair[1]); math.Abs(r) > 0.03 { // four standard errors
			t.Errorf("%s: correlation %v", name, r)
		}
	}
}
