// Package equation reads the rules that forms print between their columns, "(5)=(6)+(7)",
// and holds a row against them.
//
// Its one rule: exact fractions, and no reproach where a number is missing that could
// put it right.
package equation

import (
	"errors"
	"math/big"
	"regexp"
	"strings"

	"reformboard/internal/reform"
)

// Equation is a rule between the columns of a row: whole = a + b − c, whole <= a, or
// whole = a / b, a share in per cent.
type Equation struct {
	Whole string
	Most  bool // <=: at most, and not equal
	terms []term
	share bool // the first term over the second, × 100
}

// term is one column that is added or taken away, or per cent written out.
type term struct {
	name  string // empty: number
	minus bool
	value *big.Rat
}

var (
	name   = regexp.MustCompile(`^[\p{L}\p{Nd}_]+$`)
	tokens = regexp.MustCompile(`[\p{L}\p{Nd}_]+\s*%|[\p{L}\p{Nd}_]+|<=|≤|[=+\-−–/:]|\S`)
)

var errEquation = errors.New("write a check as total = one + two, part <= whole or share = part / whole, with names of columns")

// IsName reports whether a column can be called so in an Equation.
func IsName(text string) bool { return name.MatchString(text) }

// Parse reads "(5)=(6)+(7)" as it is printed, or "received = online + direct".
func Parse(text string) (Equation, error) {
	found := tokens.FindAllString(strings.NewReplacer("(", " ", ")", " ").Replace(text), -1)
	if len(found) < 3 || len(found)%2 == 0 || !name.MatchString(found[0]) {
		return Equation{}, errEquation
	}
	e := Equation{Whole: found[0], Most: found[1] == "<=" || found[1] == "≤"}
	if !e.Most && found[1] != "=" {
		return Equation{}, errEquation
	}
	for i := 2; i < len(found); i += 2 {
		t, ok := termOf(found[i])
		if i > 2 {
			switch found[i-1] {
			case "+":
			case "-", "−", "–":
				t.minus = true
			case "/", ":":
				e.share = true
			default:
				ok = false
			}
		}
		if !ok || e.share && (e.Most || len(found) != 5 || t.name == "") {
			return Equation{}, errEquation
		}
		e.terms = append(e.terms, t)
	}
	return e, nil
}

func termOf(token string) (term, bool) {
	if digits, percent := strings.CutSuffix(token, "%"); percent {
		d, err := reform.ParseDecimal(strings.TrimSpace(digits))
		return term{value: d.Rat()}, err == nil
	}
	return term{name: token}, name.MatchString(token)
}

// Names lists the columns that the rule is about, the whole first.
func (e Equation) Names() []string {
	names := []string{e.Whole}
	for _, t := range e.terms {
		if t.name != "" {
			names = append(names, t.name)
		}
	}
	return names
}

// Judge works out what the whole should be, written as finely as the values it comes
// from, and reports whether a row keeps the rule. What cannot be judged is kept: a part
// without a number leaves open how much is missing, not how much is too much.
func (e Equation) Judge(value func(name string) *reform.Value) (wanted string, kept bool) {
	whole := value(e.Whole)
	if whole == nil || whole.Number() == nil {
		return "", true
	}
	if e.share {
		return e.judgeShare(whole, value)
	}
	sum, decimals, complete, onlyMore := new(big.Rat), 0, true, true
	for _, t := range e.terms {
		number := t.value
		if t.name != "" {
			v := value(t.name)
			if v == nil || v.Number() == nil {
				complete = complete && v != nil && v.Absence == reform.NotApplicable
				continue
			}
			number = v.Number()
			decimals = max(decimals, reform.Decimal(v.Text).Decimals())
		}
		if t.minus {
			number, onlyMore = new(big.Rat).Neg(number), false
		}
		sum.Add(sum, number)
	}
	wanted = sum.FloatString(decimals)
	switch more := whole.Number().Cmp(sum); {
	case e.Most:
		return wanted, more <= 0 || !complete
	case complete:
		return wanted, more == 0
	default:
		return wanted, more >= 0 || !onlyMore
	}
}

// judgeShare allows for the rounding of the share: half of its last digit, which is
// the second decimal at the finest.
func (e Equation) judgeShare(whole *reform.Value, value func(name string) *reform.Value) (wanted string, kept bool) {
	part, over := value(e.terms[0].name), value(e.terms[1].name)
	if part == nil || over == nil || part.Number() == nil || over.Number() == nil || over.Number().Sign() == 0 {
		return "", true
	}
	const finest = 2
	share := new(big.Rat).Quo(part.Number(), over.Number())
	share.Mul(share, big.NewRat(100, 1))
	decimals := min(reform.Decimal(whole.Text).Decimals(), finest)
	half := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil))
	half.Quo(half, big.NewRat(2, 1))
	off := new(big.Rat).Sub(whole.Number(), share)
	return share.FloatString(max(decimals, 1)), off.Abs(off).Cmp(half) <= 0
}
