package dashboards

import "reformboard/internal/reform"

// Weak shows what is weak, for whom and how badly.
type Weak struct {
	Head
	Groups []Link
	Group  string
	Lead   string // the page in a sentence
	Heat   Heat
	Tones  []HeatCell // of the legend
	States []HeatCell
	Chart  Chart
	Lines  []WeakLine
	Units  string // all of them: what the list is counted over
	Total  string // points to recover, over everything
	Empty  bool
}

func (p Weak) charts() []Chart { return []Chart{p.Chart} }

// mostBars is how many indicators the weak page draws.
const mostBars = 15

// NewWeak makes the weak-indicator page. The heat map shows one peer group
// (empty: all units); the list is always of all units.
func NewWeak(v Voice, t *reform.Tally, group string) (Weak, error) {
	name, err := v.groupName(t, group)
	if err != nil {
		return Weak{}, err
	}
	var total reform.Points
	for _, w := range t.Weaknesses {
		total += w.Recoverable
	}
	weak, systemic := countWeak(t)
	page := Weak{
		Head:   v.tallyHead(t, atWeak, v.Say("page.weak.title")),
		Groups: v.groupLinks(t, "/weak", group),
		Group:  name,
		Lead:   v.Say("page.weak.lead", "Weak", v.Count(weak), "All", v.Count(len(t.Weaknesses)), "Systemic", v.Count(systemic), "Points", v.Points(total)),
		Heat:   v.heat(t, group),
		Chart:  v.weakChart(t, t.Weaknesses, mostBars, "list"),
		Lines:  v.weakLines(t, t.Weaknesses),
		Units:  v.Count(len(t.Units)),
		Total:  v.Points(total),
		Empty:  countReports(t).reported == 0,
	}
	page.Tones, page.States = v.heatLegend()
	return page, nil
}
