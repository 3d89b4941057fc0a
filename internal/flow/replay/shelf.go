// Package replay draws the board up as it was published:
//
//	edition, or the one in force on a day ──Shelf──▶ Board ──▶ the same questions that a flow.Board answers
//
// Its one rule: nothing comes from the board as it stands. Figures, tree and rules are those
// that the edition has frozen, and what it is compared with are the editions that were in
// force when it came out: what an address with an edition shows never changes.
package replay

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
)

// mostKept is how many editions are kept drawn up: one and the seven before it that its
// pages look back on, and half as many again. One of a country takes some 100 MB.
const mostKept = 12

// Shelf keeps what was drawn up of editions, those longest that were asked for last.
type Shelf struct {
	Book *record.Book

	turn chan struct{} // holds one: whoever reads an edition
	mu   sync.Mutex
	kept []*Board // by when they were asked for, the newest last
	open opened   // the file that was read last
}

// opened is what an edition froze, for what is asked seldom and needs all of it.
type opened struct {
	sha256  string
	content *edition.Content
}

// NewShelf returns an empty shelf.
func NewShelf(k *record.Book) *Shelf { return &Shelf{Book: k, turn: make(chan struct{}, 1)} }

// OnDay finds the edition that was in force at the end of a day, by the clock of the board.
func (s *Shelf) OnDay(ctx context.Context, cycle string, day time.Time) (reform.Publication, error) {
	year, month, date := day.Date()
	next := time.Date(year, month, date+1, 0, 0, 0, 0, s.Book.Board.Zone)
	p, ok, err := s.inForce(ctx, cycle, next.Add(-1))
	if err == nil && !ok {
		err = fmt.Errorf("%w: edition of cycle %s on %s", reform.ErrNotFound, cycle, day.Format(time.DateOnly))
	}
	return p, err
}

// inForce is the newest edition of a cycle that had come out at a moment.
func (s *Shelf) inForce(ctx context.Context, cycle string, at time.Time) (reform.Publication, bool, error) {
	all, err := s.Book.Board.Store.Publications(ctx, cycle)
	if err != nil {
		return reform.Publication{}, false, err
	}
	for _, p := range slices.Backward(all) {
		if !p.ApprovedAt.After(at) {
			return p, true, nil
		}
	}
	return reform.Publication{}, false, nil
}

// Board draws an edition up, with those before it, or returns what was drawn up already.
func (s *Shelf) Board(ctx context.Context, p reform.Publication) (*Board, error) {
	b, err := s.board(ctx, p)
	if err != nil {
		return nil, err
	}
	return b, b.look(ctx)
}

// board draws an edition up without looking back. Of many who ask at once, one reads and the
// others wait: the file of a country takes seconds, and much memory while it is read.
func (s *Shelf) board(ctx context.Context, p reform.Publication) (*Board, error) {
	if b := s.find(p); b != nil {
		return b, nil
	}
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	if b := s.find(p); b != nil {
		return b, nil // while we waited
	}
	content, err := s.content(ctx, p)
	if err != nil {
		return nil, err
	}
	b := &Board{shelf: s, edition: p}
	if b.tally, err = s.tally(content, p); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = append(s.kept, b)
	if len(s.kept) > mostKept {
		s.kept = slices.Delete(s.kept, 0, 1)
	}
	return b, nil
}

func (s *Shelf) find(p reform.Publication) *Board {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.kept, func(b *Board) bool { return b.edition.SHA256 == p.SHA256 })
	if at < 0 {
		return nil
	}
	b := s.kept[at]
	s.kept = append(slices.Delete(s.kept, at, at+1), b)
	return b
}

// content reads the file of an edition, unless it is the one that was read last.
func (s *Shelf) content(ctx context.Context, p reform.Publication) (*edition.Content, error) {
	s.mu.Lock()
	open := s.open
	s.mu.Unlock()
	if open.sha256 == p.SHA256 {
		return open.content, nil
	}
	e, err := s.Book.Edition(ctx, p)
	if err != nil {
		return nil, err
	}
	for n := range e.Appraisals {
		e.Appraisals[n].At = e.Appraisals[n].At.In(s.Book.Board.Zone)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = opened{p.SHA256, &e.Content}
	return &e.Content, nil
}
