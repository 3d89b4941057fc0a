package main

import (
	"math/big"
	"slices"

	"reformboard/internal/locale"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/robust"
	scoring "reformboard/internal/score"
)

// scored is what the command knows when all units are scored.
type scored struct {
	f        *reform.Framework
	method   *scoring.Method
	in       scoring.Input
	cards    []reform.Scorecard
	position map[string]int          // of a unit among the cards
	groups   map[string][]int        // the positions of each group's units
	places   map[string]robust.Place // by unit; nil: nothing was drawn
}

// scoreAll scores all units, with or without Workings.
func scoreAll(f *reform.Framework, in scoring.Input, how func(*scoring.Method, scoring.Input) ([]reform.Scorecard, error)) (*scored, error) {
	method, err := scoring.Prepare(f)
	if err != nil {
		return nil, err
	}
	cards, err := how(method, in)
	if err != nil {
		return nil, err
	}
	s := &scored{
		f: f, method: method, in: in, cards: cards,
		position: map[string]int{}, groups: map[string][]int{},
	}
	for n, u := range in.Units {
		s.position[u.ID] = n
		if u.PeerGroup != "" {
			s.groups[u.PeerGroup] = append(s.groups[u.PeerGroup], n)
		}
	}
	return s, nil
}

// withheld names each indicator that was reported and still has no score anywhere:
// it leaves the index, which must not go unsaid.
func (s *scored) withheld(l reform.Language) (said []string) {
	for n, i := range s.f.Indicators() {
		units := 0
		for _, card := range s.cards {
			if card.Scores[n].HasPoints() {
				units = 0
				break
			}
			if card.Scores[n].State == reform.Suppressed {
				units++
			}
		}
		if units > 0 {
			said = append(said, locale.Say(l, "score.withheld", "Indicator", code(i.Code, i.ID), "Units", units))
		}
	}
	return said
}

// node is one thing that is scored: an area, an indicator, a facet or the total.
type node struct {
	id, code  string
	indicator *reform.Indicator
	area      *reform.Area
	decimals  *int // to which the framework rounds it
	endless   bool // its scale has no end, and so no maximum
	cell      func(*reform.Scorecard) cell
	working   func(*reform.Scorecard) *big.Rat // of an explained card: the score before rounding; nil for a facet
}

// cell is what one unit has at a node.
type cell struct {
	state reform.State
	score reform.Fraction
	max   reform.Points
	has   bool // there is a score
}

// total is the code of the row that the framework's own total has.
const total = "total"

// nodes lists all that is scored: each area before what is in it, then the facets
// and the total.
func (s *scored) nodes() []node {
	var all []node
	indicators, areas := 0, 0
	var enter func(list []reform.Area)
	enter = func(list []reform.Area) {
		for a := range list {
			all = append(all, areaNode(s.f, &list[a], areas))
			areas++
			for i := range list[a].Indicators {
				all = append(all, indicatorNode(s.f, &list[a].Indicators[i], indicators))
				indicators++
			}
			enter(list[a].Areas)
		}
	}
	enter(s.f.Areas)
	for n := range s.f.Facets {
		all = append(all, facetNode(s.f, n))
	}
	return append(all, totalNode(s.f))
}

func totalNode(f *reform.Framework) node {
	return node{
		id: total, code: total, decimals: f.Rounding.Total, endless: f.Max == 0,
		cell: func(c *reform.Scorecard) cell {
			most := c.Max
			if f.NotApplicable == reform.Rescale {
				most = f.Max // to which the total was stretched
			}
			return cell{c.State, c.Exact, most, c.State.Counts()}
		},
		working: func(c *reform.Scorecard) *big.Rat { return c.Working.Exact },
	}
}

func areaNode(f *reform.Framework, a *reform.Area, n int) node {
	return node{
		id: a.ID, code: code(a.Code, a.ID), area: a, decimals: f.Rounding.Area, endless: a.Max == 0,
		cell: func(c *reform.Scorecard) cell {
			s := &c.Subtotals[n]
			return cell{s.State, s.Exact, s.Max, s.State.Counts() || s.Earned != 0}
		},
		working: func(c *reform.Scorecard) *big.Rat { return c.Subtotals[n].Working.Exact },
	}
}

func indicatorNode(f *reform.Framework, i *reform.Indicator, n int) node {
	return node{
		id: i.ID, code: code(i.Code, i.ID), indicator: i, decimals: f.Rounding.Indicator, endless: i.Max == 0,
		cell: func(c *reform.Scorecard) cell {
			s := &c.Scores[n]
			if !i.Scored() {
				return cell{state: reform.State(reform.Information)}
			}
			return cell{s.State, s.Exact, s.Max, s.HasPoints()}
		},
		working: func(c *reform.Scorecard) *big.Rat { return c.Scores[n].Working.Exact },
	}
}

func facetNode(f *reform.Framework, n int) node {
	id := f.Facets[n].ID
	return node{id: id, code: id, decimals: f.Rounding.Area, endless: f.Max == 0, cell: func(c *reform.Scorecard) cell {
		s := &c.Facets[n]
		return cell{s.State, s.Exact, s.Max, s.State.Counts()}
	}}
}

// code is a node's code in the system the rules come from, or else its id.
func code(own, id string) string {
	if own != "" {
		return own
	}
	return id
}

// ranks ranks a node's scores among all units, and within each group. Package
// ranking says which totals are ranked.
func (s *scored) ranks(n node) (all, inGroup []ranking.Rank) {
	values := make([]reform.Fraction, len(s.cards))
	known := make([]bool, len(s.cards))
	for u := range s.cards {
		c := n.cell(&s.cards[u])
		values[u], known[u] = s.compared(c.score), c.has
	}
	if n.id == total {
		for _, st := range ranking.Of(s.f, "", s.cards).Unranked {
			known[s.position[st.Unit]] = false
		}
	}
	all = ranking.Ranks(values, known)
	inGroup = make([]ranking.Rank, len(s.cards))
	for _, members := range s.groups {
		own := make([]reform.Fraction, len(members))
		ranked := make([]bool, len(members))
		for m, u := range members {
			own[m], ranked[m] = values[u], known[u]
		}
		for m, rank := range ranking.Ranks(own, ranked) {
			inGroup[members[m]] = rank
		}
	}
	return all, inGroup
}

// compared is a score at the decimals at which it is held against others.
func (s *scored) compared(x reform.Fraction) reform.Fraction {
	if s.f.Ranks.Decimals == nil {
		return x
	}
	return x.Rounded(*s.f.Ranks.Decimals, s.f.Rounding.Mode)
}

// table lays the scores out, a row a unit and node; with a language, explained in it.
func (s *scored) table(explain reform.Language) table {
	t := table{columns: []column{
		{"unit", false}, {"code", false}, {"state", false}, {"score", true}, {"maximum", true}, {"rank", true}, {"group_rank", true},
	}}
	if s.places != nil {
		t.columns = slices.Concat(t.columns, robustColumns)
	}
	if explain != "" {
		t.columns = slices.Concat(t.columns, explainColumns)
	}
	nodes := s.nodes()
	ranks := make([][2][]ranking.Rank, len(nodes))
	for i, n := range nodes {
		ranks[i][0], ranks[i][1] = s.ranks(n)
	}
	t.rows = func(yield func([]string) error) error {
		var row []string
		words := s.words(nodes, explain)
		for u := range s.cards {
			exact := s.exact(nodes, u, explain)
			for i, n := range nodes {
				row = append(row[:0], s.cards[u].Unit, n.code)
				row = append(row, n.cell(&s.cards[u]).texts(n)...)
				row = append(row, s.rank(ranks[i][0][u]), s.rank(ranks[i][1][u]))
				if s.places != nil {
					row = append(row, s.fared(s.cards[u].Unit, n)...)
				}
				if explain != "" {
					row = append(row, words[i].formula, exact[i], words[i].rounding)
				}
				if err := yield(row); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return t
}

// texts are a cell's state, score and maximum.
func (c cell) texts(n node) []string {
	score, most := "", ""
	if c.has {
		score = decimal(c.score)
	}
	if !n.endless {
		most = c.max.String()
	}
	return []string{string(c.state), score, most}
}

func (s *scored) rank(r ranking.Rank) string {
	if r.Least == 0 {
		return ""
	}
	return string(r.Place(s.f.Ranks.Ties))
}
