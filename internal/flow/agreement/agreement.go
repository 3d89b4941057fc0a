// Package agreement has some claims judged by a second person who does not know what the
// first has judged, and measures how far both agree.
//
// Its one rule: whether a claim will be judged twice, nobody is told before it waits for
// them. The lot decides it, and what is asked of a claim that does not wait is answered
// alike, whether it was drawn or not.
package agreement

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// Bench is where claims are judged a second time.
type Bench struct {
	Board *flow.Board

	looking flow.Lanes[string] // by cycle
	mu      sync.Mutex
	draws   map[string]*drawn // by cycle
}

// New returns the bench of a board.
func New(b *flow.Board) *Bench { return &Bench{Board: b, draws: map[string]*drawn{}} }

// Key names a claim in a cycle.
type Key struct{ Unit, Indicator string }

// drawn is what was judged of the claims that the lot has drawn, of one share: there may
// be half a million claims in all, and only what is new is ever read.
type drawn struct {
	share  int
	seed   string
	seq    int64 // of the newest judgement that was looked at
	judged map[Key][]reform.Appraisal
}

// drawnOf brings what was drawn up to date. Nobody may change what it returns.
func (b *Bench) drawnOf(ctx context.Context, cycle string, p reform.Procedure) (*drawn, error) {
	lot, err := b.Board.Store.Lot(ctx, cycle)
	if errors.Is(err, reform.ErrNotFound) || err == nil && p.Twice == 0 {
		return &drawn{}, nil // nobody has judged yet
	}
	if err != nil {
		return nil, err
	}
	leave, err := b.looking.Enter(ctx, cycle)
	if err != nil {
		return nil, err
	}
	defer leave()
	b.mu.Lock()
	old := b.draws[cycle]
	b.mu.Unlock()
	if old == nil || old.share != p.Twice || old.seed != lot.Seed {
		old = &drawn{share: p.Twice, seed: lot.Seed}
	}
	fresh, err := b.Board.Store.AppraisalsAfter(ctx, cycle, old.seq)
	if err != nil || len(fresh) == 0 {
		return old, err
	}
	d := &drawn{share: old.share, seed: old.seed, seq: fresh[len(fresh)-1].Seq, judged: maps.Clone(old.judged)}
	if d.judged == nil {
		d.judged = map[Key][]reform.Appraisal{}
	}
	for _, a := range fresh {
		if k := (Key{a.Unit, a.Indicator}); lot.Draws(p.Twice, a.Unit, a.Indicator) {
			d.judged[k] = append(slices.Clip(d.judged[k]), a)
		}
	}
	b.mu.Lock()
	b.draws[cycle] = d
	b.mu.Unlock()
	return d, nil
}

// Sight is one claim as somebody meets it who may be asked to judge it a second time.
type Sight struct {
	reform.Docket
	First reform.Appraisal // against which their mark would be held; not for their eyes
	Mark  error            // why they may not mark it now; nil: they may
	Pair  *reform.Pair     // once it was marked, for those two who judged it; nil: it was not, or is not theirs
}

// Look looks at a claim with a person's eyes.
func (b *Bench) Look(ctx context.Context, who reform.User, cycle, unit, indicator string) (Sight, error) {
	s := Sight{Mark: reform.Objection{Obstacle: reform.NotDrawn, Indicator: indicator}}
	v, err := b.view(ctx, who, cycle)
	if err != nil {
		return s, err
	}
	if s.Docket, err = b.Board.DocketOf(ctx, v.tally.Cycle, v.units, unit); err != nil {
		return s, err
	}
	claim, ok := s.Claim(indicator)
	if !ok {
		return s, reform.ErrNotFound
	}
	pairs, err := b.pairs(ctx, v)
	if err != nil {
		return s, err
	}
	marked := slices.IndexFunc(pairs, func(p reform.Pair) bool { return p.Second.Unit == unit && p.Second.Indicator == indicator })
	if marked >= 0 && (pairs[marked].First.By == who.ID || pairs[marked].Second.By == who.ID) {
		s.Pair = &pairs[marked]
	}
	var judged bool
	s.First, judged = s.Docket.First(indicator)
	switch o := v.conflict(unit, claim.Sources); {
	case !v.speaks(unit, indicator):
		s.Mark = reform.Objection{Obstacle: reform.NoRight, Indicator: indicator}
	case o != "":
		s.Mark = reform.Objection{Obstacle: o, Indicator: indicator}
	case marked < 0 && judged && v.drawn.judged[Key{unit, indicator}] != nil && !by(s.Versions(indicator), who):
		s.Mark = nil
	}
	return s, nil
}

// Mark keeps what a second person judged of a claim; its Report is the version that was
// seen. A second click is answered as the first was.
func (b *Bench) Mark(ctx context.Context, who reform.User, c reform.Countermark, at time.Time) (reform.Countermark, error) {
	s, err := b.Look(ctx, who, c.Cycle, c.Unit, c.Indicator)
	if err != nil {
		return c, err
	}
	c.Text, c.By, c.At = reform.Tidy(c.Text), who.ID, at
	if s.Pair != nil && alike(s.Pair.Second, c) {
		return s.Pair.Second, nil
	}
	claim, _ := s.Claim(c.Indicator)
	if err := c.Check(claim.Indicator, s.Procedure); err != nil {
		return c, err
	}
	if s.Mark != nil {
		return c, s.Mark
	}
	if c.Report != s.Report.Version {
		return c, reform.Objection{Obstacle: reform.ReportedSince, Indicator: c.Indicator, Found: fmt.Sprint(c.Report), Wanted: fmt.Sprint(s.Report.Version)}
	}
	t, err := b.Board.Tally(ctx, c.Cycle)
	if err != nil {
		return c, err
	}
	card, _ := t.Scorecard(c.Unit)
	if score, ok := card.Score(c.Indicator); ok && score.State.Counts() {
		c.Claimed = &score.Earned
	}
	c.Appraisal, c.Most = s.First.Version, claim.Indicator.Max
	return c, b.Board.Store.SaveCountermark(ctx, c)
}

// alike reports whether a person has said the same already.
func alike(a, b reform.Countermark) bool {
	return a.By == b.By && a.Report == b.Report && a.Verdict == b.Verdict && a.Points == b.Points && a.Ground == b.Ground && a.Text == b.Text
}

func by(judged []reform.Appraisal, who reform.User) bool {
	return slices.ContainsFunc(judged, func(a reform.Appraisal) bool { return a.By == who.ID })
}

// Item is one claim that waits to be judged a second time.
type Item struct {
	Key
	Since time.Time // when the first judged it
}

// Waiting lists what waits for a person to be judged a second time, the longest first.
// They have not judged it themselves, and have a right and no conflict of interest there.
func (b *Bench) Waiting(ctx context.Context, who reform.User, cycle string) ([]Item, error) {
	v, err := b.view(ctx, who, cycle)
	if err != nil {
		return nil, err
	}
	marks, err := b.Board.Store.Countermarks(ctx, cycle)
	if err != nil {
		return nil, err
	}
	marked := make(map[Key]bool, len(marks))
	for _, c := range marks {
		marked[Key{c.Unit, c.Indicator}] = true
	}
	var items []Item
	for k, versions := range v.drawn.judged {
		first, judged := reform.InForce(v.procedure.Firsts(versions), 0, 0)
		if !judged || marked[k] || by(versions, who) || !v.speaks(k.Unit, k.Indicator) {
			continue
		}
		sources, claimed, err := v.sources(ctx, b, k)
		if err != nil {
			return nil, err
		}
		if claimed && v.conflict(k.Unit, sources) == "" {
			items = append(items, Item{k, first.At})
		}
	}
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Indicator, b.Indicator))
	})
	return items, nil
}

// Standing are those of some items, the first of them, that are still judged: a unit that
// has said something else since waits for the first person again.
func (b *Bench) Standing(ctx context.Context, cycle string, items []Item, most int) ([]Item, error) {
	items = items[:min(len(items), 4*most)]
	t, err := b.Board.Tally(ctx, cycle)
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, i := range items {
		ids[i.Unit] = true
	}
	dockets, err := b.Board.Store.Dockets(ctx, cycle, slices.Sorted(maps.Keys(ids)))
	if err != nil {
		return nil, err
	}
	var standing []Item
	for _, i := range items {
		d := dockets[i.Unit]
		if d == nil || len(standing) == most {
			continue
		}
		u, _ := t.Unit(i.Unit)
		if d.Claims, err = b.Board.Claims(ctx, t.Framework.ID, u.PeerGroup); err != nil {
			return nil, err
		}
		if _, ok := d.First(i.Indicator); ok {
			standing = append(standing, i)
		}
	}
	return standing, nil
}

// Theirs lists the pairs of which one judgement is a person's, the newest first.
func (b *Bench) Theirs(ctx context.Context, who reform.User, cycle string) ([]reform.Pair, error) {
	v, err := b.view(ctx, who, cycle)
	if err != nil {
		return nil, err
	}
	pairs, err := b.pairs(ctx, v)
	pairs = slices.DeleteFunc(pairs, func(p reform.Pair) bool { return p.First.By != who.ID && p.Second.By != who.ID })
	slices.Reverse(pairs)
	return pairs, err
}

// May reports whether a person may see, of a cycle that is not published, how it is drawn.
func (b *Bench) May(ctx context.Context, who reform.User, cycle reform.Cycle, units []reform.Unit) (bool, error) {
	if access.Foresees(who, units, cycle.Body) {
		return true, nil
	}
	out, err := b.Board.Store.Publications(ctx, cycle.ID)
	return len(out) > 0, err
}
