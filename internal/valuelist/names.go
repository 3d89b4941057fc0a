package valuelist

import (
	"maps"
	"strings"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
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

// nearest returns the name that differs least from an unknown one, when it differs
// by a slip or two: about a letter in four, and never more than half of them.
func (n *names) nearest(got string) string {
	best, least := "", min(len(got)/4+1, len(got)/2)
	for name := range n.byName {
		d := distance(got, name, least)
		if d < least || d == least && (best == "" || name < best) {
			best, least = name, d
		}
	}
	return best
}

// distance is how many letters must be added, dropped or replaced to turn one word
// into the other, capitals aside; words further apart in length than most are not
// compared.
func distance(a, b string, most int) int {
	if max(len(a)-len(b), len(b)-len(a)) > most {
		return most + 1
	}
	a, b = strings.ToLower(a), strings.ToLower(b)
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
