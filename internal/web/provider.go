package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/people"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/provider"
	"reformboard/internal/reform"
)

// Where people leave for the provider, and where it sends them back to.
const (
	providerURL = "/sign-in/provider"
	returnURL   = "/sign-in/provider/return"
)

// ReturnURL is what a provider must know as the address to send people back to, on a board
// that people reach at an address.
func ReturnURL(board string) string { return strings.TrimSuffix(board, "/") + returnURL }

// errand is one that a browser is on, as its session holds it.
type errand struct {
	provider.Errand
	To    string // where the person wanted to go
	Until time.Time
}

// errandLasts is how long a person may take at the provider.
const errandLasts = 10 * time.Minute

// sendOut sends a person to the provider. A link leads here and no form: the policy of
// content lets no form end at another site.
func (s *Server) sendOut(c *gin.Context) (string, error) {
	ctx := c.Request.Context()
	to, out, err := s.Door.SendOut(ctx, s.attempt(c, ""))
	if errors.Is(err, accounts.ErrAway) {
		return s.away(c, err, c.Query("to")), nil
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	kept, err := json.Marshal(errand{out, backTo(c.Query("to")), s.at(c).Add(errandLasts)})
	if err != nil {
		return "", err
	}
	s.sessions.Put(ctx, errandKey, string(kept))
	return to, nil
}

// takeIn lets in who comes back from the provider, from an errand that is over then,
// however it ends. Whoever is refused learns no more than that.
func (s *Server) takeIn(c *gin.Context) (string, error) {
	ctx := c.Request.Context()
	var held errand
	if kept := s.sessions.PopString(ctx, errandKey); kept != "" {
		if err := json.Unmarshal([]byte(kept), &held); err != nil {
			return "", fmt.Errorf("errand: %w", err)
		}
	}
	if !s.at(c).Before(held.Until) {
		held = errand{}
	}
	user, err := s.Door.TakeIn(ctx, s.attempt(c, ""), held.Errand, provider.Answer{
		State: c.Query("state"), Code: c.Query("code"), Issuer: c.Query("iss"), Problem: c.Query("error"),
	})
	switch {
	case errors.Is(err, accounts.ErrWrong):
		s.Log.WarnContext(ctx, "provider", "error", err)
		return "/sign-in?" + url.Values{endingKey: {endedRefused}}.Encode(), nil
	case errors.Is(err, accounts.ErrAway):
		return s.away(c, err, held.To), nil
	case err != nil:
		return "", s.tooSoon(c, err)
	}
	return backTo(held.To), s.letIn(c, user)
}

// away leads to the other way in: the provider does not answer.
func (s *Server) away(c *gin.Context, err error, to string) string {
	s.Log.ErrorContext(c.Request.Context(), "provider", "error", err)
	return "/sign-in?" + url.Values{endingKey: {endedAway}, "to": {backTo(to)}}.Encode()
}

// How an errand ended that let nobody in, as the address of the sign-in page says it: what
// came back in the address before is for nobody's history.
const (
	endingKey    = "provider"
	endedRefused = "refused"
	endedAway    = "away"
)

// ending is what the sign-in page says of an errand before, and with which status.
func (s *Server) ending(c *gin.Context) (status int, sentence string) {
	if p := s.Door.Provider; p != nil {
		switch v := s.voice(c); c.Query(endingKey) {
		case endedRefused:
			return http.StatusUnauthorized, v.Say("provider.refused", "Name", p.Name)
		case endedAway:
			return http.StatusServiceUnavailable, v.Say("provider.away", "Name", p.Name)
		}
	}
	return http.StatusOK, ""
}

// passPerson has a person come in by the provider from now on.
func (s *Server) passPerson(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	id := c.Param("person")
	err = s.Door.Outside(c.Request.Context(), visitorOf(c).ID, s.at(c), id, strings.TrimSpace(sent.Get("subject")))
	if asked, _ := s.isAsked(c, err); asked {
		return askedURL, nil
	}
	if errors.Is(err, reform.ErrConflict) {
		return "", s.refusePerson(c, http.StatusConflict, s.voice(c).Say("provider.person.taken"), reform.User{})
	}
	return people.PersonURL(id, "?saved=1"), err
}
