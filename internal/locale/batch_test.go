package locale

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func TestEveryFateIsSaid(t *testing.T) {
	for _, l := range reform.Languages {
		said := map[string]bool{}
		for _, i := range []reform.BatchItem{
			{Findings: []reform.Finding{{Problem: reform.NoUnit}}},
			{Unit: "a", Findings: []reform.Finding{{Problem: reform.Damaged}}},
			{Unit: "a"},
			{Unit: "a", Errors: 1},
			{Unit: "a", Version: 1234, Errors: 1, Doubts: 2},
			{Unit: "a", Version: 1},
			{Unit: "a", Version: 1, Submitted: true},
		} {
			text := Fate(l, i)
			if strings.Contains(text, "⟦") || said[text] {
				t.Errorf("%s: %q", i.Fate(), text)
			}
			said[text] = true
		}
		for _, f := range reform.Fates {
			if text := Say(l, "batch.group."+string(f)); strings.Contains(text, "⟦") {
				t.Error(text)
			}
		}
	}
	if got := Fate(reform.English, reform.BatchItem{Unit: "a", Version: 1234, Errors: 1, Doubts: 2}); got != "taken, version 1,234; 1 cell with a mistake; 2 values to be explained" {
		t.Errorf("got %q", got)
	}
}

func TestEveryRefusalOfAnArchiveIsSaid(t *testing.T) {
	for _, l := range reform.Languages {
		for _, f := range []reform.Finding{
			{Problem: reform.EmptyFile},
			{Problem: reform.TooLarge, Found: "600", Wanted: "512"},
			{Problem: reform.NotWorkbook},
			{Problem: reform.NotWorkbook, Found: "workbook"},
			{Problem: reform.Encrypted},
			{Problem: reform.Damaged},
			{Problem: reform.Damaged, Found: "a.xlsx"},
			{Problem: reform.Unsafe, Found: "names"},
			{Problem: reform.TooMuchInside, Found: "files", Wanted: "5000"},
			{Problem: reform.TooMuchInside, Found: "bytes", Wanted: "2147483648"},
			{Problem: reform.TooMuchInside, Found: "entries", Wanted: "20000"},
		} {
			if text := Archive(l, f); strings.Contains(text, "⟦") || strings.Contains(text, "<no value>") {
				t.Errorf("%+v: %q", f, text)
			}
		}
	}
	if got := Archive(reform.Vietnamese, reform.Finding{Problem: reform.TooMuchInside, Found: "files", Wanted: "5000"}); !strings.HasPrefix(got, "Gói nén có hơn 5.000 tệp.") {
		t.Errorf("got %q", got)
	}
}
