package locale

import (
	"maps"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// Fact is one thing that is said of a framework as a whole.
type Fact struct{ Name, Says string }

// Method says how a framework turns points into a total, ranks and grades: what
// stands above its indicators in the annex of a decision.
func Method(l reform.Language, f *reform.Framework) []Fact {
	var facts []Fact
	add := func(name, says string) {
		if says != "" {
			facts = append(facts, Fact{Say(l, "method."+name), says})
		}
	}
	then := NotApplicable(l, f, f.NotApplicable)
	add("framework", edition(l, f))
	add("origin", f.Origin.In(l))
	add("replaces", f.Replaces)
	add("total", Total(l, f))
	add("rounding", Rounding(l, f))
	add("not_applicable", Say(l, "method.not_applicable.then", "Then", then))
	add("missing", Say(l, "method.missing.then", "Then", Missing(l, f.WhenMissing(reform.Indicator{}))))
	add("ranking", RanksOf(l, f))
	add("grades", grades(l, f))
	add("grades_note", f.GradesNote.In(l))
	return facts
}

func edition(l reform.Language, f *reform.Framework) string {
	said := f.Title.In(l) + " (" + f.ID + ")"
	if f.Max > 0 {
		said = Say(l, "method.most", "Edition", said, "Max", points(l, f.Max))
	}
	return said
}

// RanksOf says how a framework's totals become ranks, and who is ranked.
func RanksOf(l reform.Language, f *reform.Framework) string {
	said := Ranks(l, f.Ranks)
	if f.Coverage != "" {
		said += " " + Say(l, "ranks.coverage", "Share", share(l, f.Coverage))
	}
	return said
}

func grades(l reform.Language, f *reform.Framework) string {
	said := make([]string, 0, len(f.Grades))
	for _, g := range f.Grades {
		said = append(said, Say(l, "method.grade", "Grade", g.Title.In(l), "Points", points(l, g.From)))
	}
	return strings.Join(said, "; ")
}

// Whole says how an area comes to its score, and whether it counts in the maximum.
func Whole(l reform.Language, a reform.Area) string {
	if a.Outside {
		return Say(l, "method.outside") + " " + Combine(l, a)
	}
	return Combine(l, a)
}

// Weight says what a part weighs in an area; empty where points add up.
func Weight(l reform.Language, a reform.Aggregation, weight reform.Decimal) string {
	if a.Adds() {
		return ""
	}
	if weight == "" {
		weight = "1"
	}
	return Say(l, "method.weight", "Weight", Number(l, weight))
}

// Example says what a worked example is given and what it earns.
func Example(l reform.Language, f *reform.Framework, e reform.Example) string {
	w := Worked(l, f, e)
	said := Say(l, "method.example", "Given", strings.Join(w.Given, ", "), "Outcome", w.Outcome)
	if w.Note != "" {
		said += " (" + w.Note + ")"
	}
	return said
}

// WorkedExample is an example in words: what is given, one thing a line, and what it
// earns.
type WorkedExample struct {
	Given   []string
	Outcome string
	Note    string
}

// Worked puts an example into words.
func Worked(l reform.Language, f *reform.Framework, e reform.Example) WorkedExample {
	r := ruleWords{l: l, f: f}
	w := WorkedExample{Outcome: Say(l, "state."+string(e.State)), Note: e.Note.In(l)}
	for _, id := range slices.Sorted(maps.Keys(e.Given)) {
		figure, _ := f.Figure(id)
		text, absence := e.Given[id], reform.Present
		if slices.Contains(reform.Absences, reform.Absence(text)) {
			text, absence = "", reform.Absence(text)
		}
		w.Given = append(w.Given, r.title(id)+" = "+Value(l, figure, text, absence))
	}
	if len(e.Others) > 0 {
		var others []string
		for _, other := range e.Others {
			others = append(others, Number(l, other))
		}
		w.Given = append(w.Given, Say(l, "method.example.others", "Others", strings.Join(others, "; ")))
	}
	if e.Factor != "" {
		w.Given = append(w.Given, Say(l, "method.example.factor", "Share", share(l, e.Factor)))
	}
	if e.Group != "" {
		w.Given = append(w.Given, r.say("whom.groups", "Groups", e.Group))
	}
	if earned := e.Earns.Rat(); earned != nil {
		w.Outcome = pointsOf(l, earned)
	}
	return w
}

// Change says what became of indicators of the edition before.
func Change(l reform.Language, c reform.Change) string {
	said := Say(l, "change."+string(c.Kind))
	switch {
	case len(c.From) > 0 && len(c.To) > 0:
		said = strings.Join(c.From, ", ") + " → " + strings.Join(c.To, ", ") + ": " + said
	case len(c.From)+len(c.To) > 0:
		said = strings.Join(slices.Concat(c.From, c.To), ", ") + ": " + said
	}
	if note := c.Note.In(l); note != "" {
		said += " (" + note + ")"
	}
	return said
}
