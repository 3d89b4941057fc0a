// Package workbook writes the blank report form as .xlsx and reads a report back.
//
// Its one rule: nothing a person typed is guessed or lost. A cell is read right,
// or it is named with what stands there and how to mend it. The layout of the
// form is known to sheet.go alone.
package workbook

import (
	"fmt"
	"slices"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Form is what a report form says before anybody fills it in. The cycle's times
// are written in the time zone they carry.
type Form struct {
	Framework reform.Framework
	Cycle     reform.Cycle
	Unit      reform.Unit
	Group     reform.PeerGroup
	Source    reform.Source
	Language  reform.Language
	Values    []reform.Value // already known; they stand in the form's cells
	Version   int            // of the report whose Values they are; 0: none
	Last      Last
	Expected  *reform.Scorecard // what Values would earn; nil: not worked out
	Known     []reform.Value    // of the other sources, as they were last submitted
	Key       []byte            // signs the form's identity; nil: neither signed nor asked for
}

// Last is what the unit's own report said a period ago, and what it earned.
type Last struct {
	Period    reform.Period
	Framework *reform.Framework // of that period; nil: there was none
	Values    []reform.Value
	Scorecard *reform.Scorecard // nil: not scored
}

// check refuses a form that asks nothing: handing it out would be our mistake.
func (f Form) check() error {
	asks := func(g reform.Figure) bool { return g.Source == f.Source }
	if !slices.ContainsFunc(f.Framework.Figures, asks) {
		return fmt.Errorf("framework %q asks nothing of source %q", f.Framework.ID, f.Source)
	}
	return nil
}

func (f Form) say(key string, pairs ...any) string {
	return locale.Say(f.Language, "workbook."+key, pairs...)
}

// value is what is already known of a figure; the zero value is an unknown one.
func (f Form) value(figure string) reform.Value {
	for _, v := range f.Values {
		if v.Figure == figure {
			return v
		}
	}
	return reform.Value{Figure: figure, Absence: reform.NotReported}
}

// blank is one value for each figure of the source, with nothing reported.
func (f Form) blank() []reform.Value {
	values := make([]reform.Value, 0, len(f.Framework.Figures))
	for i := range f.Framework.Figures {
		g := &f.Framework.Figures[i]
		if g.Source != f.Source {
			continue
		}
		values = append(values, reform.Value{
			Cycle: f.Cycle.ID, Unit: f.Unit.ID, Source: f.Source, Figure: g.ID, Absence: reform.NotReported,
		})
	}
	return values
}

// section is the figures under one heading.
type section struct {
	heading string
	figures []reform.Figure
}

// sections groups the source's figures: those of no area first, under a general
// heading, then area by area as the framework lists them.
func (f Form) sections() []section {
	byArea := map[string][]reform.Figure{}
	areas := f.Framework.AllAreas()
	known := map[string]bool{}
	for _, a := range areas {
		known[a.ID] = true
	}
	for _, g := range f.Framework.FiguresOf(f.Source) {
		area := g.Section
		if !known[area] {
			area = ""
		}
		byArea[area] = append(byArea[area], g)
	}
	sections := []section{{f.say("general"), byArea[""]}}
	for _, a := range areas {
		sections = append(sections, section{a.Title.In(f.Language), byArea[a.ID]})
	}
	return slices.DeleteFunc(sections, func(s section) bool { return len(s.figures) == 0 })
}
