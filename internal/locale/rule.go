package locale

import (
	"math/big"
	"strings"

	"reformboard/internal/reform"
)

// Rule says in plain words how an indicator's figures earn its points, with the
// figures' titles filled in: enough to do the sum again by hand.
func Rule(l reform.Language, f *reform.Framework, i reform.Indicator) string {
	r := ruleWords{l, f, i}
	said := []string{r.earns()}
	if i.Rule.NothingBelow != "" {
		said = append(said, Say(l, "rule.nothing_below", "Share", share(l, i.Rule.NothingBelow)))
	}
	if len(i.Rule.Over) > 0 {
		said = append(said, Zero(l, f, i))
	}
	return strings.Join(said, " ")
}

// Zero says what an indicator earns when there is nothing to measure against.
func Zero(l reform.Language, f *reform.Framework, i reform.Indicator) string {
	policy := i.Rule.IfZero
	if policy == "" {
		policy = reform.ZeroEarnsNothing
	}
	return Say(l, "rule.zero."+string(policy), "Max", points(l, i.Max), "Then", NotApplicable(l, f))
}

// NotApplicable says what becomes of points that are not asked of a unit.
func NotApplicable(l reform.Language, f *reform.Framework) string {
	return Say(l, "rule.not_applicable."+string(f.NotApplicable), "Max", points(l, f.Max))
}

// Rounding says where a framework rounds, to how many decimals, and what becomes
// of a half.
func Rounding(l reform.Language, f *reform.Framework) string {
	level := func(decimals *int) string {
		if decimals == nil {
			return Say(l, "rounding.none")
		}
		return Say(l, "rounding.to", "Count", *decimals, "Decimals", *decimals)
	}
	return Say(l, "rounding.words", "Mode", Say(l, "rounding."+string(f.Rounding.Mode)),
		"Indicator", level(f.Rounding.Indicator), "Area", level(f.Rounding.Area), "Total", level(f.Rounding.Total))
}

type ruleWords struct {
	l reform.Language
	f *reform.Framework
	i reform.Indicator
}

// earns says the sum itself, one sentence a kind.
func (r ruleWords) earns() string {
	rule, most := r.i.Rule, points(r.l, r.i.Max)
	switch rule.Kind {
	case reform.Ratio:
		if rule.FullAt == "" {
			return r.say("ratio", "Max", most, "Ratio", r.ratio())
		}
		ratio := r.ratio()
		if len(rule.Over) > 0 || len(rule.Of) > 1 || rule.Times != "" {
			ratio = "(" + ratio + ")"
		}
		return r.say("ratio_full_at", "Max", most, "Ratio", ratio, "Full", share(r.l, rule.FullAt))
	case reform.Steps:
		return r.say("steps", "Ratio", r.ratio(), "Steps", r.steps())
	case reform.Answer:
		return r.say("answer", "Of", r.titles(rule.Of), "Answers", r.answers())
	case reform.Deduction:
		return r.say("deduction", "Max", most, "Each", points(r.l, rule.Each), "Of", r.titles(rule.Of), "Min", points(r.l, r.i.Min))
	case reform.Counted:
		return r.counted()
	case reform.Constant, reform.Given, reform.Information:
	}
	return r.say(string(rule.Kind), "Max", most, "Of", r.titles(rule.Of))
}

func (r ruleWords) say(key string, pairs ...any) string {
	return Say(r.l, "rule."+key, pairs...)
}

// counted speaks of a penalty where each thing costs points.
func (r ruleWords) counted() string {
	each, of := r.i.Rule.Each, r.titles(r.i.Rule.Of)
	if each < 0 {
		return r.say("penalty", "Each", points(r.l, -each), "Of", of, "Most", points(r.l, -r.i.Min))
	}
	return r.say("counted", "Each", points(r.l, each), "Of", of, "Max", points(r.l, r.i.Max))
}

// ratio writes what is measured as a formula over titles: (A + B) / C × D.
func (r ruleWords) ratio() string {
	text := r.side(r.i.Rule.Of)
	if len(r.i.Rule.Over) > 0 {
		text += " / " + r.side(r.i.Rule.Over)
	}
	if r.i.Rule.Times != "" {
		text += " × " + r.titles([]string{r.i.Rule.Times})
	}
	return text
}

func (r ruleWords) side(figures []string) string {
	if len(figures) > 1 {
		return "(" + r.titles(figures) + ")"
	}
	return r.titles(figures)
}

// titles adds up figures by name; one the framework lacks shows its id.
func (r ruleWords) titles(figures []string) string {
	names := make([]string, 0, len(figures))
	for _, id := range figures {
		name := id
		if figure, ok := r.f.Figure(id); ok && !figure.Title.Empty() {
			name = figure.Title.In(r.l)
		}
		names = append(names, "“"+name+"”")
	}
	return strings.Join(names, " + ")
}

func (r ruleWords) steps() string {
	said := make([]string, 0, len(r.i.Rule.Steps))
	for _, step := range r.i.Rule.Steps {
		said = append(said, r.say("step", "From", share(r.l, step.From), "Points", r.part(step.Pay)))
	}
	return strings.Join(said, "; ")
}

func (r ruleWords) answers() string {
	titles := map[string]string{}
	for _, id := range r.i.Rule.Of {
		figure, _ := r.f.Figure(id)
		for _, o := range figure.Options {
			titles[o.ID] = o.Title.In(r.l)
		}
	}
	said := make([]string, 0, len(r.i.Rule.Answers))
	for _, a := range r.i.Rule.Answers {
		title := titles[a.Option]
		if title == "" {
			title = a.Option
		}
		said = append(said, r.say("option", "Option", title, "Points", r.part(a.Pay)))
	}
	return strings.Join(said, "; ")
}

// part writes a share of the indicator's most points as points.
func (r ruleWords) part(pay reform.Decimal) string {
	exact := new(big.Rat)
	if p := pay.Rat(); p != nil {
		exact.Mul(p, r.i.Max.Rat())
	}
	return pointsOf(r.l, exact)
}

func points(l reform.Language, p reform.Points) string { return pointsOf(l, p.Rat()) }

func pointsOf(l reform.Language, exact *big.Rat) string {
	count := exact.FloatString(reform.PointDecimals)
	if exact.IsInt() {
		count = exact.Num().String() // "1.0000 points", but "1 point"
	}
	return Say(l, "rule.points", "Count", count, "Points", Fraction(l, exact, reform.PointDecimals))
}

// share writes a share as a percentage, with no more decimals than it needs.
func share(l reform.Language, d reform.Decimal) string {
	r := d.Rat()
	if r == nil {
		return ""
	}
	return Percent(l, reform.PercentOfShare(r), max(0, d.Decimals()-2))
}
