package journal

import (
	"net/url"
	"strconv"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// URL is where the log is.
const URL = "/log"

// Log lists the events that are asked for, newest first.
type Log struct {
	frame.Head
	Action   string
	By       string
	Unit     string
	From, To string // days
	Deeds    []Option
	Cycles   []Option
	Set      bool // something is asked for
	Rows     []Row
	Older    string // the next page; empty: these are the last
	CSV      string
	Seq      string // of the newest event; empty: there is none
	Hash     string
	Verify   string // where the record is verified
	Checked  string // when it was last, and what came of it; empty: never
	Holds    bool
	Found    []string // where it does not hold, when it has just been verified
	FoundAll string
	AsFound  []string // since when it vouches for what is older than that
}

// Option is one choice of a list.
type Option struct {
	Value, Text string
	Chosen      bool
}

// Row is one event.
type Row struct {
	Seq    string
	At     string
	By     string
	Deed   string
	About  string
	Detail string
}

// Shown is what the page is made from.
type Shown struct {
	Ask     reform.EventAsk
	Events  []reform.Event
	More    bool // there are older ones
	Head    reform.Anchor
	Checked *reform.Event // the newest verification of the log
	Holds   bool
	Found   []reform.Breach // of a verification that has just been made
	Cycles  []reform.Cycle
	People  map[string]reform.User
	Units   map[string]reform.Unit
	AsFound []reform.Event // of each reform.Inventory
}

// mostFound is how many breaches a page shows.
const mostFound = 200

// NewLog makes the page.
func NewLog(v frame.Voice, s Shown) Log {
	a := s.Ask
	page := Log{
		Head: frame.Head{Title: v.Say("log.title"), Crumbs: []frame.Link{{Text: v.Say("page.cycles.crumb"), URL: "/"}}}, Action: URL,
		By: a.By, Unit: a.Unit, From: day(a.From, 0), To: day(a.To, -1), CSV: "/log.csv" + query(a), Verify: URL + "/verify", Holds: s.Holds,
		Set: a.By != "" || a.Deed != "" || a.Cycle != "" || a.Unit != "" || !a.From.IsZero() || !a.To.IsZero(),
	}
	for _, d := range reform.Deeds {
		page.Deeds = append(page.Deeds, Option{string(d), v.Say("deed." + string(d)), d == a.Deed})
	}
	for _, c := range s.Cycles {
		page.Cycles = append(page.Cycles, Option{c.ID, c.ID, c.ID == a.Cycle})
	}
	for _, e := range s.Events {
		page.Rows = append(page.Rows, row(v, s, e))
	}
	if n := len(s.Events); s.More && n > 0 {
		a.Before = s.Events[n-1].Seq
		page.Older = URL + query(a)
	}
	if s.Head.Seq > 0 {
		page.Seq, page.Hash = v.Count(int(s.Head.Seq)), s.Head.Hash
	}
	for _, e := range s.AsFound {
		page.AsFound = append(page.AsFound, v.Say("log.as_found", "Seq", v.Count(int(e.Seq)), "At", v.Moment(e.At)))
	}
	if s.Checked != nil {
		key := "log.checked.fails"
		if s.Holds {
			key = "log.checked.holds"
		}
		page.Checked = v.Say(key, "At", v.Moment(s.Checked.At), "By", frame.Person(s.People, s.Checked.By))
	}
	if n := len(s.Found); n > 0 {
		page.FoundAll = v.Say("log.found", "Count", n, "Places", v.Count(n))
		for _, b := range s.Found[:min(n, mostFound)] {
			page.Found = append(page.Found, v.Say("breach."+string(b.Kind), "Seq", v.Count(int(b.Seq)), "Subject", string(b.Subject), "Where", b.Where, "At", v.Moment(b.At)))
		}
	}
	return page
}

func row(v frame.Voice, s Shown, e reform.Event) Row {
	by := frame.Person(s.People, e.By)
	if e.By == "" {
		by = v.Say("log.nobody")
	}
	about := e.Cycle
	if e.Unit != "" {
		name := e.Unit
		if u, ok := s.Units[e.Unit]; ok {
			name = v.Words(u.Name())
		}
		if about != "" {
			about += " · "
		}
		about += name
	}
	return Row{Seq: v.Count(int(e.Seq)), At: v.Moment(e.At), By: by, Deed: v.Say("deed." + string(e.Deed)), About: about, Detail: e.Detail}
}

// day writes a moment as the day of a field, so many days on.
func day(t time.Time, plus int) string {
	if t.IsZero() {
		return ""
	}
	return t.AddDate(0, 0, plus).Format(time.DateOnly)
}

// query is what is asked for, as an address has it.
func query(a reform.EventAsk) string {
	values := url.Values{}
	for name, value := range map[string]string{
		"by": a.By, "deed": string(a.Deed), "cycle": a.Cycle, "unit": a.Unit, "from": day(a.From, 0), "to": day(a.To, -1),
	} {
		if value != "" {
			values.Set(name, value)
		}
	}
	if a.Before > 0 {
		values.Set("before", strconv.FormatInt(a.Before, 10))
	}
	if len(values) == 0 {
		return ""
	}
	return "?" + values.Encode()
}
