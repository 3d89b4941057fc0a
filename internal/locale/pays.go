package locale

import (
	"maps"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// steps lists what each step of a ratio pays.
func (r ruleWords) steps() string {
	said := make([]string, 0, len(r.i.Rule.Steps))
	for _, step := range r.i.Rule.Steps {
		said = append(said, r.say("step", "From", share(r.l, step.From), "Points", r.part(step.Pay)))
	}
	return strings.Join(said, "; ")
}

// below says what a ratio under the last step earns.
func (r ruleWords) below() string {
	below := r.i.Rule.Below
	if below == "" {
		below = reform.BelowInProportion
	}
	return r.say("below." + string(below))
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

// worth writes the upper side of a survey's mean: each answer by what it is worth.
func (r ruleWords) worth() string {
	said := make([]string, 0, len(r.i.Rule.Items))
	for _, item := range r.i.Rule.Items {
		said = append(said, r.title(item.Figure)+" × "+share(r.l, item.Pay))
	}
	return strings.Join(said, " + ")
}

// items adds up the figures of a survey or checklist by name.
func (r ruleWords) items() string {
	ids := make([]string, 0, len(r.i.Rule.Items))
	for _, item := range r.i.Rule.Items {
		ids = append(ids, item.Figure)
	}
	return r.titles(ids)
}

func (r ruleWords) checklist() string {
	said := make([]string, 0, len(r.i.Rule.Items))
	for _, item := range r.i.Rule.Items {
		said = append(said, r.say("item", "Item", r.title(item.Figure), "Points", r.part(item.Pay)))
	}
	return strings.Join(said, "; ")
}

// due is the day something is due: written in the rule, or a figure.
func (r ruleWords) due() string {
	if reform.IsDay(r.i.Rule.Due) {
		return Day(r.l, r.i.Rule.Due)
	}
	return r.title(r.i.Rule.Due)
}

// late lists what is paid by the days late.
func (r ruleWords) late() string {
	said := make([]string, 0, len(r.i.Rule.Late)+1)
	for _, late := range r.i.Rule.Late {
		said = append(said, r.say("late", "Count", late.Days, "Days", strconv.Itoa(late.Days), "Points", r.part(late.Pay)))
	}
	return strings.Join(append(said, r.say("later")), "; ")
}

// formula explains the names in a formula: those of its figures that stand in it.
func (r ruleWords) formula() []string {
	text := r.i.Rule.Formula
	said := []string{r.say(r.bounded("formula"), "Formula", text, "Min", points(r.l, r.i.Min), "Max", r.most())}
	var names []string
	for _, figure := range Figures(r.f, r.i.Rule) {
		names = append(names, r.say("formula.name", "Name", figure.ID, "Title", r.title(figure.ID)))
	}
	if namesIn(text)["points"] && r.i.Max > 0 {
		names = append(names, r.say("formula.points", "Max", r.most()))
	}
	if len(names) > 0 {
		said = append(said, r.say("formula.names", "Names", strings.Join(names, "; ")))
	}
	return said
}

// Figures lists the figures that a rule reads, those that a formula names included.
func Figures(f *reform.Framework, r reform.Rule) []reform.Figure {
	read := map[string]bool{}
	for _, id := range r.Figures() {
		read[id] = true
	}
	for _, one := range append([]reform.Rule{r}, rulesIn(r)...) {
		maps.Copy(read, namesIn(one.Formula))
	}
	var figures []reform.Figure
	for _, figure := range f.Figures {
		if read[figure.ID] {
			figures = append(figures, figure)
		}
	}
	return figures
}

func rulesIn(r reform.Rule) []reform.Rule {
	rules := make([]reform.Rule, 0, len(r.Alternatives))
	for _, a := range r.Alternatives {
		rules = append(rules, a.Rule)
	}
	return rules
}

// namesIn lists what may be a name in a formula: plain words, and what is quoted.
func namesIn(formula string) map[string]bool {
	names := map[string]bool{}
	for n, piece := range strings.Split(formula, `"`) {
		if n%2 == 1 {
			names[piece] = true
			continue
		}
		for _, word := range strings.FieldsFunc(piece, func(r rune) bool { return strings.ContainsRune(" \t\r\n+-*/()<>=!&|?:,", r) }) {
			names[word] = true
		}
	}
	return names
}

// alternatives says each rule with whom it is for, in order.
func (r ruleWords) alternatives() []string {
	said := []string{r.say("alternatives")}
	for n, a := range r.i.Rule.Alternatives {
		inside := r
		inside.i.Rule = a.Rule
		said = append(said, r.say("alternative", "Place", strconv.Itoa(n+1), "Whom", r.whom(a.Applies), "Rule", strings.Join(inside.whole(), " ")))
	}
	return said
}

// whom says which units an alternative is for.
func (r ruleWords) whom(a reform.Applicability) string {
	var said []string
	if len(a.Groups) > 0 {
		said = append(said, r.say("whom.groups", "Groups", strings.Join(a.Groups, ", ")))
	}
	if a.Figure != "" {
		said = append(said, r.say("whom.figure", "Figure", r.title(a.Figure)))
	}
	if len(said) == 0 {
		return r.say("whom.others")
	}
	return strings.Join(said, ", ")
}
