package web

import (
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/account"
	"reformboard/dashboards/frame"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

// foundingForm is there as long as nobody has an account.
func (s *Server) foundingForm(c *gin.Context) (frame.Page, error) {
	if err := s.unfounded(c); err != nil {
		return nil, err
	}
	v := s.voice(c)
	return account.NewFounding(v, "", "", rules(v, s.Door.Policy, false)), nil
}

func (s *Server) unfounded(c *gin.Context) error {
	users, _, err := s.peopleNow(c)
	if err == nil && len(users) > 0 {
		err = reform.ErrNotFound
	}
	return err
}

// found makes the first administrator, who is signed in at once.
func (s *Server) found(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err == nil {
		err = s.unfounded(c)
	}
	if err != nil {
		return "", err
	}
	v := s.voice(c)
	id, name := strings.TrimSpace(sent.Get("id")), strings.TrimSpace(sent.Get("name"))
	refuse := func(problems ...string) {
		s.write(c, http.StatusUnprocessableEntity, account.NewFounding(v, id, name, rules(v, s.Door.Policy, false), problems...))
	}
	if sent.Get("password") != sent.Get("again") {
		refuse(v.Say("password.differ"))
		return "", nil
	}
	wrong, err := s.Door.Found(c.Request.Context(), s.attempt(c, id), sent.Get("code"), name, sent.Get("password"))
	switch {
	case errors.Is(err, accounts.ErrWrong):
		refuse(v.Say("account.first.wrong"))
	case errors.Is(err, reform.ErrInvalid):
		refuse(v.Say("account.first.name"))
	case len(wrong) > 0:
		refuse(faults(v, s.Door.Policy, false, wrong)...)
	case err != nil:
		return "", s.tooSoon(c, err)
	default:
		return "/", s.letIn(c, reform.User{ID: id})
	}
	return "", nil
}
