package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// textWriter writes a block a file, for people.
type textWriter struct {
	w        io.Writer
	language reform.Language
	before   bool // reports are to be held against the period before
	begun    bool
	unsigned bool // a form was read whose signature nobody looked at
}

func (t *textWriter) say(key string, pairs ...any) string {
	return locale.Say(t.language, "checked."+key, pairs...)
}

func (t *textWriter) file(f checked) error {
	var lines []string
	if t.begun {
		lines = append(lines, "")
	}
	t.begun = true
	t.unsigned = t.unsigned || f.Form.Unit.ID != "" && f.Recipe == ""
	lines = append(append(lines, f.name), t.head(&f)...)
	if f.Recipe == "" {
		lines = t.findings(lines, "  ", f.Findings)
	} else {
		lines = t.units(lines, &f)
	}
	return t.print(lines)
}

// end says once what nobody looked at.
func (t *textWriter) end() error {
	if !t.unsigned {
		return nil
	}
	return t.print([]string{"", t.say("unsigned")})
}

func (t *textWriter) print(lines []string) error {
	for i, line := range lines {
		lines[i] = printed(line) + "\n"
	}
	_, err := io.WriteString(t.w, strings.Join(lines, ""))
	return err
}

// head says whose file it is and how it fared.
func (t *textWriter) head(f *checked) []string {
	var lines []string
	add := func(key, name, id string) {
		if id != "" {
			lines = append(lines, "  "+t.say(key, "What", called(name, id)))
		}
	}
	if f.failure != "" {
		lines = append(lines, "  "+locale.Say(t.language, "severity.refused")+": "+f.failure)
	}
	form := &f.Form
	add("unit", form.Unit.Name().In(t.language), form.Unit.ID)
	add("cycle", cmp.Or(t.period(form.Cycle.Period), f.Period), form.Cycle.ID)
	add("framework", form.Framework.Title.In(t.language), form.Framework.ID)
	add("recipe", "", f.Recipe)
	if len(f.Values) > 0 {
		lines = append(lines, "  "+t.say("read", "Read", f.taken(), "Asked", len(f.Values)))
	}
	if len(f.Values) > 0 && f.Recipe == "" {
		lines = append(lines, "  "+t.expected(f))
		if t.before && f.Before == "" {
			lines = append(lines, "  "+t.say("before.none"))
		}
		add("before", "", t.period(f.Before))
	}
	add("marked", "", f.marked)
	return lines
}

// called is a thing by its name and id, or by the id alone.
func called(name, id string) string {
	if name == "" || name == id {
		return id
	}
	return name + " (" + id + ")"
}

func (t *textWriter) period(p reform.Period) string {
	if p == "" {
		return ""
	}
	return locale.Period(t.language, p)
}

// expected says what the report would earn, and what is not in that.
func (t *textWriter) expected(f *checked) string {
	if f.Card == nil {
		return t.say("expected.unknown")
	}
	e := f.expected()
	var without []string
	for _, part := range []struct {
		key   string
		count int
	}{{"expected.not_submitted", e.NotSubmitted}, {"expected.under_review", e.UnderReview}} {
		if part.count > 0 {
			without = append(without, t.say(part.key, "Count", part.count))
		}
	}
	left := ""
	if len(without) > 0 {
		left = " (" + t.say("expected.without", "What", strings.Join(without, ", ")) + ")"
	}
	if e.Total == "" {
		return t.say("expected.none") + left
	}
	total := locale.Fraction(t.language, f.Card.Exact.Rat(), reform.PointDecimals)
	if most := f.Form.Framework.Max; most != 0 {
		total += "/" + locale.Number(t.language, most.Decimal())
	}
	return t.say("expected", "Total", total) + left
}

// findings says of each what is wrong, and beneath it how to mend it.
func (t *textWriter) findings(lines []string, indent string, found []reform.Finding) []string {
	for _, f := range found {
		text, mend := locale.Finding(t.language, f)
		line := indent + locale.Say(t.language, "severity."+string(f.Severity))
		if place := f.Origin.String(); place != "" {
			line += " " + place
		}
		if label := f.Label.In(t.language); label != "" {
			line += " " + label
		}
		lines = append(lines, line+": "+text, indent+"    "+mend)
	}
	return lines
}

// units says of each unit in a form by recipe what was read and what is wrong, and then
// what is wrong with the rest.
func (t *textWriter) units(lines []string, f *checked) []string {
	of := func(unit string) (found []reform.Finding) {
		for _, g := range f.Findings {
			if f.unitOf(g) == unit {
				found = append(found, g)
			}
		}
		return found
	}
	said := map[string]bool{}
	for _, v := range f.Values {
		if said[v.Unit] {
			continue
		}
		said[v.Unit] = true
		if v.Unit != "" {
			lines = append(lines, "  "+t.say("unit", "What", called(f.Names[v.Unit].In(t.language), v.Unit)))
		}
		for _, own := range f.Values {
			if own.Unit == v.Unit {
				lines = append(lines, "    "+t.value(f, own))
			}
		}
		if v.Unit != "" {
			lines = t.findings(lines, "    ", of(v.Unit))
		}
	}
	return t.findings(lines, "  ", of(""))
}

// value is what was read for a figure, and where.
func (t *textWriter) value(f *checked, v reform.Value) string {
	g, _ := f.Form.Framework.Figure(v.Figure)
	return fmt.Sprintf("%s = %s  %s  %s", v.Figure, locale.Value(t.language, g, v.Text, v.Absence), v.Origin, g.Title.In(t.language))
}
