package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/provider"
	"reformboard/internal/reform"
)

func TestProviderIsSetWholeOrNotAtAll(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("geheim\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	whole := outside{OIDCIssuer: "https://id.example", OIDCClient: "board", OIDCSecret: secret, OIDCName: "VNeID", OIDCClaim: provider.Mail, Address: "https://board.example/"}
	got, err := whole.provider()
	if err != nil {
		t.Fatal(err)
	}
	want := provider.Settings{
		Issuer: "https://id.example", Client: "board", Secret: "geheim", Name: "VNeID", Claim: provider.Mail, Back: "https://board.example/sign-in/provider/return",
	}
	if got.Settings != want {
		t.Errorf("got %+v", got.Settings)
	}
	if got, err := (outside{OIDCClient: "board"}).provider(); got != nil || err != nil {
		t.Errorf("without an issuer: got %v, %v", got, err)
	}
	for setting, change := range map[string]func(*outside){
		"REFORMBOARD_OIDC_ISSUER \"http":     func(o *outside) { o.OIDCIssuer = "http://id.example" },
		"REFORMBOARD_OIDC_ISSUER \"id":       func(o *outside) { o.OIDCIssuer = "id.example" },
		"REFORMBOARD_OIDC_CLIENT":            func(o *outside) { o.OIDCClient = "" },
		"REFORMBOARD_OIDC_SECRET_FILE":       func(o *outside) { o.OIDCSecret += "x" },
		"REFORMBOARD_ADDRESS \"\"":           func(o *outside) { o.Address = "" },
		"REFORMBOARD_ADDRESS \"board":        func(o *outside) { o.Address = "board.example" },
		"REFORMBOARD_ADDRESS \"https://b/x/": func(o *outside) { o.Address = "https://b/x/y" },
	} {
		faulty := whole
		change(&faulty)
		if _, err := faulty.provider(); err == nil || !strings.HasPrefix(strings.TrimPrefix(err.Error(), reform.ErrInvalid.Error()+": "), setting) {
			t.Errorf("%s: got %v", setting, err)
		}
	}
	for _, here := range []string{"http://localhost:9000/x", "http://127.0.0.1:9000", "http://[::1]:9000"} {
		if !isSafe(here) {
			t.Errorf("%s is on this machine", here)
		}
	}
}
