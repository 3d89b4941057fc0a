package flow_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// named is a file of an archive.
type named struct {
	name    string
	content []byte
}

func zipped(t testing.TB, files ...named) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// foreign is a workbook that nobody handed out.
func foreign(t *testing.T) []byte {
	t.Helper()
	book := excelize.NewFile()
	var out bytes.Buffer
	if err := errors.Join(book.SetCellValue("Sheet1", "A1", "Báo cáo"), book.Write(&out)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func start(t *testing.T, b *flow.Board, submit bool, archive []byte) reform.Batch {
	t.Helper()
	sha, err := b.Files.Keep(archive)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := b.StartBatch(t.Context(), reform.Batch{
		Cycle: "2026-Q3", Source: reform.FromUnit, SHA256: sha, Name: "đợt.zip", By: "admin", At: during, Submit: submit,
	})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func now() time.Time { return during.Add(time.Minute) }

// told writes the items of a batch as lines.
func told(t *testing.T, s *store.Store, id string) string {
	t.Helper()
	batch, err := s.Batch(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	lines := fmt.Sprintf("%d/%d %v %s\n", batch.Done, batch.Total, batch.FinishedAt != nil, batch.Failure)
	for _, i := range batch.Items {
		lines += fmt.Sprintf("%d %s [%s] %s v%d e%d d%d", i.Place, i.Name, i.Unit, i.Fate(), i.Version, i.Errors, i.Doubts)
		for _, f := range i.Findings {
			lines += " " + string(f.Problem)
		}
		lines += "\n"
	}
	return lines
}

func TestEveryFileOfABatchHasItsResult(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBoard(t, s)
		good := filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)
		better := filled(t, b, "2026-Q3", "a", reform.FromUnit, 20, 19)
		wrong := filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 11)
		blank := filled(t, b, "2026-Q3", "c", reform.FromUnit)
		batch := start(t, b, true, zipped(t,
			named{"khối/a.xlsx", good}, named{"b ở thư mục khác.xlsx", wrong}, named{"ảnh.png", []byte("\x89PNG\r\n\x1a\n")},
			named{"2026-Q3_c (2).xlsx", foreign(t)}, named{"báo cáo.xlsx", foreign(t)}, named{"b.xls", []byte("no workbook")},
			named{"a lần hai.xlsx", better}, named{"kỳ trước.xlsx", filled(t, b, "2026-Q2", "b", reform.FromUnit, 1, 1)},
			named{"c.xlsx", blank},
		))
		if err := b.RunBatch(t.Context(), batch.ID, now); err != nil {
			t.Fatal(err)
		}
		want := `9/9 true 
1 khối/a.xlsx [a] handed_in v1 e0 d0
2 b ở thư mục khác.xlsx [b] faulty v1 e1 d0
3 ảnh.png [] unread v0 e0 d0 not_workbook
4 2026-Q3_c (2).xlsx [c] unread v0 e0 d0 not_our_form
5 báo cáo.xlsx [] unclaimed v0 e0 d0 no_unit
6 b.xls [b] unread v0 e0 d0 not_workbook
7 a lần hai.xlsx [a] handed_in v2 e0 d0
8 kỳ trước.xlsx [b] unread v0 e0 d0 other_cycle
9 c.xlsx [c] silent v0 e0 d0
`
		if got := told(t, s, batch.ID); got != want {
			t.Errorf("got %s", got)
		}
		reporters, err := s.Reporters(t.Context(), "2026-Q3", reform.FromUnit)
		if err != nil || fmt.Sprint(reporters) != "map[a:submitted b:draft]" {
			t.Errorf("got %v, %v", reporters, err)
		}
		// The same archive once more finds all as it is.
		again := start(t, b, true, zipped(t, named{"a.xlsx", better}, named{"b.xlsx", wrong}))
		if err := b.RunBatch(t.Context(), again.ID, now); err != nil {
			t.Fatal(err)
		}
		if got := told(t, s, again.ID); got != "2/2 true \n1 a.xlsx [a] handed_in v2 e0 d0\n2 b.xlsx [b] faulty v1 e1 d0\n" {
			t.Errorf("got %s", got)
		}
	})
}

func TestFormOfAUnitElsewhereIsNobodys(t *testing.T) {
	b := newBoard(t, storetest.Open(t))
	if err := b.Store.SaveUnits(t.Context(), "test", opens, []reform.Unit{{ID: "m", NameVI: "M"}, {ID: "x", Parent: "m", NameVI: "X", PeerGroup: "g"}}, nil); err != nil {
		t.Fatal(err)
	}
	form, err := b.Form(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	form.Unit.ID = "x"
	var out bytes.Buffer
	if err := workbook.Write(&out, form); err != nil {
		t.Fatal(err)
	}
	batch := start(t, b, false, zipped(t, named{"x.xlsx", out.Bytes()}))
	if err := b.RunBatch(t.Context(), batch.ID, now); err != nil {
		t.Fatal(err)
	}
	got, err := b.Store.Batch(t.Context(), batch.ID)
	if err != nil || got.Items[0].Fate() != reform.Unclaimed || got.Items[0].Findings[0].Found != "x" {
		t.Errorf("got %+v, %v", got.Items, err)
	}
}

// TestBatchGoesOnWhereItWasKilled ends the work after some files, and has another process
// go on: every file is taken once, and those done before are not looked at again.
func TestBatchGoesOnWhereItWasKilled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBoard(t, s)
		var files []named
		for n := range 12 {
			unit := string(rune('a' + n%3))
			files = append(files, named{fmt.Sprintf("%02d.xlsx", n), filled(t, b, "2026-Q3", unit, reform.FromUnit, 100+n, 10+n)})
		}
		batch := start(t, b, false, zipped(t, files...))
		killed, kill := context.WithCancel(t.Context())
		l := flow.Load{Cycle: "2026-Q3", Source: reform.FromUnit, By: "admin", At: during, Files: listed(t, zipped(t, files...))}
		before := 0
		err := b.TakeAll(killed, l, func(item reform.BatchItem) error {
			if before++; before == 4 {
				kill()
			}
			item.Batch = batch.ID
			return s.SaveBatchItem(t.Context(), item)
		})
		if !errors.Is(err, context.Canceled) || before < 4 || before == len(files) {
			t.Fatalf("%d files, %v", before, err)
		}
		if err := b.RunBatch(killed, batch.ID, now); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		other := flow.New(s, b.Files)
		unfinished, err := s.UnfinishedBatches(t.Context())
		if err != nil || len(unfinished) != 1 || unfinished[0].Done != before {
			t.Fatalf("got %+v, %v", unfinished, err)
		}
		running, stop := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			other.RunBatches(running, nil, now, func(err error) { t.Error(err) })
		}()
		await(t, s, batch.ID)
		stop()
		<-ended
		got, err := s.Batch(t.Context(), batch.ID)
		if err != nil || got.Done != len(files) || got.Failure != "" {
			t.Errorf("got %+v, %v", got, err)
		}
		for n, item := range got.Items {
			if item.Version != n/3+1 || item.Unit != string(rune('a'+n%3)) {
				t.Errorf("file %d became version %d of %s", n, item.Version, item.Unit)
			}
		}
	})
}

// await looks until a batch has come to its end.
func await(t *testing.T, s *store.Store, id string) {
	t.Helper()
	for tick := time.Tick(5 * time.Millisecond); ; {
		batch, err := s.Batch(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if batch.FinishedAt != nil {
			return
		}
		select {
		case <-tick:
		case <-t.Context().Done():
			t.Fatal("the batch has not come to its end")
		}
	}
}

func TestBatchIsBegunAsSoonAsItArrives(t *testing.T) {
	b := newBoard(t, storetest.Open(t))
	running, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.RunBatches(running, nil, now, func(err error) { t.Error(err) })
	}()
	for _, unit := range []string{"a", "b"} {
		batch := start(t, b, false, zipped(t, named{unit + ".xlsx", filled(t, b, "2026-Q3", unit, reform.FromUnit, 10, 9)}))
		await(t, b.Store, batch.ID)
	}
	stop()
	<-ended
}

func TestOneOfTwoInstancesHasABatch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBoard(t, s)
		batch := start(t, b, false, zipped(t, named{"a.xlsx", filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)}))
		release, ok, err := s.ClaimBatch(t.Context(), batch.ID)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if err := b.RunBatch(t.Context(), batch.ID, now); err != nil {
			t.Error(err)
		}
		if got := told(t, s, batch.ID); got != "0/1 false \n" {
			t.Errorf("somebody else went on with it: %s", got)
		}
		release()
		if err := b.RunBatch(t.Context(), batch.ID, now); err != nil {
			t.Error(err)
		}
		if got := told(t, s, batch.ID); got != "1/1 true \n1 a.xlsx [a] drafted v1 e0 d0\n" {
			t.Errorf("got %s", got)
		}
	})
}

func TestBatchWhoseArchiveIsLostSaysSo(t *testing.T) {
	b := newBoard(t, storetest.Open(t))
	batch := start(t, b, false, zipped(t, named{"a.xlsx", []byte("A")}))
	lost := newBoard(t, storetest.Open(t)) // whose folder is another
	b.Files = lost.Files
	if err := b.RunBatch(t.Context(), batch.ID, now); err == nil {
		t.Error("no error")
	}
	if got := told(t, b.Store, batch.ID); !strings.HasPrefix(got, "0/1 true open file") {
		t.Errorf("got %s", got)
	}
	if unfinished, err := b.Store.UnfinishedBatches(t.Context()); err != nil || len(unfinished) > 0 {
		t.Errorf("it is tried again: %v, %v", unfinished, err)
	}
}

func TestOnlyArchivesInTimeAreBatches(t *testing.T) {
	b := newBoard(t, storetest.Open(t))
	sha, err := b.Files.Keep(zipped(t, named{"a.xlsx", []byte("A")}))
	if err != nil {
		t.Fatal(err)
	}
	late := reform.Batch{Cycle: "2026-Q2", Source: reform.FromUnit, SHA256: sha, Name: "a.zip", By: "admin", At: during}
	if _, err := b.StartBatch(t.Context(), late); !errors.Is(err, reform.ErrForbidden) {
		t.Errorf("a closed cycle: %v", err)
	}
	none := late
	none.Cycle = "2026-Q3"
	if none.SHA256, err = b.Files.Keep([]byte("Rar!")); err != nil {
		t.Fatal(err)
	}
	if _, err := b.StartBatch(t.Context(), none); func() bool { _, ok := errors.AsType[container.Refusal](err); return !ok }() {
		t.Errorf("no archive: %v", err)
	}
	if batches, err := b.Store.Batches(t.Context(), "2026-Q3"); err != nil || len(batches) > 0 {
		t.Errorf("got %v, %v", batches, err)
	}
}

// TestBugOverOneFileEndsTheBatchAndNotTheProgram has a file that cannot even be asked for.
func TestBugOverOneFileEndsTheBatchAndNotTheProgram(t *testing.T) {
	b := newBoard(t, storetest.Open(t))
	b.Files = nil // whatever is kept fails
	l := flow.Load{Cycle: "2026-Q3", Source: reform.FromUnit, By: "admin", At: during, Files: []bundle.File{
		{Name: "a.xlsx", Read: func() ([]byte, error) { return []byte("A"), nil }},
	}}
	err := b.TakeAll(t.Context(), l, func(reform.BatchItem) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "take file 1, a.xlsx: panic") {
		t.Errorf("got %v", err)
	}
}

func TestFormsOfAllUnitsAreThoseOfEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := newBoard(t, s)
		submit(t, b, "2026-Q2", "a", filled(t, b, "2026-Q2", "a", reform.FromUnit, 10, 9))
		submit(t, b, "2026-Q3", "b", filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 9))
		take(t, b, "2026-Q3", "b", filled(t, b, "2026-Q3", "b", reform.FromUnit, 20, 8))
		_, _, err := b.Take(t.Context(), flow.Delivery{
			Cycle: "2026-Q3", Unit: "b", Source: reform.FromSurvey, By: "s", At: during, Name: "s.xlsx", Content: filled(t, b, "2026-Q3", "b", reform.FromSurvey, 70),
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range reform.Languages {
			var archive bytes.Buffer
			if err := b.WriteForms(t.Context(), &archive, "2026-Q3", l); err != nil {
				t.Fatal(err)
			}
			files := listed(t, archive.Bytes())
			if len(files) != 3 {
				t.Fatalf("got %d forms", len(files))
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
	b := newBoard(t, storetest.Open(t))
	var out meter
	if err := b.WriteForms(t.Context(), &out, "2030-Q1", reform.Vietnamese); !errors.Is(err, reform.ErrNotFound) || out > 0 {
		t.Errorf("got %v and %d bytes", err, out)
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
