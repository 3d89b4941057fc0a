package heading

import (
	"slices"
	"testing"
)

func TestHeadingsAreComparedByTheirWords(t *testing.T) {
	for _, c := range []struct {
		a, b []string
		same bool
	}{
		{[]string{"Tiếp nhận", "Trực tuyến (6)"}, []string{"TIẾP NHẬN:", "Trực\ntuyến"}, true},
		{[]string{"Tổng số (5)=(6)+(7)+(8)+(9)"}, []string{"Tổng số"}, true},
		{[]string{"Tỷ lệ", "(17) đúng hạn"}, []string{"Tỷ lệ", "Đúng hạn"}, true},
		{[]string{"Tổng số", "Tổng số"}, []string{"Tổng số"}, true},
		{[]string{"Quá ha\u0323n"}, []string{"Quá hạn"}, true},
		{[]string{"Trực tuyến"}, []string{"Trực tiếp"}, false},
		{[]string{"Tổng số 5"}, []string{"Tổng số"}, false},
		{[]string{"Đã", "giải quyết"}, []string{"Đã giải quyết"}, false},
	} {
		if got := slices.Equal(Said(c.a), Said(c.b)); got != c.same {
			t.Errorf("%q and %q: got %v", c.a, c.b, got)
		}
	}
}
