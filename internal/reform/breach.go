package reform

import (
	"fmt"
	"time"
)

// Breach is where the log does not hold: in itself, against its Anchors, or against the
// rows that it vouches for.
type Breach struct {
	Kind    BreachKind
	Seq     int64     // the event that it is about; 0: none
	Subject Subject   // the rows that it is about; empty: none
	At      time.Time // when the Anchor was written down that does not hold
	Where   string    // which Anchor: a line of a file, an edition
}

// BreachKind is how the log does not hold.
type BreachKind string

const (
	EventMissing  BreachKind = "event_missing"
	EventChanged  BreachKind = "event_changed"  // or added
	EventUnlinked BreachKind = "event_unlinked" // it does not follow the one before
	TailCut       BreachKind = "tail_cut"       // an Anchor is newer than the newest event
	TailRewritten BreachKind = "tail_rewritten" // an Anchor names an event that is another now
	AnchorUnread  BreachKind = "anchor_unread"  // a line that is no Anchor
	RowAltered    BreachKind = "row_altered"
	RowMissing    BreachKind = "row_missing"
	RowAdded      BreachKind = "row_added" // no event tells of it
)

// BreachKinds lists every BreachKind.
var BreachKinds = []BreachKind{
	EventMissing, EventChanged, EventUnlinked, TailCut, TailRewritten, AnchorUnread, RowAltered, RowMissing, RowAdded,
}

// Error says it in English, for commands and logs.
func (b Breach) Error() string {
	switch b.Kind {
	case EventMissing:
		return fmt.Sprintf("event %d is missing", b.Seq)
	case EventChanged:
		return fmt.Sprintf("event %d was changed after it was written, or added", b.Seq)
	case EventUnlinked:
		return fmt.Sprintf("event %d does not follow the one before: either was exchanged", b.Seq)
	case TailCut:
		return fmt.Sprintf("the log was cut: it has no event %d, which %s names (%s)", b.Seq, b.Where, b.At.UTC().Format(time.RFC3339))
	case TailRewritten:
		return fmt.Sprintf("the log was rewritten: event %d is another than %s names (%s)", b.Seq, b.Where, b.At.UTC().Format(time.RFC3339))
	case AnchorUnread:
		return b.Where + " is no head of a log"
	case RowAltered:
		return fmt.Sprintf("%s was altered: it is not as event %d left it", b.Subject, b.Seq)
	case RowMissing:
		return fmt.Sprintf("%s was taken away: event %d has written it", b.Subject, b.Seq)
	case RowAdded:
		return fmt.Sprintf("%s was added: no event tells of it", b.Subject)
	}
	return string(b.Kind)
}

// Unwrap makes it a kind that callers know.
func (Breach) Unwrap() error { return ErrInvalid }
