package editions_test

import (
	"testing"

	"reformboard/dashboards/editions"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func list(t *testing.T, change func(*editions.Shown)) htmltest.Page {
	t.Helper()
	s := gallery.Published(sample.Tally("2026-Q3"))
	change(&s)
	return gallery.Shown(t, editions.NewEditions(sample.Vietnamese, s), nil)
}

func TestProposalIsApprovedByAnotherOnly(t *testing.T) {
	second := list(t, func(*editions.Shown) {})
	second.HasCount(`form[action$="/approve"] input[value="p"]`, 1).HasCount(`form[action$="/withdraw"]`, 1).HasNo("textarea")
	own := list(t, func(s *editions.Shown) { s.Visitor = "an" })
	own.HasNo(`form[action$="/approve"]`).HasCount(`form[action$="/withdraw"]`, 1).HasNo("textarea")
	own.In(".verdict").HasText("không được tự duyệt")
	reader := list(t, func(s *editions.Shown) { s.May = false })
	reader.HasNo("main form").In(".verdict").HasText("Đang chờ")
	void := list(t, func(s *editions.Shown) { s.Digest = "b" })
	void.HasNo(`form[action$="/approve"]`).HasCount("textarea[required]", 1).In(".verdict-bad").HasText("không còn hiệu lực")
}

func TestFirstEditionNeedsNoReason(t *testing.T) {
	first := list(t, func(s *editions.Shown) { s.Editions, s.Proposal, s.Late = nil, reform.Proposal{}, nil })
	first.HasNo("textarea").HasCount(`form[action$="/editions"] button`, 1)
	same := list(t, func(s *editions.Shown) { s.Proposal, s.Digest = reform.Proposal{}, s.Editions[1].Digest })
	same.HasNo("main form").In("main").HasText("chưa có gì để công bố")
}

func TestCorrectionShowsBeforeAndAfter(t *testing.T) {
	page := gallery.Shown(t, editions.NewEdition(sample.Vietnamese, gallery.Corrected(sample.Tally("2026-Q3"))), nil)
	notice := page.In("#correction")
	notice.HasText("12,50").HasText("14,25").HasText("1.250").HasText("1.520").HasText("chưa báo cáo").HasText("31/08/2026").HasText("unit-gone")
	page.In(".verdict-good").HasText("khớp")
	facts := gallery.Corrected(sample.Tally("2026-Q3"))
	facts.Edition, facts.Correction, facts.Verify, facts.Take, facts.Checked = gallery.Published(facts.Tally).Editions[0], nil, false, false, nil
	first := gallery.Shown(t, editions.NewEdition(sample.Vietnamese, facts), nil)
	first.HasNo("#correction").HasNo("main form").HasNo(`a[href$=".json"]`).In("main").HasText("đã được thay bằng bản số 2").HasText("chưa được kiểm tra lại")
}
