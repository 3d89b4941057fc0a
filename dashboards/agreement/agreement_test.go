package agreement_test

import (
	"bytes"
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/agreement"
	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func drawn(t *testing.T, l reform.Language, page frame.Page) htmltest.Page {
	t.Helper()
	var html bytes.Buffer
	if err := dashboards.Render(&html, gallery.Shell(l, ""), page); err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, html.String())
}

// TestTheSeedIsNotShownBeforeItsTime, and its pledge always is.
func TestTheSeedIsNotShownBeforeItsTime(t *testing.T) {
	r := gallery.Agreed(sample.Tally("2026-Q3"))
	for _, show := range []bool{false, true} {
		r.Show = show
		page := drawn(t, reform.Vietnamese, agreement.NewAgreement(sample.Vietnamese, r))
		page.In("#draw").HasText(r.Lot.Pledge())
		if got := strings.Contains(page.In("#draw").Text(), r.Lot.Seed); got != show {
			t.Errorf("the seed is shown: %t, want %t", got, show)
		}
	}
}

// TestMeasuresAreSaidAndExact: rounded on the page, as fractions in the file.
func TestMeasuresAreSaidAndExact(t *testing.T) {
	r := gallery.Agreed(sample.Tally("2026-Q3"))
	page := drawn(t, reform.Vietnamese, agreement.NewAgreement(sample.Vietnamese, r))
	page.In("#measures tbody tr").At(0).HasText("Toàn đợt").HasText("50,0 %").HasText("20,0 %")
	page.In("#couples").HasText("Vũ Thị Lan – Phạm Thị Mai")
	page.In("#wide").HasText("40,0 % điểm tối đa").HasText("117 trong 260").HasText("234 hồ sơ")
	table := r.Numbers(sample.Vietnamese)
	row := table.Rows[0]
	if len(table.Rows) != 4 || row[5].Text != "1/2" || row[4].Number != "50" || row[11].Text != "1/5" || row[10].Number != "20" {
		t.Errorf("the file says %v", row)
	}
	r.All, r.Areas = reform.Agreement{Pairs: 1}, nil
	row = r.Numbers(sample.Vietnamese).Rows[0]
	if row[8].Text != "" || row[7].Number != "" || row[4].Number != "0" {
		t.Errorf("of what has no points the file says %v", row)
	}
}

// TestWhoMarksASecondTimeReadsNothingOfTheFirst until their own mark is kept: neither what
// was judged, nor by whom, nor how far the unit has come.
func TestWhoMarksASecondTimeReadsNothingOfTheFirst(t *testing.T) {
	now := sample.Tally("2026-Q3")
	pairs := gallery.MarkedTwice(now)
	for _, l := range reform.Languages {
		v := sample.Voice(l)
		view := appraisals.View{Matter: gallery.Heard(now), Indicator: pairs[0].Second.Indicator, Uploads: map[string]string{}}
		blind, err := appraisals.NewBlind(v, appraisals.Blind{View: view, Left: 2})
		if err != nil {
			t.Fatal(err)
		}
		page := drawn(t, l, blind)
		page.In(`.desk-form[action="` + frame.CountermarkURL(now.Cycle.ID, sample.Explained, view.Indicator) + `"]`)
		for _, told := range []string{"117 trong 260", "Phạm Thị Mai"} {
			if strings.Contains(page.In("main").Text(), told) {
				t.Errorf("%s: the page tells %q", l, told)
			}
		}
		page.HasNo(`main a[href*="/thread"]`).HasNo(`main a[href*="/appraisal"]`).HasNo("main .sides").HasNo("main .said-line")
		blind, err = appraisals.NewBlind(v, appraisals.Blind{View: view, Pair: &pairs[0], Left: 2})
		if err != nil {
			t.Fatal(err)
		}
		if view.Docket.Appraisals == nil {
			t.Error("what was said is lost to others too")
		}
		if blind.Both == nil || blind.Next.URL != "" {
			t.Errorf("with a form the page leads on to %+v", blind.Next)
		}
	}
	none, err := appraisals.NewBlind(sample.Vietnamese, appraisals.Blind{View: appraisals.View{
		Matter: gallery.Heard(now), Indicator: pairs[0].Second.Indicator, Judge: reform.Objection{Obstacle: reform.NotDrawn},
	}, Pair: &pairs[0], Left: 2})
	if err != nil {
		t.Fatal(err)
	}
	page := drawn(t, reform.Vietnamese, none)
	page.In("#decision").HasText("117 trong 260").HasText("234 hồ sơ").HasText("còn 2 tiêu chí")
	page.HasNo(".desk-form")
}
