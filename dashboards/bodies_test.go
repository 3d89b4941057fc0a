package dashboards

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// oddBodies are bodies at the edge of what a page may meet; every page is drawn of
// each of them.
func oddBodies() []oddBody {
	return []oddBody{
		{"nothing", odd{}.tally("2026-Q3"), nil},
		{"one", odd{units: 1}.tally("2026-Q3"), nil},
		{"tied", odd{units: 12, same: true}.tally("2026-Q3"), []*reform.Tally{odd{units: 12, same: true}.tally("2026-Q2")}},
		{"inapplicable", odd{units: 6, absence: reform.NotApplicable}.tally("2026-Q3"), nil},
		{"unsaid", odd{units: 6, absence: reform.NotReported}.tally("2026-Q3"), nil},
		{"long", odd{units: 20, long: true}.tally("2026-Q3"), []*reform.Tally{odd{units: 20, long: true}.tally("2026-Q2")}},
		{"three", odd{units: 20, indicators: 3}.tally("2026-Q3"), []*reform.Tally{odd{units: 20, indicators: 3}.tally("2026-Q2")}},
		{"sole", odd{units: 20, indicators: 1}.tally("2026-Q3"), nil},
		{"alone", odd{units: 1, indicators: 1}.tally("2026-Q3"), []*reform.Tally{odd{units: 1, indicators: 1}.tally("2026-Q2")}},
		{"many", odd{units: 20, indicators: 150}.tally("2026-Q3"), nil},
		// One unit was born and one dissolved since the cycle before.
		{"changed", odd{units: 20, from: 1}.tally("2026-Q3"), []*reform.Tally{odd{units: 20}.tally("2026-Q2")}},
	}
}

type oddBody struct {
	name string
	now  *reform.Tally
	past []*reform.Tally
}

// odd says how a body is out of the ordinary.
type odd struct {
	units, from int // so many units, from which on
	indicators  int // 0: the sample's 24
	same        bool
	long        bool
	absence     reform.Absence // of every figure; empty: all are reported
}

const longName = "Trung tâm Thông tin, Chuyển đổi số và Bồi dưỡng nghiệp vụ số"

// tally draws the body up as the board does.
func (o odd) tally(period reform.Period) *reform.Tally {
	t := sampleTally(period)
	*t = reform.Tally{AsOf: t.AsOf, Framework: o.framework(t.Framework), Body: t.Body, Cycle: t.Cycle}
	if o.long {
		t.Body.NameVI, t.Body.NameEN = "Bộ "+longName+" liên ngành", "Ministry of "+longName
	}
	for n := o.from; n < o.from+o.units; n++ {
		t.Units = append(t.Units, o.unit(n))
	}
	if o.units > 0 {
		t.Groups = sampleGroups[:min(2, o.units)]
	}
	var reports []reform.Report
	for n, u := range t.Units {
		reports = append(reports, o.report(t, o.from+n, u))
	}
	t.Scorecards = sampleCards(t, reports)
	t.Overall = ranking.Of(&t.Framework, "", t.Scorecards)
	for _, g := range t.Groups {
		var cards []reform.Scorecard
		for n, c := range t.Scorecards {
			if t.Units[n].PeerGroup == g.ID {
				cards = append(cards, c)
			}
		}
		t.ByGroup = append(t.ByGroup, ranking.Of(&t.Framework, g.ID, cards))
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t
}

func (o odd) unit(n int) reform.Unit {
	u := reform.Unit{ID: fmt.Sprintf("odd-%02d", n), Parent: "body", NameVI: "Đơn vị " + strconv.Itoa(n), NameEN: "Unit " + strconv.Itoa(n), PeerGroup: sampleGroups[n%2].ID, Place: n, Simulated: true}
	if o.long {
		u.NameVI, u.NameEN = longName+" "+strconv.Itoa(n), "Centre for information, digital transformation and training no. "+strconv.Itoa(n)
	}
	return u
}

// framework cuts the sample short or makes it long.
func (o odd) framework(f reform.Framework) reform.Framework {
	if o.indicators == 0 {
		return f
	}
	f.Areas, f.Figures, f.Max = nil, nil, reform.Points(o.indicators)*reform.Point
	for n := range o.indicators {
		if n%15 == 0 {
			f.Areas = append(f.Areas, reform.Area{ID: strconv.Itoa(n/15 + 1), Title: words("Lĩnh vực "+strconv.Itoa(n/15+1), "Area "+strconv.Itoa(n/15+1))})
		}
		area := &f.Areas[len(f.Areas)-1]
		id := area.ID + "." + strconv.Itoa(n%15+1)
		for _, part := range []string{".of", ".over"} {
			f.Figures = append(f.Figures, reform.Figure{ID: id + part, Title: words("Số liệu "+id+part, "Figure "+id+part), Kind: reform.Count, Source: reform.FromUnit, Section: area.ID})
		}
		area.Max += reform.Point
		area.Indicators = append(area.Indicators, reform.Indicator{
			ID: id, Title: words("Tỷ lệ hồ sơ đạt yêu cầu số "+id, "Dossiers that meet requirement "+id), Max: reform.Point, Target: "0.8",
			Rule: reform.Rule{Kind: reform.Ratio, Of: []string{id + ".of"}, Over: []string{id + ".over"}, FullAt: "0.9"},
		})
	}
	return f
}

func (o odd) report(t *reform.Tally, n int, u reform.Unit) reform.Report {
	at := t.Cycle.Due.AddDate(0, 0, -1)
	r := reform.Report{Unit: u.ID, Source: reform.FromUnit, SubmittedAt: &at, File: strings.ToLower(u.ID) + ".xlsx"}
	for k, figure := range t.Framework.Figures {
		value := reform.Value{Figure: figure.ID, Absence: o.absence}
		if o.absence == "" {
			value.Text = "100"
			if strings.HasSuffix(figure.ID, ".of") && !o.same {
				value.Text = strconv.Itoa((n*37 + k*11 + int(t.Cycle.Period.Start().Month())) % 101)
			}
		}
		r.Values = append(r.Values, value)
	}
	return r
}

// oddSamples is every page of the board of each odd body.
func oddSamples(t testing.TB, v Voice) []sampled {
	t.Helper()
	var all []sampled
	for _, b := range oddBodies() {
		add := func(page string, p Page) { all = append(all, sampled{"odd-" + b.name + "-" + page, p}) }
		add("overview", NewOverview(v, b.now, b.past, nil))
		add("ranking", must[Ranking](t)(NewRanking(v, b.now, RankingAsk{}, sampleRanked(b.now, ""))))
		before := append([]*reform.Tally{b.now}, b.past...)
		add("movement", must[Movement](t)(NewMovement(v, b.now, b.past, MovementAsk{}, sampleMoved(b.past, before[len(before)-1], b.now, ""))))
		add("weak", weakOf(t, v, b.now, b.past, reform.Scope{}, WeakView{}))
		add("completeness", must[Completeness](t)(NewCompleteness(v, b.now, b.past, CompletenessQuery{})))
		add("search", NewSearch(v, b.now, "vi 1"))
		indicator := b.now.Framework.Indicators()[0].ID
		add("indicator", must[Indicator](t)(NewIndicator(v, b.now, indicator, AboutIndicator{Past: b.past})))
		if len(b.now.Units) == 0 {
			continue
		}
		unit := b.now.Units[len(b.now.Units)-1].ID
		add("scorecard", must[Scorecard](t)(NewScorecard(v, b.now, unit, aroundOf(b.now, unit, b.past...))))
		add("compare", NewCompare(v, b.now, Comparison{Units: []string{b.now.Units[0].ID, unit}, Past: b.past, May: func(string) bool { return true }}))
	}
	return all
}
