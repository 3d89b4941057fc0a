package valuelist

import (
	"maps"
	"slices"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
	"reformboard/internal/spelling"
)

// names are the figures of a framework and what they may be called.
type names struct {
	figures []reform.Figure
	kinds   []kind         // beside figures
	byName  map[string]int // place in figures
}

func namesOf(f *reform.Framework) *names {
	n := &names{figures: f.Figures, byName: map[string]int{}}
	ids := map[string]int{}
	for i, g := range f.Figures {
		n.kinds = append(n.kinds, kindOf(g))
		ids[g.ID] = i
	}
	for _, i := range f.Indicators() {
		reads := figuresOf(i.Rule)
		if len(reads) != 1 {
			continue
		}
		figure, known := ids[reads[0]]
		for _, name := range []string{i.ID, i.Code} {
			if other, taken := n.byName[name]; taken && other != figure {
				figure = ambiguous
			}
			if known && name != "" {
				n.byName[name] = figure
			}
		}
	}
	for name, figure := range n.byName {
		if figure == ambiguous {
			delete(n.byName, name) // two indicators have the code, and read different figures
		}
	}
	maps.Copy(n.byName, ids)
	return n
}

// figuresOf lists the figures a rule reads, a formula's included. One that cannot be
// read is the framework's fault, and names none.
func figuresOf(r reform.Rule) []string {
	if r.Kind != reform.Formula {
		return r.Figures()
	}
	parsed, err := formula.Parse(r.Formula)
	if err != nil {
		return nil
	}
	return parsed.Figures()
}

const ambiguous = -1

// nearest returns the name that was probably meant by an unknown one.
func (n *names) nearest(got string) string {
	return spelling.Nearest(got, slices.Sorted(maps.Keys(n.byName)))
}
