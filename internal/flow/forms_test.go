package flow_test

import (
	"bytes"
	"errors"
	"io"
	"path"
	"testing"

	"reformboard/internal/bundle"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestFormsOfAllUnitsAreThoseOfEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		submit(t, b, "2026-Q2", "a", flowtest.Filled(t, b, "2026-Q2", "a", reform.FromUnit, 10, 9))
		submit(t, b, "2026-Q3", "b", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 9))
		take(t, b, "2026-Q3", "b", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 20, 8))
		_, _, err := b.Take(t.Context(), flow.Delivery{
			Cycle: "2026-Q3", Unit: "b", Source: reform.FromSurvey, By: "s", At: flowtest.During, Name: "s.xlsx", Content: flowtest.Filled(t, b, "2026-Q3", "b", reform.FromSurvey, 70),
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range reform.Languages {
			var archive bytes.Buffer
			if err := b.WriteForms(t.Context(), &archive, "2026-Q3", l); err != nil {
				t.Fatal(err)
			}
			files, err := bundle.Open(bytes.NewReader(archive.Bytes()), int64(archive.Len()))
			if err != nil || len(files) != 3 {
				t.Fatalf("got %d forms, %v", len(files), err)
			}
			for n, unit := range []string{"a", "b", "c"} {
				var one bytes.Buffer
				if err := b.WriteForm(t.Context(), &one, "2026-Q3", unit, reform.FromUnit, l); err != nil {
					t.Fatal(err)
				}
				content, err := files[n].Read()
				if err != nil || !bytes.Equal(content, one.Bytes()) {
					t.Errorf("the form of %s in %s is another: %d bytes and %d, %v", unit, l, len(content), one.Len(), err)
				}
				if folder, name := path.Split(files[n].Name); folder != "Khối/" || name != "2026-Q3_"+unit+".xlsx" {
					t.Errorf("%s is called %s", unit, files[n].Name)
				}
			}
		}
	})
}

func TestNobodysFormsAreNoArchive(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	var out bytes.Buffer
	if err := b.WriteForms(t.Context(), &out, "2030-Q1", reform.Vietnamese); !errors.Is(err, reform.ErrNotFound) || out.Len() > 0 {
		t.Errorf("got %v and %d bytes", err, out.Len())
	}
	if err := b.WriteForms(t.Context(), broken{}, "2026-Q3", reform.Vietnamese); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("nobody reads any more: got %v", err)
	}
}

// broken is where nobody reads any more.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestNamesOfFormsAreNamesOfFiles(t *testing.T) {
	for unit, want := range map[string]string{"H21.20": "c_H21.20.xlsx", "a/b:c": "c_a-b-c.xlsx", "..": "c_.xlsx"} {
		if got := flow.FormName("c", unit, reform.FromUnit); got != want {
			t.Errorf("%s: got %s", unit, got)
		}
	}
	if got := flow.FormName("c", "u", reform.FromSurvey); got != "c_u_survey.xlsx" {
		t.Errorf("got %s", got)
	}
}
