package reform

import "time"

// Correction says what an edition changes in the one that it replaces.
type Correction struct {
	Replaces int          `json:"replaces"`
	Reason   string       `json:"reason"`
	Units    []UnitChange `json:"units,omitempty"`  // whose total, rank or grade is another, as the units are listed
	Values   []Revision   `json:"values,omitempty"` // what is reported otherwise
	Late     []Late       `json:"late,omitempty"`   // what came after the freeze of the edition before
}

// UnitChange is one Unit's outcome in two editions. An outcome is nil where the Unit was
// not in the edition.
type UnitChange struct {
	Unit   string   `json:"unit"`
	Before *Outcome `json:"before,omitempty"`
	After  *Outcome `json:"after,omitempty"`
}

// Outcome is what a Unit is published with.
type Outcome struct {
	Total Points `json:"total"`
	State State  `json:"state"`
	Grade string `json:"grade,omitempty"`
	Rank  int    `json:"rank"`       // among all units; 0: not ranked
	Peers int    `json:"peers_rank"` // in its peer group; 0: not ranked
}

// Revision is one Value in two editions; empty where the Figure was in one of them only.
type Revision struct {
	Unit   string `json:"unit"`
	Source Source `json:"source"`
	Figure string `json:"figure"`
	Before string `json:"before"` // a Value's text, or its Absence
	After  string `json:"after"`
}

// Late is a Report that came when an edition was frozen already: it waits for the next.
type Late struct {
	Unit    string    `json:"unit"`
	Source  Source    `json:"source"`
	Version int       `json:"version"`
	At      time.Time `json:"at"` // when it was submitted
}

// Restated lists the units whose outcome differs between two tallies of one cycle, in the
// order of the later one, and then those that are no longer there.
func Restated(before, after *Tally) []UnitChange {
	was, is := outcomes(before), outcomes(after)
	var changed []UnitChange
	for _, u := range after.Units {
		if old, now := was[u.ID], is[u.ID]; old == nil || now == nil || *old != *now {
			changed = append(changed, UnitChange{Unit: u.ID, Before: old, After: is[u.ID]})
		}
	}
	for _, u := range before.Units {
		if is[u.ID] == nil && was[u.ID] != nil {
			changed = append(changed, UnitChange{Unit: u.ID, Before: was[u.ID]})
		}
	}
	return changed
}

func outcomes(t *Tally) map[string]*Outcome {
	of := make(map[string]*Outcome, len(t.Scorecards))
	for i := range t.Scorecards {
		c := &t.Scorecards[i]
		of[c.Unit] = &Outcome{Total: c.Total, State: c.State, Grade: c.Grade}
	}
	for _, st := range t.Overall.Standings {
		if o := of[st.Unit]; o != nil {
			o.Rank = st.Rank
		}
	}
	for _, r := range t.ByGroup {
		for _, st := range r.Standings {
			if o := of[st.Unit]; o != nil {
				o.Peers = st.Rank
			}
		}
	}
	return of
}

// reportKey names a Report of one cycle, whatever its version.
type reportKey struct {
	unit   string
	source Source
}

func byKey(reports []Report) map[reportKey]*Report {
	of := make(map[reportKey]*Report, len(reports))
	for i := range reports {
		of[reportKey{reports[i].Unit, reports[i].Source}] = &reports[i]
	}
	return of
}

// Revised lists the values in which the reports of two editions differ: in the order of
// the later reports and their values, and then what is no longer there.
func Revised(before, after []Report) []Revision {
	was, is := byKey(before), byKey(after)
	var revised []Revision
	for i := range after {
		revised = append(revised, revisions(was[reportKey{after[i].Unit, after[i].Source}], &after[i])...)
	}
	for i := range before {
		if is[reportKey{before[i].Unit, before[i].Source}] == nil {
			revised = append(revised, revisions(&before[i], nil)...)
		}
	}
	return revised
}

// revisions compares two versions of one report; nil: there is none.
func revisions(before, after *Report) []Revision {
	if before != nil && after != nil && before.Version == after.Version {
		return nil
	}
	old, now := said(before), said(after)
	var revised []Revision
	for _, r := range []*Report{after, before} {
		if r == nil {
			continue
		}
		for _, v := range r.Values {
			was, is := old[v.Figure], now[v.Figure]
			if _, told := now[v.Figure]; was != is && (r == after || !told) {
				revised = append(revised, Revision{Unit: r.Unit, Source: r.Source, Figure: v.Figure, Before: was, After: is})
			}
		}
	}
	return revised
}

// said is what a report says for each figure.
func said(r *Report) map[string]string {
	of := map[string]string{}
	if r != nil {
		for _, v := range r.Values {
			of[v.Figure] = v.Word()
		}
	}
	return of
}

// Word is what the value says, or why it says nothing.
func (v Value) Word() string {
	if v.Absence != Present {
		return string(v.Absence)
	}
	return v.Text
}

// LateSince lists the reports that count now and did not when an edition was frozen.
func LateSince(frozen, now []Report) []Late {
	was := byKey(frozen)
	var late []Late
	for _, r := range now {
		if old := was[reportKey{r.Unit, r.Source}]; (old == nil || old.Version < r.Version) && r.SubmittedAt != nil {
			late = append(late, Late{Unit: r.Unit, Source: r.Source, Version: r.Version, At: *r.SubmittedAt})
		}
	}
	return late
}
