package receipt

import (
	"slices"
	"strings"
	"time"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// input finds what was reported for a figure.
func (p paper) input(figure string) (reform.Input, bool) {
	for _, in := range p.w.Inputs {
		if in.Figure == figure {
			return in, true
		}
	}
	return reform.Input{}, false
}

// reported is a figure's number; a unit that does nothing of the kind has 0. False
// where there is none.
func (p paper) reported(figure string) (reform.Fraction, bool) {
	in, _ := p.input(figure)
	if in.Absence == reform.NoPractice {
		return zero, true
	}
	if in.Absence != reform.Present {
		return zero, false
	}
	return reform.Decimal(in.Text).Fraction()
}

// added is the sum of what was reported for several figures.
func (p paper) added(figures []string) reform.Fraction {
	sum := zero
	for _, id := range figures {
		n, _ := p.reported(id)
		sum = sum.Add(n)
	}
	return sum
}

// practised reports whether the unit has anything of what is measured.
func (p paper) practised(figures []string) bool {
	for _, id := range figures {
		if in, ok := p.input(id); ok && in.Absence == reform.Present {
			return true
		}
	}
	return false
}

// side adds up figures; one alone needs no line.
func (p paper) side(label string, figures []string, sum reform.Fraction) []line {
	var terms []string
	for _, id := range figures {
		if n, ok := p.reported(id); ok {
			terms = append(terms, p.term(n))
		}
	}
	if len(terms) < 2 {
		return nil
	}
	return []line{p.line(label, strings.Join(terms, " + "), sum)}
}

// standIn is the figure of another period that was divided by, if it was.
func (p paper) standIn() []line {
	other := p.rule.OverElse
	if other == nil {
		return nil
	}
	for _, id := range p.rule.Over {
		if in, ok := p.input(id); ok && in.Absence == reform.NotReported {
			n, _ := p.reported(other.Figure)
			sum := p.term(n)
			if other.DividedBy != "" {
				sum += " ÷ " + locale.Number(p.l, other.DividedBy)
			}
			return []line{p.line("stand_in", sum, p.over())}
		}
	}
	return nil
}

// sides are what was measured and what it is measured against.
func (p paper) sides() []line {
	lines := p.side("of", p.rule.Of, p.of())
	if stand := p.standIn(); stand != nil {
		return append(lines, stand...)
	}
	return append(lines, p.side("over", p.rule.Over, p.over())...)
}

// quotient divides what was measured by what it is measured against.
func (p paper) quotient() []line {
	if p.w.Of == nil || p.w.Over == nil {
		return nil
	}
	lines := p.sides()
	if !p.practised(p.rule.Of) {
		return append(lines, p.line("measured", p.say("no_practice"), zero))
	}
	lines = append(lines, p.coefficient()...)
	sum := p.term(p.of()) + " ÷ " + p.term(p.over())
	if p.w.Times != nil {
		sum += " × " + p.term(reform.FractionOf(p.w.Times))
	}
	if p.s.Measured == nil {
		return append(lines, line{label: p.say("step.measured"), sum: sum, result: p.say("over_nothing")})
	}
	return append(lines, p.line("measured", sum, *p.s.Measured))
}

// coefficient says what the ratio is multiplied by where that is not a figure alone.
func (p paper) coefficient() []line {
	if p.w.Times == nil || p.rule.TimesScore == "" {
		return nil
	}
	sum := p.say("share_of", "Indicator", p.rule.TimesScore)
	if n, ok := p.reported(p.rule.Times); ok {
		sum = p.term(n) + " ÷ 100 × " + sum
	}
	return []line{p.line("times", sum, reform.FractionOf(p.w.Times))}
}

// settled is the line of a share that no ratio was needed for. False: one was.
func (p paper) settled() (line, bool) {
	switch {
	case p.w.Of != nil && !p.practised(p.measures()):
		return p.line("share", p.say("no_practice"), p.shared()), true
	case p.w.Over != nil && p.over().Sign() == 0 && p.s.Measured == nil:
		return p.line("share", p.say("over_nothing"), p.shared()), true
	}
	return line{}, false
}

// measures are the figures measured.
func (p paper) measures() []string {
	figures := p.rule.Of
	for _, item := range p.rule.Items {
		figures = append(slices.Clip(figures), item.Figure)
	}
	return figures
}

// proportion turns a ratio into a share.
func (p paper) proportion() []line {
	if settled, ok := p.settled(); ok {
		return []line{settled}
	}
	measured := *p.s.Measured
	nothing, limited := p.rule.NothingBelow.Fraction()
	full, capped := p.rule.FullAt.Fraction()
	switch {
	case measured.Sign() < 0:
		return []line{p.heldShare()}
	case limited && measured.Less(nothing):
		return []line{p.line("share", p.term(measured)+" < "+p.term(nothing), p.shared())}
	case capped:
		return []line{p.line("share", p.say("at_most", "Sum", p.term(measured)+" ÷ "+p.term(full)), p.shared())}
	case one.Less(measured):
		return []line{p.line("share", p.say("at_most", "Sum", p.term(measured)), p.shared())}
	}
	return nil
}

// stepped finds the step that a ratio reaches.
func (p paper) stepped() line {
	if settled, ok := p.settled(); ok {
		return settled
	}
	if p.s.Measured.Sign() < 0 {
		return p.heldShare()
	}
	measured := p.term(*p.s.Measured)
	for _, step := range p.rule.Steps {
		if from, ok := step.From.Fraction(); ok && !p.s.Measured.Less(from) {
			return p.line("share", measured+" ≥ "+p.term(from), p.shared())
		}
	}
	last := p.rule.Steps[len(p.rule.Steps)-1]
	if p.rule.Below == reform.BelowNothing {
		return p.line("share", measured+" < "+locale.Number(p.l, last.From), p.shared())
	}
	return p.line("share", measured+" ÷ "+locale.Number(p.l, last.From)+" × "+locale.Number(p.l, last.Pay), p.shared())
}

// answered is the option chosen, in words.
func (p paper) answered() string {
	for _, id := range p.rule.Of {
		in, _ := p.input(id)
		figure, _ := p.f.Figure(id)
		return "“" + locale.Value(p.l, figure, in.Text, in.Absence) + "”"
	}
	return ""
}

// surveyed averages what the answers are worth.
func (p paper) surveyed() []line {
	var worth, all []string
	for _, item := range p.rule.Items {
		n, ok := p.reported(item.Figure)
		if !ok {
			continue
		}
		worth = append(worth, p.term(n)+" × "+locale.Number(p.l, item.Pay))
		all = append(all, p.term(n))
	}
	lines := []line{p.line("worth", strings.Join(worth, " + "), p.of()), p.line("asked", strings.Join(all, " + "), p.over())}
	if settled, ok := p.settled(); ok {
		return append(lines, settled)
	}
	way := p.of().Quo(p.over())
	lines = append(lines, p.line("share", p.term(p.of())+" ÷ "+p.term(p.over()), way))
	if way.Cmp(p.shared()) != 0 {
		lines = append(lines, p.heldShare())
	}
	return lines
}

// heldShare says that a share is never less than nothing nor more than all.
func (p paper) heldShare() line {
	return p.line("held", p.say("between", "Min", "0", "Max", "1"), p.shared())
}

// checked adds up the shares of what is there, of those that apply.
func (p paper) checked() []line {
	var there, asked []string
	for _, item := range p.rule.Items {
		n, ok := p.reported(item.Figure)
		if !ok {
			continue
		}
		asked = append(asked, locale.Number(p.l, item.Pay))
		if n.Sign() > 0 {
			there = append(there, locale.Number(p.l, item.Pay))
		}
	}
	if len(there) == 0 {
		there = []string{"0"}
	}
	lines := []line{p.line("there", strings.Join(there, " + "), p.of())}
	if p.over().Cmp(one) == 0 {
		return lines
	}
	return append(lines,
		p.line("applying", strings.Join(asked, " + "), p.over()),
		p.line("share", p.term(p.of())+" ÷ "+p.term(p.over()), p.shared()))
}

// compared holds what was measured against the norm.
func (p paper) compared() []line {
	lines := p.sides()
	if !p.practised(p.rule.Of) {
		return append(lines, p.line("share", p.say("no_practice"), p.shared()))
	}
	sign := map[int]string{-1: " < ", 0: " = ", 1: " > "}[p.of().Cmp(p.over())]
	return append(lines, p.line("share", p.term(p.of())+sign+p.term(p.over()), p.shared()))
}

// dated counts the days late.
func (p paper) dated() []line {
	if p.w.Days == nil {
		return []line{p.line("share", p.say("no_practice"), p.shared())}
	}
	in, _ := p.input(p.rule.Of[0])
	due := p.rule.Due
	if other, ok := p.input(due); ok {
		due = other.Text
	}
	days := *p.w.Days
	lines := []line{p.line("days", p.day(in.Text)+" − "+p.day(due), reform.NewFraction(int64(days), 1))}
	if days <= 0 {
		return append(lines, p.line("share", p.say("in_time"), p.shared()))
	}
	for _, late := range p.rule.Late {
		if days <= late.Days {
			return append(lines, p.line("share", p.say("late", "Days", late.Days, "Count", late.Days), p.shared()))
		}
	}
	return append(lines, p.line("share", p.say("too_late"), p.shared()))
}

// day writes a day as it is kept; what is none stays as it is.
func (p paper) day(text string) string {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return text
	}
	return locale.Date(p.l, t)
}
