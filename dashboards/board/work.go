package board

import (
	"net/url"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/agenda"
	"reformboard/internal/reform"
)

// Work is what a person owes and is told, above the list of cycles.
type Work struct {
	Lead    string // how many tasks ask for something
	Tasks   []TaskLine
	Notices []NoticeLine
	Unread  int
	Inbox   string // heading, with how many are unread
	More    string // that older notices are left out; empty: none are
}

// TaskLine is one task.
type TaskLine struct {
	State  agenda.State
	Says   string // the state, in a word
	Title  string
	Days   string // opens, due or locked
	Left   string // how much time there is; empty: none
	Stress bool   // little time, or none
	Longer string // that the unit was given more time, and why; empty: it was not
	Done   string
	Of     string // empty: how far it has come is not known
	Bar    frame.Bar
	Blocks []string
	Go     frame.Link
}

// NoticeLine is one notice.
type NoticeLine struct {
	Key  string
	Text string
	At   string
	Read bool
	URL  string
}

// mostNotices are shown at once.
const mostNotices = 12

// WithWork puts what a person owes above the cycles.
func (p Cycles) WithWork(v frame.Voice, tasks []agenda.Task, notices []agenda.Notice) Cycles {
	w := &Work{}
	asks := 0
	for _, t := range tasks {
		if t.State == agenda.Late || t.State == agenda.Due {
			asks++
		}
		w.Tasks = append(w.Tasks, taskLine(v, t))
	}
	w.Lead = v.Say("work.lead", "Count", asks, "Number", v.Count(asks))
	for n, notice := range notices {
		if !notice.Read {
			w.Unread++
		}
		if n < mostNotices {
			w.Notices = append(w.Notices, NoticeLine{Key: notice.Key, Text: told(v, notice), At: v.Moment(notice.At), Read: notice.Read, URL: noticeURL(notice)})
		}
	}
	w.Inbox = v.Say("work.inbox", "Count", w.Unread, "Number", v.Count(w.Unread))
	if len(notices) > mostNotices {
		w.More = v.Say("work.inbox.more", "Shown", v.Count(mostNotices), "All", v.Count(len(notices)))
	}
	p.Title, p.Work = v.Say("work.title"), w
	return p
}

func taskLine(v frame.Voice, t agenda.Task) TaskLine {
	line := TaskLine{
		State: t.State, Stress: pressing(t, v.Now), Says: v.Say("work.state." + string(t.State)), Days: days(v, t),
		Title: v.Say("work.task."+string(t.Kind), "Cycle", partName(v, t.Cycle), "Unit", v.Words(t.Unit.Name())),
		Go:    frame.Link{Text: v.Say("work.go." + goKey(t)), URL: taskURL(t)},
	}
	switch t.State {
	case agenda.Ahead:
		line.Left = v.Say("work.left.opens", "Left", v.Left(t.Window.Opens))
	case agenda.Due:
		switch {
		case t.Window.Due.IsZero():
		case t.Window.Due.Before(v.Now): // in its grace
			line.Left = v.Say("work.left.due", "Left", v.Left(t.Window.Last()))
		default:
			line.Left = v.Say("work.left.due", "Left", v.Left(t.Window.Due))
		}
	case agenda.Late:
		if t.Window.Closes.After(v.Now) {
			line.Left = v.Say("work.left.late", "Left", v.Left(t.Window.Closes))
		}
	case agenda.Missed, agenda.Done:
	}
	if e := t.Window.Extension; e != nil {
		line.Longer = v.Say("work.longer", "Until", v.Moment(e.Until), "Reason", e.Reason)
	}
	if t.Of > 0 {
		line.Done, line.Of, line.Bar = v.Count(t.Done), v.Count(t.Of), frame.BarOf(t.Done, t.Of)
	}
	for _, b := range t.Blocks {
		line.Blocks = append(line.Blocks, v.Say("work.block."+string(b.Kind), "Count", b.Count, "Number", v.Count(b.Count)))
	}
	return line
}

// days uses three words only: open, due, locked.
func days(v frame.Voice, t agenda.Task) string {
	switch t.State {
	case agenda.Ahead:
		return v.Say("work.days.opens", "At", v.Moment(t.Window.Opens), "Due", v.Moment(t.Window.Due))
	case agenda.Late:
		if !t.Window.Due.IsZero() && !t.Window.Closes.IsZero() {
			return v.Say("work.days.late", "Due", v.Moment(t.Window.Due), "Closes", v.Moment(t.Window.Closes))
		}
	case agenda.Missed:
		return v.Say("work.days.locked", "At", v.Moment(t.Window.Closes))
	case agenda.Due, agenda.Done:
	}
	switch {
	case t.Window.Due.IsZero() && t.Window.Closes.IsZero():
		return v.Say("work.days.none")
	case t.Window.Due.IsZero():
		return v.Say("work.days.locked", "At", v.Moment(t.Window.Closes))
	}
	return v.Say("work.days.due", "Due", v.Moment(t.Window.Due))
}

// goKey is what the way to the task is called.
func goKey(t agenda.Task) string {
	switch {
	case t.Kind != agenda.ReportTask || t.State == agenda.Done || t.State == agenda.Missed || t.State == agenda.Ahead:
		return "see"
	case t.Done == 0:
		return "begin"
	}
	return "on"
}

// taskURL is one click away from the task.
func taskURL(t agenda.Task) string {
	switch t.Kind {
	case agenda.ReportTask:
		return frame.ReportURL(t.Cycle.ID, t.Unit.ID, reform.FromUnit)
	case agenda.OverseeTask:
		return frame.CycleURL(t.Cycle.ID, "/completeness") + "?status=missing#units"
	case agenda.SupplyTask:
		return frame.CycleURL(t.Cycle.ID, "/completeness")
	case agenda.MendTask:
		return frame.ReportURL(t.Cycle.ID, t.Unit.ID, reform.FromUnit)
	case agenda.ApproveTask:
		return frame.CycleURL(t.Cycle.ID, "/editions")
	case agenda.GrantTask:
		if t.Unit.ID == t.Cycle.Body {
			return frame.CycleURL(t.Cycle.ID, "/procedure") + "#rules"
		}
		return frame.AppraisalURL(t.Cycle.ID, t.Unit.ID) + "#permits"
	case agenda.MarkTask:
		return frame.CountermarksURL(t.Cycle.ID)
	case agenda.JudgeTask, agenda.ReviewTask, agenda.SettleTask:
		if len(t.Blocks) > 0 {
			return frame.CycleURL(t.Cycle.ID, "/appraisals")
		}
	case agenda.ExplainTask, agenda.FinishTask:
		if t.Unit.ID != "" {
			return frame.AppraisalURL(t.Cycle.ID, t.Unit.ID)
		}
	}
	return frame.CycleURL(t.Cycle.ID, "")
}

// told puts a notice into words.
func told(v frame.Voice, n agenda.Notice) string {
	pairs := []any{
		"Cycle", partName(v, n.Cycle), "Unit", v.Words(n.Unit.Name()), "Due", v.Moment(n.Window.Due), "Closes", v.Moment(n.Window.Closes),
		"Opens", v.Moment(n.Window.Opens), "Count", n.Days, "Number", v.Count(n.Days), "Units", v.Units(n.Count),
	}
	key := "work.notice." + string(n.Kind)
	switch n.Kind {
	case agenda.DueIn:
		if n.Days == 0 {
			key += ".today"
		}
	case agenda.Extended:
		pairs = append(pairs, "Until", v.Moment(n.Extension.Until), "Reason", n.Extension.Reason)
	case agenda.Rescheduled:
		pairs = append(pairs, "Stage", v.Say("stage."+string(n.Window.Stage)))
		if n.Window.Dropped {
			key += ".dropped"
		}
	case agenda.Opened, agenda.Overdue, agenda.Silent:
	}
	return v.Say(key, pairs...)
}

func noticeURL(n agenda.Notice) string {
	switch n.Kind {
	case agenda.Opened, agenda.DueIn, agenda.Overdue:
		return frame.ReportURL(n.Cycle.ID, n.Unit.ID, reform.FromUnit)
	case agenda.Silent:
		return frame.CycleURL(n.Cycle.ID, "/completeness") + "?" + url.Values{"status": {"missing"}}.Encode() + "#units"
	case agenda.Rescheduled, agenda.Extended:
	}
	return frame.CycleURL(n.Cycle.ID, "/calendar")
}

// partName is the cycle of a task, as people say it.
func partName(v frame.Voice, c agenda.Cycle) string {
	return v.Period(c.Period) + " · " + v.Words(c.Title)
}

// soon is how long before the due time a task is stressed.
const soon = 3 * 24 * time.Hour

// pressing reports whether the days of a task are stressed.
func pressing(t agenda.Task, now time.Time) bool {
	return t.State == agenda.Late || t.State == agenda.Due && !t.Window.Due.IsZero() && now.Add(soon).After(t.Window.Due)
}
