package journal_test

import (
	"fmt"
	"testing"

	"reformboard/dashboards/gallery"
	"reformboard/dashboards/journal"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestLogSaysWhoDidWhat(t *testing.T) {
	s := gallery.Journal(sample.Tally("2026-Q3"))
	page := gallery.Shown(t, journal.NewLog(sample.Vietnamese, s), nil)
	page.In("#log tbody").HasCount("tr", len(reform.Deeds)).HasText("Trần Thị An").HasText("không rõ").HasText("đăng nhập bị từ chối")
	oldest := s.Events[len(s.Events)-1].Seq
	page.HasCount(fmt.Sprintf(`a[rel="next"][href="/log?before=%d"]`, oldest), 1).In(".verdict-good").HasText("nguyên vẹn").HasText("trước sự kiện số 4 (")
	s.Ask, s.More = reform.EventAsk{Deed: reform.RefusedDeed, By: "a&b"}, false
	narrowed := gallery.Shown(t, journal.NewLog(sample.Vietnamese, s), nil)
	narrowed.HasNo(`a[rel="next"]`).HasCount(`a[href="/log.csv?by=a%26b&deed=refused"]`, 1).HasCount(`option[value="refused"][selected]`, 1)
}

func TestBreachesAreSaidInWords(t *testing.T) {
	s := gallery.Journal(sample.Tally("2026-Q3"))
	for _, kind := range reform.BreachKinds {
		s.Found = append(s.Found, reform.Breach{Kind: kind, Seq: 7, Subject: "report/x", Where: "anchors.txt:3"})
	}
	page := gallery.Shown(t, journal.NewLog(sample.Vietnamese, s), nil)
	page.In("#found").HasCount("li", len(reform.BreachKinds)).HasText("report/x").HasText("anchors.txt:3").HasText("sự kiện số 7")
	empty := gallery.Shown(t, journal.NewLog(sample.Vietnamese, journal.Shown{}), nil)
	empty.HasNo("#log").In("main").HasText("Không có sự kiện")
}
