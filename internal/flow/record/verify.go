package record

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/files"
	"reformboard/internal/reform"
)

// Verify holds an edition against itself, against what this program makes of it, and
// against the rows of the database that it was frozen from. Its error is a failure to look.
func (k *Book) Verify(ctx context.Context, p reform.Publication) (reform.Verification, error) {
	text, err := k.Board.Files.Read(p.SHA256)
	if errors.Is(err, files.ErrRotten) {
		return reform.Verification{Publication: p, Discrepancies: []reform.Discrepancy{{
			Of: reform.FrozenFile, Cycle: p.Cycle, Place: "sha256", Was: p.SHA256,
		}}}, nil
	}
	if err != nil {
		return reform.Verification{}, err
	}
	return k.VerifyFile(ctx, text)
}

// VerifyFile does so with the file of an edition, wherever it comes from.
func (k *Book) VerifyFile(ctx context.Context, text []byte) (reform.Verification, error) {
	v, e, err := Alone(text)
	if err != nil || e == nil {
		return v, err
	}
	rows, err := k.rows(ctx, e, &v)
	if err != nil {
		return v, err
	}
	if err := k.imprint(ctx, e, &v); err != nil {
		return v, err
	}
	return v, k.compare(ctx, frozenRows(&e.Content), rows, &v)
}

// Alone does what can be done without a board: it works every scorecard and ranking of an
// edition's file out anew. The edition is nil where the text is none, or was altered.
func Alone(text []byte) (reform.Verification, *edition.Edition, error) {
	v := reform.Verification{Publication: reform.Publication{SHA256: hash(text)}}
	e, err := edition.Read(text)
	if err != nil {
		v.Discrepancies = []reform.Discrepancy{{Of: reform.FrozenFile, Place: "text", Is: err.Error()}}
		return v, nil, nil //nolint:nilerr // that the text is none is what was found
	}
	v.Publication = publication(e, v.Publication.SHA256)
	again := e.Content
	t, err := workOut(&again)
	if err != nil {
		v.Discrepancies = []reform.Discrepancy{{Of: reform.FrozenScore, Cycle: e.Cycle.ID, Is: err.Error()}}
		return v, nil, nil //nolint:nilerr // the same: what cannot be scored was frozen by no board
	}
	again.Scorecards, again.Overall, again.ByGroup = t.Scorecards, t.Overall, t.ByGroup
	v.Units = len(t.Scorecards)
	v.Discrepancies = differ(outcomes(&e.Content), outcomes(&again))
	anew, err := edition.Digest(&again)
	if err == nil && anew != e.Digest && len(v.Discrepancies) == 0 {
		v.Discrepancies = []reform.Discrepancy{{Of: reform.FrozenFile, Cycle: e.Cycle.ID, Place: "content", Was: e.Digest, Is: anew}}
	}
	return v, e, err
}

// publication is what the file says that its row must be.
func publication(e *edition.Edition, sha string) reform.Publication {
	p := reform.Publication{
		Cycle: e.Cycle.ID, Number: e.Number, SHA256: sha, Digest: e.Digest, Program: e.Program,
		AnchorSeq: e.Anchor.Seq, AnchorHash: e.Anchor.Hash,
	}
	if e.Correction != nil {
		p.Reason = e.Correction.Reason
	}
	if len(e.Signers) == 2 {
		p.ProposedBy, p.ProposedAt = e.Signers[0].User, e.Signers[0].At
		p.ApprovedBy, p.ApprovedAt = e.Signers[1].User, e.Signers[1].At
	}
	return p
}

// imprint holds the file against the row that names it, and its correction against the
// edition before.
func (k *Book) imprint(ctx context.Context, e *edition.Edition, v *reform.Verification) error {
	held, err := k.Board.Store.Publication(ctx, v.Publication.Cycle, v.Publication.Number)
	if errors.Is(err, reform.ErrNotFound) {
		return nil // it was published on another board
	}
	if err != nil {
		return err
	}
	v.Discrepancies = append(v.Discrepancies, differ(rowOf(v.Publication), rowOf(held))...)
	if v.Publication.Number == 1 {
		return nil
	}
	last, err := k.Board.Store.Publication(ctx, held.Cycle, held.Replaces())
	if err != nil {
		return err
	}
	before, err := k.Edition(ctx, last)
	if err != nil {
		return err
	}
	c, err := corrected(&before.Content, &e.Content, v.Publication)
	if err != nil {
		return err
	}
	v.Discrepancies = append(v.Discrepancies, differ(correctionOf(e.Cycle.ID, e.Correction), correctionOf(e.Cycle.ID, c))...)
	return nil
}

// compare compares rows. What of units and the cycle was changed by a deed in the log since
// the edition was frozen is told apart.
func (k *Book) compare(ctx context.Context, was, is []line, v *reform.Verification) error {
	units, err := k.changedSince(ctx, "units", v.Publication)
	if err != nil {
		return err
	}
	cycle, err := k.changedSince(ctx, reform.SubjectOf("cycle", v.Publication.Cycle), v.Publication)
	if err != nil {
		return err
	}
	for _, d := range differ(was, is) {
		lawful := units && (d.Of == reform.FrozenUnit || d.Of == reform.FrozenGroup) || cycle && d.Of == reform.FrozenCycle
		if lawful {
			v.Since = append(v.Since, d)
		} else {
			v.Discrepancies = append(v.Discrepancies, d)
		}
	}
	return nil
}

// changedSince reports whether the log of this board tells of a change to rows after an
// edition of its own was frozen.
func (k *Book) changedSince(ctx context.Context, subject reform.Subject, p reform.Publication) (bool, error) {
	head, err := k.Board.Store.Event(ctx, p.AnchorSeq)
	if errors.Is(err, reform.ErrNotFound) {
		return false, nil
	}
	if err != nil || head.Hash != p.AnchorHash {
		return false, err
	}
	last, err := k.Board.Store.EventAbout(ctx, subject)
	if errors.Is(err, reform.ErrNotFound) {
		return false, nil
	}
	return last.Seq > p.AnchorSeq, err
}

// rows are what stands in the database now for all that an edition froze.
func (k *Book) rows(ctx context.Context, e *edition.Edition, v *reform.Verification) ([]line, error) {
	var now edition.Content
	c, err := k.Board.Store.Cycle(ctx, e.Cycle.ID)
	if errors.Is(err, reform.ErrNotFound) {
		return nil, fmt.Errorf("%w: cycle %s is not on this board; verify the file alone", reform.ErrNotFound, e.Cycle.ID)
	}
	if err != nil {
		return nil, err
	}
	now.Cycle = c
	frozen := c
	frozen.Framework = e.Cycle.Framework // the cycle may have gone over to another since
	if _, _, err := k.surroundings(ctx, frozen, &now); err != nil {
		return nil, err
	}
	rules, err := e.Framework.Rules()
	if err != nil {
		return nil, err
	}
	if now.Reports, err = k.reports(ctx, &rules, e.Reports, v); err != nil {
		return nil, err
	}
	if now.Before, err = k.reports(ctx, &reform.Framework{}, e.Before, v); err != nil {
		return nil, err
	}
	if now.Appraisals, err = k.appraisals(ctx, e.Appraisals); err != nil {
		return nil, err
	}
	return frozenRows(&now), nil
}

// appraisals reads the same versions again.
func (k *Book) appraisals(ctx context.Context, frozen []reform.Appraisal) (now []reform.Appraisal, err error) {
	if len(frozen) == 0 {
		return nil, nil
	}
	all, err := k.Board.Store.Appraisals(ctx, frozen[0].Cycle)
	type version struct {
		unit, indicator string
		number          int
	}
	wanted := map[version]bool{}
	for _, a := range frozen {
		wanted[version{a.Unit, a.Indicator, a.Version}] = true
	}
	for _, a := range all {
		if wanted[version{a.Unit, a.Indicator, a.Version}] {
			now = append(now, a)
		}
	}
	return now, err
}

// reports reads the same versions again.
func (k *Book) reports(ctx context.Context, rules *reform.Framework, frozen []reform.Report, v *reform.Verification) ([]reform.Report, error) {
	var now []reform.Report
	for _, r := range frozen {
		held, err := k.Board.Store.ReportVersion(ctx, r.Cycle, r.Unit, r.Source, r.Version)
		if errors.Is(err, reform.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		now, v.Values = append(now, held), v.Values+len(r.Values)
	}
	return now, k.Board.TellFirst(ctx, rules, now)
}

// holds ends the event of a verification that found nothing.
const holds = "it holds"

// Held reports whether an event tells of a verification of an edition, and whether it held.
func Held(e reform.Event, p reform.Publication) (about, held bool) {
	about = e.Deed == reform.VerifiedDeed && e.Cycle == p.Cycle && strings.HasPrefix(e.Detail, fmt.Sprintf("edition %d, ", p.Number))
	return about, about && strings.HasSuffix(e.Detail, ": "+holds)
}

// Checked is the event of a verification: who looked, and what was found.
func Checked(v reform.Verification, by string, at time.Time) reform.Event {
	found := holds
	if n := len(v.Discrepancies); n > 0 {
		found = fmt.Sprintf("%d discrepancies", n)
	}
	return reform.Event{
		At: at, By: by, Deed: reform.VerifiedDeed, Cycle: v.Publication.Cycle,
		Detail: fmt.Sprintf("edition %d, sha256 %s: %s", v.Publication.Number, v.Publication.SHA256, found),
	}
}

func hash(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
