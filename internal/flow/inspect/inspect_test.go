package inspect_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/container"
	"reformboard/internal/corpus"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/inspect"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// TestAnInspectionFindsWhatTheBoardFinds hands the same files to a board and to an
// inspection.
func TestAnInspectionFindsWhatTheBoardFinds(t *testing.T) {
	board := flowtest.Open(t, storetest.Open(t))
	form, err := board.Form(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	n := inspect.Inspection{Language: reform.Vietnamese, Shipped: func(id string) (reform.Framework, error) {
		return board.Store.Framework(t.Context(), id)
	}}
	for name, answers := range map[string]map[string]string{
		"clean":                    {"received": "1200", "on_time": "900"},
		"blank":                    {},
		"half":                     {"received": "1200"},
		"words":                    {"received": "nhiều", "on_time": "text:1.234"},
		"a unit beside a number":   {"received": "1200", "on_time": " 600 hồ sơ"},
		"a part over its whole":    {"received": "100", "on_time": "200"},
		"a whole that is in doubt": {"received": "không có", "on_time": "200"},
		"less than nothing":        {"received": "-3"},
	} {
		content, err := flowtest.Answer(form, answers)
		if err != nil {
			t.Fatal(err)
		}
		out, err := board.Receive(t.Context(), flow.Delivery{
			Cycle: form.Cycle.ID, Unit: form.Unit.ID, Source: form.Source, By: "an", At: flowtest.During, Name: "q.xlsx", Content: content,
		})
		if err != nil {
			t.Fatal(err)
		}
		difference, err := board.Difference(t.Context(), out.Upload.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := n.Read(content)
		if diff := cmp.Diff(out.Upload.Findings, got.Findings); diff != "" {
			t.Errorf("%s: findings of the board and of the inspection:\n%s", name, diff)
		}
		if diff := cmp.Diff(difference.Report.Values, got.Values); diff != "" {
			t.Errorf("%s: values of the board and of the inspection:\n%s", name, diff)
		}
		if err != nil || difference.After == nil || got.Card == nil || difference.After.Exact.Cmp(got.Card.Exact) != 0 {
			t.Errorf("%s: %v: the board expects %+v, the inspection %+v", name, err, difference.After, got.Card)
		}
	}
}

// TestWhatIsRememberedIsFromBefore: a file is held against the newest of those that were
// remembered and are of an earlier period.
func TestWhatIsRememberedIsFromBefore(t *testing.T) {
	f := corpus.Framework()
	n := inspect.Inspection{Framework: &f, Language: corpus.Language}
	if err := n.Remember(inspect.File{}); !errors.Is(err, reform.ErrInvalid) {
		t.Errorf("a file of no period: got %v", err)
	}
	form := workbook.Form{Framework: f, Cycle: corpus.Cycle(), Unit: corpus.Unit(), Source: reform.FromUnit, Language: corpus.Language}
	for _, c := range []struct {
		period reform.Period
		want   string
	}{{"2026-Q1", "none"}, {"2026-Q3", "2026-Q1"}, {"2026-Q2", "2026-Q1"}, {"2026-Q4", "2026-Q3"}, {"2026", "none"}} {
		form.Cycle.ID, form.Cycle.Period = string(c.period), c.period
		content, err := flowtest.Answer(form, nil)
		if err != nil {
			t.Fatal(err)
		}
		got, err := n.Read(content)
		if before := string(got.Before); err != nil || before != c.want && (before != "" || c.want != "none") {
			t.Errorf("%s is held against %q, want %s; %v", c.period, before, c.want, err)
		}
		if err := n.Remember(got); err != nil {
			t.Error(err)
		}
	}
}

// TestAFrameworkThatNobodyHasIsNotFound: the file is said to be whose it is all the same.
func TestAFrameworkThatNobodyHasIsNotFound(t *testing.T) {
	form := workbook.Form{Framework: corpus.Framework(), Cycle: corpus.Cycle(), Unit: corpus.Unit(), Source: reform.FromUnit, Language: corpus.Language}
	content, err := flowtest.Answer(form, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := (&inspect.Inspection{Language: corpus.Language}).Read(content)
	if !errors.Is(err, reform.ErrNotFound) || got.Form.Unit.ID != form.Unit.ID || got.Form.Framework.ID != form.Framework.ID {
		t.Errorf("got %s by %s, %v", got.Form.Unit.ID, got.Form.Framework.ID, err)
	}
}

// TestEveryOddFileIsAnswered reads the corpus of damaged, odd and hostile files: each is
// read or refused with a reason, and none is our failure.
func TestEveryOddFileIsAnswered(t *testing.T) {
	f := corpus.Framework()
	form := workbook.Form{
		Framework: f, Cycle: corpus.Cycle(), Unit: corpus.Unit(), Source: reform.FromUnit, Language: corpus.Language,
		Values: corpus.Values(), Key: []byte("the key of this test, 32 bytes..."),
	}
	content, err := flowtest.Answer(form, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := inspect.Inspection{Framework: &f, Unit: form.Unit.ID, Language: corpus.Language}
	for i, c := range corpus.Cases(content, nil) {
		if testing.Short() && i%20 > 0 {
			continue // one after the other they take a minute under the race detector
		}
		refused, err := answered(&n, c.Make())
		switch {
		case err != nil:
			t.Errorf("%s: %v", c.Name, err)
		case refused && len(c.Refused) == 0:
			t.Errorf("%s: it was refused", c.Name)
		case !refused && c.Values == nil && !slices.ContainsFunc(c.Refused, unsigned):
			t.Errorf("%s: it was read, and not refused for %v", c.Name, c.Refused)
		}
	}
}

// answered reports whether a file is refused; its error is a failure of ours.
func answered(n *inspect.Inspection, content []byte) (refused bool, err error) {
	defer func() {
		if stumble := recover(); stumble != nil {
			err = fmt.Errorf("panic: %v", stumble)
		}
	}()
	f, err := n.Read(content)
	if _, ok := errors.AsType[container.Refusal](err); ok {
		return true, nil
	}
	return slices.ContainsFunc(f.Findings, func(f reform.Finding) bool { return f.Severity == reform.Refused }), err
}

// unsigned reports whether a refusal is one that only a board can give.
func unsigned(reason string) bool {
	problem, _, _ := strings.Cut(reason, " ")
	return slices.Contains([]reform.Problem{reform.ForgedForm, reform.OtherCycle}, reform.Problem(problem))
}
