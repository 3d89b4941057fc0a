package reports

import (
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// ReceiptCode says what a receipt's code is the code of. Whoever holds a receipt may know what
// stands on it, so the page tells nothing else.
type ReceiptCode struct {
	frame.Head
	Typed string
	None  string // why there is nothing to tell; empty: nothing was asked, or it was found
	Found string // empty: it was not
	Facts []Fact
	Newer string // whether it is the newest
}

// Fact is a line of a receipt.
type Fact struct{ Name, Says string }

// Receipt is a submitted report and what its receipt is read by.
type Receipt struct {
	Report    reform.Report
	Newest    int // version that was submitted last
	Cycle     reform.Cycle
	Framework *reform.Framework
	Unit      reform.Unit
}

// NewReceiptCode makes the page; nil: there is no such receipt.
func NewReceiptCode(v frame.Voice, typed string, r *Receipt) ReceiptCode {
	page := ReceiptCode{Head: frame.Head{Title: v.Say("code.title"), Crumbs: []frame.Link{{Text: v.Say("work.title"), URL: "/"}}}, Typed: typed}
	if r == nil {
		if typed != "" {
			page.None = v.Say("code.none", "Code", typed)
		}
		return page
	}
	w := r.Cycle.Reports(r.Unit)
	timely := v.Say("code.says.on_time", "Due", v.Moment(w.Due))
	if w.Late(*r.Report.SubmittedAt) {
		timely = v.Say("code.says.late", "Due", v.Moment(w.Due))
	}
	page.Found, page.Newer = v.Say("code.found", "Code", r.Report.Code()), v.Say("code.newest")
	if r.Newest > r.Report.Version {
		page.Newer = v.Say("code.older", "Version", strconv.Itoa(r.Newest))
	}
	for _, f := range []Fact{
		{"unit", v.Words(r.Unit.Name())},
		{"cycle", v.Period(r.Cycle.Period) + " · " + v.Words(r.Framework.Short)},
		{"source", v.Say("source." + string(r.Report.Source))},
		{"version", strconv.Itoa(r.Report.Version)},
		{"at", v.Moment(*r.Report.SubmittedAt)},
		{"timely", timely},
		{"hash", r.Report.SHA256},
	} {
		page.Facts = append(page.Facts, Fact{v.Say("code." + f.Name), f.Says})
	}
	return page
}
