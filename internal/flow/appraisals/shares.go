package appraisals

import (
	"context"

	"reformboard/internal/reform"
)

// Share is how much of the work on a cycle waits for one person, and how much they have
// done.
type Share struct {
	User    reform.User
	Waiting int
	Judged  int // claims whose judgement in force is theirs
}

// Shares says how the work on a cycle is spread over those who judge in it. Whoever has
// a conflict of interest is counted as the work was given out.
func (d *Desk) Shares(ctx context.Context, cycle string) ([]Share, error) {
	w, t, err := d.waiting(ctx, cycle)
	if err != nil {
		return nil, err
	}
	units, err := d.tree(ctx)
	if err != nil {
		return nil, err
	}
	users, err := d.Board.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	judged := map[string]int{}
	for _, by := range w.by {
		for user, n := range by {
			judged[user] += n
		}
	}
	loads := loadsOf(w, t)
	var shares []Share
	for _, u := range users {
		s := Share{User: u, Judged: judged[u.ID]}
		if !u.Disabled && (u.Role == reform.Appraiser || u.Role == reform.Council) {
			s.Waiting = loads.of(d.reaching(w, t, units, u))
		}
		if s.Waiting+s.Judged > 0 {
			shares = append(shares, s)
		}
	}
	return shares, nil
}

// loads counts what waits, by unit and indicator: it is added up for each person without
// going through half a million entries for each.
type loads struct {
	settling   []int   // by unit
	appraising [][]int // by unit, then indicator; nil where nothing waits
	given      []int   // by number of who holds it: what waits for them alone
}

func loadsOf(w *waiting, t *reform.Tally) loads {
	l := loads{make([]int, len(t.Units)), make([][]int, len(t.Units)), make([]int, len(w.holders)+1)}
	nodes := len(t.Framework.Indicators())
	for n := range w.entries {
		e := &w.entries[n]
		if e.settling {
			l.settling[e.unit]++
			continue
		}
		if e.holder != 0 {
			l.given[e.holder]++
			continue
		}
		if l.appraising[e.unit] == nil {
			l.appraising[e.unit] = make([]int, nodes)
		}
		l.appraising[e.unit][e.node]++
	}
	return l
}

func (l loads) of(p *pick) int {
	sum := l.given[p.self] // nobody has the number 0
	for n := range p.appraises {
		if p.settles[n] {
			sum += l.settling[n]
		}
		if !p.appraises[n] {
			continue
		}
		for node, count := range l.appraising[n] {
			if p.mine[node] {
				sum += count
			}
		}
	}
	return sum
}
