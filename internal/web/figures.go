package web

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/editions"
	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// figures is where a page takes what it shows from: the board as it stands, or an edition as
// it was published.
type figures interface {
	TallyOn(ctx context.Context, cycle string, on reform.Basis) (*reform.Tally, error)
	Past(ctx context.Context, t *reform.Tally, most int) ([]*reform.Tally, error)
	Movements(ctx context.Context, t *reform.Tally, group string) (map[string]reform.Movement, error)
	Trust(ctx context.Context, t *reform.Tally, group string) (reform.Trust, error)
	Radar(ctx context.Context, t *reform.Tally, of reform.Scope, at time.Time) (*reform.Radar, error)
	ExplainedOn(ctx context.Context, cycle, unit string, on reform.Basis) (*reform.Tally, error)
}

// editionKey carries the edition that an address asks for.
const editionKey = "edition"

// figures finds what an address asks for. From then on the page is drawn by the clock of the
// edition: what it says of days and phases is frozen too.
func (s *Server) figures(c *gin.Context) (figures, error) {
	p, asked, err := s.asOf(c)
	if err != nil {
		return nil, err
	}
	if !asked {
		return s.board, nil
	}
	c.Set(editionKey, p)
	return s.shelf.Board(c.Request.Context(), p)
}

// asOf is the edition that an address names, or the one that was in force on the day that it
// names. False where it names neither.
func (s *Server) asOf(c *gin.Context) (reform.Publication, bool, error) {
	ctx, cycle := c.Request.Context(), c.Param("cycle")
	if text := c.Query("edition"); text != "" {
		number, err := strconv.Atoi(text)
		if err != nil {
			return reform.Publication{}, true, fmt.Errorf("%w: edition %q", reform.ErrNotFound, text)
		}
		p, err := s.board.Store.Publication(ctx, cycle, number)
		return p, true, s.noEdition(c, err, locale.Say(language(c), "edition.none.number", "Number", number))
	}
	text := c.Query("date")
	if text == "" {
		return reform.Publication{}, false, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		err = fmt.Errorf("%w: day %q", reform.ErrInvalid, text)
		return reform.Publication{}, true, told{err, locale.Say(language(c), "edition.none.date", "Text", text)}
	}
	p, err := s.shelf.OnDay(ctx, cycle, day)
	return p, true, s.noEdition(c, err, locale.Say(language(c), "edition.none.day", "Day", locale.Day(language(c), text)))
}

// noEdition leads to the editions that there are, of a cycle that there is: whoever asks
// about it was let in before.
func (s *Server) noEdition(c *gin.Context, err error, sentence string) error {
	if !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	cycle, missing := s.board.Store.Cycle(c.Request.Context(), c.Param("cycle"))
	if missing != nil {
		return err
	}
	return led{told{err, sentence}, frame.Link{Text: locale.Say(language(c), "edition.none.go"), URL: editions.URL(cycle.ID)}}
}

// drawnAt is the moment by which a page is drawn.
func (s *Server) drawnAt(c *gin.Context) time.Time {
	if p, ok := c.Value(editionKey).(reform.Publication); ok {
		return p.ApprovedAt
	}
	return s.at(c)
}

// tallyOn is the cycle of an address on one basis, where that is of no edition, which has
// its own.
func (s *Server) tallyOn(c *gin.Context, on reform.Basis) (figures, *reform.Tally, error) {
	of, err := s.figures(c)
	if err != nil {
		return nil, nil, err
	}
	t, err := of.TallyOn(c.Request.Context(), c.Param("cycle"), on)
	return of, t, err
}
