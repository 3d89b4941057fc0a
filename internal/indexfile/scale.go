package indexfile

import (
	"cmp"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// normalisations are the words for each method: COINr's, and our own.
var normalisations = map[string]reform.NormMethod{
	"": reform.AsItStands, "none": reform.AsItStands, "minmax": reform.MinMax, "min-max": reform.MinMax,
	"goalposts": reform.Goalposts, "scaled": reform.Scaled, "zscore": reform.ZScore, "z-score": reform.ZScore,
	"rank": reform.RankNorm, "borda": reform.Borda, "prank": reform.Percentile, "percentile": reform.Percentile,
	"dist2targ": reform.ToTarget, "to_target": reform.ToTarget, "dist2ref": reform.ToReference, "to_reference": reform.ToReference,
	"dist2max": reform.ToMaximum, "to_maximum": reform.ToMaximum, "fracmax": reform.OfMaximum, "of_maximum": reform.OfMaximum,
}

// rule places a leaf's figure on its scale.
func (x *index) rule(n *node) reform.Rule {
	return reform.Rule{Kind: reform.Normalised, Of: []string{n.id}, LowerIsBetter: x.lower(n), Scale: x.scale(n)}
}

// lower reports whether less is better.
func (x *index) lower(n *node) bool {
	text := n.text(directionColumn)
	direction, ok := x.decimal(text)
	if text != "" && (!ok || direction != "1" && direction != "-1") {
		x.fault(n, directionColumn, "write 1, or -1 where less is better, not %s", keyfile.Quote(text))
	}
	return direction == "-1"
}

func (x *index) scale(n *node) reform.Normalisation {
	method, known := normalisations[word(n, normColumn, "n_")]
	if !known {
		x.fault(n, normColumn, "%s is no normalisation known here; known: none, minmax, goalposts, scaled, zscore, rank, borda, prank, dist2targ, dist2ref, dist2max, fracmax",
			keyfile.Quote(n.text(normColumn)))
	}
	s := reform.Normalisation{Method: method}
	if known && method != reform.Goalposts {
		x.powerless(n, cmp.Or(n.text(normColumn), "none"))
	}
	switch method {
	case reform.MinMax:
		s.From, s.To = cmp.Or(x.number(n, lowColumn), "0"), cmp.Or(x.number(n, highColumn), "100")
		x.apart(n, s.From, s.To)
	case reform.Goalposts:
		s.Low, s.High, s.Power = x.needed(n, lowColumn), x.needed(n, highColumn), x.number(n, powerColumn)
		x.apart(n, s.Low, s.High)
		if s.Power != "" && s.Power.Rat().Sign() <= 0 {
			x.fault(n, powerColumn, "an exponent above 0 is expected here, not %s", s.Power)
		}
	case reform.Scaled:
		s.Low, s.High = x.needed(n, lowColumn), x.needed(n, highColumn)
		s.From, s.To = "0", "100"
		x.apart(n, s.Low, s.High)
	case reform.ZScore:
		s.Mean, s.Spread = x.number(n, lowColumn), x.number(n, highColumn)
		if s.Spread != "" && s.Spread.Rat().Sign() <= 0 {
			x.fault(n, highColumn, "the spread of a z-score is above 0, not %s", s.Spread)
		}
	case reform.ToTarget:
		if s.Target = x.number(n, targetColumn); s.Target == "" && n.text(lowColumn) == "" {
			s.Target = x.number(n, highColumn)
		} else {
			x.ends(n, &s)
		}
		if s.Target == "" {
			x.needed(n, targetColumn)
		}
	case reform.ToReference:
		if s.Reference = n.text(referenceColumn); s.Reference == "" {
			x.fault(n, referenceColumn, "name the unit that all others are measured against in the column %s", referenceColumn)
		}
		x.ends(n, &s)
	case reform.Percentile, reform.ToMaximum, reform.OfMaximum:
		x.ends(n, &s)
	case reform.AsItStands, reform.RankNorm, reform.Borda:
	}
	if method.Relative() && method != reform.RankNorm && method != reform.Borda { // no scale where all are equal
		s.IfFlat = reform.FlatSuppresses
	}
	return s
}

// ends are those of a scale that goes from 0 to 1 unless others are written.
func (x *index) ends(n *node, s *reform.Normalisation) {
	s.From, s.To = x.number(n, lowColumn), x.number(n, highColumn)
	x.apart(n, cmp.Or(s.From, "0"), cmp.Or(s.To, "1"))
}

// needed is a number without which a method has no meaning.
func (x *index) needed(n *node, column string) reform.Decimal {
	number := x.number(n, column)
	if number == "" {
		x.fault(n, column, "%s needs a number here, in the column %s", n.text(normColumn), column)
	}
	return number
}

// apart wants a scale that runs upwards.
func (x *index) apart(n *node, low, high reform.Decimal) {
	if low != "" && high != "" && low.Rat().Cmp(high.Rat()) >= 0 {
		x.fault(n, highColumn, "high must be above low, which is %s: where less is better, write -1 as the direction", low)
	}
}

// number is what stands in a cell; empty where nothing does.
func (x *index) number(n *node, column string) reform.Decimal {
	text := n.text(column)
	if text == "" {
		return ""
	}
	number, ok := x.decimal(text)
	if !ok {
		x.fault(n, column, "write the number in digits, such as 2 or 0.75, not %s", keyfile.Quote(text))
	}
	return number
}
