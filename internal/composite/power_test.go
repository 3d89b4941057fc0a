package composite

import (
	"math/big"
	"testing"

	"github.com/cockroachdb/apd/v3"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func TestPow(t *testing.T) {
	for _, test := range []struct{ x, y, want string }{
		{"2", "10", "1024"},
		{"2/3", "-3", "27/8"},
		{"-2", "3", "-8"},
		{"-2", "-2", "1/4"},
		{"-8", "1/3", "-"}, // no root of less than zero, not even the odd one: it would depend on how 1/3 is written
		{"0", "2", "0"},
		{"0", "0", "1"},
		{"0", "-1", "-"},
		{"5", "0", "1"},
		{"1", "100000000000000000000000000000000", "1"},
		{"-1", "100000000000000000000000000000001", "-1"},
		{"8/27", "2/3", "4/9"},
		{"1.44", "1.5", "216/125"},
		{"1/9", "-0.5", "3"},
		{"2", "0.5", "1.414213562373095048801688724209698078569671875376948073176680"},
		{"2", "-0.5", "0.707106781186547524400844362104849039284835937688474036588340"},
		{"10", "0.30102999566398119521373889472449302676818988146210854131", "2"}, // it is 2 less 2e-57,
		{"2", "3.14159265358979323846", "8.824977827076287623840260006220264011656992482226062120111153"},
		{"2", "-300", "1/2037035976334486086268445688409378161051468393665936250636140449354381299763336706183397376"},
		{"2", "-300.5", "0"}, // sixty zeros
		{"2", "300.5", "2880803904774149308502448588657477566259038238645601596552806329494324040842165671306495831.079474752361242844761232393312187265087673031435299685718522"},
		{"10", "100.7071", "-"}, // a hundred digits and more
		{"10", "100000", "-"},   // nor exactly
		{"1.0000000000000000000000000000001", "100000000000000000000000000000000", "22026.465794806716516957900645273231133456109260298302123912787721"},
	} {
		got, ok := Pow(number(t, test.x), number(t, test.y))
		switch {
		case !ok:
			if test.want != "-" {
				t.Errorf("%s^%s: none, want %s", test.x, test.y, test.want)
			}
		case test.want == "-":
			t.Errorf("%s^%s: got %s, want none", test.x, test.y, got)
		case got.Cmp(number(t, test.want)) != 0:
			t.Errorf("%s^%s: got %s, want %s", test.x, test.y, got.Rat().FloatString(62), test.want)
		}
	}
}

func TestSqrt(t *testing.T) {
	for x, want := range map[string]string{"0": "0", "4/9": "2/3", "0.25": "1/2", "100000000000000000000": "10000000000"} {
		if got, ok := Sqrt(number(t, x)); !ok || got.String() != want {
			t.Errorf("√%s: got %s, want %s", x, got, want)
		}
	}
	if got, ok := Sqrt(number(t, "-4")); ok {
		t.Errorf("√-4: got %s", got)
	}
	two, _ := Sqrt(number(t, "2"))
	eight, _ := Sqrt(number(t, "8"))
	if got := settled(two.Mul(eight)); got.String() != "4" {
		t.Errorf("√2·√8: got %s", got)
	}
}

// Logarithm and exponential are our own; a library of decimals says the same.
func TestPowersAreThoseOfAnotherLibrary(t *testing.T) {
	context := apd.BaseContext.WithPrecision(180)
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.StringMatching(`[1-9][0-9]{0,8}\.[0-9]{1,9}|0\.[0-9]{0,9}[1-9]|1\.0{1,12}1|0\.9{1,12}`).Draw(t, "x")
		y := rapid.StringMatching(`-?[0-9]\.[0-9]{3,17}`).Draw(t, "y")
		want, _, err := apd.NewFromString(x)
		if err != nil {
			t.Fatal(err)
		}
		exponent, _, err := apd.NewFromString(y)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := context.Pow(want, want, exponent); err != nil {
			t.Fatal(err)
		}
		exact, _ := new(big.Rat).SetString(want.Text('f'))
		fx, _ := new(big.Rat).SetString(x)
		fy, _ := new(big.Rat).SetString(y)
		got, ok := Pow(reform.FractionOf(fx), reform.FractionOf(fy))
		gap := got.Rat()
		if gap.Abs(gap.Sub(gap, exact)); !ok || gap.Cmp(new(big.Rat).SetFrac(big.NewInt(2), tenTo(snapWithin))) > 0 {
			t.Fatalf("%s^%s: got %s, want %s", x, y, got.Rat().FloatString(70), want)
		}
	})
}

func TestLogarithmsAreGoodToTheLastBit(t *testing.T) {
	context := apd.BaseContext.WithPrecision(200)
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.StringMatching(`[1-9][0-9]{0,30}|0\.0{0,30}[1-9][0-9]{0,5}|1\.0{1,20}1|0\.9{1,20}|0\.74|0\.75|1\.5|1\.51`).Draw(t, "x")
		bits := rapid.IntRange(40, 300).Draw(t, "bits")
		log, ok := ln(number(t, x), bits)
		if !ok {
			t.Fatal("no logarithm")
		}
		want, _, err := apd.NewFromString(x)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := context.Ln(want, want); err != nil {
			t.Fatal(err)
		}
		exact := number(t, want.Text('f'))
		scale := fraction(new(big.Int).Lsh(big.NewInt(1), uint(bits)), big.NewInt(1))
		gap := fraction(log, big.NewInt(1)).Sub(exact.Mul(scale)).Rat() // in last bits
		if gap.Abs(gap).Cmp(big.NewRat(9, 8)) > 0 {
			t.Fatalf("ln %s is %s bits off at %d", x, gap.FloatString(3), bits)
		}
		// And back: off by the last bit of the logarithm, times x, and its own last bits.
		back := fraction(exp(log, bits), big.NewInt(1)).Sub(number(t, x).Mul(scale)).Rat()
		if allowed := number(t, x).Add(number(t, x)).Add(reform.NewFraction(2, 1)); back.Abs(back).Cmp(allowed.Rat()) > 0 {
			t.Fatalf("e to the power of ln %s is %s bits off at %d", x, back.FloatString(3), bits)
		}
	})
}

func TestRootsTakeNothingOverNorLeaveAnythingUnder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, largestRoot).Draw(t, "k")
		n := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 400).Draw(t, "n"))
		n = n.Add(n, big.NewInt(int64(rapid.IntRange(0, 1).Draw(t, "more"))))
		r, e := floorRoot(n, k), big.NewInt(int64(k))
		above := new(big.Int).Add(r, big.NewInt(1))
		if new(big.Int).Exp(r, e, nil).Cmp(n) > 0 || new(big.Int).Exp(above, e, nil).Cmp(n) <= 0 {
			t.Fatalf("the root %d of %s is not %s", k, n, r)
		}
		power := new(big.Int).Exp(above, e, nil)
		if r, ok := wholeRoot(power, k); !ok || r.Cmp(above) != 0 {
			t.Fatalf("the root %d of %s is not found", k, power)
		}
	})
}

func TestNumbersNobodyCanReckonWithAreRefused(t *testing.T) {
	long := reform.FractionOf(new(big.Rat).SetFrac(big.NewInt(1), tenTo(100_000)))
	half := reform.NewFraction(1, 2)
	for name, operands := range map[string][2]reform.Fraction{
		"too small":       {long, reform.NewFraction(1, 3)},
		"too great":       {reform.NewFraction(1, 1).Quo(long), half},
		"power too great": {half, reform.NewFraction(1, 1).Quo(long)},
		"power too long":  {half, long},
	} {
		if got, ok := Pow(operands[0], operands[1]); ok {
			t.Errorf("%s: got %s", name, got)
		}
	}
	if got, ok := Aggregate(reform.Aggregation{Method: reform.Geometric, IfNotPositive: reform.NotPositiveSuppresses},
		[]Part{{Value: long, Weight: half}, {Value: half, Weight: half}}); ok {
		t.Errorf("geometric: got %s", got)
	}
}
