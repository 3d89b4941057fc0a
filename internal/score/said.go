package score

import (
	"math/big"
	"slices"

	"reformboard/internal/reform"
)

// saidValues is everything the sources have submitted about one unit.
type saidValues struct {
	byFigure map[string]reform.Input
	source   map[string]reform.Source
	silent   bool // the unit's own report is not in: nothing is scored, constants included
}

func gather(f *reform.Framework, reports []reform.Report) saidValues {
	said := saidValues{byFigure: map[string]reform.Input{}, source: map[string]reform.Source{}}
	for _, g := range f.Figures {
		said.source[g.ID] = g.Source
	}
	for _, r := range reports {
		for _, v := range r.Values {
			if said.source[v.Figure] != r.Source {
				continue
			}
			said.byFigure[v.Figure] = reform.Input{
				Figure: v.Figure, Text: v.Text, Absence: v.Absence, Origin: v.Origin, File: r.File, SHA256: r.SHA256,
			}
		}
	}
	return said
}

// of returns what was said for a figure; silence is NotReported.
func (s saidValues) of(figure string) reform.Input {
	in, ok := s.byFigure[figure]
	if !ok {
		return reform.Input{Figure: figure, Absence: reform.NotReported}
	}
	return in
}

// inputs lists what an indicator is made from, its condition first.
func (s saidValues) inputs(i reform.Indicator) []reform.Input {
	var list []reform.Input
	ids := i.Rule.Figures()
	if i.Applies.Figure != "" && !slices.Contains(ids, i.Applies.Figure) {
		ids = append([]string{i.Applies.Figure}, ids...)
	}
	for _, id := range ids {
		list = append(list, s.of(id))
	}
	return list
}

// sum adds figures. One that does not apply adds nothing, unless none applies;
// one that is missing makes the sum missing, for a part is not the whole.
func (s saidValues) sum(figures []string) (*big.Rat, reform.State) {
	total, said := new(big.Rat), 0
	state := reform.Scored
	for _, id := range figures {
		in := s.of(id)
		switch in.Absence {
		case reform.NotReported:
			state = worse(state, s.missing(id))
		case reform.NotApplicable:
		case reform.Present:
			if n := reform.Decimal(in.Text).Rat(); n != nil {
				total.Add(total, n)
				said++
			}
		}
	}
	if state == reform.Scored && said == 0 {
		return nil, reform.NotAsked
	}
	return total, state
}

// missing tells whose silence it is.
func (s saidValues) missing(figure string) reform.State {
	if s.source[figure] == reform.FromUnit {
		return reform.NotSubmitted
	}
	return reform.UnderReview
}

// worse keeps the unit's own silence above that of others.
func worse(a, b reform.State) reform.State {
	if a == reform.NotSubmitted {
		return a
	}
	return b
}
