package expected

import (
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

var stateOf = map[reform.State]State{
	reform.Scored: Scored, reform.Zero: Scored, reform.NotAsked: NotAsked, reform.Suppressed: Suppressed,
	reform.UnderReview: UnderReview, reform.NotSubmitted: NotSubmitted,
}

var words = Words{NotApplicable: []string{"không áp dụng", "not applicable", "n/a"}, NoPractice: []string{"không thực hiện", "not practised"}}

func readFramework(t *testing.T, path string) *reform.Framework {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	f, err := framework.Read(path, file)
	if err != nil {
		t.Fatal(err)
	}
	return &f
}

// scored fills in what package score gives for a fill.
func scored(t rapid.TB, one *fill, values, last []reform.Value) {
	t.Helper()
	at := time.Unix(0, 0)
	f := one.form.Framework
	m, err := score.Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	unit := reform.Unit{ID: "u", PeerGroup: one.form.Group}
	in := score.Input{Units: []reform.Unit{unit}, Reports: []reform.Report{{Unit: "u", Source: one.form.Source, SubmittedAt: &at, Values: values}}}
	in.Reports = append(in.Reports, reform.Report{Unit: "u", Source: reform.FromSurvey, SubmittedAt: &at, Values: one.form.Known})
	if len(last) > 0 {
		in.Before = []reform.Report{{Unit: "u", Source: one.form.Source, SubmittedAt: &at, Values: last}}
	}
	cards, err := m.Cycle(in)
	if err != nil {
		t.Fatal(err)
	}
	one.card = cards[0]
}

// agree holds what is shown against the scorecard, and returns how many nodes were
// compared and how many were left to be reckoned after submission.
func agree(t *testing.T, one *fill, got map[string]shown) (compared, later int) {
	t.Helper()
	hold := func(id string, state reform.State, points reform.Points, has bool) {
		t.Helper()
		s := got[id]
		if s.state >= Later {
			later++
			if !one.loose {
				t.Errorf("%s: %s is %d, want %s %s", one.name, id, s.state, state, points)
			}
			return
		}
		compared++
		if s.state != stateOf[state] || s.has != has || has && s.points != strconv.FormatInt(int64(points), 10) {
			t.Errorf("%s: %s is %d with %s (%v), want %s with %d", one.name, id, s.state, s.points, s.has, state, points)
		}
	}
	f := one.form.Framework
	for _, s := range one.card.Scores {
		i, _ := f.Indicator(s.Indicator)
		if i.Scored() {
			hold("i:"+s.Indicator, s.State, s.Earned, s.HasPoints())
		}
	}
	for _, s := range one.card.Subtotals {
		hold("a:"+s.Area, s.State, s.Earned, s.State.Counts())
	}
	hold("total", one.card.State, one.card.Total, one.card.State.Counts())
	return compared, later
}

// drawFill draws legal answers of every figure of a form.
func drawFill(t *rapid.T, f *reform.Framework, group string) fill {
	one := fill{form: Form{Framework: f, Group: group, Source: reform.FromUnit, Words: words}, cells: map[string]any{}}
	var values []reform.Value
	silence := rapid.SampledFrom([]int{0, 0, 1, 6, 10}).Draw(t, "silence")
	for _, g := range f.Figures {
		v, cell := drawValue(t, g, silence)
		if g.Source != one.form.Source {
			one.form.Known = append(one.form.Known, v)
			continue
		}
		values = append(values, v)
		one.cells[g.ID] = cell
	}
	for _, g := range f.Figures {
		if rapid.IntRange(0, 2).Draw(t, "said before") > 0 && g.Source == one.form.Source {
			v, _ := drawValue(t, g, 4)
			one.form.Last = append(one.form.Last, v)
		}
	}
	scored(t, &one, values, one.form.Last)
	return one
}

func drawValue(t *rapid.T, g reform.Figure, silence int) (reform.Value, any) {
	v := reform.Value{Figure: g.ID}
	switch n := rapid.IntRange(1, 20).Draw(t, g.ID); {
	case n <= silence:
		v.Absence = reform.NotReported
		return v, nil
	case n == 19 && g.Optional:
		v.Absence = reform.NotApplicable
		return v, "Không áp dụng "
	case n == 20:
		v.Absence = reform.NoPractice
		return v, "Not practised"
	}
	switch g.Kind {
	case reform.Choice:
		o := rapid.SampledFrom(g.Options).Draw(t, "option")
		v.Text = o.ID
		return v, rapid.SampledFrom([]string{o.Title.VI, o.Title.EN, o.ID}).Draw(t, "as")
	case reform.Date:
		day := time.Date(2026, 1, rapid.IntRange(1, 500).Draw(t, "day"), 0, 0, 0, 0, time.UTC)
		v.Text = day.Format(time.DateOnly)
		return v, serial(v.Text)
	case reform.Count, reform.Number, reform.Percentage:
	}
	v.Text = drawNumber(t, g)
	number, err := strconv.ParseFloat(v.Text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v, number
}

// drawNumber draws small numbers mostly: they meet halves, zeros and limits.
func drawNumber(t *rapid.T, g reform.Figure) string {
	least, most := reform.Decimal(orElse(g.Least, "0")).Rat(), g.Most.Rat()
	if most == nil {
		most = big.NewRat(rapid.SampledFrom([]int64{4, 12, 100, 5_000, 1_000_000, 1_000_000_000}).Draw(t, "most"), 1)
		if g.Kind == reform.Percentage {
			most = big.NewRat(100, 1)
		}
	}
	scale := power(min(decimals(g), 4))
	low := new(big.Rat).Mul(least, big.NewRat(scale, 1))
	high := new(big.Rat).Mul(most, big.NewRat(scale, 1))
	n := rapid.Int64Range(low.Num().Int64()/low.Denom().Int64(), high.Num().Int64()/high.Denom().Int64()).Draw(t, "number")
	if g.Kind == reform.Percentage && n > 0 && n <= scale {
		n = 0
	}
	d, err := reform.ParseDecimal(big.NewRat(n, scale).FloatString(min(decimals(g), 4)))
	if err != nil {
		t.Fatal(err)
	}
	return string(d)
}

// sampled draws something n times, each by a seed of its own.
func sampled[T any](n int, draw func(*rapid.T) T) []T {
	all := make([]T, n)
	for k := range all {
		all[k] = rapid.Custom(draw).Example(k)
	}
	return all
}

// mayBeLater are the seed frameworks of which some rules compare units or inherit.
var mayBeLater = map[string]bool{"dti-sample.yaml": true}

func TestSeedFrameworksAreExpectedAsTheyAreScored(t *testing.T) {
	paths, err := filepath.Glob("../../seed/frameworks/*.yaml")
	if err != nil || len(paths) == 0 {
		t.Fatal("no seed frameworks", err)
	}
	var fills []fill
	for _, path := range paths {
		f := readFramework(t, path)
		groups := groupsOf(f)
		for n, one := range sampled(10, func(t *rapid.T) fill { return drawFill(t, f, rapid.SampledFrom(groups).Draw(t, "group")) }) {
			one.name, one.loose = f.ID+" "+strconv.Itoa(n), mayBeLater[filepath.Base(path)]
			fills = append(fills, one)
		}
	}
	compared, later := 0, 0
	for n, got := range recalculated(t, fills) {
		c, l := agree(t, &fills[n], got)
		compared, later = compared+c, later+l
	}
	if later*20 > compared {
		t.Errorf("%d of %d nodes are left for later", later, compared)
	}
	t.Logf("%d nodes are as scored, %d are left for later", compared, later)
}

// groupsOf are the peer groups that a framework tells apart, and none.
func groupsOf(f *reform.Framework) []string {
	groups := []string{""}
	for _, i := range f.Indicators() {
		groups = append(groups, i.Applies.Groups...)
		for _, a := range i.Rule.Alternatives {
			groups = append(groups, a.Applies.Groups...)
		}
	}
	slices.Sort(groups)
	return slices.Compact(groups)
}
