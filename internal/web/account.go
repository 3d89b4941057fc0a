package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/account"
	"reformboard/dashboards/frame"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

// mine is what the board knows of whoever is signed in, for the page of their own account.
func (s *Server) mine(c *gin.Context) (account.Mine, error) {
	ctx, user := c.Request.Context(), visitorOf(c)
	v := s.voice(c)
	m := account.Mine{User: user, Offered: s.Door.Key != nil, Here: s.here(c), Rules: rules(v, s.Door.Policy, false)}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return m, err
	}
	for _, u := range units {
		if u.ID == user.Unit {
			m.Unit = v.Words(u.Name())
		}
	}
	if held, err := s.board.Store.SecondFactor(ctx, user.ID); err == nil {
		m.Factor, m.Rules = &held, rules(v, s.Door.Policy, true)
	} else if !errors.Is(err, reform.ErrNotFound) {
		return m, err
	}
	if _, outside := s.hasPassport(user.ID); outside && s.Door.Provider != nil {
		m.Provider = s.Door.Provider.Name
	}
	m.Duty = m.Provider == "" && s.Door.Duty(user, m.Factor != nil, s.at(c)) == accounts.ChoosePassword
	if m.Left, err = s.board.Store.RecoveryCodes(ctx, user.ID); err != nil {
		return m, err
	}
	if last, found, err := s.board.Store.LastSignIn(ctx, user.ID); err != nil {
		return m, err
	} else if found {
		m.Last = &last
	}
	m.Sessions, err = s.board.Store.SessionsOf(ctx, user.ID, s.Lives, s.at(c))
	return m, err
}

// here is the id of the session of this request.
func (s *Server) here(c *gin.Context) string {
	return s.board.Store.SessionID(s.sessions.Token(c.Request.Context()))
}

// rules say what a password must be like.
func rules(v frame.Voice, p password.Policy, second bool) string {
	key := "password.rules.nist"
	if p.Kinds > 0 {
		key = "password.rules.kinds"
	}
	says := v.Say(key, "Least", p.Least(second), "Most", password.Most, "Kinds", p.Kinds)
	if p.Lasts > 0 {
		says += " " + v.Say("password.rules.lasts", "Days", int(p.Lasts/password.Day))
	}
	return says
}

// faults say what is wrong with a password.
func faults(v frame.Voice, p password.Policy, second bool, found []password.Fault) []string {
	var said []string
	for _, f := range found {
		said = append(said, v.Say("password."+string(f), "Least", p.Least(second), "Most", password.Most, "Kinds", p.Kinds))
	}
	return said
}

func (s *Server) account(c *gin.Context) (frame.Page, error) {
	m, err := s.mine(c)
	m.Changed = c.Query("changed") != ""
	return account.NewAccount(s.voice(c), m), err
}

// changePassword ends all sessions of the person but this one, which goes on under
// another token.
func (s *Server) changePassword(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	v, user := s.voice(c), visitorOf(c)
	if sent.Get("password") != sent.Get("again") {
		return "", s.refusePassword(c, http.StatusUnprocessableEntity, v.Say("password.differ"))
	}
	found, err := s.Door.ChangePassword(c.Request.Context(), s.attempt(c, user.ID), sent.Get("old"), sent.Get("password"))
	if errors.Is(err, accounts.ErrWrong) {
		return "", s.refusePassword(c, http.StatusUnprocessableEntity, v.Say("account.password.wrong"))
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	if len(found) > 0 {
		_, second := s.hasFactor(user.ID)
		return "", s.refusePassword(c, http.StatusUnprocessableEntity, faults(v, s.Door.Policy, second, found)...)
	}
	return account.URL + "?changed=1", s.letIn(c, user)
}

func (s *Server) refusePassword(c *gin.Context, status int, problems ...string) error {
	m, err := s.mine(c)
	if err != nil {
		return err
	}
	m.Problems = problems
	s.write(c, status, account.NewAccount(s.voice(c), m))
	return nil
}

// hasFactor reports whether an account had a second factor when people were last looked
// up, which is in this request.
func (s *Server) hasFactor(id string) (reform.SecondFactor, bool) {
	s.crowd.mu.Lock()
	defer s.crowd.mu.Unlock()
	held, ok := s.crowd.factors[id]
	return held, ok
}

// hasPassport is hasFactor for the passport of who comes in by a provider.
func (s *Server) hasPassport(id string) (reform.Passport, bool) {
	s.crowd.mu.Lock()
	defer s.crowd.mu.Unlock()
	held, ok := s.crowd.passes[id]
	return held, ok
}

// tooSoon tells a person how long to wait, or what else is the matter.
func (s *Server) tooSoon(c *gin.Context, err error) error {
	v := s.voice(c)
	if soon, ok := errors.AsType[accounts.TooSoon](err); ok {
		seconds := int(max(time.Second, soon.Wait.Round(time.Second)) / time.Second)
		c.Header("Retry-After", strconv.Itoa(seconds))
		return told{err, v.Say("account.wait", "Seconds", v.Count(seconds))}
	}
	switch {
	case errors.Is(err, accounts.ErrExpired):
		return told{err, v.Say("account.stale")}
	case errors.Is(err, accounts.ErrNoKey):
		s.Log.ErrorContext(c.Request.Context(), "second factor", "error", err)
		return told{err, v.Say("account.no_key")}
	}
	return err
}

// device begins to give the visitor a second factor.
func (s *Server) device(c *gin.Context) (frame.Page, error) {
	if s.Door.Key == nil {
		return nil, fmt.Errorf("second factors: %w", reform.ErrNotFound)
	}
	sealed, _, err := s.Door.NewFactor(visitorOf(c).ID)
	if err != nil {
		return nil, s.tooSoon(c, err)
	}
	return s.enrolling(c, sealed, "")
}

// enrolling shows the seed that is sealed once more.
func (s *Server) enrolling(c *gin.Context, sealed, problem string) (frame.Page, error) {
	user := visitorOf(c)
	seed, err := s.Door.Enrolling(user.ID, sealed)
	if err != nil {
		return nil, s.tooSoon(c, err)
	}
	v := s.voice(c)
	picture, err := seed.Picture(v.Say("page.system.short"), user.ID)
	if err != nil {
		return nil, err
	}
	_, again := s.hasFactor(user.ID)
	return account.NewDevice(v, account.Enrolling{
		Picture: picture, Text: seed.Text(), Sealed: sealed, Again: again, Must: s.Door.Duty(user, again, s.at(c)) == accounts.EnrolFactor,
	}, problem), nil
}

func (s *Server) enrol(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	user := visitorOf(c)
	if _, err := s.Door.Enrolling(user.ID, sent.Get("sealed")); err != nil {
		return account.DeviceURL, nil //nolint:nilerr // from the beginning, with a seed of ours
	}
	codes, err := s.Door.Enrol(c.Request.Context(), s.attempt(c, user.ID), sent.Get("password"), sent.Get("sealed"), sent.Get("code"))
	if errors.Is(err, accounts.ErrWrong) {
		page, err := s.enrolling(c, sent.Get("sealed"), s.voice(c).Say("account.device.wrong"))
		if err == nil {
			s.write(c, http.StatusUnprocessableEntity, page)
		}
		return "", err
	}
	if err == nil { // who came in without it comes in again
		err = s.board.Store.EndSessions(c.Request.Context(), user.ID, s.at(c), user.ID, s.here(c))
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	s.write(c, http.StatusOK, account.NewRecovery(s.voice(c), codes))
	return "", nil
}

func (s *Server) renewRecovery(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	codes, err := s.Door.RenewRecovery(c.Request.Context(), s.attempt(c, visitorOf(c).ID), sent.Get("password"))
	if errors.Is(err, accounts.ErrWrong) {
		return "", s.refusePassword(c, http.StatusUnprocessableEntity, s.voice(c).Say("account.password.wrong"))
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	s.write(c, http.StatusOK, account.NewRecovery(s.voice(c), codes))
	return "", nil
}

// endSessions ends one of the visitor's sessions, or all others.
func (s *Server) endSessions(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	user := visitorOf(c)
	return account.URL + "#sessions", s.end(c, user.ID, sent.Get("session"), s.here(c))
}

// end ends a session of an account, or all but one.
func (s *Server) end(c *gin.Context, id, session, but string) error {
	switch session {
	case "":
		return fmt.Errorf("%w: no session was named", reform.ErrInvalid)
	case "others", "all":
		return s.board.Store.EndSessions(c.Request.Context(), visitorOf(c).ID, s.at(c), id, but)
	}
	return s.board.Store.EndSession(c.Request.Context(), visitorOf(c).ID, s.at(c), id, session)
}

// duty is where a person has to go before anything else; empty: nowhere.
func (s *Server) duty(c *gin.Context, user reform.User) string {
	if _, outside := s.hasPassport(user.ID); outside {
		return "" // what a person comes in with is the provider's to ask for
	}
	_, second := s.hasFactor(user.ID)
	switch s.Door.Duty(user, second, s.at(c)) {
	case accounts.ChoosePassword:
		if c.FullPath() != account.URL && c.FullPath() != account.PasswordURL {
			return account.URL
		}
	case accounts.EnrolFactor:
		if !strings.HasPrefix(c.FullPath(), account.DeviceURL) {
			return account.DeviceURL
		}
	case accounts.NoDuty:
	}
	return ""
}
