package weakness

import (
	"math"
	"strconv"
	"testing"

	"reformboard/internal/reform"
)

// TestTheBinomialIsTheSumOfItsParts adds the single chances up.
func TestTheBinomialIsTheSumOfItsParts(t *testing.T) {
	for _, n := range []int64{1, 7, 60, 900, 20_000} {
		for _, p := range []float64{0.001, 0.2, 0.5, 0.93, 0.9999} {
			sum := 0.0
			for k := range n + 1 {
				sum += exactly(k, n, p)
				if k%max(n/50, 1) == 0 {
					if got := atMost(k, n, p); math.Abs(got-sum) > 1e-9 {
						t.Errorf("F(%d; %d, %g): got %g, want %g", k, n, p, got, sum)
					}
				}
			}
			if math.Abs(sum-1) > 1e-9 {
				t.Errorf("all of (%d, %g) add up to %g", n, p, sum)
			}
		}
	}
}

// Printed tables: Clopper and Pearson, Biometrika 26 (1934); and by hand.
func TestTheBinomialAgreesWithTables(t *testing.T) {
	for _, c := range []struct {
		k, n int64
		p    float64
		want float64
	}{{0, 10, 0.5, 1.0 / 1024}, {5, 10, 0.5, 638.0 / 1024}, {9, 10, 0.9, 0.6513215599}, {2, 20, 0.1, 0.6769268052}, {-1, 4, 0.5, 0}, {4, 4, 0.5, 1}, {3, 4, 1, 0}, {0, 4, 0, 1}} {
		if got := atMost(c.k, c.n, c.p); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("F(%d; %d, %g): got %.10f, want %.10f", c.k, c.n, c.p, got, c.want)
		}
	}
}

func TestLimitsSayTheSameAsThePlace(t *testing.T) {
	for _, n := range []int64{5, 31, 400, 5_000} {
		for _, p := range []float64{0.07, 0.5, 0.93} {
			low, high := lower(n, p, tail), 1-lower(n, 1-p, tail)
			for k := range n + 1 {
				share := float64(k) / float64(n)
				outside := share < low-1e-12 || share > high+1e-12
				if place := placeOf(k, n, p); outside == place.Inside() {
					t.Errorf("%d of %d at %g is %s between %g and %g", k, n, p, place, low, high)
				}
			}
		}
	}
}

func TestFunnelMarksWhatChanceDoesNotExplain(t *testing.T) {
	counted := []Counted{{"poor", 600, 1_000}, {"few", 3, 6}, {"good", 990, 1_000}, {"wrong", 9, 8}, {"none", 0, 0}}
	for n := range 20 {
		counted = append(counted, Counted{"even " + strconv.Itoa(n), 800, 1_000})
	}
	f := Funnel("1", counted)
	want := map[string]reform.FunnelPlace{"poor": reform.FarUnder, "few": reform.Within, "good": reform.FarAbove}
	for _, p := range f.Points {
		place, named := want[p.Unit]
		if !named {
			place = reform.Within
		}
		if p.Place != place || p.Small != (p.Unit == "few") {
			t.Errorf("%+v, want %s", p, place)
		}
	}
	if f.LeftOut != 2 || f.Outside != 2 || f.Far != 2 || f.Overdispersed {
		t.Errorf("got %d left out, %d outside, %d far, overdispersed %t", f.LeftOut, f.Outside, f.Far, f.Overdispersed)
	}
	if f.Limits[0].Over != 6 || f.Limits[len(f.Limits)-1].Over != 1_000 {
		t.Errorf("limits from %d to %d cases", f.Limits[0].Over, f.Limits[len(f.Limits)-1].Over)
	}
}

func TestUnitsFarApartAreOverdispersed(t *testing.T) {
	var counted []Counted
	for n := range int64(20) {
		counted = append(counted, Counted{strconv.FormatInt(n, 10), 300 + 30*n, 1_000})
	}
	if f := Funnel("1", counted); !f.Overdispersed || f.Outside < 10 {
		t.Errorf("got %d outside, overdispersed %t", f.Outside, f.Overdispersed)
	}
}

func TestThereIsNoFunnelWithoutAComparison(t *testing.T) {
	for _, counted := range [][]Counted{nil, {{"a", 3, 4}}, {{"a", 4, 4}, {"b", 9, 9}}, {{"a", 0, 4}, {"b", 0, 9}}} {
		if f := Funnel("1", counted); f != nil {
			t.Errorf("%v gave %+v", counted, f)
		}
	}
}

func BenchmarkFunnelOfAProvince(b *testing.B) {
	var counted []Counted
	for n := range int64(3_500) {
		over := 20 + n*n%200_000
		counted = append(counted, Counted{strconv.FormatInt(n, 10), over * 9 / 10, over})
	}
	for b.Loop() {
		Funnel("1", counted)
	}
}
