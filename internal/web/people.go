package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/people"
	"reformboard/internal/access"
	"reformboard/internal/export"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
	"reformboard/internal/userlist"
)

// crowded is what the board knows of all whom the visitor may admit.
func (s *Server) crowded(c *gin.Context) (people.Crowd, error) {
	users, units, err := s.peopleNow(c)
	if err != nil {
		return people.Crowd{}, err
	}
	reader := visitorOf(c)
	reach := access.Reach(reader, access.Admit, units)
	crowd := people.Crowd{All: units, Anywhere: reader.Unit == "", Find: c.Query("find"), Role: c.Query("role"), Flag: c.Query("flag")}
	for _, u := range units {
		if reach[u.ID] {
			crowd.Units = append(crowd.Units, u)
		}
	}
	last, stopped, err := s.board.Store.SignIns(c.Request.Context())
	if err != nil {
		return people.Crowd{}, err
	}
	for id, user := range users {
		if reader.Unit != "" && !reach[user.Unit] {
			continue
		}
		_, second := s.hasFactor(id)
		known := people.Known{User: user, Factor: second, Stopped: stopped[id], Must: slices.Contains(s.Door.Required, user.Role)}
		if pass, ok := s.hasPassport(id); ok {
			known.Pass = &pass
		}
		if in, ok := last[id]; ok {
			known.Last = &in
		}
		crowd.People = append(crowd.People, known)
	}
	if crowd.Waiting, err = s.waiting(c, users, units); err != nil {
		return people.Crowd{}, err
	}
	slices.SortFunc(crowd.People, func(a, b people.Known) int { return strings.Compare(a.User.ID, b.User.ID) })
	return crowd, nil
}

func (s *Server) people(c *gin.Context) (frame.Page, error) {
	crowd, err := s.crowded(c)
	if err != nil {
		return nil, err
	}
	v := s.voice(c)
	crowd.Saved = s.done(c)
	if n, err := strconv.Atoi(c.Query("updated")); err == nil {
		crowd.Saved = v.Say("people.list.done", "Count", v.Count(n))
	}
	return people.NewPeople(v, crowd), nil
}

// typedPerson is the person that a form describes.
func typedPerson(id string, sent url.Values) reform.User {
	return reform.User{
		ID: id, Name: strings.TrimSpace(sent.Get("name")), Role: reform.Role(sent.Get("role")), Unit: sent.Get("unit"),
		Areas:    strings.Fields(strings.ReplaceAll(sent.Get("areas"), ",", " ")),
		Disabled: sent.Get("disabled") != "",
	}
}

// addPerson shows, once, the password by which the new person comes in.
func (s *Server) addPerson(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	user := typedPerson(strings.TrimSpace(sent.Get("id")), sent)
	users, _, err := s.peopleNow(c)
	if err != nil {
		return "", err
	}
	if _, there := users[user.ID]; there {
		return "", s.refusePeople(c, http.StatusConflict, s.voice(c).Say("people.exists"), user, nil)
	}
	handed, err := s.Door.Save(c.Request.Context(), visitorOf(c), s.at(c), user)
	if asked, waits := s.isAsked(c, err); asked {
		return askedURL, nil
	} else if waits != "" {
		return "", s.refusePeople(c, http.StatusConflict, waits, user, nil)
	}
	if problem := s.problem(c, user, err); problem != "" {
		return "", s.refusePeople(c, http.StatusUnprocessableEntity, problem, user, nil)
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	for _, h := range handed {
		s.handOver(c, h.User, h.Secret)
		return "", nil
	}
	return people.PersonURL(user.ID, ""), nil // somebody else was quicker
}

// problem says why a person was not saved; empty: for no reason of theirs.
func (s *Server) problem(c *gin.Context, user reform.User, err error) string {
	v := s.voice(c)
	switch {
	case errors.Is(err, reform.ErrForbidden) && user.ID == visitorOf(c).ID:
		return v.Say("people.oneself")
	case errors.Is(err, reform.ErrForbidden):
		return v.Say("people.beyond")
	case errors.Is(err, reform.ErrInvalid):
		return v.Say("account.first.name")
	}
	return ""
}

func (s *Server) refusePeople(c *gin.Context, status int, problem string, typed reform.User, findings []reform.Finding) error {
	crowd, err := s.crowded(c)
	if err != nil {
		return err
	}
	crowd.Problem, crowd.Typed, crowd.Findings = problem, typed, findings
	s.write(c, status, people.NewPeople(s.voice(c), crowd))
	return nil
}

func (s *Server) handOver(c *gin.Context, user reform.User, secret string) {
	v := s.voice(c)
	s.write(c, http.StatusOK, people.NewHanded(v, user, secret, v.Moment(s.at(c).Add(accounts.OnceLasts))))
}

func (s *Server) person(c *gin.Context) (frame.Page, error) {
	return s.personWith(c, "", reform.User{})
}

func (s *Server) personWith(c *gin.Context, problem string, typed reform.User) (frame.Page, error) {
	crowd, err := s.crowded(c)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(crowd.People, func(k people.Known) bool { return k.User.ID == c.Param("person") })
	if i < 0 {
		return nil, reform.ErrNotFound
	}
	whom := people.Whom{Known: crowd.People[i], Crowd: crowd, Reader: visitorOf(c).ID, Saved: c.Query("saved") != ""}
	whom.Problem, whom.Typed = problem, typed
	if p := s.Door.Provider; p != nil {
		whom.Provider = p.Name
	}
	if whom.Sessions, err = s.board.Store.SessionsOf(c.Request.Context(), c.Param("person"), s.Lives, s.at(c)); err != nil {
		return nil, err
	}
	return people.NewPerson(s.voice(c), whom), nil
}

func (s *Server) changePerson(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	user := typedPerson(c.Param("person"), sent)
	_, err = s.Door.Save(c.Request.Context(), visitorOf(c), s.at(c), user)
	asked, waits := s.isAsked(c, err)
	switch problem := s.problem(c, user, err); {
	case asked:
		return askedURL, nil
	case waits != "":
		return "", s.refusePerson(c, http.StatusConflict, waits, user)
	case problem != "":
		return "", s.refusePerson(c, http.StatusUnprocessableEntity, problem, user)
	}
	return people.PersonURL(user.ID, "?saved=1"), err
}

func (s *Server) refusePerson(c *gin.Context, status int, problem string, typed reform.User) error {
	page, err := s.personWith(c, problem, typed)
	if err == nil {
		s.write(c, status, page)
	}
	return err
}

// resetPerson shows, once, the password by which the person comes in again.
func (s *Server) resetPerson(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	what := accounts.PasswordOnly
	if sent.Get("device") != "" {
		what = accounts.DeviceToo
	}
	secret, err := s.Door.Reset(c.Request.Context(), visitorOf(c).ID, s.at(c), c.Param("person"), what)
	if asked, waits := s.isAsked(c, err); asked {
		return askedURL, nil
	} else if waits != "" {
		return "", s.refusePerson(c, http.StatusConflict, waits, reform.User{})
	}
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	user, err := s.board.Store.User(c.Request.Context(), c.Param("person"))
	if err == nil {
		s.handOver(c, user, secret)
	}
	return "", err
}

func (s *Server) endPersonSessions(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	return people.PersonURL(c.Param("person"), ""), s.end(c, c.Param("person"), sent.Get("session"), "")
}

// mostList is the largest list of people, in bytes.
const mostList = 4 << 20

// importPeople takes a list in. Who is new gets a password: they are
// the answer, and are kept nowhere.
func (s *Server) importPeople(c *gin.Context) (string, error) {
	name, content, err := listOf(c)
	if err != nil {
		return "", s.refusePeople(c, http.StatusUnprocessableEntity, s.voice(c).Say("people.list.large"), reform.User{}, nil)
	}
	list, err := userlist.Read(name, content, language(c))
	if err != nil {
		return "", err
	}
	handed, findings, err := s.Door.Import(c.Request.Context(), visitorOf(c), s.at(c), list)
	if err != nil {
		return "", s.tooSoon(c, err)
	}
	if len(findings) > 0 {
		return "", s.refusePeople(c, http.StatusUnprocessableEntity, "", reform.User{}, findings)
	}
	if len(handed) == 0 {
		return people.URL + "?updated=" + strconv.Itoa(len(list.People)), nil
	}
	return "", s.handOverAll(c, handed, len(list.People)-len(handed))
}

// handOverAll shows the passwords of all whom a list has brought in.
func (s *Server) handOverAll(c *gin.Context, handed []accounts.Handed, rest int) error {
	var file bytes.Buffer
	if err := export.TableCSV(&file, s.handedHead(c), s.handedRows(c, handed)); err != nil {
		return err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return err
	}
	v := s.voice(c)
	in := people.Intake{Rest: rest, File: file.Bytes(), Units: units, Until: v.Moment(s.at(c).Add(accounts.OnceLasts))}
	for _, h := range handed {
		in.People = append(in.People, people.Newcomer{User: h.User, Secret: h.Secret})
	}
	s.write(c, http.StatusOK, people.NewHandedList(v, in))
	return nil
}

func (s *Server) handedHead(c *gin.Context) []string {
	v := s.voice(c)
	return []string{v.Say("page.signin.name"), v.Say("account.person"), v.Say("page.signin.role"), v.Say("people.unit"), v.Say("page.signin.password"), v.Say("people.handed.until")}
}

func (s *Server) handedRows(c *gin.Context, handed []accounts.Handed) [][]export.Entry {
	v, until := s.voice(c), s.at(c).Add(accounts.OnceLasts).Format(time.RFC3339)
	var rows [][]export.Entry
	for _, h := range handed {
		var row []export.Entry
		for _, text := range []string{h.ID, h.Name, v.Say("role." + string(h.Role)), h.Unit, h.Secret, until} {
			row = append(row, export.Entry{Text: text})
		}
		rows = append(rows, row)
	}
	return rows
}

// listOf is the file that was sent.
func listOf(c *gin.Context) (name string, content []byte, err error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, mostList)
	if err := c.Request.ParseMultipartForm(mostList); err != nil {
		return "", nil, fmt.Errorf("%w: %w", reform.ErrInvalid, err)
	}
	file, header, err := c.Request.FormFile("list")
	if err != nil {
		return "", nil, fmt.Errorf("%w: %w", reform.ErrInvalid, err)
	}
	defer file.Close()
	content, err = io.ReadAll(file)
	return plainName(header.Filename), content, err
}

// blankList is what a list begins with.
func (s *Server) blankList(c *gin.Context) (download, error) {
	head := userlist.Headings(language(c))
	return download{name: "people.csv", kind: csvType, write: func(w io.Writer) error { return export.TableCSV(w, head, nil) }}, nil
}
