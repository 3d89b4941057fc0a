package frame

import (
	"slices"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// FindingGroup is the findings of one kind.
type FindingGroup struct {
	ID       string
	Says     string
	Count    string
	Folded   bool
	Findings []FindingLine
}

// FindingLine is one finding as a person reads it.
type FindingLine struct {
	Origin string
	Field  string // address of the field it was typed into; empty: it stands in a file
	Label  string
	Found  string
	Text   string
	Mend   string
}

// FindingKind is the kind of finding that a person does one thing about.
type FindingKind string

const (
	RefusedFindings  FindingKind = "refused"
	WrongFindings    FindingKind = "error"
	DoubtfulFindings FindingKind = "reason" // to be explained when the report is submitted
	ReviewFindings   FindingKind = "warning"
	BlankFindings    FindingKind = "blank"
	NotedFindings    FindingKind = "note"
)

// findingKinds lists every group, what stands most in the way first.
var findingKinds = []FindingKind{RefusedFindings, WrongFindings, DoubtfulFindings, ReviewFindings, BlankFindings, NotedFindings}

func kindOf(f reform.Finding) FindingKind {
	switch f.Severity {
	case reform.Refused:
		return RefusedFindings
	case reform.Error:
		return WrongFindings
	case reform.Warning, reform.Note:
	}
	switch {
	case f.Problem.Justified():
		return DoubtfulFindings
	case f.Problem == reform.Blank:
		return BlankFindings
	case f.Severity == reform.Note:
		return NotedFindings
	}
	return ReviewFindings
}

// FindingGroups groups what was found. field is the address of the field into which a
// figure was typed, empty where the reader may not go there; nil: all stands in a file.
func (v Voice) FindingGroups(findings []reform.Finding, field func(figure string) string) []FindingGroup {
	var found []FindingGroup
	for _, kind := range findingKinds {
		g := FindingGroup{ID: string(kind), Says: v.Say("page.upload.group." + string(kind)), Folded: kind == BlankFindings || kind == NotedFindings}
		for _, f := range findings {
			if kindOf(f) == kind {
				g.Findings = append(g.Findings, v.FindingLine(f, field))
			}
		}
		if len(g.Findings) > 0 {
			g.Count = v.Count(len(g.Findings))
			found = append(found, g)
		}
	}
	return found
}

// FindingLine says one finding; field is as for FindingGroups.
func (v Voice) FindingLine(f reform.Finding, field func(figure string) string) FindingLine {
	text, mend := locale.Finding(v.Language, f)
	line := FindingLine{Origin: f.Origin.String(), Label: v.Words(f.Label), Found: f.Found, Text: text, Mend: mend}
	switch {
	case f.LeftOut():
		line.Origin = v.Say("page.report.evidence.title")
	case field != nil:
		line.Origin, line.Field = v.Say("page.upload.field"), field(f.Figure)
	case line.Origin == "" && f.Figure == "":
		line.Origin, line.Found = v.Say("page.upload.whole_file"), "" // a word of ours, which the text says in the reader's language
	case line.Origin == "":
		line.Origin = v.Say("page.upload.draft")
	}
	return line
}

// HasFinding reports whether one of the findings is of a severity.
func HasFinding(findings []reform.Finding, s reform.Severity) bool {
	return slices.ContainsFunc(findings, func(f reform.Finding) bool { return f.Severity == s })
}
