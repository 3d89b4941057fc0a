package appraisals_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// request is something that anybody may send, at any time, once more.
type request struct {
	said string
	send func() error
}

// chance draws; of rapid, which shrinks, and of many at once, which cannot.
type chance interface{ below(n int) int }

type drawn struct{ *rapid.T }

func (d drawn) below(n int) int { return rapid.IntRange(0, n-1).Draw(d.T, "n") }

type dice struct{ *rand.Rand }

func (d dice) below(n int) int { return d.IntN(n) }

func pick[T any](c chance, from ...T) T { return from[c.below(len(from))] }

// machine is a cycle in which everybody asks for anything.
type machine struct {
	t     testing.TB
	d     *appraisals.Desk
	cycle string

	mu   sync.Mutex
	sent []request // to be replayed
	ids  int
}

func (m *machine) id() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ids++
	return fmt.Sprint(m.cycle, "-", m.ids)
}

// request draws one: mostly new, by anybody, on what is seen or was seen before; at
// times one that was sent already.
func (m *machine) request(c chance) request {
	m.mu.Lock()
	old := slices.Clone(m.sent)
	m.mu.Unlock()
	if len(old) > 0 && c.below(6) == 0 {
		return pick(c, old...)
	}
	ctx, unit := context.WithoutCancel(m.t.Context()), pick(c, "a", "b")
	seen, err := m.d.Board.Docket(ctx, m.cycle, unit)
	if err != nil {
		m.t.Error(err)
	}
	names := []string{"an", "anh", "binh", "mai", "nam", "kin", "cuong", "dung", "quan", "tam", "mai", "cuong"}
	who := users[pick(c, names...)]
	at := opens.Add(time.Duration(c.below(30)) * time.Minute)
	var r request
	if c.below(3) > 0 {
		r = m.sensible(ctx, c, &seen, unit, at)
	} else {
		r = m.ask(ctx, c, &seen, who, at)
	}
	r.said = fmt.Sprintf("%s of %s: %s", who.ID, unit, r.said)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent = append(m.sent, r)
	return r
}

// sensible is what somebody in their right mind would ask for next: without it, chance
// alone hardly ever comes to an end.
func (m *machine) sensible(ctx context.Context, c chance, seen *reform.Docket, unit string, at time.Time) request {
	turn, ok := seen.Turn()
	owed, version := seen.Owed(), seen.Review.Version
	judge, officer := users["mai"], map[string]reform.User{"a": users["an"], "b": users["binh"]}[unit]
	if turn.Kind == reform.Settling {
		judge = users["cuong"]
	}
	switch {
	case seen.Report.Version == 0:
		return request{"reports", func() error { return report(m.t, m.d.Board.Store, m.cycle+"/"+unit, officer.ID, nil) }}
	case ok && len(owed) > 0 && turn.Judging():
		indicator := pick(c, owed...)
		a := verdict(unit, indicator, len(seen.Versions(indicator)), pick(c, reform.Accepted, reform.Cut), 0)
		a.Cycle = m.cycle
		return request{"judges", func() error { _, err := m.d.Judge(ctx, judge, a, at); return err }}
	case ok && len(owed) > 0:
		indicator := pick(c, owed...)
		e := reform.Explanation{Cycle: m.cycle, Unit: unit, Indicator: indicator, Appraisal: len(seen.Versions(indicator)), Stance: pick(c, reform.Agrees, reform.Contests), Text: why}
		return request{"explains", func() error { _, err := m.d.Explain(ctx, officer, e, at); return err }}
	case ok && turn.Judging():
		return request{"ends", func() error { _, err := m.d.End(ctx, judge, m.cycle, unit, version, at); return err }}
	case ok:
		return request{"ends", func() error { _, err := m.d.End(ctx, officer, m.cycle, unit, version, at); return err }}
	case seen.Review.Stage == reform.Settled:
		return request{"finishes", func() error { _, err := m.d.Finish(ctx, users["cuong"], m.cycle, unit, version, at); return err }}
	}
	p := reform.Permit{
		ID: m.id(), Kind: reform.Reopening, Cycle: m.cycle, Unit: unit, Turn: pick(c, "first", "council"), Claims: []string{pick(c, "1", "2", "3")},
		Review: version, Number: "1/QĐ", Day: "2026-09-02", Signer: "Chủ tịch", Text: why,
	}
	return request{"reopens", func() error {
		_, err := m.d.Ask(ctx, users["cuong"], p, at)
		if err == nil {
			_, err = m.d.Grant(ctx, users["quan"], p.ID, at)
		}
		return err
	}}
}

func (m *machine) ask(ctx context.Context, c chance, seen *reform.Docket, who reform.User, at time.Time) request {
	unit, version := seen.Review.Unit, max(0, seen.Review.Version-pick(c, 0, 0, 0, 0, 1))
	indicator := pick(c, "1", "2", "3")
	switch c.below(12) {
	case 0:
		figures := map[string]int{pick(c, "f1", "f2", "f3"): c.below(11)}
		return request{"reports", func() error { return report(m.t, m.d.Board.Store, m.cycle+"/"+unit, who.ID, figures) }}
	case 1, 2, 3, 4:
		v := pick(c, append([]reform.Verdict{reform.Accepted, reform.Accepted, reform.Cut}, reform.Verdicts...)...)
		a := verdict(unit, indicator, max(0, len(seen.Versions(indicator))-pick(c, 0, 0, 0, 1)), v, 0)
		a.Cycle, a.Points = m.cycle, pick[reform.Points](c, 0, 0, 0, 1_0000, 3_9999, 4_0000, 4_0001, -1)
		a.Ground, a.Text = pick(c, "", "R07", "R07", "R07"), pick(c, why, why, "ngắn")
		return request{fmt.Sprint("judges ", indicator, v, a.Points), func() error { _, err := m.d.Judge(ctx, who, a, at); return err }}
	case 5, 6:
		e := reform.Explanation{Cycle: m.cycle, Unit: unit, Indicator: indicator, Appraisal: len(seen.Versions(indicator)), Stance: pick(c, reform.Agrees, reform.Contests, "?"), Text: pick(c, why, why, "")}
		return request{"explains " + indicator, func() error { _, err := m.d.Explain(ctx, who, e, at); return err }}
	case 7, 8:
		return request{"ends", func() error { _, err := m.d.End(ctx, who, m.cycle, unit, version, at); return err }}
	case 9:
		return request{"finishes", func() error { _, err := m.d.Finish(ctx, who, m.cycle, unit, version, at); return err }}
	case 10:
		return m.permit(ctx, c, who, unit, version, at)
	}
	return m.bulk(ctx, c, who, at)
}

// permit asks for one, or grants whichever was asked for last.
func (m *machine) permit(ctx context.Context, c chance, who reform.User, unit string, version int, at time.Time) request {
	p := reform.Permit{
		ID: m.id(), Kind: pick(c, reform.PermitKinds...), Cycle: m.cycle, Unit: unit, Person: pick(c, "", "kin", "mai"), Turn: pick(c, "first", "council", "answer"),
		Claims: []string{pick(c, "1", "2", "3", "4")}, Review: version, Number: "1/QĐ", Day: "2026-09-02", Signer: "Chủ tịch", Text: why,
	}
	if c.below(2) == 0 {
		return request{"asks " + string(p.Kind), func() error { _, err := m.d.Ask(ctx, who, p, at); return err }}
	}
	return request{"grants", func() error {
		asked, err := m.d.Board.Store.Permits(ctx, m.cycle)
		if err != nil || len(asked) == 0 {
			return err
		}
		_, err = m.d.Grant(ctx, who, asked[len(asked)-1].ID, at)
		return err
	}}
}

// bulk accepts all that is clean, or undoes what was.
func (m *machine) bulk(ctx context.Context, c chance, who reform.User, at time.Time) request {
	id := m.id()
	if c.below(3) == 0 {
		return request{"undoes", func() error {
			all, err := m.d.Board.Store.Appraisals(ctx, m.cycle)
			for _, a := range all {
				if a.Bulk != "" {
					id = a.Bulk
				}
			}
			if err == nil {
				_, err = m.d.Undo(ctx, who, m.cycle, id, at)
			}
			return err
		}}
	}
	return request{"accepts all", func() error {
		items, err := m.d.Queue(ctx, who, m.cycle)
		if err != nil {
			return err
		}
		items = slices.DeleteFunc(items, func(i *appraisals.Item) bool { return !i.Clean })
		_, err = m.d.Accept(ctx, who, appraisals.Bulk{Cycle: m.cycle, ID: id, Items: items}, at)
		return err
	}}
}

// record is all that may never be taken back of a unit, and its final figure.
type record struct {
	Docket  reform.Docket
	Reviews []reform.Review
	Reports []reform.Report
	Final   reform.Points
}

func (m *machine) record(t testing.TB, unit string) record {
	s := m.d.Board.Store
	var r record
	var err error
	r.Docket, err = m.d.Board.Docket(t.Context(), m.cycle, unit)
	must(t, err)
	r.Reviews, err = s.ReviewVersions(t.Context(), m.cycle, unit)
	must(t, err)
	versions, err := s.ReportVersions(t.Context(), m.cycle, unit, reform.FromUnit)
	must(t, err)
	for n := range versions {
		one, err := s.ReportVersion(t.Context(), m.cycle, unit, reform.FromUnit, n+1)
		must(t, err)
		if one.Status == reform.Submitted {
			r.Reports = append(r.Reports, one)
		}
	}
	if r.Docket.Review.Stage == reform.Final {
		tally, err := m.d.Board.TallyOn(t.Context(), m.cycle, reform.Verified)
		must(t, err)
		card, _ := tally.Scorecard(unit)
		r.Final = card.Total
	}
	return r
}

// begins wants a list to begin as it was.
func begins[T any](t testing.TB, what string, was, is []T) {
	t.Helper()
	for n := range was {
		before, err := json.Marshal(was[n])
		must(t, err)
		if n >= len(is) {
			t.Fatalf("%s %d is gone", what, n)
		}
		if after, err := json.Marshal(is[n]); err != nil || string(before) != string(after) {
			t.Fatalf("%s %d was %s, and is %s", what, n, before, after)
		}
	}
}

// lawful checks what must be true of a record, whatever was asked.
func (m *machine) lawful(t testing.TB, was, is record) {
	t.Helper()
	begins(t, "appraisal", was.Docket.Appraisals, is.Docket.Appraisals)
	begins(t, "review", was.Reviews, is.Reviews)
	begins(t, "report", was.Reports, is.Reports)
	if len(is.Docket.Explanations) < len(was.Docket.Explanations) {
		t.Fatal("an explanation is gone")
	}
	if was.Docket.Review.Stage == reform.Final && is.Docket.Review.Version == was.Docket.Review.Version && was.Final != is.Final {
		t.Fatalf("a final figure was %s, and is %s", was.Final, is.Final)
	}
	for n, r := range is.Reviews {
		m.legal(t, is.Reviews[:n], r)
	}
	permits, err := m.d.Board.Store.Permits(t.Context(), m.cycle)
	must(t, err)
	for _, a := range is.Docket.Appraisals {
		who := users[a.By]
		exempt := slices.ContainsFunc(permits, func(p reform.Permit) bool {
			return p.ID == a.Permit && p.Kind == reform.Exemption && p.Person == a.By && p.GrantedBy != "" && p.GrantedBy != p.AskedBy
		})
		council := a.Turn == "council"
		switch own := who.Home == a.Unit; {
		case own && !exempt, council != (who.Role == reform.Council), !council && who.Role != reform.Appraiser, a.By == "nam" && a.Indicator == "3":
			t.Fatalf("%s may not have judged: %+v", a.By, a)
		case a.Points < 0, a.Points > 4*reform.Point, a.Verdict.Changes() && (a.Ground == "" || len([]rune(a.Text)) < 15):
			t.Fatalf("judged what nobody may: %+v", a)
		case a.Report > len(is.Reports):
			t.Fatalf("judged what was not there: %+v", a)
		}
		sitting := reform.Review{Stage: reform.InTurn, Turn: "first"}
		if a.Review > 0 {
			sitting = is.Reviews[a.Review-1]
		}
		if sitting.Stage != reform.InTurn || sitting.Turn != a.Turn {
			t.Fatalf("judged %+v in %+v", a, sitting)
		}
	}
}

// order is the way of a review; it goes forward unless an order takes it back.
var order = []string{"first", "answer", "second", "council", ""}

func (m *machine) legal(t testing.TB, before []reform.Review, r reform.Review) {
	t.Helper()
	was := reform.Review{Stage: reform.InTurn, Turn: "first"}
	if len(before) > 0 {
		was = before[len(before)-1]
	}
	ok := false
	switch was.Stage {
	case reform.InTurn:
		ok = r.Permit == "" && r.Stage != reform.Final && slices.Index(order, r.Turn) > slices.Index(order, was.Turn)
	case reform.Settled:
		ok = r.Stage == reform.Final && users[r.By].Role == reform.Council && users[r.By].Home != r.Unit
	case reform.Final:
		p, err := m.d.Board.Store.Permit(t.Context(), r.Permit)
		ok = err == nil && r.Stage == reform.InTurn && p.Kind == reform.Reopening && p.GrantedBy == r.By && p.AskedBy != r.By
	}
	if !ok || r.Version != was.Version+1 {
		t.Fatalf("from %+v to %+v", was, r)
	}
}

// refusal reports whether an error is one that a person is told: what is no failure of
// ours.
func refusal(err error) bool {
	for _, kind := range []error{reform.ErrNotFound, reform.ErrInvalid, reform.ErrConflict, reform.ErrForbidden} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// TestNoRequestsReachAnIllegalState sends whatever anybody can think of, one after the
// other: what is refused changes nothing, and what was said is never unsaid.
func TestNoRequestsReachAnIllegalState(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		worlds, reached := 0, map[string]int{}
		rapid.Check(t, func(rt *rapid.T) {
			worlds++
			m := &machine{t: t, d: d, cycle: fmt.Sprint("w", worlds)}
			must(t, newCycle(t, s, m.cycle))
			must(t, report(t, s, m.cycle+"/a", "an", nil))
			was := map[string]record{"a": m.record(t, "a"), "b": m.record(t, "b")}
			for range rapid.IntRange(20, 60).Draw(rt, "requests") { // fewer hardly come to an end
				version, err := s.BoardVersion(t.Context())
				must(t, err)
				r := m.request(drawn{rt})
				err = r.send()
				now, failed := s.BoardVersion(t.Context())
				must(t, failed)
				if err != nil && !refusal(err) {
					rt.Fatalf("%s: %v", r.said, err)
				}
				if err != nil && now != version && !strings.HasSuffix(r.said, "reports") && !strings.HasSuffix(r.said, "reopens") {
					rt.Fatalf("%s was refused, and did something: %v", r.said, err)
				}
				for unit := range was {
					is := m.record(t, unit)
					m.lawful(t, was[unit], is)
					reached[string(is.Docket.Review.Stage)+" "+is.Docket.Review.Turn]++
					was[unit] = is
				}
			}
		})
		must(t, s.VerifyEvents(t.Context(), nil))
		for _, state := range []string{"in_turn answer", "in_turn second", "in_turn council", "settled ", "final ", "in_turn first"} {
			if reached[state] == 0 {
				t.Errorf("nobody came to %q: %v", state, reached)
			}
		}
	})
}

// TestManyAtOnceReachNoIllegalState has eight people send at once, double clicks and
// replays among it, while somebody looks.
func TestManyAtOnceReachNoIllegalState(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := &machine{t: t, d: furnish(t, s, "q3"), cycle: "q3"}
		must(t, report(t, s, "q3/a", "an", nil))
		must(t, report(t, s, "q3/b", "binh", nil))
		stop := make(chan struct{})
		var looking, sending sync.WaitGroup
		looking.Go(func() {
			was := map[string]record{"a": m.record(t, "a"), "b": m.record(t, "b")}
			for {
				select {
				case <-stop:
					return
				default:
				}
				for unit := range was {
					is := m.record(t, unit)
					begins(t, "appraisal", was[unit].Docket.Appraisals, is.Docket.Appraisals)
					begins(t, "review", was[unit].Reviews, is.Reviews)
					was[unit] = is
				}
			}
		})
		for n := range 8 {
			sending.Go(func() {
				c := dice{rand.New(rand.NewPCG(uint64(n), 7))}
				for range 60 {
					r := m.request(c)
					var twice sync.WaitGroup
					for range 1 + c.below(2) {
						twice.Go(func() {
							if err := r.send(); err != nil && !refusal(err) {
								t.Errorf("%s: %v", r.said, err)
							}
						})
					}
					twice.Wait()
				}
			})
		}
		sending.Wait()
		close(stop)
		looking.Wait()
		for _, unit := range []string{"a", "b"} {
			m.lawful(t, record{}, m.record(t, unit))
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}
