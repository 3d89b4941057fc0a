package main

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/password"
)

func TestKeyIsMadeOnceAndKept(t *testing.T) {
	data := t.TempDir()
	var rush sync.WaitGroup
	sealed := make([]string, 8)
	for i := range sealed {
		rush.Go(func() {
			key, err := (door{}).key(data)
			if err != nil {
				t.Error(err)
				return
			}
			sealed[i] = key.Seal("an", []byte("seed"))
		})
	}
	rush.Wait()
	key, err := (door{}).key(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range sealed {
		if seed, err := key.Open("an", text); err != nil || string(seed) != "seed" {
			t.Errorf("servers that started at once have different keys: %v", err)
		}
	}
	held, err := os.Stat(filepath.Join(data, "second-factor.key"))
	if err != nil || held.Mode().Perm() != 0o600 {
		t.Errorf("others may read the key: %v, %v", held.Mode(), err)
	}
	if left, err := os.ReadDir(data); err != nil || len(left) != 1 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

func TestKeyThatIsNoneIsNamed(t *testing.T) {
	name := filepath.Join(t.TempDir(), "key")
	for _, text := range []string{"", "abc", strings.Repeat("0", 63), strings.Repeat("x", 64)} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := (door{KeyFile: name}).key(""); err == nil || !strings.Contains(err.Error(), "REFORMBOARD_KEY_FILE") {
			t.Errorf("%q: got %v", text, err)
		}
	}
	if _, err := (door{KeyFile: filepath.Join(name, "none")}).key(""); err == nil {
		t.Error("a key was made where no file can be")
	}
}

func TestPasswordsAreSetAsTheDecisionAsks(t *testing.T) {
	for _, c := range []struct {
		set  passwords
		want password.Policy
		ok   bool
	}{
		{passwords{Passwords: "nist"}, password.Policies["nist"], true},
		{passwords{Passwords: "qd742", PasswordLength: 10, PasswordKinds: 3, PasswordDays: 60}, password.Policy{Alone: 10, Second: 8, Kinds: 3, Lasts: 60 * 24 * time.Hour}, true},
		{passwords{Passwords: "nist", PasswordLength: 7}, password.Policy{}, false},
		{passwords{Passwords: "nist", PasswordLength: 65}, password.Policy{}, false},
		{passwords{Passwords: "nist", PasswordKinds: 5}, password.Policy{}, false},
		{passwords{Passwords: "nist", PasswordDays: -1}, password.Policy{}, false},
	} {
		if got, err := c.set.policy(); (err == nil) != c.ok || c.ok && got != c.want {
			t.Errorf("%+v: got %+v, %v", c.set, got, err)
		}
	}
}
