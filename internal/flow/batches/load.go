package batches

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"path"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"reformboard/internal/bundle"
	"reformboard/internal/container"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Load is many units' workbooks that come in at once.
type Load struct {
	Cycle  string        // empty: the one that each workbook names
	Source reform.Source // empty: the one that each workbook names
	By     string
	At     time.Time
	Submit bool // drafts that nothing stands against
	Files  []bundle.File
	Done   map[int]bool // places, from 1, of the files that were dealt with before
}

// Take takes each file for the unit it says it is of, as flow's Take does, and tells what came
// of it, one at a time and in no order. Workbooks of different units are read on all
// processors; those of one unit one after the other, as they lie there. It stops at the
// first error, or when the context ends, after the files under way.
func Take(ctx context.Context, b *flow.Board, l Load, tell func(reform.BatchItem) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	t := &taking{board: b, Load: l, rolls: map[string]*roll{}, tell: tell}
	queues := make([]chan parcel, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for n := range queues {
		queues[n] = make(chan parcel, mostWaiting)
		workers.Go(func() {
			for p := range queues[n] {
				if ctx.Err() != nil {
					continue
				}
				if err := t.take(context.WithoutCancel(ctx), p); err != nil {
					stop(err)
				}
			}
		})
	}
	for n, file := range l.Files {
		if ctx.Err() != nil {
			break
		}
		if l.Done[n+1] {
			continue
		}
		p, err := t.open(ctx, n+1, file)
		if err != nil {
			stop(err)
			break
		}
		select {
		case queues[p.worker(len(queues))] <- p:
		case <-ctx.Done():
		}
	}
	for _, queue := range queues {
		close(queue)
	}
	workers.Wait()
	return context.Cause(ctx)
}

// mostWaiting is how many files wait for each worker: enough that none is idle because
// the next few are for another, and few enough to be in memory.
const mostWaiting = 3

// taking is a Load under way.
type taking struct {
	board *flow.Board
	Load
	rolls map[string]*roll // by cycle; nil: there is no such cycle
	tell  func(reform.BatchItem) error
	mu    sync.Mutex // one is told at a time
}

// parcel is one file, and what could be said of it before its unit's turn.
type parcel struct {
	reform.BatchItem
	flow.Delivery
}

// worker is whose turn it is: one worker has all files of a unit.
func (p parcel) worker(of int) int {
	name := fnv.New32a()
	_, _ = name.Write([]byte(p.BatchItem.Unit)) // a hash takes everything
	return int(name.Sum32() % uint32(of))       //nolint:gosec // as many as processors
}

// take takes one file, and tells what came of it.
func (t *taking) take(ctx context.Context, p parcel) (err error) {
	defer func() {
		// Nobody waits for an answer here: a bug met over one file would end the program,
		// and again when it starts and comes back to the file.
		if fault := recover(); fault != nil {
			err = fmt.Errorf("take file %d, %s: panic: %v\n%s", p.Place, p.BatchItem.Name, fault, debug.Stack())
		}
	}()
	if p.Content != nil {
		if err := t.deliver(ctx, &p); err != nil {
			return fmt.Errorf("take file %d, %s: %w", p.Place, p.BatchItem.Name, err)
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.tell(p.BatchItem)
}

func (t *taking) deliver(ctx context.Context, p *parcel) error {
	out, report, err := t.board.Take(ctx, p.Delivery)
	if err != nil {
		return err
	}
	p.Upload, p.Doubts = out.Upload.ID, out.Clashes
	for _, f := range out.Upload.Findings {
		if f.Severity == reform.Error {
			p.Errors++
		}
		if f.Problem.Justified() {
			p.Doubts++
		}
		if f.Severity == reform.Refused {
			p.Findings = append(p.Findings, f)
		}
	}
	if report == nil {
		return nil
	}
	p.Version, p.Submitted = report.Version, report.Status == reform.Submitted
	says := func(v reform.Value) bool { return v.Absence != reform.NotReported }
	if !t.Submit || p.Submitted || p.Errors+p.Doubts > 0 || !slices.ContainsFunc(report.Values, says) {
		return nil
	}
	draft := flow.Draft{Cycle: report.Cycle, Unit: report.Unit, Source: report.Source, Version: report.Version}
	_, err = t.board.Submit(ctx, draft, p.By, p.At)
	if errors.Is(err, reform.ErrConflict) || errors.Is(err, reform.ErrInvalid) {
		return nil // somebody has saved another version, or doubts have come up: a person has to look
	}
	p.Submitted = err == nil
	return err
}

// open reads a file as far as it takes to know whose it is.
func (t *taking) open(ctx context.Context, place int, file bundle.File) (parcel, error) {
	p := parcel{reform.BatchItem{Place: place, Name: file.Name}, flow.Delivery{
		Cycle: t.Cycle, Source: t.Source, By: t.By, At: t.At, Name: path.Base(file.Name),
	}}
	content, err := file.Read()
	if err == nil {
		var id workbook.Identity
		id, err = workbook.Whose(content)
		if p.Cycle == "" {
			p.Cycle = id.Cycle
		}
		if p.Source == "" {
			p.Source = id.Source
		}
		p.BatchItem.Unit = id.Unit
	}
	refused, unread := errors.AsType[container.Refusal](err)
	if err != nil && !unread {
		return p, err
	}
	if unread {
		err = t.byName(ctx, &p)
	} else {
		err = t.byIdentity(ctx, &p)
	}
	switch {
	case err != nil:
		return p, err
	case p.BatchItem.Unit != "" && content != nil:
		p.Delivery.Unit, p.Content = p.BatchItem.Unit, content
	case unread && refused.Problem != reform.NotOurForm:
		p.Findings = append(p.Findings, reform.Finding(refused))
	case len(p.Findings) == 0:
		p.Findings = append(p.Findings, nobodys(""))
	}
	return p, nil
}

// nobodys is the finding of a file of which nobody knows whose it is.
func nobodys(unit string) reform.Finding {
	return reform.Finding{Problem: reform.NoUnit, Severity: reform.Refused, Found: unit}
}

// byIdentity holds the unit that a file names against those that report. Whether the rest
// of what it says is true, its unit's reading will tell.
func (t *taking) byIdentity(ctx context.Context, p *parcel) error {
	r, err := t.roll(ctx, p.Cycle)
	if err != nil {
		return err
	}
	if r == nil || !r.sources[p.Source] || !r.units[p.BatchItem.Unit] {
		p.Findings = append(p.Findings, nobodys(p.BatchItem.Unit))
		p.BatchItem.Unit = ""
	}
	return nil
}

// byName finds the unit of a file that says nothing of it by what the file is called.
func (t *taking) byName(ctx context.Context, p *parcel) error {
	cycles := []reform.Cycle{{ID: p.Cycle}}
	if p.Cycle == "" {
		var err error
		if cycles, err = t.board.Store.Cycles(ctx); err != nil {
			return err
		}
	}
	name := stem(p.Delivery.Name)
	for _, c := range cycles {
		r, err := t.roll(ctx, c.ID)
		if err != nil {
			return err
		}
		if r == nil || t.Cycle == "" && !strings.HasPrefix(name, strings.ToLower(flow.FileName(c.ID))) {
			continue
		}
		if by, ok := r.names[name]; ok && (p.Source == "" || by.Source == "" || p.Source == by.Source) {
			p.Cycle, p.Source, p.BatchItem.Unit = c.ID, cmp.Or(p.Source, by.Source, reform.FromUnit), by.Unit
		}
	}
	return nil
}

// stem is what a file is called, without its ending, the "(1)" that a browser adds to a
// second file of one name, and case.
func stem(name string) string {
	name = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	return strings.TrimSpace(numbered.ReplaceAllString(name, ""))
}

var numbered = regexp.MustCompile(`\(\d+\)$`)

// roll is who reports in a cycle, and what the files of their reports are called.
type roll struct {
	units   map[string]bool
	sources map[reform.Source]bool
	names   map[string]reform.Report // by the stem of a file's name: Unit, and Source if it says
}

// roll reads a cycle's roll, once. There is none of a cycle that nobody knows.
func (t *taking) roll(ctx context.Context, cycle string) (*roll, error) {
	if r, ok := t.rolls[cycle]; ok {
		return r, nil
	}
	c, err := t.board.Store.Cycle(ctx, cycle)
	if errors.Is(err, reform.ErrNotFound) {
		t.rolls[cycle] = nil
		return nil, nil //nolint:nilnil // no roll is no failure
	}
	if err != nil {
		return nil, err
	}
	f, err := t.board.Store.Framework(ctx, c.Framework)
	if err != nil {
		return nil, err
	}
	units, _, err := t.board.Reporting(ctx, c)
	if err != nil {
		return nil, err
	}
	r := &roll{units: map[string]bool{}, sources: map[reform.Source]bool{}, names: map[string]reform.Report{}}
	for _, s := range reform.Reporters {
		r.sources[s] = len(f.FiguresOf(s)) > 0
		for _, u := range units {
			r.units[u.ID] = true
			r.names[stem(flow.FormName(cycle, u.ID, s))] = reform.Report{Unit: u.ID, Source: s}
		}
	}
	for _, u := range units {
		r.names[stem(flow.FileName(u.ID)+".xlsx")] = reform.Report{Unit: u.ID}
	}
	t.rolls[cycle] = r
	return r, nil
}
