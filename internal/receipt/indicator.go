package receipt

import (
	"fmt"

	"reformboard/internal/formula"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// ofIndicator shows how an indicator came to its points.
func ofIndicator(f *reform.Framework, card *reform.Scorecard, i reform.Indicator) (Receipt, error) {
	s, ok := card.Score(i.ID)
	if !ok || s.Working == nil {
		return Receipt{}, errNotExplained
	}
	r := begin(f, card, OfIndicator, i.ID)
	r.Title, r.State, r.Max, r.Filled = i.Title, s.State, s.Max, s.Filled
	r.Formula = inBoth(func(l reform.Language) string { return locale.Rule(l, f, i) })
	r.Rounding = roundedTo(f, f.Rounding.Indicator)
	for _, in := range s.Working.Inputs {
		r.Inputs = append(r.Inputs, input(f, in))
	}
	if s.Appraisal != nil {
		r.Decisions = append(r.Decisions, inBoth(func(l reform.Language) string { return locale.Judged(l, *s.Appraisal) }))
	}
	if s.Working.Exact == nil {
		return r, nil
	}
	p := paper{f: f, i: i, s: s, w: s.Working, rule: s.Working.Rule, exact: reform.FractionOf(s.Working.Exact)}
	p.stands = p.exact
	if p.cut() && s.Working.Claimed != nil {
		p.exact, p.s.Measured = reform.FractionOf(s.Working.Claimed), s.Working.Measured
	}
	if p.rule.Kind == reform.Formula {
		var err error
		if p.formula, err = formula.Parse(p.rule.Formula); err != nil {
			return r, fmt.Errorf("formula: %w", err)
		}
	}
	if i.Scored() {
		r.Exact, r.Value, r.Earned = known(p.stands), known(s.Exact), &s.Earned
		if change := s.Exact.Sub(p.stands); change.Sign() != 0 {
			r.Adjusted = []Adjustment{{Rounded, Number{change}}}
		}
	}
	r.Steps = inTwo(func(v voice) []line { p.voice = v; return p.steps() })
	return r, nil
}

// input is a value as a receipt shows it.
func input(f *reform.Framework, in reform.Input) Input {
	figure, _ := f.Figure(in.Figure)
	title := figure.Title
	if title.Empty() {
		title = reform.Words{VI: in.Figure, EN: in.Figure}
	}
	var why reform.Words
	if in.Lateness != nil {
		why = inBoth(func(l reform.Language) string { return locale.Lateness(l, *in.Lateness) })
	}
	return Input{
		Figure: in.Figure, Title: title, Unit: figure.Unit, Value: in.Text, Absence: in.Absence,
		Says: inBoth(func(l reform.Language) string { return locale.Value(l, figure, in.Text, in.Absence) }),
		Why:  why, Sheet: in.Sheet, Cell: in.Cell, File: in.File, SHA256: in.SHA256,
	}
}

// paper is what a sum is written on: an indicator's working, in one language.
type paper struct {
	voice
	f       *reform.Framework
	i       reform.Indicator
	s       reform.Score
	w       *reform.Working
	rule    reform.Rule
	exact   reform.Fraction
	stands  reform.Fraction // what counts: exact, or what was judged instead
	formula *formula.Formula
}

// steps writes the sum out line by line, each with its figures filled in, so that a
// person can do it again on paper.
func (p paper) steps() []line {
	var lines []line
	switch {
	case p.s.State == reform.NotAsked:
		lines = []line{p.line("granted", locale.NotApplicable(p.l, p.f, p.f.WhenNotApplicable(p.i)), p.exact)}
	case p.s.Filled == reform.FillGroupMean:
		lines = []line{p.line("filled", locale.Missing(p.l, p.s.Filled), p.exact)}
	case p.cut() && p.w.Claimed == nil: // there was no score to change
	default:
		lines = append(p.chosen(), p.earned()...)
	}
	if p.cut() {
		lines = append(lines, p.line("judged", locale.Verdict(p.l, *p.s.Appraisal), p.stands))
	}
	if !p.i.Scored() {
		return lines
	}
	return append(lines, p.rounded(p.f, p.f.Rounding.Indicator, p.s.Exact))
}

// cut reports whether other points were given than the rule gives.
func (p paper) cut() bool { return p.s.Appraisal != nil && p.s.Appraisal.Verdict == reform.Cut }

// chosen says which of several rules was used, and whose figures.
func (p paper) chosen() []line {
	var lines []line
	if p.i.Rule.Kind == reform.Alternatives {
		used := p.i
		used.Rule, used.NotApplicable, used.Missing = p.rule, "", ""
		lines = append(lines, line{label: p.say("step.rule"), sum: locale.Rule(p.l, p.f, used)})
	}
	if p.s.Filled == reform.FillLastPeriod {
		lines = append(lines, line{label: p.say("step.filled"), sum: locale.Missing(p.l, p.s.Filled)})
	}
	return lines
}

// earned writes the sum of each kind, from what was measured to the exact points.
func (p paper) earned() []line {
	switch p.rule.Kind {
	case reform.Ratio:
		return p.share(append(p.quotient(), p.proportion()...))
	case reform.Steps:
		return p.share(append(p.quotient(), p.stepped()))
	case reform.Answer:
		return p.share([]line{p.line("share", p.answered(), p.shared())})
	case reform.Survey:
		return p.share(p.surveyed())
	case reform.Checklist:
		return p.share(p.checked())
	case reform.Compared:
		return p.share(p.compared())
	case reform.Deadline:
		return p.share(p.dated())
	case reform.Deduction:
		return p.held(p.side("of", p.rule.Of, p.of()), p.points(p.i.Max)+" − "+p.each(), p.i.Max.Fraction().Sub(p.of().Mul(p.rule.Each.Fraction())))
	case reform.Counted:
		return p.held(p.side("of", p.rule.Of, p.of()), p.each(), p.of().Mul(p.rule.Each.Fraction()))
	case reform.Leader:
		return p.led()
	case reform.Normalised:
		return p.normalised()
	case reform.Formula:
		return p.reckoned()
	case reform.Constant:
		return []line{p.line("points", p.say("whatever"), p.exact)}
	case reform.Given:
		published := p.added(p.rule.Of)
		return p.held(p.side("of", p.rule.Of, published), p.say("published"), published)
	case reform.Information:
		return p.side("of", p.rule.Of, p.of())
	case reform.Alternatives: // never used itself: one of them is
	}
	return nil
}

// of is what was measured; 0 where nothing was.
func (p paper) of() reform.Fraction {
	if p.w.Of == nil {
		return zero
	}
	return reform.FractionOf(p.w.Of)
}

// over is what it was measured against.
func (p paper) over() reform.Fraction {
	if p.w.Over == nil {
		return zero
	}
	return reform.FractionOf(p.w.Over)
}

// shared is the share of the most points.
func (p paper) shared() reform.Fraction {
	if p.w.Share == nil {
		return zero
	}
	return reform.FractionOf(p.w.Share)
}

func (p paper) each() string {
	return p.term(p.of()) + " × " + p.term(p.rule.Each.Fraction())
}

// share ends a sum that comes to a share of the most points.
func (p paper) share(lines []line) []line {
	return append(lines, p.line("points", p.points(p.i.Max)+" × "+p.term(p.shared()), p.exact))
}

// held ends a sum in points: they are held between the least and the most.
func (p paper) held(lines []line, sum string, raw reform.Fraction) []line {
	lines = append(lines, p.line("points", sum, raw))
	if raw.Cmp(p.exact) == 0 {
		return lines
	}
	return append(lines, p.line("held", p.say("between", "Min", p.points(p.i.Min), "Max", p.points(p.i.Max)), p.exact))
}

// reckoned fills the figures into a formula. A unit that has none of what must be at
// least so many earned nothing without it.
func (p paper) reckoned() []line {
	for _, in := range p.w.Inputs {
		g, _ := p.f.Figure(in.Figure)
		least, _ := g.Least.Fraction()
		most, _ := g.Most.Fraction()
		if in.Absence == reform.NoPractice && (least.Sign() > 0 || most.Sign() < 0) {
			return []line{p.line("points", p.say("no_practice"), p.exact)}
		}
	}
	steps := p.formula.Steps(func(id string) formula.Operand {
		if id == formula.Points {
			return formula.Operand{Number: p.i.Max.Fraction()}
		}
		in, _ := p.input(id)
		n, _ := p.reported(id)
		return formula.Operand{Number: n, Text: in.Text}
	})
	if len(steps) == 0 {
		return nil
	}
	last := steps[len(steps)-1]
	return p.held(nil, last.Text, last.Value)
}
