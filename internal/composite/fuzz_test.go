package composite

import (
	"math/big"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// fuzzed reads a decimal as long as a framework may hold, or two of them: 1/3.
func fuzzed(text string) (reform.Fraction, bool) {
	num, den, _ := strings.Cut(text, "/")
	d, err := reform.ParseDecimal(num)
	if err != nil {
		return reform.Fraction{}, false
	}
	f, ok := d.Fraction()
	if per, err := reform.ParseDecimal(den); err == nil {
		if divisor, fits := per.Fraction(); fits && divisor.Sign() != 0 {
			f = f.Quo(divisor)
		}
	}
	return f, ok
}

// FuzzPow holds that a power is a number or refused, and never long in coming.
func FuzzPow(f *testing.F) {
	for _, seed := range [][2]string{
		{"2", "0.5"},
		{"-8", "1/3"},
		{"0", "-1"},
		{"1.000000000000000000000000000000000000001", "9999999999999999999999999999999999999999"},
		{"0.0000000000000000000000000000000000000001", "-9999999999999999999999999999999999999999"},
		{"9999999999999999999999999999999999999999", "0.0000000000000000000000000000000000000001"},
		{"9999999999999999999999999999999999999999", "123.456789"},
		{"1/9999999999999999999999999999999999999999", "8191/128"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, base, exponent string) {
		x, ok1 := fuzzed(base)
		y, ok2 := fuzzed(exponent)
		if !ok1 || !ok2 {
			t.Skip()
		}
		p, ok := Pow(x, y)
		if !ok {
			return
		}
		if bits := p.Rat().Num().BitLen() + p.Rat().Denom().BitLen(); bits > exactBits+1000 {
			t.Errorf("%s^%s has %d bits", x, y, bits)
		}
		if back, ok := Pow(x, y.Neg()); ok && p.Sign() == 0 && back.Sign() == 0 && x.Sign() != 0 {
			t.Errorf("%s^%s and its reciprocal are both 0", x, y)
		}
	})
}

// FuzzAggregate reads "value weight" pairs.
func FuzzAggregate(f *testing.F) {
	f.Add("geometric", "2 0.66666666666666663 8 0.33333333333333331", "", "", "")
	f.Add("power_mean", "1/3 0.1 7 0.00000000000000000001 100 1", "0.0000000000000000000000000000000000000001", "floor", "0.5")
	f.Add("power_mean", "1/3 0.1 0 9 9999999999999999999999999999999999999999 1", "-9999999999999999999999999999999999999999", "zero", "")
	f.Add("harmonic", "-1 1 10 1", "", "suppressed", "")
	f.Add("minimum", "1 -1 2 0", "", "", "")
	f.Fuzz(func(t *testing.T, method, text, power, policy, floor string) {
		var given []Part
		fields := strings.Fields(text)
		for i := 0; i+1 < len(fields) && len(given) < 20; i += 2 {
			value, ok1 := fuzzed(fields[i])
			weight, ok2 := fuzzed(fields[i+1])
			if ok1 && ok2 {
				given = append(given, Part{Value: value, Weight: weight})
			}
		}
		a := reform.Aggregation{
			Method: reform.AggregationMethod(method), Power: reform.Decimal(power),
			IfNotPositive: reform.NotPositive(policy), Floor: reform.Decimal(floor),
		}
		got, ok := Aggregate(a, given)
		if !ok || len(given) == 0 || a.IfNotPositive != "" {
			return
		}
		if got.Less(least(given)) || greatest(given).Less(got) {
			t.Errorf("%s %s of %v: %s lies outside them", method, power, given, got)
		}
	})
}

// TestLongestOperandsAreDoneAtOnce holds the bounds to be bounds: each of these
// would take longer than anybody waits, if it were tried.
func TestLongestOperandsAreDoneAtOnce(t *testing.T) {
	near := reform.FractionOf(new(big.Rat).SetFrac(new(big.Int).Add(tenTo(39000), big.NewInt(1)), tenTo(39000)))
	for _, y := range []string{"1", "0.5", "1/3", "-7", "16384", "9999999999999999999999999999999999999999", "0.1234567"} {
		if p, ok := Pow(near, number(t, y)); ok && p.Rat().Num().BitLen() > 1<<18 {
			t.Errorf("to the power %s it has %d bits", y, p.Rat().Num().BitLen())
		}
	}
}
