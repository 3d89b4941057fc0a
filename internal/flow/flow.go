// Package flow joins the stages end to end:
//
//	workbook ──Read──▶ Report + Findings ──store──▶ score.Cycle ──▶ Scorecards ──▶ ranking.Of ──▶ Tally ──▶ dashboards
//	    ▲                                                               └──▶ weakness.Of ──┘         └──▶ export
//	blank form
//
// Its one rule: it is the only place where stages meet each other and the store.
// Each file is one deed of several steps; what takes one call to the store is
// done by whoever needs it.
package flow

import (
	"sync"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// Board is what the deeds work on: the store, the kept files, and scorecards
// already drawn up.
type Board struct {
	Store *store.Store
	Files *files.Folder
	Zone  *time.Location // in which people read times in forms and exports

	mu    sync.Mutex
	cards map[string]scored // by cycle
}

// scored are the scorecards of one version of a cycle, in the order of the units
// they are about: they change only when something is submitted or the units do,
// so that a year of past cycles is scored once.
type scored struct {
	version int64
	units   []reform.Unit
	groups  []reform.PeerGroup
	cards   []reform.Scorecard
}

// New returns a board over an open store and folder, its times in UTC.
func New(s *store.Store, f *files.Folder) *Board {
	return &Board{Store: s, Files: f, Zone: time.UTC, cards: map[string]scored{}}
}
