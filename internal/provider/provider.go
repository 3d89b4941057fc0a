// Package provider has another system, an OpenID Connect provider, say who somebody is.
//
// Its one rule: nobody is taken at their word. What comes back through a browser counts
// only when the provider itself has signed it, for this board and for this errand. It is
// the only package that calls out of the machine, and it calls nobody but the provider.
package provider

import (
	"context"
	"crypto/subtle"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"
)

// Settings are what the provider and the board have agreed on.
type Settings struct {
	Issuer string // the provider's own address
	Client string // what the provider knows the board as
	Secret string // empty: there is none, and PKCE alone proves whose errand it was
	Name   string // of the provider, to its people
	Back   string // the board's address to which people are sent back
	Claim  Claim  // by which a person is matched the first time; empty: PreferredName
}

// Claim is what a provider says of a person that may be a sign-in name.
type Claim string

const (
	PreferredName Claim = "preferred_username"
	Mail          Claim = "email" // and then only a verified one
)

// Claims lists every Claim.
var Claims = []Claim{PreferredName, Mail}

var (
	// ErrAway says that the provider does not answer.
	ErrAway = errors.New("the provider does not answer")
	// ErrRefused says that somebody comes back with what the provider never gave, or not
	// for this errand.
	ErrRefused = errors.New("the provider does not vouch for this")
)

// Errand is one way to the provider and back. It stays on the server; only State and what
// follows from the others goes through the browser.
type Errand struct {
	State    string // comes back with the person
	Nonce    string // comes back in what the provider signs
	Verifier string // is shown to the provider, who was given its hash
}

// Answer is what a person comes back with.
type Answer struct {
	State, Code string
	Issuer      string // empty: the provider does not say
	Problem     string // why there is no code; empty: there is one
}

// Person is whom the provider vouches for.
type Person struct {
	Issuer  string
	Subject string // never changes, and is nobody else's at this issuer
	Name    string // by the Claim; empty: the provider does not say, or has not verified it
}

// Provider is one provider. Several goroutines may use it at once.
type Provider struct {
	Settings
	client *http.Client

	mu     sync.Mutex
	known  *oidc.Provider // nil: it has not answered yet
	missed time.Time      // when it did not answer last
}

// patience is how long the provider may take for one answer.
const patience = 5 * time.Second

// New returns a provider. It is asked nothing before somebody wants to come in by it: the
// board starts, and lets others in, whether it is there or not.
func New(s Settings) *Provider {
	if s.Claim == "" {
		s.Claim = PreferredName
	}
	return &Provider{Settings: s, client: &http.Client{Timeout: patience, Transport: bounded{&http.Transport{
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}, MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute,
	}}, CheckRedirect: stay}}
}

// stay takes an answer that leads elsewhere for what it is: the provider is asked at its
// own addresses, and our secret goes to no other.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// Begin makes an errand, and the address at the provider to which a person is sent.
func (p *Provider) Begin(ctx context.Context, now time.Time) (address string, e Errand, err error) {
	known, err := p.find(ctx, now)
	if err != nil {
		return "", Errand{}, err
	}
	e = Errand{State: oauth2.GenerateVerifier(), Nonce: oauth2.GenerateVerifier(), Verifier: oauth2.GenerateVerifier()}
	return p.config(known).AuthCodeURL(e.State, oidc.Nonce(e.Nonce), oauth2.S256ChallengeOption(e.Verifier)), e, nil
}

// End finds out from the provider who has come back from an errand.
func (p *Provider) End(ctx context.Context, now time.Time, e Errand, a Answer) (Person, error) {
	switch {
	case e.State == "" || subtle.ConstantTimeCompare([]byte(e.State), []byte(a.State)) == 0:
		return Person{}, fmt.Errorf("%w: it comes back from no errand of this browser", ErrRefused)
	case a.Issuer != "" && a.Issuer != p.Issuer:
		return Person{}, fmt.Errorf("%w: it comes from %q", ErrRefused, a.Issuer)
	case a.Code == "":
		return Person{}, fmt.Errorf("%w: %q", ErrRefused, a.Problem)
	}
	known, err := p.find(ctx, now)
	if err != nil {
		return Person{}, err
	}
	ctx = oidc.ClientContext(ctx, p.client)
	token, err := p.config(known).Exchange(ctx, a.Code, oauth2.VerifierOption(e.Verifier))
	if err != nil {
		return Person{}, refused(err)
	}
	signed, _ := token.Extra("id_token").(string)
	proof, err := known.Verifier(&oidc.Config{ClientID: p.Client, Now: func() time.Time { return now }}).Verify(ctx, signed)
	if err != nil {
		return Person{}, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return p.person(proof, e)
}

// longestSubject is the most letters that the standard lets a subject have.
const longestSubject = 255

func (p *Provider) person(proof *oidc.IDToken, e Errand) (Person, error) {
	var says struct {
		For      string `json:"azp"`
		Name     string `json:"preferred_username"`
		Mail     string `json:"email"`
		Verified bool   `json:"email_verified"`
	}
	if err := proof.Claims(&says); err != nil {
		return Person{}, fmt.Errorf("%w: %w", ErrRefused, err)
	}
	switch {
	case subtle.ConstantTimeCompare([]byte(e.Nonce), []byte(proof.Nonce)) == 0:
		return Person{}, fmt.Errorf("%w: it was signed for another errand", ErrRefused)
	case says.For != "" && says.For != p.Client:
		return Person{}, fmt.Errorf("%w: it was signed for %q", ErrRefused, says.For)
	case proof.Subject == "" || len(proof.Subject) > longestSubject:
		return Person{}, fmt.Errorf("%w: it names nobody", ErrRefused)
	}
	found := Person{Issuer: proof.Issuer, Subject: proof.Subject, Name: says.Name}
	if p.Claim == Mail {
		if found.Name = says.Mail; !says.Verified {
			found.Name = ""
		}
	}
	return found, nil
}

func (p *Provider) config(known *oidc.Provider) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.Client, ClientSecret: p.Secret, Endpoint: known.Endpoint(), RedirectURL: p.Back,
		Scopes: []string{oidc.ScopeOpenID, "profile", "email"},
	}
}

// again is how long a provider that did not answer is left alone: one by one, all who want
// to come in would wait for it.
const again = 5 * time.Second

// find asks the provider, once, where its doors are.
func (p *Provider) find(ctx context.Context, now time.Time) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	if since := now.Sub(p.missed); !p.missed.IsZero() && 0 <= since && since < again {
		return nil, ErrAway
	}
	known, err := oidc.NewProvider(oidc.ClientContext(ctx, p.client), p.Issuer)
	if err != nil {
		p.missed = now
		return nil, fmt.Errorf("%w: %w", ErrAway, err)
	}
	p.known = known
	return known, nil
}

// refused tells a provider that says no from one that says nothing.
func refused(err error) error {
	if said, ok := errors.AsType[*oauth2.RetrieveError](err); ok && said.Response.StatusCode < http.StatusInternalServerError {
		return fmt.Errorf("%w: %w", ErrRefused, err)
	}
	return fmt.Errorf("%w: %w", ErrAway, err)
}

// bounded reads no answer to its end that has none.
type bounded struct{ http.RoundTripper }

// mostAnswer is the largest answer that is read, in bytes: keys and a token are some kilobytes.
const mostAnswer = 1 << 20

// RoundTrip is that of the transport.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := b.RoundTripper.RoundTrip(r)
	if err == nil {
		answer.Body = cut{io.LimitReader(answer.Body, mostAnswer), answer.Body}
	}
	return answer, err
}

type cut struct {
	io.Reader
	io.Closer
}
