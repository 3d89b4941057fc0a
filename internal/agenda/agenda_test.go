package agenda_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/agenda"
	"reformboard/internal/reform"
)

// hanoi is seven hours ahead of UTC: days begin at 17:00 UTC.
var hanoi = time.FixedZone("ICT", 7*3600)

func september(day, hour, minute int) time.Time {
	return time.Date(2026, 9, day, hour, minute, 0, 0, hanoi)
}

var (
	due   = september(30, 17, 0)
	unit  = reform.Unit{ID: "u", PeerGroup: "g"}
	cycle = agenda.Cycle{Cycle: reform.Cycle{ID: "q3", Opens: september(10, 8, 0), Due: due, Closes: due.AddDate(0, 0, 10)}}
)

func none(string) bool { return false }

// owing is the scene of somebody whose unit submitted at a moment; zero: not yet.
func owing(now, submitted time.Time) agenda.Scene {
	c := cycle
	c.Own = []agenda.Report{{Unit: unit, First: submitted, Asked: 43, Reported: 31, Blocks: []agenda.Block{{Kind: agenda.Missing, Count: 12}}}}
	return agenda.Scene{Now: now, Zone: hanoi, Cycles: []agenda.Cycle{c}}
}

func TestATaskStandsAgainstItsWindow(t *testing.T) {
	for _, c := range []struct {
		now, submitted time.Time
		want           agenda.State
		block          agenda.BlockKind
	}{
		{cycle.Opens.Add(-1), time.Time{}, agenda.Ahead, agenda.NotOpened},
		{cycle.Opens, time.Time{}, agenda.Due, agenda.Missing},
		{due, time.Time{}, agenda.Due, agenda.Missing},
		{due.Add(1), time.Time{}, agenda.Late, agenda.Missing},
		{cycle.Closes, time.Time{}, agenda.Missed, agenda.Locked},
		{cycle.Closes, due, agenda.Done, agenda.Missing},
	} {
		tasks := agenda.Tasks(owing(c.now, c.submitted))
		if len(tasks) != 1 || tasks[0].State != c.want || tasks[0].Blocks[0].Kind != c.block || tasks[0].Done != 31 || tasks[0].Of != 43 {
			t.Errorf("at %v: got %+v", c.now, tasks)
		}
	}
}

func TestMostUrgentComesFirst(t *testing.T) {
	at := func(id string, opens, due, closes int) agenda.Cycle {
		return agenda.Cycle{
			Cycle: reform.Cycle{ID: id, Opens: september(opens, 0, 0), Due: september(due, 0, 0), Closes: september(closes, 0, 0)},
			Own:   []agenda.Report{{Unit: unit}},
		}
	}
	done := at("done", 1, 15, 20)
	done.Own[0].First = september(2, 0, 0)
	s := agenda.Scene{Now: september(12, 0, 0), Zone: hanoi, Cycles: []agenda.Cycle{
		done, at("missed", 1, 2, 3), at("far ahead", 20, 25, 30), at("ahead", 15, 26, 30), at("due later", 1, 20, 21), at("due", 1, 13, 21), at("late", 1, 11, 21),
	}}
	var got []string
	for _, task := range agenda.Tasks(s) {
		got = append(got, task.Cycle.ID)
	}
	want := []string{"late", "due", "due later", "ahead", "far ahead", "missed", "done"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestManyReportsAreOneTaskDueWithTheNext(t *testing.T) {
	c := cycle
	c.Windows = []reform.Window{{Stage: reform.ReportingStage, PeerGroup: "early", Opens: c.Opens, Due: september(20, 0, 0), Closes: september(29, 0, 0)}}
	c.Below = []agenda.Report{
		{Unit: reform.Unit{ID: "a", PeerGroup: "late"}}, {Unit: reform.Unit{ID: "b", PeerGroup: "early"}, First: september(12, 0, 0)}, {Unit: reform.Unit{ID: "c", PeerGroup: "early"}},
	}
	for _, row := range []struct {
		now   time.Time
		due   time.Time
		done  int
		state agenda.State
	}{
		{september(11, 0, 0), september(20, 0, 0), 0, agenda.Due},
		{september(13, 0, 0), september(20, 0, 0), 1, agenda.Due},
		{september(21, 0, 0), due, 1, agenda.Due},
		{due.AddDate(0, 0, 1), due, 1, agenda.Late},
	} {
		tasks := agenda.Tasks(agenda.Scene{Now: row.now, Zone: hanoi, Cycles: []agenda.Cycle{c}})
		if len(tasks) != 1 || tasks[0].Kind != agenda.OverseeTask || !tasks[0].Window.Due.Equal(row.due) || tasks[0].Done != row.done || tasks[0].Of != 3 || tasks[0].State != row.state {
			t.Errorf("at %v: got %+v", row.now, tasks)
		}
	}
}

func TestStagesAreTasksOfWhoActsInThem(t *testing.T) {
	c := cycle
	c.Acts = []reform.Stage{reform.FirstAppraisal, reform.SecondAppraisal}
	c.Below = []agenda.Report{{Unit: unit}}
	c.Windows = []reform.Window{{Stage: reform.FirstAppraisal, Opens: september(1, 0, 0), Due: september(5, 0, 0), Closes: september(6, 0, 0)}}
	for now, want := range map[time.Time]agenda.State{
		c.Windows[0].Opens.Add(-1): agenda.Ahead, c.Windows[0].Opens: agenda.Due, c.Windows[0].Due.Add(1): agenda.Late, c.Windows[0].Closes: agenda.Done,
	} {
		tasks := slices.DeleteFunc(agenda.Tasks(agenda.Scene{Now: now, Zone: hanoi, Cycles: []agenda.Cycle{c}}), func(t agenda.Task) bool { return t.Kind == agenda.OverseeTask })
		if len(tasks) != 1 || tasks[0].Kind != agenda.JudgeTask || tasks[0].State != want {
			t.Errorf("at %v: got %+v", now, tasks)
		}
	}
}

// kinds are what a person is told, oldest first.
func kinds(s agenda.Scene) (told []string) {
	for _, n := range slices.Backward(agenda.Notices(s, none)) {
		text := string(n.Kind)
		if n.Kind == agenda.DueIn || n.Kind == agenda.Overdue || n.Kind == agenda.Silent {
			text += " " + n.At.In(hanoi).Format("2/1 15:04")
		}
		told = append(told, text)
	}
	return told
}

func TestRemindersComeOnTheirDaysUntilItIsSubmitted(t *testing.T) {
	all := []string{"opened", "due_in 16/9 00:00", "due_in 23/9 00:00", "due_in 27/9 00:00", "due_in 29/9 00:00", "due_in 30/9 00:00", "overdue 1/10 00:00", "overdue 3/10 00:00", "overdue 7/10 00:00"}
	for _, c := range []struct {
		now, submitted time.Time
		want           int
	}{
		{cycle.Opens.Add(-time.Second), time.Time{}, 0},
		{cycle.Opens, time.Time{}, 1},
		{september(15, 23, 59), time.Time{}, 1},
		{september(16, 0, 0), time.Time{}, 2},
		{due, time.Time{}, 6},
		{due.AddDate(0, 0, 30), time.Time{}, 9}, // of 14 days past, it had closed
		{due.AddDate(0, 0, 30), september(27, 12, 0), 4},
		{due.AddDate(0, 0, 30), september(11, 0, 0), 1},
	} {
		if got := kinds(owing(c.now, c.submitted)); !slices.Equal(got, all[:c.want]) {
			t.Errorf("at %v, submitted %v: got %v", c.now, c.submitted, got)
		}
	}
}

func TestNoReminderIsOfADayBeforeItOpened(t *testing.T) {
	s := owing(due, time.Time{})
	s.Cycles[0].Opens = september(28, 0, 0)
	if got := kinds(s); !slices.Equal(got, []string{"opened", "due_in 29/9 00:00", "due_in 30/9 00:00"}) {
		t.Errorf("got %v", got)
	}
}

func TestWhoLooksAfterUnitsIsToldHowManyAreOverdue(t *testing.T) {
	s := owing(due.AddDate(0, 0, 4), time.Time{})
	c := &s.Cycles[0]
	c.Own, c.Below = nil, []agenda.Report{{Unit: unit}, {Unit: reform.Unit{ID: "v"}, First: september(30, 18, 0).AddDate(0, 0, 1)}, {Unit: reform.Unit{ID: "w"}, First: september(20, 0, 0)}}
	var got []int
	for _, n := range agenda.Notices(s, none) {
		got = append(got, n.Days, n.Count)
	}
	if !slices.Equal(got, []int{3, 1, 1, 2}) {
		t.Errorf("got %v", got)
	}
}

func TestChangesOfDaysAreTold(t *testing.T) {
	s := owing(september(15, 0, 0), september(11, 0, 0))
	c := &s.Cycles[0]
	c.History = []reform.Window{
		{Stage: reform.ReportingStage, Version: 1, SetAt: september(1, 0, 0)},
		{Stage: reform.ReportingStage, Version: 2, SetAt: september(12, 0, 0)},
		{Stage: reform.ReportingStage, PeerGroup: "g", Version: 1, SetAt: september(13, 0, 0)},
	}
	c.Extensions = []reform.Extension{{ID: "1", Unit: "u", Stage: reform.ReportingStage, Until: due.Add(time.Hour), At: september(14, 0, 0)}, {ID: "2", Unit: "other", Stage: reform.ReportingStage, Until: due, At: september(14, 0, 0)}}
	if got := kinds(s); !slices.Equal(got, []string{"opened", "rescheduled", "rescheduled", "extended"}) {
		t.Errorf("got %v", got)
	}
}

func TestWhatIsReadStaysRead(t *testing.T) {
	s := owing(due, time.Time{})
	first := agenda.Notices(s, none)[0].Key
	for _, n := range agenda.Notices(s, func(key string) bool { return key == first }) {
		if n.Read != (n.Key == first) {
			t.Errorf("%s: read %v", n.Key, n.Read)
		}
	}
}

// TestNoticesAreAFunctionOfTheRecord holds that time only adds notices and takes those
// away that are old, that no two have one key, and that none is of the future.
func TestNoticesAreAFunctionOfTheRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		moment := func(name string) time.Time {
			return september(1, 0, 0).Add(time.Duration(rapid.IntRange(0, 60*24*60).Draw(t, name)) * time.Minute)
		}
		submitted := time.Time{}
		if rapid.Bool().Draw(t, "submits") {
			submitted = moment("submitted")
		}
		now := moment("now")
		known := map[string]bool{}
		for _, n := range agenda.Notices(owing(now.Add(time.Duration(rapid.IntRange(0, 5*24*60).Draw(t, "later"))*time.Minute), submitted), none) {
			if known[n.Key] {
				t.Fatalf("%s is told twice", n.Key)
			}
			known[n.Key] = true
		}
		for _, n := range agenda.Notices(owing(now, submitted), none) {
			if n.At.After(now) || !known[n.Key] && n.At.After(september(10, 0, 0)) {
				t.Fatalf("%s at %v, asked at %v", n.Key, n.At, now)
			}
			if n.Kind != agenda.Opened && !submitted.IsZero() && !submitted.After(n.At) {
				t.Fatalf("%s is told after the report came", n.Key)
			}
		}
	})
}

// TestWhatWaitsIsATaskThatNeverEndsByItself: its limits only say how urgent it is, and the
// stage of the same kind is not told twice.
func TestWhatWaitsIsATaskThatNeverEndsByItself(t *testing.T) {
	c := cycle
	c.Acts = []reform.Stage{reform.FirstAppraisal}
	c.Below = []agenda.Report{{Unit: unit}}
	c.Windows = []reform.Window{{Stage: reform.FirstAppraisal, Opens: september(1, 0, 0), Due: september(5, 0, 0), Closes: september(6, 0, 0)}}
	for _, row := range []struct {
		window reform.Window
		want   agenda.State
	}{
		{reform.Window{}, agenda.Due},
		{reform.Window{Opens: september(21, 0, 0)}, agenda.Ahead},
		{reform.Window{Opens: september(20, 0, 0), Due: september(20, 0, 0)}, agenda.Due},
		{reform.Window{Due: september(19, 0, 0)}, agenda.Late},
		{reform.Window{Closes: september(20, 0, 0)}, agenda.Late},
		{reform.Window{Closes: september(21, 0, 0)}, agenda.Due},
	} {
		c.Waits = []agenda.Waiting{{Kind: agenda.JudgeTask, Window: row.window, Blocks: []agenda.Block{{Kind: agenda.Claims, Count: 3}}}}
		tasks := slices.DeleteFunc(agenda.Tasks(agenda.Scene{Now: september(20, 0, 0), Zone: hanoi, Cycles: []agenda.Cycle{c}}), func(t agenda.Task) bool { return t.Kind == agenda.OverseeTask })
		if len(tasks) != 1 || tasks[0].State != row.want || tasks[0].Blocks[0].Count != 3 {
			t.Errorf("%+v: got %+v", row.window, tasks)
		}
	}
}
