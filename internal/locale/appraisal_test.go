package locale

import (
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

func TestEveryWordOfAppraisalIsSaid(t *testing.T) {
	for _, l := range reform.Languages {
		for _, turn := range reform.Usual("q1").Turns {
			if got := Turn(l, turn); got == turn.ID || got == "" {
				t.Errorf("%s: turn %q", l, got)
			}
		}
		for _, g := range reform.Usual("q1").Grounds {
			if got := Ground(l, g); got == g.Code || got == "" {
				t.Errorf("%s: ground %q", l, got)
			}
		}
		for _, v := range reform.Verdicts {
			if got := Verdict(l, reform.Appraisal{Verdict: v, Points: 1_5000}); strings.ContainsAny(got, "⟦<") {
				t.Error(got)
			}
		}
		for _, o := range reform.Obstacles {
			if got := Objection(l, reform.Objection{Obstacle: o, Found: "4", Wanted: "5"}, time.UTC); strings.ContainsAny(got, "⟦<") || !strings.HasSuffix(got, ".") {
				t.Errorf("%s: %q", o, got)
			}
		}
	}
}

func TestAnObjectionSpeaksOfTurnsAndTimesAsPeopleDo(t *testing.T) {
	hanoi := time.FixedZone("", 7*3600)
	o := reform.Objection{Obstacle: reform.TurnIsOver, Found: "2026-04-01T10:00:00Z"}
	if got := Objection(reform.Vietnamese, o, hanoi); !strings.Contains(got, "17:00 01/04/2026") {
		t.Error(got)
	}
	o = reform.Objection{Obstacle: reform.NotTheirTurn, Found: "council"}
	if got := Objection(reform.Vietnamese, o, hanoi); !strings.Contains(got, "Hội đồng thẩm định") {
		t.Error(got)
	}
}

func TestPointsInAnObjectionAreWrittenAsPeopleDo(t *testing.T) {
	for _, c := range []struct {
		language reform.Language
		o        reform.Objection
		want     string
	}{
		{reform.Vietnamese, reform.Objection{Obstacle: reform.PointsOutside, Found: "7.5", Wanted: "0–2.25"}, "7,5 điểm nằm ngoài khung điểm. Hãy ghi số điểm trong khoảng 0–2,25."},
		{reform.English, reform.Objection{Obstacle: reform.PointsOutside, Found: "7.5", Wanted: "-1–2.25"}, "7.5 points are outside what the indicator allows. Please give points within −1–2.25."},
		{reform.Vietnamese, reform.Objection{Obstacle: reform.PointsUnclear, Found: "bảy"}, "“bảy” không phải là số điểm."},
		{reform.Vietnamese, reform.Objection{Obstacle: reform.PointsUnclear}, "Chưa ghi số điểm."},
	} {
		if got := Objection(c.language, c.o, time.UTC); !strings.HasPrefix(got, c.want) {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

func TestAJudgementIsToldWhole(t *testing.T) {
	a := reform.Appraisal{
		Turn: "second", Verdict: reform.Cut, Points: 2_5000, Ground: "R07", Text: "thiếu 12 hồ sơ giấy", By: "mai",
		At: time.Date(2026, 4, 1, 9, 5, 0, 0, time.UTC),
	}
	want := "Thẩm định lần 2: chấm 2,5 điểm – R07 Số hồ sơ chưa đủ căn cứ – “thiếu 12 hồ sơ giấy” – mai, 09:05 01/04/2026"
	if got := Judged(reform.Vietnamese, a); got != want {
		t.Errorf("got %q", got)
	}
	a = reform.Appraisal{Turn: "lượt riêng", Verdict: reform.Accepted, By: "mai", At: a.At}
	if got := Judged(reform.English, a); !strings.HasPrefix(got, "lượt riêng: accepted – mai") {
		t.Errorf("got %q", got)
	}
}
