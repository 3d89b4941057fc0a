package receipt

import (
	"strconv"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// led places a unit up to its own target, and then against the best.
func (p paper) led() []line {
	lines := p.quotient()
	if settled, ok := p.settled(); ok {
		return p.share(append(lines, settled))
	}
	measured := *p.s.Measured
	at := reform.NewFraction(1, 2)
	if p.rule.AtTarget != "" {
		at, _ = p.rule.AtTarget.Fraction()
	}
	if measured.Sign() < 0 {
		return append(lines, p.line("held", p.say("between", "Min", p.points(p.i.Min), "Max", p.points(p.i.Max)), p.exact))
	}
	most := p.points(p.i.Max) + " × "
	if !one.Less(measured) {
		return append(lines, p.line("points", most+p.term(at)+" × "+p.term(measured), p.exact))
	}
	if p.w.Peers == nil {
		return append(lines, p.line("points", "", p.exact))
	}
	best := p.w.Peers.Greatest
	return append(lines,
		p.peers("greatest"),
		p.line("points", most+"("+p.term(at)+" + "+p.term(one.Sub(at))+" × ("+p.term(measured)+" − 1) ÷ ("+p.term(best)+" − 1))", p.exact))
}

// peers says whom the unit was compared with.
func (p paper) peers(key string) line {
	k := p.w.Peers
	return line{
		label: p.say("step.peers"), sum: p.say("peers."+key,
			"Least", p.number(k.Least), "Greatest", p.number(k.Greatest), "Mean", p.number(k.Mean), "Deviation", p.number(k.Deviation),
			"Place", strconv.Itoa(k.Place), "Reference", p.number(k.Reference), "Units", p.say("units", "Count", k.Count, "Units", k.Count)),
	}
}

// normalised places what was measured on its scale.
func (p paper) normalised() []line {
	var lines []line
	if len(p.rule.Over) > 0 {
		lines = p.quotient()
		if settled, ok := p.settled(); ok {
			return p.share(append(lines, settled))
		}
	} else {
		lines = p.side("of", p.rule.Of, p.of())
		if !p.practised(p.rule.Of) {
			return append(lines, p.line("points", p.say("no_practice"), p.exact))
		}
	}
	n := p.rule.Scale
	x := p.of()
	if p.s.Measured != nil {
		x = *p.s.Measured
	}
	if n.Method == reform.Goalposts || n.Method == reform.Scaled {
		return append(lines, p.posted(x)...)
	}
	if p.rule.LowerIsBetter {
		lines = append(lines, p.line("turned", p.say("lower"), x.Neg()))
		x = x.Neg()
	}
	if n.Method == reform.AsItStands || p.w.Peers == nil {
		return append(lines, p.line("points", p.term(x), p.exact))
	}
	return append(lines, p.compareTo(x)...)
}

// posted places x between two posts, which the framework names.
func (p paper) posted(x reform.Fraction) []line {
	n := p.rule.Scale
	low, _ := n.Low.Fraction()
	high, _ := n.High.Fraction()
	if low.Cmp(high) == 0 {
		return []line{p.line("points", locale.Flat(p.l, n.IfFlat), p.exact)}
	}
	sum, way := "("+p.term(x)+" − "+p.term(low)+") ÷ (", x.Sub(low).Quo(high.Sub(low))
	if p.rule.LowerIsBetter {
		sum, way = "("+p.term(high)+" − "+p.term(x)+") ÷ (", high.Sub(x).Quo(high.Sub(low))
	}
	lines := []line{p.line("way", sum+p.term(high)+" − "+p.term(low)+")", way)}
	power := reform.Decimal("") // of Scaled
	if n.Method == reform.Goalposts {
		power = n.Power
		if stays := within(way); stays.Cmp(way) != 0 {
			way = stays
			lines = append(lines, p.line("held", p.say("between", "Min", "0", "Max", "1"), way))
		}
	}
	return append(lines, p.placed(way, power)...)
}

// within holds a share between 0 and 1.
func within(share reform.Fraction) reform.Fraction {
	switch {
	case share.Sign() < 0:
		return zero
	case one.Less(share):
		return one
	}
	return share
}

// placed sets a share of the way between both ends of the scale.
func (p paper) placed(way reform.Fraction, power reform.Decimal) []line {
	from, to := locale.Ends(p.i, p.rule.Scale)
	span, text := to.Sub(from), p.term(way)
	if power != "" {
		text += "^" + locale.Number(p.l, power)
	}
	sum := p.number(span) + " × " + text
	if from.Sign() != 0 {
		sum = p.number(from) + " + " + sum
	}
	return []line{p.line("points", sum, p.exact)}
}

// compareTo places x among what the other units measured.
func (p paper) compareTo(x reform.Fraction) []line {
	n, k := p.rule.Scale, p.w.Peers
	ends := p.peers("ends")
	if flat := k.Least.Cmp(k.Greatest) == 0; flat && n.IfFlat != "" && n.Method != reform.RankNorm && n.Method != reform.Borda {
		return []line{ends, p.line("points", locale.Flat(p.l, n.IfFlat), p.exact)}
	}
	quotient := func(low, high reform.Fraction) []line {
		way := x.Sub(low).Quo(high.Sub(low))
		lines := []line{ends, p.line("way", "("+p.term(x)+" − "+p.term(low)+") ÷ ("+p.term(high)+" − "+p.term(low)+")", way)}
		if n.Method == reform.ToTarget && one.Less(way) {
			way = one
			lines = append(lines, p.line("held", p.say("at_most", "Sum", lines[1].result), way))
		}
		return append(lines, p.placed(way, "")...)
	}
	switch n.Method {
	case reform.MinMax, reform.ToMaximum:
		return quotient(k.Least, k.Greatest)
	case reform.ToReference:
		ends = p.peers("reference")
		return quotient(k.Least, k.Reference)
	case reform.ToTarget:
		target, _ := n.Target.Fraction()
		if p.rule.LowerIsBetter {
			target = target.Neg()
		}
		return quotient(k.Least, target)
	case reform.OfMaximum:
		return append([]line{ends, p.line("way", p.term(x)+" ÷ "+p.term(k.Greatest), x.Quo(k.Greatest))}, p.placed(x.Quo(k.Greatest), "")...)
	case reform.ZScore:
		return p.standard(x)
	case reform.RankNorm, reform.Borda, reform.Percentile:
		return p.ranked()
	case reform.AsItStands, reform.Goalposts, reform.Scaled: // compare nothing
	}
	return nil
}

// standard writes a z-score.
func (p paper) standard(x reform.Fraction) []line {
	n, k := p.rule.Scale, p.w.Peers
	mean, spread := reform.Fraction{}, one
	if n.Mean != "" {
		mean, _ = n.Mean.Fraction()
	}
	if n.Spread != "" {
		spread, _ = n.Spread.Fraction()
	}
	z := "(" + p.term(x) + " − " + p.term(k.Mean) + ") ÷ " + p.number(k.Deviation)
	return []line{p.peers("spread"), p.line("points", p.term(mean)+" + "+p.term(spread)+" × "+z, p.exact)}
}

// ranked writes what a place among the units earns.
func (p paper) ranked() []line {
	k := p.w.Peers
	place := strconv.Itoa(k.Place)
	lines := []line{p.peers("place")}
	switch p.rule.Scale.Method {
	case reform.Borda:
		return append(lines, p.line("points", place+" − 1", p.exact))
	case reform.Percentile:
		way := reform.NewFraction(int64(k.Place-1), int64(max(1, k.Count-1)))
		lines = append(lines, p.line("way", "("+place+" − 1) ÷ ("+strconv.Itoa(k.Count)+" − 1)", way))
		return append(lines, p.placed(way, "")...)
	default:
		return append(lines, p.line("points", place, p.exact))
	}
}
