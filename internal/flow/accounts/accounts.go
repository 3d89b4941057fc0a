// Package accounts lets people in: with a password, a second factor and one's own
// browser, or by a provider's word, and it makes and mends what they come in with.
//
// Its one rule: a name that nobody has, a wrong password and a stopped account cannot be
// told apart, neither by a word nor by the time they take.
package accounts

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"reformboard/internal/factor"
	"reformboard/internal/password"
	"reformboard/internal/provider"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// Settings are the rules of the house. The zero value of each works.
type Settings struct {
	Policy   password.Policy                      // zero: that of NIST
	Required []reform.Role                        // who must have a second factor; none: nobody
	Key      *factor.Key                          // seals second factors; nil: nobody can have one
	Provider *provider.Provider                   // says who somebody is; nil: nobody comes in by one
	Pace     reform.Pace                          // of one address; zero: an office's
	Note     func(context.Context, Outcome) error // is told how each try to sign in ended, and may stop it; nil: nobody is
}

// officePace lets a whole office behind one address mistype in the morning.
var officePace = reform.Pace{AtOnce: 60, Every: 2 * time.Second}

// Door is where people come in.
type Door struct {
	Settings
	store   *store.Store
	hashing chan struct{} // holds one place for each password that may be hashed at once
	waiting atomic.Int64  // for such a place
	opening opening
}

// New returns the door of a store.
func New(s *store.Store, settings Settings) *Door {
	if settings.Policy == (password.Policy{}) {
		settings.Policy = password.Policies["nist"]
	}
	if settings.Pace == (reform.Pace{}) {
		settings.Pace = officePace
	}
	if settings.Note == nil {
		settings.Note = func(context.Context, Outcome) error { return nil }
	}
	// Half the processors hash, the other half answer who is inside.
	return &Door{Settings: settings, store: s, hashing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))}
}

// What keeps a person out. None says whether there is such an account.
var (
	ErrWrong    = errors.New("name, password or code is wrong, or the account is closed")
	ErrTooOften = errors.New("tried too often")
	ErrExpired  = errors.New("the password that was handed out is too old")
)

// Duty is what a person who is in has to do before anything else.
type Duty string

const (
	NoDuty         Duty = ""
	ChoosePassword Duty = "password" // the present one was made by somebody else, or is too old
	EnrolFactor    Duty = "factor"   // the role must have a second factor
)

// Duty is what a user has to do first, with a second factor or without.
func (d *Door) Duty(u reform.User, second bool, now time.Time) Duty {
	switch {
	case u.Temporary || d.Policy.Over(u.PasswordSince, now):
		return ChoosePassword
	case d.Key != nil && !second && slices.Contains(d.Required, u.Role):
		return EnrolFactor
	}
	return NoDuty
}

// OnceLasts is how long a password is good that somebody else made.
const OnceLasts = 7 * password.Day

func expired(u reform.User, now time.Time) bool {
	return u.Temporary && !now.Before(u.PasswordSince.Add(OnceLasts))
}
