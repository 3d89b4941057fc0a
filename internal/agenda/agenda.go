// Package agenda says what a person owes, by when, and what to be reminded of.
//
// Its one rule: it follows from the record and the time alone. Nothing is sent, and
// nobody presses a button to be reminded: who asks twice gets the same answer.
package agenda

import (
	"cmp"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// Scene is what is known of a person's part in some cycles.
type Scene struct {
	Now    time.Time
	Zone   *time.Location // in which days begin
	Cycles []Cycle
}

// Cycle is one cycle with a person's part in it.
type Cycle struct {
	reform.Cycle
	Title    reform.Words    // of its framework
	Acts     []reform.Stage  // but for Reporting, in which the person acts
	Own      []Report        // that the person prepares
	Below    []Report        // of other units that the person looks after
	Supplied []Report        // that the person hands in for others, such as surveys
	Waits    []Waiting       // for the person, besides reports
	History  []reform.Window // every version of the windows that concern the person
}

// Report is how far the report of a unit has come.
type Report struct {
	Unit     reform.Unit
	First    time.Time // when it was first submitted; zero: not yet
	Asked    int       // figures
	Reported int       // of them, in the newest version
	Blocks   []Block
}

// Submitted reports whether it was submitted by a moment.
func (r Report) Submitted(by time.Time) bool { return !r.First.IsZero() && !r.First.After(by) }

// Waiting is what waits for a person in a cycle: claims to be judged or answered for, or
// what somebody else has asked for.
type Waiting struct {
	Kind   TaskKind
	Unit   reform.Unit   // empty: of the whole cycle
	Window reform.Window // a time that is zero is no limit
	Blocks []Block
}

// Block is what stands between a person and the end of a task.
type Block struct {
	Kind  BlockKind
	Count int
}

// BlockKind is the kind of thing that stands in the way.
type BlockKind string

const (
	Nothing   BlockKind = "nothing"   // has been handed in yet
	Pending   BlockKind = "pending"   // a file that was read and not kept
	Draft     BlockKind = "draft"     // what was kept and not submitted
	Missing   BlockKind = "missing"   // figures of which nothing is said
	Doubtful  BlockKind = "doubtful"  // values that need a reason
	Unproved  BlockKind = "unproved"  // indicators with neither proof nor explanation
	NotOpened BlockKind = "not_open"  // the window
	Locked    BlockKind = "is_locked" // the window

	Claims   BlockKind = "claims"   // to be judged
	Answers  BlockKind = "answers"  // that are judged otherwise than claimed, and not answered for
	Returned BlockKind = "returned" // claims to be mended by another report
	Settled  BlockKind = "settled"  // units of which every turn is over
	Asked    BlockKind = "asked"    // what waits for a second person
)

// BlockKinds lists every BlockKind.
var BlockKinds = []BlockKind{Nothing, Pending, Draft, Missing, Doubtful, Unproved, NotOpened, Locked, Claims, Answers, Returned, Settled, Asked}

// Task is one thing that a person owes or looks after.
type Task struct {
	Kind   TaskKind
	State  State
	Cycle  Cycle
	Unit   reform.Unit // whose report; empty: of the whole cycle
	Window reform.Window
	Done   int
	Of     int // 0: how far it has come is not known
	Blocks []Block
}

// TaskKind is what is to be done.
type TaskKind string

const (
	ReportTask  TaskKind = "report"  // prepare and submit a unit's report
	SupplyTask  TaskKind = "supply"  // hand in what others supply
	OverseeTask TaskKind = "oversee" // see that other units report
	JudgeTask   TaskKind = "judge"   // appraise, for the first time
	ExplainTask TaskKind = "explain" // answer to the appraisal
	ReviewTask  TaskKind = "review"  // appraise once more
	SettleTask  TaskKind = "settle"  // decide as the council
	MendTask    TaskKind = "mend"    // report anew what was returned
	FinishTask  TaskKind = "finish"  // make final what every turn is over for
	ApproveTask TaskKind = "approve" // an edition, as the second person
	GrantTask   TaskKind = "grant"   // what somebody asked for by an order, as the second person
	MarkTask    TaskKind = "mark"    // judge what somebody else has judged, without knowing how
)

// TaskKinds lists every TaskKind.
var TaskKinds = []TaskKind{ReportTask, SupplyTask, OverseeTask, JudgeTask, ExplainTask, ReviewTask, SettleTask, MendTask, FinishTask, ApproveTask, GrantTask, MarkTask}

// ofStage is the task of whoever acts in a stage.
var ofStage = map[reform.Stage]TaskKind{
	reform.FirstAppraisal: JudgeTask, reform.ExplanationStage: ExplainTask, reform.SecondAppraisal: ReviewTask, reform.CouncilStage: SettleTask,
}

// State is how a Task stands against its Window.
type State string

const (
	Late   State = "late"   // past due, and it can still be done
	Due    State = "due"    // open
	Ahead  State = "ahead"  // not open yet
	Missed State = "missed" // closed before it was done
	Done   State = "done"
)

// States lists every State: what asks most of a person comes first.
var States = []State{Late, Due, Ahead, Missed, Done}

// Tasks lists what a person owes, most urgent first.
func Tasks(s Scene) []Task {
	var tasks []Task
	for _, c := range s.Cycles {
		for _, r := range c.Own {
			tasks = append(tasks, own(c, r, s.Now))
		}
		tasks = append(tasks, many(OverseeTask, c, c.Below, s.Now)...)
		tasks = append(tasks, many(SupplyTask, c, c.Supplied, s.Now)...)
		for _, w := range c.Waits {
			tasks = append(tasks, Task{Kind: w.Kind, Cycle: c, Unit: w.Unit, Window: w.Window, Blocks: w.Blocks, State: limited(w.Window, s.Now)})
		}
		for _, stage := range c.Acts {
			known := slices.ContainsFunc(c.Waits, func(w Waiting) bool { return w.Kind == ofStage[stage] })
			if w, ok := next(c, stage, concerned(c), s.Now); ok && !known {
				t := Task{Kind: ofStage[stage], Cycle: c, Window: w}
				t.State = state(w, false, s.Now)
				if t.State == Missed {
					t.State = Done // a stage that is over asks nothing
				}
				tasks = append(tasks, t)
			}
		}
	}
	slices.SortStableFunc(tasks, func(a, b Task) int {
		return cmp.Or(
			cmp.Compare(slices.Index(States, a.State), slices.Index(States, b.State)),
			a.when().Compare(b.when()),
		)
	})
	return tasks
}

// when is the moment by which tasks of one state are ordered: what has no limit comes last.
func (t Task) when() time.Time {
	switch {
	case t.State == Ahead:
		return t.Window.Opens
	case t.Window.Due.IsZero():
		return endless
	}
	return t.Window.Due
}

var endless = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)

// concerned are the units that a person has to do with in a cycle.
func concerned(c Cycle) []Report { return slices.Concat(c.Own, c.Below, c.Supplied) }

// own is the task of handing one report in.
func own(c Cycle, r Report, now time.Time) Task {
	w := c.Reports(r.Unit)
	t := Task{Kind: ReportTask, Cycle: c, Unit: r.Unit, Window: w, Done: r.Reported, Of: r.Asked, State: state(w, r.Submitted(now), now)}
	switch t.State {
	case Ahead:
		t.Blocks = []Block{{Kind: NotOpened}}
	case Missed:
		t.Blocks = []Block{{Kind: Locked}}
	case Late, Due, Done:
		t.Blocks = r.Blocks
	}
	return t
}

// many is the task of seeing that units report, if there are any.
func many(kind TaskKind, c Cycle, reports []Report, now time.Time) []Task {
	w, ok := next(c, reform.ReportingStage, reports, now)
	if !ok {
		return nil
	}
	t := Task{Kind: kind, Cycle: c, Window: w, Of: len(reports)}
	for _, r := range reports {
		if r.Submitted(now) {
			t.Done++
		}
	}
	t.State = state(w, t.Done == t.Of, now)
	return []Task{t}
}

// next is the window, among those of some units, that is due next or, when all are past,
// closes last. False: there is none.
func next(c Cycle, stage reform.Stage, reports []Report, now time.Time) (found reform.Window, ok bool) {
	for _, r := range reports {
		w, has := c.Window(stage, r.Unit)
		if !has {
			continue
		}
		sooner := w.Due.Before(found.Due)
		if found.Late(now) {
			sooner = !w.Late(now) || w.Closes.After(found.Closes)
		} else if w.Late(now) {
			sooner = false
		}
		if !ok || sooner {
			found, ok = w, true
		}
	}
	return found, ok
}

// limited is the state of what waits, whose window may lack limits. What should be over
// waits all the same, and is late.
func limited(w reform.Window, now time.Time) State {
	switch {
	case !w.Opens.IsZero() && now.Before(w.Opens):
		return Ahead
	case !w.Due.IsZero() && now.After(w.Due), !w.Closes.IsZero() && !now.Before(w.Closes):
		return Late
	}
	return Due
}

func state(w reform.Window, done bool, now time.Time) State {
	switch {
	case done:
		return Done
	case w.Phase(now) == reform.Planned:
		return Ahead
	case w.Phase(now) == reform.Closed:
		return Missed
	case w.Late(now):
		return Late
	}
	return Due
}
