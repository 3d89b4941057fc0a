package web

import (
	"crypto/rand"
	"fmt"
	"net/url"
	"strconv"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	judging "reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
)

// onQueue asks whether the visitor judges anything in the cycle that the address names:
// what is theirs of it, if it is a part of the cycle's body, or all of it.
func onQueue(s *Server, c *gin.Context) (access.Deed, string, error) {
	cycle, err := s.board.Store.Cycle(c.Request.Context(), c.Param("cycle"))
	if err != nil {
		return "", "", err
	}
	_, units, err := s.peopleNow(c)
	if err != nil {
		return "", "", err
	}
	unit := cycle.Body
	if own := visitorOf(c).Unit; own != "" && access.May(reform.User{Role: reform.Committee, Unit: cycle.Body}, access.SeeUnit, units, own) {
		unit = own
	}
	return judges(visitorOf(c)), unit, nil
}

// judges is the deed by which somebody judges, if they do.
func judges(u reform.User) access.Deed {
	if u.Role == reform.Council {
		return access.Settle
	}
	return access.Appraise
}

func (s *Server) queue(c *gin.Context) (frame.Page, error) {
	work, err := s.queued(c, c.Request.URL.Query())
	if err != nil {
		return nil, err
	}
	return appraisals.NewQueue(s.voice(c), work), nil
}

// askedOf is what an address asks to see of a queue.
func askedOf(query url.Values) (appraisals.Asked, error) {
	asked := appraisals.Asked{Find: query.Get("find"), Indicator: query.Get("indicator"), Flag: query.Get("flag"), Page: 1}
	if page := query.Get("page"); page != "" {
		var err error
		if asked.Page, err = strconv.Atoi(page); err != nil || asked.Page < 1 || asked.Page > mostPage {
			return asked, fmt.Errorf("%w: page %q", reform.ErrInvalid, page)
		}
	}
	return asked, nil
}

// mostPage is more than any queue has.
const mostPage = 1 << 20

// askOf puts what an address asks for to the desk.
func (s *Server) askOf(c *gin.Context, t *reform.Tally, asked appraisals.Asked) judging.Ask {
	return judging.Ask{
		Cycle: t.Cycle.ID, Units: appraisals.Matching(s.voice(c), t.Units, asked.Find), Indicator: asked.Indicator, Flag: asked.Flag,
		From: (asked.Page - 1) * appraisals.Rows, Most: appraisals.Rows,
	}
}

// queued is what the visitor's queue shows of what is asked for.
func (s *Server) queued(c *gin.Context, query url.Values) (appraisals.Work, error) {
	ctx, who := c.Request.Context(), visitorOf(c)
	work := appraisals.Work{Reader: who.ID, Bulk: rand.Text(), Undone: undone(query.Get("undone"))}
	work.Seconds, work.Oversees = s.allowed(c, onPart(access.Appraise)) == nil, s.allowed(c, onPart(access.Oversee)) == nil
	var err error
	if work.Asked, err = askedOf(query); err != nil {
		return work, err
	}
	if work.Tally, err = s.board.Tally(ctx, c.Param("cycle")); err != nil {
		return work, err
	}
	if work.Procedure, err = s.board.Store.Procedure(ctx, work.Tally.Cycle.ID); err != nil {
		return work, err
	}
	for _, sign := range judging.RiskSigns {
		work.Flags = append(work.Flags, string(sign))
	}
	for _, flag := range judging.Flags {
		work.Flags = append(work.Flags, string(flag))
	}
	view, err := s.claims.Look(ctx, who, s.askOf(c, work.Tally, work.Asked))
	if err != nil {
		return work, err
	}
	work.All, work.Found, work.Clean, work.Refused = view.All, view.Found, view.Clean, view.Refused
	if work.Given = view.Given; work.Given > 0 {
		if work.People, _, err = s.peopleNow(c); err != nil {
			return work, err
		}
	}
	for _, l := range view.Lines {
		work.Lines = append(work.Lines, lineOf(l))
	}
	shares, err := s.claims.Shares(ctx, work.Tally.Cycle.ID)
	if err != nil {
		return work, err
	}
	for _, share := range shares {
		work.Loads = append(work.Loads, appraisals.Load(share))
	}
	work.Accepted, err = s.acceptedBy(c, query.Get("done"))
	return work, err
}

// undone is how many an address says were undone: a number, or nothing.
func undone(text string) string {
	if n, err := strconv.Atoi(text); err != nil || n < 1 {
		return ""
	}
	return text
}

// acceptedBy is what the visitor has accepted with one click.
func (s *Server) acceptedBy(c *gin.Context, bulk string) ([]reform.Appraisal, error) {
	all, err := s.board.Store.AppraisalsInBulk(c.Request.Context(), c.Param("cycle"), bulk)
	var own []reform.Appraisal
	for _, a := range all {
		if a.By == visitorOf(c).ID {
			own = append(own, a)
		}
	}
	return own, err
}

func lineOf(l judging.Line) appraisals.Line {
	line := appraisals.Line{
		Item: itemOf(l.Item), Turn: *l.Turn, Claimed: l.Claimed, Since: l.Since, Returned: l.Returned, Clean: l.Clean, Conflict: l.Conflict, Holder: l.Holder,
	}
	for _, part := range l.Risk.Parts {
		line.Signs = append(line.Signs, string(part.Sign))
	}
	return line
}

func itemOf(i *judging.Item) appraisals.Item {
	return appraisals.Item{Unit: i.Unit, Indicator: i.Indicator, Seen: i.Seen, Report: i.Report}
}

// mostBulk is the largest form of a queue, in bytes: a page of claims, by long names.
const mostBulk = 64 << 10

// acceptMany accepts what was ticked on a page of the queue.
func (s *Server) acceptMany(c *gin.Context) (string, error) {
	sent, err := fields(c, mostBulk)
	if err != nil {
		return "", err
	}
	bulk := judging.Bulk{Cycle: c.Param("cycle"), ID: sent.Get("bulk")}
	if len(sent["item"]) == 0 || bulk.ID == "" || len(bulk.ID) > mostID {
		return "", s.refuseQueue(c, sent, nothingChosen{})
	}
	for _, text := range sent["item"] {
		i, err := appraisals.ParseItem(text)
		if err != nil {
			return "", fmt.Errorf("%w: item %q", reform.ErrInvalid, text)
		}
		bulk.Items = append(bulk.Items, &judging.Item{Unit: i.Unit, Indicator: i.Indicator, Seen: i.Seen, Report: i.Report})
	}
	if _, err := s.claims.Accept(c.Request.Context(), visitorOf(c), bulk, s.Now()); err != nil {
		return "", s.refuseQueue(c, sent, err)
	}
	return appraisals.QueueURL(bulk.Cycle, "?"+with(sent.Get("asked"), "done", bulk.ID)), nil
}

// mostID is the longest id that a form makes up for what is to be.
const mostID = 64

// nothingChosen is a form that was sent without anything ticked.
type nothingChosen struct{}

func (nothingChosen) Error() string { return "nothing was chosen" }
func (nothingChosen) Unwrap() error { return reform.ErrInvalid }

// with adds a name and value to what an address asks for.
func with(asked, name, value string) string {
	query, err := url.ParseQuery(asked)
	if err != nil {
		query = url.Values{}
	}
	query.Set(name, value)
	return query.Encode()
}

// refuseQueue shows the queue as it is now, and why what was sent was not taken.
func (s *Server) refuseQueue(c *gin.Context, sent url.Values, why error) error {
	v := s.voice(c)
	problem, ok := s.objected(c, why)
	if _, none := why.(nothingChosen); none { //nolint:errorlint // it is never wrapped
		problem, ok = v.Say("desk.bulk.none"), true
	}
	if !ok {
		return why
	}
	query, err := url.ParseQuery(sent.Get("asked"))
	if err != nil {
		query = url.Values{}
	}
	work, err := s.queued(c, query)
	if err != nil {
		return err
	}
	work.Problem = problem
	s.write(c, objectionStatus(why), appraisals.NewQueue(v, work))
	return nil
}

// undoMany takes back what was accepted with one click.
func (s *Server) undoMany(c *gin.Context) (string, error) {
	sent, err := fields(c, mostForm)
	if err != nil {
		return "", err
	}
	n, err := s.claims.Undo(c.Request.Context(), visitorOf(c), c.Param("cycle"), sent.Get("bulk"), s.Now())
	if err != nil {
		return "", s.refuseQueue(c, sent, err)
	}
	return appraisals.QueueURL(c.Param("cycle"), "?undone="+strconv.Itoa(n)), nil
}
