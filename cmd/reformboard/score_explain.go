package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// explainColumns say how a score came about.
var explainColumns = []column{{"formula", false}, {"exact", false}, {"rounding", false}}

// words are what is said of a node whatever the unit.
type words struct{ formula, rounding string }

func (s *scored) words(nodes []node, l reform.Language) []words {
	if l == "" {
		return nil
	}
	all := make([]words, len(nodes))
	for i, n := range nodes {
		all[i].rounding = locale.RoundedTo(l, n.decimals, s.f.Rounding.Mode)
		switch {
		case n.indicator != nil:
			all[i].formula = locale.Rule(l, s.f, *n.indicator)
		case n.area != nil:
			all[i].formula = locale.Combine(l, *n.area)
		case n.id == total:
			all[i].formula = locale.Total(l, s.f)
		default:
			all[i].formula = locale.Say(l, "receipt.facet")
		}
	}
	return all
}

// exact lists the scores of a unit before rounding, as fractions.
func (s *scored) exact(nodes []node, unit int, l reform.Language) []string {
	if l == "" {
		return nil
	}
	card := s.cards[unit]
	all := make([]string, len(nodes))
	for i, n := range nodes {
		if n.working != nil {
			all[i] = fraction(n.working(&card))
		} else if c := n.cell(&card); c.has { // a facet
			all[i] = c.score.RatString()
		}
	}
	return all
}

func fraction(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.RatString()
}

// receipts writes how one unit's scores came about: all, or those of one code.
func (c *score) receipts(w io.Writer, s *scored) error {
	unit, nodes, err := c.asked(s)
	if err != nil {
		return err
	}
	all, err := s.receiptsOf(unit, nodes)
	if err != nil {
		return err
	}
	if c.format() == "json" {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		return out.Encode(all)
	}
	for i, r := range all {
		if i > 0 {
			_, _ = io.WriteString(w, "\n")
		}
		if _, err := io.WriteString(w, r.Text(c.Lang)); err != nil {
			return err
		}
	}
	return nil
}

// receiptsOf are the receipts of some nodes of a unit; nil: of all.
func (s *scored) receiptsOf(unit int, nodes []node) (all []receipt.Receipt, err error) {
	card, err := s.method.Explain(s.in, s.in.Units[unit].ID)
	if err != nil {
		return nil, err
	}
	if nodes == nil {
		all, err = receipt.Whole(s.f, s.in.Cycle.ID, card)
	}
	for _, n := range nodes {
		r, wrong := receipt.Of(s.f, s.in.Cycle.ID, card, n.id)
		all, err = append(all, r), errors.Join(err, wrong)
	}
	for i := range all {
		all[i].Version = version()
	}
	return all, err
}

// asked finds the unit and the nodes of --receipt, nil where all are asked for. Both
// names may hold a stroke.
func (c *score) asked(s *scored) (unit int, nodes []node, err error) {
	if unit, known := s.position[c.Receipt]; known {
		return unit, nil, nil
	}
	known := false
	for i, letter := range c.Receipt {
		if letter != '/' {
			continue
		}
		place, ok := s.position[c.Receipt[:i]]
		if !ok {
			continue
		}
		unit, known = place, true
		for _, n := range s.nodes() {
			if n.id == c.Receipt[i+1:] || n.code == c.Receipt[i+1:] {
				nodes = append(nodes, n)
			}
		}
	}
	switch id, code, _ := strings.Cut(c.Receipt, "/"); {
	case len(nodes) > 0:
		return unit, nodes, nil
	case known:
		return 0, nil, fmt.Errorf("%w: no indicator, area or facet has the code %q; the total's is %s", reform.ErrNotFound, code, total)
	default:
		return 0, nil, fmt.Errorf("%w: no unit has the id %q", reform.ErrNotFound, id)
	}
}
