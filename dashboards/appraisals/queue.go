package appraisals

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Queue lists what waits to be judged by one person, what asks most for a look first.
type Queue struct {
	frame.Head
	Says     string
	Turns    []string // of the cycle, with their days
	Links    []frame.Link
	Refused  string // that a conflict of interest leaves to somebody else; empty: nothing
	Conflict string // where these are listed; empty: they are listed here
	Given    string // what was given to somebody else; empty: nothing
	GivenAt  string // where that is listed; empty: here
	Filter   frame.Filter
	Rows     []QueueRow
	None     string
	Bulk     *Bulk // nil: nothing here may be accepted together
	Done     *Done // nil: nothing was just accepted
	Loads    []LoadRow
	Problem  string
	Previous string
	Next     string
	Span     string
}

// QueueRow is one claim.
type QueueRow struct {
	Claim    frame.Link
	Unit     frame.Link
	Claimed  string
	Most     string
	Signs    []string
	Age      string
	Since    string
	Turn     string
	Item     string // value of its field; empty: it is not accepted together with others
	ItemSays string
	Conflict string // why it is left to somebody else; empty: it is not
}

// Bulk is the form by which what is clean is accepted together.
type Bulk struct {
	Action, ID, Asked string
	Count             string
	Ticked            bool   // all of it from the start: nothing else was asked for
	Which             string // where nothing else is listed; empty: here
}

// Done says what was just accepted, and how to undo it.
type Done struct {
	Says, Action, ID string
	Undo             bool
}

// LoadRow is how much work a colleague has.
type LoadRow struct {
	Name, Role      string
	Waiting, Judged string
	Bar             frame.Bar
	Own             bool
}

// Line is one claim of the queue.
type Line struct {
	Item
	Turn     reform.Turn
	Claimed  *reform.Score
	Signs    []string
	Since    time.Time
	Returned bool
	Clean    bool
	Conflict reform.Obstacle
	Holder   string // to whom else it was given; empty: to nobody
}

// Load is how much of the work on a cycle waits for one person.
type Load struct {
	User            reform.User
	Waiting, Judged int
}

// Asked is what the address asks to see of a queue.
type Asked struct {
	Find, Indicator, Flag string
	Page                  int // from 1
}

// Query is the address's words for it, without the page.
func (a Asked) Query() string {
	q := url.Values{}
	for name, value := range map[string]string{"find": a.Find, "indicator": a.Indicator, "flag": a.Flag} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q.Encode()
}

// Work is what the page is made from.
type Work struct {
	Tally                      *reform.Tally
	Procedure                  reform.Procedure
	Asked                      Asked
	Flags                      []string
	Lines                      []Line
	All, Found, Clean, Refused int
	Given                      int // to somebody else
	People                     map[string]reform.User
	Loads                      []Load
	Reader                     string
	Bulk                       string // an id that nobody had before
	Accepted                   []reform.Appraisal
	Undone                     string
	Seconds, Oversees          bool // the reader judges what others have judged, or sees how far these agree
	Problem                    string
}

// Rows is how many claims stand on one page.
const Rows = 50

// Matching are the units whose names hold some words; nil: all of them.
func Matching(v frame.Voice, units []reform.Unit, find string) map[string]bool {
	folded := locale.Fold(find)
	if folded == "" {
		return nil
	}
	found := map[string]bool{}
	for _, u := range units {
		if strings.Contains(locale.Fold(v.Words(u.Name())+" "+u.ID), folded) {
			found[u.ID] = true
		}
	}
	return found
}

// NewQueue makes the page.
func NewQueue(v frame.Voice, w Work) Queue {
	t := w.Tally
	page := Queue{
		Head: v.TallyHead(t, frame.AtNowhere, v.Say("desk.queue.title")), Problem: w.Problem,
		Says:   v.Say("desk.queue.says", "Count", w.All, "All", v.Count(w.All), "Units", v.Count(len(t.Units))),
		Filter: v.FilterForm(w.Asked.Find, indicatorChoices(v, t, w.Asked.Indicator), flagChoices(v, w.Flags, w.Asked.Flag)),
		Loads:  loadRows(v, w.Loads, w.Reader),
	}
	page.Context.AsOf = "" // it is about now
	page.Filter.Set = page.Filter.Set || w.Asked.Indicator != "" || w.Asked.Flag != ""
	if w.Seconds {
		page.Links = append(page.Links, frame.Link{Text: v.Say("agreement.list"), URL: frame.CountermarksURL(t.Cycle.ID)})
	}
	if w.Oversees {
		page.Links = append(page.Links, frame.Link{Text: v.Say("agreement.title"), URL: frame.AgreementURL(t.Cycle.ID)})
	}
	for _, turn := range w.Procedure.Turns {
		if says := until(v, turn); says != "" {
			page.Turns = append(page.Turns, locale.Turn(v.Language, turn)+": "+says)
		}
	}
	if w.Refused > 0 {
		page.Refused = v.Say("desk.queue.refused", "Count", w.Refused, "Number", v.Count(w.Refused))
		if w.Asked.Flag != "conflict" {
			page.Conflict = QueueURL(t.Cycle.ID, "?flag=conflict")
		}
	}
	if w.Given > 0 {
		page.Given = v.Say("desk.queue.given", "Count", w.Given, "Number", v.Count(w.Given))
		if w.Asked.Flag != "given" {
			page.GivenAt = QueueURL(t.Cycle.ID, "?flag=given")
		}
	}
	index := frame.IndexOf(t)
	clean := 0
	for _, l := range w.Lines {
		row := queueRow(v, w, index, l)
		if row.Item != "" {
			clean++
		}
		page.Rows = append(page.Rows, row)
	}
	if clean > 0 {
		page.Bulk = &Bulk{Action: QueueURL(t.Cycle.ID, ""), ID: w.Bulk, Asked: w.Asked.Query(), Count: v.Say("desk.bulk.says", "Count", clean, "Here", v.Count(clean), "All", v.Count(w.Clean))}
		if page.Bulk.Ticked = w.Asked.Flag == "clean"; !page.Bulk.Ticked {
			page.Bulk.Which = v.Here("flag", "clean", "page", "", "done", "", "undone", "")
		}
	}
	page.None = v.Say("desk.queue.none")
	if page.Filter.Set || w.All > 0 {
		page.None = v.Say("desk.queue.none.found")
	}
	page.Done = done(v, w)
	page.turnPages(v, w)
	return page
}

func (p *Queue) turnPages(v frame.Voice, w Work) {
	from := (max(w.Asked.Page, 1) - 1) * Rows
	if w.Found == 0 || len(w.Lines) == 0 {
		return
	}
	p.Span = v.Say("desk.queue.span", "From", v.Count(from+1), "To", v.Count(from+len(w.Lines)), "All", v.Count(w.Found))
	if from > 0 {
		p.Previous = v.Here("page", pageNumber(w.Asked.Page-1), "done", "", "undone", "")
	}
	if from+len(w.Lines) < w.Found {
		p.Next = v.Here("page", pageNumber(max(w.Asked.Page, 1)+1), "done", "", "undone", "")
	}
}

func pageNumber(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}

func queueRow(v frame.Voice, w Work, index frame.Index, l Line) QueueRow {
	t := w.Tally
	i, _ := t.Framework.Indicator(l.Indicator)
	unit := index.Units[l.Unit]
	row := QueueRow{
		Claim:   frame.Link{Note: l.Indicator, Text: v.Words(i.Title), URL: ClaimURL(t.Cycle.ID, l.Unit, l.Indicator, w.Asked.Query())},
		Unit:    frame.Link{Text: v.Words(unit.Name()), URL: DocketURL(t.Cycle.ID, l.Unit, "")},
		Claimed: scoreSays(v, l.Claimed), Most: v.Most(i.Max), Turn: locale.Turn(v.Language, l.Turn),
		Since: v.Moment(l.Since), Age: age(v, l.Since),
	}
	for _, sign := range l.Signs {
		row.Signs = append(row.Signs, v.Say("desk.sign."+sign))
	}
	if l.Returned {
		row.Signs = append(row.Signs, v.Say("desk.sign.returned"))
	}
	if l.Conflict != "" {
		row.Conflict = objection(v, reform.Objection{Obstacle: l.Conflict})
		row.Claim.URL = frame.ThreadURL(t.Cycle.ID, l.Unit, l.Indicator)
	} else if l.Holder != "" {
		row.Conflict = v.Say("desk.queue.given.to", "Person", frame.Person(w.People, l.Holder))
	} else if l.Clean && l.Turn.Open(v.Now) == nil {
		row.Item, row.ItemSays = l.Item.String(), v.Say("desk.bulk.item", "Indicator", l.Indicator, "Unit", row.Unit.Text)
	}
	return row
}

// age is for how long something has waited.
func age(v frame.Voice, since time.Time) string {
	if since.IsZero() {
		return frame.None
	}
	days := int(v.Now.Sub(since) / (24 * time.Hour))
	return v.Say("page.says.days", "Count", days, "Number", v.Count(days))
}

func done(v frame.Voice, w Work) *Done {
	if w.Undone != "" {
		return &Done{Says: v.Say("desk.undone", "Number", w.Undone)}
	}
	if len(w.Accepted) == 0 {
		return nil
	}
	first := w.Accepted[0]
	until := first.At.Add(reform.MostUndo)
	standing := len(w.Accepted)
	for _, a := range w.Accepted {
		if a.Verdict == reform.Withdrawn {
			standing -= 2
		}
	}
	if standing <= 0 {
		return nil
	}
	return &Done{
		Says: v.Say("desk.done", "Count", standing, "Number", v.Count(standing), "Until", v.Moment(until)),
		ID:   first.Bulk, Action: QueueURL(w.Tally.Cycle.ID, "/undo"), Undo: !v.Now.After(until),
	}
}

func loadRows(v frame.Voice, loads []Load, reader string) []LoadRow {
	loads = slices.Clone(loads)
	slices.SortStableFunc(loads, func(a, b Load) int { return b.Waiting - a.Waiting })
	most := 0
	for _, l := range loads {
		most = max(most, l.Waiting)
	}
	var rows []LoadRow
	for _, l := range loads[:min(len(loads), mostLoads)] {
		rows = append(rows, LoadRow{
			Name: frame.Person(map[string]reform.User{l.User.ID: l.User}, l.User.ID), Role: v.Say("role." + string(l.User.Role)),
			Waiting: v.Count(l.Waiting), Judged: v.Count(l.Judged), Bar: frame.BarOf(l.Waiting, most), Own: l.User.ID == reader,
		})
	}
	return rows
}

// mostLoads is how many colleagues are shown, the busiest first.
const mostLoads = 12

func indicatorChoices(v frame.Voice, t *reform.Tally, chosen string) frame.Selection {
	s := frame.Selection{ID: "indicator", Label: v.Say("page.indicator"), Options: []frame.Choice{{Text: v.Say("desk.any")}}}
	for _, i := range t.Framework.Indicators() {
		s.Options = append(s.Options, frame.Choice{Value: i.ID, Text: i.ID + " " + short(v.Words(i.Title)), Chosen: i.ID == chosen})
	}
	return s
}

func flagChoices(v frame.Voice, flags []string, chosen string) frame.Selection {
	s := frame.Selection{ID: "flag", Label: v.Say("desk.flag"), Options: []frame.Choice{{Text: v.Say("desk.any")}}}
	for _, f := range flags {
		s.Options = append(s.Options, frame.Choice{Value: f, Text: v.Say("desk.sign." + f), Chosen: f == chosen})
	}
	return s
}

// short is a title as far as a list of choices has room for it.
func short(title string) string {
	letters := []rune(title)
	if len(letters) <= mostTitle {
		return title
	}
	return string(letters[:mostTitle]) + "…"
}

const mostTitle = 60
