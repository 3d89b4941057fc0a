package main

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

type cycle struct {
	ID        string `arg:"" help:"Short name, used in addresses and file names."`
	Body      string `required:"" help:"Id of the unit at the top of the tree that reports."`
	Framework string `required:"" help:"Id of a stored framework."`
	Period    string `required:"" help:"2026, 2026-H1, 2026-Q3 or 2026-07."`
	DataFrom  string `help:"First day of the data window; default: of the period." placeholder:"YYYY-MM-DD"`
	DataTo    string `help:"Last day of the data window; default: of the period." placeholder:"YYYY-MM-DD"`
	Opens     string `required:"" placeholder:"YYYY-MM-DD HH:MM"`
	Due       string `required:"" placeholder:"YYYY-MM-DD HH:MM"`
	Closes    string `required:"" placeholder:"YYYY-MM-DD HH:MM"`
	NoteVI    string `help:"Where the figures come from, in Vietnamese."`
	NoteEN    string `help:"The same in English."`
	By        string `help:"Who is responsible." default:"administrator"`
}

// Run stores the cycle.
func (c *cycle) Run(ctx context.Context, s *settings) error {
	stored, err := c.read(s)
	if err != nil {
		return err
	}
	return s.onBoard(ctx, func(b *flow.Board) error { return b.Store.SaveCycle(ctx, c.By, clock(), stored) })
}

// read turns the flags into a cycle; days and hours are those of the zone.
func (c *cycle) read(s *settings) (reform.Cycle, error) {
	period := reform.Period(c.Period)
	stored := reform.Cycle{
		ID: c.ID, Body: c.Body, Framework: c.Framework, Period: period, NoteVI: c.NoteVI, NoteEN: c.NoteEN,
		DataFrom: period.Start(), DataTo: period.End(),
	}
	zone, err := s.zone()
	if err == nil {
		err = period.Check()
	}
	for _, day := range []struct {
		text, layout string
		to           *time.Time
		plus         int
	}{
		{c.DataFrom, time.DateOnly, &stored.DataFrom, 0},
		{c.DataTo, time.DateOnly, &stored.DataTo, 1},
		{c.Opens, "2006-01-02 15:04", &stored.Opens, 0},
		{c.Due, "2006-01-02 15:04", &stored.Due, 0},
		{c.Closes, "2006-01-02 15:04", &stored.Closes, 0},
	} {
		if day.text == "" || err != nil {
			continue
		}
		var at time.Time
		at, err = time.ParseInLocation(day.layout, day.text, zone)
		*day.to = at.AddDate(0, 0, day.plus).UTC()
	}
	inOrder := stored.Opens.Before(stored.Due) && !stored.Closes.Before(stored.Due) && stored.DataFrom.Before(stored.DataTo)
	if err == nil && !inOrder {
		err = fmt.Errorf("%w: a cycle opens, is due, and then closes; its data window is not empty", reform.ErrInvalid)
	}
	return stored, err
}
