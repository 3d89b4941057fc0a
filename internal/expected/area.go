package expected

import (
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// node is an indicator or an area as the area above it reckons with it. All texts are
// addresses or numbers.
type node struct {
	state  string // a State
	has    string // 1: it brings points
	amount        // 0 where it brings none
	// What follows is for what stands above: 1 or 0, unless it says otherwise.
	stands   string // takes part in a mean, as nothing where it has no points
	blocks   string // nothing above it has a score
	asked    string // something of it is asked of the unit
	max      string // most points, in units
	shared   string // most points left to its siblings, in units
	left     string // how many indicators are not in it
	missing  string // how many have not been reported
	count    int    // of its indicators
	decimals int    // that its points can have
	weight   reform.Decimal
	aside    bool // for information
}

// indicator writes an indicator.
func (w *writer) indicator(sheet *Sheet, i reform.Indicator) node {
	o := w.outcome(i)
	s := o.state
	n := node{state: s, has: "0", amount: amount{number(0), "0"}, stands: "0", blocks: "0", asked: "0", max: "0", shared: "0", left: "0", missing: "0", weight: i.Weight}
	if !i.Scored() {
		n.aside = true
		sheet.Indicators[i.ID] = Node{State: s, Has: "0", Points: "0", Left: "0", Missing: "0"}
		return n
	}
	n.count = 1
	n.amount = w.earned(i, o)
	n.has = w.cell("IF(" + s + "=0,1,0)")
	shows := n.has
	policy := w.Framework.WhenNotApplicable(i)
	if policy == reform.GiveFull {
		n.has = w.cell("IF(" + s + "<2,1,0)")
		if i.Max != 0 { // a penalty that does not apply is no score of 0
			shows = n.has
		}
		n.parts = whole{text: w.cell("IF(" + s + "=1," + w.all(i) + "," + n.parts.text + ")"), bound: most}
	}
	n.left = w.cell("IF(" + s + ">4,1,0)")
	n.missing = w.cell("IF(OR(" + s + "=3," + s + "=4),1,0)")
	w.settle(i, policy, &n)
	n.decimals = reform.PointDecimals
	if d := w.Framework.Rounding.Indicator; d != nil {
		n.decimals = *d
	}
	_, points, shown, _ := w.settled(n.amount, w.Framework.Rounding.Indicator, n.decimals)
	sheet.Indicators[i.ID] = Node{State: s, Has: shows, Points: points, Decimals: shown, Left: n.left, Missing: n.missing}
	return n
}

// all are the most points of an indicator, as its framework rounds them.
func (w *writer) all(i reform.Indicator) string {
	points := i.Max
	if d := w.Framework.Rounding.Indicator; d != nil {
		if rounded, err := reform.PointsOf(i.Max.Rat(), *d, w.Framework.Rounding.Mode); err == nil {
			points = rounded
		}
	}
	return strconv.FormatInt(int64(points)*w.fine, 10)
}

// settle says what becomes of the points of an indicator without a score.
func (w *writer) settle(i reform.Indicator, policy reform.Reapportion, n *node) {
	silence := w.Framework.WhenMissing(i)
	stays, counts := "0", "1" // what does not apply, in the maximum; what is silent, in a mean
	if policy == reform.GiveFull || policy == reform.GiveNothing {
		stays = "1"
	}
	if silence == reform.FillLeave || silence == reform.FillBlock {
		counts = "0"
	}
	s := n.state
	if silence == reform.FillBlock {
		n.blocks = w.cell("IF(OR(" + s + "=3," + s + "=4),1,0)")
	}
	if w.means {
		n.stands = w.cell("IF(" + s + "=0,1,IF(" + s + "=1," + stays + ",IF(" + s + "=2,0," + counts + ")))")
		n.asked = w.cell("IF(" + s + "=1," + stays + ",1)")
	}
	if w.unit == 0 {
		return
	}
	units := strconv.FormatInt(int64(i.Max/w.unit), 10)
	silent := units
	if silence == reform.FillLeave {
		silent = "0"
	}
	n.max = w.cell("IF(" + s + "=1," + stays + "*" + units + ",IF(OR(" + s + "=3," + s + "=4)," + silent + "," + units + "))")
	if policy == reform.ToSiblings {
		n.shared = w.cell("IF(" + s + "=1," + units + ",0)")
	}
}

// parts are the parts of an area, or the areas of the total.
type parts []node

func (p parts) each(of func(node) string) []string {
	var all []string
	for _, n := range p {
		if text := of(n); !n.aside && text != "0" {
			all = append(all, text)
		}
	}
	return all
}

// sum adds something of every part up.
func (w *writer) sumOf(p parts, of func(node) string) string {
	if all := p.each(of); len(all) > 0 {
		return w.cell(strings.Join(all, "+"))
	}
	return "0"
}

// flag is 1 where it is 1 of any part.
func (w *writer) flag(p parts, of func(node) string) string {
	if all := p.each(of); len(all) > 0 {
		return w.cell(greatest(all...))
	}
	return "0"
}

// added sums the points of all parts.
func (w *writer) added(p parts) amount {
	return amount{
		whole{text: w.sumOf(p, func(n node) string { return n.parts.text }), bound: most},
		w.sumOf(p, func(n node) string { return n.slack }),
	}
}

// reason is Scored where any part has points, and else the gravest of their reasons for
// having none.
func (w *writer) reason(p parts, has string) string {
	states := append([]string{"1"}, p.each(func(n node) string { return n.state })...)
	return w.cell("IF(" + has + ">0,0," + greatest(states...) + ")")
}
