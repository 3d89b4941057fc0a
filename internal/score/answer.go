package score

import (
	"math/big"

	"reformboard/internal/reform"
)

// answer earns the share that belongs to the option chosen.
func answer(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	figure := i.Rule.Of[0]
	in := said.of(figure)
	switch in.Absence {
	case reform.NotReported:
		return said.missing(figure)
	case reform.NotApplicable:
		return reform.NotAsked
	case reform.Present:
	}
	for _, a := range i.Rule.Answers {
		if a.Option == in.Text {
			return pay(i, w, a.Pay.Rat())
		}
	}
	return pay(i, w, new(big.Rat))
}
