package faults_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSecondServerIsRefused (R19) starts a second server on one SQLite file: it says why
// it does not, and the first goes on.
func TestSecondServerIsRefused(t *testing.T) {
	w := furnished(t, "", 1)
	p := w.start(t)
	said, err := w.run("serve")
	if code, ok := errors.AsType[*exec.ExitError](err); !ok || code.ExitCode() != 1 || !strings.Contains(err.Error(), "another process has this database open") {
		t.Errorf("the second server ends with %v\n%s", err, said)
	}
	c := signIn(t, p, "an")
	_, _, err = c.upload(t.Context(), w, "u000", 0)
	must(t, err)
	p.kill()
	p = w.start(t) // what held the file died with the process
	p.stop(t)
	w.check(t)
}

// TestServerThatIsToldToEndAnswersFirst (R21) tells the server to end when it has begun to
// read each of many reports. Those that come to their end in time are taken; those that do
// not are told to come again; and it is no more within ten seconds.
func TestServerThatIsToldToEndAnswersFirst(t *testing.T) {
	const clients, stuck = 200, 5
	each(t, clients, func(t *testing.T, w *world) {
		for _, unit := range w.units { // beforehand, that all may begin at once
			w.content(unit, 0)
		}
		p := w.start(t)
		c := signIn(t, p, "an")
		begun := make(chan *half, clients)
		atOnce(clients, func(n int) {
			h, err := c.begin(t.Context(), w.units[n], part{"workbook", "a.xlsx", w.content(w.units[n], 0)})
			if err != nil {
				t.Error(err)
			}
			begun <- h
		})
		close(begun)
		var halves []*half
		for h := range begun {
			halves = append(halves, h)
		}
		if t.Failed() {
			return
		}
		must(t, p.command.Process.Signal(syscall.SIGTERM))
		told := time.Now()
		taken, later := 0, 0
		answers := make([]answer, clients)
		atOnce(clients, func(n int) {
			var err error
			if n >= stuck { // the others never send the rest
				err = halves[n].finish()
			}
			if err == nil {
				answers[n], err = halves[n].answer()
			}
			if err != nil {
				t.Errorf("%s was not answered: %v", halves[n].unit, err)
			}
		})
		<-p.ended
		took := time.Since(told)
		for n, a := range answers {
			id, ok := strings.CutPrefix(a.location, "/uploads/")
			switch {
			case a.status == http.StatusSeeOther && ok && n >= stuck:
				taken++
				w.history.note(receipt{upload: id, unit: halves[n].unit, sha: sum(w.content(halves[n].unit, 0))})
			case a.status == http.StatusServiceUnavailable:
				later++
			default:
				t.Errorf("%s is answered with %d to %q", halves[n].unit, a.status, a.location)
			}
		}
		if p.err != nil || took > 10*time.Second {
			t.Errorf("the server ended after %v with %v\n%s", took, p.err, p.said)
		}
		w.check(t)
		t.Logf("%d were taken, %d told to come again; the server ended after %v", taken, later, took.Round(time.Millisecond))
	})
}

// half is a request of which the server has read the beginning.
type half struct {
	unit string
	conn net.Conn
	said *bufio.Reader
	rest []byte
}

// begin sends a form up to its first file, and waits until the server asks for more.
func (c *client) begin(ctx context.Context, unit string, parts ...part) (*half, error) {
	body, kind := packed(parts...)
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", strings.TrimPrefix(c.address, "http://"))
	if err != nil {
		return nil, err
	}
	head := fmt.Sprintf("POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nExpect: 100-continue\r\nCookie: %s\r\n\r\n",
		reportOf(unit), strings.TrimPrefix(c.address, "http://"), kind, len(body), c.cookies())
	h := &half{unit: unit, conn: conn, said: bufio.NewReader(conn), rest: body}
	if _, err := io.WriteString(conn, head); err != nil {
		return nil, err
	}
	line, err := h.said.ReadString('\n')
	if err != nil || !strings.Contains(line, "100 Continue") {
		return nil, errors.Join(fmt.Errorf("%w: the server says %q", errNotAsked, line), err, conn.Close())
	}
	_, err = h.said.ReadString('\n') // the empty line
	return h, err
}

var errNotAsked = errors.New("the server does not ask for the rest")

// finish sends the rest.
func (h *half) finish() error {
	_, err := h.conn.Write(h.rest)
	return err
}

// answer is what the server says of it.
func (h *half) answer() (answer, error) {
	defer h.conn.Close()
	response, err := http.ReadResponse(h.said, nil)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	return answer{response.StatusCode, response.Header.Get("Location"), string(body)}, err
}

// cookies are those of the browser, as they stand in a request.
func (c *client) cookies() string {
	r, err := http.NewRequest(http.MethodGet, c.address, http.NoBody)
	if err != nil {
		panic(err) // it was asked before
	}
	for _, k := range c.http.Jar.Cookies(r.URL) {
		r.AddCookie(k)
	}
	return r.Header.Get("Cookie")
}
