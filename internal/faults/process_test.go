package faults_test

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// process is a server, the real one, as a child.
type process struct {
	address string // http://127.0.0.1:…
	command *exec.Cmd
	started time.Duration // from its beginning to the line that says where it listens
	said    *transcript
	ended   chan struct{} // is closed when it is no more
	err     error         // with which it ended
}

// transcript is what a process writes to its standard error.
type transcript struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *transcript) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// environment is that of a program on the board of a world.
func (w *world) environment() []string {
	return append(os.Environ(), "REFORMBOARD_DATA="+w.dir, "REFORMBOARD_DATABASE="+w.dsn, "REFORMBOARD_LISTEN=127.0.0.1:0",
		"REFORMBOARD_SECOND_FACTOR=auditor") // nobody here is one
}

// start starts the server and waits until it listens.
func (w *world) start(t testing.TB) *process {
	t.Helper()
	path, err := program()
	must(t, err)
	p := &process{command: exec.Command(path, "serve"), said: &transcript{}, ended: make(chan struct{})}
	p.command.Env, p.command.Stderr = w.environment(), p.said
	out, err := p.command.StdoutPipe()
	must(t, err)
	began := time.Now()
	must(t, p.command.Start())
	t.Cleanup(p.kill)
	lines := bufio.NewScanner(out)
	for p.address == "" && lines.Scan() {
		_, p.address, _ = strings.Cut(lines.Text(), "Reformboard: ")
	}
	p.started = time.Since(began)
	go func() {
		_, _ = io.Copy(io.Discard, out) // until it ends
		p.err = p.command.Wait()
		close(p.ended)
	}()
	if p.address == "" {
		<-p.ended
		t.Fatalf("the server did not start: %v\n%s", p.err, p.said)
	}
	return p
}

// kill ends the server as a power cut would, as far as a process can tell.
func (p *process) kill() {
	_ = p.command.Process.Kill() // it may have ended by itself
	<-p.ended
}

// stop asks the server to end, and returns how long it took to.
func (p *process) stop(t testing.TB) time.Duration {
	t.Helper()
	began := time.Now()
	must(t, p.command.Process.Signal(syscall.SIGTERM))
	select {
	case <-p.ended:
	case <-time.After(time.Minute):
		t.Fatal("the server did not end within a minute")
	}
	if p.err != nil {
		t.Errorf("the server ended with %v\n%s", p.err, p.said)
	}
	return time.Since(began)
}

// run runs a command on the board to its end.
func (w *world) run(args ...string) (output string, err error) {
	path, err := program()
	if err != nil {
		return "", err
	}
	command := exec.Command(path, args...)
	command.Env = w.environment()
	said, err := command.CombinedOutput()
	if err != nil {
		err = errors.Join(err, errors.New(string(said)))
	}
	return string(said), err
}
