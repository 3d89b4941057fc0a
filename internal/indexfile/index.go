// Package indexfile reads a composite index from the flat table in which such indices
// are published, into a framework.
//
// Its one rule: what a table says is heeded or is a fault. A key that would change no
// score may be left out; one that would is never passed over in silence.
package indexfile

import (
	"cmp"
	"fmt"
	"io"
	"math/big"
	"path"
	"slices"

	"reformboard/internal/keyfile"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// total is what the whole is called in every table of scores.
const total = "total"

// mostIndexBytes is the largest table of an index that is read.
const mostIndexBytes = 1 << 20

// Read reads a composite index from a flat table, a node a row, into a
// framework that is marked as a sample.
//
// The headings, in any order; columns of other headings are left alone:
//
//	code, parent  what the node is called, and the node it belongs to; the root has none
//	weight        relative inside the parent; empty: 1
//	agg           of a node with parts: amean (empty), gmean, hmean, genmean, min, sum,
//	              copeland; of a leaf it is left alone
//	norm          of a leaf: none (empty), minmax, goalposts, scaled, zscore, rank, borda,
//	              prank, dist2targ, dist2ref, dist2max, fracmax
//	low, high     posts of goalposts (from 0 to 1) and scaled (from 0 to 100); mean and
//	              spread of zscore (0 and 1); of the others that have a scale its ends:
//	              0 and 100 of minmax, or else 0 and 1
//	power         exponent of goalposts (1), or of genmean
//	direction     of a leaf: 1, or -1 where less is better
//	name          a title
//	target        what dist2targ measures against; empty: high, where low is empty
//	reference     the unit dist2ref measures against
//	min_coverage  least share of a node's parts with a score
//
// The first five must be there. Empty are also -, NA, NaN and NULL. What would say
// something here but is not heeded, such as the norm of a node with parts, is a
// fault. A gmean or hmean with a part of 0 or less is 0, and a scale on which all
// units are equal gives no score. Text is UTF-8 with commas, semicolons or tabs. A
// file with mistakes gives keyfile.Faults; any other error is a failure to read it at all.
func Read(name string, r io.Reader) (reform.Framework, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostIndexBytes+1))
	if err != nil {
		return reform.Framework{}, fmt.Errorf("read index %s: %w", name, err)
	}
	x := &index{name: name, byCode: map[string]*node{}}
	x.read(content)
	var root *node
	if len(x.faults) == 0 {
		x.link()
		root = x.root()
		x.judge()
	}
	if len(x.faults) > 0 {
		slices.SortStableFunc(x.faults, func(a, b keyfile.Fault) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		})
		return reform.Framework{}, x.faults
	}
	x.nameAll()
	return x.framework(root), nil
}

// index is a table being read.
type index struct {
	name   string // of the file
	byCode map[string]*node
	width  int  // how many headings there are
	comma  bool // the decimal mark of a table that is not separated by commas
	nodes  []*node
	faults keyfile.Faults
}

// node is one row.
type node struct {
	record
	code, id string
	above    *node
	parts    []*node
}

// link finds the node each one belongs to.
func (x *index) link() {
	for _, n := range x.nodes {
		n.code = n.text(codeColumn)
		first, twice := x.byCode[n.code]
		switch {
		case n.code == "":
			x.fault(n, codeColumn, "this row has no code: write one, or delete the row")
		case twice:
			x.fault(n, codeColumn, "%s is already the code of line %d: choose another", keyfile.Quote(n.code), first.line)
		default:
			x.byCode[n.code] = n
		}
	}
	for _, n := range x.nodes {
		above := n.text(parentColumn)
		switch n.above = x.byCode[above]; {
		case above == "":
			n.above = nil
		case n.above == n:
			x.fault(n, parentColumn, "%s is its own parent: name another, or none if it is the whole index", keyfile.Quote(above))
		case n.above != nil:
			n.above.parts = append(n.above.parts, n)
		case !nothing(above):
			x.fault(n, parentColumn, "there is no row with the code %s: add it, or name another parent, or none for the whole index", keyfile.Quote(above))
		}
	}
	x.loops()
}

// loops says where the way up never ends, once a loop.
func (x *index) loops() {
	const onTheWay, ends = 1, 2
	state := map[*node]int{}
	for _, start := range x.nodes {
		var way []*node
		n := start
		for ; n != nil && state[n] == 0; n = n.above {
			state[n] = onTheWay
			way = append(way, n)
		}
		if n != nil && state[n] == onTheWay {
			x.fault(n, parentColumn, "%s stands inside itself: name another parent", keyfile.Quote(n.code))
		}
		for _, passed := range way {
			state[passed] = ends
		}
	}
}

// root is the one node that belongs to none.
func (x *index) root() *node {
	var root *node
	for _, n := range x.nodes {
		switch {
		case n.above != nil || n.code == "" || !nothing(n.text(parentColumn)):
		case root == nil:
			root = n
		default:
			x.fault(n, parentColumn, "%s has no parent, and neither has %s: name one, or add a row for the whole index as the parent of both", keyfile.Quote(n.code), keyfile.Quote(root.code))
		}
	}
	switch {
	case len(x.faults) > 0:
	case len(x.nodes) == 0:
		x.whole(1, 1, "there is nothing beneath the headings: add a row for each node")
	case root == nil:
		x.whole(1, 1, "no row is without a parent: add one for the whole index")
	case len(root.parts) == 0:
		x.fault(root, codeColumn, "nothing belongs to %s: name it as the parent of the other rows", keyfile.Quote(root.code))
	}
	return root
}

// judge reads every cell that counts, so that all faults are said at once.
func (x *index) judge() {
	for _, n := range x.nodes {
		x.weight(n)
		if len(n.parts) > 0 {
			x.combine(n)
			x.bare(n)
		} else {
			x.rule(n)
		}
		x.unlike(n)
	}
}

// framework is the index in our terms. Its blanks are the field's: what is missing
// or does not apply leaves, and the weights of its siblings are re-normalised.
func (x *index) framework(root *node) reform.Framework {
	file := keyfile.Clip(path.Base(x.name))
	f := reform.Framework{
		ID: safe(locale.Fold(root.code), onlyLatin), Title: root.title(), Sample: true,
		Short: reform.Words{VI: root.code, EN: root.code},
		Origin: reform.Words{
			VI: "Nhập từ bảng chỉ số " + file + ", chưa phê duyệt.",
			EN: "Imported from the index table " + file + ", not approved.",
		},
		Rounding:      reform.Rounding{Mode: reform.HalfUp},
		NotApplicable: reform.Leave, Missing: reform.FillLeave, Coverage: "0",
	}
	f.Series = f.ID
	f.Areas = []reform.Area{x.area(root, &f)}
	return f
}

// area is a node with parts. Its leaves become indicators of a figure each.
func (x *index) area(n *node, f *reform.Framework) reform.Area {
	a := reform.Area{ID: n.id, Code: n.original(), Title: n.title(), Weight: x.weight(n), Combine: x.combine(n)}
	for _, part := range n.parts {
		if len(part.parts) > 0 {
			a.Areas = append(a.Areas, x.area(part, f))
			continue
		}
		f.Figures = append(f.Figures, reform.Figure{
			ID: part.id, Title: part.title(), Kind: reform.Number, Unit: reform.Words{VI: "giá trị", EN: "value"},
			Source: reform.FromUnit, Section: n.id, Optional: true,
			Decimals: 20,                    // a float64 written out
			Least:    "-999999999999999999", // below whatever can be reported: reform.MostDigits nines
		})
		a.Indicators = append(a.Indicators, reform.Indicator{
			ID: part.id, Code: part.original(), Title: part.title(), Weight: x.weight(part), Rule: x.rule(part),
		})
	}
	return a
}

// title is the node's name, or its code where it has none.
func (n *node) title() reform.Words {
	title := n.text(nameColumn)
	if title == "" {
		title = n.code
	}
	return reform.Words{VI: title, EN: title}
}

// original is the code where the id could not be the same.
func (n *node) original() string {
	if n.id == n.code {
		return ""
	}
	return n.code
}

// weight is empty where nothing is shared out: at the root.
func (x *index) weight(n *node) reform.Decimal {
	w := x.number(n, weightColumn)
	switch {
	case w != "" && w.Rat().Sign() < 0:
		x.fault(n, weightColumn, "a weight is 0 or more, not %s", w)
	case n.above == nil:
		return ""
	case w != "" && w.Rat().Cmp(big.NewRat(1, 1)) != 0 && aggregations[word(n.above, aggColumn, "a_")] == reform.Sum:
		x.fault(n, weightColumn, "%s is a sum, in which every part counts once: write 1, or combine it by amean", keyfile.Quote(n.above.code))
	}
	return w
}

// aggregations are the words for each method: COINr's, and plain ones.
var aggregations = map[string]reform.AggregationMethod{
	"": reform.Mean, "amean": reform.Mean, "mean": reform.Mean, "arithmetic": reform.Mean, "arithmetic mean": reform.Mean,
	"gmean": reform.Geometric, "geometric": reform.Geometric, "geometric mean": reform.Geometric,
	"hmean": reform.Harmonic, "harmonic": reform.Harmonic, "harmonic mean": reform.Harmonic,
	"genmean": reform.PowerMean, "power_mean": reform.PowerMean, "power mean": reform.PowerMean, "generalised mean": reform.PowerMean,
	"min": reform.Minimum, "minimum": reform.Minimum, "sum": reform.Sum, "copeland": reform.Copeland,
}

// unlike wants no part called as the whole is in every table of scores.
func (x *index) unlike(n *node) {
	if n.code == total && n.above != nil {
		x.fault(n, codeColumn, "%s stands for the whole in every result: choose another code", keyfile.Quote(total))
	}
}

// bare wants nothing of a node with parts that only a leaf does.
func (x *index) bare(n *node) {
	if norm := word(n, normColumn, "n_"); norm != "" && norm != "none" {
		x.fault(n, normColumn, "%s has parts, and only leaves are normalised: write none", keyfile.Quote(n.code))
	}
	if x.lower(n) {
		x.fault(n, directionColumn, "%s has parts, and only leaves have a direction: write 1, and -1 at its leaves", keyfile.Quote(n.code))
	}
}

// powerless wants no exponent where none is taken.
func (x *index) powerless(n *node, method string) {
	if power := x.number(n, powerColumn); power != "" && power != "1" {
		x.fault(n, powerColumn, "%s takes no exponent: delete it; goalposts and genmean do", method)
	}
}

func (x *index) combine(n *node) reform.Aggregation {
	method, known := aggregations[word(n, aggColumn, "a_")]
	if !known {
		x.fault(n, aggColumn, "%s is no aggregation known here; known: amean, gmean, hmean, genmean, min, sum, copeland", keyfile.Quote(n.text(aggColumn)))
	}
	a := reform.Aggregation{Method: method, Coverage: x.number(n, coverageColumn)}
	if share := a.Coverage.Rat(); share != nil && (share.Sign() < 0 || share.Cmp(big.NewRat(1, 1)) > 0) {
		x.fault(n, coverageColumn, "a share from 0 to 1 is expected here: write 80 %% as 0.8")
	}
	if method == reform.PowerMean {
		if a.Power = x.number(n, powerColumn); a.Power == "" || a.Power.Rat().Sign() == 0 {
			x.fault(n, powerColumn, "a generalised mean needs an exponent other than 0: write it here, or use gmean")
		}
	} else if known {
		x.powerless(n, cmp.Or(n.text(aggColumn), "amean"))
	}
	if slices.Contains([]reform.AggregationMethod{reform.Geometric, reform.Harmonic, reform.PowerMean}, method) {
		a.IfNotPositive = reform.NotPositiveEarnsNothing
	}
	return a
}
