package accounts_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/flow/accounts"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/userlist"
)

var (
	an   = reform.User{ID: "an", Name: "Trần Thị An", Role: reform.Administrator}
	dung = reform.User{ID: "dung", Name: "Dũng", Role: reform.Administrator, Unit: "bo"}
)

func read(t *testing.T, lines ...string) userlist.List {
	t.Helper()
	list, err := userlist.Read("people.csv", []byte("id,name,role,unit,disabled\n"+strings.Join(lines, "\n")), reform.English)
	must(t, err)
	return list
}

func TestPeopleAreImportedWholeOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung)
		before, err := s.Users(t.Context())
		must(t, err)
		for _, c := range []struct {
			says string
			by   reform.User
			list userlist.List
			want string // problem and cell
		}{
			{"a faulty list", an, read(t, "chi,Chi,king,,"), "not_option 2:3"},
			{"an unknown unit", an, read(t, "chi,Chi,officer,cuc,", "em,Em,officer,none,"), "unknown_unit 3:4"},
			{"beyond one's reach", dung, read(t, "chi,Chi,officer,khac,"), "beyond_reach 2:4"},
			{"everything", dung, read(t, "chi,Chi,officer,,"), "beyond_reach 2:1"},
			{"somebody beyond one's reach drawn into it", dung, read(t, "an,An,officer,cuc,"), "beyond_reach 2:1"},
			{"one's own role", an, read(t, "an,An,officer,,"), "oneself 2:1"},
			{"one's own account", an, read(t, "an,An,administrator,,1"), "oneself 2:1"},
			{"no administrator", reform.User{ID: "binh", Role: reform.Officer}, read(t, "chi,Chi,officer,cuc,"), "beyond_reach 2:4"},
		} {
			handed, findings, err := h.Import(t.Context(), c.by, now, c.list)
			must(t, err)
			if len(findings) != 1 || string(findings[0].Problem)+" "+findings[0].Cell != c.want || handed != nil {
				t.Errorf("%s: got %v and %d passwords", c.says, findings, len(handed))
			}
		}
		after, err := s.Users(t.Context())
		must(t, err)
		if diff := cmp.Diff(before, after); diff != "" {
			t.Errorf("refused lists left something:\n%s", diff)
		}
	})
}

func TestImportedPeopleComeInByWhatIsHandedOut(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung)
		later := now.Add(time.Hour)
		handed, findings, err := h.Import(t.Context(), dung, later, read(t, "chi,Chi,officer,cuc,", "binh,Bình Lê,head,bo,", "em,Em,appraiser,bo,1"))
		must(t, err)
		if len(findings) > 0 || len(handed) != 2 || handed[0].ID != "chi" || handed[1].ID != "em" || handed[0].Secret == handed[1].Secret {
			t.Fatalf("got %v, %d handed out", findings, len(handed))
		}
		user, _, err := h.SignIn(t.Context(), accounts.Attempt{Name: "chi", Address: "192.0.2.1", At: later}, handed[0].Secret)
		must(t, err)
		if h.Duty(user, false, later) != accounts.ChoosePassword {
			t.Errorf("a password that others know may stay: %+v", user)
		}
		user, _, err = h.SignIn(t.Context(), at("192.0.2.1", time.Hour), secret)
		must(t, err)
		if want := (reform.User{ID: "binh", Name: "Bình Lê", Role: reform.Head, Unit: "bo", Password: secretHash(), PasswordSince: now}); !cmp.Equal(user, want) {
			t.Errorf("whoever was there has not kept the password: %+v", user)
		}
		if _, _, err := h.SignIn(t.Context(), accounts.Attempt{Name: "em", Address: "192.0.2.1", At: later}, handed[1].Secret); !errors.Is(err, accounts.ErrWrong) {
			t.Errorf("a closed account lets in: %v", err)
		}
	})
}

func TestPersonIsSavedByWhomMay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung)
		handed, err := h.Save(t.Context(), dung, now, reform.User{ID: "chi", Name: "Chi", Role: reform.Officer, Unit: "cuc"})
		must(t, err)
		if len(handed) != 1 {
			t.Fatalf("%d passwords", len(handed))
		}
		handed, err = h.Save(t.Context(), dung, now, reform.User{ID: "chi", Name: "Chi", Role: reform.Head, Unit: "bo"})
		must(t, err)
		if len(handed) != 0 {
			t.Error("somebody who is there got another password")
		}
		for _, c := range []struct {
			person reform.User
			want   error
		}{
			{reform.User{ID: "an", Role: reform.Officer, Unit: "bo"}, reform.ErrForbidden},
			{reform.User{ID: "dung", Role: reform.Administrator, Unit: ""}, reform.ErrForbidden},
			{reform.User{ID: "dung", Role: reform.Administrator, Unit: "cuc"}, reform.ErrForbidden},
			{reform.User{ID: "a b", Role: reform.Officer, Unit: "bo"}, reform.ErrInvalid},
			{reform.User{ID: "em", Role: "king", Unit: "bo"}, reform.ErrInvalid},
			{reform.User{ID: "em", Role: reform.Officer, Unit: "none"}, reform.ErrInvalid},
		} {
			if _, err := h.Save(t.Context(), dung, now, c.person); !errors.Is(err, c.want) {
				t.Errorf("%+v: got %v, want %v", c.person, err, c.want)
			}
		}
	})
}

func TestFirstAdministratorIsMadeOnceByThePrintedCode(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := accounts.New(s, accounts.Settings{})
		first := accounts.Attempt{Name: "an", Address: "192.0.2.1", At: now}
		found := func(a accounts.Attempt, code, word string, want error, faults ...password.Fault) {
			t.Helper()
			got, err := d.Found(t.Context(), a, code, "Trần Thị An", word)
			if !errors.Is(err, want) || !cmp.Equal(got, faults) {
				t.Errorf("got %v, %v, want %v, %v", got, err, faults, want)
			}
		}
		found(first, "", secret, accounts.ErrWrong)
		code, err := d.Open(t.Context(), now)
		must(t, err)
		found(first, "", secret, accounts.ErrWrong)
		found(first, code+"x", secret, accounts.ErrWrong)
		late := first
		late.At = now.Add(accounts.OpeningLasts)
		found(late, code, secret, accounts.ErrWrong)
		found(first, code, "short", nil, password.TooShort)
		unnamed := first
		unnamed.Name = "a b"
		found(unnamed, code, secret, reform.ErrInvalid)
		typed := strings.ToUpper(" " + strings.ReplaceAll(code, "-", " "))
		found(first, typed, secret, nil)
		found(first, code, secret, accounts.ErrWrong)
		user, err := s.User(t.Context(), "an")
		must(t, err)
		if user.Role != reform.Administrator || user.Unit != "" || user.Temporary {
			t.Errorf("got %+v", user)
		}
		must(t, func() error { _, _, err := d.SignIn(t.Context(), late, secret); return err }())
		if again, err := d.Open(t.Context(), now); err != nil || again != "" {
			t.Errorf("a second code: %q, %v", again, err)
		}
	})
}

// TestWhereAPersonWorksOutlivesAChange has the unit that one never judges stay what it is.
func TestWhereAPersonWorksOutlivesAChange(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, reform.User{ID: "chi", Name: "Chi", Role: reform.Appraiser, Unit: "bo", Home: "cuc"})
		_, err := h.Save(t.Context(), an, now, reform.User{ID: "chi", Name: "Chi", Role: reform.Appraiser, Unit: "khac"})
		must(t, err)
		user, err := s.User(t.Context(), "chi")
		must(t, err)
		if user.Home != "cuc" || user.Unit != "khac" {
			t.Errorf("got %+v", user)
		}
		if _, err := h.Save(t.Context(), an, now, reform.User{ID: "chi", Name: "Chi", Role: reform.Administrator, Unit: "bo"}); !errors.Is(err, accounts.ErrAsked) {
			t.Fatal(err)
		}
		open, err := s.OpenMandates(t.Context())
		must(t, err)
		if len(open) != 1 || open[0].Home != "cuc" {
			t.Errorf("got %+v", open)
		}
	})
}
