package editions

import (
	"slices"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Edition shows one edition: who signed it, by which figures it can be checked, and what
// it changes in the one before.
type Edition struct {
	frame.Head
	Lead     string
	Replaced *frame.Link // the edition that stands in its place now
	Facts    []Fact
	Signers  []SignerRow
	File     string // its file; empty: the visitor may not have it
	Verify   string // where it is verified; empty: the visitor may not
	Checked  string // when it was last, and what came of it; empty: never
	Holds    bool
	Ranks    *Ranks
	Late     []LateRow // what came after it was frozen
	LateSays string
	Notice   *Notice
	Found    []FoundRow // where it does not hold, when it has just been verified
	FoundAll string
}

// Fact is one figure of an edition.
type Fact struct {
	Label, Text string
	Hash        bool
}

// SignerRow is a person who put their name to the edition.
type SignerRow struct{ Did, Name, Role, At string }

// Notice is the notice of correction.
type Notice struct {
	Says   string
	Reason string
	Units  []ChangeRow
	Values []RevisionRow
	Late   []LateRow
}

// ChangeRow is what becomes of one unit.
type ChangeRow struct {
	Unit                                           frame.Link
	TotalBefore, TotalAfter, RankBefore, RankAfter string
	GradeBefore, GradeAfter                        string
}

// RevisionRow is one value that is reported otherwise.
type RevisionRow struct {
	Unit          frame.Link
	Figure        string
	Before, After string
}

// FoundRow is where an edition does not hold.
type FoundRow struct{ Of, Where, Was, Is string }

// Facts is what the page of an edition is made from.
type Facts struct {
	Tally      *reform.Tally // as published
	Beside     Beside
	Late       []reform.Late // what came after it was frozen, up to the next edition
	Edition    reform.Publication
	Signers    []reform.User // as they were when they signed, the one who proposed it first
	Correction *reform.Correction
	Newest     int // number of the newest edition
	Checked    *reform.Event
	Holds      bool
	Found      *reform.Verification // nil: it has not just been verified
	People     map[string]reform.User
	Take       bool // the visitor may have the file
	Verify     bool // the visitor may verify it
}

// mostFound is how many discrepancies a page shows.
const mostFound = 200

// NewEdition makes the page.
func NewEdition(v frame.Voice, f Facts) Edition {
	e, c := f.Edition, f.Tally.Cycle
	title := v.Say("edition.page.title", "Number", v.Count(e.Number))
	page := Edition{
		Head: head(v, f.Tally, title, frame.Link{Text: v.Say("edition.title"), URL: URL(c.ID)}),
		Lead: v.Say("edition.page.lead", "At", v.Moment(e.ApprovedAt), "Units", v.Count(len(f.Tally.Units))), Holds: f.Holds,
		Facts: []Fact{
			{v.Say("edition.sha256"), spaced(e.SHA256), true},
			{v.Say("edition.digest"), spaced(e.Digest), true},
			{v.Say("edition.log", "Seq", v.Count(int(e.AnchorSeq))), spaced(e.AnchorHash), true},
			{v.Say("edition.program"), e.Program, false},
		},
	}
	if e.Number < f.Newest {
		page.Replaced = &frame.Link{Text: v.Say("edition.replaced", "Number", v.Count(f.Newest)), URL: EditionURL(c.ID, f.Newest, "")}
	}
	for i, s := range f.Signers {
		key, at := "edition.proposed_by", e.ProposedAt
		if i > 0 {
			key, at = "edition.approved_by", e.ApprovedAt
		}
		page.Signers = append(page.Signers, SignerRow{v.Say(key), s.Name, v.Say("role." + string(s.Role)), v.Moment(at)})
	}
	if f.Take {
		page.File = EditionURL(c.ID, e.Number, "/edition.json")
	}
	if f.Verify {
		page.Verify = EditionURL(c.ID, e.Number, "/verify")
	}
	page.Ranks = ranks(v, f.Tally, f.Beside)
	page.Late, page.LateSays = lateRows(v, f.Tally, f.Late), v.Say("edition.late.waits", "Count", len(f.Late), "Reports", v.Count(len(f.Late)))
	if e.Number < f.Newest {
		page.LateSays = v.Say("edition.late.taken", "Count", len(f.Late), "Reports", v.Count(len(f.Late)), "Number", v.Count(e.Number+1))
	}
	page.check(v, f)
	if f.Correction != nil {
		page.Notice = notice(v, f)
	}
	return page
}

func (p *Edition) check(v frame.Voice, f Facts) {
	if f.Checked != nil {
		key := "edition.checked.fails"
		if f.Holds {
			key = "edition.checked.holds"
		}
		p.Checked = v.Say(key, "At", v.Moment(f.Checked.At), "By", frame.Person(f.People, f.Checked.By))
	}
	if f.Found == nil || len(f.Found.Discrepancies) == 0 {
		return
	}
	n := len(f.Found.Discrepancies)
	p.FoundAll = v.Say("edition.found", "Count", n, "Places", v.Count(n))
	for _, d := range f.Found.Discrepancies[:min(n, mostFound)] {
		p.Found = append(p.Found, foundRow(v, f.Tally, d))
	}
}

func foundRow(v frame.Voice, t *reform.Tally, d reform.Discrepancy) FoundRow {
	row := FoundRow{Of: v.Say("frozen." + string(d.Of)), Where: unitLink(v, t, d.Unit).Text, Was: d.Was, Is: d.Is}
	if d.Version > 0 {
		row.Where += ", " + v.Say("source."+string(d.Source)) + ", " + v.Say("edition.version", "Version", v.Count(d.Version))
	}
	if d.Place != "" {
		place := d.Place
		if g, ok := t.Framework.Figure(d.Place); ok && d.Of == reform.FrozenValue {
			place += " (" + v.Words(g.Title) + ")"
		}
		if row.Where != "" {
			row.Where += ", "
		}
		row.Where += place
	}
	for _, side := range []*string{&row.Was, &row.Is} {
		if *side == "" {
			*side = frame.None
		}
	}
	return row
}

func notice(v frame.Voice, f Facts) *Notice {
	c := f.Correction
	n := &Notice{
		Says:   v.Say("edition.notice.says", "Number", v.Count(c.Replaces), "Count", len(c.Units), "Units", v.Count(len(c.Units))),
		Reason: c.Reason, Late: lateRows(v, f.Tally, c.Late),
	}
	for _, u := range c.Units {
		row := ChangeRow{Unit: unitLink(v, f.Tally, u.Unit)}
		row.TotalBefore, row.RankBefore, row.GradeBefore = outcome(v, f.Tally, u.Before)
		row.TotalAfter, row.RankAfter, row.GradeAfter = outcome(v, f.Tally, u.After)
		n.Units = append(n.Units, row)
	}
	for _, r := range c.Values {
		figure := r.Figure
		if g, ok := f.Tally.Framework.Figure(r.Figure); ok {
			figure = v.Words(g.Title)
		}
		n.Values = append(n.Values, RevisionRow{unitLink(v, f.Tally, r.Unit), figure, said(v, r.Before), said(v, r.After)})
	}
	return n
}

func outcome(v frame.Voice, t *reform.Tally, o *reform.Outcome) (total, rank, grade string) {
	if o == nil {
		return frame.None, frame.None, frame.None
	}
	total, rank = v.Say("state."+string(o.State)), frame.None
	if o.State.Counts() {
		total = v.Points(o.Total)
	}
	if o.Rank > 0 {
		rank = v.Count(o.Rank)
	}
	return total, rank, v.Grade(&t.Framework, o.Grade)
}

// said is a value, or why there is none, in words.
func said(v frame.Voice, word string) string {
	switch {
	case word == "":
		return frame.None
	case slices.Contains(reform.Absences, reform.Absence(word)):
		return v.Say("absence." + word)
	}
	if day, err := time.Parse(time.DateOnly, word); err == nil {
		return v.Date(day)
	}
	if d, err := reform.ParseDecimal(word); err == nil {
		return v.Number(d)
	}
	return word
}
