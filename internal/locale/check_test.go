package locale

import (
	"testing"

	"reformboard/internal/reform"
)

func TestChecksAreSaidInWords(t *testing.T) {
	f := reform.Framework{Figures: []reform.Figure{
		{ID: "a", Title: reform.Words{VI: "Trực tuyến", EN: "Online"}},
		{ID: "b", Title: reform.Words{VI: "Trực tiếp", EN: "On paper"}},
		{ID: "all", Title: reform.Words{VI: "Tổng số", EN: "All"}},
	}}
	for _, c := range []struct {
		check  reform.Check
		vi, en string
	}{
		{
			reform.Check{Parts: []string{"a", "b"}, Whole: "all"},
			"“Trực tuyến” + “Trực tiếp” không lớn hơn “Tổng số”.", "“Online” + “On paper” is not more than “All”.",
		},
		{
			reform.Check{Parts: []string{"a", "b"}, Whole: "all", Equal: true},
			"“Trực tuyến” + “Trực tiếp” bằng “Tổng số”.", "“Online” + “On paper” is equal to “All”.",
		},
		{
			reform.Check{Parts: []string{"a"}, Whole: "all", Before: true},
			"“Trực tuyến” bằng “Tổng số” trong báo cáo kỳ trước.", "“Online” is equal to “All” in the report before.",
		},
	} {
		if got := Check(reform.Vietnamese, &f, c.check); got != c.vi {
			t.Errorf("got %q, want %q", got, c.vi)
		}
		if got := Check(reform.English, &f, c.check); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
	}
}
