package standings

import (
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestMovementNamesItsLargestCause(t *testing.T) {
	for _, test := range []struct {
		movement reform.Movement
		want     string
	}{
		{reform.Movement{Own: 3, Others: -1}, "own"},
		{reform.Movement{Own: -2, Others: 1}, "own.down"},
		{reform.Movement{Own: 1, Method: 4, Others: -1}, "method"},
		{reform.Movement{Own: 5, Others: -6}, "others"},
		{reform.Movement{Own: 2, Others: 2}, "own"},
		{reform.Movement{Own: 2, Others: -2}, ""},
		{reform.Movement{}, ""},
	} {
		if got := causeOf(test.movement); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.movement, got, test.want)
		}
	}
	up := 2
	move, cause := moveFor(sample.Vietnamese, reform.Standing{Unit: "a", Moved: &up}, map[string]reform.Movement{"a": {Before: 9, Now: 6, Own: 4, Others: -2, Left: 1}})
	if cause != "tự cải thiện" || move.Says != "tăng 2 bậc: kết quả của đơn vị +4, cách tính 0, đơn vị khác −2; tính cả đơn vị không còn xếp hạng (+1) và đơn vị mới xếp hạng (0): từ hạng 9 đến hạng 6" {
		t.Errorf("says %q because of %q", move.Says, cause)
	}
}
