package agreement_test

import (
	"errors"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/agreement"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

var opens = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

const why = "Số hồ sơ chưa đủ căn cứ"

// users judge or watch, or have something against their judging.
var users = map[string]reform.User{
	"an":    {ID: "an", Role: reform.Officer, Unit: "a"},
	"mai":   {ID: "mai", Role: reform.Appraiser, Unit: "body"},
	"nam":   {ID: "nam", Role: reform.Appraiser, Unit: "body", Areas: []string{"A"}},
	"lan":   {ID: "lan", Role: reform.Appraiser, Unit: "body"},
	"kin":   {ID: "kin", Role: reform.Appraiser, Unit: "body", Home: "a"},
	"own":   {ID: "own", Role: reform.Appraiser, Unit: "b"},
	"cuong": {ID: "cuong", Role: reform.Council, Unit: "body"},
	"thu":   {ID: "thu", Role: reform.Committee, Unit: "a"},
	"quan":  {ID: "quan", Role: reform.Administrator},
	"tam":   {ID: "tam", Role: reform.Auditor},
}

// rules has three claims in two areas: "1" and "2" in A, "3" in B, of 4 points each.
func rules() reform.Framework {
	ratio := func(id, of string) reform.Indicator {
		return reform.Indicator{ID: id, Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{of}, Over: []string{"all"}, IfZero: reform.ZeroEarnsNothing}}
	}
	f := reform.Framework{
		ID: "small", Series: "small", Max: 12 * reform.Point, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2)}, NotApplicable: reform.Leave, Coverage: "0",
		Areas: []reform.Area{
			{ID: "A", Max: 8 * reform.Point, Indicators: []reform.Indicator{ratio("1", "f1"), ratio("2", "f2")}},
			{ID: "B", Max: 4 * reform.Point, Indicators: []reform.Indicator{ratio("3", "f3")}},
		},
	}
	for _, id := range []string{"all", "f1", "f2", "f3"} {
		f.Figures = append(f.Figures, reform.Figure{ID: id, Kind: reform.Count, Source: reform.FromUnit})
	}
	return f
}

// world is a body of three units, two of which have handed in, and where they are judged.
type world struct {
	*agreement.Bench
	desk *appraisals.Desk
	t    *testing.T
}

// furnish has such a share of all claims marked twice.
func furnish(t *testing.T, s *store.Store, share int) world {
	t.Helper()
	units := []reform.Unit{{ID: "body"}}
	for n, id := range []string{"a", "b", "c"} {
		units = append(units, reform.Unit{ID: id, Parent: "body", PeerGroup: "g", Place: n})
	}
	kept, err := files.New(t.TempDir())
	must(t, errors.Join(err,
		s.SaveFramework(t.Context(), "quan", opens, rules(), []byte("small")),
		s.SaveUnits(t.Context(), "quan", opens, units, []reform.PeerGroup{{ID: "g"}}),
		s.SaveCycle(t.Context(), "quan", opens, reform.Cycle{
			ID: "q3", Body: "body", Framework: "small", Period: "2026-Q3", DataFrom: opens, DataTo: opens, Opens: opens, Due: opens.AddDate(0, 0, 10), Closes: opens.AddDate(0, 0, 20),
		})))
	for _, u := range users {
		must(t, s.SaveUser(t.Context(), "quan", opens, u))
	}
	b := flow.New(s, kept)
	w := world{agreement.New(b), appraisals.New(b), t}
	w.share(share, false)
	w.report("a", "an", 1, "5")
	w.report("b", "an", 1, "5")
	return w
}

// share sets how much is marked twice, and whether kin is a conflict of interest.
func (w world) share(share int, kin bool) {
	w.t.Helper()
	p, err := w.Board.Store.Procedure(w.t.Context(), "q3")
	must(w.t, err)
	p.Version, p.SavedBy, p.SavedAt, p.Twice, p.Kin = p.Version+1, "quan", opens, share, kin
	must(w.t, w.Board.Store.SaveProcedure(w.t.Context(), p))
}

// report hands in what a unit says: 10 of everything, and of the first figure something
// else.
func (w world) report(unit, by string, version int, first string) {
	w.t.Helper()
	s, r := w.Board.Store, reform.Report{Cycle: "q3", Unit: unit, Source: reform.FromUnit, Version: version, Status: reform.Draft, SavedAt: opens, SavedBy: by}
	for _, id := range []string{"all", "f2", "f3"} {
		r.Values = append(r.Values, reform.Value{Figure: id, Text: "10", Since: 1})
	}
	r.Values = append(r.Values, reform.Value{Figure: "f1", Text: first, Since: version})
	u := reform.Upload{ID: unit + string(rune('0'+version)), Cycle: "q3", Unit: unit, Source: r.Source, SHA256: "1", Name: "b.xlsx", At: opens, By: by}
	must(w.t, errors.Join(s.SaveUpload(w.t.Context(), u), s.AcceptUpload(w.t.Context(), r, u.ID), r.Submit(by, opens), s.SubmitReport(w.t.Context(), r)))
}

// judge has somebody judge a claim first, who has seen so many judgements of it.
func (w world) judge(who, unit, indicator string, seen int, v reform.Verdict, points reform.Points) {
	w.t.Helper()
	a := reform.Appraisal{Cycle: "q3", Unit: unit, Indicator: indicator, Version: seen, Verdict: v, Points: points}
	if v != reform.Accepted {
		a.Ground, a.Text = "R07", why
	}
	_, err := w.desk.Judge(w.t.Context(), users[who], a, opens)
	must(w.t, err)
}

// mark has somebody judge a claim as the second.
func (w world) mark(who, unit, indicator string, v reform.Verdict, points reform.Points) (reform.Countermark, error) {
	w.t.Helper()
	c := reform.Countermark{Cycle: "q3", Unit: unit, Indicator: indicator, Report: 1, Verdict: v, Points: points}
	if v != reform.Accepted {
		c.Ground, c.Text = "R07", why
	}
	return w.Mark(w.t.Context(), users[who], c, opens.AddDate(0, 0, 1))
}

// waits lists what waits for somebody.
func (w world) waits(who string) string {
	w.t.Helper()
	items, err := w.Waiting(w.t.Context(), users[who], "q3")
	must(w.t, err)
	said := ""
	for _, i := range items {
		said += i.Unit + i.Indicator + " "
	}
	return said
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func objects(t *testing.T, err error, want reform.Obstacle) {
	t.Helper()
	if o, ok := errors.AsType[reform.Objection](err); !ok || o.Obstacle != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
