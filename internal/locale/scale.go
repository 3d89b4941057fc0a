package locale

import (
	"strings"

	"reformboard/internal/reform"
)

// leader says a rule of kind leader: up to the unit's own target, then against the
// best.
func (r ruleWords) leader() []string {
	at := r.i.Rule.AtTarget
	if at == "" {
		at = "0.5"
	}
	rest := reform.Decimal("")
	if f, ok := at.Fraction(); ok {
		rest = decimalOf(reform.NewFraction(1, 1).Sub(f))
	}
	return []string{
		r.say("leader", "At", r.part(at), "Rest", r.part(rest)),
		r.say("leader.ratio", "Ratio", r.ratio(), "Among", r.among(r.i.Rule.Among)),
	}
}

// normalised says where a figure is placed on the scale: the sum, what its letters
// stand for, and what happens where there is no scale.
func (r ruleWords) normalised() []string {
	n := r.i.Rule.Scale
	said := []string{r.say("normalised", "Sum", r.placed()), r.say(r.letter(), "Ratio", r.ratio())}
	if n.Method.Relative() {
		said = append(said, r.say("letters."+string(n.Method), "Among", r.among(n.Among), "Reference", n.Reference))
	}
	if n.Method == reform.Goalposts || n.Method == reform.ToTarget {
		said = append(said, r.say("held."+string(n.Method)))
	}
	if n.IfFlat != "" {
		said = append(said, Flat(r.l, n.IfFlat))
	}
	return said
}

// letter is the key of what x stands for. Goalposts are written with the posts as
// the framework names them, so that there x is never turned.
func (r ruleWords) letter() string {
	posts := r.i.Rule.Scale.Method == reform.Goalposts || r.i.Rule.Scale.Method == reform.Scaled
	if r.i.Rule.LowerIsBetter && !posts {
		return "letter.turned"
	}
	return "letter"
}

// placed is the sum: a share of the way, set between both ends of the scale.
func (r ruleWords) placed() string {
	n := r.i.Rule.Scale
	share := r.way()
	switch n.Method {
	case reform.AsItStands, reform.RankNorm, reform.Borda:
		return share
	case reform.ZScore:
		return between(r.l, decimal(n.Mean, 0), decimal(n.Spread, 1), share)
	case reform.MinMax, reform.Goalposts, reform.Scaled, reform.Percentile, reform.ToTarget, reform.ToReference, reform.ToMaximum, reform.OfMaximum:
	}
	from, to := Ends(r.i, n)
	return between(r.l, from, to.Sub(from), share)
}

// way is how far up the scale a unit is, by the method.
func (r ruleWords) way() string {
	n := r.i.Rule.Scale
	key, target := "way."+string(n.Method), n.Target
	if r.i.Rule.LowerIsBetter {
		switch n.Method {
		case reform.Goalposts, reform.Scaled:
			key += ".lower"
		case reform.ToTarget:
			target = decimalOf(decimal(target, 0).Neg())
		case reform.AsItStands, reform.MinMax, reform.ZScore, reform.RankNorm, reform.Borda, reform.Percentile, reform.ToReference, reform.ToMaximum, reform.OfMaximum:
		}
	}
	said := r.say(key, "Low", bracketed(r.l, n.Low), "High", bracketed(r.l, n.High), "Target", bracketed(r.l, target))
	if n.Method == reform.Goalposts && n.Power != "" {
		said = "(" + said + ")^" + bracketed(r.l, n.Power)
	}
	return said
}

// Ends are both ends of a scale: where a share of 0 and of 1 is placed.
func Ends(i reform.Indicator, n reform.Normalisation) (from, to reform.Fraction) {
	to = i.Max.Fraction()
	if i.Max == 0 {
		to = reform.NewFraction(1, 1)
	}
	if n.To != "" {
		to = decimal(n.To, 0)
	}
	return decimal(n.From, 0), to
}

// between writes from + span × share, without what is 0 or 1.
func between(l reform.Language, from, span reform.Fraction, share string) string {
	text := share
	if span.Cmp(reform.NewFraction(1, 1)) != 0 {
		text = Fraction(l, span.Rat(), 6) + " × " + share
	}
	if from.Sign() != 0 {
		text = Fraction(l, from.Rat(), 6) + " + " + text
	}
	return text
}

// among names the units that a relative rule compares.
func (r ruleWords) among(a reform.Among) string {
	if a == "" {
		a = reform.AmongAll
	}
	return Say(r.l, "among."+string(a))
}

// bracketed writes a number, one below zero in brackets.
func bracketed(l reform.Language, d reform.Decimal) string {
	text := Number(l, d)
	if strings.HasPrefix(string(d), "-") {
		return "(" + text + ")"
	}
	return text
}

// decimal reads a number of the framework; an empty one is what it means there.
func decimal(d reform.Decimal, empty int64) reform.Fraction {
	if f, ok := d.Fraction(); ok {
		return f
	}
	return reform.NewFraction(empty, 1)
}

// decimalOf writes a fraction that is a decimal; any other gives none.
func decimalOf(f reform.Fraction) reform.Decimal {
	places, exact := f.Rat().FloatPrec()
	if !exact {
		return ""
	}
	d, err := reform.ParseDecimal(f.Rat().FloatString(places))
	if err != nil {
		return ""
	}
	return d
}
