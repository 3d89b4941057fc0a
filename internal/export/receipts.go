package export

import (
	"fmt"
	"strconv"
	"strings"

	"reformboard/internal/export/sheet"
	"reformboard/internal/locale"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// receiptsSheet shows how each score came about: the rule in words, each figure
// with the cell it was read from, and the sum down to the rounding. Areas stand
// before what is in them, then what is published beside them, and the total last.
func (p *teller) receiptsSheet(c reform.Scorecard) (*sheet.Sheet, error) {
	s := &sheet.Sheet{Name: p.say("sheet.receipts"), Landscape: true, Widths: []float64{52, 14, 13, 34, 20, 8, 20}}
	p.begin(s, p.say("receipts.title", "Scorecard", p.scorecardTitle(c)), p.asOf()+". "+p.say("receipts.how"))
	top := addHead(s,
		p.say("column.figure"), p.say("column.value"), p.say("column.counted"), p.say("column.file"),
		p.say("column.sheet"), p.say("column.cell"), "SHA-256",
	)
	s.Frozen, s.Repeated = [2]int{0, top}, [2]int{top, top}
	whole, err := receipt.Whole(&p.Framework, p.Cycle.ID, c)
	if err != nil {
		return nil, fmt.Errorf("receipts of %s: %w", c.Unit, err)
	}
	for _, r := range append(whole[1:], whole[0]) {
		if i, ok := p.Framework.Indicator(r.Node); ok && r.Kind == receipt.OfIndicator {
			p.addReceipt(s, c, i, r)
			continue
		}
		p.addSum(s, r)
	}
	return s, nil
}

// addReceipt writes one indicator.
func (p *teller) addReceipt(s *sheet.Sheet, c reform.Scorecard, i reform.Indicator, r receipt.Receipt) {
	score, _ := c.Score(i.ID)
	plain := text.Strong().Filled(pale)
	earned, outcome := plain.Of(nil), p.say("information")
	if i.Scored() {
		earned, outcome = p.earned(score), p.outcome(r)
	}
	p.addHeading(s, plain, i.ID+" "+p.words(i.Title), earned, outcome)
	s.AddWide(p.words(r.Formula), text)
	for _, in := range score.Working.Inputs {
		cells := p.inputCells(in)
		s.AddText(cells...)
	}
	p.addSteps(s, r)
}

// addSum writes an area, a facet or the total.
func (p *teller) addSum(s *sheet.Sheet, r receipt.Receipt) {
	plain := text.Strong().Filled(band)
	name, earned := p.words(r.Title), plain.Of(nil)
	if r.Kind != receipt.OfTotal {
		name = r.Node + " " + name
	}
	if r.Earned != nil {
		earned = number.Strong().Filled(band).As(p.fine.area).Of(exact(*r.Earned))
	}
	p.addHeading(s, plain, name, earned, p.outcome(r))
	s.AddWide(p.words(r.Formula), text)
	p.addSteps(s, r)
}

func (p *teller) addHeading(s *sheet.Sheet, plain sheet.Look, name string, earned sheet.Cell, outcome string) {
	cells := []sheet.Cell{plain.Of(name), earned, plain.Of(outcome), plain.Of(nil), plain.Of(nil), plain.Of(nil), plain.Of(nil)}
	s.Merge(s.Add(max(18, s.Tallest(cells[:1])), cells...), 3, 7)
}

// addSteps writes the sum in one line.
func (p *teller) addSteps(s *sheet.Sheet, r receipt.Receipt) {
	steps := make([]string, 0, len(r.Steps))
	for _, step := range r.Steps {
		steps = append(steps, step.In(p.l))
	}
	if len(steps) > 0 {
		s.AddWide(strings.Join(steps, "   →   "), text.Strong())
	}
}

// outcome stands behind the points: out of how many, how they were filled in, or why
// there are none.
func (p *teller) outcome(r receipt.Receipt) string {
	var said []string
	if r.Max > 0 {
		said = append(said, p.say("receipts.of", "Max", p.points(r.Max)))
	}
	if r.State != reform.Scored {
		said = append(said, p.state(r.State))
	}
	if r.Filled != "" {
		said = append(said, locale.Say(p.l, "fill."+string(r.Filled)+".short"))
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
	file := in.File
	switch {
	case in.Lateness != nil:
		file = locale.Lateness(p.l, *in.Lateness)
	case file == "" && in.SHA256 != "":
		file = p.say("receipts.typed")
	}
	return []sheet.Cell{
		text.Of("   " + name),
		p.value(figure, in),
		middle.Of(counted),
		text.Of(file),
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
	if !figure.Kind.Numeric() {
		return middle.Of(locale.Value(p.l, figure, in.Text, in.Absence))
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

func firstOf(hash string, n int) string {
	if len(hash) > n {
		return hash[:n] + "…"
	}
	return hash
}
