package flow_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

func TestMistakesAreMarkedInTheOwnFile(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	wrong := receive(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, "ten", 9))
	var marked bytes.Buffer
	if err := b.Mark(t.Context(), &marked, wrong.Upload.ID, reform.Vietnamese); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&marked)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	if sheets := strings.Join(book.GetSheetList(), ";"); !strings.Contains(sheets, "Lỗi cần sửa") {
		t.Errorf("got %s", sheets)
	}
	refused := receive(t, b, "2026-Q3", "a", []byte("this is no workbook"))
	entry := typed(t, b, 0, map[string]string{"received": "ten"})
	for _, u := range []reform.Upload{refused.Upload, entry.Upload} {
		if err := b.Mark(t.Context(), &marked, u.ID, reform.Vietnamese); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("nothing to mark: got %v", err)
		}
	}
	if e, err := b.Entry(entry.Upload); err != nil || e.Typed["received"] != "ten" {
		t.Errorf("got %+v, %v", e, err)
	}
}

func TestAnotherUnitsAnswersCanBeCarried(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	other := receive(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 9))
	if n, err := b.Carried(t.Context(), other.Upload); err != nil || n != 2 {
		t.Errorf("got %d, %v", n, err)
	}
	none := receive(t, b, "2026-Q3", "a", []byte("this is no workbook"))
	if n, err := b.Carried(t.Context(), none.Upload); err != nil || n != 0 {
		t.Errorf("got %d, %v", n, err)
	}
}

func TestBeforeIsWhatWasSubmittedAPeriodAgo(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	submit(t, b, "2026-Q2", "a", flowtest.Filled(t, b, "2026-Q2", "a", reform.FromUnit, 10, 9))
	for unit, want := range map[string]string{"a": "10", "b": ""} {
		form, err := b.Form(t.Context(), "2026-Q3", unit, reform.FromUnit)
		if err != nil {
			t.Fatal(err)
		}
		period, values, err := b.Before(t.Context(), form)
		if got := valued(reform.Report{Values: values}, "received"); err != nil || period != "2026-Q2" || got != want {
			t.Errorf("%s: got %s, %q, %v", unit, period, got, err)
		}
	}
}

// TestKeptFileIsReceivedAsItLies hands in what Files keep already.
func TestKeptFileIsReceivedAsItLies(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	content := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)
	sha, size, err := b.Files.KeepFrom(bytes.NewReader(content), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	out, err := b.Receive(t.Context(), flow.Delivery{
		Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, By: "officer", At: flowtest.During, Name: "q.xlsx", SHA256: sha, Size: size,
	})
	if err != nil || out.Upload.Size != int64(len(content)) || len(difference(t, b, out.Upload.ID, nil).Alterations) != 2 {
		t.Errorf("got %+v, %v", out, err)
	}
}
