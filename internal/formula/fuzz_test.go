package formula_test

import (
	"errors"
	"testing"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// FuzzParse holds whatever is written against the rule of the package.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"", "received > 0 ? min(points, points * on_time / received) : 0", `level == "full" ? 2 : 0`, `figure("on-time.share") / 100`,
		"0 < (0 < received ? 1 : 2) < 3 ? round(1 / 3, 2) : abs(-1)", "received ?: 1", "a;b", "a | min(b)", "let x = 1; x", "((((", "1e999",
		"if a > 1 {1} else {2}", "::min(1, 2)", "filter([1], # > 1)", "a?.b?.c", "\"\\u{110000}\"", "b'x'", "//", "/*", "1..2", "a not in b", "0x", "`",
		"1 / (balance - balance)", "max(1, -balance) * balance / abs(balance)", "hồ_sơ\r\n+ 1",
	} {
		f.Add(text, int64(3), int64(7))
	}
	f.Fuzz(func(t *testing.T, text string, received, balance int64) {
		read, err := formula.Parse(text)
		if err != nil {
			var fault *formula.Fault
			if !errors.As(err, &fault) || fault.Line < 1 || fault.Column < 1 || fault.Text == "" || fault.Name == "" {
				t.Fatalf("%q: %#v", text, err)
			}
			return
		}
		operands := map[string]formula.Operand{
			"received": {Number: reform.NewFraction(max(received, -received, 0), 1)},
			"on_time":  {Number: reform.NewFraction(5, 1)},
			"issued":   {Number: reform.NewFraction(40, 1)},
			"rate":     {Number: reform.NewFraction(995, 10)},
			"balance":  {Number: reform.NewFraction(balance%1000, 100)},
			"level":    {Text: "part"},
			"points":   {Number: reform.NewFraction(2, 1)},
		}
		given := func(id string) formula.Operand { return operands[id] }
		faults := read.Check(figures, 0, 2*reform.Point)
		value, err := read.Value(given)
		read.Steps(given)
		if len(faults) > 0 {
			return
		}
		if two := reform.NewFraction(2, 1); err != nil || value.Sign() < 0 || two.Less(value) {
			t.Fatalf("%q = %s, %v", text, value, err)
		}
	})
}
