package batches_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/flow/batches"
	"reformboard/internal/flow/flowtest"
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

func start(t *testing.T, q *batches.Queue, b *flow.Board, submit bool, archive []byte) reform.Batch {
	t.Helper()
	sha, err := b.Files.Keep(archive)
	if err != nil {
		t.Fatal(err)
	}
	batch, err := q.Add(t.Context(), reform.Batch{
		Cycle: "2026-Q3", Source: reform.FromUnit, SHA256: sha, Name: "đợt.zip", By: "admin", At: flowtest.During, Submit: submit,
	})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

func now() time.Time { return flowtest.During.Add(time.Minute) }

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
		b := flowtest.Open(t, s)
		q := batches.NewQueue(b)
		good := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)
		better := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 20, 19)
		wrong := flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 11)
		blank := flowtest.Filled(t, b, "2026-Q3", "c", reform.FromUnit)
		batch := start(t, q, b, true, zipped(t,
			named{"khối/a.xlsx", good}, named{"b ở thư mục khác.xlsx", wrong}, named{"ảnh.png", []byte("\x89PNG\r\n\x1a\n")},
			named{"2026-Q3_c (2).xlsx", foreign(t)}, named{"báo cáo.xlsx", foreign(t)}, named{"b.xls", []byte("no workbook")},
			named{"a lần hai.xlsx", better}, named{"kỳ trước.xlsx", flowtest.Filled(t, b, "2026-Q2", "b", reform.FromUnit, 1, 1)},
			named{"c.xlsx", blank},
		))
		if err := q.Run(t.Context(), batch.ID, now); err != nil {
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
		again := start(t, q, b, true, zipped(t, named{"a.xlsx", better}, named{"b.xlsx", wrong}))
		if err := q.Run(t.Context(), again.ID, now); err != nil {
			t.Fatal(err)
		}
		if got := told(t, s, again.ID); got != "2/2 true \n1 a.xlsx [a] handed_in v2 e0 d0\n2 b.xlsx [b] faulty v1 e1 d0\n" {
			t.Errorf("got %s", got)
		}
	})
}

func TestFormOfAUnitElsewhereIsNobodys(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	q := batches.NewQueue(b)
	if err := b.Store.SaveUnits(t.Context(), "test", flowtest.Opens, []reform.Unit{{ID: "m", NameVI: "M"}, {ID: "x", Parent: "m", NameVI: "X", PeerGroup: "g"}}, nil); err != nil {
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
	batch := start(t, q, b, false, zipped(t, named{"x.xlsx", out.Bytes()}))
	if err := q.Run(t.Context(), batch.ID, now); err != nil {
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
		b := flowtest.Open(t, s)
		q := batches.NewQueue(b)
		var files []named
		for n := range 12 {
			unit := string(rune('a' + n%3))
			files = append(files, named{fmt.Sprintf("%02d.xlsx", n), flowtest.Filled(t, b, "2026-Q3", unit, reform.FromUnit, 100+n, 10+n)})
		}
		batch := start(t, q, b, false, zipped(t, files...))
		killed, kill := context.WithCancel(t.Context())
		l := batches.Load{Cycle: "2026-Q3", Source: reform.FromUnit, By: "admin", At: flowtest.During, Files: listed(t, zipped(t, files...))}
		before := 0
		err := batches.Take(killed, b, l, func(item reform.BatchItem) error {
			if before++; before == 4 {
				kill()
			}
			item.Batch = batch.ID
			return s.SaveBatchItem(t.Context(), item)
		})
		if !errors.Is(err, context.Canceled) || before < 4 || before == len(files) {
			t.Fatalf("%d files, %v", before, err)
		}
		if err := q.Run(killed, batch.ID, now); !errors.Is(err, context.Canceled) {
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
			batches.NewQueue(other).Work(running, nil, now, func(err error) { t.Error(err) })
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
	b := flowtest.Open(t, storetest.Open(t))
	q := batches.NewQueue(b)
	running, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		q.Work(running, nil, now, func(err error) { t.Error(err) })
	}()
	for _, unit := range []string{"a", "b"} {
		batch := start(t, q, b, false, zipped(t, named{unit + ".xlsx", flowtest.Filled(t, b, "2026-Q3", unit, reform.FromUnit, 10, 9)}))
		await(t, b.Store, batch.ID)
	}
	stop()
	<-ended
}

func TestOneOfTwoInstancesHasABatch(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		q := batches.NewQueue(b)
		batch := start(t, q, b, false, zipped(t, named{"a.xlsx", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)}))
		release, ok, err := s.ClaimBatch(t.Context(), batch.ID)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if err := q.Run(t.Context(), batch.ID, now); err != nil {
			t.Error(err)
		}
		if got := told(t, s, batch.ID); got != "0/1 false \n" {
			t.Errorf("somebody else went on with it: %s", got)
		}
		release()
		if err := q.Run(t.Context(), batch.ID, now); err != nil {
			t.Error(err)
		}
		if got := told(t, s, batch.ID); got != "1/1 true \n1 a.xlsx [a] drafted v1 e0 d0\n" {
			t.Errorf("got %s", got)
		}
	})
}

func TestBatchWhoseArchiveIsLostSaysSo(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	q := batches.NewQueue(b)
	batch := start(t, q, b, false, zipped(t, named{"a.xlsx", []byte("A")}))
	lost := flowtest.Open(t, storetest.Open(t)) // whose folder is another
	b.Files = lost.Files
	if err := q.Run(t.Context(), batch.ID, now); err == nil {
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
	b := flowtest.Open(t, storetest.Open(t))
	q := batches.NewQueue(b)
	sha, err := b.Files.Keep(zipped(t, named{"a.xlsx", []byte("A")}))
	if err != nil {
		t.Fatal(err)
	}
	late := reform.Batch{Cycle: "2026-Q2", Source: reform.FromUnit, SHA256: sha, Name: "a.zip", By: "admin", At: flowtest.During}
	if _, err := q.Add(t.Context(), late); !errors.Is(err, reform.ErrForbidden) {
		t.Errorf("a closed cycle: %v", err)
	}
	none := late
	none.Cycle = "2026-Q3"
	if none.SHA256, err = b.Files.Keep([]byte("Rar!")); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Add(t.Context(), none); func() bool { _, ok := errors.AsType[container.Refusal](err); return !ok }() {
		t.Errorf("no archive: %v", err)
	}
	if batches, err := b.Store.Batches(t.Context(), "2026-Q3"); err != nil || len(batches) > 0 {
		t.Errorf("got %v, %v", batches, err)
	}
}

// TestBugOverOneFileEndsTheBatchAndNotTheProgram has a file that cannot even be asked for.
func TestBugOverOneFileEndsTheBatchAndNotTheProgram(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	b.Files = nil // whatever is kept fails
	l := batches.Load{Cycle: "2026-Q3", Source: reform.FromUnit, By: "admin", At: flowtest.During, Files: []bundle.File{
		{Name: "a.xlsx", Read: func() ([]byte, error) { return []byte("A"), nil }},
	}}
	err := batches.Take(t.Context(), b, l, func(reform.BatchItem) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "take file 1, a.xlsx: panic") {
		t.Errorf("got %v", err)
	}
}
