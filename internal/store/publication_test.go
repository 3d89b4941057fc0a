package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// proposal is what An proposes as the nth edition.
func proposal(n int, reason string) reform.Proposal {
	return reform.Proposal{ID: fmt.Sprint("p-", n), Cycle: "2026-q1", Number: n, Digest: fmt.Sprint("digest-", n), Reason: reason, By: "an", At: at, Status: reform.ProposalOpen}
}

// versionOf are the versions that an edition of the quarter is frozen from.
func versionOf(t *testing.T, s *store.Store) map[string]int64 {
	t.Helper()
	c, err := s.Cycle(t.Context(), "2026-q1")
	must(t, err)
	return map[string]int64{c.ID: c.Version}
}

func approved(t *testing.T, p reform.Proposal) reform.Publication {
	t.Helper()
	e, err := p.Approve("binh", at, p.Digest)
	must(t, err)
	e.SHA256, e.Program, e.AnchorSeq, e.AnchorHash = "cd34", "v1", 7, "ab"
	return e
}

// publish has An propose and Bình approve.
func publish(t *testing.T, s *store.Store, n int, reason string) {
	t.Helper()
	p := proposal(n, reason)
	must(t, s.SaveProposal(t.Context(), p))
	must(t, s.SavePublication(t.Context(), approved(t, p), p.ID, versionOf(t, s)))
}

func TestPublicationComesBackAsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		publish(t, s, 1, "")
		publish(t, s, 2, "A typing mistake of unit A")
		editions, err := s.Publications(t.Context(), "2026-q1")
		must(t, err)
		want := approved(t, proposal(2, "A typing mistake of unit A"))
		want.ProposedAt, want.ApprovedAt = stored, stored
		one, err := s.Publication(t.Context(), "2026-q1", 2)
		must(t, err)
		all, err := s.AllPublications(t.Context())
		must(t, err)
		if len(editions) != 2 || len(all) != 2 || editions[1] != one || all[1] != one {
			t.Fatalf("got %v, %v and %v", editions, one, all)
		}
		if diff := cmp.Diff(want, one); diff != "" {
			t.Error(diff)
		}
		if _, err := s.Publication(t.Context(), "2026-q1", 3); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		proposals, err := s.Proposals(t.Context(), "2026-q1")
		must(t, err)
		if len(proposals) != 2 || proposals[0].Number != 2 || proposals[0].Status != reform.ProposalApproved || proposals[0].ClosedBy != "binh" || !proposals[0].ClosedAt.Equal(stored) {
			t.Errorf("got %+v", proposals)
		}
		if _, err := s.OpenProposal(t.Context(), "2026-q1"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v, want none that is open", err)
		}
	})
}

func TestPublicationIsRefused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		p := proposal(1, "")
		must(t, s.SaveProposal(t.Context(), p))
		for name, c := range map[string]struct {
			err  error
			want error
		}{
			"a second proposal":         {s.SaveProposal(t.Context(), reform.Proposal{ID: "other", Cycle: "2026-q1", Number: 1, Digest: "d", By: "binh", At: at}), reform.ErrConflict},
			"a proposal out of turn":    {s.SaveProposal(t.Context(), proposal(3, "a reason of some length")), reform.ErrConflict},
			"of an unknown cycle":       {s.SaveProposal(t.Context(), reform.Proposal{ID: "other", Cycle: "none", Number: 1, Digest: "d", By: "an", At: at}), reform.ErrNotFound},
			"an edition nobody opened":  {s.SavePublication(t.Context(), approved(t, p), "none", versionOf(t, s)), reform.ErrNotFound},
			"of a cycle that moved on":  {s.SavePublication(t.Context(), approved(t, p), p.ID, map[string]int64{"2026-q1": 9}), reform.ErrConflict},
			"of one person":             {s.SavePublication(t.Context(), single(t, p), p.ID, versionOf(t, s)), reform.ErrInvalid},
			"proposed by somebody else": {s.SavePublication(t.Context(), stolen(t, p), p.ID, versionOf(t, s)), reform.ErrInvalid},
			"a proposal nobody closed":  {s.LapseProposal(t.Context(), p), reform.ErrInvalid},
		} {
			if !errors.Is(c.err, c.want) {
				t.Errorf("%s: got %v, want %v", name, c.err, c.want)
			}
		}
		must(t, p.Lapse("an", at))
		must(t, s.LapseProposal(t.Context(), p))
		if err := s.LapseProposal(t.Context(), p); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("closed twice: got %v", err)
		}
		if err := s.SavePublication(t.Context(), approved(t, proposal(1, "")), p.ID, versionOf(t, s)); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("of a closed proposal: got %v", err)
		}
		if editions, err := s.Publications(t.Context(), "2026-q1"); err != nil || len(editions) != 0 {
			t.Errorf("got %v, %v, want none", editions, err)
		}
	})
}

// single is an edition by one person, and stolen one in whose name it was not proposed.
func single(t *testing.T, p reform.Proposal) reform.Publication {
	e := approved(t, p)
	e.ApprovedBy = e.ProposedBy
	return e
}

func stolen(t *testing.T, p reform.Proposal) reform.Publication {
	e := approved(t, p)
	e.ProposedBy = "chi"
	return e
}

func TestOfManyWhoApproveAtOnceOneDoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		p := proposal(1, "")
		must(t, s.SaveProposal(t.Context(), p))
		var racing sync.WaitGroup
		outcomes := make(chan error, 8)
		versions := versionOf(t, s)
		edition := approved(t, p)
		for range cap(outcomes) {
			racing.Go(func() { outcomes <- s.SavePublication(t.Context(), edition, p.ID, versions) })
		}
		racing.Wait()
		close(outcomes)
		done := 0
		for err := range outcomes {
			switch {
			case err == nil:
				done++
			case !errors.Is(err, reform.ErrConflict):
				t.Error(err)
			}
		}
		if done != 1 {
			t.Errorf("%d were published, want 1", done)
		}
	})
}
