package reports

import (
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Papers is what lies on the desk.
type Papers struct {
	Latest      *reform.Report      // newest version, with Values; nil: nothing yet
	Submitted   *reform.Report      // newest submitted version; nil: none
	Expected    *reform.Scorecard   // what Latest would earn; nil: not known
	Doubtful    []reform.Finding    // values of Latest that are submitted with a reason only
	Uploads     []reform.Upload     // newest first
	Attachments []reform.Attachment // newest first
	Pending     *Pending
	Tried       *Tried
}

// Pending is a file that was read, and waits for somebody to keep what it says.
type Pending struct {
	Upload  reform.Upload
	Changes int // of the newest version
}

// Tried is a submission that did not get through.
type Tried struct {
	Reasons map[string]string // as they were typed, by figure
	Newer   *reform.Report    // saved by somebody else meanwhile; nil: reasons are missing
}

// Workspace is where an officer makes a unit's report: take the form, send
// it back filled in, look at the draft, submit.
type Workspace struct {
	frame.Head
	Unit         frame.Link
	Source       reform.Source
	SourceSays   string
	Phase        reform.Phase
	Docket       string      // how far its claims have come
	Judging      string      // what those who judge say to another report; empty: nothing
	Deadline     string      // in words
	Evidence     *frame.Link // where what the unit claims is shown; nil: others report here
	DueSoon      bool        // within three days, or past
	Form         string      // address of the blank form
	Entry        string      // address of the page to type the report in
	Action       string      // where the filled one goes
	Submit       string      // where the confirmation goes
	Limits       string
	ReadOnly     bool
	Pending      *Waiting
	Draft        *DraftPart
	Confirmation *Confirmation
	Areas        []AreaTasks
	Attachments  []AttachmentRow
	History      []UploadRow
}

// Waiting says that a file is not in the draft yet.
type Waiting struct {
	Says string
	URL  string
}

// Confirmation is what a unit keeps of its submission.
type Confirmation struct {
	Says    string // which version, when, by whom
	Counts  string // which version is scored while a newer one is a draft; empty: no doubt
	Unit    string
	Period  string
	File    string
	SHA256  string
	Code    string
	Late    bool
	Figures string
}

// DraftPart is the newest version and what it holds.
type DraftPart struct {
	Version       int
	Saved         string
	Status        reform.Status
	StatusSays    string
	Open          bool // may be submitted now
	Given         string
	Blank         string
	NotApplicable string
	Figures       string
	Bar           frame.Bar
	Missing       []string // titles of what is still blank
	Expected      string
	ExpectedMost  string
	Doubts        []Doubt
	Problem       string       // why a submission did not get through
	Wrong         []frame.Link // the fields to be mended
	Confirm       string       // what submitting says
}

// Doubt is a value that is submitted with a reason.
type Doubt struct {
	ID     string
	Name   string
	Label  string
	Value  string
	Says   []string
	Reason string
	Wrong  string // what is wrong with the reason; empty: nothing
}

// UploadRow is one workbook received earlier.
type UploadRow struct {
	Name    string
	URL     string
	At      string
	By      string
	Size    string
	Version string // of the draft it made; empty: none
	Errors  string
	Refused bool
	Counts  bool // its version is the one that is scored
}

// AttachmentRow is a paper that came with the report.
type AttachmentRow struct {
	File frame.Link
	At   string
	By   string
	Size string
}

// NewWorkspace makes the workspace as of now.
func NewWorkspace(v frame.Voice, desk Desk, papers Papers, now time.Time) Workspace {
	phase := desk.phase(now)
	page := Workspace{
		Head:   deskHead(v, desk, phase, v.Say("page.report.title", "Unit", v.Words(desk.Unit.Name()))),
		Unit:   frame.Link{Text: v.Words(desk.Unit.Name()), URL: frame.UnitURL(desk.Cycle.ID, desk.Unit.ID)},
		Source: desk.Source, SourceSays: v.Say("page.report.source", "Source", v.Say("source."+string(desk.Source))),
		Phase: phase, Docket: frame.AppraisalURL(desk.Cycle.ID, desk.Unit.ID), Judging: desk.judging(v), Evidence: evidenceLink(v, desk), Deadline: desk.deadline(v, now), DueSoon: desk.Locked == nil && dueSoon(desk.Cycle, now),
		Form: frame.FormURL(desk.Cycle.ID, desk.Unit.ID, desk.Source), Entry: desk.entry("", ""),
		Action: desk.action("/report"), Submit: desk.action("/submit"), ReadOnly: desk.ReadOnly, Limits: v.Say("page.report.limits"),
		Areas: tasks(v, desk, papers), Confirmation: confirmation(v, desk, papers),
	}
	if papers.Latest != nil {
		page.Draft = draft(v, desk, papers, phase)
	}
	if p := papers.Pending; p != nil && p.Changes > 0 {
		page.Pending = &Waiting{
			Says: v.Say("page.report.pending", "File", v.UploadName(p.Upload), "At", v.Moment(p.Upload.At), "Count", p.Changes),
			URL:  frame.UploadURL(p.Upload.ID),
		}
	}
	for _, u := range papers.Uploads {
		row := uploadRow(v, desk, u)
		row.Counts = u.Version > 0 && papers.Submitted != nil && u.Version == papers.Submitted.Version
		page.History = append(page.History, row)
	}
	page.Attachments = attachmentRows(v, desk, papers.Attachments)
	return page
}

func confirmation(v frame.Voice, desk Desk, papers Papers) *Confirmation {
	s := papers.Submitted
	if s == nil || s.SubmittedAt == nil {
		return nil
	}
	c := &Confirmation{
		Says: v.Say("page.report.submitted", "Version", v.Count(s.Version), "At", v.Moment(*s.SubmittedAt), "By", desk.person(s.SubmittedBy)),
		Unit: v.Words(desk.Unit.Name()), Period: v.Period(desk.Cycle.Period) + " · " + v.Words(desk.Framework.Title),
		File: v.UploadName(reform.Upload{Name: s.File}), SHA256: s.SHA256, Code: s.Code(), Late: desk.Cycle.Late(*s.SubmittedAt),
		Figures: v.Count(len(desk.Framework.FiguresOf(desk.Source))),
	}
	if papers.Latest != nil && papers.Latest.Version > s.Version {
		c.Counts = v.Say("page.report.counts", "Version", v.Count(s.Version), "Newer", v.Count(papers.Latest.Version))
	}
	return c
}

func draft(v frame.Voice, desk Desk, papers Papers, phase reform.Phase) *DraftPart {
	latest := papers.Latest
	figures := desk.Framework.FiguresOf(desk.Source)
	part := &DraftPart{
		Version: latest.Version, Saved: v.Moment(latest.SavedAt) + " · " + desk.person(latest.SavedBy),
		Status: latest.Status, StatusSays: v.Say("status." + string(latest.Status)),
		Open:    phase == reform.Open && latest.Status == reform.Draft && !desk.ReadOnly,
		Figures: v.Count(len(figures)),
	}
	given, notApplicable := 0, 0
	for _, figure := range figures {
		value, ok := latest.Value(figure.ID)
		if !ok {
			value.Absence = reform.NotReported
		}
		switch value.Absence {
		case reform.Present, reform.NoPractice: // to say that there is none is to say something
			given++
		case reform.NotApplicable:
			notApplicable++
		case reform.NotReported:
			part.Missing = append(part.Missing, v.Words(figure.Title))
		}
	}
	part.Given, part.NotApplicable, part.Blank = v.Count(given), v.Count(notApplicable), v.Count(len(part.Missing))
	part.Bar = frame.BarOf(given+notApplicable, len(figures))
	part.Confirm = v.Say("page.report.confirm", "Count", given+notApplicable, "Version", v.Count(latest.Version), "Unit", v.Words(desk.Unit.Name()))
	if papers.Expected != nil {
		part.Expected, part.ExpectedMost = expected(v, papers.Expected), v.Most(desk.Framework.Max)
	}
	part.Doubts = doubtsOf(v, desk, papers)
	if papers.Tried != nil {
		explain(v, part, desk, *papers.Tried)
	}
	return part
}

// expected is what a report would earn; silence is not zero.
func expected(v frame.Voice, card *reform.Scorecard) string {
	if card == nil || !card.State.Counts() {
		return frame.None
	}
	return v.Points(card.Total)
}

// doubtsOf asks for one reason a figure, whatever is doubtful about it.
func doubtsOf(v frame.Voice, desk Desk, papers Papers) []Doubt {
	var doubts []Doubt
	at := map[string]int{}
	for _, f := range papers.Doubtful {
		n, known := at[f.Figure]
		if !known {
			n = len(doubts)
			at[f.Figure] = n
			figure, _ := desk.Framework.Figure(f.Figure)
			value, _ := papers.Latest.Value(f.Figure)
			doubt := Doubt{ID: "reason-" + f.Figure, Name: "reason." + f.Figure, Label: v.Words(figure.Title), Value: v.Value(figure, value.Text, value.Absence), Reason: value.Reason}
			if papers.Tried != nil {
				doubt.Reason = papers.Tried.Reasons[f.Figure]
				if !(reform.Value{Reason: doubt.Reason}).Reasoned() {
					doubt.Wrong = v.Say("page.report.reason.short", "Count", reform.ShortestReason)
				}
			}
			doubts = append(doubts, doubt)
		}
		text, _ := locale.Finding(v.Language, f)
		doubts[n].Says = append(doubts[n].Says, text)
	}
	return doubts
}

// explain says why a submission did not get through, with links to what is missing.
func explain(v frame.Voice, part *DraftPart, desk Desk, tried Tried) {
	if r := tried.Newer; r != nil {
		part.Problem = v.Say("page.report.newer", "By", desk.person(r.SavedBy), "Version", v.Count(r.Version), "At", v.Moment(r.SavedAt))
		return
	}
	for _, doubt := range part.Doubts {
		if doubt.Wrong != "" {
			part.Wrong = append(part.Wrong, frame.Link{Text: doubt.Label, URL: "#" + doubt.ID})
		}
	}
	part.Problem = v.Say("page.report.reason.missing", "Count", len(part.Wrong))
}

func uploadRow(v frame.Voice, desk Desk, u reform.Upload) UploadRow {
	row := UploadRow{Name: v.UploadName(u), URL: frame.UploadURL(u.ID), At: v.Moment(u.At), By: desk.person(u.By), Size: v.Size(u.Size), Refused: u.Refused()}
	if u.Version > 0 {
		row.Version = v.Count(u.Version)
	}
	errors := 0
	for _, f := range u.Findings {
		if f.Severity == reform.Error || f.Severity == reform.Refused {
			errors++
		}
	}
	row.Errors = v.Count(errors)
	return row
}

func attachmentRows(v frame.Voice, desk Desk, attachments []reform.Attachment) []AttachmentRow {
	var rows []AttachmentRow
	for _, a := range attachments {
		rows = append(rows, AttachmentRow{
			File: frame.Link{Text: a.Name, URL: frame.AttachmentURL(a.ID)}, At: v.Moment(a.At), By: desk.person(a.By), Size: v.Size(a.Size),
		})
	}
	return rows
}

// evidenceLink leads to what the unit has to show for its own report.
func evidenceLink(v frame.Voice, d Desk) *frame.Link {
	if d.Source != reform.FromUnit {
		return nil
	}
	return &frame.Link{Text: v.Say("locker.link"), URL: frame.UnitURL(d.Cycle.ID, d.Unit.ID) + "/evidence"}
}
