package recipes

import (
	"net/url"
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
)

// Foreign is where a form that people fill in already, and that is not the board's own,
// becomes the drafts of its units: first it is read, then a person decides.
type Foreign struct {
	frame.Head
	Recipe  frame.Link
	Open    bool // the cycle takes reports now
	Action  string
	Units   []frame.Choice // whose form it may be; empty where each row is a unit
	Limits  string
	Told    string // what came of the last decision
	Alert   bool
	File    string
	SHA256  string
	Unit    string // whose form it is
	Lead    string // empty: nothing was read yet
	Good    bool
	Groups  []frame.FindingGroup
	Outside []string // units that do not report in the cycle
	Shares  []ShareRow
	Keep    string // where the decision goes; empty: there is nothing to decide
}

// ShareRow is what a form says of one unit.
type ShareRow struct {
	Key     string // and the version that was seen, before a space
	ID      string
	Unit    frame.Link
	Source  string // empty: the unit's own
	Given   string
	Changes string
	New     string
	Wrong   string // these two empty where there are none
	Doubts  string
	State   string
	Upload  string // where its upload is; empty: it has none
	Choice  bool
	Rows    []ShareChange
	More    []frame.FindingLine
}

// ShareChange is one value that would change.
type ShareChange struct {
	Label string
	Old   string // empty: there was none
	New   string
	Place string
	Left  bool // it cannot be taken
}

// ForeignForm is a form of others, handed in for a cycle.
type ForeignForm struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Recipe    KnownRecipe
	Units     []reform.Unit // that report in the cycle
	File      SampleFile
	Unit      string // whose form it is, where it is one unit's own
	Shares    []Share
	Outside   []reform.Unit
	Findings  []reform.Finding
	Refused   bool
	Kept      int // how many drafts a decision has made; -1: there was none
	Overtaken int
}

// Share is what the form says of one unit.
type Share struct {
	Key        string
	Unit       reform.Unit
	Source     reform.Source
	Given      int
	Alters     bool
	Difference reform.Difference
	Upload     reform.Upload
}

// NewForeign makes the page.
func NewForeign(v frame.Voice, f ForeignForm) Foreign {
	phase := f.Cycle.Phase(v.Now)
	context := v.Context(f.Cycle, f.Framework, f.Body, phase, frame.AtNowhere)
	title := v.Words(f.Recipe.Kept.Title())
	address := foreignURL(f.Cycle.ID, f.Recipe.Kept.ID)
	page := Foreign{
		Head:   frame.Head{Title: v.Say("recipes.foreign.title", "Title", title), Context: context, Crumbs: v.Crumbs(context)},
		Recipe: frame.Link{Text: title, URL: recipeURL(f.Recipe.Kept.ID, "")}, Open: phase == reform.Open, Action: address, Limits: v.Say("recipes.sample.limits"),
		File: f.File.Name, SHA256: f.File.SHA256, Unit: f.Unit,
	}
	if f.Recipe.Form.Rows == recipe.OfTotal {
		for _, u := range f.Units {
			page.Units = append(page.Units, frame.Choice{Value: u.ID, Text: v.Words(u.Name()), Chosen: u.ID == f.Unit})
		}
	}
	if f.Kept >= 0 {
		page.Told, page.Alert = v.Say("recipes.kept", "Count", f.Kept, "Units", v.Count(f.Kept)), f.Overtaken > 0
		if page.Alert {
			page.Told += " " + v.Say("recipes.overtaken", "Count", f.Overtaken, "Units", v.Count(f.Overtaken))
		}
	}
	if f.File.SHA256 == "" {
		return page
	}
	page.read(v, f, address)
	return page
}

// read shows what was read.
func (p *Foreign) read(v frame.Voice, f ForeignForm, address string) {
	p.Groups = v.FindingGroups(f.Findings, nil)
	for _, u := range f.Outside {
		p.Outside = append(p.Outside, v.Words(u.Name()))
	}
	values, changes, units := 0, 0, 0
	for i, s := range f.Shares {
		row := shareRow(v, f, s, i+1, p.Open)
		values += s.Given
		changes += len(s.Difference.Alterations)
		if row.Choice {
			units++
		}
		p.Shares = append(p.Shares, row)
	}
	p.Good = !f.Refused && values > 0
	switch {
	case f.Refused:
		p.Lead = v.Say("recipes.foreign.refused", "File", p.File)
	case values == 0:
		p.Lead = v.Say("recipes.trial.nothing", "File", p.File)
	case changes == 0:
		p.Lead = v.Say("recipes.foreign.same", "File", p.File, "Count", values, "Values", v.Count(values), "Units", v.Count(len(f.Shares)))
	default:
		p.Lead = v.Say("recipes.foreign.read", "File", p.File, "Count", values, "Values", v.Count(values), "Units", v.Count(len(f.Shares)), "Changes", v.Count(changes))
	}
	if units > 0 {
		p.Keep = address + "/keep"
	}
}

func shareRow(v frame.Voice, f ForeignForm, s Share, place int, open bool) ShareRow {
	row := ShareRow{
		ID:  "share-" + strconv.Itoa(place),
		Key: strconv.Itoa(s.Difference.Newest.Version) + " " + s.Key, Unit: frame.Link{Text: v.Words(s.Unit.Name()), URL: frame.ReportURL(f.Cycle.ID, s.Unit.ID, s.Source)},
		Given: v.Count(s.Given), Changes: v.Count(len(s.Difference.Alterations)), Choice: open && s.Alters,
	}
	if s.Source != reform.FromUnit {
		row.Source = v.Say("source." + string(s.Source))
	}
	wrong, doubts, fresh := 0, 0, 0
	for _, found := range s.Difference.Findings {
		switch {
		case found.Severity == reform.Error:
			wrong++
		case found.Problem.Justified() || found.Severity == reform.Warning:
			doubts++
		default:
			continue
		}
		row.More = append(row.More, v.FindingLine(found, nil))
	}
	for _, a := range s.Difference.Alterations {
		change := ShareChange{Label: v.Words(a.Figure.Title), New: v.Value(a.Figure, a.New.Text, a.New.Absence), Place: a.New.Cell, Left: a.Left}
		if a.Old.Absence == reform.NotReported {
			fresh++
		} else {
			change.Old = v.Value(a.Figure, a.Old.Text, a.Old.Absence)
		}
		row.Rows = append(row.Rows, change)
	}
	row.New, row.Wrong, row.Doubts = v.Some(fresh), v.Some(wrong), v.Some(doubts)
	row.State = v.Say("recipes.state.same")
	switch {
	case s.Alters:
		row.State = v.Say("recipes.state.waits")
	case s.Upload.ID != "":
		row.State, row.Upload = v.Say("recipes.state.kept", "Version", v.Count(s.Upload.Version)), frame.UploadURL(s.Upload.ID)
	case wrong > 0:
		row.State = v.Say("recipes.state.wrong")
	}
	return row
}

// foreignURL is where a form is handed in that a recipe reads.
func foreignURL(cycle, id string) string {
	return frame.CycleURL(cycle, "/recipes/"+url.PathEscape(id))
}
