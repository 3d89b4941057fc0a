package record_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestWhateverIsTriedEditionsStayInOrder has random people propose, approve, withdraw and
// report in a random order. Numbers have no gaps, one proposal waits at a time, nothing is
// published by one person, or as nobody saw it, and what is frozen stays as it was.
func TestWhateverIsTriedEditionsStayInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		c, err := s.Cycle(t.Context(), cycle)
		must(t, err)
		published, refused, runs := 0, 0, 0
		rapid.Check(t, func(r *rapid.T) {
			runs++
			c.ID = fmt.Sprint("run-", runs)
			must(t, s.SaveCycle(t.Context(), "test", at(0), c))
			run := trial{t: t, r: r, k: k, cycle: c.ID, files: map[string]string{}}
			for range rapid.IntRange(6, 30).Draw(r, "steps") {
				run.step()
				run.check()
			}
			published, refused = published+len(run.known), refused+run.refused
		})
		if published < runs/10 || refused < runs {
			t.Errorf("%d editions and %d refusals in %d runs: nothing was tried", published, refused, runs)
		}
		log, err := k.VerifyLog(t.Context(), at(20))
		must(t, err)
		if len(log.Breaches) > 0 {
			t.Errorf("the log: %v", log.Breaches)
		}
	})
}

// trial is one sequence on a cycle of its own.
type trial struct {
	t       *testing.T
	r       *rapid.T
	k       *record.Book
	cycle   string
	hour    int
	seen    []reform.Proposal    // every proposal that was made
	known   []reform.Publication // every edition that came out
	files   map[string]string    // digest by SHA-256, as first read
	refused int
}

func (run *trial) step() {
	run.hour++
	by := rapid.SampledFrom([]string{"an", "binh", "chi", "officer"}).Draw(run.r, "by")
	ctx, now := run.t.Context(), at(run.hour)
	var err error
	switch rapid.SampledFrom([]string{"report", "propose", "propose", "approve", "approve", "approve", "withdraw"}).Draw(run.r, "deed") {
	case "report":
		unit := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(run.r, "unit")
		say(run.t, run.k.Board.Store, run.cycle, unit, 10, rapid.IntRange(0, 10).Draw(run.r, "on time"))
	case "propose":
		var p reform.Proposal
		p, err = run.k.Propose(ctx, record.Wish{Cycle: run.cycle, By: by, At: now, Reason: rapid.SampledFrom([]string{"", reason}).Draw(run.r, "reason")})
		if err == nil {
			run.seen = append(run.seen, p)
		}
	case "withdraw":
		err = run.k.Withdraw(ctx, record.Wish{Cycle: run.cycle, By: by, At: now})
	case "approve":
		if len(run.seen) == 0 {
			return
		}
		p := run.seen[len(run.seen)-1-rapid.IntRange(0, min(1, len(run.seen)-1)).Draw(run.r, "which")]
		waits, lost := run.k.Waiting(ctx, run.cycle)
		must(run.t, lost)
		var e reform.Publication
		e, err = run.k.Approve(ctx, record.Consent{Cycle: run.cycle, Proposal: p.ID, By: by, At: now})
		fresh := err == nil && e.Number > len(run.known)
		if fresh && (by == p.By || e.Digest != p.Digest || waits.Digest != p.Digest || waits.Proposal.ID != p.ID || by == "officer") {
			run.r.Fatalf("%s made %+v of %+v", by, e, p)
		}
		if fresh {
			run.known = append(run.known, e)
		}
	}
	if err != nil {
		run.refused++
		if !slices.ContainsFunc([]error{reform.ErrConflict, reform.ErrForbidden, reform.ErrInvalid, reform.ErrNotFound}, func(kind error) bool { return errors.Is(err, kind) }) {
			run.r.Fatal(err)
		}
	}
}

func (run *trial) check() {
	s, ctx := run.k.Board.Store, run.t.Context()
	editions, err := s.Publications(ctx, run.cycle)
	must(run.t, err)
	if len(editions) != len(run.known) {
		run.r.Fatalf("%d editions, and %d came out", len(editions), len(run.known))
	}
	for i, e := range editions {
		file, err := run.k.Edition(ctx, e)
		must(run.t, err)
		if e.Number != i+1 || e.SHA256 != run.known[i].SHA256 || e.ProposedBy == e.ApprovedBy || file.Digest != e.Digest {
			run.r.Fatalf("edition %d is %+v", i+1, e)
		}
		if was, ok := run.files[e.SHA256]; ok && was != file.Digest {
			run.r.Fatalf("edition %d has changed", e.Number)
		}
		run.files[e.SHA256] = file.Digest
	}
	proposals, err := s.Proposals(ctx, run.cycle)
	must(run.t, err)
	open, approved := 0, 0
	for _, p := range proposals {
		switch p.Status {
		case reform.ProposalOpen:
			open++
		case reform.ProposalApproved:
			approved++
		case reform.ProposalLapsed:
		}
	}
	if open > 1 || approved != len(editions) {
		run.r.Fatalf("%d proposals are open, %d approved, of %d editions", open, approved, len(editions))
	}
}
