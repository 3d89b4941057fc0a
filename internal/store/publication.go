package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Publications lists the editions of a cycle by number.
func (s *Store) Publications(ctx context.Context, cycle string) ([]reform.Publication, error) {
	editions, err := gorm.G[reform.Publication](s.db).Where("cycle = ?", cycle).Order("number").Find(ctx)
	return editions, wrap(err, "editions of cycle %s", cycle)
}

// AllPublications lists the editions of every cycle, by cycle and number.
func (s *Store) AllPublications(ctx context.Context) ([]reform.Publication, error) {
	editions, err := gorm.G[reform.Publication](s.db).Order(s.dialect.bytewise("cycle") + ", number").Find(ctx)
	return editions, wrap(err, "editions")
}

// Publication returns one edition of a cycle.
func (s *Store) Publication(ctx context.Context, cycle string, number int) (reform.Publication, error) {
	edition, err := gorm.G[reform.Publication](s.db).Where("cycle = ? AND number = ?", cycle, number).Take(ctx)
	return edition, wrap(err, "edition %d of cycle %s", number, cycle)
}

// Proposals lists what has been proposed in a cycle, newest first.
func (s *Store) Proposals(ctx context.Context, cycle string) ([]reform.Proposal, error) {
	proposals, err := gorm.G[reform.Proposal](s.db).Where("cycle = ?", cycle).Order("at DESC, number DESC, " + s.dialect.bytewise("id")).Find(ctx)
	return proposals, wrap(err, "proposals of cycle %s", cycle)
}

// OpenProposal returns the one proposal of a cycle that waits for its second person.
func (s *Store) OpenProposal(ctx context.Context, cycle string) (reform.Proposal, error) {
	proposal, err := gorm.G[reform.Proposal](s.db).Where("cycle = ? AND status = ?", cycle, reform.ProposalOpen).Take(ctx)
	return proposal, wrap(err, "open proposal of cycle %s", cycle)
}

// SaveProposal adds what Propose has made. It is a conflict while another is open, or
// when an edition has come out meanwhile.
func (s *Store) SaveProposal(ctx context.Context, p reform.Proposal) error {
	utc(&p.At)
	p.Status, p.ClosedBy, p.ClosedAt = reform.ProposalOpen, "", nil
	event := proposed(p, reform.ProposedDeed, p.By, p.At)
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := next(ctx, tx, p.Cycle, p.Number); err != nil {
			return err
		}
		err := gorm.G[reform.Proposal](tx).Create(ctx, &p)
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return fmt.Errorf("%w: another proposal waits for its second person", reform.ErrConflict)
		}
		return err
	})
	return wrap(err, "propose edition %d of cycle %s", p.Number, p.Cycle)
}

// LapseProposal keeps what Proposal.Lapse has done.
func (s *Store) LapseProposal(ctx context.Context, p reform.Proposal) error {
	if p.Status != reform.ProposalLapsed || p.ClosedAt == nil {
		return fmt.Errorf("lapse proposal %s: %w: nobody has closed it", p.ID, reform.ErrInvalid)
	}
	at := *p.ClosedAt
	utc(&at)
	err := s.change(ctx, proposed(p, reform.LapsedDeed, p.ClosedBy, at), func(tx *gorm.DB) error {
		return closeProposal(ctx, tx, p, at)
	})
	return wrap(err, "close proposal of edition %d of cycle %s", p.Number, p.Cycle)
}

// SavePublication keeps an edition that Proposal.Approve has made of a proposal, and
// closes that. The versions are those of the cycles it was frozen from: it is a conflict
// when one of them has moved on since they were read.
func (s *Store) SavePublication(ctx context.Context, e reform.Publication, proposal string, versions map[string]int64) error {
	utc(&e.ProposedAt, &e.ApprovedAt)
	event := reform.Event{
		At: e.ApprovedAt, By: e.ApprovedBy, Deed: reform.PublishedDeed, Cycle: e.Cycle, Subject: publicationSubject(e.Cycle, e.Number),
		Detail: fmt.Sprintf("edition %d, proposed by %s, sha256 %s", e.Number, e.ProposedBy, e.SHA256),
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := next(ctx, tx, e.Cycle, e.Number); err != nil {
			return err
		}
		for cycle, version := range versions {
			held, err := gorm.G[reform.Cycle](tx).Where("id = ?", cycle).Take(ctx)
			if err != nil {
				return err
			}
			if held.VersionOn(reform.Verified) != version {
				return fmt.Errorf("%w: cycle %s has changed while it was frozen", reform.ErrConflict, cycle)
			}
		}
		p, err := gorm.G[reform.Proposal](tx).Where("id = ? AND cycle = ? AND number = ? AND digest = ?", proposal, e.Cycle, e.Number, e.Digest).Take(ctx)
		if err != nil {
			return err
		}
		if p.By != e.ProposedBy {
			return fmt.Errorf("%w: it was %s who proposed it", reform.ErrInvalid, p.By)
		}
		p.Status, p.ClosedBy = reform.ProposalApproved, e.ApprovedBy
		if err := closeProposal(ctx, tx, p, e.ApprovedAt); err != nil {
			return err
		}
		return gorm.G[reform.Publication](tx).Create(ctx, &e)
	})
	return wrap(err, "publish edition %d of cycle %s", e.Number, e.Cycle)
}

// next refuses a number that is not the next of its cycle.
func next(ctx context.Context, tx *gorm.DB, cycle string, number int) error {
	held, err := gorm.G[reform.Publication](tx).Where("cycle = ?", cycle).Count(ctx, "number")
	if err == nil && held != int64(number)-1 {
		return fmt.Errorf("%w: the newest edition is number %d", reform.ErrConflict, held)
	}
	return err
}

// closeProposal closes the proposal that is still open.
func closeProposal(ctx context.Context, tx *gorm.DB, p reform.Proposal, at time.Time) error {
	changed, err := gorm.G[reform.Proposal](tx).Where("id = ? AND status = ?", p.ID, reform.ProposalOpen).
		Select("status", "closed_by", "closed_at").Updates(ctx, reform.Proposal{Status: p.Status, ClosedBy: p.ClosedBy, ClosedAt: &at})
	if err == nil && changed == 0 {
		return fmt.Errorf("%w: the proposal is no longer open", reform.ErrConflict)
	}
	return err
}

// proposed is the event of a proposal.
func proposed(p reform.Proposal, deed reform.Deed, by string, at time.Time) reform.Event {
	return reform.Event{At: at, By: by, Deed: deed, Cycle: p.Cycle, Detail: fmt.Sprintf("edition %d, content %s", p.Number, p.Digest)}
}

func publicationRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	editions, err := gorm.G[reform.Publication](tx).Where("cycle = ?", key[0]).Order("number").Find(ctx)
	for _, e := range editions {
		if strconv.Itoa(e.Number) != key[1] {
			continue
		}
		rows = append(rows, []any{
			e.SHA256, e.Digest, e.ProposedBy, moment(e.ProposedAt), e.ApprovedBy, moment(e.ApprovedAt), e.Reason, e.Program, e.AnchorSeq, e.AnchorHash,
		})
	}
	return rows, err
}
