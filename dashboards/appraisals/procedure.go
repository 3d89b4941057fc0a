package appraisals

import (
	"strconv"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Procedure is how the claims of a cycle are judged, and the form by which that is set.
type Procedure struct {
	frame.Head
	Says    string
	Action  string
	Version int
	Turns   []TurnField
	Finals  []frame.Choice
	Kin     bool
	Grounds string // one a line
	Twice   string
	Links   []frame.Link
	Zone    string
	Saved   bool
	Problem string
	Rules   RulesPart
}

// TurnField is the fields of one turn; those after the last are for turns yet to be
// added.
type TurnField struct {
	Number             string
	ID                 string
	Kinds              []frame.Choice
	Title              string // as pages call it; empty: a turn yet to be added
	Vi, En             string
	Opens, Due, Closes string
}

// Rules is what the page is made from.
type Rules struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Procedure reform.Procedure
	People    map[string]reform.User
	Saved     bool
	Problem   error

	Replacement Replacement
}

// spareTurns is how many turns can be added at once, and MostTurns how many there may be.
const (
	spareTurns = 2
	MostTurns  = 12
)

// NewProcedure makes the page.
func NewProcedure(v frame.Voice, r Rules) Procedure {
	p := r.Procedure
	context := v.Context(r.Cycle, r.Framework, r.Body, r.Cycle.Phase(v.Now), frame.AtNowhere)
	page := Procedure{
		Head:   frame.Head{Title: v.Say("procedure.title"), Context: context, Crumbs: v.Crumbs(context)},
		Action: ProcedureURL(r.Cycle.ID), Version: p.Version, Kin: p.Kin, Saved: r.Saved, Problem: objection(v, r.Problem), Zone: v.ZoneName(),
		Says: v.Say("procedure.usual"), Rules: rulesPart(v, r), Twice: strconv.Itoa(p.Twice),
		Links: []frame.Link{{Text: v.Say("agreement.title"), URL: frame.AgreementURL(r.Cycle.ID)}},
	}
	if p.Version > 0 {
		page.Says = v.Say("procedure.set", "Version", v.Count(p.Version), "By", frame.Person(r.People, p.SavedBy), "At", v.Moment(p.SavedAt))
	}
	for _, t := range p.Turns {
		page.Turns = append(page.Turns, turnField(v, len(page.Turns), t))
	}
	for range spareTurns {
		page.Turns = append(page.Turns, turnField(v, len(page.Turns), reform.Turn{}))
	}
	for _, k := range reform.TurnKinds {
		if k != reform.Answering {
			page.Finals = append(page.Finals, frame.Choice{Value: string(k), Text: v.Say("procedure.final." + string(k)), Chosen: k == p.Final})
		}
	}
	var lines []string
	for _, g := range p.Grounds {
		line := g.Code
		if !g.Title.Empty() {
			line += " | " + g.Title.VI + " | " + g.Title.EN
		} else {
			line += " | " + locale.Ground(reform.Vietnamese, g) + " | " + locale.Ground(reform.English, g)
		}
		lines = append(lines, line)
	}
	page.Grounds = strings.Join(lines, "\n")
	return page
}

func turnField(v frame.Voice, n int, t reform.Turn) TurnField {
	f := TurnField{Number: v.Count(n + 1), ID: t.ID, Vi: t.Title.VI, En: t.Title.EN, Opens: field(v, t.Opens), Due: field(v, t.Due), Closes: field(v, t.Closes)}
	if t.ID != "" {
		f.Title = locale.Turn(v.Language, t)
	}
	f.Kinds = []frame.Choice{{Text: v.Say("procedure.kind.none")}}
	for _, k := range reform.TurnKinds {
		f.Kinds = append(f.Kinds, frame.Choice{Value: string(k), Text: v.Say("procedure.kind." + string(k)), Chosen: k == t.Kind})
	}
	return f
}

// fieldTime is a moment as a field of a form has it.
const fieldTime = "2006-01-02T15:04"

func field(v frame.Voice, at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.In(zone(v)).Format(fieldTime)
}

func zone(v frame.Voice) *time.Location {
	if v.Zone == nil {
		return time.UTC
	}
	return v.Zone
}

// ParseTime reads a moment out of a field; an empty one is no limit.
func ParseTime(v frame.Voice, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.ParseInLocation(fieldTime, text, zone(v))
	return at.UTC(), err
}

// ParseGrounds reads what the field of grounds holds: a code a line, with titles behind
// bars where it has its own.
func ParseGrounds(text string) []reform.Ground {
	var grounds []reform.Ground
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSpace(line), "|", 3)
		g := reform.Ground{Code: strings.TrimSpace(parts[0])}
		if g.Code == "" {
			continue
		}
		if len(parts) > 1 {
			g.Title.VI = strings.TrimSpace(parts[1])
		}
		if len(parts) > 2 {
			g.Title.EN = strings.TrimSpace(parts[2])
		}
		if ours := (reform.Ground{Code: g.Code}); g.Title.VI == locale.Ground(reform.Vietnamese, ours) && g.Title.EN == locale.Ground(reform.English, ours) {
			g.Title = reform.Words{}
		}
		grounds = append(grounds, g)
	}
	return grounds
}
