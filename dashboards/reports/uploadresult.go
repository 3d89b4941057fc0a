package reports

import (
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Handed is what became of something that was handed in.
type Handed struct {
	Upload      reform.Upload
	Difference  *reform.Difference  // what it would change; nil: it waits for nobody
	Report      *reform.Report      // the version it has become; nil: none
	Versions    []reform.Report     // of the report, newest first, without Values
	Attachments []reform.Attachment // that came with it
	Carried     int                 // answers of a refused file that can be moved to the right form
	Same        bool                // the very bytes received before: nothing was changed
	Turned      Turned
}

// Turned is why a decision about an upload was not carried out.
type Turned string

const (
	NotTurned  Turned = ""
	Overtaken  Turned = "overtaken" // somebody has saved another version meanwhile
	NothingOut Turned = "nothing"   // nothing was chosen
)

// Outcome is what has become of an upload.
type Outcome string

const (
	Waits      Outcome = "waits"    // it would change the draft
	Idle       Outcome = "idle"     // it was read, and changes nothing
	Accepted   Outcome = "accepted" // it has become a version
	Refusal    Outcome = "refused"  // nothing could be read
	Repetition Outcome = "same"
)

// UploadResult says what was read, what it would change, and what is to be mended.
type UploadResult struct {
	frame.Head
	File        string
	Facts       string // size, when, by whom
	SHA256      string
	Original    string // address of the file as received; empty: it was typed into a page
	Marked      string // address of the file with its mistakes marked; empty: there is nothing to mark
	Carried     string // address of the right form with what could be moved; empty: nothing
	CarriedSays string
	Entry       string // address of the page on which it was typed; empty: it is a file
	Workspace   string
	Action      string // where the mended workbook goes
	ReadOnly    bool
	Outcome     Outcome
	Good        bool   // nothing is to be mended
	Turned      string // why the decision was not carried out; empty: nothing was decided
	Lead        string // the result in a sentence
	Then        string // what that means, and what to do
	Counts      []FindingCount
	Score       *ScoreChange
	Difference  *DifferencePart
	First       []frame.FindingGroup // what is to be mended, before what may be kept
	Later       []frame.FindingGroup
	Attachments []AttachmentRow
	Limits      string
}

// FindingCount leads to the findings of one group.
type FindingCount struct {
	Number string
	Says   string
	URL    string // empty: there are none
	Alert  bool
}

// NewUploadResult makes the result.
func NewUploadResult(v frame.Voice, desk Desk, h Handed) UploadResult {
	u, title := h.Upload, v.Say("page.upload.title", "File", h.Upload.Name)
	if u.Name == "" {
		title = v.Say("page.upload.title.typed")
	}
	page := UploadResult{
		Head: deskHead(v, desk, desk.phase(v.Now), title, above(v, desk)...),
		File: v.UploadName(u), SHA256: u.SHA256,
		Facts:     v.Say("page.upload.facts", "Size", v.Size(u.Size), "At", v.Moment(u.At), "By", desk.person(u.By)),
		Workspace: frame.ReportURL(desk.Cycle.ID, desk.Unit.ID, desk.Source), Action: desk.action("/report"),
		ReadOnly: desk.ReadOnly || desk.phase(v.Now) != reform.Open, Limits: v.Say("page.report.limits"),
		Attachments: attachmentRows(v, desk, h.Attachments),
	}
	findings := u.Findings
	if h.Difference != nil {
		findings = h.Difference.Findings
	}
	page.Outcome = outcomeOf(h)
	found := v.FindingGroups(findings, h.fields(desk))
	page.First, page.Later = urgent(found)
	page.Good = page.Outcome != Refusal && !frame.HasFinding(findings, reform.Error)
	page.links(h, findings, desk)
	page.Counts = findingCounts(v, desk, h, findings, found)
	if h.Difference != nil && len(h.Difference.Alterations) > 0 {
		page.Difference, page.Score = difference(v, desk, h), scoreChange(v, desk, *h.Difference)
	}
	page.Lead, page.Then = uploadLead(v, desk, h, findings, page)
	page.Turned = turnedSays(v, desk, h)
	if h.Carried > 0 {
		page.Carried = frame.UploadURL(u.ID) + "/carried.xlsx"
		page.CarriedSays = v.Say("page.upload.carried", "Count", h.Carried)
	}
	return page
}

// links are the ways to look at what came in, and to mend it.
func (p *UploadResult) links(h Handed, findings []reform.Finding, desk Desk) {
	u := h.Upload
	if u.Name == "" {
		if !p.ReadOnly {
			p.Entry = desk.entry(u.ID, "")
		}
		return
	}
	p.Original = frame.UploadURL(u.ID) + "/file"
	inCell := func(f reform.Finding) bool { return f.Cell != "" && f.Severity != reform.Note }
	if p.Outcome != Refusal && slices.ContainsFunc(findings, inCell) {
		p.Marked = frame.UploadURL(u.ID) + "/marked.xlsx"
	}
}

// fields are the addresses of the fields into which what was handed in was typed; nil: it
// is a file.
func (h Handed) fields(desk Desk) func(figure string) string {
	if h.Upload.Name != "" {
		return nil
	}
	return func(figure string) string {
		if desk.ReadOnly {
			return ""
		}
		return desk.entry(h.Upload.ID, figure)
	}
}

func outcomeOf(h Handed) Outcome {
	switch {
	case h.Same:
		return Repetition
	case h.Upload.Refused():
		return Refusal
	case h.Difference == nil:
		return Accepted
	case len(h.Difference.Alterations) == 0:
		return Idle
	}
	return Waits
}

// uploadLead says in a sentence what happened, and in another what comes next.
func uploadLead(v frame.Voice, desk Desk, h Handed, findings []reform.Finding, page UploadResult) (lead, then string) {
	read := countRead(desk, findings)
	lead = v.Say("page.upload.lead", "File", page.File, "Read", v.Count(read), "Count", read)
	if h.Upload.Name == "" {
		lead = v.Say("page.upload.lead.typed")
	}
	switch page.Outcome {
	case Repetition:
		return v.Say("page.upload.lead.same"), ""
	case Refusal:
		return v.Say("page.upload.lead.refused", "File", page.File), ""
	case Accepted:
		if r := h.Report; r != nil {
			return lead, v.Say("page.upload.then.accepted", "Version", v.Count(r.Version), "At", v.Moment(r.SavedAt), "By", desk.person(r.SavedBy))
		}
		return lead, ""
	case Idle:
		switch {
		case frame.HasFinding(findings, reform.Error):
			return lead, v.Say("page.upload.then.errors")
		case read == 0 && h.Upload.Name != "":
			return lead, v.Say("page.upload.then.empty")
		}
		return lead, v.Say("page.upload.then.idle")
	case Waits:
		if desk.phase(v.Now) != reform.Open {
			return lead, v.Say("page.upload.then.closed")
		}
		if desk.ReadOnly {
			return lead, v.Say("page.upload.then.read_only")
		}
	}
	return lead, v.Say("page.upload.then.waits")
}

// turnedSays says why a decision was not carried out, and what holds now.
func turnedSays(v frame.Voice, desk Desk, h Handed) string {
	switch h.Turned {
	case Overtaken:
		if len(h.Versions) > 0 {
			r := h.Versions[0]
			return v.Say("page.upload.overtaken", "By", desk.person(r.SavedBy), "Version", v.Count(r.Version), "At", v.Moment(r.SavedAt))
		}
	case NothingOut:
		return v.Say("page.upload.nothing_chosen")
	case NotTurned:
	}
	return ""
}

// countRead counts the figures of which something could be read and kept.
func countRead(desk Desk, findings []reform.Finding) int {
	silent := map[string]bool{}
	for _, f := range findings {
		if f.Severity == reform.Error || f.Problem == reform.Blank || f.Problem == reform.MissingRow {
			silent[f.Figure] = true
		}
	}
	n := 0
	for _, g := range desk.Framework.FiguresOf(desk.Source) {
		if !silent[g.ID] {
			n++
		}
	}
	return n
}

func countBlank(findings []reform.Finding) int {
	n := 0
	for _, f := range findings {
		if f.Problem == reform.Blank || f.Problem == reform.MissingRow {
			n++
		}
	}
	return n
}

// urgent parts the groups into those that stand in the way and the rest.
func urgent(found []frame.FindingGroup) (first, later []frame.FindingGroup) {
	at := slices.IndexFunc(found, func(g frame.FindingGroup) bool {
		return g.ID != string(frame.RefusedFindings) && g.ID != string(frame.WrongFindings)
	})
	if at < 0 {
		return found, nil
	}
	return found[:at], found[at:]
}

// findingCounts says how much was read, and how much of what is to be done.
func findingCounts(v frame.Voice, desk Desk, h Handed, findings []reform.Finding, found []frame.FindingGroup) []FindingCount {
	if outcome := outcomeOf(h); outcome == Refusal || outcome == Repetition {
		return nil
	}
	count := func(kind string, n int) FindingCount {
		return FindingCount{Number: v.Count(n), Says: v.Say("page.upload.count."+kind, "Count", n)}
	}
	var counts []FindingCount
	if h.Upload.Name != "" {
		counts = append(counts, count("read", countRead(desk, findings)))
	} else if h.Difference != nil {
		counts = append(counts, count("typed", len(h.Difference.Alterations)))
	}
	for _, kind := range []frame.FindingKind{frame.WrongFindings, frame.DoubtfulFindings, frame.ReviewFindings, frame.BlankFindings} {
		one := count(string(kind), 0)
		if at := slices.IndexFunc(found, func(g frame.FindingGroup) bool { return g.ID == string(kind) }); at >= 0 {
			one = count(string(kind), len(found[at].Findings))
			one.URL, one.Alert = "#"+found[at].ID, kind == frame.WrongFindings
		} else if kind == frame.ReviewFindings || kind == frame.BlankFindings {
			continue
		}
		counts = append(counts, one)
	}
	return counts
}
