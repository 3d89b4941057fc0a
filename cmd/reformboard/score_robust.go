package main

import (
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/robust"
)

// robustColumns say how the rank of the total fares when what can be disputed is
// drawn by lot.
var robustColumns = []column{{"rank_p05", true}, {"rank_p50", true}, {"rank_p95", true}, {"top_share", true}}

// within is how far a weight is drawn from itself: the 25 % that audits of
// composite indices use.
const within = 0.25

// draw tries how far the ranks of the total may be trusted, if that is asked.
func (c *score) draw(s *scored) error {
	if c.Robust == 0 {
		return nil
	}
	s.places = map[string]robust.Place{}
	cards := s.ranked()
	if len(cards) == 0 {
		return nil // nobody has a rank that could fare otherwise
	}
	field, err := robust.FieldOf(s.f, cards)
	if err != nil {
		return err
	}
	trial := robust.Trial{
		Draws: c.Robust, Seed: c.Seed, Weights: within, Normalise: true, Aggregate: true, LeaveOneOut: len(field.Parts) > 1, TopK: c.Top,
	}
	result, err := robust.Run(field, trial)
	if err != nil {
		return err
	}
	for _, p := range result.Places {
		s.places[p.Unit] = p
	}
	if c.Draws == "" {
		return nil
	}
	ending := filepath.Ext(c.Draws)
	beside := strings.TrimSuffix(c.Draws, ending) + "-field" + ending
	if err := writeTo(beside, func(w io.Writer) error { return robust.WriteField(w, field) }); err != nil {
		return err
	}
	return writeTo(c.Draws, func(w io.Writer) error { return robust.WriteDraws(w, field, trial) })
}

// ranked are the cards of the units whose total is ranked.
func (s *scored) ranked() []reform.Scorecard {
	var cards []reform.Scorecard
	for _, st := range ranking.Of(s.f, "", s.cards).Standings {
		cards = append(cards, s.cards[s.position[st.Unit]])
	}
	return cards
}

// fared are the robust columns of a unit's row: filled in for a total with a rank.
func (s *scored) fared(unit string, n node) []string {
	p, drawn := s.places[unit]
	if n.id != total || !drawn {
		return make([]string, len(robustColumns))
	}
	return []string{strconv.Itoa(p.Low), strconv.Itoa(p.Median), strconv.Itoa(p.High), strconv.FormatFloat(p.Top, 'f', -1, 64)}
}
