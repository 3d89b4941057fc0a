package reform_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// someFraction draws small and large fractions, and those at the edge of 64 bits.
func someFraction(t *rapid.T, label string) reform.Fraction {
	side := rapid.OneOf(rapid.Int64Range(-1000, 1000), rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MaxInt64, 1 << 53, 0, 1}))
	num, den := side.Draw(t, label+" over"), side.Draw(t, label+" under")
	if den == 0 {
		den = 1
	}
	f := reform.NewFraction(num, den)
	if rapid.Bool().Draw(t, "wide") {
		f = f.Mul(reform.NewFraction(math.MaxInt64, 3)).Mul(reform.NewFraction(7, math.MaxInt64-2))
	}
	return f
}

func TestFractionsReckonAsRationalsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := someFraction(t, "a"), someFraction(t, "b")
		ra, rb := a.Rat(), b.Rat()
		same := func(name string, got reform.Fraction, want *big.Rat) {
			if got.Rat().Cmp(want) != 0 || got.RatString() != want.RatString() {
				t.Fatalf("%s %s %s = %s, want %s", a, name, b, got, want.RatString())
			}
		}
		same("+", a.Add(b), new(big.Rat).Add(ra, rb))
		same("-", a.Sub(b), new(big.Rat).Sub(ra, rb))
		same("·", a.Mul(b), new(big.Rat).Mul(ra, rb))
		same("negative", a.Neg(), new(big.Rat).Neg(ra))
		if b.Sign() != 0 {
			same("/", a.Quo(b), new(big.Rat).Quo(ra, rb))
		}
		if a.Cmp(b) != ra.Cmp(rb) || a.Sign() != ra.Sign() {
			t.Fatalf("%s against %s: %d, want %d", a, b, a.Cmp(b), ra.Cmp(rb))
		}
		if want, _ := ra.Float64(); a.Float() != want {
			t.Fatalf("%s is %v, want %v", a, a.Float(), want)
		}
	})
}

func TestFractionsRoundAsRationalsDo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := someFraction(t, "a")
		if rapid.Bool().Draw(t, "a half") {
			a = reform.NewFraction(rapid.Int64Range(-99_999, 99_999).Draw(t, "n")*2+1, 2*100)
		}
		decimals := rapid.IntRange(0, reform.PointDecimals).Draw(t, "decimals")
		mode := rapid.SampledFrom([]reform.RoundingMode{reform.HalfUp, reform.HalfEven}).Draw(t, "mode")
		want, wantErr := reform.PointsOf(a.Rat(), decimals, mode)
		got, err := a.Points(decimals, mode)
		if got != want || (err == nil) != (wantErr == nil) {
			t.Fatalf("%s at %d decimals is %s (%v), want %s (%v)", a, decimals, got, err, want, wantErr)
		}
		if err == nil && a.Rounded(decimals, mode).Cmp(want.Fraction()) != 0 {
			t.Fatalf("%s rounded is %s, want %s", a, a.Rounded(decimals, mode), want)
		}
	})
}

func TestDecimalsAreFractions(t *testing.T) {
	for text, want := range map[reform.Decimal]string{
		"0": "0", "97.5": "195/2", "-0.25": "-1/4", "123456789012345678": "123456789012345678",
		"0.00000000000000000000000000000001": "1/100000000000000000000000000000000",
	} {
		if got, ok := text.Fraction(); !ok || got.String() != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
	for _, text := range []reform.Decimal{"", "x", "-", "1.2.3"} {
		if got, ok := text.Fraction(); ok {
			t.Errorf("%q is %s, want no number", text, got)
		}
	}
}

func BenchmarkFraction(b *testing.B) {
	b.ReportAllocs()
	third, weight := reform.NewFraction(1, 3), reform.NewFraction(7, 40)
	for b.Loop() {
		var total reform.Fraction
		for n := int64(1); n <= 24; n++ {
			total = total.Add(reform.NewFraction(n, 2*n+1).Mul(weight).Rounded(2, reform.HalfUp)).Add(third)
		}
	}
}
