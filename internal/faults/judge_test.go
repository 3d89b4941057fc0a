package faults_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// What the program is told that judges and is killed at it: this very one, since the deeds
// are what is to be killed, whichever pages lead to them.
const (
	judgeFolder   = "FAULTS_JUDGE"
	judgeDatabase = "FAULTS_JUDGE_DATABASE"
)

const why = "Số hồ sơ chưa đủ căn cứ"

// TestKilledWhileClaimsAreJudged (R2) takes every unit's claim from the first judgement to
// the final score, and kills whoever does it. What was said to be done is done, and the
// next goes on from there.
func TestKilledWhileClaimsAreJudged(t *testing.T) {
	each(t, min(12*(*longer), 300), func(t *testing.T, w *world) {
		random := dice(t)
		w.reported(t)
		done, kills := 0, 0
		for w.final(t) < len(w.units) {
			lines, kill := w.judging(t)
			for range random.IntN(40) {
				if _, more := <-lines; more {
					done++
				}
			}
			<-time.After(time.Duration(random.IntN(3_000)) * time.Microsecond)
			kill()
			for range lines {
				done++
			}
			kills++
			w.check(t)
		}
		if kills < 3 {
			t.Errorf("only %d kills", kills)
		}
		t.Logf("%d units came to their final score in %d steps over %d kills, 0 lost", len(w.units), done, kills)
	})
}

// reported has every unit submit its report.
func (w *world) reported(t *testing.T) {
	t.Helper()
	p := w.start(t)
	c := signIn(t, p, "an")
	for _, unit := range w.units {
		r, _, err := c.upload(t.Context(), w, unit, 0)
		must(t, err)
		_, err = c.accept(t.Context(), w, r, 0)
		must(t, err)
	}
	p.stop(t)
}

// final counts the units whose scores are.
func (w *world) final(t *testing.T) (n int) {
	t.Helper()
	must(t, w.raw(t).QueryRowContext(t.Context(), "SELECT COUNT(*) FROM reviews WHERE stage = 'final'").Scan(&n))
	return n
}

// judging starts the program that judges. Its lines, of what it has done, are notes of the
// history before they are seen; they end when it is killed.
func (w *world) judging(t *testing.T) (lines <-chan string, kill func()) {
	t.Helper()
	judge := exec.Command(os.Args[0])
	judge.Env, judge.Stderr = append(os.Environ(), judgeFolder+"="+w.dir, judgeDatabase+"="+w.dsn), os.Stderr
	out, err := judge.StdoutPipe()
	must(t, err)
	must(t, judge.Start())
	told := make(chan string)
	go func() {
		defer close(told)
		for said := bufio.NewReader(out); ; {
			line, err := said.ReadString('\n')
			if err != nil {
				return // what is no whole line was told to nobody
			}
			w.history.judged = append(w.history.judged, strings.TrimSpace(line))
			told <- line
		}
	}()
	return told, func() { _ = judge.Process.Kill(); t.Cleanup(func() { _ = judge.Wait() }) }
}

// judgeOn judges what is on the board in a folder until it is killed, or all is final.
func judgeOn(ctx context.Context, dir, dsn string) error {
	if dsn == "" {
		dsn = filepath.Join(dir, "reformboard.db")
	}
	s, err := store.Open(ctx, dsn)
	if err != nil {
		return err
	}
	kept, err := files.New(filepath.Join(dir, "files"))
	if err != nil {
		return err
	}
	desk := appraisals.New(flow.New(s, kept))
	reports, err := s.SubmittedReports(ctx, cycleID)
	if err != nil {
		return err
	}
	var out sync.Mutex
	var working sync.WaitGroup
	failed := make(chan error, len(reports))
	for _, r := range reports {
		working.Go(func() {
			for {
				line, err := takeOn(ctx, desk, r.Unit)
				if err != nil || line == "" {
					failed <- err
					return
				}
				out.Lock()
				fmt.Println(line)
				out.Unlock()
			}
		})
	}
	working.Wait()
	close(failed)
	for one := range failed {
		err = errors.Join(err, one)
	}
	return err
}

// takeOn takes a unit's review one step on, whoever's turn it is, and says what it did;
// nothing: it is final.
func takeOn(ctx context.Context, d *appraisals.Desk, unit string) (string, error) {
	mai := reform.User{ID: "mai", Role: reform.Appraiser, Unit: "body"}
	chi := reform.User{ID: "chi", Role: reform.Head, Unit: "body"}
	cuong := reform.User{ID: "cuong", Role: reform.Council, Unit: "body"}
	c, err := d.Board.Docket(ctx, cycleID, unit)
	if err != nil {
		return "", err
	}
	now, turn := time.Now().UTC(), ""
	if t, ok := c.Turn(); ok {
		turn = t.ID
	}
	who := map[string]reform.User{"first": mai, "answer": chi, "second": mai, "council": cuong, "": cuong}[turn]
	versions := c.Versions("1")
	sitting := 0
	for _, a := range versions {
		if a.Review == c.Review.Version {
			sitting++
		}
	}
	_, answered := c.Answer("1")
	var r reform.Review
	switch {
	case c.Review.Stage == reform.Final:
		return "", nil
	case turn == "":
		r, err = d.Finish(ctx, who, cycleID, unit, c.Review.Version, now)
	case turn == "answer" && !answered:
		e := reform.Explanation{Cycle: cycleID, Unit: unit, Indicator: "1", Appraisal: len(versions), Stance: reform.Contests, Text: why}
		e, err = d.Explain(ctx, who, e, now)
		return fmt.Sprintf("explained %s %d", unit, e.Version), err
	case turn != "answer" && sitting < 2: // a judgement, and a change of mind
		a := reform.Appraisal{Cycle: cycleID, Unit: unit, Indicator: "1", Version: len(versions), Verdict: reform.Cut, Points: reform.Points(1+len(versions)%5) * reform.Point, Ground: "R07", Text: why}
		a, err = d.Judge(ctx, who, a, now)
		return fmt.Sprintf("judged %s %d %d", unit, a.Version, a.Points), err
	default:
		r, err = d.End(ctx, who, cycleID, unit, c.Review.Version, now)
	}
	return fmt.Sprintf("moved %s %d", unit, r.Version), err
}
