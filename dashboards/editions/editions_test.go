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
	ranks := page.In("#ranks")
	ranks.HasText("Hạng kỳ trước, như đã công bố").HasText("Hạng kỳ trước, theo cách tính nay").HasCount("tbody tr", 45)
	ranks.HasCount(`a[href$="/ranking?edition=2"]`, 1).HasCount(`tbody a[href*="?edition=2"]`, 45)
	page.In("#late").HasText("đến muộn").HasText("chờ đưa vào bản sau")
	page.In(".verdict-good").HasText("khớp")
	facts := gallery.Corrected(sample.Tally("2026-Q3"))
	facts.Edition, facts.Correction, facts.Verify, facts.Take, facts.Checked = gallery.Published(facts.Tally).Editions[0], nil, false, false, nil
	facts.Beside.Restated = facts.Beside.Published
	first := gallery.Shown(t, editions.NewEdition(sample.Vietnamese, facts), nil)
	first.In("#ranks").HasText("cùng một bộ chỉ số").HasCount("thead th", 6)
	first.In("#late").HasText("đã đưa vào bản số 2")
	first.HasNo("#correction").HasNo("main form").HasNo(`a[href$=".json"]`).In("main").HasText("đã được thay bằng bản số 2").HasText("chưa được kiểm tra lại")
}
