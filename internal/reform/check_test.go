package reform

import "testing"

func TestChecksOfPartsAndTheirWhole(t *testing.T) {
	for _, c := range []struct {
		name         string
		a, b, whole  Value
		equal        bool
		want         Problem
		partsCounted int
	}{
		{"all of it", Value{Text: "3"}, Value{Text: "4"}, Value{Text: "7"}, true, "", 2},
		{"less, and may be", Value{Text: "3"}, Value{Text: "3"}, Value{Text: "7"}, false, "", 2},
		{"less, and may not", Value{Text: "3"}, Value{Text: "3.5"}, Value{Text: "7"}, true, PartsNotWhole, 2},
		{"more", Value{Text: "4"}, Value{Text: "4"}, Value{Text: "7"}, false, PartOverWhole, 2},
		{"more, and should be equal", Value{Text: "4"}, Value{Text: "4"}, Value{Text: "7"}, true, PartOverWhole, 2},
		{"a part alone is more", Value{Text: "8"}, Value{Absence: NotReported}, Value{Text: "7"}, true, PartOverWhole, 1},
		{"a part is still to come", Value{Text: "3"}, Value{Absence: NotReported}, Value{Text: "7"}, true, "", 1},
		{"a part does not apply", Value{Text: "3"}, Value{Absence: NotApplicable}, Value{Text: "7"}, true, PartsNotWhole, 1},
		{"a part is not practised", Value{Text: "7"}, Value{Absence: NoPractice}, Value{Text: "7"}, true, "", 1},
		{"the whole is not practised", Value{Text: "1"}, Value{Text: "0"}, Value{Absence: NoPractice}, false, PartOverWhole, 1},
		{"no whole", Value{Text: "1"}, Value{Text: "0"}, Value{Absence: NotReported}, true, "", 0},
	} {
		values := map[string]*Value{"a": &c.a, "b": &c.b, "whole": &c.whole}
		parts, _, got := Check{Parts: []string{"a", "b"}, Whole: "whole", Equal: c.equal}.Judge(func(id string) *Value { return values[id] })
		if got != c.want || len(parts) != c.partsCounted {
			t.Errorf("%s: got %q with %d parts, want %q with %d", c.name, got, len(parts), c.want, c.partsCounted)
		}
	}
}

func TestOneReportSaysNothingOfThePeriodBefore(t *testing.T) {
	c := Check{Parts: []string{"carried"}, Whole: "pending", Before: true}
	values := map[string]*Value{"carried": {Text: "9"}, "pending": {Text: "7"}}
	if parts, _, got := c.Judge(func(id string) *Value { return values[id] }); got != "" || len(parts) != 0 {
		t.Errorf("got %q with %d parts, want nothing", got, len(parts))
	}
}
