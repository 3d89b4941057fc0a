package batches

import (
	"fmt"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Batch says how far an archive has come, what came of each of its files, and who is
// still missing.
type Batch struct {
	frame.Head
	Facts   string
	Lead    string // where it stands, in a sentence
	Running bool
	Stopped bool // it did not come to its end
	Asks    bool // somebody has to look at a file
	Bar     frame.Bar
	CSV     string
	Filters []frame.Link
	Rows    []BatchItemRow
	Pages   []frame.Link // empty when all rows stand on one page
	None    string       // why there are no rows
	Missing *MissingPart
}

// BatchItemRow is one file.
type BatchItemRow struct {
	Place  string
	Name   string
	Unit   *frame.Link // nil: not known
	Fate   reform.Fate
	Says   string
	Again  string // another file of the same unit came before; empty: none
	Why    string // why nothing was taken
	Mend   string
	Upload string // address of what was found in it; empty: it was not even taken in
	Asks   bool
}

// MissingPart is who has not reported.
type MissingPart struct {
	Says   string
	Drafts string // how many have no more than a draft; empty: nobody
	Show   string
	Units  []frame.Link
}

// refreshing is how many seconds a page is looked at before it shows how far the work has
// come.
const refreshing = 2

// asking narrows a batch to the files that somebody has to look at.
const asking = "errors"

// NewBatch makes the page of a batch with its Items. Only narrows it to one Fate, or to
// those files that ask for somebody; pages count from 1.
func NewBatch(v frame.Voice, l Lorry, b reform.Batch, only string, page int) (Batch, error) {
	shown := func(i reform.BatchItem) bool {
		return only == "" || only == string(i.Fate()) || only == asking && i.Fate().Asks()
	}
	if only != "" && only != asking && !slices.Contains(reform.Fates, reform.Fate(only)) {
		return Batch{}, fmt.Errorf("%w: no files that are %q", reform.ErrNotFound, only)
	}
	made := Batch{
		Head:    lorryHead(v, l, v.Say("batch.page.title", "File", b.Name), frame.Link{Text: v.Say("batch.title"), URL: URL(l.Cycle.ID, l.Source)}),
		Facts:   v.Say("batch.facts", "At", v.Moment(b.At), "By", l.person(b.By), "Files", v.Count(b.Total)),
		Running: b.FinishedAt == nil, Stopped: b.Failure != "", Bar: frame.BarOf(b.Done, b.Total), CSV: batchURL(b.ID, "/results.csv", ""),
		Filters: batchFilters(v, b, only), Missing: missing(v, l),
	}
	if b.Submit {
		made.Facts += "; " + v.Say("batch.facts.submit")
	}
	if made.Running {
		made.Refresh = refreshing
	}
	made.Lead = batchLead(v, b)
	made.Asks = slices.ContainsFunc(b.Items, func(i reform.BatchItem) bool { return i.Fate().Asks() })
	made.Rows, made.Pages = frame.PageOf(v, batchRows(v, l, b.Items, shown), page, batchURL(b.ID, "", only))
	switch {
	case len(made.Rows) > 0:
	case len(b.Items) == 0 && made.Running:
		made.None = v.Say("batch.results.soon")
	default:
		made.None = v.Say("batch.results.none")
	}
	return made, nil
}

func batchLead(v frame.Voice, b reform.Batch) string {
	count := []any{"Done", v.Count(b.Done), "Total", v.Count(b.Total)}
	switch {
	case b.FinishedAt == nil:
		return v.Say("batch.running", count...)
	case b.Failure != "":
		return v.Say("batch.stopped", append(count, "At", v.Moment(*b.FinishedAt))...)
	}
	return v.Say("batch.done", append(count, "At", v.Moment(*b.FinishedAt))...)
}

// batchFilters link to the files of each fate that there are any of.
func batchFilters(v frame.Voice, b reform.Batch, only string) []frame.Link {
	counts, asks := map[reform.Fate]int{}, 0
	for _, i := range b.Items {
		counts[i.Fate()]++
		if i.Fate().Asks() {
			asks++
		}
	}
	links := []frame.Link{{Text: v.Say("batch.all"), URL: batchURL(b.ID, "", ""), Note: v.Count(len(b.Items)), Current: only == ""}}
	if asks > 0 || only == asking {
		links = append(links, frame.Link{Text: v.Say("batch.asks"), URL: batchURL(b.ID, "", asking), Note: v.Count(asks), Current: only == asking})
	}
	for _, f := range reform.Fates {
		if counts[f] > 0 || only == string(f) {
			links = append(links, frame.Link{
				Text: v.Say("batch.group." + string(f)), URL: batchURL(b.ID, "", string(f)), Note: v.Count(counts[f]), Current: only == string(f),
			})
		}
	}
	return links
}

func batchRows(v frame.Voice, l Lorry, items []reform.BatchItem, shown func(reform.BatchItem) bool) []BatchItemRow {
	names := map[string]string{}
	for _, u := range l.Units {
		names[u.ID] = v.Words(u.Name())
	}
	var rows []BatchItemRow
	files := map[string]int{}
	for _, i := range items {
		files[i.Unit]++
		if !shown(i) {
			continue
		}
		row := BatchItemRow{Place: v.Count(i.Place), Name: i.Name, Fate: i.Fate(), Says: locale.Fate(v.Language, i), Asks: i.Fate().Asks()}
		if i.Unit != "" {
			row.Unit = &frame.Link{Text: i.Unit, URL: frame.ReportURL(l.Cycle.ID, i.Unit, l.Source)}
			if name := names[i.Unit]; name != "" {
				row.Unit.Text = name
			}
			if n := files[i.Unit]; n > 1 {
				row.Again = v.Say("batch.again", "Nth", v.Count(n))
			}
		}
		if i.Upload != "" {
			row.Upload = frame.UploadURL(i.Upload)
		}
		if len(i.Findings) > 0 {
			row.Why, row.Mend = locale.Finding(v.Language, i.Findings[0])
		}
		if row.Fate == reform.Unclaimed { // which is all there is to say of it
			row.Says, row.Why = row.Why, ""
		}
		rows = append(rows, row)
	}
	return rows
}

func missing(v frame.Voice, l Lorry) *MissingPart {
	part, drafts := &MissingPart{}, 0
	for _, u := range l.Units {
		switch l.Reporters[u.ID] {
		case reform.Submitted:
		case reform.Draft:
			drafts++
		default:
			part.Units = append(part.Units, frame.Link{Text: v.Words(u.Name()), URL: frame.ReportURL(l.Cycle.ID, u.ID, l.Source)})
		}
	}
	part.Says = v.Say("batch.missing.none")
	if n := len(part.Units); n > 0 {
		part.Says = v.Say("batch.missing.says", "Missing", v.Count(n), "Units", v.Count(len(l.Units)))
		part.Show = v.Say("batch.missing.show", "Missing", v.Count(n))
	}
	if drafts > 0 {
		part.Drafts = v.Say("batch.missing.drafts", "Drafts", v.Count(drafts))
	}
	return part
}
