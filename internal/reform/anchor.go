package reform

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Anchor is the newest Event as it is written down outside the log: on a Publication,
// and in a second place. A log whose end was cut, or that was put back from an older
// copy, holds in itself; it does not hold against its Anchors.
type Anchor struct {
	Seq  int64     `json:"seq"` // 0: the log was empty
	Hash string    `json:"hash"`
	At   time.Time `json:"at"` // when it was written down
}

// String is a line of a text file: time, number and hash.
func (a Anchor) String() string {
	return fmt.Sprintf("%s %d %s", a.At.UTC().Format(time.RFC3339), a.Seq, a.Hash)
}

// ParseAnchor reads such a line.
func ParseAnchor(line string) (Anchor, error) {
	fields := strings.Fields(line)
	if len(fields) != 3 {
		return Anchor{}, fmt.Errorf("%w: %q is not a time, a number and a hash", ErrInvalid, line)
	}
	at, err := time.Parse(time.RFC3339, fields[0])
	if err != nil {
		return Anchor{}, fmt.Errorf("%w: %q begins with no time", ErrInvalid, line)
	}
	seq, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil || seq < 1 {
		return Anchor{}, fmt.Errorf("%w: %q is no number of an event", ErrInvalid, fields[1])
	}
	if sum, err := hex.DecodeString(fields[2]); err != nil || len(sum) != 32 {
		return Anchor{}, fmt.Errorf("%w: %q is no SHA-256", ErrInvalid, fields[2])
	}
	return Anchor{Seq: seq, Hash: fields[2], At: at}, nil
}
