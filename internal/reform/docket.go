package reform

import (
	"slices"
	"strconv"
	"time"
)

// Docket is all that was said on one Unit's claims in one Cycle: what is judged, how,
// and how far it has come. Its methods are the whole of what may happen next; each
// returns the row to be kept, or an Objection.
type Docket struct {
	Procedure    Procedure
	Claims       []Claim // what the unit says of itself, in the framework's order
	Report       Report  // the unit's own that counts; version 0: none has come
	Review       Review  // the newest; version 0: nothing has been ended yet
	Appraisals   []Appraisal
	Explanations []Explanation
}

// Claim is an Indicator as one Unit's word for it.
type Claim struct {
	Indicator Indicator
	Figures   []string // those that the unit supplies
	Sources   []Source // who supplies all that it rests on
}

// Turn is whose turn it is; false when every turn is over.
func (d *Docket) Turn() (Turn, bool) {
	if d.Review.Version == 0 {
		if len(d.Procedure.Turns) == 0 {
			return Turn{}, false
		}
		return d.Procedure.Turns[0], true
	}
	t, place := d.Procedure.Turn(d.Review.Turn)
	return t, place >= 0 && d.Review.Stage == InTurn
}

// Claim finds what the unit says for an indicator.
func (d *Docket) Claim(indicator string) (Claim, bool) {
	n := slices.IndexFunc(d.Claims, func(c Claim) bool { return c.Indicator.ID == indicator })
	if n < 0 {
		return Claim{}, false
	}
	return d.Claims[n], true
}

// Versions lists the judgements of an indicator.
func (d *Docket) Versions(indicator string) []Appraisal {
	var versions []Appraisal
	for _, a := range d.Appraisals {
		if a.Indicator == indicator {
			versions = append(versions, a)
		}
	}
	return versions
}

// InForce is the judgement of an indicator that counts.
func (d *Docket) InForce(indicator string) (Appraisal, bool) {
	c, ok := d.Claim(indicator)
	if !ok {
		return Appraisal{}, false
	}
	return InForce(d.Versions(indicator), d.Report.Since(c.Figures), d.Report.Version)
}

// First is the judgement of an indicator that counts of those given in the first turn.
func (d *Docket) First(indicator string) (Appraisal, bool) {
	c, ok := d.Claim(indicator)
	if !ok {
		return Appraisal{}, false
	}
	return InForce(d.Procedure.Firsts(d.Versions(indicator)), d.Report.Since(c.Figures), d.Report.Version)
}

// Answer is the unit's newest explanation for an indicator.
func (d *Docket) Answer(indicator string) (Explanation, bool) {
	var newest Explanation
	for _, e := range d.Explanations {
		if e.Indicator == indicator && e.Version > newest.Version {
			newest = e
		}
	}
	return newest, newest.Version > 0
}

// Owed lists the indicators that wait to be judged, or answered, in the turn that it
// is: when there are none, the turn can be ended.
func (d *Docket) Owed() []string {
	turn, ok := d.Turn()
	if !ok || d.Report.Version == 0 {
		return nil
	}
	var owed []string
	for _, c := range d.Claims {
		if d.owed(turn, c.Indicator.ID) {
			owed = append(owed, c.Indicator.ID)
		}
	}
	return owed
}

func (d *Docket) owed(turn Turn, indicator string) bool {
	if len(d.Review.Claims) > 0 && !slices.Contains(d.Review.Claims, indicator) {
		return false
	}
	a, judged := d.InForce(indicator)
	answer, answered := d.Answer(indicator)
	if !turn.Judging() {
		return judged && a.Verdict.Changes() && answer.Appraisal < a.Version
	}
	switch {
	case judged && a.Verdict == Returned:
		return true // until the unit has mended it, or somebody judges otherwise
	case judged && a.Review == d.Review.Version:
		return false
	case d.Review.Permit != "":
		return true
	case d.Review.Version == 0:
		return !judged
	case !judged:
		return len(d.Versions(indicator)) > 0 // what was judged is no longer what is said
	}
	return a.Verdict.Changes() && answered && answer.Stance == Contests
}

// Mends reports whether anything waits for the unit to mend it by another report.
func (d *Docket) Mends() bool {
	return d.stage() != Final && returned(d.Appraisals, d.Report.Version)
}

// Judge makes a judgement the next version, if it may be given now. Its Version is the
// one that was seen when it was made; 0: none.
func (d *Docket) Judge(a Appraisal, at time.Time) (Appraisal, error) {
	turn, err := d.speaks(a.Indicator, true, at)
	if err != nil {
		return a, err
	}
	c, ok := d.Claim(a.Indicator)
	if !ok {
		return a, Objection{Obstacle: NoClaim, Indicator: a.Indicator}
	}
	if err := a.Check(c.Indicator, d.Procedure); err != nil {
		return a, err
	}
	if a.Version != len(d.Versions(a.Indicator)) {
		return a, Objection{Obstacle: JudgedSince, Indicator: a.Indicator}
	}
	held, judged := d.InForce(a.Indicator)
	again := judged && held.Review == d.Review.Version // a change of mind in the same sitting
	if d.Review.Version > 0 && !again && !d.owed(turn, a.Indicator) {
		return a, Objection{Obstacle: NotInDispute, Indicator: a.Indicator}
	}
	a.Version, a.Turn, a.Review, a.Report, a.At = a.Version+1, turn.ID, d.Review.Version, d.Report.Version, at
	return a, nil
}

// speaks is the turn in which something is said on an indicator: one in which claims
// are judged, or one in which they are answered for.
func (d *Docket) speaks(indicator string, judging bool, at time.Time) (Turn, error) {
	turn, ok := d.Turn()
	switch {
	case d.Review.Stage == Final:
		return turn, Objection{Obstacle: IsFinal, Indicator: indicator}
	case !ok || turn.Judging() != judging:
		return turn, Objection{Obstacle: NotTheirTurn, Indicator: indicator, Found: turn.ID}
	case d.Report.Version == 0:
		return turn, Objection{Obstacle: NoReportYet, Indicator: indicator}
	}
	return turn, turn.Open(at)
}

// MostUndo is how long what was accepted in bulk can be undone.
const MostUndo = 10 * time.Minute

// Withdraw undoes one of the judgements that were given with one click, as long as the
// sitting is not over and nobody has judged otherwise since.
func (d *Docket) Withdraw(indicator, bulk string, at time.Time) (Appraisal, error) {
	if _, err := d.speaks(indicator, true, at); err != nil {
		return Appraisal{}, err
	}
	a, ok := d.InForce(indicator)
	switch {
	case !ok || a.Bulk == "" || a.Bulk != bulk || a.Review != d.Review.Version:
		return a, Objection{Obstacle: NothingToUndo, Indicator: indicator}
	case at.Sub(a.At) > MostUndo:
		return a, Objection{Obstacle: UndoneTooLate, Indicator: indicator}
	}
	a.Version, a.Verdict, a.At = len(d.Versions(indicator))+1, Withdrawn, at
	return a, nil
}

// Explain makes an answer the next version, if one may be given now.
func (d *Docket) Explain(e Explanation, at time.Time) (Explanation, error) {
	turn, err := d.speaks(e.Indicator, false, at)
	if err != nil {
		return e, err
	}
	if err := e.Check(); err != nil {
		return e, err
	}
	a, judged := d.InForce(e.Indicator)
	if !judged || !a.Verdict.Changes() {
		return e, Objection{Obstacle: NothingToAnswer, Indicator: e.Indicator}
	}
	if e.Appraisal != a.Version {
		return e, Objection{Obstacle: JudgedSince, Indicator: e.Indicator}
	}
	held, _ := d.Answer(e.Indicator)
	e.Version, e.Turn, e.Review, e.At = held.Version+1, turn.ID, d.Review.Version, at
	return e, nil
}

// End ends the turn that it is, and goes on to the next in which anything is owed.
// What is still owed stands in the way, unless the last moment to speak has passed: then
// what nobody judged stands as claimed, and what nobody answered as judged.
func (d *Docket) End(by string, at time.Time) (Review, error) {
	turn, ok := d.Turn()
	switch {
	case d.Review.Stage == Final:
		return d.Review, Objection{Obstacle: IsFinal}
	case !ok:
		return d.Review, Objection{Obstacle: NotTheirTurn}
	case d.Report.Version == 0:
		return d.Review, Objection{Obstacle: NoReportYet}
	}
	if owed := d.Owed(); len(owed) > 0 && !turn.Over(at) {
		return d.Review, Objection{Obstacle: StillOwed, Found: strconv.Itoa(len(owed))}
	}
	next := *d
	next.Review = d.moved(by, at)
	_, place := d.Procedure.Turn(turn.ID)
	for _, t := range d.Procedure.Turns[place+1:] {
		next.Review.Stage, next.Review.Turn, next.Review.Claims = InTurn, t.ID, d.Review.Claims
		if len(next.Owed()) > 0 {
			return next.Review, nil
		}
	}
	next.Review.Stage, next.Review.Turn, next.Review.Claims = Settled, "", nil
	return next.Review, nil
}

// Finish makes final what every turn is over for.
func (d *Docket) Finish(by string, at time.Time) (Review, error) {
	switch turn, _ := d.Turn(); d.stage() {
	case Final:
		return d.Review, Objection{Obstacle: IsFinal}
	case InTurn:
		return d.Review, Objection{Obstacle: NotSettled, Found: turn.ID}
	case Settled:
	}
	r := d.moved(by, at)
	r.Stage = Final
	return r, nil
}

// Reopen has some claims of a final review judged anew, as an order says.
func (d *Docket) Reopen(p Permit, at time.Time) (Review, error) {
	turn, _ := d.Procedure.Turn(p.Turn)
	switch {
	case d.stage() != Final:
		return d.Review, Objection{Obstacle: NotFinal}
	case p.Review != d.Review.Version:
		return d.Review, Objection{Obstacle: JudgedSince}
	case !turn.Judging():
		return d.Review, Objection{Obstacle: NoSuchTurn, Found: p.Turn}
	case len(p.Claims) == 0:
		return d.Review, Objection{Obstacle: NoClaim}
	}
	for _, id := range p.Claims {
		if _, ok := d.Claim(id); !ok {
			return d.Review, Objection{Obstacle: NoClaim, Indicator: id}
		}
	}
	r := d.moved(p.GrantedBy, at)
	r.Stage, r.Turn, r.Claims, r.Permit = InTurn, p.Turn, p.Claims, p.ID
	return r, nil
}

func (d *Docket) stage() ReviewStage {
	if d.Review.Version == 0 {
		return InTurn
	}
	return d.Review.Stage
}

// moved begins the next version of the review.
func (d *Docket) moved(by string, at time.Time) Review {
	return Review{
		Cycle: d.Review.Cycle, Unit: d.Review.Unit, Version: d.Review.Version + 1,
		Report: d.Report.Version, Spoken: len(d.Appraisals) + len(d.Explanations), By: by, At: at,
	}
}
