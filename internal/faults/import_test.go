package faults_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// TestKilledWhileAnArchiveIsTakenIn (R2) hands in one archive of many units and kills each
// server that goes on with it, until one comes to the end. Each report is there once.
func TestKilledWhileAnArchiveIsTakenIn(t *testing.T) {
	each(t, 40, func(t *testing.T, w *world) {
		random := dice(t)
		archive := archived(w)
		p := w.start(t)
		c := signIn(t, p, "an")
		for round := range 1 + *longer/2 {
			a, err := c.send(t.Context(), "/cycles/"+cycleID+"/batches?source=unit", part{"submit", "", nil}, part{"archive", fmt.Sprintf("a%d.zip", round), archive})
			if err != nil || a.status != http.StatusSeeOther {
				t.Fatalf("the archive was answered with %d, %v\n%s", a.status, err, a.body)
			}
			kills := 0
			for ; ; kills++ {
				w.fate(t, kills, random, func() bool { return w.dealt(t) >= 40*(round+1) })
				p.kill()
				finished := w.dealt(t) >= 40*(round+1)
				if kills%3 == 0 || finished {
					w.check(t)
				}
				p = w.start(t)
				c = c.at(p)
				if finished {
					break
				}
			}
			t.Logf("an archive of 40 reports came to its end over %d kills", kills)
		}
		w.ended(t)
		p.stop(t)
		w.check(t)
		b, _, done := w.open(t)
		defer done()
		for _, unit := range w.units {
			versions, err := b.Store.ReportVersions(t.Context(), cycleID, unit, reform.FromUnit)
			must(t, err)
			if len(versions) != 1 {
				t.Errorf("%s has %d versions of one report", unit, len(versions))
			}
		}
	})
}

// archived are the reports of all units.
func archived(w *world) []byte {
	var text bytes.Buffer
	z := zip.NewWriter(&text)
	for _, unit := range w.units {
		f, err := z.Create(unit + ".xlsx")
		if err == nil {
			_, err = f.Write(w.content(unit, 0))
		}
		if err != nil {
			panic(err) // memory takes everything
		}
	}
	_ = z.Close() // the same
	return text.Bytes()
}

// fate waits for a random moment, or until something is over. The moments grow: on a slow
// machine too somebody comes to the end.
func (w *world) fate(t *testing.T, kills int, random *rand.Rand, over func() bool) {
	t.Helper()
	moment := time.After(time.Duration(20+10*kills+random.IntN(200)) * time.Millisecond)
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for !over() {
		select {
		case <-moment:
			return
		case <-look.C:
		}
	}
}

// dealt asks how many files of all batches have been dealt with, behind the server's back.
func (w *world) dealt(t *testing.T) (n int) {
	t.Helper()
	must(t, w.raw(t).QueryRowContext(t.Context(), "SELECT COUNT(*) FROM batch_items").Scan(&n))
	return n
}

// ended waits until every batch has come to its end.
func (w *world) ended(t *testing.T) {
	t.Helper()
	ctx, giveUp := context.WithTimeout(t.Context(), time.Minute)
	defer giveUp()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for raw := w.raw(t); ; {
		var left int
		must(t, raw.QueryRowContext(ctx, "SELECT COUNT(*) FROM batches WHERE finished_at IS NULL").Scan(&left))
		if left == 0 {
			return
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			t.Fatal("a batch does not come to its end")
		}
	}
}
