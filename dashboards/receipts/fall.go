package receipts

import (
	"math/big"
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// mostFalls is how many parts a waterfall shows one by one.
const mostFalls = 14

// finest is what points can tell apart: less is nobody's step.
var finest = big.NewRat(1, int64(reform.Point))

// step is one part of the way from the most points to those earned.
type step struct {
	name   string
	link   string
	change *big.Rat
	silent bool // for want of a figure
}

// waterfall draws the way from the most points to those earned. It is nil without a
// score, on a scale without end, and below zero.
func waterfall(v frame.Voice, t *reform.Tally, card reform.Scorecard, r receipt.Receipt) *frame.Chart {
	if r.Earned == nil || *r.Earned < 0 {
		return nil
	}
	most := mostPoints(&t.Framework, r.Kind, r.Max).Rat()
	if most.Sign() <= 0 {
		return nil
	}
	steps := fallOfParts(v, t, card, r, most)
	if steps == nil {
		steps = []step{{name: v.Say("page.receipt.fall.missed"), change: new(big.Rat).Sub(r.Earned.Rat(), most)}}
	}
	falls, lowest := falls(v, steps, most, *r.Earned)
	if lowest.Sign() < 0 {
		return nil
	}
	title, summary := fallSays(v, steps, most, *r.Earned)
	drawn := v.Chart(frame.Chart{
		ID: "chart-fall", Kind: "waterfall", Size: frame.RowsSize(len(falls)), Decimals: 2, Title: title, Summary: summary,
		Note: v.Say("page.receipt.fall.note"), Table: fallTable(v, steps, most, *r.Earned),
		Option: chart.Waterfall(falls, [4]string{v.Say("page.earned"), v.Say("page.receipt.fall.lost"), v.Say("page.receipt.fall.silent"), v.Say("page.receipt.fall.gained")}),
	})
	return &drawn
}

// mostPoints is what a score is out of: a total that is stretched, out of all there is.
func mostPoints(f *reform.Framework, kind receipt.Kind, most reform.Points) reform.Points {
	if kind == receipt.OfTotal && f.NotApplicable == reform.Rescale && most > 0 {
		return f.Max
	}
	return most
}

// fallOfParts says what each part lost of the whole; nil where there are none, or where
// what they bring cannot be told apart. What is left is rounding, and limits.
func fallOfParts(v frame.Voice, t *reform.Tally, card reform.Scorecard, r receipt.Receipt, most *big.Rat) []step {
	if len(r.Parts) == 0 || r.Kind == receipt.OfFacet {
		return nil
	}
	share, all := make([]*big.Rat, len(r.Parts)), new(big.Rat)
	for n, p := range r.Parts {
		if p.Contributes == nil && p.State.Counts() {
			return nil
		}
		share[n] = partMost(&t.Framework, card, r, n)
		if p.Share != nil {
			share[n].Mul(share[n], p.Share.Rat())
		}
		all.Add(all, share[n])
	}
	if all.Sign() <= 0 {
		return nil
	}
	left := new(big.Rat).Sub(r.Earned.Rat(), most)
	var steps []step
	for n, p := range r.Parts {
		change := new(big.Rat).Quo(share[n].Mul(share[n], most), all)
		change.Neg(change)
		if p.Contributes != nil {
			change.Add(change, p.Contributes.Rat())
		}
		left.Sub(left, change)
		steps = append(steps, step{
			name: p.Node + "  " + v.Words(p.Title), link: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, r.Unit, p.Node), t), change: change,
			silent: slices.Contains([]reform.State{reform.NotSubmitted, reform.UnderReview, reform.Suppressed}, p.State),
		})
	}
	steps = gathered(v, steps)
	if new(big.Rat).Abs(left).Cmp(finest) >= 0 {
		steps = append(steps, step{name: v.Say("page.receipt.fall.rounded"), change: left})
	}
	return steps
}

// partMost is the most a part can bring before anything is weighed or stretched; what
// stands outside the maximum has none.
func partMost(f *reform.Framework, card reform.Scorecard, r receipt.Receipt, n int) *big.Rat {
	if r.Kind == receipt.OfTotal {
		for _, a := range f.Areas {
			if a.ID == r.Parts[n].Node && a.Outside {
				return new(big.Rat)
			}
		}
	}
	if a, ok := areaWith(f, r.Node); ok && r.Kind == receipt.OfArea && n < len(a.Indicators) {
		s, _ := card.Score(r.Parts[n].Node)
		return s.Max.Rat()
	}
	s, _ := card.Subtotal(r.Parts[n].Node)
	return s.Max.Rat()
}

func areaWith(f *reform.Framework, id string) (reform.Area, bool) {
	for _, a := range f.AllAreas() {
		if a.ID == id {
			return a.Area, true
		}
	}
	return reform.Area{}, false
}

// gathered keeps the greatest steps of very many, in their order, and adds the rest up.
func gathered(v frame.Voice, steps []step) []step {
	if len(steps) <= mostFalls {
		return steps
	}
	bySize := slices.Clone(steps)
	slices.SortStableFunc(bySize, func(a, b step) int { return new(big.Rat).Abs(b.change).Cmp(new(big.Rat).Abs(a.change)) })
	least := new(big.Rat).Abs(bySize[mostFalls-1].change)
	var kept []step
	rest, count := new(big.Rat), 0
	for _, s := range steps {
		if len(kept) < mostFalls && new(big.Rat).Abs(s.change).Cmp(least) >= 0 {
			kept = append(kept, s)
			continue
		}
		rest.Add(rest, s.change)
		count++
	}
	return append(kept, step{name: v.Say("page.receipt.fall.rest", "Count", count), change: rest})
}

// falls are the bars, and the lowest level that any of them reaches.
func falls(v frame.Voice, steps []step, most *big.Rat, earned reform.Points) (falls []chart.Fall, lowest *big.Rat) {
	level, lowest := new(big.Rat).Set(most), new(big.Rat)
	falls = append(falls, chart.Fall{Name: v.Say("page.most"), From: "0", To: four(most), Size: four(most)})
	for _, s := range steps {
		to := new(big.Rat).Add(level, s.change)
		f := chart.Fall{Name: s.name, From: four(level), To: four(to), Size: four(new(big.Rat).Abs(s.change)), Kind: chart.Lost, Link: s.link}
		switch {
		case s.change.Sign() > 0:
			f.Kind = chart.Gained
		case s.silent:
			f.Kind = chart.Awaited
		}
		if to.Cmp(lowest) < 0 {
			lowest = to
		}
		falls, level = append(falls, f), to
	}
	return append(falls, chart.Fall{Name: v.Say("page.earned"), From: "0", To: earned.Decimal(), Size: earned.Decimal()}), lowest
}

// four rounds to the decimals that points have.
func four(r *big.Rat) reform.Decimal {
	return reform.Points(reform.Round(r, reform.PointDecimals, reform.HalfUp).Int64()).Decimal()
}

// fallSays is the message: where most was lost.
func fallSays(v frame.Voice, steps []step, most *big.Rat, earned reform.Points) (title, summary string) {
	worst, lost, parts := -1, new(big.Rat), 0
	for n, s := range steps {
		if s.change.Sign() >= 0 {
			continue
		}
		lost.Sub(lost, s.change)
		parts++
		if s.link != "" && (worst < 0 || s.change.Cmp(steps[worst].change) < 0) {
			worst = n
		}
	}
	summary = v.Say("page.receipt.fall.summary", "Most", v.Fraction(most), "Earned", v.Points(earned), "Lost", exactPoints(v, lost), "Parts", v.Count(parts))
	switch {
	case lost.Sign() == 0:
		return v.Say("page.receipt.fall.none"), summary
	case worst < 0:
		return v.Say("page.receipt.fall.one", "Earned", v.Points(earned), "Most", v.Fraction(most), "Lost", exactPoints(v, lost)), summary
	}
	return v.Say("page.receipt.fall.title", "Part", steps[worst].name, "Lost", exactPoints(v, new(big.Rat).Neg(steps[worst].change)), "All", exactPoints(v, lost)), summary
}

func fallTable(v frame.Voice, steps []step, most *big.Rat, earned reform.Points) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.receipt.fall.step")}, v.Say("page.receipt.fall.change"), v.Say("page.receipt.fall.left"))}
	level := new(big.Rat).Set(most)
	row := func(name, link string, change *big.Rat) {
		cell := frame.NoCell
		if change != nil {
			cell = frame.Cell{Text: stepSize(v, change), Number: four(change)}
		}
		table.Rows = append(table.Rows, []frame.Cell{{Text: name, URL: link}, cell, {Text: exactPoints(v, level), Number: four(level)}})
	}
	row(v.Say("page.most"), "", nil)
	for _, s := range steps {
		level.Add(level, s.change)
		name := s.name
		if s.silent {
			name += " · " + v.Say("page.receipt.fall.silent")
		}
		row(name, s.link, s.change)
	}
	level = earned.Rat()
	row(v.Say("page.earned"), "", nil)
	return table
}

// stepSize writes a change with its sign.
func stepSize(v frame.Voice, r *big.Rat) string {
	switch r.Sign() {
	case 1:
		return "+" + exactPoints(v, r)
	case -1:
		return "−" + exactPoints(v, new(big.Rat).Neg(r))
	}
	return exactPoints(v, r)
}

// exactPoints writes points with two decimals or, where they are finer, as they are.
func exactPoints(v frame.Voice, r *big.Rat) string {
	if p, err := reform.PointsOf(r, reform.PointDecimals, reform.HalfUp); err == nil && p.Rat().Cmp(r) == 0 {
		return v.Points(p)
	}
	return v.Fraction(r)
}
