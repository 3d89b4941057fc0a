package expected

import (
	"strconv"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// reckoner writes a formula as fractions. A denominator of 0 stands only where the
// formula does not look: a formula that was read divides by nothing that can be 0.
type reckoner struct {
	view
	most    reform.Points
	strange bool // it holds what cannot be written
}

func (t *reckoner) number(p formula.Part) fraction {
	switch p.Op {
	case "literal":
		r := p.Number.Rat()
		if r.Num().IsInt64() && r.Denom().IsInt64() {
			return fraction{t.hold(number(r.Num().Int64()), most), t.hold(number(r.Denom().Int64()), most)}
		}
	case "figure":
		if p.Figure == formula.Points {
			return reduced(fraction{number(int64(t.most)), number(int64(reform.Point))})
		}
		s := t.of(p.Figure)
		return fraction{s.number, number(power(s.decimals))}
	case "?:":
		held := t.cell(t.condition(p.Of[0]))
		yes, no := t.number(p.Of[1]), t.number(p.Of[2])
		return t.kept(fraction{either(held, yes.num, no.num), either(held, yes.den, no.den)})
	case "-x", "abs", "round":
		return t.alone(p, t.kept(t.number(p.Of[0])))
	case "+", "-", "*", "/", "min", "max":
		x := t.number(p.Of[0])
		for _, other := range p.Of[1:] {
			x = t.join(p.Op, t.kept(x), t.kept(t.number(other)))
		}
		return x
	}
	t.strange = true
	return nothing
}

func (t *reckoner) alone(p formula.Part, x fraction) fraction {
	switch p.Op {
	case "-x":
		return t.negative(x)
	case "abs":
		return fraction{whole{text: "ABS(" + x.num.text + ")", bound: x.num.bound}, x.den}
	}
	// Half up: twice the number and once the divisor, over twice the divisor.
	scale := power(p.Places)
	size := t.times(whole{text: "ABS(" + x.num.text + ")", bound: x.num.bound}, number(2*scale))
	twice := t.keep(t.times(x.den, number(2)))
	up := t.keep(t.add(size, x.den))
	sign := "IF(" + x.num.text + "<0,-1,1)"
	return fraction{
		t.keep(whole{text: sign + "*INT(" + up.text + "/MAX(1," + twice.text + "))", bound: up.bound}), number(scale),
	}
}

func (t *reckoner) join(op string, x, y fraction) fraction {
	switch op {
	case "+":
		return t.sum(x, y)
	case "-":
		return t.sum(x, t.negative(y))
	case "*":
		return t.multiply(x, y)
	case "/":
		turned := "IF(" + y.num.text + "<0,-1,1)"
		num := t.times(t.times(x.num, y.den), whole{text: turned, bound: 1})
		return fraction{num, t.times(x.den, whole{text: "ABS(" + y.num.text + ")", bound: y.num.bound})}
	}
	sign := "<"
	if op == "max" {
		sign = ">"
	}
	first := t.cell(t.compare(x, sign, y))
	return fraction{either(first, x.num, y.num), either(first, x.den, y.den)}
}

func (t *reckoner) condition(p formula.Part) string {
	switch p.Op {
	case "&&", "||":
		word := map[string]string{"&&": "AND(", "||": "OR("}[p.Op]
		return word + t.condition(p.Of[0]) + "," + t.condition(p.Of[1]) + ")"
	case "!":
		return "NOT(" + t.condition(p.Of[0]) + ")"
	case "answers":
		return t.answers(p)
	case "<", "<=", ">", ">=", "==", "!=":
		sign := p.Op
		switch sign {
		case "==":
			sign = "="
		case "!=":
			sign = "<>"
		}
		return t.compare(t.kept(t.number(p.Of[0])), sign, t.kept(t.number(p.Of[1])))
	}
	t.strange = true
	return "FALSE"
}

func (t *reckoner) answers(p formula.Part) string {
	for n, o := range t.figures[p.Figure].Options {
		if o.ID == p.Option {
			return t.of(p.Figure).number.text + "=" + strconv.Itoa(n+1)
		}
	}
	return "FALSE"
}
