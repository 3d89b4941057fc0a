package appraisals

import (
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Assign is the form of who gives a unit's claims to somebody.
type Assign struct {
	Action string
	Seen   int
	Claims []frame.Choice // all, an area, one
	People []frame.Choice
	Text   string
	Open   bool // something was typed
}

// GivenRow is which claims were given to whom, by whom and why.
type GivenRow struct{ Claims, Person, By, Text string }

// Everybody stands in the field of the person where claims are given back: no sign-in
// name is like it.
const Everybody = "*"

// Handed is what of a form names the claims and the person.
type Handed struct{ Claims, Person, Text string }

// Assignment is what a form says; false: it names no person.
func (h Handed) Assignment() (reform.Assignment, bool) {
	a := reform.Assignment{Person: h.Person, Text: h.Text}
	if h.Person == Everybody {
		a.Person = ""
	}
	kind, id, _ := strings.Cut(h.Claims, ":")
	switch kind {
	case "area":
		a.Area = id
	case "indicator":
		a.Indicator = id
	}
	known := h.Claims == "" || id != "" && (kind == "area" || kind == "indicator")
	return a, known && h.Person != ""
}

// assign is the form, and given what was given so far, the newest first.
func assign(v frame.Voice, w Sheet) *Assign {
	f := &Assign{Action: DocketURL(w.Tally.Cycle.ID, w.Review.Unit, "/assign"), Seen: len(w.Given), Text: w.Handed.Text, Open: w.Handed != Handed{}}
	choose := func(value, text string) frame.Choice {
		return frame.Choice{Value: value, Text: text, Chosen: w.Handed.Claims == value}
	}
	f.Claims = []frame.Choice{choose("", v.Say("assign.claims.all"))}
	for _, a := range w.Tally.Framework.AllAreas() {
		if slices.ContainsFunc(w.Claims, func(c reform.Claim) bool { return slices.Contains(w.Tally.Framework.Above(c.Indicator.ID), a.ID) }) {
			f.Claims = append(f.Claims, choose("area:"+a.ID, v.Say("page.area")+" "+a.ID+" "+short(v.Words(a.Title))))
		}
	}
	for _, c := range w.Claims {
		f.Claims = append(f.Claims, choose("indicator:"+c.Indicator.ID, c.Indicator.ID+" "+short(v.Words(c.Indicator.Title))))
	}
	for _, u := range w.Judges {
		if u.Role == reform.Appraiser {
			f.People = append(f.People, frame.Choice{Value: u.ID, Text: frame.Person(w.People, u.ID), Chosen: w.Handed.Person == u.ID})
		}
	}
	f.People = append(f.People, frame.Choice{Value: Everybody, Text: v.Say("assign.everybody"), Chosen: w.Handed.Person == Everybody})
	return f
}

func given(v frame.Voice, w Sheet) []GivenRow {
	var rows []GivenRow
	for _, a := range slices.Backward(w.Given) {
		row := GivenRow{Claims: v.Say("assign.claims.all"), Person: v.Say("assign.everybody"), By: v.Say("assign.by", "By", frame.Person(w.People, a.By), "At", v.Moment(a.At)), Text: a.Text}
		if a.Area != "" {
			row.Claims = v.Say("page.area") + " " + a.Area
		}
		if a.Indicator != "" {
			row.Claims = v.Say("page.indicator") + " " + a.Indicator
		}
		if a.Person != "" {
			row.Person = frame.Person(w.People, a.Person)
		}
		rows = append(rows, row)
	}
	return rows
}
