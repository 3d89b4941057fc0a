package reports

import (
	"strings"
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// TestTypedIsReadTheSameWay writes values as a field holds them: what is not touched
// is not a change.
func TestTypedIsReadTheSameWay(t *testing.T) {
	choice := reform.Figure{Kind: reform.Choice, Options: []reform.Option{{ID: "full", Title: sample.Words("Đầy đủ", "Full")}}, Optional: true}
	for _, c := range []struct {
		figure reform.Figure
		value  reform.Value
		vi, en string
	}{
		{reform.Figure{Kind: reform.Number}, reform.Value{Text: "1234567.25"}, "1234567,25", "1234567.25"},
		{reform.Figure{Kind: reform.Number}, reform.Value{Text: "-0.5"}, "-0,5", "-0.5"},
		{reform.Figure{Kind: reform.Date}, reform.Value{Text: "2026-03-31"}, "31/03/2026", "31/03/2026"},
		{choice, reform.Value{Text: "full"}, "full", "full"},
		{choice, reform.Value{Absence: reform.NotApplicable}, "Không áp dụng", "Not applicable"},
		{reform.Figure{}, reform.Value{Absence: reform.NotReported}, "", ""},
	} {
		if vi, en := Typed(reform.Vietnamese, c.figure, c.value), Typed(reform.English, c.figure, c.value); vi != c.vi || en != c.en {
			t.Errorf("%+v: got %q and %q", c.value, vi, en)
		}
	}
	for value, want := range map[string]string{"full": "Đầy đủ", "": "(chưa chọn)", "lạ": "lạ"} {
		var chosen []string
		for _, o := range entryOptions(sample.Vietnamese, choice, value) {
			if o.Chosen {
				chosen = append(chosen, o.Text)
			}
		}
		if strings.Join(chosen, ";") != want {
			t.Errorf("%q: chosen %v", value, chosen)
		}
	}
}
