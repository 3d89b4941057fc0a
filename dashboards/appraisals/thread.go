package appraisals

import (
	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Thread is all that was said on one claim, and what the reader may say now.
type Thread struct {
	frame.Head
	Indicator frame.Link
	Unit      frame.Link
	Stage     string
	Limit     string
	Final     bool
	Order     string // by which it was reopened, the last time; empty: it was not
	Sides     []frame.Link
	Said      []frame.Said
	Evidence  exhibit.Line
	Add       string  // where more is shown for it; empty: the reader may not, or not now
	Answer    *Answer // nil: not to be answered by this person, or not now
	Refused   string  // why; empty where it is nobody's turn to be told
	Judge     string  // where the reader may judge it now; empty: they may not
	Returned  bool    // it waits for the unit to mend its report
	Report    string  // where the reader does that; empty: it is not theirs to do
	Problem   string
	Links     []frame.Link
}

// Answer is the form of what a unit says to a judgement.
type Answer struct {
	Action   string
	Seen     int
	Stances  []frame.Choice
	Text     string
	Shortest int
	Given    bool // one was given already in this turn
}

// Talk is what the page is made from.
type Talk struct {
	Matter
	Indicator     string
	Judge, Answer error // why the reader may not; nil: they may
	MayShow       bool  // more for the claim, now
	MayReport     bool  // for the unit
	Typed         *Typed
	Problem       error
}

// NewThread makes the page.
func NewThread(v frame.Voice, w Talk) (Thread, error) {
	t := w.Tally
	claim, ok := w.Claim(w.Indicator)
	u, known := t.Unit(w.Review.Unit)
	if !ok || !known {
		return Thread{}, reform.ErrNotFound
	}
	page := Thread{
		Indicator: v.IndicatorLink(t, claim.Indicator), Unit: frame.Link{Text: v.Words(u.Name()), URL: DocketURL(t.Cycle.ID, u.ID, "")},
		Evidence: w.Holding.Line(v, claim.Indicator), Sides: w.sides(v, w.Indicator), Said: w.said(v, w.Indicator), Final: w.Review.Stage == reform.Final, Problem: objection(v, w.Problem),
		Links: []frame.Link{
			{Text: v.Say("desk.receipt"), URL: frame.ReceiptURL(t.Cycle.ID, u.ID, w.Indicator)},
			{Text: v.Say("desk.docket"), URL: DocketURL(t.Cycle.ID, u.ID, "")},
		},
	}
	page.Head = v.TallyHead(t, frame.AtNowhere, v.Say("desk.thread.title", "Indicator", w.Indicator, "Unit", page.Unit.Text), frame.Link{Text: v.Say("desk.docket"), URL: page.Unit.URL})
	page.Context.AsOf = ""
	page.Stage, page.Limit = w.stageSays(v)
	for _, r := range w.Reviews {
		if r.Permit != "" {
			page.Order = v.Say("desk.said.order", "Number", w.number(r.Permit))
		}
	}
	a, judged := w.InForce(w.Indicator)
	if page.Returned = judged && a.Verdict == reform.Returned && !page.Final; page.Returned && w.MayReport {
		page.Report = frame.ReportURL(t.Cycle.ID, u.ID, reform.FromUnit)
	}
	if w.MayShow {
		page.Add = exhibit.AddURL(t.Cycle.ID, u.ID, w.Indicator)
	}
	if w.Judge == nil {
		page.Judge = ClaimURL(t.Cycle.ID, u.ID, w.Indicator, "")
	}
	if w.Answer == nil {
		page.Answer = answer(v, w)
	} else if !hidden(w.Answer) {
		page.Refused = objection(v, w.Answer)
	}
	return page, nil
}

func answer(v frame.Voice, w Talk) *Answer {
	a, _ := w.InForce(w.Indicator)
	given, ok := w.Docket.Answer(w.Indicator)
	f := &Answer{
		Action: frame.ThreadURL(w.Tally.Cycle.ID, w.Review.Unit, w.Indicator), Seen: a.Version, Shortest: reform.ShortestReason,
		Given: ok && given.Appraisal == a.Version,
	}
	stance := ""
	if f.Given {
		stance, f.Text = string(given.Stance), given.Text
	}
	if w.Typed != nil {
		stance, f.Text = w.Typed.Verdict, w.Typed.Text
	}
	for _, s := range reform.Stances {
		f.Stances = append(f.Stances, frame.Choice{Value: string(s), Text: v.Say("desk.stance." + string(s)), Chosen: stance == string(s)})
	}
	return f
}
