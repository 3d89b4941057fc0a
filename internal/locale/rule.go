package locale

import (
	"math/big"
	"strings"

	"reformboard/internal/reform"
)

// Rule says in plain words how an indicator's figures earn its points, with the
// figures' titles filled in: enough to do the sum again by hand. What becomes of a
// missing figure, or of points not asked, is said where it is not as the framework
// says for all.
func Rule(l reform.Language, f *reform.Framework, i reform.Indicator) string {
	r := ruleWords{l, f, i}
	said := r.whole()
	if then := i.NotApplicable; then != "" && then != f.NotApplicable {
		said = append(said, r.say("own.not_applicable", "Then", NotApplicable(l, f, then)))
	}
	if fill := f.WhenMissing(i); i.Missing != "" && fill != f.WhenMissing(reform.Indicator{}) {
		said = append(said, r.say("own.missing", "Then", Missing(l, fill)))
	}
	return strings.Join(said, " ")
}

type ruleWords struct {
	l reform.Language
	f *reform.Framework
	i reform.Indicator
}

func (r ruleWords) say(key string, pairs ...any) string {
	return Say(r.l, "rule."+key, pairs...)
}

// whole is the rule sentence by sentence: the sum, then what bends it.
func (r ruleWords) whole() []string {
	rule, said := r.i.Rule, r.earns()
	if rule.NothingBelow != "" {
		said = append(said, r.say("nothing_below", "Share", share(r.l, rule.NothingBelow)))
	}
	if rule.OverElse != nil {
		said = append(said, r.overElse())
	}
	if divides(rule) {
		said = append(said, Zero(r.l, r.f, r.i))
	}
	if rule.Inherits {
		said = append(said, r.say("inherits"))
	}
	return said
}

// divides reports whether a rule may come to divide by nothing.
func divides(r reform.Rule) bool {
	return r.Kind == reform.Survey || len(r.Over) > 0 && r.Kind != reform.Compared
}

// earns says the sum itself: the one place where each kind has its words.
func (r ruleWords) earns() []string {
	rule, most := r.i.Rule, r.most()
	switch rule.Kind {
	case reform.Ratio:
		return []string{r.proportion()}
	case reform.Steps:
		return []string{r.say("steps", "Ratio", r.ratio(), "Steps", r.steps(), "Below", r.below())}
	case reform.Answer:
		return []string{r.say("answer", "Of", r.titles(rule.Of), "Answers", r.answers())}
	case reform.Survey:
		return []string{r.say("survey", "Max", most, "Worth", r.worth(), "All", r.items())}
	case reform.Checklist:
		return []string{r.say("checklist", "Items", r.checklist())}
	case reform.Compared:
		return []string{r.compared()}
	case reform.Deadline:
		return []string{r.say("deadline", "Of", r.titles(rule.Of), "Due", r.due(), "Max", most, "Late", r.late())}
	case reform.Deduction:
		return []string{r.say("deduction", "Max", most, "Each", points(r.l, rule.Each), "Of", r.side(rule.Of), "Min", points(r.l, r.i.Min))}
	case reform.Counted:
		return []string{r.counted()}
	case reform.Leader:
		return r.leader()
	case reform.Normalised:
		return r.normalised()
	case reform.Formula:
		return r.formula()
	case reform.Alternatives:
		return r.alternatives()
	case reform.Given:
		return []string{r.say(r.bounded("given"), "Of", r.titles(rule.Of), "Max", most)}
	case reform.Constant, reform.Information:
	}
	return []string{r.say(string(rule.Kind), "Max", most, "Of", r.titles(rule.Of))}
}

// most is the indicator's most points in words.
func (r ruleWords) most() string { return points(r.l, r.i.Max) }

// bounded is a key, or its twin for an indicator whose points have no end.
func (r ruleWords) bounded(key string) string {
	if r.i.Max == 0 && r.i.Min == 0 {
		return key + ".open"
	}
	return key
}

// proportion says a rule of kind ratio.
func (r ruleWords) proportion() string {
	rule, ratio := r.i.Rule, r.ratio()
	if rule.FullAt == "" {
		return r.say("ratio", "Max", r.most(), "Ratio", ratio)
	}
	if len(rule.Over) > 0 || len(rule.Of) > 1 || rule.Times != "" || rule.TimesScore != "" {
		ratio = "(" + ratio + ")"
	}
	return r.say("ratio_full_at", "Max", r.most(), "Ratio", ratio, "Full", share(r.l, rule.FullAt))
}

// counted speaks of a penalty where each thing costs points.
func (r ruleWords) counted() string {
	each, of := r.i.Rule.Each, r.side(r.i.Rule.Of)
	if each < 0 {
		return r.say("penalty", "Each", points(r.l, -each), "Of", of, "Most", points(r.l, -r.i.Min))
	}
	return r.say("counted", "Each", points(r.l, each), "Of", of, "Max", r.most())
}

// compared says a rule of kind compared: more is better, or less.
func (r ruleWords) compared() string {
	key := "compared"
	if r.i.Rule.LowerIsBetter {
		key = "compared.lower"
	}
	return r.say(key, "Max", r.most(), "Half", r.part("0.5"), "Of", r.side(r.i.Rule.Of), "Over", r.side(r.i.Rule.Over))
}

// overElse says what stands in for a denominator that has not been reported.
func (r ruleWords) overElse() string {
	other := r.i.Rule.OverElse
	stand := r.titles([]string{other.Figure})
	if other.DividedBy != "" {
		stand += " / " + Number(r.l, other.DividedBy)
	}
	return r.say("over_else", "Over", r.titles(r.i.Rule.Over), "Stand", stand)
}

// ratio writes what is measured as a formula over titles: (A + B) / C × D.
func (r ruleWords) ratio() string {
	rule, text := r.i.Rule, r.side(r.i.Rule.Of)
	if len(rule.Over) > 0 {
		text += " / " + r.side(rule.Over)
	}
	if rule.Times != "" {
		text += " × " + r.titles([]string{rule.Times})
	}
	if rule.TimesScore != "" {
		text += " × " + r.say("times_score", "Indicator", r.indicator(rule.TimesScore))
	}
	return text
}

func (r ruleWords) side(figures []string) string {
	if len(figures) > 1 {
		return "(" + r.titles(figures) + ")"
	}
	return r.titles(figures)
}

// titles adds up figures by name.
func (r ruleWords) titles(figures []string) string {
	names := make([]string, 0, len(figures))
	for _, id := range figures {
		names = append(names, r.title(id))
	}
	return strings.Join(names, " + ")
}

// title names a figure; one the framework lacks shows its id.
func (r ruleWords) title(id string) string {
	if figure, ok := r.f.Figure(id); ok && !figure.Title.Empty() {
		return "“" + figure.Title.In(r.l) + "”"
	}
	return "“" + id + "”"
}

func (r ruleWords) indicator(id string) string {
	i, _ := r.f.Indicator(id)
	return strings.TrimSpace(id + " " + i.Title.In(r.l))
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

// share writes a share as a percentage, exactly, with no more decimals than it needs.
func share(l reform.Language, d reform.Decimal) string {
	r := d.Rat()
	if r == nil {
		return ""
	}
	text := Fraction(l, r.Mul(r, big.NewRat(100, 1)), max(0, d.Decimals()-2))
	if l == reform.English {
		return text + "%"
	}
	return text + " %"
}
