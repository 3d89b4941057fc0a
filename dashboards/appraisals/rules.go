package appraisals

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// RulesPart is by what a cycle is scored, and the form by which two persons change that.
type RulesPart struct {
	Says     string
	Method   frame.Link
	Choices  []frame.Choice // empty: there are no other rules
	Action   string
	ID       string
	Typed    reform.Permit
	Permits  []PermitRow
	Moved    string // what the rules that wait would do to what was reported; empty: none wait
	Effects  []Effect
	Problem  string
	Accepted bool // the cycle has just gone over to others
}

// Effect is what other rules would make of one unit.
type Effect struct{ Unit, Before, After string }

// RulesURL is where other rules are asked for, and granted.
func RulesURL(cycle, rest string) string { return frame.CycleURL(cycle, "/rules"+rest) }

// Replacement is what that part of the page is made from.
type Replacement struct {
	Frameworks []reform.Framework
	Permits    []reform.Permit // of the cycle
	Reader     string
	NextID     string
	Typed      reform.Permit
	Now, Then  *reform.Tally // by the rules that wait for a second person; nil: none do
	Granted    bool          // just now
	Problem    error
}

// mostEffects is how many units are named, those that move first.
const mostEffects = 10

func rulesPart(v frame.Voice, r Rules) RulesPart {
	w := r.Replacement
	part := RulesPart{
		Says:   v.Say("procedure.rules.says", "Title", v.Words(r.Framework.Title), "ID", r.Framework.ID),
		Method: frame.Link{Text: v.Say("page.menu.method"), URL: frame.CycleURL(r.Cycle.ID, "/method")}, Action: RulesURL(r.Cycle.ID, ""), ID: w.NextID, Typed: w.Typed,
		Problem: objection(v, w.Problem), Accepted: w.Granted,
	}
	part.Typed.Kind = reform.NewRules
	if w.Typed.ID != "" {
		part.ID = w.Typed.ID
	}
	for _, f := range w.Frameworks {
		if f.ID != r.Framework.ID {
			part.Choices = append(part.Choices, frame.Choice{Value: f.ID, Text: f.ID + " – " + v.Words(f.Title), Chosen: f.ID == w.Typed.Framework})
		}
	}
	for _, p := range w.Permits {
		if p.Kind != reform.NewRules {
			continue
		}
		row := permitRow(v, r.People, p)
		switch {
		case p.GrantedBy != "":
		case p.Was != r.Framework.ID:
			row.Granted = v.Say("desk.permit.void")
		case p.AskedBy != w.Reader:
			row.Grant = RulesURL(r.Cycle.ID, "/grant")
		}
		part.Permits = append(part.Permits, row)
	}
	if w.Then != nil {
		part.effects(v, w)
	}
	return part
}

// effects says what rules that wait would do, on what is reported by now.
func (p *RulesPart) effects(v frame.Voice, w Replacement) {
	moved := reform.Restated(w.Now, w.Then)
	p.Moved = v.Say("procedure.rules.moved", "Count", len(moved), "Units", v.Count(len(moved)), "All", v.Count(len(w.Now.Units)), "Framework", w.Then.Framework.ID)
	index := frame.IndexOf(w.Then)
	for _, c := range moved[:min(len(moved), mostEffects)] {
		p.Effects = append(p.Effects, Effect{Unit: v.Words(index.Units[c.Unit].Name()), Before: outcome(v, c.Before), After: outcome(v, c.After)})
	}
}

func outcome(v frame.Voice, o *reform.Outcome) string {
	if o == nil {
		return frame.None
	}
	if !o.State.Counts() {
		return v.StateSays(o.State)
	}
	if o.Rank == 0 {
		return v.Points(o.Total)
	}
	return v.Say("procedure.rules.outcome", "Points", v.Points(o.Total), "Rank", v.Count(o.Rank))
}
