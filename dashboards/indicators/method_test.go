package indicators_test

import (
	"testing"

	"reformboard/dashboards/gallery"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/sample"
)

func TestTheMethodSaysEveryRule(t *testing.T) {
	tally := sample.Index()
	page := gallery.Shown(t, indicators.NewMethod(sample.Vietnamese, tally), nil)
	page.HasCount(".method-indicator", 25)
	page.In(".method-facts").HasText("1, 2, 2, 4").HasText("làm tròn đến 2 chữ số").HasText("80 %")
	page.In(".tree").HasText("Trung bình nhân có trọng số").HasText("65 %").HasText("Phần lồng")
	first := page.In(".method-indicator").At(0)
	first.HasText("TTHC-01").HasText("trọng số 2").HasText("Khối cục chuyên ngành").HasText("Ví dụ:").HasText("6 điểm")
	page.HasText("trong báo cáo kỳ trước.").HasText("3.2 → 3.2, 3.3: tách").HasText("Trung bình cộng các phần có điểm")
	page.In(`.menu a[href="/cycles/example-2026-Q3"]`)
}
