package faults_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"
)

// TestKilledWhileAnEditionIsPublished (R3) has two persons propose and approve editions,
// and kills the server at it. There is the old edition or the new one, whole; what one of
// them was told is so; and what was interrupted is done by the same click again.
func TestKilledWhileAnEditionIsPublished(t *testing.T) {
	each(t, 6, func(t *testing.T, w *world) {
		random := dice(t)
		w.reported(t)
		p := w.start(t)
		first, second := signIn(t, p, "an"), signIn(t, p, "binh")
		propose := func() (answer, error) {
			return first.post(t.Context(), editionsPath, url.Values{"reason": {"Sửa số liệu nộp muộn"}})
		}
		approve := func() (answer, error) {
			return second.post(t.Context(), editionsPath+"/approve", url.Values{"proposal": {w.proposal(t)}})
		}
		takes, told := time.Duration(0), 0
		for n := range 5 * *longer {
			published := w.editions(t)
			if published > 0 { // an edition replaces another only where something has changed
				w.again(t, first, w.units[random.IntN(len(w.units))])
			}
			deed := propose
			if n%3 > 0 {
				deed = approve
				done(t, propose)
			}
			began, answered := time.Now(), make(chan bool)
			go func() {
				a, err := deed()
				if err == nil && a.status != http.StatusSeeOther {
					t.Errorf("answered with %d\n%s", a.status, a.body)
				}
				answered <- err == nil
			}()
			var ok bool
			if n < 2 { // how long each takes when nobody is killed
				ok = <-answered
				takes = max(takes, time.Since(began))
				p.kill()
			} else {
				<-time.After(time.Duration(random.Int64N(int64(takes * 3 / 2))))
				p.kill()
				ok = <-answered
			}
			if ok {
				told++
			}
			made := w.editions(t) - published
			if n%3 > 0 && ok && made != 1 || n%3 == 0 && ok && w.proposal(t) == "" || made > 1 || made < 0 {
				t.Errorf("%d editions were made; somebody was told: %v", made, ok)
			}
			w.check(t)
			p = w.start(t)
			first, second = first.at(p), second.at(p)
			if w.proposal(t) != "" {
				done(t, approve)
			}
		}
		p.stop(t)
		w.check(t)
		for n := range w.editions(t) {
			if said, err := w.run("verify", cycleID+"/"+strconv.Itoa(n+1)); err != nil {
				t.Errorf("edition %d: %v\n%s", n+1, err, said)
			}
		}
		w.audited(t)
		t.Logf("%d kills, %d editions, %d told, 0 mixed", 5**longer, w.editions(t), told)
	})
}

const editionsPath = "/cycles/" + cycleID + "/editions"

// done does something of which nobody is killed.
func done(t *testing.T, deed func() (answer, error)) {
	t.Helper()
	if a, err := deed(); err != nil || a.status != http.StatusSeeOther {
		t.Fatalf("answered with %d, %v\n%s", a.status, err, a.body)
	}
}

// again submits another report of a unit.
func (w *world) again(t *testing.T, c *client, unit string) {
	t.Helper()
	var newest int
	must(t, w.raw(t).QueryRowContext(t.Context(), "SELECT MAX(version) FROM reports WHERE unit = '"+unit+"'").Scan(&newest))
	r, _, err := c.upload(t.Context(), w, unit, newest)
	must(t, err)
	_, err = c.accept(t.Context(), w, r, newest)
	must(t, err)
}

// proposal is the open one, if there is one.
func (w *world) proposal(t *testing.T) (id string) {
	t.Helper()
	rows, err := w.raw(t).QueryContext(t.Context(), "SELECT id FROM proposals WHERE status = 'open'")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		must(t, rows.Scan(&id))
	}
	must(t, rows.Err())
	return id
}

// editions counts those that are out.
func (w *world) editions(t *testing.T) (n int) {
	t.Helper()
	must(t, w.raw(t).QueryRowContext(t.Context(), "SELECT COUNT(*) FROM publications").Scan(&n))
	return n
}
