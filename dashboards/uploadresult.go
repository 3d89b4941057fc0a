package dashboards

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Novelty says whether an upload brought anything new.
type Novelty bool

const (
	NewFile  Novelty = true
	SameFile Novelty = false // the very bytes received before: nothing was changed
)

// UploadResult says whether a workbook got in, and what is to be mended.
type UploadResult struct {
	Head
	Unit      Link
	File      string
	Facts     string // size, when, by whom
	SHA256    string
	Original  string // address of the file as received
	Workspace string
	Action    string // where the mended workbook goes
	ReadOnly  bool
	Refused   bool // nothing was read
	Same      bool
	Version   string
	Taken     string // values taken
	Errors    string
	Warnings  string
	Notes     string
	HasErrors bool
	Lead      string // the result in a sentence
	Groups    []FindingGroup
	Limits    string
}

// FindingGroup is the findings of one severity.
type FindingGroup struct {
	Severity reform.Severity
	Says     string
	Count    string
	Findings []FindingLine
}

// FindingLine is one finding as a person reads it.
type FindingLine struct {
	Origin string
	Label  string
	Found  string
	Text   string
	Mend   string
}

// NewUploadResult makes the result. The report is the draft the upload made, with
// Values; nil when nothing could be read.
func NewUploadResult(v Voice, desk Desk, upload reform.Upload, report *reform.Report, novelty Novelty) UploadResult {
	base := unitURL(desk.Cycle.ID, desk.Unit.ID)
	workspace := Link{Text: v.Say("page.report.crumb"), URL: reportURL(desk.Cycle.ID, desk.Unit.ID, desk.Source)}
	page := UploadResult{
		Head: v.deskHead(desk, desk.Cycle.Phase(v.Now), v.Say("page.upload.title", "File", upload.Name),
			Link{Text: v.Words(desk.Unit.Name()), URL: base}, workspace),
		Unit: Link{Text: v.Words(desk.Unit.Name()), URL: base},
		File: upload.Name, SHA256: upload.SHA256, Original: uploadURL(upload.ID) + "/file",
		Facts:     v.Say("page.upload.facts", "Size", v.Size(upload.Size), "At", v.Moment(upload.At), "By", upload.By),
		Workspace: workspace.URL, Action: desk.action("/report"), ReadOnly: desk.ReadOnly,
		Refused: report == nil, Same: novelty == SameFile, Limits: v.Say("page.report.limits"),
	}
	page.Groups = v.findingGroups(upload.Findings)
	count := countSeverities(upload.Findings)
	page.Errors, page.Warnings, page.Notes = v.Count(count[reform.Error]), v.Count(count[reform.Warning]), v.Count(count[reform.Note])
	page.HasErrors = count[reform.Error] > 0
	taken := 0
	if report != nil {
		page.Version = v.Count(report.Version)
		taken = countTaken(report)
	}
	page.Taken = v.Count(taken)
	page.Lead = v.uploadLead(page, upload.Findings, taken)
	return page
}

// uploadLead says first what stands in the way. Blank cells are no mistake, yet
// whoever left them must not read that all is there.
func (v Voice) uploadLead(page UploadResult, findings []reform.Finding, taken int) string {
	count, blank := countSeverities(findings), countBlank(findings)
	switch {
	case page.Same:
		return v.Say("page.upload.lead.same")
	case page.Refused:
		return v.Say("page.upload.lead.refused")
	case taken == 0 && count[reform.Error] == 0:
		return v.Say("page.upload.lead.nothing")
	case count[reform.Error] > 0:
		return v.Say("page.upload.lead.errors", "Taken", v.Count(taken), "Errors", v.Count(count[reform.Error]))
	case count[reform.Warning] > 0:
		return v.Say("page.upload.lead.warnings", "Taken", v.Count(taken), "Warnings", v.Count(count[reform.Warning]))
	case blank > 0:
		return v.Say("page.upload.lead.blank", "Taken", v.Count(taken), "Count", blank)
	}
	return v.Say("page.upload.lead.clean", "Taken", v.Count(taken))
}

// countTaken counts the figures that say something: a value, or that they do not
// apply.
func countTaken(r *reform.Report) int {
	n := 0
	for _, value := range r.Values {
		if value.Absence != reform.NotReported {
			n++
		}
	}
	return n
}

func countBlank(findings []reform.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Problem == reform.Blank {
			n++
		}
	}
	return n
}

func countSeverities(findings []reform.Finding) map[reform.Severity]int {
	count := map[reform.Severity]int{}
	for _, f := range findings {
		count[f.Severity]++
	}
	return count
}

// findingGroups puts what stands most in the way first.
func (v Voice) findingGroups(findings []reform.Finding) []FindingGroup {
	var groups []FindingGroup
	for _, severity := range []reform.Severity{reform.Refused, reform.Error, reform.Warning, reform.Note} {
		group := FindingGroup{Severity: severity, Says: v.Say("severity." + string(severity))}
		for _, f := range findings {
			if f.Severity != severity {
				continue
			}
			text, mend := locale.Finding(v.Language, f)
			origin, found := f.Origin.String(), f.Found
			if origin == "" {
				origin, found = v.Say("page.upload.whole_file"), "" // a word of ours, which the text says in the reader's language
			}
			group.Findings = append(group.Findings, FindingLine{Origin: origin, Label: v.Words(f.Label), Found: found, Text: text, Mend: mend})
		}
		if len(group.Findings) > 0 {
			group.Count = v.Count(len(group.Findings))
			groups = append(groups, group)
		}
	}
	return groups
}
