package appraisals

import (
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Docket is how far the claims of a unit have come: the score of each from turn to turn,
// what is owed, and what the reader may do about all of it.
type Docket struct {
	frame.Head
	Unit      frame.Link
	Stage     string
	Limit     string
	Final     bool
	Says      string
	Owed      []frame.Link // claims that wait in the turn; for whom they wait leads to where they are dealt with
	Columns   []string
	Rows      []DocketRow
	Totals    []frame.Link // total on each basis; empty: nobody has judged anything
	End       *Step        // nil: not this person's
	Finish    *Step
	Reopen    *Reopen
	Exempt    *Exempt
	Permits   []PermitRow
	Assign    *Assign // nil: not this person's
	Given     []GivenRow
	Problem   string
	Procedure string
}

// DocketRow is one claim.
type DocketRow struct {
	Claim  frame.Link
	Cells  []string
	Owed   bool
	Thread string
}

// Step is a button that takes the review on, or why it cannot be taken on yet.
type Step struct {
	Action string
	Seen   int
	Why    string // it cannot; empty: it can
}

// Reopen is the form of who asks to have what is final judged anew.
type Reopen struct {
	Action, ID string
	Seen       int
	Turns      []frame.Choice
	Claims     []frame.Choice
	Typed      reform.Permit
}

// Exempt is the form of who asks that somebody may judge in spite of a conflict.
type Exempt struct {
	Action, ID string
	People     []frame.Choice
	Typed      reform.Permit
}

// Sheet is what the page is made from.
type Sheet struct {
	Matter
	Totals                             []frame.Link
	Judges                             []reform.User // who might be exempted
	Reader                             string
	NextID                             string // an id that nobody had before
	End, Finish, Reopen, Exempt, Grant error
	Judge, Answer                      func(indicator string) error
	Typed                              reform.Permit
	Given                              []reform.Assignment // every one, the oldest first
	Assign                             error
	Handed                             Handed
	Problem                            error
}

// NewDocket makes the page.
func NewDocket(v frame.Voice, w Sheet) (Docket, error) {
	t := w.Tally
	u, known := t.Unit(w.Review.Unit)
	if !known {
		return Docket{}, reform.ErrNotFound
	}
	page := Docket{
		Unit: frame.Link{Text: v.Words(u.Name()), URL: frame.UnitURL(t.Cycle.ID, u.ID)}, Final: w.Review.Stage == reform.Final,
		Totals: w.Totals, Problem: objection(v, w.Problem), Columns: []string{v.Say("basis.self")},
	}
	page.Head = v.TallyHead(t, frame.AtNowhere, v.Say("desk.docket.title", "Unit", page.Unit.Text), page.Unit)
	page.Context.AsOf = ""
	page.Stage, page.Limit = w.stageSays(v)
	owed := w.Owed()
	page.Says = w.says(v, owed)
	for n, c := range w.Claims {
		sides := w.sides(v, c.Indicator.ID)
		row := DocketRow{Claim: v.IndicatorLink(t, c.Indicator), Owed: slices.Contains(owed, c.Indicator.ID), Thread: frame.ThreadURL(t.Cycle.ID, u.ID, c.Indicator.ID)}
		for k, side := range sides {
			row.Cells = append(row.Cells, side.Note)
			if n == 0 && k > 0 {
				page.Columns = append(page.Columns, side.Text)
			}
		}
		page.Rows = append(page.Rows, row)
		if row.Owed {
			page.Owed = append(page.Owed, w.owedLink(row))
		}
	}
	page.forms(v, w)
	page.Given = given(v, w)
	if w.Assign == nil && !page.Final {
		page.Assign = assign(v, w)
	}
	return page, nil
}

// owedLink leads to where a claim that waits is dealt with by whoever reads.
func (w Sheet) owedLink(row DocketRow) frame.Link {
	link := row.Claim
	link.URL = row.Thread
	if w.Judge(row.Claim.Note) == nil {
		link.URL = ClaimURL(w.Tally.Cycle.ID, w.Review.Unit, row.Claim.Note, "")
	}
	return link
}

func (w Sheet) says(v frame.Voice, owed []string) string {
	switch {
	case w.Report.Version == 0:
		return v.Say("desk.docket.no_report")
	case w.Review.Stage == reform.Final:
		return v.Say("desk.docket.final", "By", frame.Person(w.People, w.Review.By), "At", v.Moment(w.Review.At))
	case len(owed) > 0:
		return v.Say("desk.docket.owed", "Count", len(owed), "Owed", v.Count(len(owed)), "All", v.Count(len(w.Claims)))
	}
	return v.Say("desk.docket.done")
}

// forms are those that the reader may use.
func (p *Docket) forms(v frame.Voice, w Sheet) {
	cycle, unit, seen := w.Tally.Cycle.ID, w.Review.Unit, w.Review.Version
	_, inTurn := w.Turn()
	if inTurn && w.Report.Version > 0 && !hidden(w.End) {
		p.End = &Step{Action: DocketURL(cycle, unit, "/end"), Seen: seen, Why: objection(v, w.End)}
	}
	if w.Review.Stage == reform.Settled && !hidden(w.Finish) {
		p.Finish = &Step{Action: DocketURL(cycle, unit, "/finish"), Seen: seen, Why: objection(v, w.Finish)}
	}
	if w.Reopen == nil {
		p.Reopen = reopen(v, w)
	}
	if w.Exempt == nil && !p.Final {
		p.Exempt = &Exempt{Action: DocketURL(cycle, unit, "/exemption"), ID: w.NextID, Typed: typedFor(w, reform.Exemption)}
		for _, u := range w.Judges {
			p.Exempt.People = append(p.Exempt.People, frame.Choice{Value: u.ID, Text: frame.Person(w.People, u.ID) + " · " + v.Say("role."+string(u.Role)), Chosen: w.Typed.Person == u.ID})
		}
	}
	for _, permit := range w.Permits {
		p.Permits = append(p.Permits, w.permitRow(v, permit))
	}
}

func typedFor(w Sheet, kind reform.PermitKind) reform.Permit {
	if w.Typed.Kind == kind {
		return w.Typed
	}
	return reform.Permit{}
}

func reopen(v frame.Voice, w Sheet) *Reopen {
	r := &Reopen{Action: DocketURL(w.Tally.Cycle.ID, w.Review.Unit, "/reopening"), ID: w.NextID, Seen: w.Review.Version, Typed: typedFor(w, reform.Reopening)}
	for _, t := range w.Procedure.Turns {
		if t.Judging() {
			r.Turns = append(r.Turns, frame.Choice{Value: t.ID, Text: turnOf(v, w.Procedure, t.ID), Chosen: r.Typed.Turn == t.ID})
		}
	}
	for _, c := range w.Claims {
		r.Claims = append(r.Claims, frame.Choice{Value: c.Indicator.ID, Text: c.Indicator.ID + " " + v.Words(c.Indicator.Title), Chosen: slices.Contains(r.Typed.Claims, c.Indicator.ID)})
	}
	return r
}

func (w Sheet) permitRow(v frame.Voice, p reform.Permit) PermitRow {
	row := permitRow(v, w.People, p)
	if row.Says == "" {
		row.Says = v.Say("desk.permit.reopening", "Turn", turnOf(v, w.Procedure, p.Turn), "Claims", strings.Join(p.Claims, ", "))
	}
	if p.GrantedBy != "" {
		return row
	}
	void := p.Kind == reform.Reopening && (w.Review.Stage != reform.Final || p.Review != w.Review.Version)
	if void {
		row.Granted = v.Say("desk.permit.void")
	}
	if w.Grant == nil && !void && p.AskedBy != w.Reader && p.Person != w.Reader {
		row.Grant = DocketURL(w.Tally.Cycle.ID, w.Review.Unit, "/grant")
	}
	return row
}
