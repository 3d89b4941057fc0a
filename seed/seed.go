// Package seed plays a demonstration in by the front door: every report is
// written as a workbook, received, read, scored and submitted like any other.
//
// Its one rule: figures of real bodies are published figures with their source
// named; everything invented belongs to an invented body and is marked as
// simulated.
//
// The folders beside this file are the demonstration as text: frameworks/ the
// rules, of which it plays three and leaves the other samples to those who look for
// an example; gialai/ the published figures of 14 agencies; ministry/ an invented body
// of 48 units, its figures and the stories its units live through.
package seed

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/framework"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/unitlist"
)

//go:embed frameworks/qd766-*.yaml frameworks/egov-sample-1.yaml gialai/*.csv ministry/*.csv
var texts embed.FS

// By is who the demonstration says has done everything.
const By = "demonstration"

// Play fills an empty board. The invented body reports so many quarters, at most
// Quarters; the newest is the one around now, so that a cycle is always open.
// Progress gets a line a cycle.
func Play(ctx context.Context, b *flow.Board, now time.Time, quarters int, progress io.Writer) error {
	frameworks, err := playFrameworks(ctx, b, now)
	if err != nil {
		return err
	}
	for _, folder := range []string{"gialai", "ministry"} {
		if err := playUnits(ctx, b, folder, now); err != nil {
			return err
		}
	}
	if err := playAccounts(ctx, b, now); err != nil {
		return err
	}
	published, err := gialai(frameworks)
	if err != nil {
		return err
	}
	invented, err := ministry(frameworks, now, quarters)
	if err != nil {
		return err
	}
	for _, p := range append(published, invented...) {
		if err := playCycle(ctx, b, p, now, progress); err != nil {
			return fmt.Errorf("play cycle %s: %w", p.cycle.ID, err)
		}
	}
	return nil
}

func playFrameworks(ctx context.Context, b *flow.Board, now time.Time) (map[string]reform.Framework, error) {
	names, err := fs.Glob(texts, "frameworks/*.yaml")
	if err != nil {
		return nil, err
	}
	read := map[string]reform.Framework{}
	for _, name := range names {
		source, err := texts.ReadFile(name)
		if err != nil {
			return nil, err
		}
		f, err := framework.Read(name, bytes.NewReader(source))
		if err != nil {
			return nil, err
		}
		if err := b.Store.SaveFramework(ctx, By, now, f, source); err != nil {
			return nil, err
		}
		read[f.ID] = f
	}
	return read, nil
}

func playUnits(ctx context.Context, b *flow.Board, folder string, now time.Time) error {
	list, err := unitsOf(folder)
	if err != nil {
		return err
	}
	return b.Store.SaveUnits(ctx, By, now, list.Units, list.Groups)
}

func unitsOf(folder string) (unitlist.List, error) {
	name := folder + "/units.csv"
	content, err := texts.ReadFile(name)
	if err != nil {
		return unitlist.List{}, err
	}
	list, err := unitlist.Read(name, content)
	if err == nil && len(list.Findings) > 0 {
		err = fmt.Errorf("%w: %s: %+v", reform.ErrInvalid, name, list.Findings[0])
	}
	return list, err
}

// Account is a way into the demonstration, shown openly on its sign-in page.
type Account struct {
	Name     string
	Password string
	Role     reform.Role
	Unit     string
}

// Accounts has one account a role. The officer's unit has not reported yet.
var Accounts = []Account{
	{"committee", "demo-committee-2026", reform.Committee, ""},
	{"officer", "demo-officer-2026", reform.Officer, "mau-v05"},
	{"analyst", "demo-analyst-2026", reform.Analyst, ""},
	{"appraiser", "demo-appraiser-2026", reform.Appraiser, "mau"},
	{"administrator", "demo-administrator-2026", reform.Administrator, ""},
}

func playAccounts(ctx context.Context, b *flow.Board, now time.Time) error {
	for _, a := range Accounts {
		u := reform.User{ID: a.Name, Name: a.Name, Role: a.Role, Unit: a.Unit, Password: password.Hash(a.Password)}
		if err := b.Store.SaveUser(ctx, By, now, u); err != nil {
			return err
		}
	}
	return nil
}
