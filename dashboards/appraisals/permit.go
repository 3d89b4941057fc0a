package appraisals

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// PermitRow is what was asked for, and granted or not.
type PermitRow struct {
	Says, Order, Text string
	Asked, Granted    string
	ID, Grant         string // Grant: where it can be granted; empty: not by this person
}

// permitRow says what is asked for, of a reopening all but what, and whether it is granted.
func permitRow(v frame.Voice, people map[string]reform.User, p reform.Permit) PermitRow {
	row := PermitRow{
		ID: p.ID, Text: p.Text, Order: v.Say("desk.permit.order", "Number", p.Number, "Day", locale.Day(v.Language, p.Day), "Signer", p.Signer),
		Asked: v.Say("desk.permit.asked", "By", frame.Person(people, p.AskedBy), "At", v.Moment(p.AskedAt)), Granted: v.Say("desk.permit.waits"),
	}
	switch p.Kind {
	case reform.Exemption:
		row.Says = v.Say("desk.permit.exemption", "Person", frame.Person(people, p.Person))
	case reform.NewRules:
		row.Says = v.Say("desk.permit.rules", "Framework", p.Framework)
	case reform.Reopening:
	}
	if p.GrantedBy != "" && p.GrantedAt != nil {
		row.Granted = v.Say("desk.permit.granted", "By", frame.Person(people, p.GrantedBy), "At", v.Moment(*p.GrantedAt))
	}
	return row
}
