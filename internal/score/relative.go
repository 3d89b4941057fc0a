package score

import (
	"reformboard/internal/composite"
	"reformboard/internal/reform"
)

// leader measures a unit against its own target; compare pays it.
func leader(i *indicator, r *ready, v view, w *sums) reform.State { return measure(i, r, v, w) }

// normalised measures a figure; compare places it on its scale.
func normalised(i *indicator, r *ready, v view, w *sums) reform.State { return measure(i, r, v, w) }

// measure leaves a sum, or a ratio, in place of the points. It settles the cell of a
// unit that has none of what is measured, or nothing to measure it against.
func measure(i *indicator, r *ready, v view, w *sums) reform.State {
	if len(r.over) > 0 {
		if state := divide(i, r, v, w); state != reform.Scored || w.has(hasExact) {
			return state
		}
		w.exact = w.ratio
		return reform.Scored
	}
	of, practised, state := v.sum(r.of)
	if state != reform.Scored {
		return state
	}
	w.of, w.known = of, w.known|hasOf
	if !practised {
		w.earn(zero)
		return reform.Zero
	}
	w.exact = of
	return reform.Scored
}

// compare turns what relative rules measured into points, for all units at once.
func (r *run) compare(i *indicator, n int, column []cell, trial trials) {
	done := map[*ready]bool{}
	for _, rule := range trial.chosen {
		if rule == nil || done[rule] || !rule.compares() {
			continue
		}
		done[rule] = true
		for _, group := range r.groups(rule) {
			peers := peers{run: r, indicator: i, rule: rule, column: column}
			for u := range column {
				if trial.chosen[u] == rule && (group == everybody || r.said[u].group == group) && !trial.settled[u] && !column[u].overruled() {
					peers.units = append(peers.units, u)
				}
			}
			peers.pay(n)
		}
	}
}

// everybody stands for all peer groups together; no group is called so.
const everybody = "\x00"

// groups lists the sets of units that a rule compares.
func (r *run) groups(rule *ready) []string {
	if rule.Among != reform.AmongGroup && rule.Scale.Among != reform.AmongGroup {
		return []string{everybody}
	}
	var groups []string
	seen := map[string]bool{}
	for u := range r.said {
		if group := r.said[u].group; !seen[group] {
			seen[group] = true
			groups = append(groups, group)
		}
	}
	return groups
}

// peers are the units that one relative rule compares.
type peers struct {
	*run
	indicator *indicator
	rule      *ready
	column    []cell
	units     []int
}

// pay replaces what each unit measured by what it earns, and notes what those that are
// explained were compared with.
func (p peers) pay(n int) {
	measured := make([]composite.Cell, len(p.units))
	reference, explained := none, false
	for k, u := range p.units {
		c := &p.column[u]
		measured[k] = composite.Cell{Fraction: c.value, Known: c.state == reform.Scored}
		if p.in.Units[u].ID == p.rule.Scale.Reference {
			reference = k
		}
		explained = explained || p.explains(u)
	}
	earned, known := p.earn(measured, reference)
	for k, u := range p.units {
		if c := &p.column[u]; !measured[k].Known {
			continue
		} else if earned[k].Known {
			c.value = earned[k].Fraction
		} else {
			c.state, c.value = reform.Suppressed, zero
		}
	}
	if !explained {
		return
	}
	places := composite.Places(measured, p.rule.LowerIsBetter)
	for k, u := range p.units {
		if p.explains(u) {
			own := known
			own.Place = places[k]
			p.working[u][n].peers = &own
		}
	}
}

func (p peers) earn(measured []composite.Cell, reference int) ([]composite.Cell, reform.Peers) {
	if p.rule.Kind == reform.Leader {
		return p.lead(measured)
	}
	top := p.indicator.most
	if p.indicator.Max == 0 {
		top = one
	}
	return composite.Normalise(p.rule.Scale, p.rule.LowerIsBetter, top, measured, reference)
}

// lead pays a part in proportion up to the target, and the rest in proportion to
// the best unit: at·r below a ratio r of 1, then at + (1-at)·(r-1)/(best-1).
// Source: scoring of emulation clusters, at = 0.5.
func (p peers) lead(measured []composite.Cell) ([]composite.Cell, reform.Peers) {
	var known reform.Peers
	for _, m := range measured {
		if m.Known {
			known.Count++
			if known.Count == 1 || known.Greatest.Less(m.Fraction) {
				known.Greatest = m.Fraction
			}
			if known.Count == 1 || m.Less(known.Least) {
				known.Least = m.Fraction
			}
		}
	}
	earned := make([]composite.Cell, len(measured))
	at := p.rule.atTarget
	for k, m := range measured {
		if !m.Known {
			continue
		}
		share := m.Mul(at)
		switch {
		case m.Sign() < 0:
			share = zero
		case one.Less(m.Fraction):
			ahead := m.Sub(one).Quo(known.Greatest.Sub(one))
			share = at.Add(one.Sub(at).Mul(ahead))
		}
		earned[k] = composite.Cell{Fraction: share.Mul(p.indicator.most), Known: true}
	}
	return earned, known
}
