package batches

import (
	"net/url"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Batches is where an administrator hands out the forms of all units, and takes their
// reports in.
type Batches struct {
	frame.Head
	Forms   string       // address of the archive of forms; empty: nobody reports
	Says    string       // what is in it
	Open    bool         // the cycle takes reports now
	Action  string       // where an archive goes
	Sources []frame.Link // whose reports are in it; empty when there is one source only
	History []BatchRow
}

// BatchRow is one archive received before.
type BatchRow struct {
	Name    frame.Link
	At      string
	By      string
	Source  string
	Done    string
	Total   string
	Bar     frame.Bar
	Running bool
	Stopped bool
}

// Lorry is whose archives a page is about: a cycle, and who reports in it by a source.
type Lorry struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Source    reform.Source
	Units     []reform.Unit            // that report, as the body lists them
	Reporters map[string]reform.Status // by unit, of those that have handed something in
	People    map[string]string        // names by sign-in name
}

// NewBatches makes the page; batches come newest first.
func NewBatches(v frame.Voice, l Lorry, batches []reform.Batch) Batches {
	phase := l.Cycle.Phase(v.Now)
	page := Batches{
		Head: lorryHead(v, l, v.Say("batch.title")), Open: phase == reform.Open,
		Action: URL(l.Cycle.ID, l.Source),
	}
	if len(l.Units) > 0 && len(l.Framework.FiguresOf(reform.FromUnit)) > 0 {
		page.Forms, page.Says = frame.CycleURL(l.Cycle.ID, "/forms.zip"), v.Say("batch.forms.says", "Units", v.Count(len(l.Units)))
	}
	for _, s := range reform.Reporters {
		if len(l.Framework.FiguresOf(s)) > 0 {
			page.Sources = append(page.Sources, frame.Link{Text: v.Say("source." + string(s)), URL: URL(l.Cycle.ID, s), Current: s == l.Source})
		}
	}
	if len(page.Sources) == 1 {
		page.Sources = nil
	}
	for _, b := range batches {
		page.History = append(page.History, BatchRow{
			Name: frame.Link{Text: b.Name, URL: batchURL(b.ID, "", "")}, At: v.Moment(b.At), By: l.person(b.By), Source: v.Say("source." + string(b.Source)),
			Done: v.Count(b.Done), Total: v.Count(b.Total), Bar: frame.BarOf(b.Done, b.Total), Running: b.FinishedAt == nil, Stopped: b.Failure != "",
		})
	}
	return page
}

func lorryHead(v frame.Voice, l Lorry, title string, above ...frame.Link) frame.Head {
	context := v.Context(l.Cycle, l.Framework, l.Body, l.Cycle.Phase(v.Now), frame.AtNowhere)
	return frame.Head{Title: title, Context: context, Crumbs: v.Crumbs(context, above...)}
}

func (l Lorry) person(id string) string {
	if name := l.People[id]; name != "" {
		return name
	}
	return id
}

// URL is where the batches of a cycle from a source are.
func URL(cycle string, s reform.Source) string {
	to := frame.CycleURL(cycle, "/batches")
	if s != reform.FromUnit {
		to += "?source=" + url.QueryEscape(string(s))
	}
	return to
}

// batchURL is a part of a batch, narrowed to some of its files.
func batchURL(id, rest, only string) string {
	to := "/batches/" + url.PathEscape(id) + rest
	if only != "" {
		to += "?only=" + url.QueryEscape(only)
	}
	return to
}
