package expected

import (
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// combined is an area on its way from its parts to a score.
type combined struct {
	node
	any      string // 1: some part has points
	reason   string // a State as if all could be reckoned: Scored, or the gravest reason
	withheld string // 1: the parts there are make no score
	unsure   []string
	whole    bool // a score of some parts alone would be none
	strange  bool // its method cannot be written
}

// area writes an area, and all areas and indicators inside.
func (w *writer) area(sheet *Sheet, a reform.Area) node {
	var p parts
	for _, i := range a.Indicators {
		p = append(p, w.indicator(sheet, i))
	}
	for _, inside := range a.Areas {
		p = append(p, w.area(sheet, inside))
	}
	c := w.gathered(p)
	c.weight, c.withheld = a.Weight, "0"
	c.whole = !a.Combine.Adds() || a.Capped || a.Combine.Coverage != ""
	if a.Combine.Adds() {
		w.adds(p, &c)
	} else {
		w.averages(a, p, &c)
	}
	if a.Combine.Coverage != "" {
		c.withheld = w.cell(greatest(c.withheld, w.scarce(a.Combine, p)))
	}
	if a.Capped {
		w.caps(a, &c)
	}
	w.stands(p, &c)
	sheet.Areas[a.ID] = w.finish(&c, w.Framework.Rounding.Area)
	return c.node
}

// gathered is what an area knows of its parts, before their points are combined.
func (w *writer) gathered(p parts) combined {
	c := combined{node: node{
		aside:  true,
		blocks: w.flag(p, func(n node) string { return n.blocks }), asked: w.flag(p, func(n node) string { return n.asked }),
		left: w.sumOf(p, func(n node) string { return n.left }), missing: w.sumOf(p, func(n node) string { return n.missing }),
		max: w.sumOf(p, func(n node) string { return n.max }), shared: "0", stands: "1",
	}}
	for _, part := range p {
		c.count += part.count
		c.decimals = max(c.decimals, part.decimals)
		c.aside = c.aside && part.aside
	}
	c.any = w.flag(p, func(n node) string { return n.has })
	c.reason = w.reason(p, c.any)
	return c
}

// adds sums points; what does not apply may have left its points to its siblings.
func (w *writer) adds(p parts, c *combined) {
	c.amount = w.added(p)
	shared := w.sumOf(p, func(n node) string { return n.shared })
	if shared == "0" {
		return
	}
	c.decimals = reform.PointDecimals
	c.amount = w.stretched(c.amount, "AND("+shared+">0,"+c.max+">0,"+c.left+"=0)", c.max+"+"+shared, c.max)
	c.max = w.cell(c.max + "+IF(" + c.max + ">0," + shared + ",0)")
}

// averages takes the mean or the least of the parts that stand. Other methods take
// roots, or compare units.
func (w *writer) averages(a reform.Area, p parts, c *combined) {
	if w.unit > 0 {
		c.max = w.cell(c.asked + "*" + strconv.FormatInt(int64(a.Max/w.unit), 10))
	}
	weights, sum := w.weights(p)
	c.amount, c.decimals = amount{number(0), "0"}, reform.PointDecimals
	c.strange = sum == 0 || sum > mostWeight || a.Combine.Method != reform.Mean && a.Combine.Method != reform.Minimum
	if c.strange {
		return
	}
	var standing []string
	var weighing parts
	var kept []int64
	for n, part := range p {
		if weights[n] > 0 && part.stands != "0" {
			standing = append(standing, strconv.FormatInt(weights[n], 10)+"*"+part.stands)
			weighing, kept = append(weighing, part), append(kept, weights[n])
		}
	}
	weight := w.cell(strings.Join(append(standing, "0"), "+"))
	c.withheld = w.cell("IF(" + weight + "=0,1,0)")
	if a.Combine.Method == reform.Minimum {
		c.amount = w.least(weighing)
		return
	}
	c.amount = w.mean(weighing, kept, w.cell("MAX(1,"+weight+")"))
}

// mostWeight is the greatest sum of the weights of an area, as the least whole numbers
// in the same ratio: its square is no more than most.
const mostWeight = 1_000_000

// weights are the weights of the parts as the least whole numbers in the same ratio;
// their sum is 0 where they are too long.
func (w *writer) weights(p parts) (weights []int64, sum int64) {
	var all []reform.Decimal
	for _, part := range p {
		all = append(all, reform.Decimal(orElse(part.weight, "1")))
	}
	outer := w.guards
	w.guards = nil
	shares, _ := w.shares(all...)
	long := len(w.guards) > 0
	w.guards = outer
	common := int64(0)
	for n, share := range shares {
		weight, _ := share.value()
		if p[n].aside {
			weight = 0
		}
		weights = append(weights, weight)
		common = divisor(common, weight)
	}
	for n := range weights {
		weights[n] /= common
		sum += weights[n]
	}
	if long {
		return weights, 0
	}
	return weights, sum
}

// mean is Σ weight·x / by: of each x the whole part of x/by first, then what is left
// of all of them together.
func (w *writer) mean(p parts, weights []int64, by string) amount {
	var wholes, rests, slacks []string
	for n, part := range p {
		x, weight := part.parts.text, strconv.FormatInt(weights[n], 10)
		whole := w.cell("INT(" + x + "/" + by + ")")
		wholes = append(wholes, weight+"*"+whole)
		rests = append(rests, weight+"*("+x+"-"+by+"*"+whole+")")
		slacks = append(slacks, part.slack)
	}
	rest := w.cell(strings.Join(append(rests, "0"), "+"))
	more := w.cell("INT(" + rest + "/" + by + ")")
	return amount{
		whole{text: w.cell(strings.Join(wholes, "+") + "+" + more), bound: most},
		w.cell(greatest(slacks...) + "+IF(" + rest + ">" + by + "*" + more + ",1,0)"),
	}
}

// least is the least of the parts that stand. One that is not exact may be as little as
// another that is: the gap then begins below both, for it is never at its end.
func (w *writer) least(p parts) amount {
	var low, high []string
	for _, part := range p {
		low = append(low, "IF("+part.stands+"=1,"+part.parts.text+","+strconv.FormatInt(most, 10)+")")
		high = append(high, "IF("+part.stands+"=1,"+part.parts.text+"+"+part.slack+","+strconv.FormatInt(most, 10)+")")
	}
	from, to := w.cell(greatestOf("MIN", low)), w.cell(greatestOf("MIN", high))
	below := w.cell(from + "-IF(" + to + ">" + from + ",1,0)")
	return amount{whole{text: below, bound: most}, w.cell(to + "-" + below)}
}

// greatestOf applies a function to some numbers, of which there may be none.
func greatestOf(function string, texts []string) string {
	return function + "(" + strings.Join(append(texts, strconv.FormatInt(most, 10)), ",") + ")"
}

// scarce is 1 where fewer of the parts that apply have a score than the area asks for.
func (w *writer) scarce(c reform.Aggregation, p parts) string {
	weights, sum := w.weights(p)
	if c.CoverBy != reform.ByWeight || sum == 0 {
		for n := range weights {
			weights[n] = 1
		}
	}
	var asked, known []string
	for n, part := range p {
		if part.aside {
			continue
		}
		weight := strconv.FormatInt(weights[n], 10)
		asked = append(asked, "IF(AND("+part.state+"=1,"+part.has+"=0),0,"+weight+")")
		known = append(known, weight+"*"+part.has)
	}
	all, some := w.cell(strings.Join(append(asked, "0"), "+")), w.cell(strings.Join(append(known, "0"), "+"))
	share := w.decimal(c.Coverage, 0)
	return w.cell("IF(AND(" + all + ">0," + some + "*" + share.den.text + ">=" + share.num.text + "*" + all + "),0,1)")
}

// caps holds an area's points between its least and its most.
func (w *writer) caps(a reform.Area, c *combined) {
	least, top := strconv.FormatInt(int64(a.Min)*w.fine, 10), strconv.FormatInt(int64(a.Max)*w.fine, 10)
	v, slack := w.keep(c.parts).text, c.slack
	c.parts = whole{text: w.cell("MAX(" + least + ",MIN(" + v + "," + top + "))"), bound: most}
	c.decimals = max(c.decimals, a.Min.Decimal().Decimals(), a.Max.Decimal().Decimals())
	if slack != "0" {
		passes := func(limit string) string { return "AND(" + v + "<" + limit + "," + v + "+" + slack + ">" + limit + ")" }
		c.unsure = append(c.unsure, w.cell("OR("+passes(least)+","+passes(top)+")"))
		c.slack = w.cell("IF(AND(" + v + ">=" + least + "," + v + "<" + top + ")," + slack + ",0)")
	}
	if w.unit > 0 {
		c.max = w.cell("MIN(" + c.max + "," + strconv.FormatInt(int64(a.Max/w.unit), 10) + ")")
	}
}

// stands says whether an area takes part in the mean above it. One whose score was
// withheld does so, as nothing, only where a part's silence counts as nothing.
func (w *writer) stands(p parts, c *combined) {
	if !w.means {
		return
	}
	plain := w.flag(p, func(n node) string { return n.stands })
	silent := w.flag(p, func(n node) string {
		if n.stands == "0" {
			return "0"
		}
		return "IF(AND(" + n.stands + "=1," + n.has + "=0," + n.state + "<>1),1,0)"
	})
	c.stands = w.cell("IF(" + c.blocks + "=1,0,IF(AND(" + c.reason + "=0," + c.withheld + "=1)," + silent + "," + plain + "))")
}

// finish settles the state, rounds, and says what to show.
func (w *writer) finish(c *combined, decimals *int) Node {
	a, points, shown, unsure := w.settled(c.amount, decimals, c.decimals)
	if c.decimals = shown; c.aside {
		c.decimals = 0
	}
	lost := "IF(" + c.any + ">0," + Partial.String() + "," + c.reason + ")"
	if c.whole {
		lost = "IF(" + c.any + ">0," + Later.String() + "," + c.reason + ")"
	}
	known := "IF(AND(" + c.reason + "=0," + c.withheld + "=1)," + Suppressed.String() + "," + c.reason + ")"
	state := "IF(" + c.left + ">0," + lost + "," + known + ")"
	if c.strange {
		state = lost
	}
	state = w.cell("IF(" + c.blocks + "=1," + NotSubmitted.String() + "," + state + ")")
	display := w.doubted(state, append(c.unsure, unsure))
	if decimals == nil {
		unsure = "FALSE"
	}
	c.state = w.doubted(state, append(c.unsure, unsure))
	s := c.state
	c.has = w.cell("IF(OR(" + s + "=0," + s + "=" + Partial.String() + "),1,0)")
	c.parts = whole{text: w.cell("IF(" + c.has + "=1," + a.parts.text + ",0)"), bound: most}
	if c.slack = a.slack; a.slack != "0" {
		c.slack = w.cell("IF(" + c.has + "=1," + a.slack + ",0)")
	}
	none := s + "=5"
	if c.whole {
		none = "OR(" + s + "=5," + s + "=6)"
	}
	if !c.whole {
		none = "AND(" + none + "," + c.left + "=0)"
	}
	c.left = w.cell("IF(" + none + "," + strconv.Itoa(c.count) + "," + c.left + ")")
	has := w.cell("IF(OR(" + display + "=0," + display + "=" + Partial.String() + "),1,0)")
	return Node{State: display, Has: has, Points: points, Decimals: shown, Left: c.left, Missing: c.missing}
}

// doubted is Later where a score could be one or another.
func (w *writer) doubted(state string, unsure []string) string {
	var all []string
	for _, condition := range unsure {
		if condition != "FALSE" {
			all = append(all, condition)
		}
	}
	if len(all) == 0 {
		return state
	}
	return w.cell("IF(AND(OR(" + state + "=0," + state + "=" + Partial.String() + ")," + anyOf(all...) + ")," + Later.String() + "," + state + ")")
}
