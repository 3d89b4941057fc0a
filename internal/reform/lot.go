package reform

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"
	"strings"
	"time"
)

// Lot decides which claims of a Cycle are judged a second time. Its seed is made by
// chance before anybody can act on it, and the draw follows from it alone: whoever is
// told the seed can draw again.
type Lot struct {
	Cycle string `gorm:"primaryKey"`
	Seed  string
	At    time.Time
	By    string // whose deed was the first that wanted it
}

// Draws reports whether a claim is among a share of so many per cent of all. Whatever a
// smaller share draws, a greater one draws too.
//
// The SHA-256 of seed, cycle, unit and indicator, a line break between each two, is read
// as a fraction: of its first eight bytes, the greatest first, over 2^64. A claim whose
// fraction lies below the share is drawn.
func (l Lot) Draws(share int, unit, indicator string) bool {
	sum := sha256.Sum256([]byte(strings.Join([]string{l.Seed, l.Cycle, unit, indicator}, "\n")))
	place, _ := bits.Mul64(binary.BigEndian.Uint64(sum[:8]), 100) // in whole per cent, rounded down
	return int(place) < share                                     //nolint:gosec // below 100
}

// Pledge is the SHA-256 of the seed: it can be shown before the seed is, and tells
// afterwards that it was no other.
func (l Lot) Pledge() string {
	sum := sha256.Sum256([]byte(l.Seed))
	return hex.EncodeToString(sum[:])
}
