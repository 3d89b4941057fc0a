package composite

import "reformboard/internal/reform"

// Normalise places a column of figures, one a unit, on a scale; top is where it
// ends when the framework names no end, and reference the index of the unit that
// ToReference measures against, or -1. Where less is better the figures are turned
// first: x is the negative, and Peers speak of x. The formula of each method stands at
// [reform.NormMethod]; in the Handbook they are ranking, standardisation (z-scores),
// min-max, distance to a reference, and goalposts as the Human Development Index has
// them (UNDP). What is earned has the unit of top, but for z-scores and places, which
// have none.
//
// What has no value keeps none. Nor has any unit where there is no scale: the
// target or the reference value is not above the least though values differ, the
// greatest of OfMaximum is not above zero, a post is missing. A scale never runs
// backwards for that.
//
// Where all have the same value, or both posts are one, IfFlat decides for every
// method but those that place each unit by itself, and OfMaximum if it says nothing
// there; its half is the middle of the scale. A standard score has no top and no bottom: whatever IfFlat gives but
// no score at all, is the Mean. Rank and Borda need no spread, and equals share.
//
// Peers are told for the methods that compare units.
func Normalise(n reform.Normalisation, lowerIsBetter bool, top reform.Fraction, column []Cell, reference int) ([]Cell, reform.Peers) {
	x := turned(column, lowerIsBetter)
	var peers reform.Peers
	var s sums
	if n.Method.Relative() {
		peers, s = survey(x, reference)
		if peers.Count == 0 {
			return make([]Cell, len(x)), peers
		}
	}
	switch n.Method {
	case reform.AsItStands:
		return x, peers
	case reform.RankNorm:
		return placesFrom(1, x), peers
	case reform.Borda:
		return placesFrom(0, x), peers
	case reform.ZScore:
		return standard(n, x, s), peers
	case reform.Percentile:
		ruler, ok := newScale(n, top, reform.Fraction{}, reform.NewFraction(int64(peers.Count)-1, 1))
		ruler.flat = peers.Least.Cmp(peers.Greatest) == 0
		return ruler.place(placesFrom(0, x), ok), peers
	default:
		low, high, ok := posts(n, lowerIsBetter, peers, known(x, reference))
		ruler, fits := newScale(n, top, low, high)
		if even := peers.Count > 0 && peers.Least.Cmp(peers.Greatest) == 0; even && n.IfFlat != "" && n.Method.Relative() && settles(n, x, reference) {
			ruler.flat, ok = true, true
		}
		return ruler.place(x, ok && fits), peers
	}
}

// settles reports whether IfFlat decides where all units have the same value: what the
// scale is made of must be there.
func settles(n reform.Normalisation, x []Cell, reference int) bool {
	switch n.Method {
	case reform.ToTarget:
		return n.Target != ""
	case reform.ToReference:
		return known(x, reference)
	default:
		return true
	}
}

func turned(column []Cell, lowerIsBetter bool) []Cell {
	x := make([]Cell, len(column))
	for i, cell := range column {
		switch {
		case cell.Known && lowerIsBetter:
			x[i] = Cell{Fraction: cell.Neg(), Known: true}
		case cell.Known:
			x[i] = cell
		}
	}
	return x
}

func known(x []Cell, unit int) bool { return unit >= 0 && unit < len(x) && x[unit].Known }

// survey says what the units have between them, and keeps what that was made from.
func survey(x []Cell, reference int) (p reform.Peers, s sums) {
	for _, cell := range x {
		if !cell.Known {
			continue
		}
		if p.Count == 0 || cell.Less(p.Least) {
			p.Least = cell.Fraction
		}
		if p.Count == 0 || p.Greatest.Less(cell.Fraction) {
			p.Greatest = cell.Fraction
		}
		p.Count++
	}
	if p.Count > 0 {
		s = sumsOf(x)
		p.Mean, p.Deviation = s.mean(), s.deviation()
	}
	if known(x, reference) {
		p.Reference = x[reference].Fraction
	}
	return p, s
}

// posts returns the values of x that a share of 0 and of 1 stand for. False when
// there is no scale between them.
func posts(n reform.Normalisation, lowerIsBetter bool, peers reform.Peers, hasReference bool) (low, high reform.Fraction, ok bool) {
	switch n.Method {
	case reform.Goalposts, reform.Scaled:
		low, ok = n.Low.Fraction()
		high, fits := n.High.Fraction()
		if lowerIsBetter {
			low, high = high.Neg(), low.Neg()
		}
		return low, high, ok && fits
	case reform.MinMax, reform.ToMaximum: // 1-(max-x)/(max-min) is (x-min)/(max-min)
		return peers.Least, peers.Greatest, true
	case reform.ToTarget:
		high, ok = n.Target.Fraction()
		if lowerIsBetter {
			high = high.Neg()
		}
		low = peers.Least
	case reform.ToReference: // 1-(ref-x)/(ref-min) is (x-min)/(ref-min)
		low, high, ok = peers.Least, peers.Reference, hasReference
	case reform.OfMaximum:
		high, ok = peers.Greatest, true
	default: // the methods that Normalise answers itself
	}
	return low, high, ok && low.Less(high)
}

// scale turns x into what is earned.
type scale struct {
	reform.Normalisation
	low, width reform.Fraction // a share is (x-low)/width
	from, span reform.Fraction // what is earned is from + share·span
	power      reform.Fraction // of the share; 1 for every method but Goalposts
	flat       bool            // there is no width, and IfFlat decides
}

// newScale reads the scale's numbers. False when one of them is none.
func newScale(n reform.Normalisation, top, low, high reform.Fraction) (scale, bool) {
	s := scale{Normalisation: n, low: low, width: high.Sub(low)}
	from, ok1 := given(n.From, reform.Fraction{})
	to, ok2 := given(n.To, top)
	power, ok3 := given(n.Power, reform.NewFraction(1, 1))
	if n.Method != reform.Goalposts {
		power = reform.NewFraction(1, 1)
	}
	s.from, s.span, s.power = from, to.Sub(from), power
	s.flat = s.width.Sign() == 0
	return s, ok1 && ok2 && ok3
}

// given returns the decimal, or otherwise where it is empty.
func given(d reform.Decimal, otherwise reform.Fraction) (reform.Fraction, bool) {
	if d == "" {
		return otherwise, true
	}
	return d.Fraction()
}

// place puts a column on the scale; it changes x.
func (s scale) place(x []Cell, ok bool) []Cell {
	if !ok {
		return make([]Cell, len(x))
	}
	if s.flat {
		return even(x, s.IfFlat, s.from, s.from.Add(s.span))
	}
	for i := range x {
		if !x[i].Known {
			continue
		}
		share, ok := s.share(x[i].Fraction)
		x[i] = Cell{}
		if ok {
			x[i] = Cell{Fraction: s.from.Add(share.Mul(s.span)), Known: true}
		}
	}
	return x
}

// share returns how far up the scale a value is, held where the method holds it.
func (s scale) share(x reform.Fraction) (reform.Fraction, bool) {
	one := reform.NewFraction(1, 1)
	share := x.Sub(s.low).Quo(s.width)
	if s.Method == reform.Goalposts && share.Sign() < 0 {
		share = reform.Fraction{}
	}
	if (s.Method == reform.Goalposts || s.Method == reform.ToTarget) && one.Less(share) {
		share = one
	}
	if s.power.Cmp(one) == 0 {
		return share, true
	}
	return Pow(share, s.power)
}

// even gives every unit that has a value the same; it changes x.
func even(x []Cell, flat reform.Flat, bottom, top reform.Fraction) []Cell {
	var all reform.Fraction
	switch flat {
	case reform.FlatEarnsHalf:
		all = bottom.Add(top).Quo(reform.NewFraction(2, 1))
	case reform.FlatEarnsFull:
		all = top
	case reform.FlatEarnsNothing:
		all = bottom
	case reform.FlatSuppresses:
		return make([]Cell, len(x))
	default: // a framework that says nothing
		return make([]Cell, len(x))
	}
	for i := range x {
		if x[i].Known {
			x[i].Fraction = all
		}
	}
	return x
}

// standard returns Mean + Spread·z; it changes x.
func standard(n reform.Normalisation, x []Cell, s sums) []Cell {
	mean, ok1 := given(n.Mean, reform.Fraction{})
	spread, ok2 := given(n.Spread, reform.NewFraction(1, 1))
	if !ok1 || !ok2 {
		return make([]Cell, len(x))
	}
	z, ok := s.standard()
	if !ok {
		return even(x, n.IfFlat, mean, mean)
	}
	for i := range z {
		if z[i].Known {
			z[i].Fraction = mean.Add(spread.Mul(z[i].Fraction))
		}
	}
	return z
}
