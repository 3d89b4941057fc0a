package reports

import (
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// DifferencePart is what an upload would change, to be accepted figure by figure.
type DifferencePart struct {
	Action    string // where the decision goes; empty: the reader may not decide, or not now
	Version   int    // the newest when this was drawn up; 0: none
	Against   string // which version it is held against
	Areas     []DifferenceArea
	Unchanged string // how many figures stay as they are
	SubmitNow bool   // nothing stands in the way of submitting at once
	Submits   string // what submitting at once says
	Choice    bool   // there is something to be kept
}

// DifferenceArea is the alterations in one area.
type DifferenceArea struct {
	ID    string
	Title string
	Rows  []AlterationRow
}

// AlterationRow is one value that would change.
type AlterationRow struct {
	Figure  string
	ID      string // of its check box
	Label   string
	Unit    string
	Old     string
	WasSaid bool // Old is a value
	New     string
	Said    bool // New is a value
	Origin  string
	Fixed   bool     // there is nothing to choose
	Kept    bool     // it will be kept unless somebody says no
	Clash   string   // who has said otherwise meanwhile
	Cannot  string   // why it cannot be kept
	Effects []Effect // none: no score is another than before
}

// Effect is what an alteration, with all the others, does to the score of an
// indicator that reads it.
type Effect struct {
	Indicator string
	Title     string
	Says      string // from how many points to how many
	Change    string // with its sign; empty: none
	Up        bool
}

// ScoreChange is what the whole upload does to the expected total.
type ScoreChange struct {
	Old    string // empty: there was none
	New    string
	Most   string
	Change string // with its sign; empty: none
	Up     bool
}

func difference(v frame.Voice, desk Desk, h Handed) *DifferencePart {
	d := h.Difference
	part := &DifferencePart{Version: d.Newest.Version}
	if !desk.ReadOnly && desk.phase(v.Now) == reform.Open {
		part.Action = frame.UploadURL(h.Upload.ID) + "/accept"
	}
	part.Against = v.Say("page.upload.against.none")
	if d.Newest.Version > 0 {
		part.Against = v.Say("page.upload.against", "Version", v.Count(d.Newest.Version), "At", v.Moment(d.Newest.SavedAt), "By", desk.person(d.Newest.SavedBy))
	}
	for _, a := range v.ByArea(desk.Framework, desk.Source) {
		area := DifferenceArea{ID: a.ID, Title: a.Title}
		for _, one := range d.Alterations {
			if slices.ContainsFunc(a.Figures, func(g reform.Figure) bool { return g.ID == one.Figure.ID }) {
				row := alterationRow(v, desk, h, one)
				part.Choice = part.Choice || !row.Fixed
				area.Rows = append(area.Rows, row)
			}
		}
		if len(area.Rows) > 0 {
			part.Areas = append(part.Areas, area)
		}
	}
	if n := len(desk.Framework.FiguresOf(desk.Source)) - len(d.Alterations); n > 0 && d.Newest.Version > 0 {
		part.Unchanged = v.Say("page.upload.unchanged", "Count", n)
	}
	part.SubmitNow = part.Action != "" && part.Choice && !frame.HasFinding(d.Findings, reform.Error) && len(unreasoned(*d)) == 0
	if part.SubmitNow {
		part.Submits = v.Say("page.upload.submits", "Count", countBlank(d.Findings))
	}
	return part
}

// unreasoned are the findings about values that are submitted with a reason only, and
// have none.
func unreasoned(d reform.Difference) []reform.Finding {
	var open []reform.Finding
	for _, f := range d.Findings {
		if value, _ := d.Report.Value(f.Figure); f.Problem.Justified() && !value.Reasoned() {
			open = append(open, f)
		}
	}
	return open
}

func alterationRow(v frame.Voice, desk Desk, h Handed, a reform.Alteration) AlterationRow {
	g := a.Figure
	row := AlterationRow{
		Figure: g.ID, ID: "keep-" + g.ID, Label: v.Words(g.Title), Unit: v.Words(g.Unit),
		Old: v.Value(g, a.Old.Text, a.Old.Absence), WasSaid: a.Old.Absence != reform.NotReported,
		New: v.Value(g, a.New.Text, a.New.Absence), Said: a.New.Absence != reform.NotReported,
		Origin: a.New.Origin.String(), Kept: !a.Left, Effects: effects(v, desk, *h.Difference, g),
	}
	wrong := func(f reform.Finding) bool { return f.Figure == g.ID && f.Severity == reform.Error }
	if at := slices.IndexFunc(h.Difference.Findings, wrong); at >= 0 {
		text, _ := locale.Finding(v.Language, h.Difference.Findings[at])
		row.Fixed = true
		row.Cannot = v.Say("page.upload.cannot", "Why", text)
		if !a.Left { // what stood there goes: it does not fit what else changes
			row.Cannot = v.Say("page.upload.goes", "Why", text)
		}
	}
	if a.Clash {
		row.Clash = clash(v, desk, h, a)
	}
	return row
}

// clash says who has said otherwise since the form was made.
func clash(v frame.Voice, desk Desk, h Handed, a reform.Alteration) string {
	at := slices.IndexFunc(h.Versions, func(r reform.Report) bool { return r.Version == a.Old.Since })
	if at < 0 {
		return v.Say("page.upload.clash.somebody", "Value", v.Value(a.Figure, a.Old.Text, a.Old.Absence))
	}
	by := h.Versions[at]
	if by.SavedBy == h.Upload.By {
		return "" // nobody is warned of what they said themselves
	}
	return v.Say("page.upload.clash", "By", desk.person(by.SavedBy), "Value", v.Value(a.Figure, a.Old.Text, a.Old.Absence), "At", v.Moment(by.SavedAt))
}

// effects are the scores that change of the indicators that read a figure.
func effects(v frame.Voice, desk Desk, d reform.Difference, g reform.Figure) []Effect {
	var effects []Effect
	for _, i := range desk.Framework.Indicators() {
		reads := slices.ContainsFunc(locale.Figures(desk.Framework, i.Rule), func(read reform.Figure) bool { return read.ID == g.ID })
		if !reads && i.Applies.Figure != g.ID || d.After == nil {
			continue
		}
		before, after := reform.Score{}, reform.Score{}
		if d.Before != nil {
			before, _ = d.Before.Score(i.ID)
		}
		after, _ = d.After.Score(i.ID)
		if old, now := scored(v, before), scored(v, after); old != now && i.Scored() {
			e := Effect{Indicator: i.ID, Title: v.Words(i.Title), Says: old + " → " + now}
			e.Change, e.Up = v.Change(after.Earned - before.Earned)
			effects = append(effects, e)
		}
	}
	return effects
}

func scored(v frame.Voice, s reform.Score) string {
	if !s.HasPoints() {
		return frame.None
	}
	return v.Points(s.Earned)
}

func scoreChange(v frame.Voice, desk Desk, d reform.Difference) *ScoreChange {
	if d.After == nil || len(d.Alterations) == 0 {
		return nil
	}
	s := &ScoreChange{New: expected(v, d.After), Most: v.Most(desk.Framework.Max)}
	if d.Before != nil && d.Before.State.Counts() {
		s.Change, s.Up = v.Change(d.After.Total - d.Before.Total)
		if s.Change != "" {
			s.Old = expected(v, d.Before)
		}
	}
	return s
}
