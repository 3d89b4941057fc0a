package record

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/reform"
)

// mostEdition is how large the file of an edition may be: twenty times that of a country
// of 3,500 units and 120 indicators.
const mostEdition = 2 << 30

// Wish is what a person wants published.
type Wish struct {
	Cycle  string
	Reason string // why it replaces the edition before, if there is one
	By     string
	At     time.Time
}

// Propose proposes that a cycle be published as it stands. A proposal of what has changed
// since stands in nobody's way: it lapses.
func (k *Book) Propose(ctx context.Context, w Wish) (reform.Proposal, error) {
	f, err := k.freeze(ctx, w.Cycle)
	if err != nil {
		return reform.Proposal{}, err
	}
	if _, err := k.may(ctx, w.By, f.Cycle.Body); err != nil {
		return reform.Proposal{}, err
	}
	editions, err := k.Board.Store.Publications(ctx, w.Cycle)
	if err != nil {
		return reform.Proposal{}, err
	}
	p, err := reform.Propose(rand.Text(), editions, reform.Proposal{Cycle: w.Cycle, Digest: f.digest, Reason: w.Reason, By: w.By, At: w.At})
	if err != nil {
		return reform.Proposal{}, err
	}
	open, err := k.Board.Store.OpenProposal(ctx, w.Cycle)
	switch {
	case err == nil && open.Digest == p.Digest && open.By == p.By && open.Reason == p.Reason:
		return open, nil // a second click
	case err == nil && open.Digest != p.Digest:
		if err := k.lapse(ctx, open, w.By, w.At); err != nil {
			return reform.Proposal{}, err
		}
	case err != nil && !errors.Is(err, reform.ErrNotFound):
		return reform.Proposal{}, err
	}
	return p, k.Board.Store.SaveProposal(ctx, p)
}

// Withdraw takes the open proposal of a cycle back: who may propose may do so, whoever
// proposed it.
func (k *Book) Withdraw(ctx context.Context, w Wish) error {
	cycle, err := k.Board.Store.Cycle(ctx, w.Cycle)
	if err != nil {
		return err
	}
	if _, err := k.may(ctx, w.By, cycle.Body); err != nil {
		return err
	}
	open, err := k.Board.Store.OpenProposal(ctx, w.Cycle)
	if err != nil {
		return err
	}
	return k.lapse(ctx, open, w.By, w.At)
}

func (k *Book) lapse(ctx context.Context, p reform.Proposal, by string, at time.Time) error {
	if err := p.Lapse(by, at); err != nil {
		return err
	}
	return k.Board.Store.LapseProposal(ctx, p)
}

// Waiting is what has come out of a cycle, and what waits to: the open proposal, which has
// no ID where nobody has made one, and what an edition would freeze now.
type Waiting struct {
	Editions []reform.Publication // by number
	Proposal reform.Proposal
	Digest   string
	Late     []reform.Late // what came after the freeze of the newest edition
}

// Void reports whether the proposal is of what has changed since.
func (s Waiting) Void() bool { return s.Proposal.ID != "" && s.Proposal.Digest != s.Digest }

// Waiting looks at what waits in a cycle.
func (k *Book) Waiting(ctx context.Context, cycle string) (Waiting, error) {
	var w Waiting
	var err error
	if w.Editions, err = k.Board.Store.Publications(ctx, cycle); err != nil {
		return w, err
	}
	w.Proposal, err = k.Board.Store.OpenProposal(ctx, cycle)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return w, err
	}
	if n := len(w.Editions); n > 0 {
		w.Late, err = k.Late(ctx, w.Editions[n-1], nil)
	} else if w.Proposal.ID == "" {
		return w, nil // there is nothing that it could be the same as
	}
	if err == nil {
		w.Digest, err = k.digest(ctx, cycle)
	}
	return w, err
}

// Late lists what was submitted after an edition was frozen, up to the next one (nil: there
// is none), in the order of the log, the newest version of each report only.
func (k *Book) Late(ctx context.Context, p reform.Publication, next *reform.Publication) ([]reform.Late, error) {
	ask := reform.EventAsk{Deed: reform.SubmittedDeed, Cycle: p.Cycle, After: p.AnchorSeq}
	if next != nil {
		ask.Before = next.AnchorSeq + 1
	}
	events, err := k.Board.Store.EventsOf(ctx, ask, mostRecent)
	var late []reform.Late
	for _, e := range events { // newest first
		kind, key := e.Subject.Parts()
		if kind != "report" || len(key) != 4 {
			continue
		}
		l := reform.Late{Unit: key[1], Source: reform.Source(key[2]), At: e.At}
		if l.Version, err = strconv.Atoi(key[3]); err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(late, func(newer reform.Late) bool { return newer.Unit == l.Unit && newer.Source == l.Source }) {
			late = append(late, l)
		}
	}
	slices.Reverse(late)
	return late, err
}

// known is what would be frozen of a cycle, worked out once for its pages; nothing is
// published by it.
type known struct {
	versions map[string]int64 // of the cycles that it was read from
	digest   string
}

// digest is what would be frozen now, worked out unless it is known of these versions.
func (k *Book) digest(ctx context.Context, cycle string) (string, error) {
	k.mu.Lock()
	held, fresh := k.known[cycle]
	k.mu.Unlock()
	for id, version := range held.versions {
		c, err := k.Board.Store.Cycle(ctx, id)
		if err != nil {
			return "", err
		}
		fresh = fresh && c.VersionOn(reform.Verified) == version
	}
	if fresh {
		return held.digest, nil
	}
	f, err := k.freeze(ctx, cycle)
	if err != nil {
		return "", err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.known == nil {
		k.known = map[string]known{}
	}
	k.known[cycle] = known{f.versions, f.digest}
	return f.digest, nil
}

// Consent is the second person's word.
type Consent struct {
	Cycle    string
	Proposal string // that the person has seen
	By       string
	At       time.Time
}

// Approve publishes what another person has proposed. When that has changed since, nothing
// is published, and the proposal lapses; a second click is no mistake. The head of the log
// is written down in the second place first: no edition without it.
func (k *Book) Approve(ctx context.Context, c Consent) (reform.Publication, error) {
	open, err := k.seen(ctx, c)
	if err != nil {
		return reform.Publication{}, err
	}
	if open.Status == reform.ProposalApproved {
		return k.Board.Store.Publication(ctx, c.Cycle, open.Number)
	}
	f, err := k.freeze(ctx, c.Cycle)
	if err != nil {
		return reform.Publication{}, err
	}
	second, err := k.may(ctx, c.By, f.Cycle.Body)
	if err != nil {
		return reform.Publication{}, err
	}
	approved := open
	p, err := approved.Approve(c.By, c.At, f.digest)
	if err != nil && open.Digest != f.digest {
		return p, errors.Join(err, k.lapse(ctx, open, c.By, c.At))
	}
	if err != nil {
		return p, err
	}
	first, err := k.Board.Store.User(ctx, open.By)
	if err != nil {
		return p, err
	}
	if err := k.WriteAnchor(ctx, c.At); err != nil {
		return p, err
	}
	if err := k.keep(ctx, &p, f, first, second); err != nil {
		return p, err
	}
	return p, k.Board.Store.SavePublication(ctx, p, open.ID, f.versions)
}

// seen finds the proposal that a person has seen: the open one, or one that the same
// person has approved.
func (k *Book) seen(ctx context.Context, c Consent) (reform.Proposal, error) {
	all, err := k.Board.Store.Proposals(ctx, c.Cycle)
	if err != nil {
		return reform.Proposal{}, err
	}
	for _, p := range all {
		if p.ID == c.Proposal && (p.Status == reform.ProposalOpen || p.Status == reform.ProposalApproved && p.ClosedBy == c.By) {
			return p, nil
		}
	}
	return reform.Proposal{}, fmt.Errorf("%w: this proposal is not open; look at the cycle's editions again", reform.ErrConflict)
}

// keep writes the edition's file and names it in its row.
func (k *Book) keep(ctx context.Context, p *reform.Publication, f *frozen, first, second reform.User) error {
	head, err := k.Board.Store.Anchor(ctx, p.ApprovedAt)
	if err != nil {
		return err
	}
	p.Program, p.AnchorSeq, p.AnchorHash = k.Program, head.Seq, head.Hash
	e := edition.Edition{Content: f.Content, Imprint: edition.Imprint{
		Number: p.Number, Digest: p.Digest, Program: p.Program, Anchor: head,
		Signers: []edition.Signer{
			{User: first.ID, Name: first.Name, Role: first.Role, At: p.ProposedAt},
			{User: second.ID, Name: second.Name, Role: second.Role, At: p.ApprovedAt},
		},
	}}
	if p.Number > 1 {
		last, err := k.Board.Store.Publication(ctx, p.Cycle, p.Replaces())
		if err != nil {
			return err
		}
		before, err := k.Edition(ctx, last)
		if err != nil {
			return err
		}
		if e.Correction, err = corrected(&before.Content, &f.Content, *p); err != nil {
			return err
		}
	}
	reader, writer := io.Pipe() // an edition of a country is some 100 MB: it is never whole in memory
	go func() { writer.CloseWithError(edition.Write(writer, &e)) }()
	p.SHA256, _, err = k.Board.Files.KeepFrom(reader, mostEdition)
	return errors.Join(err, reader.Close())
}

// corrected says what an edition changes in the one before.
func corrected(before, after *edition.Content, p reform.Publication) (*reform.Correction, error) {
	was, err := TallyOf(before)
	if err != nil {
		return nil, err
	}
	is, err := TallyOf(after)
	if err != nil {
		return nil, err
	}
	return &reform.Correction{
		Replaces: p.Replaces(), Reason: p.Reason, Units: reform.Restated(was, is),
		Values: reform.Revised(before.Reports, after.Reports), Late: reform.LateSince(before.Reports, after.Reports),
	}, nil
}

// Edition reads the file of an edition; that it is what the board wrote, its name says.
func (k *Book) Edition(_ context.Context, p reform.Publication) (*edition.Edition, error) {
	text, err := k.Board.Files.Read(p.SHA256)
	if err != nil {
		return nil, err
	}
	return edition.Parse(text)
}

// Published is what is said of an edition in its file, beside what was frozen.
type Published struct {
	Signers    []reform.User // as they were when they signed, the one who proposed it first
	Correction *reform.Correction
}

// Published reads that, once: the file of a country takes seconds, and never changes.
func (k *Book) Published(ctx context.Context, p reform.Publication) (Published, error) {
	k.mu.Lock()
	told, ok := k.told[p.SHA256]
	k.mu.Unlock()
	if ok {
		return told, nil
	}
	e, err := k.Edition(ctx, p)
	if err != nil {
		return told, err
	}
	told.Correction = e.Correction
	for _, s := range e.Signers {
		told.Signers = append(told.Signers, reform.User{ID: s.User, Name: s.Name, Role: s.Role})
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.told == nil {
		k.told = map[string]Published{}
	}
	k.told[p.SHA256] = told
	return told, nil
}
