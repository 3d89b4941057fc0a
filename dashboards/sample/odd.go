package sample

import (
	"fmt"
	"strconv"
	"strings"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// OddBodies are bodies at the edge of what a page may meet; every page is drawn of
// each of them.
func OddBodies() []OddBody {
	return []OddBody{
		{"nothing", Odd{}.Tally("2026-Q3"), nil},
		{"one", Odd{Units: 1}.Tally("2026-Q3"), nil},
		{"tied", Odd{Units: 12, Same: true}.Tally("2026-Q3"), []*reform.Tally{Odd{Units: 12, Same: true}.Tally("2026-Q2")}},
		{"inapplicable", Odd{Units: 6, Absence: reform.NotApplicable}.Tally("2026-Q3"), nil},
		{"unsaid", Odd{Units: 6, Absence: reform.NotReported}.Tally("2026-Q3"), nil},
		{"long", Odd{Units: 20, Long: true}.Tally("2026-Q3"), []*reform.Tally{Odd{Units: 20, Long: true}.Tally("2026-Q2")}},
		{"three", Odd{Units: 20, Indicators: 3}.Tally("2026-Q3"), []*reform.Tally{Odd{Units: 20, Indicators: 3}.Tally("2026-Q2")}},
		{"sole", Odd{Units: 20, Indicators: 1}.Tally("2026-Q3"), nil},
		{"alone", Odd{Units: 1, Indicators: 1}.Tally("2026-Q3"), []*reform.Tally{Odd{Units: 1, Indicators: 1}.Tally("2026-Q2")}},
		{"many", Odd{Units: 20, Indicators: 150}.Tally("2026-Q3"), nil},
		// One unit was born and one dissolved since the cycle before.
		{"changed", Odd{Units: 20, From: 1}.Tally("2026-Q3"), []*reform.Tally{Odd{Units: 20}.Tally("2026-Q2")}},
	}
}

// OddBody is one of them, with its name in the gallery.
type OddBody struct {
	Name string
	Now  *reform.Tally
	Past []*reform.Tally
}

// Odd says how a body is out of the ordinary.
type Odd struct {
	Units, From int // so many units, from which on
	Indicators  int // 0: the sample's 24
	Same        bool
	Long        bool
	Absence     reform.Absence // of every figure; empty: all are reported
}

const longName = "Trung tâm Thông tin, Chuyển đổi số và Bồi dưỡng nghiệp vụ số"

// Tally draws the body up as the board does.
func (o Odd) Tally(period reform.Period) *reform.Tally {
	t := Tally(period)
	*t = reform.Tally{AsOf: t.AsOf, Framework: o.framework(t.Framework), Body: t.Body, Cycle: t.Cycle}
	if o.Long {
		t.Body.NameVI, t.Body.NameEN = "Bộ "+longName+" liên ngành", "Ministry of "+longName
	}
	for n := o.From; n < o.From+o.Units; n++ {
		t.Units = append(t.Units, o.unit(n))
	}
	if o.Units > 0 {
		t.Groups = Groups[:min(2, o.Units)]
	}
	var reports []reform.Report
	for n, u := range t.Units {
		reports = append(reports, o.report(t, o.From+n, u))
	}
	t.Scorecards = Cards(t, reports)
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

func (o Odd) unit(n int) reform.Unit {
	u := reform.Unit{ID: fmt.Sprintf("odd-%02d", n), Parent: "body", NameVI: "Đơn vị " + strconv.Itoa(n), NameEN: "Unit " + strconv.Itoa(n), PeerGroup: Groups[n%2].ID, Place: n, Simulated: true}
	if o.Long {
		u.NameVI, u.NameEN = longName+" "+strconv.Itoa(n), "Centre for information, digital transformation and training no. "+strconv.Itoa(n)
	}
	return u
}

// framework cuts the sample short or makes it long.
func (o Odd) framework(f reform.Framework) reform.Framework {
	if o.Indicators == 0 {
		return f
	}
	f.Areas, f.Figures, f.Max = nil, nil, reform.Points(o.Indicators)*reform.Point
	for n := range o.Indicators {
		if n%15 == 0 {
			f.Areas = append(f.Areas, reform.Area{ID: strconv.Itoa(n/15 + 1), Title: Words("Lĩnh vực "+strconv.Itoa(n/15+1), "Area "+strconv.Itoa(n/15+1))})
		}
		area := &f.Areas[len(f.Areas)-1]
		id := area.ID + "." + strconv.Itoa(n%15+1)
		for _, part := range []string{".of", ".over"} {
			f.Figures = append(f.Figures, reform.Figure{ID: id + part, Title: Words("Số liệu "+id+part, "Figure "+id+part), Kind: reform.Count, Source: reform.FromUnit, Section: area.ID})
		}
		area.Max += reform.Point
		area.Indicators = append(area.Indicators, reform.Indicator{
			ID: id, Title: Words("Tỷ lệ hồ sơ đạt yêu cầu số "+id, "Dossiers that meet requirement "+id), Max: reform.Point, Target: "0.8",
			Rule: reform.Rule{Kind: reform.Ratio, Of: []string{id + ".of"}, Over: []string{id + ".over"}, FullAt: "0.9"},
		})
	}
	return f
}

func (o Odd) report(t *reform.Tally, n int, u reform.Unit) reform.Report {
	at := t.Cycle.Due.AddDate(0, 0, -1)
	r := reform.Report{Unit: u.ID, Source: reform.FromUnit, SubmittedAt: &at, File: strings.ToLower(u.ID) + ".xlsx"}
	for k, figure := range t.Framework.Figures {
		value := reform.Value{Figure: figure.ID, Absence: o.Absence}
		if o.Absence == "" {
			value.Text = "100"
			if strings.HasSuffix(figure.ID, ".of") && !o.Same {
				value.Text = strconv.Itoa((n*37 + k*11 + int(t.Cycle.Period.Start().Month())) % 101)
			}
		}
		r.Values = append(r.Values, value)
	}
	return r
}
