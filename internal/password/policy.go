package password

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Policy is what a new password must be like. Passwords are counted in characters,
// once their spelling is made one (NFKC).
type Policy struct {
	Alone  int           // fewest characters where a password is all that is asked
	Second int           // fewest where a second factor is asked for as well
	Kinds  int           // of lower case, upper case, digits, others: how many at least; 0: any
	Lasts  time.Duration // after which it must be another; 0: it need not
}

// Most is the longest password, in characters: far beyond what anybody types, so that
// nobody's is cut off.
const Most = 256

// Day is what a validity is counted in.
const Day = 24 * time.Hour

// Policies are the two that a board may be run by, and whose lengths, kinds and validity
// may be set: NIST SP 800-63B-4, and the basic requirements for internal software of
// decision 742/QĐ-BTTTT, which asks that these three can be set and for no more.
var Policies = map[string]Policy{
	"nist":  {Alone: 15, Second: 8},
	"qd742": {Alone: 12, Second: 8, Kinds: 4, Lasts: 90 * Day},
}

// Fault is why a password is not taken.
type Fault string

const (
	Unreadable Fault = "unreadable" // no text, or holds what no keyboard writes
	TooShort   Fault = "too_short"
	TooLong    Fault = "too_long"
	TooPlain   Fault = "too_plain" // too few kinds of characters
	Guessed    Fault = "guessed"   // anybody who guesses begins with such
	AsBefore   Fault = "as_before"
)

// Faults lists every Fault.
var Faults = []Fault{Unreadable, TooShort, TooLong, TooPlain, Guessed, AsBefore}

// Least is the fewest characters, with a second factor or without.
func (p Policy) Least(second bool) int {
	if second {
		return p.Second
	}
	return p.Alone
}

// Over reports whether a password from that moment must be another by now.
func (p Policy) Over(since, now time.Time) bool {
	return p.Lasts > 0 && !now.Before(since.Add(p.Lasts))
}

// Check names all that is wrong with a new password. About are words that somebody
// who knows the person would try: names, the unit, what the board is called.
func (p Policy) Check(secret string, second bool, about ...string) []Fault {
	if !readable(secret) {
		return []Fault{Unreadable}
	}
	secret = spelt(secret)
	length := utf8.RuneCountInString(secret)
	if length > Most {
		return []Fault{TooLong}
	}
	var found []Fault
	if length < p.Least(second) {
		found = append(found, TooShort)
	}
	if kinds(secret) < p.Kinds {
		found = append(found, TooPlain)
	}
	if guessed(secret, about) {
		found = append(found, Guessed)
	}
	return found
}

// spelt gives the different spellings of one text one form: what is typed on another
// keyboard must be the same password.
func spelt(secret string) string { return norm.NFKC.String(secret) }

func readable(secret string) bool {
	return utf8.ValidString(secret) && !strings.ContainsFunc(secret, unicode.IsControl)
}

func kinds(secret string) int {
	var lower, upper, digit, other int
	for _, r := range secret {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return lower + upper + digit + other
}
