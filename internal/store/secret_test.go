package store_test

import (
	"bytes"
	"errors"
	"sync"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestSecretIsMadeOnceWhoeverAsks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		secrets := make([][]byte, 16)
		var racing sync.WaitGroup
		for i := range secrets {
			racing.Go(func() {
				var err error
				if secrets[i], err = s.Secret(t.Context(), "forms"); err != nil {
					t.Error(err)
				}
			})
		}
		racing.Wait()
		for i, secret := range secrets {
			if !bytes.Equal(secret, secrets[0]) || len(secret) != 32 {
				t.Errorf("number %d got another secret, or one of %d bytes", i, len(secret))
			}
		}
		other, err := s.Secret(t.Context(), "other")
		must(t, err)
		if bytes.Equal(other, secrets[0]) {
			t.Error("two names, one secret")
		}
		if version, err := s.BoardVersion(t.Context()); err != nil || version != 0 {
			t.Errorf("got %d events, %v, want none", version, err)
		}
		if _, err := s.Secret(t.Context(), ""); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("without a name: got %v, want not valid", err)
		}
	})
}
