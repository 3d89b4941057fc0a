package reform_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// TestMandateTakesTwoPersonsWhateverIsTried has anybody do anything in any order.
func TestMandateTakesTwoPersonsWhateverIsTried(t *testing.T) {
	persons := []string{"", "an", "binh", "chi"}
	rapid.Check(t, func(t *rapid.T) {
		m := reform.Mandate{AskedBy: rapid.SampledFrom(persons[1:]).Draw(t, "asker"), Account: rapid.SampledFrom(persons[1:]).Draw(t, "account"), Status: reform.MandateOpen}
		for range rapid.IntRange(1, 6).Draw(t, "deeds") {
			before, by := m, rapid.SampledFrom(persons).Draw(t, "by")
			deed := m.Grant
			if rapid.Bool().Draw(t, "lapse") {
				deed = m.Lapse
			}
			err := deed(by, time.Unix(1, 0))
			if err != nil && (m.Status != before.Status || m.ClosedBy != before.ClosedBy) {
				t.Fatalf("refused, and changed: %+v", m)
			}
			if err == nil && before.Status != reform.MandateOpen {
				t.Fatalf("what was closed was closed again: %+v", m)
			}
			if m.Status == reform.MandateGranted && (m.ClosedBy == m.AskedBy || m.ClosedBy == m.Account || m.ClosedBy == "") {
				t.Fatalf("granted by one person: %+v", m)
			}
		}
	})
}

func TestMandateSaysWhyItIsNotGranted(t *testing.T) {
	for by, want := range map[string]reform.Obstacle{"an": reform.SamePerson, "binh": reform.SamePerson, "chi": ""} {
		m := reform.Mandate{AskedBy: "an", Account: "binh", Status: reform.MandateOpen}
		err := m.Grant(by, time.Unix(1, 0))
		if objection, _ := errors.AsType[reform.Objection](err); objection.Obstacle != want || (err == nil) != (want == "") {
			t.Errorf("%s: got %v", by, err)
		}
	}
}

// TestStandingTellsApartWhatMayBeDone changes one thing at a time.
func TestStandingTellsApartWhatMayBeDone(t *testing.T) {
	u := reform.User{ID: "an", Role: reform.Appraiser, Unit: "bo", Areas: []string{"1", "2"}, Home: "cuc"}
	same := u
	same.Name, same.Password, same.Temporary, same.Areas = "An", "x", true, []string{"2", "1"}
	if u.Standing() != same.Standing() {
		t.Errorf("%q is not %q", u.Standing(), same.Standing())
	}
	seen := []string{u.Standing()}
	for _, change := range []func(*reform.User){
		func(u *reform.User) { u.Role = reform.Council }, func(u *reform.User) { u.Unit = "" }, func(u *reform.User) { u.Areas = nil },
		func(u *reform.User) { u.Home = "" }, func(u *reform.User) { u.Disabled = true },
	} {
		other := u
		change(&other)
		if slices.Contains(seen, other.Standing()) {
			t.Errorf("%q was there before", other.Standing())
		}
		seen = append(seen, other.Standing())
	}
}
