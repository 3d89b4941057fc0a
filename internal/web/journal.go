package web

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/journal"
	"reformboard/internal/reform"
)

const (
	mostEvents   = 100     // on a page of the log
	mostExported = 100_000 // in a file of it
	// mostInventories are told of: there is one for each program that began to vouch for more.
	mostInventories = 10
)

// log shows the events that are asked for. Reading them is an event too.
func (s *Server) log(c *gin.Context) (frame.Page, error) {
	ask, err := s.eventAsk(c)
	if err != nil {
		return nil, err
	}
	if err := s.witness(c, reform.Event{Deed: reform.ConsultedDeed, Detail: asked(c)}); err != nil {
		return nil, err
	}
	return s.logPage(c, ask, nil)
}

// asked is what somebody looked for, cut to a line.
func asked(c *gin.Context) string {
	query := strings.ToValidUTF8(strings.ReplaceAll(c.Request.URL.RawQuery, "\x00", ""), "")
	return query[:min(200, len(query))]
}

func (s *Server) logPage(c *gin.Context, ask reform.EventAsk, found []reform.Breach) (frame.Page, error) {
	ctx := c.Request.Context()
	shown := journal.Shown{Ask: ask, Found: found, Units: map[string]reform.Unit{}}
	var err error
	if shown.Events, err = s.board.Store.EventsOf(ctx, ask, mostEvents+1); err != nil {
		return nil, err
	}
	if shown.More = len(shown.Events) > mostEvents; shown.More {
		shown.Events = shown.Events[:mostEvents]
	}
	if shown.Head, err = s.board.Store.Anchor(ctx, s.at(c)); err != nil {
		return nil, err
	}
	if shown.Checked, shown.Holds, err = s.logChecked(ctx); err != nil {
		return nil, err
	}
	if shown.AsFound, err = s.board.Store.EventsOf(ctx, reform.EventAsk{Deed: reform.FoundDeed}, mostInventories); err != nil {
		return nil, err
	}
	if shown.Cycles, err = s.board.Store.Cycles(ctx); err != nil {
		return nil, err
	}
	people, units, err := s.peopleNow(c)
	for _, u := range units {
		shown.Units[u.ID] = u
	}
	shown.People = people
	return journal.NewLog(s.voice(c), shown), err
}

const logHolds = "log: it holds"

// logChecked is the newest verification of the log.
func (s *Server) logChecked(ctx context.Context) (*reform.Event, bool, error) {
	checks, err := s.board.Store.EventsOf(ctx, reform.EventAsk{Deed: reform.VerifiedDeed}, mostChecks)
	for _, e := range checks {
		if strings.HasPrefix(e.Detail, "log: ") {
			return &e, strings.HasPrefix(e.Detail, logHolds), nil
		}
	}
	return nil, false, err
}

// verifyLog leads back to the page that says that all is well, or shows what is not.
func (s *Server) verifyLog(c *gin.Context) (string, error) {
	found, err := s.Record.VerifyLog(c.Request.Context(), s.at(c))
	if err != nil {
		return "", err
	}
	detail := logHolds
	if n := len(found.Breaches); n > 0 {
		detail = fmt.Sprintf("log: %d breaches", n)
	}
	if err := s.witness(c, reform.Event{Deed: reform.VerifiedDeed, Detail: detail}); err != nil {
		return "", err
	}
	if len(found.Breaches) == 0 {
		return journal.URL, nil
	}
	page, err := s.logPage(c, reform.EventAsk{}, found.Breaches)
	if err != nil {
		return "", err
	}
	s.write(c, http.StatusOK, page)
	return "", nil
}

// eventAsk reads what is asked for from the address; days are those of the zone.
func (s *Server) eventAsk(c *gin.Context) (reform.EventAsk, error) {
	ask := reform.EventAsk{By: c.Query("by"), Deed: reform.Deed(c.Query("deed")), Cycle: c.Query("cycle"), Unit: c.Query("unit")}
	for _, day := range []struct {
		name string
		to   *time.Time
		plus int
	}{{"from", &ask.From, 0}, {"to", &ask.To, 1}} {
		text := c.Query(day.name)
		if text == "" {
			continue
		}
		at, err := time.ParseInLocation(time.DateOnly, text, s.Zone)
		if err != nil {
			return ask, fmt.Errorf("%w: day %q", reform.ErrInvalid, text)
		}
		*day.to = at.AddDate(0, 0, day.plus)
	}
	if text := c.Query("before"); text != "" {
		before, err := strconv.ParseInt(text, 10, 64)
		if err != nil || before < 1 {
			return ask, fmt.Errorf("%w: event %q", reform.ErrInvalid, text)
		}
		ask.Before = before
	}
	return ask, nil
}

// logCSV is the events that are asked for, as data: exactly as they were sealed, oldest last.
func (s *Server) logCSV(c *gin.Context) (download, error) {
	ask, err := s.eventAsk(c)
	if err != nil {
		return download{}, err
	}
	events, err := s.board.Store.EventsOf(c.Request.Context(), ask, mostExported)
	if err != nil {
		return download{}, err
	}
	return download{name: "log.csv", kind: csvType, write: func(w io.Writer) error {
		out := csv.NewWriter(w)
		rows := [][]string{{"seq", "at", "by", "deed", "cycle", "unit", "detail", "subject", "content", "before", "hash"}}
		for _, e := range events {
			rows = append(rows, []string{
				strconv.FormatInt(e.Seq, 10), e.At.UTC().Format(time.RFC3339Nano), harmless(e.By), string(e.Deed), harmless(e.Cycle), harmless(e.Unit),
				harmless(e.Detail), string(e.Subject), e.Content, e.Before, e.Hash,
			})
		}
		return out.WriteAll(rows)
	}}, nil
}

// harmless is text that no spreadsheet takes for a formula.
func harmless(text string) string {
	if strings.ContainsAny(text[:min(1, len(text))], "=+-@\t\r") {
		return "'" + text
	}
	return text
}
