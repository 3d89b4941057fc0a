package reform

import (
	"slices"
	"strconv"
	"time"
)

// Procedure is how the claims of a Cycle are judged: the Turns and their order, who
// speaks in each, and what is asked of a judgement. It is a setting of the cycle, kept
// in versions; the newest counts.
type Procedure struct {
	Cycle   string   `gorm:"primaryKey"`
	Version int      `gorm:"primaryKey"` // from 1; 0: nobody has set one, and Usual is meant
	Turns   []Turn   `gorm:"serializer:json"`
	Final   TurnKind // who makes a score final, when every turn is over
	Kin     bool     // nobody judges a unit above or below their own either
	Grounds []Ground `gorm:"serializer:json"` // from which one is chosen where a score is changed
	Twice   int      // share of the claims that is judged twice, in whole per cent; 0: none
	SavedAt time.Time
	SavedBy string
}

// Turn is whose turn it is to speak on a unit's claims: one side judges, or the other
// answers. A time that is zero is no limit.
type Turn struct {
	ID     string    `json:"id"`
	Kind   TurnKind  `json:"kind"`
	Title  Words     `json:"title,omitzero"` // empty: the locale has a title for the id
	Opens  time.Time `json:"opens,omitzero"`
	Due    time.Time `json:"due,omitzero"`
	Closes time.Time `json:"closes,omitzero"` // after this nobody speaks, and the turn can be ended as it stands
}

// TurnKind is who speaks in a Turn; package access says which roles that are.
type TurnKind string

const (
	Appraising TurnKind = "appraise" // appraisers judge
	Answering  TurnKind = "answer"   // the unit accepts or contests
	Settling   TurnKind = "settle"   // the council judges what is in dispute
)

// TurnKinds lists every TurnKind.
var TurnKinds = []TurnKind{Appraising, Answering, Settling}

// Judging reports whether claims are judged in the turn, rather than answered for.
func (t Turn) Judging() bool { return t.Kind == Appraising || t.Kind == Settling }

// Open objects to speaking outside the days of the turn.
func (t Turn) Open(at time.Time) error {
	switch {
	case !t.Opens.IsZero() && at.Before(t.Opens):
		return Objection{Obstacle: TurnNotOpen, Wanted: t.Opens.UTC().Format(time.RFC3339)}
	case t.Over(at):
		return Objection{Obstacle: TurnIsOver, Found: t.Closes.UTC().Format(time.RFC3339)}
	}
	return nil
}

// Over reports whether the last moment to speak has passed.
func (t Turn) Over(at time.Time) bool { return !t.Closes.IsZero() && !at.Before(t.Closes) }

// Ground is why a score is changed, to be chosen from a list and counted.
type Ground struct {
	Code  string `json:"code"`
	Title Words  `json:"title,omitzero"` // empty: the locale has a title for the code
}

// Usual is the procedure of a cycle for which nobody has set one: a first appraisal,
// the unit's explanation, a second appraisal, the council.
func Usual(cycle string) Procedure {
	p := Procedure{Cycle: cycle, Final: Settling, Twice: UsualTwice, Turns: []Turn{
		{ID: "first", Kind: Appraising}, {ID: "answer", Kind: Answering}, {ID: "second", Kind: Appraising}, {ID: "council", Kind: Settling},
	}}
	for _, code := range UsualGrounds {
		p.Grounds = append(p.Grounds, Ground{Code: code})
	}
	return p
}

// UsualTwice is the share of claims that is judged twice where nobody has said otherwise.
const UsualTwice = 5

// UsualGrounds are the codes that the locale has titles for.
var UsualGrounds = []string{"R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R99"}

// Turn finds a turn and its place; -1: there is none.
func (p Procedure) Turn(id string) (Turn, int) {
	place := slices.IndexFunc(p.Turns, func(t Turn) bool { return t.ID == id })
	if place < 0 {
		return Turn{}, place
	}
	return p.Turns[place], place
}

// First is the id of the turn in which every claim is judged.
func (p Procedure) First() string {
	for _, t := range p.Turns {
		if t.Judging() {
			return t.ID
		}
	}
	return ""
}

// Firsts are those of some judgements that were given in the first turn.
func (p Procedure) Firsts(judged []Appraisal) []Appraisal {
	var firsts []Appraisal
	for _, a := range judged {
		if a.Turn == p.First() {
			firsts = append(firsts, a)
		}
	}
	return firsts
}

// Counts reports whether a judgement counts on a basis.
func (p Procedure) Counts(a Appraisal, b Basis) bool {
	return b == Verified || b == FirstTurn && a.Turn == p.First()
}

// Ground finds a ground by its code.
func (p Procedure) Ground(code string) (Ground, bool) {
	for _, g := range p.Grounds {
		if g.Code == code {
			return g, true
		}
	}
	return Ground{}, false
}

// Check objects to a procedure that could not be followed.
func (p Procedure) Check() error {
	seen := map[string]bool{}
	for n, t := range p.Turns {
		days := inDisorder(t.Opens, t.Due) || inDisorder(t.Due, t.Closes) || inDisorder(t.Opens, t.Closes)
		if t.ID == "" || seen[t.ID] || !slices.Contains(TurnKinds, t.Kind) || n == 0 && !t.Judging() || days {
			return Objection{Obstacle: BadProcedure, Found: t.ID}
		}
		seen[t.ID] = true
	}
	final := p.Final == Appraising || p.Final == Settling
	if len(p.Turns) == 0 || len(p.Grounds) == 0 || !final {
		return Objection{Obstacle: BadProcedure}
	}
	if p.Twice < 0 || p.Twice > 100 {
		return Objection{Obstacle: BadShare, Found: strconv.Itoa(p.Twice)}
	}
	return nil
}

func inDisorder(a, b time.Time) bool { return !a.IsZero() && !b.IsZero() && b.Before(a) }
