package reform

import (
	"errors"
	"strings"
	"testing"
	"time"
)

func TestSubtreeEndsInALoop(t *testing.T) {
	units := []Unit{{ID: "ministry"}, {ID: "b", Parent: "a"}, {ID: "a", Parent: "ministry"}, {ID: "other"}, {ID: "x", Parent: "y"}, {ID: "y", Parent: "x"}}
	var ids string
	for _, u := range Subtree(units, "ministry") {
		ids += u.ID + " "
	}
	if ids != "ministry b a " {
		t.Errorf("got %q", ids)
	}
	if got := len(Subtree(units, "x")); got != 2 {
		t.Errorf("a loop of two gave %d units", got)
	}
}

func TestNoTotalFallsBetweenTwoGrades(t *testing.T) {
	f := Framework{Grades: []Grade{{ID: "good", From: 80 * Point}, {ID: "fair", From: 70 * Point}, {ID: "weak"}}}
	for total, want := range map[Points]string{80 * Point: "good", 80*Point - 1: "fair", 70 * Point: "fair", 0: "weak"} {
		if g, ok := f.Grade(total.Fraction()); !ok || g.ID != want {
			t.Errorf("%s: got %q, want %q", total, g.ID, want)
		}
	}
	if g, ok := f.Grade(Points(-1).Fraction()); ok {
		t.Errorf("a total below every band got %q", g.ID)
	}
}

func TestReportIsSubmittedOnce(t *testing.T) {
	r := Report{Status: Draft}
	at := time.Date(2026, 9, 20, 17, 0, 0, 0, time.UTC)
	if err := r.Submit("officer", at); err != nil || r.Status != Submitted || !r.SubmittedAt.Equal(at) {
		t.Fatalf("got %+v, %v", r, err)
	}
	if err := r.Submit("officer", at); !errors.Is(err, ErrConflict) {
		t.Errorf("the second time: got %v", err)
	}
}

func TestSealCoversEveryField(t *testing.T) {
	e := Event{Seq: 1, At: time.Unix(1, 0), By: "a", Deed: SavedDeed, Cycle: "c", Unit: "u", Detail: "d", Before: "b"}
	others := []Event{e, e, e, e, e, e, e, e}
	others[0].Seq++
	others[1].At = others[1].At.Add(1)
	others[2].By, others[3].Deed, others[4].Cycle = "x", "x", "x"
	others[5].Unit, others[6].Detail, others[7].Before = "x", "x", "x"
	for n, o := range others {
		if o.Seal() == e.Seal() {
			t.Errorf("change %d left the seal as it was", n)
		}
	}
}

func TestOriginIsWrittenAsExcelDoes(t *testing.T) {
	if got := (Origin{Sheet: "Số liệu", Cell: "D7"}).String(); got != "'Số liệu'!D7" {
		t.Errorf("got %s", got)
	}
}

func TestSignInNamesAreOneWord(t *testing.T) {
	for name, want := range map[string]bool{
		"an": true, "trần.bình": true, "an@soyte.example": true, "a-1_b+c": true, strings.Repeat("ă", 64): true,
		"": false, " ": false, "an ": false, "tran binh": false, ".an": false, "@": false, "a\x00": false, "a\n": false,
		"\xff": false, "a/b": false, "=an": false, "<an>": false, strings.Repeat("ă", 65): false,
	} {
		if got := IsSignInName(name); got != want {
			t.Errorf("%q: got %t", name, got)
		}
	}
}
