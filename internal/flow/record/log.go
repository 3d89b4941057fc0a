package record

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"reformboard/internal/reform"
)

// Log is what came of checking the log.
type Log struct {
	Head     reform.Anchor      // its newest event; up to the first that does not hold
	Anchors  int                // that were written down elsewhere
	Subjects int                // whose rows were compared
	Found    []reform.Inventory // what it vouches for only since it was found
	Breaches []reform.Breach    // none: it holds
}

// mostRecent is how many events may come in while rows are compared.
const mostRecent = 100_000

// VerifyLog walks the log, and holds it against the places where its head was written down:
// the second place, every edition, and what somebody has on paper. Where it holds, all rows
// that it vouches for are compared with what it says of them.
func (k *Book) VerifyLog(ctx context.Context, at time.Time, onPaper ...reform.Anchor) (Log, error) {
	log := Log{Head: reform.Anchor{At: at}}
	anchors, err := k.anchors(ctx, &log, onPaper)
	if err != nil {
		return log, err
	}
	said := map[reform.Subject]reform.Event{}
	err = k.Board.Store.VerifyEvents(ctx, func(e reform.Event) {
		log.Head.Seq, log.Head.Hash = e.Seq, e.Hash
		for _, a := range anchors[e.Seq] {
			if !strings.HasPrefix(e.Hash, a.Hash) {
				log.Breaches = append(log.Breaches, a.breach(reform.TailRewritten))
			}
		}
		delete(anchors, e.Seq)
		if e.Subject != "" {
			said[e.Subject] = e
		}
	})
	if broken, ok := errors.AsType[reform.Breach](err); ok {
		log.Breaches = append(log.Breaches, broken)
		return log, nil
	}
	if err != nil {
		return log, err
	}
	for _, seq := range slices.Sorted(maps.Keys(anchors)) {
		log.Breaches = append(log.Breaches, anchors[seq][0].breach(reform.TailCut))
	}
	if err := k.inventories(ctx, said, &log); err != nil {
		return log, err
	}
	altered, err := k.altered(ctx, said, log.Head.Seq)
	log.Subjects, log.Breaches = len(said), append(log.Breaches, altered...)
	return log, err
}

// inventories adds what the log vouches for as it was found. Whether such a list is still
// what its event says is for altered to tell, as of all rows.
func (k *Book) inventories(ctx context.Context, said map[reform.Subject]reform.Event, log *Log) error {
	for subject, e := range maps.Clone(said) {
		if kind, _ := subject.Parts(); kind != "inventory" {
			continue
		}
		items, err := k.Board.Store.InventoryOf(ctx, subject)
		if err != nil {
			return err
		}
		log.Found = append(log.Found, reform.Inventory{Seq: e.Seq, At: e.At, Found: len(items)})
		for _, i := range items {
			if _, since := said[i.Subject]; !since {
				said[i.Subject] = reform.Event{Seq: e.Seq, Content: i.Content}
			}
		}
	}
	slices.SortFunc(log.Found, func(a, b reform.Inventory) int { return cmp.Compare(a.Seq, b.Seq) })
	return nil
}

// placed is an anchor, and where it was written down, in no language: a line of the second
// place, an edition, or the flag of the command.
type placed struct {
	reform.Anchor
	where string
}

func (a placed) breach(kind reform.BreachKind) reform.Breach {
	return reform.Breach{Kind: kind, Seq: a.Seq, At: a.At, Where: a.where}
}

// anchors are those that are known, by the event that they name.
func (k *Book) anchors(ctx context.Context, log *Log, onPaper []reform.Anchor) (map[int64][]placed, error) {
	by := map[int64][]placed{}
	for _, a := range onPaper {
		by[a.Seq] = append(by[a.Seq], placed{a, "--known"})
	}
	lines, err := k.Anchors.Lines()
	if err != nil {
		return nil, err
	}
	for _, line := range lines {
		where := fmt.Sprintf("%s:%d", k.Anchors.Name(), line.Number)
		if line.Fault != nil {
			log.Breaches = append(log.Breaches, reform.Breach{Kind: reform.AnchorUnread, Where: where})
			continue
		}
		by[line.Seq] = append(by[line.Seq], placed{line.Anchor, where})
	}
	editions, err := k.Board.Store.AllPublications(ctx)
	for _, p := range editions {
		by[p.AnchorSeq] = append(by[p.AnchorSeq], placed{p.Anchor(), fmt.Sprintf("%s/%d", p.Cycle, p.Number)})
	}
	for _, some := range by {
		log.Anchors += len(some)
	}
	return by, err
}

// altered compares rows with what the log says of them. What the board itself changes
// meanwhile is no breach.
func (k *Book) altered(ctx context.Context, said map[reform.Subject]reform.Event, head int64) ([]reform.Breach, error) {
	var found []reform.Breach
	for _, subject := range slices.Sorted(maps.Keys(said)) {
		content, err := k.Board.Store.Content(ctx, subject)
		if err != nil {
			return nil, err
		}
		e := said[subject]
		switch content {
		case e.Content:
		case "":
			found = append(found, reform.Breach{Kind: reform.RowMissing, Seq: e.Seq, Subject: subject})
		default:
			found = append(found, reform.Breach{Kind: reform.RowAltered, Seq: e.Seq, Subject: subject})
		}
	}
	there, err := k.Board.Store.Subjects(ctx)
	if err != nil {
		return nil, err
	}
	slices.Sort(there)
	for _, subject := range there {
		if _, ok := said[subject]; !ok {
			found = append(found, reform.Breach{Kind: reform.RowAdded, Subject: subject})
		}
	}
	if len(found) == 0 {
		return nil, nil
	}
	recent, err := k.Board.Store.Events(ctx, head, mostRecent)
	return slices.DeleteFunc(found, func(b reform.Breach) bool {
		return slices.ContainsFunc(recent, func(e reform.Event) bool { return e.Subject == b.Subject })
	}), err
}
