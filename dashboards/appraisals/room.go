// Package appraisals is the pages on which claims are judged and answered for: the queue
// of who judges, a claim with all that is known of it, the thread of what was said on it,
// how far a unit has come, and the procedure of a cycle.
//
// Its one rule: a form stands on a page only for whom it would be taken from now; for
// whom it would not, the page says why.
package appraisals

import (
	"embed"
	"errors"
	"net/url"
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Queue{}, Claim{}, Thread{}, Docket{}, Procedure{}},
	Templates: templates,
}

// QueueURL is a part of the queue of a cycle.
func QueueURL(cycle, rest string) string { return frame.CycleURL(cycle, "/appraisals"+rest) }

// ProcedureURL is how claims are judged in a cycle.
func ProcedureURL(cycle string) string { return frame.CycleURL(cycle, "/procedure") }

// DocketURL is a part of how far a unit's claims have come.
func DocketURL(cycle, unit, rest string) string {
	return frame.AppraisalURL(cycle, unit) + rest
}

// ClaimURL is where a claim is judged; asked is the query of the queue it stands in.
func ClaimURL(cycle, unit, indicator, asked string) string {
	address := frame.ReceiptURL(cycle, unit, indicator) + "/appraisal"
	if asked != "" {
		address += "?" + asked
	}
	return address
}

// AfterURL is ClaimURL after another claim, or the same, was judged.
func AfterURL(cycle string, next, judged Item, asked string) string {
	q, err := url.ParseQuery(asked)
	if err != nil {
		q = url.Values{}
	}
	q.Set("judged", judged.String())
	return ClaimURL(cycle, next.Unit, next.Indicator, q.Encode())
}

// Item names a claim in the form of a queue, as it was seen.
type Item struct {
	Unit, Indicator string
	Seen, Report    int
}

// String is the value of the item's field.
func (i Item) String() string {
	return url.Values{"u": {i.Unit}, "i": {i.Indicator}, "v": {strconv.Itoa(i.Seen)}, "r": {strconv.Itoa(i.Report)}}.Encode()
}

// ParseItem reads what String wrote.
func ParseItem(text string) (Item, error) {
	sent, err := url.ParseQuery(text)
	seen, err2 := strconv.Atoi(sent.Get("v"))
	report, err3 := strconv.Atoi(sent.Get("r"))
	return Item{sent.Get("u"), sent.Get("i"), seen, report}, errors.Join(err, err2, err3)
}

// objection says why something cannot be done; empty where nothing stands in the way.
func objection(v frame.Voice, err error) string {
	if err == nil {
		return ""
	}
	if o, ok := errors.AsType[reform.Objection](err); ok {
		return locale.Objection(v.Language, o, v.Zone)
	}
	return v.Say("desk.failed")
}

// hidden reports whether what cannot be done is not worth a word: it is not the person's
// to do at all.
func hidden(err error) bool {
	o, ok := errors.AsType[reform.Objection](err)
	return ok && o.Obstacle == reform.NoRight
}

// turnOf names a turn by its id.
func turnOf(v frame.Voice, p reform.Procedure, id string) string {
	t, place := p.Turn(id)
	if place < 0 {
		t = reform.Turn{ID: id}
	}
	return locale.Turn(v.Language, t)
}

// until says by when a turn is to be done with; empty: it has no limit.
func until(v frame.Voice, t reform.Turn) string {
	switch {
	case !t.Opens.IsZero() && v.Now.Before(t.Opens):
		return v.Say("desk.opens", "At", v.Moment(t.Opens))
	case t.Over(v.Now):
		return v.Say("desk.closed", "At", v.Moment(t.Closes))
	case t.Due.IsZero() && t.Closes.IsZero():
		return ""
	case t.Due.IsZero():
		return v.Say("desk.closes", "At", v.Moment(t.Closes))
	case v.Now.After(t.Due):
		return v.Say("desk.overdue", "At", v.Moment(t.Due))
	}
	return v.Say("desk.due", "At", v.Moment(t.Due), "Left", v.Left(t.Due))
}

// scoreSays is what a score came to, or its state.
func scoreSays(v frame.Voice, s *reform.Score) string {
	if s == nil || s.State == "" {
		return frame.None
	}
	if s.State.Counts() {
		return v.Points(s.Earned)
	}
	return v.StateSays(s.State)
}

// judgedSays is what a verdict leaves of a claim.
func judgedSays(v frame.Voice, a reform.Appraisal, claimed *reform.Score) string {
	switch a.Verdict {
	case reform.Cut:
		return v.Points(a.Points)
	case reform.Accepted:
		return scoreSays(v, claimed)
	case reform.Returned, reform.Inapplicable, reform.Withdrawn:
	}
	return locale.Verdict(v.Language, a)
}
