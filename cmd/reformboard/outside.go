package main

import (
	"fmt"
	"net/netip"
	"net/url"
	"os"
	"strings"

	"reformboard/internal/provider"
	"reformboard/internal/reform"
	"reformboard/internal/web"
)

// outside are the settings of the system that says who somebody is, if there is one.
type outside struct {
	OIDCIssuer string         `name:"oidc-issuer" help:"Address of an OpenID Connect provider by which people may sign in; empty: there is none, and the board calls nobody." placeholder:"https://…" env:"REFORMBOARD_OIDC_ISSUER"`
	OIDCClient string         `name:"oidc-client" help:"What the provider knows the board as." env:"REFORMBOARD_OIDC_CLIENT"`
	OIDCSecret string         `name:"oidc-secret-file" help:"File with the secret that the provider gave the board; empty: it gave none." env:"REFORMBOARD_OIDC_SECRET_FILE"`
	OIDCName   string         `name:"oidc-name" help:"Name of the provider on the sign-in page." default:"OIDC" env:"REFORMBOARD_OIDC_NAME"`
	OIDCClaim  provider.Claim `name:"oidc-claim" help:"What of a person is held against sign-in names the first time: preferred_username or email, if it is verified." enum:"preferred_username,email" default:"preferred_username" env:"REFORMBOARD_OIDC_CLAIM"`
	Address    string         `help:"Address at which people reach the board, as https://board.example; a provider sends them back there." env:"REFORMBOARD_ADDRESS"`
}

// provider is the provider that is set; nil: there is none. It is not asked anything yet.
func (o outside) provider() (*provider.Provider, error) {
	if o.OIDCIssuer == "" {
		return nil, nil
	}
	if !isSafe(o.OIDCIssuer) {
		return nil, fmt.Errorf("%w: REFORMBOARD_OIDC_ISSUER %q is no https:// address (default: no provider)", reform.ErrInvalid, o.OIDCIssuer)
	}
	if o.OIDCClient == "" {
		return nil, fmt.Errorf("%w: REFORMBOARD_OIDC_CLIENT is missing: what does the provider know the board as? (no default)", reform.ErrInvalid)
	}
	if at, err := url.Parse(o.Address); err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" || strings.Trim(at.Path, "/") != "" {
		return nil, fmt.Errorf("%w: REFORMBOARD_ADDRESS %q is no address of a board, as https://board.example (no default)", reform.ErrInvalid, o.Address)
	}
	secret := ""
	if o.OIDCSecret != "" {
		text, err := os.ReadFile(o.OIDCSecret)
		if err != nil {
			return nil, fmt.Errorf("REFORMBOARD_OIDC_SECRET_FILE: %w", err)
		}
		secret = strings.TrimSpace(string(text))
	}
	return provider.New(provider.Settings{
		Issuer: o.OIDCIssuer, Client: o.OIDCClient, Secret: secret, Name: o.OIDCName, Claim: o.OIDCClaim, Back: web.ReturnURL(o.Address),
	}), nil
}

// isSafe reports whether nobody on the way can answer in a provider's place: it is asked
// over TLS, or on this machine.
func isSafe(issuer string) bool {
	at, err := url.Parse(issuer)
	if err != nil || at.Host == "" {
		return false
	}
	ip, err := netip.ParseAddr(at.Hostname())
	here := at.Hostname() == "localhost" || err == nil && ip.IsLoopback()
	return at.Scheme == "https" || at.Scheme == "http" && here
}
