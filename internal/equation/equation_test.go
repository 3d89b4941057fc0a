package equation

import (
	"testing"

	"reformboard/internal/reform"
)

func TestRulesAreReadAsFormsPrintThem(t *testing.T) {
	row := map[string]string{"5": "10", "6": "4", "7": "6", "8": "3", "share": "66.67", "rest": "33.33", "blank": "", "none": "n/a", "third": "33.3"}
	for _, c := range []struct {
		text   string
		wanted string
		kept   bool
	}{
		{"(5)=(6)+(7)", "10", true},
		{"(5) = (6) + (7) + (8)", "13", false},
		{"5 = 6 + 7 − 8", "7", false},
		{"(8)<=(6)", "4", true},
		{"(7) ≤ (6)", "4", false},
		{"share = 6 / 8", "133.33", false},
		{"share = 6 / blank", "", true},
		{"third = 8 / 5", "30.0", false},
		{"rest = 100% - share", "33.33", true},
		{"rest = 50 % - share", "-16.67", false},
		{"blank = 5 + 6", "", true},
		{"5 = 6 + blank", "4", true},           // the blank may be 6
		{"5 = 6 + 7 + 8 + blank", "13", false}, // nothing makes 13 less
		{"5 = 6 + none", "4", false},
		{"5 = 6 + 7 - blank", "10", true},
	} {
		e, err := Parse(c.text)
		if err != nil {
			t.Fatal(err)
		}
		wanted, kept := e.Judge(func(name string) *reform.Value {
			switch row[name] {
			case "":
				return &reform.Value{Absence: reform.NotReported}
			case "n/a":
				return &reform.Value{Absence: reform.NotApplicable}
			}
			return &reform.Value{Text: row[name]}
		})
		if wanted != c.wanted || kept != c.kept {
			t.Errorf("%s: got %s, %v", c.text, wanted, kept)
		}
	}
	for _, text := range []string{"", "=", "a", "a =", "a = b +", "= b", "a b c", "a = b c", "a = b / c / d", "a <= b / c", "a + b = c", "a = %", "a = b * c"} {
		if e, err := Parse(text); err == nil {
			t.Errorf("%q was read as %v", text, e)
		}
	}
}
