package appraisals

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Blind is a claim that somebody is to judge a second time.
type Blind struct {
	View
	Pair *reform.Pair // both judgements, once the reader may see them
	Left int          // how many others wait
}

// NewBlind makes the page of a claim for whoever judges it a second time. What was said
// on it is taken away before anything is drawn: the page cannot tell what it has not.
func NewBlind(v frame.Voice, w Blind) (Claim, error) {
	unheard := *w.Docket
	unheard.Appraisals, unheard.Explanations, unheard.Review = nil, nil, reform.Review{Cycle: w.Review.Cycle, Unit: w.Review.Unit}
	w.Docket, w.Reviews, w.Permits, w.Asked, w.Next = &unheard, nil, nil, "", Item{}
	page, err := NewClaim(v, w.View)
	if err != nil {
		return page, err
	}
	cycle := w.Tally.Cycle.ID
	page.Title = v.Say("agreement.claim.title", "Indicator", w.Indicator, "Unit", page.Unit.Text)
	page.Queue = frame.Link{Text: v.Say("agreement.list"), URL: frame.CountermarksURL(cycle)}
	page.Crumbs[len(page.Crumbs)-1] = page.Queue
	page.Turn, page.Limit, page.Changed, page.Sides, page.Said, page.Links = v.Say("agreement.blind"), "", "", nil, nil, nil
	page.Unit.URL = frame.UnitURL(cycle, w.Review.Unit)
	if page.Decision != nil {
		page.Decision.Action = frame.CountermarkURL(cycle, w.Review.Unit, w.Indicator)
		page.Decision.Says = v.Say("agreement.text.says", "Shortest", reform.ShortestReason)
		page.Notice = v.Say("agreement.blind.says")
	}
	if w.Pair != nil {
		page.Both, page.Refused = v.PairSays(*w.Pair, w.Procedure, w.People), ""
	}
	if w.Left > 0 && page.Decision == nil {
		page.Next = frame.Link{Text: v.Say("agreement.left", "Count", w.Left, "Number", v.Count(w.Left)), URL: page.Queue.URL}
	}
	return page, nil
}
