package export

import (
	"math/big"
	"strconv"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// shownDecimals is where an endless fraction is cut off with an ellipsis.
const shownDecimals = 6

// receiptsSheet shows how each score came about: the rule in words, each figure
// with the cell it was read from, and the sum down to the rounding.
func (p *teller) receiptsSheet(c reform.Scorecard) *sheet {
	s := &sheet{name: p.say("sheet.receipts"), landscape: true, widths: []float64{52, 14, 13, 34, 20, 8, 20}}
	p.begin(s, p.say("receipts.title", "Scorecard", p.scorecardTitle(c)), p.asOf()+". "+p.say("receipts.how"))
	head := []cell{
		{p.say("column.figure"), heading},
		{p.say("column.value"), heading},
		{p.say("column.counted"), heading},
		{p.say("column.file"), heading},
		{p.say("column.sheet"), heading},
		{p.say("column.cell"), heading},
		{"SHA-256", heading},
	}
	top := s.add(s.tallest(head), head...)
	s.frozen, s.repeated = [2]int{0, top}, [2]int{top, top}
	for _, i := range p.Framework.Indicators() {
		if score, ok := c.Score(i.ID); ok {
			p.addReceipt(s, i, score)
		}
	}
	return s
}

func (p *teller) addReceipt(s *sheet, i reform.Indicator, score reform.Score) {
	plain := text.strong().filled(pale)
	outcome := cell{p.say("information"), plain}
	earned := cell{nil, plain}
	if i.Scored() {
		earned = p.earned(score)
		outcome.value = p.outcome(score)
	}
	cells := []cell{{i.ID + " " + p.words(i.Title), plain}, earned, outcome, {nil, plain}, {nil, plain}, {nil, plain}, {nil, plain}}
	s.merge(s.add(max(18, s.tallest(cells[:1])), cells...), 3, 7)
	s.wide(locale.Rule(p.l, &p.Framework, i), text)
	for _, in := range score.Working.Inputs {
		cells := p.inputCells(in)
		s.add(max(18, s.tallest(cells)), cells...)
	}
	if sum := p.working(score); sum != "" && i.Scored() {
		s.wide(sum, text.strong())
	}
}

// outcome stands behind the points: out of how many, or why there are none.
func (p *teller) outcome(score reform.Score) string {
	var said []string
	if score.Max > 0 {
		said = append(said, p.say("receipts.of", "Max", p.points(score.Max)))
	}
	if score.State != reform.Scored {
		said = append(said, p.state(score.State))
	}
	return strings.Join(said, " · ")
}

// inputCells says what was reported, and exactly where it was read.
func (p *teller) inputCells(in reform.Input) []cell {
	figure, _ := p.Framework.Figure(in.Figure)
	name := p.words(figure.Title)
	if name == "" {
		name = in.Figure
	}
	counted := p.words(figure.Unit)
	if figure.Kind == reform.Percentage {
		counted = "%"
	}
	return []cell{
		{"   " + name, text},
		p.value(figure, in),
		{counted, middle},
		{in.File, text},
		{in.Sheet, text},
		{in.Cell, middle},
		{firstOf(in.SHA256, 16), middle},
	}
}

// value is what was reported: a number where a spreadsheet holds it exactly, and
// otherwise the text.
func (p *teller) value(figure reform.Figure, in reform.Input) cell {
	if in.Absence != reform.Present {
		return cell{locale.Say(p.l, "absence."+string(in.Absence)), states[reform.NotAsked]}
	}
	for _, o := range figure.Options {
		if o.ID == in.Text {
			return cell{p.words(o.Title), middle}
		}
	}
	f, err := strconv.ParseFloat(in.Text, 64)
	if err != nil || strconv.FormatFloat(f, 'f', -1, 64) != in.Text {
		return cell{in.Text, middle}
	}
	format := "#,##0"
	if d := reform.Decimal(in.Text).Decimals(); d > 0 {
		format += "." + strings.Repeat("0", d)
	}
	return cell{f, number.as(format)}
}

// working is the sum in one line: the ratio, the exact points, the rounded ones.
func (p *teller) working(score reform.Score) string {
	w := score.Working
	var steps []string
	if w.Of != nil && w.Over != nil {
		steps = append(steps, p.measured(w, score.Measured))
	}
	if w.Share != nil && w.Exact != nil {
		steps = append(steps, p.say("receipts.share", "Max", p.points(score.Max), "Share", w.Share.RatString(), "Exact", p.ratio(w.Exact)))
	} else if w.Exact != nil {
		steps = append(steps, p.say("receipts.exact", "Exact", p.ratio(w.Exact)))
	}
	if w.Exact != nil && score.State.Counts() {
		steps = append(steps, p.say("receipts.rounded", "Earned", p.points(score.Earned)))
	}
	return strings.Join(steps, "   →   ")
}

func (p *teller) measured(w reform.Working, result *big.Rat) string {
	ratio := p.fractionOf(w.Of) + " / " + p.fractionOf(w.Over)
	if w.Times != nil {
		ratio += " × " + p.fractionOf(w.Times)
	}
	if result == nil {
		return p.say("receipts.over_nothing", "Ratio", ratio)
	}
	return p.say("receipts.ratio", "Ratio", ratio, "Value", p.fractionOf(result))
}

// ratio writes an exact fraction and, where it is no whole number, its decimals.
func (p *teller) ratio(r *big.Rat) string {
	if r.IsInt() {
		return p.fractionOf(r)
	}
	return r.RatString() + " = " + p.fractionOf(r)
}

func (p *teller) fractionOf(r *big.Rat) string { return locale.Fraction(p.l, r, shownDecimals) }

func firstOf(hash string, n int) string {
	if len(hash) > n {
		return hash[:n] + "…"
	}
	return hash
}
