package main

import (
	"strconv"
	"strings"

	"reformboard/internal/robust"
)

// diagnosisColumns say how an indicator bears itself: what next year's framework may
// learn from this year's figures.
var diagnosisColumns = []column{
	{"code", false},
	{"area", false},
	{"units", true},
	{"mean", true},
	{"deviation", true},
	{"at_most", true},
	{"with_area", true},
	{"with_area_ranks", true},
	{"with_total", true},
	{"with_total_ranks", true},
	{"weight", true},
	{"effective_weight", true},
	{"flags", false},
}

// diagnosis is a table with a row an indicator inside the maximum.
func (s *scored) diagnosis() (table, error) {
	all, err := robust.Diagnose(s.f, s.cards)
	if err != nil {
		return table{}, err
	}
	codes := map[string]string{}
	for _, n := range s.nodes() {
		codes[n.id] = n.code
	}
	return table{columns: diagnosisColumns, rows: func(yield func([]string) error) error {
		for _, d := range all {
			flags := make([]string, len(d.Flags))
			for n, flag := range d.Flags {
				flags[n] = string(flag)
			}
			parent, total := correlated(d.WithParent), correlated(d.WithTotal)
			row := []string{
				codes[d.Part], codes[d.Area], strconv.Itoa(d.Units), statistic(d.Mean), statistic(d.Deviation), statistic(d.Ceiling),
				parent[0], parent[1], total[0], total[1], statistic(d.Nominal), statistic(d.Effective), strings.Join(flags, " "),
			}
			if err := yield(row); err != nil {
				return err
			}
		}
		return nil
	}}, nil
}

// correlated are Pearson's and Spearman's coefficients; nothing where there is none.
func correlated(c robust.Correlation) [2]string {
	if !c.Known {
		return [2]string{}
	}
	return [2]string{statistic(c.Pearson), statistic(c.Spearman)}
}

// statistic writes a statistic to six decimals: more are not meant.
func statistic(x float64) string { return strconv.FormatFloat(x, 'f', 6, 64) }
