package reform

import (
	"time"
)

// Review is one version of how far the judging of one Unit's claims in one Cycle has
// come. The newest counts; before the first, version 0, it is the first turn.
type Review struct {
	Cycle   string `gorm:"primaryKey"`
	Unit    string `gorm:"primaryKey"`
	Version int    `gorm:"primaryKey"`
	Stage   ReviewStage
	Turn    string   // whose turn it is, while in one
	Claims  []string `gorm:"serializer:json"` // reopened, to be judged anew; empty: as the turn goes
	Permit  string   // the Permit that reopened it
	Report  int      // version of the unit's report then
	Spoken  int      // how many appraisals and explanations there were then
	At      time.Time
	By      string
}

// ReviewStage is how far a Review has come.
type ReviewStage string

const (
	InTurn  ReviewStage = "in_turn"
	Settled ReviewStage = "settled" // every turn is over; somebody has yet to make it final
	Final   ReviewStage = "final"   // nothing changes any more but by an order to reopen it
)

// ReviewStages lists every ReviewStage.
var ReviewStages = []ReviewStage{InTurn, Settled, Final}

// Locks objects to another version of a unit's own report, where one is submitted:
// once a sitting is over, only what was returned is mended, and nothing once it is
// final. newest is the version of the report that counts so far.
func (r Review) Locks(appraisals []Appraisal, newest int) error {
	if r.Stage == Final {
		return Objection{Obstacle: IsFinal}
	}
	if r.Version == 0 {
		return nil
	}
	if returned(appraisals, newest) {
		return nil
	}
	return Objection{Obstacle: UnderWay}
}

// returned reports whether anything waits for the unit to mend it.
func returned(appraisals []Appraisal, newest int) bool {
	byIndicator := map[string][]Appraisal{}
	for _, a := range appraisals {
		byIndicator[a.Indicator] = append(byIndicator[a.Indicator], a)
	}
	for _, versions := range byIndicator {
		if a, ok := InForce(versions, 0, newest); ok && a.Verdict == Returned {
			return true
		}
	}
	return false
}

// Explanation is one version of what a Unit answers to a judgement that changed a score.
type Explanation struct {
	Cycle     string `gorm:"primaryKey"`
	Unit      string `gorm:"primaryKey"`
	Indicator string `gorm:"primaryKey"`
	Version   int    `gorm:"primaryKey"` // from 1
	Turn      string
	Review    int // version of the Review then
	Appraisal int // version of the judgement that it answers
	Stance    Stance
	Text      string
	Papers    []string `gorm:"serializer:json"` // ids of Attachments
	By        string
	At        time.Time
}

// Stance is whether a Unit takes a judgement as it is.
type Stance string

const (
	Agrees   Stance = "agrees"
	Contests Stance = "contests"
)

// Stances lists every Stance.
var Stances = []Stance{Agrees, Contests}

// Check objects to an explanation that explains nothing.
func (e Explanation) Check() error {
	switch {
	case e.Stance != Agrees && e.Stance != Contests:
		return Objection{UnknownWord, e.Indicator, string(e.Stance), ""}
	case e.Stance == Contests && !says(e.Text):
		return Objection{TooShort, e.Indicator, "", shortest}
	}
	return nil
}
