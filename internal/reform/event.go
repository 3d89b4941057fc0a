package reform

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Event is who did what, when. Events are only ever added; each holds the hash
// of the one before, so that a changed or missing one shows.
type Event struct {
	Seq     int64 `gorm:"primaryKey"` // from 1, without gaps
	At      time.Time
	By      string
	Deed    Deed
	Cycle   string
	Unit    string
	Detail  string  // what was touched: a version, a file's hash, a count
	Subject Subject // the rows that the deed wrote; empty: none that are held against it
	Content string  // SHA-256 of those rows as the deed left them
	Board   bool    // Deed.ChangesBoard, where a database can look for it
	Before  string  // hash of the event before; empty for the first
	Hash    string
}

// EventAsk narrows the log. What is empty narrows nothing.
type EventAsk struct {
	By     string
	Deed   Deed
	Cycle  string
	Unit   string
	From   time.Time
	To     time.Time // events before this moment
	After  int64     // events with a greater number
	Before int64     // events with a smaller number
}

// Deed is what was done.
type Deed string

const (
	ReceivedDeed  Deed = "received"  // a workbook, read or not, or a Batch of them
	SubmittedDeed Deed = "submitted" // a report
	JudgedDeed    Deed = "judged"    // a claim, or many at once
	RemarkedDeed  Deed = "remarked"  // a claim that was drawn to be marked twice
	AssignedDeed  Deed = "assigned"  // claims, to somebody to judge
	AnsweredDeed  Deed = "answered"  // a judgement, by the unit
	EndedDeed     Deed = "ended"     // a turn of a unit's review
	FinishedDeed  Deed = "finished"  // a unit's review, which makes its score final
	ReopenedDeed  Deed = "reopened"  // what was final
	AskedDeed     Deed = "asked"     // for a Permit
	GrantedDeed   Deed = "granted"   // a Permit
	SavedDeed     Deed = "saved"     // units, a framework, a cycle, a user, a recipe, a procedure; a draft; a Batch at its end
	ScheduledDeed Deed = "scheduled" // windows of a cycle
	ExtendedDeed  Deed = "extended"  // a window for one unit
	CitedDeed     Deed = "cited"     // Evidence, for an indicator
	RevokedDeed   Deed = "revoked"   // Sessions, a SecondFactor, the count of Tries
	ProposedDeed  Deed = "proposed"  // that a Publication be frozen
	LapsedDeed    Deed = "lapsed"    // a Proposal: taken back, or of what has changed since
	PublishedDeed Deed = "published" // a Publication, by its second person

	SignedInDeed   Deed = "signed_in"
	SignedOutDeed  Deed = "signed_out"
	RefusedDeed    Deed = "refused"    // a sign-in, or several of which only this one is told
	ExportedDeed   Deed = "exported"   // what the board wrote: a ranking, a scorecard, a form
	DownloadedDeed Deed = "downloaded" // a file as it was received
	ConsultedDeed  Deed = "consulted"  // the log
	VerifiedDeed   Deed = "verified"   // the log, or a Publication
	FoundDeed      Deed = "found"      // what the log did not vouch for yet: an Inventory
	CleanedDeed    Deed = "cleaned"    // files that nothing names, by the board itself
	DrewDeed       Deed = "drew"       // the seed of a Lot, by the board itself
)

// Deeds lists every Deed.
var Deeds = []Deed{
	ReceivedDeed, SubmittedDeed, JudgedDeed, RemarkedDeed, AssignedDeed, AnsweredDeed, EndedDeed, FinishedDeed, ReopenedDeed, AskedDeed, GrantedDeed, SavedDeed, ScheduledDeed, ExtendedDeed, CitedDeed, RevokedDeed,
	ProposedDeed, LapsedDeed, PublishedDeed,
	SignedInDeed, SignedOutDeed, RefusedDeed, ExportedDeed, DownloadedDeed, ConsultedDeed, VerifiedDeed, FoundDeed, CleanedDeed, DrewDeed,
}

// looks are the deeds that leave the board as it is.
var looks = []Deed{SignedInDeed, SignedOutDeed, RefusedDeed, ExportedDeed, DownloadedDeed, ConsultedDeed, VerifiedDeed, FoundDeed, CleanedDeed, DrewDeed}

// ChangesBoard reports whether anything on the board may be other after the deed: what
// was worked out and drawn before has to be thrown away.
func (d Deed) ChangesBoard() bool { return !slices.Contains(looks, d) }

// Seal returns the hash of the event: SHA-256 over its fields as a JSON list and
// the hash before. Board is left out: it follows from the deed.
func (e Event) Seal() string {
	list := []any{e.Seq, e.At.UTC().Format(time.RFC3339Nano), e.By, e.Deed, e.Cycle, e.Unit, e.Detail, e.Before}
	if e.Subject != "" || e.Content != "" { // an event that names no rows was sealed without a word about them
		list = append(list, e.Subject, e.Content)
	}
	return sealed(list)
}

// sealed is the SHA-256 of something as JSON.
func sealed(what any) string {
	fields, err := json.Marshal(what)
	if err != nil {
		panic(err) // strings, numbers and lists of them always marshal
	}
	sum := sha256.Sum256(fields)
	return hex.EncodeToString(sum[:])
}

// Subject names rows that a deed writes together: a kind and their key, each part
// escaped, such as report/2026-q1/so-y-te/unit/3. The newest event of a Subject says
// what its rows must be.
type Subject string

// SubjectOf puts a Subject together.
func SubjectOf(kind string, key ...string) Subject {
	parts := []string{kind}
	for _, k := range key {
		parts = append(parts, url.PathEscape(k))
	}
	return Subject(strings.Join(parts, "/"))
}

// Parts takes it apart. What cannot be is no key of any row.
func (s Subject) Parts() (kind string, key []string) {
	parts := strings.Split(string(s), "/")
	for _, p := range parts[1:] {
		k, err := url.PathUnescape(p)
		if err != nil {
			return "", nil
		}
		key = append(key, k)
	}
	return parts[0], key
}
