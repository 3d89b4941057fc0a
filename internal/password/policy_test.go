package password

import (
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

var about = []string{"binh.tt", "Trần Thị Bình", "mau-v05", "Vụ Kế hoạch"}

func TestPasswordsAreTakenByBothPolicies(t *testing.T) {
	for _, c := range []struct {
		secret      string
		nist, qd742 []Fault // beside a second factor
	}{
		{"", []Fault{TooShort, Guessed}, []Fault{TooShort, TooPlain, Guessed}},
		{"kx7pw2q", []Fault{TooShort}, []Fault{TooShort, TooPlain}},
		{"kx7pw2qz", nil, []Fault{TooPlain}},
		{"Kx7pw2qz", nil, []Fault{TooPlain}},
		{"Kx7pw2q!", nil, nil},
		{"mưa rơi trên mái ngói cũ", nil, []Fault{TooPlain}},
		{"Mưa rơi trên mái ngói cũ 7", nil, nil},
		{"correct horse battery staple", nil, []Fault{TooPlain}},
		{"password", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"Password@1", []Fault{Guessed}, []Fault{Guessed}},
		{"passwordpasswordpassword", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"Mật khẩu 2026", []Fault{Guessed}, []Fault{Guessed}},
		{"MatKhau@12345678", []Fault{Guessed}, []Fault{Guessed}},
		{"reformboard2026", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"Trần Thị Bình 1987", []Fault{Guessed}, []Fault{Guessed}},
		{"binhtt123456", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"Mauv05mauv05!", []Fault{Guessed}, []Fault{Guessed}},
		{"aaaaaaaaaaaaaaaaaaaa", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"abcdefghijklmnopqrst", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"zyxwvutsrqponmlk", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{"qwertyuiopasdfghjkl", []Fault{Guessed}, []Fault{TooPlain, Guessed}},
		{strings.Repeat("tôi nhớ nhà ", 6), nil, []Fault{TooPlain}},
		{strings.Repeat("đ§K7", 64), nil, nil},
		{strings.Repeat("đ§K7", 64) + "x", []Fault{TooLong}, []Fault{TooLong}},
		{"a\x00bcdefghijklmno", []Fault{Unreadable}, []Fault{Unreadable}},
		{"line\nbreak in the word", []Fault{Unreadable}, []Fault{Unreadable}},
		{"broken \xff text is no text", []Fault{Unreadable}, []Fault{Unreadable}},
	} {
		if got := Policies["nist"].Check(c.secret, true, about...); !slices.Equal(got, c.nist) {
			t.Errorf("nist: %q: got %v, want %v", c.secret, got, c.nist)
		}
		if got := Policies["qd742"].Check(c.secret, true, about...); !slices.Equal(got, c.qd742) {
			t.Errorf("qd742: %q: got %v, want %v", c.secret, got, c.qd742)
		}
	}
}

func TestPasswordAloneIsLonger(t *testing.T) {
	for name, alone := range map[string]int{"nist": 15, "qd742": 12} {
		policy := Policies[name]
		long := "Rx4!ưZmT9~eqwKo3"[:alone+1] // ư is two bytes and one character
		for secret, want := range map[string][]Fault{long: nil, long[:alone]: {TooShort}} {
			if got := policy.Check(secret, false); !slices.Equal(got, want) {
				t.Errorf("%s: %q: got %v, want %v", name, secret, got, want)
			}
			if got := policy.Check(secret, true); got != nil {
				t.Errorf("%s: %q beside a second factor: got %v", name, secret, got)
			}
		}
	}
}

func TestSixtyFourCharactersOfAnyKindAreAllowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringOfN(rapid.RuneFrom([]rune("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐ08 ~☂語🙂")), 64, 64, -1).Draw(t, "secret")
		for _, fault := range Policies["nist"].Check(secret, false) {
			if fault != Guessed {
				t.Fatalf("%q: %s", secret, fault)
			}
		}
	})
}

// TestCommonestPasswordsAreRefused takes those of the list that no other rule refuses, of
// which there are enough: the standard for verification wants three thousand.
func TestCommonestPasswordsAreRefused(t *testing.T) {
	tried := 0
	for word := range listed() {
		if len(word) < Policies["nist"].Second {
			continue
		}
		tried++
		if !slices.Contains(Policies["nist"].Check(strings.ToUpper(word), true), Guessed) {
			t.Errorf("%q is taken", word)
		}
	}
	if tried < 3000 {
		t.Errorf("only %d are refused", tried)
	}
}

func TestPasswordIsTheSameOnEveryKeyboard(t *testing.T) {
	const secret = "mưa rơi trên mái ngói cũ ﬁn ①"
	hash := Hash(norm.NFD.String(secret))
	if !Matches(hash, secret) || !Matches(hash, norm.NFKC.String(secret)) {
		t.Error("another spelling of the same text is another password")
	}
	if Matches(hash, "mưa rơi trên mái ngói cu fin 1") {
		t.Error("another text is the same password")
	}
}

func TestPasswordsLastByPolicy(t *testing.T) {
	since := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		policy string
		after  time.Duration
		want   bool
	}{{"nist", 10_000 * Day, false}, {"qd742", 90*Day - 1, false}, {"qd742", 90 * Day, true}} {
		if got := Policies[c.policy].Over(since, since.Add(c.after)); got != c.want {
			t.Errorf("%s after %v: got %t", c.policy, c.after, got)
		}
	}
}
