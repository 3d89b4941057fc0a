package appraisals

import (
	"errors"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Claim is where one claim is judged: the rule, what the unit says, and the decision.
type Claim struct {
	frame.Head
	Indicator frame.Link
	Unit      frame.Link
	Turn      string
	Limit     string
	Rule      string
	Help      string
	Most      string
	Target    string // empty: nothing is measured to hold against one
	Claimed   string
	State     string
	Inputs    []Input
	Evidence  exhibit.Line
	Links     []frame.Link // receipt, thread, unit
	Earlier   *Earlier     // nil: no cycle before
	Peers     *Peers       // nil: nobody to hold it against
	Sides     []frame.Link
	Said      []frame.Said
	Decision  *Decision   // nil: not to be judged by this person, or not now
	Refused   string      // why
	Done      *frame.Link // what was just judged, and where; nil: nothing was
	Changed   string      // what somebody else did meanwhile; empty: nothing
	Problem   string
	Next      frame.Link // the claim after this one in the queue
	Queue     frame.Link
	Notice    string       // what whoever judges is to know; empty: nothing but what they see
	Both      []frame.Said // judgements of a claim that was marked twice
}

// Input is one value that the claim rests on, and where it was read.
type Input struct {
	Title, Value, Unit string
	Absent             bool
	Origin             string // sheet and cell
	Upload             string // empty: not known
	Reason             string // that the unit gave for it
}

// Earlier is what became of the claim in the cycle before.
type Earlier struct{ Period, Claimed, Judged, URL string }

// Peers is how the units of a peer group lie, and where this one does, on a strip of 0 to
// 100.
type Peers struct {
	Says                                          string
	Least, Quarter, Median, Width, Greatest, Self string
	Known                                         bool // of this unit
}

// Decision is the form.
type Decision struct {
	Action       string
	Seen, Report int
	Asked, Next  string
	Verdicts     []Verdict
	Points       string
	Range        string
	Grounds      []frame.Choice
	Text, Says   string
}

// Verdict is one of those to choose from, and its key.
type Verdict struct {
	frame.Choice
	Key string
}

// Typed is what was typed into a form that was not taken.
type Typed struct{ Verdict, Points, Ground, Text string }

// View is what the page is made from.
type View struct {
	Matter
	Indicator string
	Uploads   map[string]string // address by SHA-256
	Before    *reform.Tally     // nil: no cycle before
	BeforeAll *reform.Docket
	Judge     error // why this person may not; nil: they may
	Asked     string
	Next      Item // Unit empty: none
	Typed     *Typed
	Problem   error
	Done      *reform.Appraisal // that the reader has just given, of another claim or this; nil: none
}

// keys are those of verdicts, in the order in which they are shown.
var keys = []struct {
	verdict reform.Verdict
	key     string
}{{reform.Accepted, "1"}, {reform.Cut, "2"}, {reform.Returned, "3"}, {reform.Inapplicable, "4"}}

// NewClaim makes the page. What is no claim of the unit has none.
func NewClaim(v frame.Voice, w View) (Claim, error) {
	t := w.Tally
	claim, ok := w.Claim(w.Indicator)
	u, known := t.Unit(w.Review.Unit)
	if !ok || !known {
		return Claim{}, reform.ErrNotFound
	}
	i := claim.Indicator
	page := Claim{
		Indicator: v.IndicatorLink(t, i), Unit: frame.Link{Text: v.Words(u.Name()), URL: DocketURL(t.Cycle.ID, u.ID, "")},
		Rule: locale.Rule(v.Language, &t.Framework, i), Help: v.Words(i.Help), Most: v.Most(i.Max),
		Claimed: frame.None, Inputs: inputs(v, w, claim), Evidence: w.Holding.Line(v, i), Sides: w.sides(v, i.ID), Said: w.said(v, i.ID),
		Earlier: w.earlier(v), Peers: peersOf(v, t, u, i), Problem: objection(v, w.Problem),
		Links: []frame.Link{
			{Text: v.Say("desk.receipt"), URL: frame.ReceiptURL(t.Cycle.ID, u.ID, i.ID)},
			{Text: v.Say("desk.thread"), URL: frame.ThreadURL(t.Cycle.ID, u.ID, i.ID)},
			{Text: v.Say("desk.docket"), URL: DocketURL(t.Cycle.ID, u.ID, "")},
		},
	}
	page.Queue = frame.Link{Text: v.Say("desk.queue.title"), URL: QueueURL(t.Cycle.ID, query(w.Asked))}
	page.Head = v.TallyHead(t, frame.AtNowhere, v.Say("desk.claim.title", "Indicator", i.ID, "Unit", page.Unit.Text), page.Queue)
	page.Context.AsOf = ""
	page.Turn, page.Limit = w.stageSays(v)
	if s := w.claimed(i.ID); s != nil {
		page.Claimed, page.State = scoreSays(v, s), v.StateSays(s.State)
	}
	if i.Rule.Measures() {
		page.Target = v.Aim(i)
	}
	if o, ok := errors.AsType[reform.Objection](w.Problem); ok && (o.Obstacle == reform.JudgedSince || o.Obstacle == reform.ReportedSince) {
		page.Changed = w.changed(v)
	}
	if d := w.Done; d != nil {
		judged, _ := t.Unit(d.Unit)
		page.Done = &frame.Link{
			Text: v.Say("desk.saved", "Claim", d.Indicator+" · "+v.Words(judged.Name()), "Verdict", locale.Verdict(v.Language, *d)),
			URL:  ClaimURL(t.Cycle.ID, d.Unit, d.Indicator, w.Asked),
		}
	}
	if w.Next.Unit != "" {
		page.Next = frame.Link{Text: w.nextSays(v), URL: ClaimURL(t.Cycle.ID, w.Next.Unit, w.Next.Indicator, w.Asked)}
	}
	if page.Refused = objection(v, w.Judge); page.Refused == "" {
		page.Decision = decision(v, w, i)
	}
	return page, nil
}

func query(asked string) string {
	if asked == "" {
		return ""
	}
	return "?" + asked
}

func (w View) nextSays(v frame.Voice) string {
	u, _ := w.Tally.Unit(w.Next.Unit)
	return w.Next.Indicator + " · " + v.Words(u.Name())
}

// changed is what stands now, for somebody who was about to judge something else.
func (w View) changed(v frame.Voice) string {
	if said := w.said(v, w.Indicator); len(said) > 0 {
		last := said[len(said)-1]
		return v.Say("desk.changed", "What", last.Title, "By", last.By, "At", last.At)
	}
	return ""
}

func decision(v frame.Voice, w View, i reform.Indicator) *Decision {
	d := &Decision{
		Action: ClaimURL(w.Tally.Cycle.ID, w.Review.Unit, i.ID, ""), Seen: len(w.Versions(i.ID)), Report: w.Report.Version, Asked: w.Asked,
		Says: v.Say("desk.text.says", "Shortest", reform.ShortestReason), Range: v.Say("desk.range", "Least", v.Most(i.Min), "Most", v.Most(i.Max)),
	}
	if w.Next.Unit != "" {
		d.Next = w.Next.String()
	}
	typed := Typed{}
	if w.Typed != nil {
		typed = *w.Typed
	}
	d.Points, d.Text = typed.Points, typed.Text
	for _, k := range keys {
		d.Verdicts = append(d.Verdicts, Verdict{frame.Choice{Value: string(k.verdict), Text: v.Say("desk.verdict." + string(k.verdict)), Chosen: typed.Verdict == string(k.verdict)}, k.key})
	}
	for _, g := range w.Procedure.Grounds {
		d.Grounds = append(d.Grounds, frame.Choice{Value: g.Code, Text: g.Code + " " + locale.Ground(v.Language, g), Chosen: typed.Ground == g.Code})
	}
	return d
}

func inputs(v frame.Voice, w View, c reform.Claim) []Input {
	var rows []Input
	for _, id := range c.Figures {
		g, known := w.Tally.Framework.Figure(id)
		value, said := w.Report.Value(id)
		if !known {
			continue
		}
		row := Input{Title: v.Words(g.Title), Unit: v.Words(g.Unit), Value: frame.None, Absent: true}
		if said {
			row.Value, row.Absent = locale.Value(v.Language, g, value.Text, value.Absence), value.Absence != ""
			row.Origin, row.Reason = value.Origin.String(), value.Reason
			sum := value.SHA256
			if sum == "" {
				sum = w.Report.SHA256
			}
			row.Upload = w.Uploads[sum]
		}
		rows = append(rows, row)
	}
	return rows
}

// earlier is what became of the claim in the cycle before.
func (w View) earlier(v frame.Voice) *Earlier {
	if w.Before == nil {
		return nil
	}
	card, ok := w.Before.Scorecard(w.Review.Unit)
	s, scored := card.Score(w.Indicator)
	if !ok || !scored {
		return nil
	}
	e := &Earlier{
		Period: v.Period(w.Before.Cycle.Period), Claimed: scoreSays(v, &s), Judged: v.Say("desk.earlier.none"),
		URL: frame.ThreadURL(w.Before.Cycle.ID, w.Review.Unit, w.Indicator),
	}
	if w.BeforeAll != nil {
		if a, judged := w.BeforeAll.InForce(w.Indicator); judged {
			e.Judged = locale.Verdict(v.Language, a)
			if a.Ground != "" {
				e.Judged += " (" + a.Ground + ")"
			}
		}
	}
	return e
}

// peersOf holds a claim against those of the unit's peer group.
func peersOf(v frame.Voice, t *reform.Tally, u reform.Unit, i reform.Indicator) *Peers {
	var levels []reform.Fraction
	var self reform.Fraction
	p := &Peers{}
	for _, r := range spread.Of(t, i).Results {
		if r.Unit.PeerGroup != u.PeerGroup || !r.Score.State.Counts() {
			continue
		}
		level, known := r.Level, r.Known
		if !known && r.Score.Max > 0 {
			level, known = r.Score.Earned.Fraction().Quo(r.Score.Max.Fraction()), true
		}
		if !known {
			continue
		}
		levels = append(levels, level)
		if r.Unit.ID == u.ID {
			self, p.Known = level, true
		}
	}
	if len(levels) < fewestPeers {
		return nil
	}
	q := spread.QuantilesOf(levels)
	at := func(p reform.Percent) string { return frame.Tenths(min(max(float64(p)/100, 0), 100)) }
	p.Least, p.Quarter, p.Median, p.Greatest, p.Self = at(q.Least), at(q.Quarter), at(q.Median), at(q.Greatest), at(self.Percent())
	p.Width = frame.Tenths(max(min(float64(q.Three)/100, 100)-min(max(float64(q.Quarter)/100, 0), 100), 0.5))
	own := frame.None
	if p.Known {
		own = v.Percent(self.Percent())
	}
	p.Says = v.Say("desk.peers", "Units", v.Count(q.Units), "Median", v.Percent(q.Median), "Quarter", v.Percent(q.Quarter), "Three", v.Percent(q.Three), "Own", own)
	return p
}

// fewestPeers is from how many units on quartiles mean anything.
const fewestPeers = 4
