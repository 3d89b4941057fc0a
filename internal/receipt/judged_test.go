package receipt

import (
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// TestAReceiptSaysWhoCutAndWhy: the rule's own sum stays as it was, and what was given
// instead follows it.
func TestAReceiptSaysWhoCutAndWhy(t *testing.T) {
	f := everyKind()
	a := reform.Appraisal{
		Unit: "u1", Indicator: "ratio", Version: 2, Turn: "first", Verdict: reform.Cut, Points: 1_2345, Ground: "R07", Text: "12 hồ sơ không có căn cứ",
		By: "mai", At: time.Date(2026, 4, 9, 8, 0, 0, 0, time.UTC),
	}
	claimed, err := Of(f, "c", explained(t, f, golden, 0), "ratio")
	if err != nil {
		t.Fatal(err)
	}
	r, err := Of(f, "c", explained(t, f, golden, 0, a), "ratio")
	if err != nil {
		t.Fatal(err)
	}
	last := len(claimed.Steps) - 1
	for n, s := range claimed.Steps[:last] {
		if s != r.Steps[n] {
			t.Errorf("step %d was %+v, and is %+v", n, s, r.Steps[n])
		}
	}
	if len(r.Steps) != last+2 || r.Steps[last].Sum.VI != "chấm 1,2345 điểm" || r.Steps[last].Result.VI != "1,2345" || *r.Earned == *claimed.Earned {
		t.Errorf("then: %+v", r.Steps[last:])
	}
	text := r.Text(reform.Vietnamese)
	if !strings.Contains(text, "Quyết định: Thẩm định lần 1: chấm 1,2345 điểm – R07 Số hồ sơ chưa đủ căn cứ – “12 hồ sơ không có căn cứ” – mai, 08:00 09/04/2026\n") {
		t.Error(text)
	}
	for _, v := range []reform.Verdict{reform.Accepted, reform.Returned, reform.Inapplicable} {
		a.Verdict, a.Points = v, 0
		r, err := Of(f, "c", explained(t, f, golden, 0, a), "ratio")
		if err != nil || len(r.Decisions) != 1 || (len(r.Steps) == 0) != (v != reform.Accepted) {
			t.Errorf("%s: %+v, %v", v, r, err)
		}
	}
}
