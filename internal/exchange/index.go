package exchange

import (
	"cmp"
	"fmt"
	"io"
	"math/big"
	"path"
	"slices"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// mostIndexBytes is the largest table of an index that is read.
const mostIndexBytes = 1 << 20

// ReadIndex reads a composite index from a flat table, a node a row, into a
// framework that is marked as a sample.
//
// The headings, in any order; columns of other headings are left alone:
//
//	code, parent  what the node is called, and the node it belongs to; the root has none
//	weight        relative inside the parent; empty: 1
//	agg           of a node with parts: amean, gmean, hmean, genmean, min, sum, copeland
//	norm          of a leaf: none, minmax, goalposts, scaled, zscore, rank, borda, prank,
//	              dist2targ, dist2ref, dist2max, fracmax
//	low, high     posts of goalposts and scaled; ends of minmax's scale (0 and 100);
//	              mean and spread of zscore (0 and 1)
//	power         exponent of goalposts (1), or of genmean
//	direction     1, or -1 where less is better
//	name          a title
//	target        what dist2targ measures against
//	reference     the unit dist2ref measures against
//	min_coverage  least share of a node's parts with a score
//
// The first five must be there. Text is UTF-8 with commas, semicolons or tabs. A
// file with mistakes gives Faults; any other error is a failure to read it at all.
func ReadIndex(name string, r io.Reader) (reform.Framework, error) {
	content, err := io.ReadAll(io.LimitReader(r, mostIndexBytes+1))
	if err != nil {
		return reform.Framework{}, fmt.Errorf("read index %s: %w", name, err)
	}
	x := &index{file: path.Base(name)}
	x.read(content)
	var root *node
	if len(x.faults) == 0 {
		x.link()
		root = x.root()
		x.judge()
	}
	if len(x.faults) > 0 {
		slices.SortStableFunc(x.faults, func(a, b Fault) int {
			return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
		})
		return reform.Framework{}, x.faults
	}
	x.nameAll()
	return x.framework(root), nil
}

// index is a table being read.
type index struct {
	file   string
	width  int  // how many headings there are
	comma  bool // the decimal mark of a table that is not separated by commas
	nodes  []*node
	faults Faults
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
	byCode := map[string]*node{}
	for _, n := range x.nodes {
		n.code = n.text(codeColumn)
		first, twice := byCode[n.code]
		switch {
		case n.code == "":
			x.fault(n, codeColumn, "this row has no code: write one, or delete the row")
		case twice:
			x.fault(n, codeColumn, "%s is already the code of line %d: choose another", quote(n.code), first.line)
		default:
			byCode[n.code] = n
		}
	}
	for _, n := range x.nodes {
		above := n.text(parentColumn)
		if above == "" {
			continue
		}
		if n.above = byCode[above]; n.above == nil {
			x.fault(n, parentColumn, "there is no row with the code %s: add it, or name another parent", quote(above))
			continue
		}
		n.above.parts = append(n.above.parts, n)
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
			x.fault(n, parentColumn, "%s stands inside itself: name another parent", quote(n.code))
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
		case n.text(parentColumn) != "" || n.code == "":
		case root == nil:
			root = n
		default:
			x.fault(n, parentColumn, "%s has no parent, and neither has %s: an index has one root", quote(n.code), quote(root.code))
		}
	}
	switch {
	case len(x.faults) > 0:
	case root == nil:
		x.whole(1, 1, "no row is without a parent: add one for the whole index")
	case len(root.parts) == 0:
		x.fault(root, codeColumn, "nothing belongs to %s: name it as the parent of the other rows", quote(root.code))
	}
	return root
}

// judge reads every cell that counts, so that all faults are said at once.
func (x *index) judge() {
	for _, n := range x.nodes {
		x.weight(n)
		if len(n.parts) > 0 {
			x.combine(n)
		} else {
			x.rule(n)
		}
	}
}

// framework is the index in our terms. Its blanks are the field's: what is missing
// or does not apply leaves, and the weights of its siblings are re-normalised.
func (x *index) framework(root *node) reform.Framework {
	f := reform.Framework{
		ID: safe(strings.ToLower(root.code), onlyLatin), Title: root.title(), Sample: true,
		Short: reform.Words{VI: root.code, EN: root.code},
		Origin: reform.Words{
			VI: "Nhập từ bảng chỉ số " + keyfile.Clip(x.file) + ", chưa phê duyệt.",
			EN: "Imported from the index table " + keyfile.Clip(x.file) + ", not approved.",
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
		x.fault(n, weightColumn, "%s is a sum, in which every part counts once: write 1, or combine it by amean", quote(n.above.code))
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

func (x *index) combine(n *node) reform.Aggregation {
	method, known := aggregations[word(n, aggColumn, "a_")]
	if !known {
		x.fault(n, aggColumn, "%s is no aggregation known here; known: amean, gmean, hmean, genmean, min, sum, copeland", quote(n.text(aggColumn)))
	}
	a := reform.Aggregation{Method: method, Coverage: x.number(n, coverageColumn)}
	if share := a.Coverage.Rat(); share != nil && (share.Sign() < 0 || share.Cmp(big.NewRat(1, 1)) > 0) {
		x.fault(n, coverageColumn, "a share from 0 to 1 is expected here: write 80 %% as 0.8")
	}
	if method == reform.PowerMean {
		if a.Power = x.number(n, powerColumn); a.Power == "" || a.Power.Rat().Sign() == 0 {
			x.fault(n, powerColumn, "a generalised mean needs an exponent other than 0: write it here, or use gmean")
		}
	}
	if slices.Contains([]reform.AggregationMethod{reform.Geometric, reform.Harmonic, reform.PowerMean}, method) {
		a.IfNotPositive = reform.NotPositiveEarnsNothing
	}
	return a
}
