package recompute

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reformboard/internal/spreadsheet"
)

// term is a part of a formula.
type term struct {
	op     string // an operator, a function's name, or one of those below
	of     []term
	known  result            // of a constant
	sheet  string            // of a reference; empty: the formula's own
	place  spreadsheet.Range // of a reference
	spread bool              // written as a range, even when of one cell
}

const (
	constantOp  = "constant"
	referenceOp = "reference"
	negateOp    = "negate"
)

// mostNested is how deep parentheses may go, as programs have it.
const mostNested = 64

// parser reads a formula as files write it: English names, commas between arguments,
// a point before decimals. What it does not know is not ok.
type parser struct {
	rest   string
	nested int
	bad    bool
}

func parse(formula string) (term, bool) {
	p := &parser{rest: formula}
	p.space()
	whole := p.comparison()
	return whole, !p.bad && p.rest == ""
}

func (p *parser) space() { p.rest = strings.TrimLeft(p.rest, " \t\r\n") }

// take takes the first of the given signs that stands next.
func (p *parser) take(signs ...string) (string, bool) {
	for _, sign := range signs {
		if rest, ok := strings.CutPrefix(p.rest, sign); ok {
			p.rest = rest
			p.space()
			return sign, true
		}
	}
	return "", false
}

// The longer signs come first.
func (p *parser) comparison() term { return p.chain(p.sum, "<>", "<=", ">=", "=", "<", ">") }
func (p *parser) sum() term        { return p.chain(p.product, "+", "-") }
func (p *parser) product() term    { return p.chain(p.power, "*", "/") }
func (p *parser) power() term      { return p.chain(p.percent, "^") }

// chain reads operators of one rank from the left: in spreadsheets 2^3^2 is 64.
func (p *parser) chain(part func() term, signs ...string) term {
	left := part()
	for !p.bad {
		sign, ok := p.take(signs...)
		if !ok {
			break
		}
		left = term{op: sign, of: []term{left, part()}}
	}
	return left
}

// percent reads a sign, which in spreadsheets binds before ^: -2^2 is 4.
func (p *parser) percent() term {
	negative := false
	for {
		sign, ok := p.take("-", "+")
		if !ok {
			break
		}
		negative = negative != (sign == "-")
	}
	whole := p.primary()
	for !p.bad {
		if _, ok := p.take("%"); !ok {
			break
		}
		whole = term{op: "%", of: []term{whole}}
	}
	if negative {
		return term{op: negateOp, of: []term{whole}}
	}
	return whole
}

func (p *parser) primary() term {
	if p.bad || p.rest == "" {
		return p.fail()
	}
	switch c := p.rest[0]; {
	case c == '(':
		p.take("(")
		inner := p.inside(p.comparison)
		if _, ok := p.take(")"); !ok {
			return p.fail()
		}
		return inner
	case c == '"':
		return p.quoted()
	case c >= '0' && c <= '9' || c == '.':
		return p.number()
	default:
		return p.named()
	}
}

// inside reads what stands in parentheses.
func (p *parser) inside(part func() term) term {
	if p.nested++; p.nested > mostNested {
		return p.fail()
	}
	inner := part()
	p.nested--
	return inner
}

func (p *parser) fail() term {
	p.bad = true
	return term{}
}

// until takes what is in quotes, where a doubled quote stands for itself.
func (p *parser) until(quote string) string {
	var said strings.Builder
	p.rest = p.rest[len(quote):]
	for {
		before, after, ok := strings.Cut(p.rest, quote)
		said.WriteString(before)
		p.rest = after
		if !ok {
			p.bad = true
			return ""
		}
		if p.rest, ok = strings.CutPrefix(after, quote); !ok {
			return said.String()
		}
		said.WriteString(quote)
	}
}

func (p *parser) quoted() term {
	said := p.until(`"`)
	p.space()
	return term{op: constantOp, known: result{kind: text, text: said}}
}

func (p *parser) number() term {
	end := span(p.rest, isDigit)
	if strings.HasPrefix(p.rest[end:], ".") {
		end += 1 + span(p.rest[end+1:], isDigit)
	}
	if exponent := strings.TrimLeft(p.rest[end:], "eE"); len(p.rest[end:])-len(exponent) == 1 {
		exponent = strings.TrimPrefix(strings.TrimPrefix(exponent, "+"), "-")
		end = len(p.rest) - len(exponent) + span(exponent, isDigit)
	}
	n, ok := leaf(p.rest[:end])
	if !ok {
		return p.fail()
	}
	p.rest = p.rest[end:]
	p.space()
	return term{op: constantOp, known: n}
}

// named reads a function or a reference, with its sheet or without.
func (p *parser) named() term {
	sheet, name := "", ""
	if p.rest[0] == '\'' {
		sheet = p.until("'")
	} else {
		name = p.name()
	}
	if rest, ok := strings.CutPrefix(p.rest, "!"); ok && !p.bad {
		p.rest = rest
		if name != "" {
			sheet = name
		}
		name = p.name()
		if sheet == "" || strings.ContainsAny(sheet, "[]:") { // another workbook, or several sheets
			return p.fail()
		}
	} else if sheet != "" {
		return p.fail()
	}
	if sheet != "" || !strings.HasPrefix(p.rest, "(") {
		return p.reference(sheet, name)
	}
	p.take("(")
	return p.call(strings.ToUpper(name))
}

func (p *parser) name() string {
	end := span(p.rest, func(c rune) bool {
		return unicode.IsLetter(c) || unicode.IsMark(c) || isDigit(c) || c == '_' || c == '.' || c == '$'
	})
	name := p.rest[:end]
	p.rest = p.rest[end:]
	return name
}

func (p *parser) call(name string) term {
	whole := term{op: name}
	if name == "" {
		return p.fail()
	}
	for !p.bad {
		whole.of = append(whole.of, p.inside(p.comparison))
		if _, more := p.take(","); !more {
			break
		}
	}
	if _, ok := p.take(")"); !ok {
		return p.fail()
	}
	return whole
}

func (p *parser) reference(sheet, name string) term {
	row, column, ok := spreadsheet.Place(name)
	if !ok {
		return p.fail()
	}
	whole := term{op: referenceOp, sheet: sheet, place: spreadsheet.Range{Row: row, Column: column, LastRow: row, LastColumn: column}}
	if rest, ok := strings.CutPrefix(p.rest, ":"); ok {
		p.rest = rest
		row, column, ok := spreadsheet.Place(p.name())
		if !ok {
			return p.fail()
		}
		a := whole.place
		whole.spread = true
		whole.place = spreadsheet.Range{
			Row: min(a.Row, row), Column: min(a.Column, column), LastRow: max(a.Row, row), LastColumn: max(a.Column, column),
		}
	}
	p.space()
	return whole
}

func isDigit(c rune) bool { return c >= '0' && c <= '9' }

// span is how many bytes of a text's start are of a kind.
func span(text string, of func(rune) bool) int {
	for i, c := range text {
		if !of(c) || c == utf8.RuneError {
			return i
		}
	}
	return len(text)
}
