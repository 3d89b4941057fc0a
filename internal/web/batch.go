package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/batches"
	"reformboard/dashboards/frame"
	"reformboard/internal/access"
	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/export"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// onBatch asks about the body of a batch's cycle.
func onBatch(s *Server, c *gin.Context) (access.Deed, string, error) {
	batch, err := s.board.Store.Batch(c.Request.Context(), c.Param("batch"))
	if err != nil {
		return "", "", err
	}
	cycle, err := s.board.Store.Cycle(c.Request.Context(), batch.Cycle)
	if err == nil && s.may(c, access.Load, cycle.Body) != nil {
		err = reform.ErrNotFound // nobody else is told that there is such a batch
	}
	return access.Load, cycle.Body, err
}

// live answers with a page that changes while the board does not: how far a work has
// come. It is drawn whenever somebody asks, and no browser keeps it: who goes back to
// an upload that was kept must not be shown that it waits.
func (s *Server) live(question may, h func(*gin.Context) (frame.Page, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		s.remember(c)
		if !s.enter(c) {
			return
		}
		err := s.ask(c, question)
		var page frame.Page
		if err == nil {
			page, err = h(c)
		}
		if err != nil {
			s.fail(c, err)
			return
		}
		s.write(c, http.StatusOK, page)
	}
}

// batches is where forms are handed out and archives taken in.
func (s *Server) batches(c *gin.Context) (frame.Page, error) {
	lorry, err := s.lorry(c, c.Param("cycle"), source(c))
	if err != nil {
		return nil, err
	}
	received, err := s.board.Store.Batches(c.Request.Context(), c.Param("cycle"))
	if err != nil {
		return nil, err
	}
	return batches.NewBatches(s.voice(c), lorry, received), nil
}

// batch shows how far an archive has come.
func (s *Server) batch(c *gin.Context) (frame.Page, error) {
	batch, lorry, err := s.loaded(c)
	if err != nil {
		return nil, err
	}
	page, err := strconv.Atoi(c.DefaultQuery("page", "1"))
	if err != nil {
		return nil, fmt.Errorf("%w: page %q", reform.ErrInvalid, c.Query("page"))
	}
	return batches.NewBatch(s.voice(c), lorry, batch, c.Query("only"), page)
}

// batchResults takes home what came of each file.
func (s *Server) batchResults(c *gin.Context) (download, error) {
	batch, lorry, err := s.loaded(c)
	if err != nil {
		return download{}, err
	}
	return download{name: batch.Cycle + "_" + batch.ID + ".csv", kind: csvType, write: func(w io.Writer) error {
		return export.BatchCSV(w, batch, lorry.Units, language(c))
	}}, nil
}

func (s *Server) loaded(c *gin.Context) (reform.Batch, batches.Lorry, error) {
	batch, err := s.board.Store.Batch(c.Request.Context(), c.Param("batch"))
	if err != nil {
		return batch, batches.Lorry{}, err
	}
	lorry, err := s.lorry(c, batch.Cycle, batch.Source)
	return batch, lorry, err
}

// lorry gathers who reports in a cycle, and how far they have come.
func (s *Server) lorry(c *gin.Context, cycle string, src reform.Source) (batches.Lorry, error) {
	ctx, l := c.Request.Context(), batches.Lorry{Source: src, People: map[string]string{}}
	var err error
	if l.Cycle, err = s.board.Store.Cycle(ctx, cycle); err != nil {
		return l, err
	}
	f, err := s.board.Store.Framework(ctx, l.Cycle.Framework)
	if err != nil {
		return l, err
	}
	l.Framework = &f
	if l.Body, err = s.board.Body(ctx, l.Cycle.Body); err != nil {
		return l, err
	}
	if l.Units, _, err = s.board.Reporting(ctx, l.Cycle); err != nil {
		return l, err
	}
	if l.Reporters, err = s.board.Store.Reporters(ctx, cycle, src); err != nil {
		return l, err
	}
	users, err := s.board.Store.Users(ctx)
	for _, u := range users {
		l.People[u.ID] = u.Name
	}
	return l, err
}

// load takes an archive in and leads to where its progress is shown.
func (s *Server) load(c *gin.Context) (string, error) {
	// An archive of this size may be on its way for longer than any other request.
	if err := http.NewResponseController(c.Writer).SetReadDeadline(time.Time{}); err != nil {
		return "", err
	}
	batch, err := s.archiveIn(c)
	if err == nil {
		batch.Cycle, batch.Source, batch.By, batch.At = c.Param("cycle"), source(c), visitorOf(c).ID, s.at(c)
		batch, err = s.Batches.Add(context.WithoutCancel(c.Request.Context()), batch)
	}
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return "", told{fmt.Errorf("%w: %w", reform.ErrInvalid, err), locale.Archive(language(c), reform.Finding(refused))}
	}
	if err != nil {
		return "", s.closed(c, err, "batch.closed")
	}
	return "/batches/" + url.PathEscape(batch.ID), nil
}

// archiveIn keeps the archive as it comes, and reads the choice that stands before it in
// the form.
func (s *Server) archiveIn(c *gin.Context) (reform.Batch, error) {
	var batch reform.Batch
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, bundle.MostBytes+mostDrained)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return batch, fmt.Errorf("%w: no file was sent: %w", reform.ErrInvalid, err)
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return batch, container.Refuse(reform.EmptyFile, "", "")
		}
		if err != nil {
			return batch, tooLarge(cut(err))
		}
		switch {
		case part.FormName() == "submit":
			batch.Submit = true
		case part.FormName() == "archive" && part.FileName() != "":
			kept, err := s.kept(plainName(part.FileName()), part, bundle.MostBytes)
			if err != nil {
				drain(c)
			}
			batch.Name, batch.SHA256 = kept.Name, kept.SHA256
			return batch, tooLarge(err)
		}
	}
}

// tooLarge says of an archive what its limit is.
func tooLarge(err error) error {
	if !errors.Is(err, errTooLarge) {
		return err
	}
	most := strconv.Itoa(bundle.MostBytes >> 20)
	return container.Refuse(reform.TooLarge, ">"+most, most)
}
