package record_test

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/anchor"
	"reformboard/internal/edition"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

const (
	cycle  = "2026-Q3"
	reason = "A typing mistake of unit a"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open is a board of three units with three people who may publish, and one who may not.
func open(t *testing.T, s *store.Store) *record.Book {
	t.Helper()
	b := flowtest.Open(t, s)
	for _, id := range []string{"an", "binh", "chi"} {
		must(t, s.SaveUser(t.Context(), "test", flowtest.Opens, reform.User{ID: id, Name: strings.ToUpper(id), Role: reform.Administrator}))
	}
	must(t, s.SaveUser(t.Context(), "test", flowtest.Opens, reform.User{ID: "officer", Role: reform.Officer, Unit: "a"}))
	return &record.Book{Board: b, Anchors: anchor.At(filepath.Join(t.TempDir(), "anchors.txt")), Program: "v1"}
}

// say has a unit submit the next version of its report; below zero: it does not say.
func say(t testing.TB, s *store.Store, in, unit string, received, onTime int) {
	t.Helper()
	versions, err := s.ReportVersions(t.Context(), in, unit, reform.FromUnit)
	must(t, err)
	at := flowtest.During.Add(time.Duration(len(versions)) * time.Hour)
	r := reform.Report{
		Cycle: in, Unit: unit, Source: reform.FromUnit, Version: len(versions) + 1, Status: reform.Draft, File: "báo cáo.xlsx", SHA256: "ab12",
		SavedAt: at, SavedBy: "officer", Values: []reform.Value{
			{Figure: "received", Text: fmt.Sprint(received), Origin: reform.Origin{Sheet: "Số liệu", Cell: "D7"}},
			{Figure: "on_time", Text: fmt.Sprint(onTime), Origin: reform.Origin{Sheet: "Số liệu", Cell: "D8"}},
		},
	}
	if onTime < 0 {
		r.Values[1].Text, r.Values[1].Absence = "", reform.NotReported
	}
	u := reform.Upload{ID: fmt.Sprint(in, unit, r.Version), Cycle: in, Unit: unit, Source: reform.FromUnit, SHA256: "ab12", Name: r.File, At: at, By: "officer"}
	must(t, s.SaveUpload(t.Context(), u))
	must(t, s.AcceptUpload(t.Context(), r, u.ID))
	must(t, r.Submit("officer", at.Add(time.Minute)))
	must(t, s.SubmitReport(t.Context(), r))
}

func at(hour int) time.Time { return flowtest.During.Add(time.Duration(hour) * time.Hour) }

// publish has An propose and Bình approve.
func publish(t *testing.T, k *record.Book, why string) reform.Publication {
	t.Helper()
	return publishCycle(t, k, cycle, why)
}

func publishCycle(t *testing.T, k *record.Book, cycle, why string) reform.Publication {
	t.Helper()
	p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, Reason: why, By: "an", At: at(10)})
	must(t, err)
	e, err := k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: at(11)})
	must(t, err)
	return e
}

// whole fails where an edition or the log does not hold.
func whole(t *testing.T, k *record.Book, editions ...reform.Publication) {
	t.Helper()
	for _, p := range editions {
		v, err := k.Verify(t.Context(), p)
		must(t, err)
		if len(v.Discrepancies) > 0 || v.Units != 3 {
			t.Errorf("edition %d: got %+v", p.Number, v)
		}
	}
	log, err := k.VerifyLog(t.Context(), at(20))
	must(t, err)
	if len(log.Breaches) > 0 {
		t.Errorf("the log: got %+v", log)
	}
}

func TestEditionHoldsAndACorrectionSaysWhatItChanges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		say(t, s, cycle, "a", 100, 50)
		say(t, s, cycle, "b", 100, 60)
		first := publish(t, k, "ignored: it is the first")
		say(t, s, cycle, "a", 100, 90)
		say(t, s, cycle, "c", 10, 10)
		waits, err := k.Waiting(t.Context(), cycle)
		must(t, err)
		if len(waits.Late) != 2 || waits.Late[0].Version != 2 || len(waits.Editions) != 1 || waits.Proposal.ID != "" {
			t.Errorf("got %+v", waits)
		}
		second := publish(t, k, reason)
		whole(t, k, first, second)
		e, err := k.Edition(t.Context(), second)
		must(t, err)
		want := &reform.Correction{
			Replaces: 1, Reason: reason,
			Units: []reform.UnitChange{
				{Unit: "a", Before: outcome(3_0000, 2), After: outcome(5_4000, 2)},
				{Unit: "b", Before: outcome(3_6000, 1), After: outcome(3_6000, 3)},
				{Unit: "c", Before: &reform.Outcome{State: reform.NotSubmitted}, After: outcome(6_0000, 1)},
			},
			Values: []reform.Revision{
				{Unit: "a", Source: reform.FromUnit, Figure: "on_time", Before: "50", After: "90"},
				{Unit: "c", Source: reform.FromUnit, Figure: "on_time", After: "10"},
				{Unit: "c", Source: reform.FromUnit, Figure: "received", After: "10"},
			},
			Late: waits.Late,
		}
		for i := range want.Units { // states and grades are scoring's affair
			for _, o := range []*reform.Outcome{want.Units[i].Before, want.Units[i].After, e.Correction.Units[i].Before, e.Correction.Units[i].After} {
				o.State, o.Grade = "", ""
			}
		}
		if diff := cmp.Diff(want, e.Correction); diff != "" {
			t.Error(diff)
		}
		if e.Signers[0].Name != "AN" || e.Signers[1].User != "binh" || !e.Signers[1].At.Equal(at(11)) || e.Program != "v1" || e.Anchor.Seq == 0 {
			t.Errorf("got %+v", e.Imprint)
		}
	})
}

func outcome(total reform.Points, rank int) *reform.Outcome {
	return &reform.Outcome{Total: total, Rank: rank, Peers: rank}
}

// TestEditionIsOneTextWhateverTheDatabaseAndTheOrder publishes the same rows, which came in
// another order, on both databases.
func TestEditionIsOneTextWhateverTheDatabaseAndTheOrder(t *testing.T) {
	var digests []string
	contents := [][]byte{}
	for _, order := range [][]string{{"a", "b", "c"}, {"c", "a", "b"}} {
		storetest.Each(t, func(t *testing.T, s *store.Store) {
			k := open(t, s)
			for _, unit := range order {
				say(t, s, cycle, unit, 100, 30+int(unit[0]))
			}
			p := publish(t, k, "")
			e, err := k.Edition(t.Context(), p)
			must(t, err)
			e.Imprint = edition.Imprint{Number: 1} // signers and the head of the log are the board's own
			var text bytes.Buffer
			must(t, edition.Write(&text, e))
			digests, contents = append(digests, p.Digest), append(contents, text.Bytes())
		})
	}
	for i := range digests {
		if digests[i] != digests[0] || !bytes.Equal(contents[i], contents[0]) {
			t.Errorf("%d of %d: the text is another", i, len(digests))
		}
	}
}

func TestPublishedOnOneDatabaseVerifiedOnTheOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		other := storetest.Open(t)
		here, there := open(t, s), open(t, other)
		for _, on := range []*store.Store{s, other} {
			for _, in := range []string{cycle, "2026-Q2"} {
				say(t, on, in, "a", 100, 50)
				say(t, on, in, "b", 7, 3)
			}
		}
		for _, c := range []struct {
			cycle    string
			from, to *record.Book
		}{{cycle, here, there}, {"2026-Q2", there, here}} {
			p := publishCycle(t, c.from, c.cycle, "")
			text, err := c.from.Board.Files.Read(p.SHA256)
			must(t, err)
			v, err := c.to.VerifyFile(t.Context(), text)
			must(t, err)
			if len(v.Discrepancies) > 0 || v.Values != 4 || v.Units != 3 {
				t.Errorf("%s: got %+v", c.cycle, v)
			}
			say(t, c.to.Board.Store, c.cycle, "a", 1, 1) // a later version is no discrepancy
			publishCycle(t, c.to, c.cycle, "")
			if v, err = c.to.VerifyFile(t.Context(), text); err != nil || len(v.Discrepancies) == 0 || v.Discrepancies[0].Place != "sha256" {
				t.Errorf("%s, where another edition has its number: got %+v, %v", c.cycle, v, err)
			}
		}
	})
}

// TestWhatLooksBackFreezesTheCycleBefore has the last period stand in for what is missing.
func TestWhatLooksBackFreezesTheCycleBefore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		f, err := s.Framework(t.Context(), "small")
		must(t, err)
		f.ID, f.Missing = "back", reform.FillLastPeriod
		must(t, s.SaveFramework(t.Context(), "test", at(0), f, []byte("back")))
		for _, id := range []string{"2026-Q2", cycle} {
			c, err := s.Cycle(t.Context(), id)
			must(t, err)
			c.Framework = "back"
			must(t, s.SaveCycle(t.Context(), "test", at(0), c))
		}
		say(t, s, "2026-Q2", "a", 100, 50)
		say(t, s, cycle, "a", 100, -1)
		p := publish(t, k, "")
		e, err := k.Edition(t.Context(), p)
		must(t, err)
		if len(e.Before) != 1 || e.Before[0].Cycle != "2026-Q2" || len(e.Reports) != 1 {
			t.Fatalf("got %d reports of the cycle before and %d of this one", len(e.Before), len(e.Reports))
		}
		if a := e.Scorecards[0]; a.Scores[0].Filled != reform.FillLastPeriod {
			t.Errorf("got %+v", a.Scores[0])
		}
		whole(t, k, p)
		// The cycle before is part of what a proposal is about.
		proposal, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, Reason: reason, By: "an", At: at(12)})
		if !errors.Is(err, reform.ErrConflict) {
			t.Errorf("got %+v, %v, want that nothing has changed", proposal, err)
		}
		say(t, s, "2026-Q2", "a", 100, 60)
		if _, err = k.Propose(t.Context(), record.Wish{Cycle: cycle, Reason: reason, By: "an", At: at(12)}); err != nil {
			t.Error(err)
		}
	})
}

func TestProposalOfWhatHasChangedIsVoid(t *testing.T) {
	for name, change := range map[string]func(t *testing.T, s *store.Store){
		"a report": func(t *testing.T, s *store.Store) { say(t, s, cycle, "c", 1, 1) },
		"a unit": func(t *testing.T, s *store.Store) {
			must(t, s.SaveUnits(t.Context(), "test", at(1), []reform.Unit{{ID: "c", Parent: "body", NameVI: "C mới", PeerGroup: "g", Place: 3}}, nil))
		},
		"the cycle": func(t *testing.T, s *store.Store) {
			c, err := s.Cycle(t.Context(), cycle)
			must(t, err)
			c.NoteVI = "Số liệu khác"
			must(t, s.SaveCycle(t.Context(), "test", at(1), c))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := storetest.Open(t)
			k := open(t, s)
			say(t, s, cycle, "a", 100, 50)
			p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, By: "an", At: at(1)})
			must(t, err)
			change(t, s)
			waits, err := k.Waiting(t.Context(), cycle)
			must(t, err)
			if !waits.Void() {
				t.Error("nobody sees that it is void")
			}
			for _, want := range []string{"has changed since", "is not open"} {
				_, err = k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: at(2)})
				if !errors.Is(err, reform.ErrConflict) || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want that it %s", err, want)
				}
			}
			again := publish(t, k, "")
			whole(t, k, again)
		})
	}
}

func TestSecondClicksAreNoMistake(t *testing.T) {
	s := storetest.Open(t)
	k := open(t, s)
	say(t, s, cycle, "a", 100, 50)
	wish := record.Wish{Cycle: cycle, By: "an", At: at(1)}
	p, err := k.Propose(t.Context(), wish)
	must(t, err)
	again, err := k.Propose(t.Context(), wish)
	if err != nil || again.ID != p.ID {
		t.Errorf("got %+v, %v, want the same proposal", again, err)
	}
	consent := record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: at(2)}
	e, err := k.Approve(t.Context(), consent)
	must(t, err)
	twice, err := k.Approve(t.Context(), consent)
	if err != nil || twice.SHA256 != e.SHA256 {
		t.Errorf("got %+v, %v, want the same edition", twice, err)
	}
	consent.By = "chi"
	if _, err := k.Approve(t.Context(), consent); !errors.Is(err, reform.ErrConflict) {
		t.Errorf("a third person: got %v", err)
	}
}

func TestNothingIsPublishedWithoutTheSecondPlace(t *testing.T) {
	s := storetest.Open(t)
	k := open(t, s)
	p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, By: "an", At: at(1)})
	must(t, err)
	k.Anchors = anchor.At(t.TempDir()) // a folder, and no file
	if _, err := k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: at(2)}); err == nil {
		t.Error("it was published")
	}
	if editions, err := s.Publications(t.Context(), cycle); err != nil || len(editions) > 0 {
		t.Errorf("got %v, %v", editions, err)
	}
}

// exec alters rows by hand.
func exec(t *testing.T, behind *sql.DB, statements string) {
	t.Helper()
	for statement := range strings.SplitSeq(statements, ";") {
		if _, err := behind.ExecContext(t.Context(), statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
}

// found are the discrepancies of an edition and the breaches of the log.
func found(t *testing.T, k *record.Book, p reform.Publication) (discrepancies, breaches []string) {
	t.Helper()
	v, err := k.Verify(t.Context(), p)
	must(t, err)
	for _, d := range v.Discrepancies {
		discrepancies = append(discrepancies, d.String())
	}
	log, err := k.VerifyLog(t.Context(), at(20))
	must(t, err)
	for _, b := range log.Breaches {
		breaches = append(breaches, b.Error())
	}
	return discrepancies, breaches
}

func contains(list []string, want string) bool {
	return want == "" && len(list) == 0 || want != "" && slices.ContainsFunc(list, func(s string) bool { return strings.Contains(s, want) })
}

// TestRowAlteredByHandIsNamed alters one row of each kind.
func TestRowAlteredByHandIsNamed(t *testing.T) {
	for name, c := range map[string]struct{ statements, edition, log string }{
		"value": {
			"UPDATE report_values SET text = '99' WHERE unit = 'a' AND figure = 'on_time'",
			"value 2026-Q3 a unit version 1 on_time: frozen 50, now 99", "report/2026-Q3/a/unit/1 was altered",
		},
		"where a value stood": {
			"UPDATE report_values SET cell = 'D9' WHERE unit = 'a' AND figure = 'on_time'",
			"value 2026-Q3 a unit version 1 on_time: frozen 50, 'Số liệu'!D8", "report/2026-Q3/a/unit/1 was altered",
		},
		"value taken away": {
			"DELETE FROM report_values WHERE unit = 'a' AND figure = 'on_time'",
			"on_time: frozen 50, now nothing", "report/2026-Q3/a/unit/1 was altered",
		},
		"value added": {
			"INSERT INTO report_values (cycle, unit, source, version, figure, text, absence, sheet, cell, since, reason) VALUES ('2026-Q3', 'a', 'unit', 1, 'more', '1', '', '', '', 1, '')",
			"more: frozen nothing, now 1", "report/2026-Q3/a/unit/1 was altered",
		},
		"report": {
			"UPDATE reports SET submitted_by = 'ghost' WHERE unit = 'a'",
			"report 2026-Q3 a unit version 1: frozen submitted by officer", "report/2026-Q3/a/unit/1 was altered",
		},
		"report taken away": {
			"DELETE FROM report_values WHERE unit = 'a'; DELETE FROM reports WHERE unit = 'a'",
			"report 2026-Q3 a unit version 1: frozen submitted by officer", "report/2026-Q3/a/unit/1 was taken away",
		},
		"report added": {
			"INSERT INTO reports (cycle, unit, source, version, status, file, sha256, saved_at, saved_by, submitted_at, submitted_by) VALUES ('2026-Q3', 'a', 'unit', 2, 'submitted', '', '', '2026-09-04 00:00:00', 'x', '2026-09-04 00:00:00', 'x')",
			"", "report/2026-Q3/a/unit/2 was added: no event tells of it",
		},
		"unit": {
			"UPDATE units SET name_vi = 'X' WHERE id = 'b'",
			"unit 2026-Q3 b: frozen B, in body, peer group g, now X, in body, peer group g", "units was altered",
		},
		"peer group": {
			"UPDATE peer_groups SET place = 9 WHERE id = 'g'",
			"peer_group 2026-Q3 g: frozen Khối", "units was altered",
		},
		"framework's rules": {
			"UPDATE frameworks SET definition = REPLACE(definition, '\"max\":\"6\"', '\"max\":\"7\"')",
			"framework 2026-Q3 definition, sha256: frozen", "framework/small was altered",
		},
		"framework's file": {
			"UPDATE frameworks SET source = REPLACE(source, 'max: 6', 'max: 7')",
			"framework 2026-Q3 source, sha256: frozen", "framework/small was altered",
		},
		"cycle": {
			"UPDATE cycles SET due = '2026-09-12 00:00:00' WHERE id = '2026-Q3'",
			"cycle 2026-Q3 due: frozen 2026-09-11T00:00:00Z, now 2026-09-12T00:00:00Z", "cycle/2026-Q3 was altered",
		},
		"user": {
			"UPDATE users SET role = 'administrator', unit = '' WHERE id = 'officer'",
			"", "user/officer was altered",
		},
		"user added": {
			"INSERT INTO users (id, name, role, unit, password, disabled) SELECT 'ghost', name, role, unit, password, disabled FROM users WHERE id = 'an'",
			"", "user/ghost was added: no event tells of it",
		},
		"edition": {
			"UPDATE publications SET approved_by = 'chi'",
			"file 2026-Q3 approved: frozen binh at", "publication/2026-Q3/1 was altered",
		},
		"event":        {"UPDATE events SET detail = 'x' WHERE seq = 3", "", "event 3 was changed"},
		"event's deed": {"UPDATE events SET board = FALSE WHERE seq = 3", "", "event 3 was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
				k := open(t, s)
				say(t, s, cycle, "a", 100, 50)
				p := publish(t, k, "")
				whole(t, k, p)
				exec(t, behind, c.statements)
				discrepancies, breaches := found(t, k, p)
				if !contains(discrepancies, c.edition) {
					t.Errorf("the edition: got %q, want %q", discrepancies, c.edition)
				}
				if !contains(breaches, c.log) {
					t.Errorf("the log: got %q, want %q", breaches, c.log)
				}
			})
		})
	}
}

func TestWhatWasChangedByADeedIsToldApart(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k := open(t, s)
		say(t, s, cycle, "a", 100, 50)
		p := publish(t, k, "")
		must(t, s.SaveUnits(t.Context(), "test", at(1), []reform.Unit{{ID: "c", Parent: "body", NameVI: "C mới", PeerGroup: "g", Place: 3}}, nil))
		v, err := k.Verify(t.Context(), p)
		must(t, err)
		if len(v.Discrepancies) > 0 || len(v.Since) != 1 || v.Since[0].Unit != "c" {
			t.Errorf("got %+v", v)
		}
		exec(t, behind, "UPDATE units SET name_vi = 'X' WHERE id = 'c'")
		if _, breaches := found(t, k, p); !contains(breaches, "units was altered") {
			t.Errorf("got %q", breaches)
		}
	})
}

// TestForgedEditionIsFound alters what was frozen and writes the file anew, as the board
// would: its bytes are in order, and what they say is not.
func TestForgedEditionIsFound(t *testing.T) {
	s := storetest.Open(t)
	k := open(t, s)
	say(t, s, cycle, "a", 100, 50)
	say(t, s, cycle, "b", 100, 60)
	p := publish(t, k, "")
	for name, c := range map[string]struct {
		forge func(e *edition.Edition)
		want  string
	}{
		"nothing":                {func(*edition.Edition) {}, ""},
		"a score":                {func(e *edition.Edition) { e.Scorecards[0].Scores[0].Earned = 6_0000 }, "score 2026-Q3 a 1: frozen scored 6 of 6, now scored 3 of 6"},
		"a total":                {func(e *edition.Edition) { e.Scorecards[0].Total = 6_0000 }, "total 2026-Q3 a: frozen scored 6, now scored 3"},
		"an area":                {func(e *edition.Edition) { e.Scorecards[0].Subtotals[0].Exact = reform.NewFraction(7, 2) }, "score 2026-Q3 a A: frozen"},
		"a rank":                 {func(e *edition.Edition) { e.Overall.Standings[0].Rank = 2 }, "rank 2026-Q3 b: frozen 2, now 1"},
		"a grade":                {func(e *edition.Edition) { e.Scorecards[0].Grade = "best" }, "total 2026-Q3 a: frozen"},
		"a scorecard taken away": {func(e *edition.Edition) { e.Scorecards = e.Scorecards[1:] }, "total 2026-Q3 a: frozen nothing, now scored 3"},
		"a value":                {func(e *edition.Edition) { e.Reports[0].Values[0].Text = "90" }, "score 2026-Q3 a 1: frozen scored 3 of 6, now scored 5.4 of 6"},
		"rules":                  {func(e *edition.Edition) { e.Framework.Definition = []byte(`{}`) }, "frozen scored 3 of 6, now nothing"},
		"no rules":               {func(e *edition.Edition) { e.Framework.Definition = []byte(`[]`) }, "the framework of the edition"},
	} {
		e, err := k.Edition(t.Context(), p)
		must(t, err)
		c.forge(e)
		var text bytes.Buffer
		must(t, edition.Write(&text, e))
		v, _, err := record.Alone(text.Bytes())
		must(t, err)
		var got []string
		for _, d := range v.Discrepancies {
			got = append(got, d.String())
		}
		if !contains(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
