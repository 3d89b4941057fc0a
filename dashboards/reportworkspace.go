package dashboards

import (
	"net/url"
	"time"

	"reformboard/internal/reform"
)

// Desk is whose report of which cycle a page is about.
type Desk struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Unit      reform.Unit
	Source    reform.Source
	ReadOnly  bool // the reader may look on and not hand anything in
}

// Papers is what lies on the desk.
type Papers struct {
	Latest    *reform.Report    // newest version, with Values; nil: nothing yet
	Submitted *reform.Report    // newest submitted version; nil: none
	Expected  *reform.Scorecard // what Latest would earn; nil: not known
	Uploads   []reform.Upload   // newest first
}

// ReportWorkspace is where an officer makes a unit's report: take the form, send
// it back filled in, look at the draft, submit.
type ReportWorkspace struct {
	Head
	Unit       Link
	Source     reform.Source
	SourceSays string
	Phase      reform.Phase
	Deadline   string // in words
	DueSoon    bool   // within three days, or past
	Form       string // address of the blank form
	Action     string // where the filled one goes
	Submit     string // where the confirmation goes
	Limits     string
	ReadOnly   bool
	Draft      *DraftPart
	Submitted  string // when and by whom; empty: not yet
	Counts     string // which version is scored while a newer one is a draft; empty: no doubt
	History    []UploadRow
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
	Bar           Bar
	Missing       []string // titles of what is still blank
	Expected      string
	ExpectedMost  string
	Rows          []DraftRow
}

// DraftRow is one figure of the draft.
type DraftRow struct {
	Title  string
	Value  string
	Unit   string
	Absent bool
	Origin string
}

// UploadRow is one workbook received earlier.
type UploadRow struct {
	Name    string
	URL     string
	At      string
	By      string
	Size    string
	Version string // of the draft it made; empty: it could not be read
	Errors  string
	Refused bool
	Counts  bool // its version is the one that is scored
}

// soon is how long before the due day the deadline is stressed.
const soon = 3 * 24 * time.Hour

// NewReportWorkspace makes the workspace as of now.
func NewReportWorkspace(v Voice, desk Desk, papers Papers, now time.Time) ReportWorkspace {
	phase := desk.Cycle.Phase(now)
	base := unitURL(desk.Cycle.ID, desk.Unit.ID)
	page := ReportWorkspace{
		Head:   v.deskHead(desk, phase, v.Say("page.report.title", "Unit", v.Words(desk.Unit.Name()))),
		Unit:   Link{Text: v.Words(desk.Unit.Name()), URL: base},
		Source: desk.Source, SourceSays: v.Say("page.report.source", "Source", v.Say("source."+string(desk.Source))),
		Phase: phase, Deadline: v.deadline(desk.Cycle, phase, now), DueSoon: phase == reform.Open && now.Add(soon).After(desk.Cycle.Due),
		Form: formURL(desk.Cycle.ID, desk.Unit.ID, desk.Source), Action: desk.action("/report"), Submit: desk.action("/submit"),
		ReadOnly: desk.ReadOnly,
		Limits:   v.Say("page.report.limits"),
	}
	if papers.Latest != nil {
		page.Draft = v.draft(desk, papers, phase)
	}
	if s := papers.Submitted; s != nil && s.SubmittedAt != nil {
		page.Submitted = v.Say("page.report.submitted", "Version", v.Count(s.Version), "At", v.Moment(*s.SubmittedAt), "By", s.SubmittedBy)
		if papers.Latest != nil && papers.Latest.Version > s.Version {
			page.Counts = v.Say("page.report.counts", "Version", v.Count(s.Version), "Newer", v.Count(papers.Latest.Version))
		}
	}
	for _, u := range papers.Uploads {
		row := v.uploadRow(u)
		row.Counts = papers.Submitted != nil && u.Version == papers.Submitted.Version
		page.History = append(page.History, row)
	}
	return page
}

// action is where a form about this report is sent.
func (d Desk) action(rest string) string {
	return unitURL(d.Cycle.ID, d.Unit.ID) + rest + "?source=" + url.QueryEscape(string(d.Source))
}

func (v Voice) deskHead(desk Desk, phase reform.Phase, title string, above ...Link) Head {
	context := v.context(desk.Cycle, desk.Framework, desk.Body, phase, atNowhere)
	context.Simulated = context.Simulated || desk.Unit.Simulated
	return Head{Title: title, Context: context, Crumbs: v.crumbs(context, above...)}
}

// deadline uses three words only: open, due, locked.
func (v Voice) deadline(c reform.Cycle, phase reform.Phase, now time.Time) string {
	switch {
	case phase == reform.Planned:
		return v.Say("page.deadline.planned", "Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due))
	case phase == reform.Closed:
		return v.Say("page.deadline.closed", "Closes", v.Moment(c.Closes))
	case c.Late(now):
		return v.Say("page.deadline.late", "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes))
	}
	left, key := int(c.Due.Sub(now)/(24*time.Hour)), "page.deadline.open"
	if left == 0 {
		left, key = int((c.Due.Sub(now)+time.Hour-1)/time.Hour), "page.deadline.today" // a part of an hour counts as one
	}
	return v.Say(key, "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Count", left)
}

func (v Voice) draft(desk Desk, papers Papers, phase reform.Phase) *DraftPart {
	latest := papers.Latest
	figures := desk.Framework.FiguresOf(desk.Source)
	part := &DraftPart{
		Version: latest.Version, Saved: v.Moment(latest.SavedAt) + " · " + latest.SavedBy,
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
		part.Rows = append(part.Rows, DraftRow{
			Title: v.Words(figure.Title), Unit: v.Words(figure.Unit), Value: v.Value(figure, value.Text, value.Absence),
			Absent: value.Absence != reform.Present, Origin: value.Origin.String(),
		})
	}
	part.Given, part.NotApplicable, part.Blank = v.Count(given), v.Count(notApplicable), v.Count(len(part.Missing))
	part.Bar = barOf(given+notApplicable, len(figures))
	if papers.Expected != nil {
		part.Expected, part.ExpectedMost = v.Points(papers.Expected.Total), v.Most(desk.Framework.Max)
	}
	return part
}

func (v Voice) uploadRow(u reform.Upload) UploadRow {
	row := UploadRow{Name: u.Name, URL: uploadURL(u.ID), At: v.Moment(u.At), By: u.By, Size: v.Size(u.Size), Refused: u.Version == 0}
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
