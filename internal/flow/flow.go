// Package flow joins the stages end to end:
//
//	workbook ──Read──▶ Reading ──scrutiny──▶ Difference ──Accept──▶ draft ──Submit──▶ score.Cycle ──▶ Scorecards ──▶ ranking.Of ──▶ Tally ──▶ dashboards
//	    ▲                                                                                └──▶ weakness.Of ──┘         └──▶ export
//	blank form
//
// Its one rule: it is the only place where stages meet each other and the store.
// Each file is one deed of several steps; what takes one call to the store is
// done by whoever needs it. Beneath it stand batches, which does the same for many
// units, appraisals, where what they claim is judged, agreement, where some of it is a
// second time, duties, which says what a person
// owes, and inspect, which does it where there is no board.
package flow

import (
	"context"
	"runtime"
	"sync"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/scrutiny"
	"reformboard/internal/store"
)

// Board is what the deeds work on: the store, the kept files, and what was already
// worked out from them.
type Board struct {
	Store *store.Store
	Files *files.Folder
	Zone  *time.Location // in which people read times in forms and exports
	Key   []byte         // signs forms; nil: the store's own secret does

	turns   turns
	mu      sync.Mutex
	cards   map[basis]scored
	drawing Lanes[basis]
	moved   map[basis]moved
	methods map[string]method                    // by framework, which never changes
	norms   map[string]map[string]scrutiny.Norms // by version of a cycle, then by peer group
	medians map[rankingKey]levels
	radars  map[rankingKey]seen
	moves   map[rankingKey]explained

	trials sync.Mutex // guards trusts, and lets one trial run at a time
	trusts map[rankingKey]trusted
}

// basis names a cycle, and on whose word it is drawn up.
type basis struct {
	cycle string
	on    reform.Basis
}

// scored is what was drawn up of one version of a cycle, without looking back: it
// changes only when something is submitted or the units do, so that a year of past
// cycles is scored and ranked once.
type scored struct {
	version int64
	people  int64 // version of the units
	tally   *reform.Tally
	counted map[counted]int // version of each report that counts
	judged  int64           // number of the newest judgement that was looked at
}

// method is a framework made ready to score.
type method struct {
	framework *reform.Framework
	*score.Method
}

// New returns a board over an open store and folder, its times in UTC.
func New(s *store.Store, f *files.Folder) *Board {
	return &Board{
		Store: s, Files: f, Zone: time.UTC, turns: newTurns(runtime.GOMAXPROCS(0)),
		cards: map[basis]scored{}, moved: map[basis]moved{}, methods: map[string]method{}, norms: map[string]map[string]scrutiny.Norms{},
		medians: map[rankingKey]levels{}, radars: map[rankingKey]seen{},
		moves: map[rankingKey]explained{}, trusts: map[rankingKey]trusted{},
	}
}

// method makes a framework ready, once: on deadline day it is asked for with every
// upload. Nobody may change what it returns.
func (b *Board) method(ctx context.Context, framework string) (method, error) {
	b.mu.Lock()
	m, ok := b.methods[framework]
	b.mu.Unlock()
	if ok {
		return m, nil
	}
	f, err := b.Store.Framework(ctx, framework)
	if err != nil {
		return method{}, err
	}
	m.framework = &f
	if m.Method, err = score.Prepare(&f); err != nil {
		return method{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.methods[framework] = m
	return m, nil
}

// FormKey is the board's own key for its forms, the same in every instance.
func (b *Board) FormKey(ctx context.Context) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.Key != nil {
		return b.Key, nil
	}
	var err error
	b.Key, err = b.Store.Secret(ctx, "form")
	return b.Key, err
}
