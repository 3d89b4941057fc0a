package reform

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestRoundingOfHalves(t *testing.T) {
	for _, c := range []struct {
		exact    string
		decimals int
		up, even Points
	}{
		{"2.345", 2, 23500, 23400},
		{"2.355", 2, 23600, 23600},
		{"-2.345", 2, -23500, -23400},
		{"2.3449999999", 2, 23400, 23400},
		{"1/3", 4, 3333, 3333},
		{"2/3", 0, 10000, 10000},
		{"0.5", 0, 10000, 0},
		{"0", 2, 0, 0},
	} {
		exact, _ := new(big.Rat).SetString(c.exact)
		for mode, want := range map[RoundingMode]Points{HalfUp: c.up, HalfEven: c.even} {
			if got, err := PointsOf(exact, c.decimals, mode); err != nil || got != want {
				t.Errorf("%s to %d decimals %s: got %s (%v), want %s", c.exact, c.decimals, mode, got, err, want)
			}
		}
	}
	huge := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil))
	if _, err := PointsOf(huge, 2, HalfUp); err == nil {
		t.Error("a nonillion points were accepted")
	}
}

func TestPointsText(t *testing.T) {
	for text, want := range map[string]Points{"6": 60000, "1.25": 12500, "-0.5": -5000, "0.0001": 1, "20.00": 200000} {
		got, err := ParsePoints(text)
		if err != nil || got != want {
			t.Errorf("%s: got %d (%v), want %d", text, int64(got), err, int64(want))
		}
	}
	for _, text := range []string{"", "1.23456", "1,5", "1e3", " 1", "--1", ".5", "1."} {
		if p, err := ParsePoints(text); err == nil {
			t.Errorf("%q was read as %s points", text, p)
		}
	}
}

func TestPointsSurviveTheirText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Points(rapid.Int64Range(-1<<50, 1<<50).Draw(t, "points"))
		back, err := ParsePoints(p.String())
		if err != nil || back != p {
			t.Fatalf("%d became %q and then %d (%v)", int64(p), p, int64(back), err)
		}
	})
}

func TestPercent(t *testing.T) {
	if got := PercentOf(big.NewRat(13, 100), big.NewRat(6, 1)).Decimal(); got != "2.17" {
		t.Errorf("0.13 of 6: got %s %%, want 2.17", got)
	}
}

func TestDecimalsAreCanonical(t *testing.T) {
	for text, want := range map[string]Decimal{
		"007.50": "7.5", "-0": "0", "-0.00": "0", "97.50": "97.5", "0": "0", "123456789012345678": "123456789012345678",
	} {
		if got, err := ParseDecimal(text); err != nil || got != want {
			t.Errorf("%s: got %q (%v), want %q", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-", "1.2.3", "1,5", "1e5", "NaN", "Inf", "0x10", "+1", "1_000", "١", "12345678901234567890123456789012345678901"} {
		if got, err := ParseDecimal(text); err == nil {
			t.Errorf("%q was read as %q", text, got)
		}
	}
}

func TestPointsKnowTheirDecimals(t *testing.T) {
	for _, p := range []Points{0, 1, 10, -10, 1_200, 12_000, -120_000, 99_9999, Point, 100 * Point} {
		if got, want := p.Decimals(), p.Decimal().Decimals(); got != want {
			t.Errorf("%s: got %d decimals, want %d", p, got, want)
		}
	}
}
