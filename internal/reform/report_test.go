package reform

import (
	"testing"
	"time"
)

// The code was worked out with sha256sum over
// ["c","u","unit",3,"ab","2026-10-05T05:00:00.123456Z"].
func TestCodeIsOfWhatWasSubmittedAndWhen(t *testing.T) {
	at := time.Date(2026, 10, 5, 12, 0, 0, 123_456_789, time.FixedZone("", 7*3600))
	r := Report{Cycle: "c", Unit: "u", Source: FromUnit, Version: 3, SHA256: "ab", SubmittedAt: &at}
	const want = "0e20-0cd0-a1fb"
	if got := r.Code(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	stored := at.UTC().Truncate(time.Microsecond)
	same := r
	same.SubmittedAt = &stored
	if same.Code() != want {
		t.Error("it changes when the report is stored")
	}
	later := at.Add(time.Second)
	for name, other := range map[string]Report{
		"another version":  {Cycle: "c", Unit: "u", Source: FromUnit, Version: 4, SHA256: "ab", SubmittedAt: &at},
		"another workbook": {Cycle: "c", Unit: "u", Source: FromUnit, Version: 3, SHA256: "ac", SubmittedAt: &at},
		"another time":     {Cycle: "c", Unit: "u", Source: FromUnit, Version: 3, SHA256: "ab", SubmittedAt: &later},
		"a draft":          {Cycle: "c", Unit: "u", Source: FromUnit, Version: 3, SHA256: "ab"},
	} {
		if other.Code() == want {
			t.Errorf("%s has the same code", name)
		}
	}
}

func TestAReasonSaysMoreThanOK(t *testing.T) {
	for reason, want := range map[string]bool{"": false, "ok": false, "   không rõ lý do   ": false, "vì sáp nhập xã": false, "vì sáp nhập xã A": true} {
		if got := (Value{Reason: reason}).Reasoned(); got != want {
			t.Errorf("%q: got %v", reason, got)
		}
	}
}
