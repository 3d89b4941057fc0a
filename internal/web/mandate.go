package web

import (
	"errors"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/people"
	"reformboard/internal/access"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
)

// waiting is what waits for a second person, of all whom the visitor may admit.
func (s *Server) waiting(c *gin.Context, users map[string]reform.User, units []reform.Unit) ([]people.Waiting, error) {
	open, err := s.board.Store.OpenMandates(c.Request.Context())
	if err != nil {
		return nil, err
	}
	reader := visitorOf(c)
	var found []people.Waiting
	for _, m := range open {
		if !access.May(reader, access.Admit, units, m.Unit) {
			continue
		}
		w := people.Waiting{Mandate: m, Alone: true}
		for _, u := range users {
			second := u.ID != m.AskedBy && u.ID != m.Account && access.May(u, access.Admit, units, m.Unit)
			w.Alone = w.Alone && !second
			w.Mine = w.Mine || second && u.ID == reader.ID
		}
		found = append(found, w)
	}
	return found, nil
}

// askedURL is where whoever asked for a mandate sees it wait.
const askedURL = people.URL + "?asked=1#mandates"

// isAsked reports whether nothing is done yet because a second person has to say so, and
// how the page says it that something waits already.
func (s *Server) isAsked(c *gin.Context, err error) (asked bool, problem string) {
	if errors.Is(err, reform.ErrConflict) {
		problem = s.voice(c).Say("mandate.waits")
	}
	return errors.Is(err, accounts.ErrAsked), problem
}

// grantMandate is the second person's word. A password that comes of it is shown once.
func (s *Server) grantMandate(c *gin.Context) (string, error) {
	handed, err := s.Door.Grant(c.Request.Context(), visitorOf(c), s.Now(), c.Param("mandate"))
	if err != nil {
		return s.refuseMandate(c, err)
	}
	if handed != nil {
		s.handOver(c, handed.User, handed.Secret)
		return "", nil
	}
	return people.URL + "?granted=1#mandates", nil
}

func (s *Server) lapseMandate(c *gin.Context) (string, error) {
	if err := s.Door.Lapse(c.Request.Context(), visitorOf(c), s.Now(), c.Param("mandate")); err != nil {
		return s.refuseMandate(c, err)
	}
	return people.URL + "?lapsed=1#mandates", nil
}

// refuseMandate says on the list why a mandate was not granted.
func (s *Server) refuseMandate(c *gin.Context, err error) (string, error) {
	v := s.voice(c)
	if objection, ok := errors.AsType[reform.Objection](err); ok && objection.Obstacle == reform.SamePerson {
		return "", s.refusePeople(c, http.StatusForbidden, v.Say("mandate.same"), reform.User{}, nil)
	}
	if errors.Is(err, reform.ErrConflict) {
		return "", s.refusePeople(c, http.StatusConflict, v.Say("mandate.moved"), reform.User{}, nil)
	}
	return "", s.tooSoon(c, err)
}

// done is what was done just now, by the address that a deed led to.
func (s *Server) done(c *gin.Context) string {
	for _, what := range []string{"asked", "granted", "lapsed"} {
		if slices.Contains(c.QueryArray(what), "1") {
			return s.voice(c).Say("mandate." + what)
		}
	}
	return ""
}
