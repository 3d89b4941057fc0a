package appraisals_test

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

var opens = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

const why = "Số hồ sơ chưa đủ căn cứ"

// users are everybody who ever asks for anything: each role, and who has a conflict.
var users = map[string]reform.User{
	"an":    {ID: "an", Role: reform.Officer, Unit: "a"},
	"anh":   {ID: "anh", Role: reform.Head, Unit: "a"},
	"binh":  {ID: "binh", Role: reform.Officer, Unit: "b"},
	"mai":   {ID: "mai", Role: reform.Appraiser, Unit: "body"},
	"nam":   {ID: "nam", Role: reform.Appraiser, Unit: "body", Areas: []string{"A"}},
	"kin":   {ID: "kin", Role: reform.Appraiser, Unit: "body", Home: "a"},
	"cuong": {ID: "cuong", Role: reform.Council, Unit: "body"},
	"dung":  {ID: "dung", Role: reform.Council, Unit: "body", Home: "b"},
	"quan":  {ID: "quan", Role: reform.Administrator},
	"tam":   {ID: "tam", Role: reform.Auditor},
}

// rules has three claims in two areas: "1" and "2" in A, "3" in B; and what a survey
// supplies.
func rules() reform.Framework {
	count := func(id string, s reform.Source) reform.Figure {
		return reform.Figure{ID: id, Kind: reform.Count, Source: s}
	}
	ratio := func(id, of, over string) reform.Indicator {
		return reform.Indicator{ID: id, Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{of}, Over: []string{over}, IfZero: reform.ZeroEarnsNothing}}
	}
	f := reform.Framework{
		ID: "small", Series: "small", Max: 16 * reform.Point, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2)}, NotApplicable: reform.Leave, Coverage: "0",
		Areas: []reform.Area{
			{ID: "A", Max: 8 * reform.Point, Indicators: []reform.Indicator{ratio("1", "f1", "all"), ratio("2", "f2", "all")}},
			{ID: "B", Max: 8 * reform.Point, Indicators: []reform.Indicator{ratio("3", "f3", "all"), ratio("4", "asked", "asked")}},
		},
	}
	for _, id := range []string{"all", "f1", "f2", "f3"} {
		f.Figures = append(f.Figures, count(id, reform.FromUnit))
	}
	f.Figures = append(f.Figures, count("asked", reform.FromSurvey))
	return f
}

// furnish puts a body of three units and a cycle into a store.
func furnish(t testing.TB, s *store.Store, cycle string) *appraisals.Desk {
	t.Helper()
	units := []reform.Unit{{ID: "body"}}
	for n, id := range []string{"a", "b", "c"} {
		units = append(units, reform.Unit{ID: id, Parent: "body", PeerGroup: "g", Place: n})
	}
	kept, err := files.New(t.TempDir())
	err = errors.Join(err,
		s.SaveFramework(t.Context(), "quan", opens, rules(), []byte("small")),
		s.SaveUnits(t.Context(), "quan", opens, units, []reform.PeerGroup{{ID: "g"}}))
	for _, u := range users {
		err = errors.Join(err, s.SaveUser(t.Context(), "quan", opens, u))
	}
	if err = errors.Join(err, newCycle(t, s, cycle)); err != nil {
		t.Fatal(err)
	}
	return appraisals.New(flow.New(s, kept))
}

func newCycle(t testing.TB, s *store.Store, id string) error {
	return s.SaveCycle(t.Context(), "quan", opens, reform.Cycle{
		ID: id, Body: "body", Framework: "small", Period: "2026-Q3", DataFrom: opens, DataTo: opens, Opens: opens, Due: opens.AddDate(0, 0, 10), Closes: opens.AddDate(0, 0, 20),
	})
}

// report hands the next report in of a unit, as "cycle/unit"; figures that are not given
// stay what they were, and some that are doubtful stand by a reason.
func report(t testing.TB, s *store.Store, of, by string, figures map[string]int, reasoned ...string) error {
	cycle, unit, _ := strings.Cut(of, "/")
	r, err := s.Report(t.Context(), cycle, unit, reform.FromUnit)
	if errors.Is(err, reform.ErrNotFound) {
		r, err = reform.Report{Cycle: cycle, Unit: unit, Source: reform.FromUnit}, nil
		for _, id := range []string{"all", "f1", "f2", "f3"} {
			r.Values = append(r.Values, reform.Value{Figure: id, Text: "10"})
		}
	}
	if err != nil {
		return err
	}
	r.Version++
	r.Status, r.SavedAt, r.SavedBy, r.SubmittedAt = reform.Draft, opens, by, nil
	for n := range r.Values {
		if said, ok := figures[r.Values[n].Figure]; ok && r.Values[n].Text != strconv.Itoa(said) {
			r.Values[n].Text, r.Values[n].Since = strconv.Itoa(said), r.Version
		}
	}
	for n := range r.Values {
		if slices.Contains(reasoned, r.Values[n].Figure) {
			r.Values[n].Reason = why
		}
	}
	u := reform.Upload{ID: fmt.Sprintf("%s-%s-%d", cycle, unit, r.Version), Cycle: cycle, Unit: unit, Source: r.Source, SHA256: "1", Name: "b.xlsx", At: opens, By: by}
	if err := errors.Join(s.SaveUpload(t.Context(), u), s.AcceptUpload(t.Context(), r, u.ID)); err != nil {
		return err
	}
	if err := r.Submit(by, opens); err != nil {
		return err
	}
	return s.SubmitReport(t.Context(), r)
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

func verdict(unit, indicator string, seen int, v reform.Verdict, points reform.Points) reform.Appraisal {
	a := reform.Appraisal{Cycle: "q3", Unit: unit, Indicator: indicator, Version: seen, Verdict: v, Points: points}
	if v != reform.Accepted {
		a.Ground, a.Text = "R07", why
	}
	return a
}
