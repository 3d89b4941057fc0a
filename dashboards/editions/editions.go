package editions

import (
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Editions lists the editions of a cycle, and is where one is proposed and approved.
type Editions struct {
	frame.Head
	Lead       string
	Rows       []Row
	Late       []LateRow
	LateSays   string
	Exceptions []string // what whoever publishes now should know
	Proposal   *Waiting // nil: nothing is proposed
	Propose    string   // where a proposal goes; empty: the visitor may not, or there is nothing to
	Reason     bool     // it has to say why it replaces the one before
	Next       string   // what would be published now
	Nothing    bool     // nothing has changed since the newest edition
}

// Row is one edition in the list.
type Row struct {
	Number   frame.Link
	At       string
	Proposed string
	Approved string
	Reason   string
	SHA256   string
}

// LateRow is a report that waits for the next edition.
type LateRow struct {
	Unit    frame.Link
	Source  string
	Version string
	At      string
}

// Waiting is a proposal that waits for its second person.
type Waiting struct {
	ID       string
	Says     string
	Digest   string
	Reason   string
	Void     bool
	Own      bool   // of the visitor, who therefore cannot approve it
	Approve  string // where consent goes; empty: the visitor may not
	Withdraw string // the same of taking it back
}

// Shown is what the page is made from.
type Shown struct {
	Tally    *reform.Tally // as the board stands now
	Editions []reform.Publication
	Proposal reform.Proposal // no ID: none
	Digest   string          // of what would be frozen now
	Late     []reform.Late
	People   map[string]reform.User
	Visitor  string
	May      bool // the visitor may publish
}

// URL is where the editions of a cycle are.
func URL(cycle string) string { return frame.CycleURL(cycle, "/editions") }

// EditionURL is one of them, or a part of it.
func EditionURL(cycle string, number int, rest string) string {
	return frame.EditionURL(cycle, number) + rest
}

// NewEditions makes the page; the newest edition comes first.
func NewEditions(v frame.Voice, s Shown) Editions {
	c := s.Tally.Cycle
	page := Editions{
		Head:       head(v, s.Tally, v.Say("edition.title")),
		Lead:       v.Say("edition.lead", "Count", len(s.Editions), "Editions", v.Count(len(s.Editions))),
		Exceptions: exceptions(v, s.Tally),
		Next:       v.Say("edition.next", "Number", v.Count(len(s.Editions)+1)),
		Reason:     len(s.Editions) > 0,
	}
	for _, e := range slices.Backward(s.Editions) {
		page.Rows = append(page.Rows, Row{
			Number: frame.Link{Text: v.Say("edition.number", "Number", v.Count(e.Number)), URL: EditionURL(c.ID, e.Number, "")}, At: v.Moment(e.ApprovedAt),
			Proposed: frame.Person(s.People, e.ProposedBy), Approved: frame.Person(s.People, e.ApprovedBy), Reason: e.Reason, SHA256: spaced(e.SHA256[:min(16, len(e.SHA256))]),
		})
	}
	page.Late = lateRows(v, s.Tally, s.Late)
	page.LateSays = v.Say("edition.late.says", "Count", len(s.Late), "Reports", v.Count(len(s.Late)))
	page.Nothing = page.Reason && s.Editions[len(s.Editions)-1].Digest == s.Digest
	if p := s.Proposal; p.ID != "" {
		page.Proposal = &Waiting{
			ID: p.ID, Digest: spaced(p.Digest), Reason: p.Reason, Void: p.Digest != s.Digest, Own: p.By == s.Visitor,
			Says: v.Say("edition.proposal.says", "By", frame.Person(s.People, p.By), "At", v.Moment(p.At), "Number", v.Count(p.Number)),
		}
		if s.May {
			page.Proposal.Withdraw = URL(c.ID) + "/withdraw"
		}
		if s.May && !page.Proposal.Own && !page.Proposal.Void {
			page.Proposal.Approve = URL(c.ID) + "/approve"
		}
	}
	if s.May && !page.Nothing && (page.Proposal == nil || page.Proposal.Void) {
		page.Propose = URL(c.ID)
	}
	return page
}

// head is that of a page beside the board: its menu leads to the board as it stands.
func head(v frame.Voice, t *reform.Tally, title string, above ...frame.Link) frame.Head {
	now := *t
	now.Edition = nil
	h := v.TallyHead(&now, frame.AtNowhere, title, above...)
	h.Context.AsOf = "" // each edition has a moment of its own
	return h
}

// exceptions are what a reader of the edition would hold against it.
func exceptions(v frame.Voice, t *reform.Tally) []string {
	var found []string
	say := func(key string, n int) {
		if n > 0 {
			found = append(found, v.Say(key, "Count", n, "Units", v.Count(n), "All", v.Count(len(t.Units))))
		}
	}
	silent, late, waiting := 0, 0, 0
	for i := range t.Scorecards {
		c := &t.Scorecards[i]
		if c.Submitted == nil {
			silent++
		}
		if c.Late {
			late++
		}
		for j := range c.Scores {
			if c.Scores[j].State == reform.UnderReview {
				waiting++
				break
			}
		}
	}
	if t.Cycle.Phase(v.Now) == reform.Open {
		found = append(found, v.Say("edition.exception.open", "Closes", v.Moment(t.Cycle.Closes)))
	}
	say("edition.exception.silent", silent)
	say("edition.exception.late", late)
	say("edition.exception.waiting", waiting)
	say("edition.exception.unranked", len(t.Overall.Unranked)-silent)
	return found
}

func lateRows(v frame.Voice, t *reform.Tally, late []reform.Late) []LateRow {
	var rows []LateRow
	for _, l := range late {
		rows = append(rows, LateRow{
			Unit: unitLink(v, t, l.Unit), Source: v.Say("source." + string(l.Source)), Version: v.Count(l.Version), At: v.Moment(l.At),
		})
	}
	return rows
}

func unitLink(v frame.Voice, t *reform.Tally, id string) frame.Link {
	u, ok := t.Unit(id)
	if !ok {
		return frame.Link{Text: id}
	}
	return frame.Link{Text: v.Words(u.Name()), URL: frame.InEdition(frame.UnitURL(t.Cycle.ID, id), t)}
}

// spaced writes a hash in fours, to be read aloud and compared.
func spaced(hash string) string {
	var text strings.Builder
	for i, c := range hash {
		if i > 0 && i%4 == 0 {
			text.WriteString(" ")
		}
		text.WriteString(string(c))
	}
	return text.String()
}
