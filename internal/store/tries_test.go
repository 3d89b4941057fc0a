package store_test

import (
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// once counts one more under a key.
func once(s *store.Store, t *testing.T, key, account string, now time.Time) error {
	return s.CountTries(t.Context(), now, []string{key}, func(held map[string]reform.Tries) ([]reform.Tries, error) {
		tries := held[key].Again(now)
		tries.Key, tries.Account = key, account
		return []reform.Tries{tries}, nil
	})
}

func TestEveryTryIsCountedOfManyAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var rush sync.WaitGroup
		failures := make([]error, 40)
		for i := range failures {
			rush.Go(func() { failures[i] = once(s, t, "k", "an", at) })
		}
		rush.Wait()
		must(t, errors.Join(failures...))
		must(t, once(s, t, "other", "binh", at))
		got, err := s.TriesAt(t.Context(), "an")
		must(t, err)
		if diff := cmp.Diff([]reform.Tries{{Key: "k", Account: "an", Failed: 40, At: kept}}, got); diff != "" {
			t.Error(diff)
		}
		no := errors.New("no")
		if err := s.CountTries(t.Context(), at, nil, func(map[string]reform.Tries) ([]reform.Tries, error) { return nil, no }); !errors.Is(err, no) {
			t.Errorf("got %v", err)
		}
	})
}

func TestTriesAreForgottenInTheirTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, once(s, t, "strangers at an", "an", at))
		must(t, once(s, t, "at nobody", "", at))
		must(t, once(s, t, "address", "", at.Add(time.Hour)))
		must(t, once(s, t, "address", "", at.Add(time.Hour)))
		left := func(want ...string) {
			t.Helper()
			got, err := s.Strings(t.Context(), "SELECT key || ' ' || failed FROM tries")
			must(t, err)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		must(t, once(s, t, "late", "", at.Add(24*time.Hour)))
		left("address 2", "late 1", "strangers at an 1")
		if _, found, err := s.LastSignIn(t.Context(), "an"); err != nil || found {
			t.Errorf("found %t, %v", found, err)
		}
		in := reform.SignIn{Account: "an", At: kept.Add(24 * time.Hour), Address: "192.0.2.7"}
		must(t, s.SaveSignIn(t.Context(), in, "address"))
		left("address 1", "late 1")
		must(t, s.SaveSignIn(t.Context(), in, "nothing"))
		if last, found, err := s.LastSignIn(t.Context(), "an"); err != nil || !found || last != in {
			t.Errorf("got %+v, %t, %v", last, found, err)
		}
		must(t, once(s, t, "strangers at an", "an", at))
		must(t, s.ForgetTries(t.Context(), "chi", at, "an"))
		if tries, err := s.TriesAt(t.Context(), "an"); err != nil || len(tries) > 0 {
			t.Errorf("%v are left, %v", tries, err)
		}
	})
}
