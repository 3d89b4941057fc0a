package reports

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Sheet is what stands in the fields of an entry page.
type Sheet struct {
	Report    reform.Report // the version that is typed over; Version 0: none
	Period    reform.Period // the one before
	Before    []reform.Value
	Typed     map[string]string // what was typed before, by figure; nil: nothing
	Findings  []reform.Finding  // about that
	Unchanged bool              // it was sent, and nothing in it was changed
}

// Entry is where an officer types a report in. What comes of it is an upload
// like any other.
type Entry struct {
	frame.Head
	SourceSays string
	Deadline   string
	DueSoon    bool
	Over       string // which version is typed over
	Action     string
	Version    int
	Open       bool
	Workspace  string
	Form       string
	Period     string // the one before; empty: there was none
	Unchanged  bool
	Problems   []frame.Link
	Areas      []EntryArea
	Limits     string
}

// EntryArea is the fields of one area.
type EntryArea struct {
	ID     string
	Title  string
	Fields []EntryField
}

// EntryField is one figure that is typed in.
type EntryField struct {
	ID        string
	Name      string
	Label     string
	Help      string
	Unit      string
	Last      string // a period ago; empty: nothing was reported
	Value     string
	Mode      string // which keys a telephone shows
	Options   []EntryOption
	Excusable bool     // "not applicable" is an answer
	Wrong     []string // what was found in it
}

// EntryOption is one answer to a choice.
type EntryOption struct {
	Value  string
	Text   string
	Chosen bool
}

// NewEntry makes the page.
func NewEntry(v frame.Voice, desk Desk, sheet Sheet) Entry {
	phase := desk.phase(v.Now)
	page := Entry{
		Head:       deskHead(v, desk, phase, v.Say("page.entry.title", "Unit", v.Words(desk.Unit.Name())), above(v, desk)...),
		SourceSays: v.Say("page.report.source", "Source", v.Say("source."+string(desk.Source))),
		Deadline:   v.Deadline(desk.Cycle, v.Now), DueSoon: dueSoon(desk.Cycle, v.Now),
		Over: v.Say("page.entry.over.none"), Action: desk.action("/entry"), Version: sheet.Report.Version, Open: phase == reform.Open,
		Workspace: frame.ReportURL(desk.Cycle.ID, desk.Unit.ID, desk.Source), Form: frame.FormURL(desk.Cycle.ID, desk.Unit.ID, desk.Source),
		Unchanged: sheet.Unchanged, Limits: v.Say("page.report.evidence.limits"),
	}
	if r := sheet.Report; r.Version > 0 {
		page.Over = v.Say("page.entry.over", "Version", v.Count(r.Version), "At", v.Moment(r.SavedAt), "By", desk.person(r.SavedBy))
	}
	if len(sheet.Before) > 0 {
		page.Period = v.Period(sheet.Period)
	}
	for _, a := range v.ByArea(desk.Framework, desk.Source) {
		area := EntryArea{ID: a.ID, Title: a.Title}
		for _, g := range a.Figures {
			field := entryField(v, g, sheet)
			if len(field.Wrong) > 0 {
				page.Problems = append(page.Problems, frame.Link{Text: field.Label, URL: "#" + field.ID, Note: field.Wrong[0]})
			}
			area.Fields = append(area.Fields, field)
		}
		page.Areas = append(page.Areas, area)
	}
	return page
}

func entryField(v frame.Voice, g reform.Figure, sheet Sheet) EntryField {
	value, _ := sheet.Report.Value(g.ID)
	field := EntryField{
		ID: frame.FieldID(g.ID), Name: "figure." + g.ID, Label: v.Words(g.Title), Help: v.Words(g.Help), Unit: counted(v, g),
		Value: Typed(v.Language, g, value), Mode: modeOf(g), Excusable: g.Optional,
	}
	if last, ok := (reform.Report{Values: sheet.Before}).Value(g.ID); ok && last.Absence != reform.NotReported {
		field.Last = v.Value(g, last.Text, last.Absence)
	}
	if typed, ok := sheet.Typed[g.ID]; ok {
		field.Value = typed
	}
	for _, f := range sheet.Findings {
		if f.Figure == g.ID && f.Severity == reform.Error {
			text, mend := locale.Finding(v.Language, f)
			field.Wrong = append(field.Wrong, text+" "+mend)
		}
	}
	if g.Kind == reform.Choice {
		field.Options = entryOptions(v, g, field.Value)
	}
	return field
}

// counted is what a figure is counted in, or how a day is written.
func counted(v frame.Voice, g reform.Figure) string {
	if g.Kind == reform.Date {
		return v.Say("page.entry.day")
	}
	return v.Words(g.Unit)
}

// entryOptions are the answers to a choice. An answer that is none of them stays as it
// was typed.
func entryOptions(v frame.Voice, g reform.Figure, value string) []EntryOption {
	options := []EntryOption{{Text: v.Say("page.entry.choose")}}
	for _, o := range g.Options {
		options = append(options, EntryOption{Value: o.ID, Text: v.Words(o.Title)})
	}
	if g.Optional {
		says := v.Say("workbook.not_applicable")
		options = append(options, EntryOption{Value: says, Text: says})
	}
	for n := range options {
		if options[n].Value == value {
			options[n].Chosen = true
			return options
		}
	}
	return append(options, EntryOption{Value: value, Text: value, Chosen: true})
}

// modeOf chooses the keys that a telephone shows. Its figures alone write neither a
// minus nor that something does not apply.
func modeOf(g reform.Figure) string {
	switch {
	case g.Optional || g.Kind == reform.Date || strings.HasPrefix(string(g.Least), "-"):
		return "text"
	case g.Kind == reform.Count:
		return "numeric"
	}
	return "decimal"
}

// Typed writes a value as a person would type it into a field: numbers without marks
// between thousands, which could be read in two ways.
func Typed(l reform.Language, g reform.Figure, value reform.Value) string {
	switch value.Absence {
	case reform.NotReported:
		return ""
	case reform.NotApplicable, reform.NoPractice:
		return locale.Say(l, "workbook."+string(value.Absence))
	case reform.Present:
	}
	switch g.Kind {
	case reform.Choice:
		return value.Text
	case reform.Date:
		if year, rest, ok := strings.Cut(value.Text, "-"); ok {
			month, day, _ := strings.Cut(rest, "-")
			return day + "/" + month + "/" + year
		}
	case reform.Count, reform.Number, reform.Percentage:
		if l == reform.Vietnamese {
			return strings.Replace(value.Text, ".", ",", 1)
		}
	}
	return value.Text
}
