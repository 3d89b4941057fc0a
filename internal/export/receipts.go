package export

import (
	"math/big"
	"strconv"
	"strings"

	"reformboard/internal/export/sheet"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// shownDecimals is where an endless fraction is cut off with an ellipsis.
const shownDecimals = 6

// receiptsSheet shows how each score came about: the rule in words, each figure
// with the cell it was read from, and the sum down to the rounding.
func (p *teller) receiptsSheet(c reform.Scorecard) *sheet.Sheet {
	s := &sheet.Sheet{Name: p.say("sheet.receipts"), Landscape: true, Widths: []float64{52, 14, 13, 34, 20, 8, 20}}
	p.begin(s, p.say("receipts.title", "Scorecard", p.scorecardTitle(c)), p.asOf()+". "+p.say("receipts.how"))
	top := addHead(s,
		p.say("column.figure"), p.say("column.value"), p.say("column.counted"), p.say("column.file"),
		p.say("column.sheet"), p.say("column.cell"), "SHA-256",
	)
	s.Frozen, s.Repeated = [2]int{0, top}, [2]int{top, top}
	for _, i := range p.Framework.Indicators() {
		if score, ok := c.Score(i.ID); ok {
			p.addReceipt(s, i, score)
		}
	}
	return s
}

func (p *teller) addReceipt(s *sheet.Sheet, i reform.Indicator, score reform.Score) {
	plain := text.Strong().Filled(pale)
	outcome := plain.Of(p.say("information"))
	earned := plain.Of(nil)
	if i.Scored() {
		earned = p.earned(score)
		outcome.Value = p.outcome(score)
	}
	cells := []sheet.Cell{plain.Of(i.ID + " " + p.words(i.Title)), earned, outcome, plain.Of(nil), plain.Of(nil), plain.Of(nil), plain.Of(nil)}
	s.Merge(s.Add(max(18, s.Tallest(cells[:1])), cells...), 3, 7)
	s.AddWide(locale.Rule(p.l, &p.Framework, i), text)
	for _, in := range score.Working.Inputs {
		cells := p.inputCells(in)
		s.AddText(cells...)
	}
	if sum := p.working(score); sum != "" && i.Scored() {
		s.AddWide(sum, text.Strong())
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
func (p *teller) inputCells(in reform.Input) []sheet.Cell {
	figure, _ := p.Framework.Figure(in.Figure)
	name := p.words(figure.Title)
	if name == "" {
		name = in.Figure
	}
	counted := p.words(figure.Unit)
	if figure.Kind == reform.Percentage {
		counted = "%"
	}
	return []sheet.Cell{
		text.Of("   " + name),
		p.value(figure, in),
		middle.Of(counted),
		text.Of(in.File),
		text.Of(in.Sheet),
		middle.Of(in.Cell),
		middle.Of(firstOf(in.SHA256, 16)),
	}
}

// value is what was reported: a number where a spreadsheet holds it exactly, and
// otherwise the text.
func (p *teller) value(figure reform.Figure, in reform.Input) sheet.Cell {
	if in.Absence != reform.Present {
		return states[reform.NotAsked].Of(locale.Say(p.l, "absence."+string(in.Absence)))
	}
	for _, o := range figure.Options {
		if o.ID == in.Text {
			return middle.Of(p.words(o.Title))
		}
	}
	f, err := strconv.ParseFloat(in.Text, 64)
	if err != nil || strconv.FormatFloat(f, 'f', -1, 64) != in.Text {
		return middle.Of(in.Text)
	}
	format := "#,##0"
	if d := reform.Decimal(in.Text).Decimals(); d > 0 {
		format += "." + strings.Repeat("0", d)
	}
	return number.As(format).Of(f)
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
