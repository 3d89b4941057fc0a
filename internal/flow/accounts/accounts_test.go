package accounts_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"reformboard/internal/factor"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

var now = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

const (
	secret  = "mưa rơi trên mái ngói cũ"
	another = "gió thổi qua hàng tre xanh"
)

// secretHash is computed once: the tests have other things to do.
var secretHash = sync.OnceValue(func() string { return password.Hash(secret) })

// house is a store with people, and its door.
type house struct {
	*accounts.Door
	store *store.Store
	mu    sync.Mutex
	ended []accounts.Ending
}

func (h *house) note(_ context.Context, o accounts.Outcome) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ended = append(h.ended, o.How)
	return nil
}

func key(t testing.TB) *factor.Key {
	k, err := factor.NewKey(make([]byte, factor.KeySize))
	must(t, err)
	return &k
}

func newHouse(t testing.TB, s *store.Store, people ...reform.User) *house {
	h := &house{store: s}
	h.Door = accounts.New(s, accounts.Settings{Key: key(t), Required: []reform.Role{reform.Administrator}, Note: h.note})
	must(t, s.SaveUnits(t.Context(), "test", now, []reform.Unit{{ID: "bo"}, {ID: "cuc", Parent: "bo"}, {ID: "khac"}}, nil))
	for _, u := range append(people, reform.User{ID: "binh", Name: "Lê Bình", Role: reform.Officer, Unit: "cuc"}) {
		u.Password, u.PasswordSince = secretHash(), now
		must(t, s.SaveUser(t.Context(), "test", now, u))
	}
	return h
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

// at is an attempt of Bình's from an address.
func at(address string, after time.Duration) accounts.Attempt {
	return accounts.Attempt{Name: "binh", Address: address, At: now.Add(after)}
}

func (h *house) try(t *testing.T, a accounts.Attempt, word string) error {
	t.Helper()
	_, _, err := h.SignIn(t.Context(), a, word)
	return err
}

func TestWhoComesIn(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s,
			reform.User{ID: "closed", Role: reform.Officer, Disabled: true}, reform.User{ID: "fresh", Role: reform.Officer, Temporary: true})
		for _, c := range []struct {
			name, secret string
			after        time.Duration
			want         error
			ends         accounts.Ending
		}{
			{"binh", secret, 0, nil, accounts.CameIn},
			{"binh", another, 0, accounts.ErrWrong, accounts.WrongWord},
			{"binh", "", 0, accounts.ErrWrong, accounts.WrongWord},
			{"nobody", secret, 0, accounts.ErrWrong, accounts.WrongWord},
			{"", "", 0, accounts.ErrWrong, accounts.WrongWord},
			{"bi\x00nh", secret, 0, accounts.ErrWrong, accounts.WrongWord},
			{"\xff", secret, 0, accounts.ErrWrong, accounts.WrongWord},
			{"closed", secret, 0, accounts.ErrWrong, accounts.NotAllowed},
			{"closed", another, 0, accounts.ErrWrong, accounts.NotAllowed},
			{"fresh", secret, accounts.OnceLasts - 1, nil, accounts.CameIn},
			{"fresh", secret, accounts.OnceLasts, accounts.ErrExpired, accounts.NotAllowed},
			{"fresh", another, accounts.OnceLasts, accounts.ErrWrong, accounts.WrongWord},
		} {
			h.ended = nil
			user, second, err := h.SignIn(t.Context(), accounts.Attempt{Name: c.name, Address: "192.0.2.1", At: now.Add(c.after)}, c.secret)
			if !errors.Is(err, c.want) || second || err == nil && user.ID != c.name || !slices.Equal(h.ended, []accounts.Ending{c.ends}) {
				t.Errorf("%q with %q after %v: got %v, %v, want %v, %s", c.name, c.secret, c.after, err, h.ended, c.want, c.ends)
			}
		}
		if last, found, err := s.LastSignIn(t.Context(), "binh"); err != nil || !found || last != (reform.SignIn{Account: "binh", At: now, Address: "192.0.2.1"}) {
			t.Errorf("got %+v, %t, %v", last, found, err)
		}
	})
}

func TestGuessingWaitsLongerAndLonger(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		after := time.Duration(0)
		for failed := range 20 {
			wait := (reform.Tries{Failed: int64(failed), At: now}).Wait(now)
			after += wait
			if wait > 0 {
				var soon accounts.TooSoon
				if err := h.try(t, at("192.0.2.1", after-time.Millisecond), secret); !errors.Is(err, accounts.ErrTooOften) || !errors.As(err, &soon) || soon.Wait != time.Millisecond {
					t.Fatalf("after %d and a moment too soon: got %v", failed, err)
				}
			}
			if err := h.try(t, at("192.0.2.1", after), another); !errors.Is(err, accounts.ErrWrong) {
				t.Fatalf("guess %d: got %v", failed+1, err)
			}
		}
		must(t, h.try(t, at("192.0.2.1", after+reform.LongestWait), secret))
		if err := h.try(t, at("192.0.2.1", after+reform.LongestWait), another); !errors.Is(err, accounts.ErrWrong) {
			t.Errorf("once in, the first wrong one: got %v", err)
		}
	})
}

// TestStrangerLocksNobodyOut has somebody with very many addresses guess until the account
// is stopped.
func TestStrangerLocksNobodyOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		browser, err := h.Introduce(t.Context(), "binh")
		must(t, err)
		forged, err := accounts.New(s, accounts.Settings{}).Introduce(t.Context(), "an")
		must(t, err)
		for range 5 {
			if err := h.try(t, at("203.0.113.1", 0), another); !errors.Is(err, accounts.ErrWrong) {
				t.Fatal(err)
			}
		}
		if err := h.try(t, at("203.0.113.1", 0), secret); !errors.Is(err, accounts.ErrTooOften) {
			t.Errorf("where the guesses come from: got %v", err)
		}
		must(t, h.try(t, at("192.0.2.1", 0), secret)) // elsewhere nothing is slower, and it begins anew
		for i := range reform.MostTries {
			if err := h.try(t, at("203.0.113."+string(rune('a'+i/5)), time.Minute), another); !errors.Is(err, accounts.ErrWrong) {
				t.Fatalf("guess %d: %v", i+1, err)
			}
		}
		for _, shown := range []string{"", forged, browser[:len(browser)-1], "x", browser + "0"} {
			stranger := at("192.0.2.2", time.Hour)
			stranger.Browser = shown
			if err := h.try(t, stranger, secret); !errors.Is(err, accounts.ErrWrong) {
				t.Errorf("with %q a stranger gets into a stopped account: %v", shown, err)
			}
		}
		if last := h.ended[len(h.ended)-1]; last != accounts.NotAllowed {
			t.Errorf("noted as %s", last)
		}
		owner := at("203.0.113.1", time.Hour)
		owner.Browser = browser
		if _, err := h.Reset(t.Context(), "an", now, "nobody", accounts.PasswordOnly); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("resetting nobody: %v", err)
		}
		for range 3 {
			if err := h.try(t, owner, another); !errors.Is(err, accounts.ErrWrong) {
				t.Errorf("the owner mistypes: %v", err)
			}
		}
		must(t, h.try(t, owner, secret))
	})
}

func TestAdministratorOpensAStoppedAccount(t *testing.T) {
	s := storetest.Open(t)
	h := newHouse(t, s)
	for i := range reform.MostTries {
		_ = h.try(t, at("203.0.113."+string(rune('a'+i/5)), 0), another)
	}
	if err := h.try(t, at("192.0.2.9", 0), secret); !errors.Is(err, accounts.ErrWrong) {
		t.Fatalf("it is not stopped: %v", err)
	}
	once, err := h.Reset(t.Context(), "an", now, "binh", accounts.PasswordOnly)
	must(t, err, h.try(t, at("192.0.2.9", 0), once))
	must(t, s.VerifyEvents(t.Context(), nil))
}

func TestOfManyGuessesAtOnceOnlyTheFirstFewAreTried(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		var rush sync.WaitGroup
		for range 50 {
			rush.Go(func() { _, _, _ = h.SignIn(t.Context(), at("192.0.2.1", 0), another) })
		}
		rush.Wait()
		tried := 0
		for _, how := range h.ended {
			if how == accounts.WrongWord {
				tried++
			}
		}
		if tried != reform.FreeTries || len(h.ended) != 50 {
			t.Errorf("%d of %d were tried", tried, len(h.ended))
		}
	})
}

func TestAddressThatTriesManyNamesWaits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		h.Pace = reform.Pace{AtOnce: 3, Every: 2 * time.Second}
		for i, want := range []error{accounts.ErrWrong, accounts.ErrWrong, accounts.ErrWrong, accounts.ErrTooOften} {
			if err := h.try(t, accounts.Attempt{Name: string(rune('a' + i)), Address: "192.0.2.1", At: now}, another); !errors.Is(err, want) {
				t.Errorf("name %d: got %v", i+1, err)
			}
		}
		must(t, h.try(t, at("192.0.2.2", 0), secret))
		for range 20 { // whoever comes in takes no turn from colleagues
			must(t, h.try(t, at("192.0.2.3", 0), secret))
		}
		must(t, h.try(t, at("192.0.2.1", 2*time.Second), secret))
	})
}

// code is what a device with this seed shows.
func code(t *testing.T, seed factor.Seed, moment time.Time) string {
	t.Helper()
	text := seed.Text()
	letters := []byte{}
	for _, c := range []byte(text) {
		if c != '-' {
			letters = append(letters, c)
		}
	}
	shown, err := totp.GenerateCode(string(letters), moment)
	must(t, err)
	return shown
}

func TestSecondFactorIsAskedForOnceEnrolled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		sealed, seed, err := h.NewFactor("binh")
		must(t, err)
		own := at("192.0.2.1", 0)
		for name, enrol := range map[string]func() error{
			"wrong password": func() error { _, err := h.Enrol(t.Context(), own, another, sealed, code(t, seed, now)); return err },
			"wrong code":     func() error { _, err := h.Enrol(t.Context(), own, secret, sealed, "000000"); return err },
		} {
			if err := enrol(); !errors.Is(err, accounts.ErrWrong) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		if _, err := h.Enrol(t.Context(), own, secret, sealed+"x", code(t, seed, now)); !errors.Is(err, accounts.ErrNoKey) {
			t.Errorf("a spoilt seed: got %v", err)
		}
		codes, err := h.Enrol(t.Context(), own, secret, sealed, code(t, seed, now))
		must(t, err)
		later := now.Add(time.Minute)
		own.At = later
		if _, second, err := h.SignIn(t.Context(), own, secret); err != nil || !second {
			t.Fatalf("no code is asked for: %t, %v", second, err)
		}
		confirm := func(typed string, want error) {
			t.Helper()
			if _, err := h.Confirm(t.Context(), own, "binh", typed); !errors.Is(err, want) {
				t.Errorf("%s: got %v, want %v", typed, err, want)
			}
		}
		confirm("000000", accounts.ErrWrong)
		confirm(code(t, seed, now), accounts.ErrWrong) // used when enrolling
		confirm(code(t, seed, later), nil)
		confirm(code(t, seed, later), accounts.ErrWrong) // once
		confirm(codes[0], nil)
		confirm(codes[0], accounts.ErrWrong)
		confirm(codes[1], nil)
		renewed, err := h.RenewRecovery(t.Context(), own, secret)
		must(t, err)
		confirm(codes[2], accounts.ErrWrong)
		confirm(renewed[2], nil)
		for range reform.FreeTries {
			confirm("123456", accounts.ErrWrong)
		}
		confirm(renewed[3], accounts.ErrTooOften)
		if _, second, err := h.SignIn(t.Context(), own, secret); err != nil || !second {
			t.Errorf("wrong codes close the door to the right password: %v", err)
		}
		once, err := h.Reset(t.Context(), "an", later, "binh", accounts.DeviceToo)
		must(t, err)
		if user, second, err := h.SignIn(t.Context(), own, once); err != nil || second || h.Duty(user, second, later) != accounts.ChoosePassword {
			t.Errorf("after all was made anew: %+v, %t, %v", user, second, err)
		}
	})
}

// TestCodeIsGoodForOneOfMany sends one code many times at once.
func TestCodeIsGoodForOneOfMany(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		sealed, seed, err := h.NewFactor("binh")
		must(t, err)
		_, err = h.Enrol(t.Context(), at("192.0.2.1", -time.Minute), secret, sealed, code(t, seed, now.Add(-time.Minute)))
		must(t, err)
		var rush sync.WaitGroup
		for range reform.FreeTries {
			rush.Go(func() { _, _ = h.Confirm(t.Context(), at("192.0.2.1", 0), "binh", code(t, seed, now)) })
		}
		rush.Wait()
		in := 0
		for _, how := range h.ended {
			if how == accounts.CameIn {
				in++
			}
		}
		if in != 1 {
			t.Errorf("%d came in by one code", in)
		}
	})
}

func TestSeedsOfAnotherKeyLetNobodyInAndSayWhy(t *testing.T) {
	s := storetest.Open(t)
	h := newHouse(t, s)
	sealed, seed, err := h.NewFactor("binh")
	must(t, err)
	_, err = h.Enrol(t.Context(), at("192.0.2.1", 0), secret, sealed, code(t, seed, now))
	must(t, err)
	other, err := factor.NewKey(slices.Repeat([]byte{1}, factor.KeySize))
	must(t, err)
	for _, k := range []*factor.Key{&other, nil} {
		h.Key = k
		if _, err := h.Confirm(t.Context(), at("192.0.2.1", time.Minute), "binh", code(t, seed, now.Add(time.Minute))); !errors.Is(err, accounts.ErrNoKey) {
			t.Errorf("got %v", err)
		}
	}
	if _, _, err := h.NewFactor("binh"); !errors.Is(err, accounts.ErrNoKey) {
		t.Errorf("without a key: got %v", err)
	}
}

func TestPasswordIsChangedByTheOldOne(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s)
		once, err := h.Reset(t.Context(), "an", now, "binh", accounts.PasswordOnly)
		must(t, err)
		own := at("192.0.2.1", 0)
		for _, c := range []struct {
			old, secret string
			want        error
			faults      []password.Fault
		}{
			{secret, another, accounts.ErrWrong, nil},
			{once, "short", nil, []password.Fault{password.TooShort}},
			{once, "lebinh lebinh 2026", nil, []password.Fault{password.Guessed}},
			{once, once, nil, []password.Fault{password.AsBefore}},
			{once, another, nil, nil},
			{once, secret, accounts.ErrWrong, nil},
		} {
			faults, err := h.ChangePassword(t.Context(), own, c.old, c.secret)
			if !errors.Is(err, c.want) || !slices.Equal(faults, c.faults) {
				t.Errorf("%q to %q: got %v, %v", c.old, c.secret, faults, err)
			}
		}
		must(t, h.try(t, own, another))
		user, err := s.User(t.Context(), "binh")
		must(t, err)
		if user.Temporary || !user.PasswordSince.Equal(now) || h.Duty(user, false, now) != accounts.NoDuty {
			t.Errorf("got %+v", user)
		}
		for range reform.FreeTries {
			_, _ = h.ChangePassword(t.Context(), own, "a guess", secret)
		}
		if _, err := h.ChangePassword(t.Context(), own, another, secret); !errors.Is(err, accounts.ErrTooOften) {
			t.Errorf("guessing from within: got %v", err)
		}
	})
}

func TestDutiesComeOneAfterTheOther(t *testing.T) {
	h := accounts.New(nil, accounts.Settings{Key: key(t), Policy: password.Policies["qd742"], Required: []reform.Role{reform.Administrator}})
	for _, c := range []struct {
		says   string
		user   reform.User
		second bool
		want   accounts.Duty
	}{
		{"an officer", reform.User{Role: reform.Officer, PasswordSince: now}, false, accounts.NoDuty},
		{"an administrator", reform.User{Role: reform.Administrator, PasswordSince: now}, false, accounts.EnrolFactor},
		{"an administrator with a device", reform.User{Role: reform.Administrator, PasswordSince: now}, true, accounts.NoDuty},
		{"an administrator with another's password", reform.User{Role: reform.Administrator, PasswordSince: now, Temporary: true}, false, accounts.ChoosePassword},
		{"an old password", reform.User{Role: reform.Officer, PasswordSince: now.AddDate(0, 0, -90)}, true, accounts.ChoosePassword},
	} {
		if got := h.Duty(c.user, c.second, now); got != c.want {
			t.Errorf("%s: got %q, want %q", c.says, got, c.want)
		}
	}
	h.Key = nil // nobody can have what nobody can be asked for
	if got := h.Duty(reform.User{Role: reform.Administrator, PasswordSince: now}, false, now); got != accounts.NoDuty {
		t.Errorf("without a key: got %q", got)
	}
}
