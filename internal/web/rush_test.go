package web_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/web"
	"reformboard/internal/workbook"
)

// The last minute before a deadline: so many officers at once, each with a megabyte
// of evidence.
const (
	mostOfficers = 200
	evidence     = 1 << 20
	mostMemory   = 300 << 20          // of the server
	rushFolder   = "REFORMBOARD_RUSH" // names the folder of a server that is another process
	rushPassword = "a password for the rush"
)

// TestMain is the server of TestRush where that says so: a process of its own, whose
// memory can be told from the officers'.
func TestMain(m *testing.M) {
	dir := os.Getenv(rushFolder)
	if dir == "" {
		code := m.Run()
		forgetBoards()
		os.Exit(code)
	}
	if err := serveRush(dir); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serveRush(dir string) error {
	board, done, err := boardIn(dir)
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: web.New(board, web.Settings{Now: func() time.Time { return played }}).Handler(), ReadHeaderTimeout: time.Minute}
	go func() { _ = server.Serve(listener) }()
	fmt.Println("listening on", listener.Addr()) // to the test that started this
	_, _ = io.Copy(io.Discard, os.Stdin)         // until that test is done
	return errors.Join(server.Close(), done())
}

// boardIn opens the board in a folder: one process at a time, if on SQLite.
func boardIn(dir string) (board *flow.Board, done func() error, err error) {
	s, err := store.Open(context.Background(), filepath.Join(dir, "rush.db"))
	if err != nil {
		return nil, nil, err
	}
	kept, err := files.New(filepath.Join(dir, "files"))
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	return flow.New(s, kept), func() error { return errors.Join(s.Close(), kept.Close()) }, nil
}

// opened opens the board for the test itself.
func opened(t *testing.T, dir string) *flow.Board {
	t.Helper()
	board, done, err := boardIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = done() })
	return board
}

// TestRush uploads 200 reports at once, each with a megabyte of evidence. None may be
// lost, and the server must not take more memory than a small machine has. How long it
// took is told and not judged: the goal is 2.5 s for 99 of 100 on two quiet processors.
func TestRush(t *testing.T) {
	officers := mostOfficers
	if testing.Short() { // under the race detector, which is slow
		officers = 20
	}
	dir := t.TempDir()
	contents := rushed(t, dir, officers)
	address, memory, stop := startRush(t, dir)
	client := rusher(t, address)
	var wg sync.WaitGroup
	took := make([]time.Duration, officers)
	requests := make([]*http.Request, officers)
	for n, content := range contents {
		requests[n] = handedIn(t, address, unitID(n), content)
	}
	for n, request := range requests {
		wg.Go(func() {
			start := time.Now()
			if err := send(client, request); err != nil {
				t.Errorf("%s: %v", unitID(n), err)
			}
			took[n] = time.Since(start)
		})
	}
	wg.Wait()
	slices.Sort(took)
	peak := memory()
	t.Logf("%d uploads: median %v, 99 of 100 within %v, all within %v; the server took %d MB",
		officers, took[officers/2].Round(time.Millisecond), took[officers*99/100].Round(time.Millisecond), took[officers-1].Round(time.Millisecond), peak>>20)
	if peak > mostMemory && !testing.Short() { // the race detector takes several times as much
		t.Errorf("the server took %d MB", peak>>20)
	}
	stop()
	board := opened(t, dir)
	for n := range contents {
		uploads, err := board.Store.Uploads(t.Context(), "c", unitID(n), reform.FromUnit)
		papers, too := board.Store.Attachments(t.Context(), "c", unitID(n), reform.FromUnit)
		if err = errors.Join(err, too); err != nil || len(uploads) != 1 || uploads[0].Refused() || len(papers) != 1 || papers[0].Size != evidence {
			t.Errorf("%s: %d uploads, %d papers, %v", unitID(n), len(uploads), len(papers), err)
		}
	}
}

// rushed makes a body of 200 units and writes a report of each.
func rushed(t *testing.T, dir string, officers int) [][]byte {
	t.Helper()
	board, done, err := boardIn(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = done() }()
	f := decision766(t)
	tree := []reform.Unit{{ID: "body", NameVI: "Tỉnh", Simulated: true}}
	for n := range officers {
		tree = append(tree, reform.Unit{ID: unitID(n), Parent: "body", NameVI: "Đơn vị số " + strconv.Itoa(n), PeerGroup: "g", Place: n, Simulated: true})
	}
	s := board.Store
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		s.SaveFramework(t.Context(), "rush", played, f, []byte("rush")),
		s.SaveUnits(t.Context(), "rush", played, tree, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}),
		s.SaveCycle(t.Context(), "rush", played, reform.Cycle{
			ID: "c", Body: "body", Framework: f.ID, Period: "2026-Q3", DataFrom: played, DataTo: played,
			Opens: played.AddDate(0, 0, -9), Due: played.AddDate(0, 0, 1), Closes: played.AddDate(0, 0, 2),
		}),
		s.SaveUser(t.Context(), "rush", played, reform.User{ID: "u", Name: "U", Role: reform.Administrator, Password: password.Hash(rushPassword)}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	contents := make([][]byte, officers)
	for n := range contents {
		form, err := board.Form(t.Context(), "c", unitID(n), reform.FromUnit)
		if err != nil {
			t.Fatal(err)
		}
		report, _ := reportOf(&f, n)
		form.Values = report.Values
		var content bytes.Buffer
		if err := workbook.Write(&content, form); err != nil {
			t.Fatal(err)
		}
		contents[n] = content.Bytes()
	}
	return contents
}

// startRush starts the server; memory tells the most that it has held.
func startRush(t *testing.T, dir string) (address string, memory func() int, stop func()) {
	t.Helper()
	server := exec.CommandContext(t.Context(), os.Args[0]) // this very program
	server.Env = append(os.Environ(), rushFolder+"="+dir)
	in, err := server.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := server.StdoutPipe()
	if err == nil {
		err = server.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for address == "" && lines.Scan() {
		_, address, _ = strings.Cut(lines.Text(), "listening on ")
	}
	if address == "" {
		t.Fatal("the server did not say where it listens")
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	stop = sync.OnceFunc(func() {
		_ = in.Close()
		_ = server.Wait()
	})
	t.Cleanup(stop)
	memory = func() int {
		status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", server.Process.Pid))
		found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status)
		if err != nil || found == nil {
			t.Log("this system does not tell how much memory a process took")
			return 0
		}
		n, err := strconv.Atoi(string(found[1]))
		if err != nil {
			t.Fatal(err)
		}
		return n << 10
	}
	return "http://" + address, memory, stop
}

func rusher(t *testing.T, address string) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{
		Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: mostOfficers},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	response, err := client.PostForm(address+"/sign-in", url.Values{"name": {"u"}, "password": {rushPassword}})
	if err != nil || response.StatusCode != http.StatusSeeOther {
		t.Fatal(response, err)
	}
	_ = response.Body.Close()
	return client
}

// handedIn is a report with its evidence: noise, so that no two are the same file.
func handedIn(t *testing.T, address, unit string, content []byte) *http.Request {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	paper := make([]byte, evidence)
	var err error
	_, read := rand.NewChaCha8([32]byte([]byte(unit + strings.Repeat(".", 32))[:32])).Read(paper)
	for _, file := range []struct {
		field, name string
		content     []byte
	}{{"workbook", unit + ".xlsx", content}, {"evidence", unit + ".pdf", paper}} {
		part, broken := form.CreateFormFile(file.field, file.name)
		if broken == nil {
			_, broken = part.Write(file.content)
		}
		err = errors.Join(err, broken)
	}
	err = errors.Join(err, read, form.Close())
	request, wrong := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/cycles/c/units/"+unit+"/report", &body)
	if err = errors.Join(err, wrong); err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return request
}

// send uploads, and sees that it was read.
func send(client *http.Client, request *http.Request) error {
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close() //nolint:errcheck // its end was not asked for
	if response.StatusCode != http.StatusSeeOther || !strings.HasPrefix(response.Header.Get("Location"), "/uploads/") {
		return fmt.Errorf("answered %d, to %q", response.StatusCode, response.Header.Get("Location"))
	}
	return nil
}
