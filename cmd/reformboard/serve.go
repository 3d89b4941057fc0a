package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"time"
	_ "time/tzdata" // zones for machines that have none

	"reformboard/dashboards"
	"reformboard/dashboards/assets"
	"reformboard/internal/flow"
	"reformboard/internal/flow/batches"
	"reformboard/internal/flow/record"
	"reformboard/internal/web"
	"reformboard/seed"
)

type serve struct {
	door

	Listen  string         `help:"Address and port." default:"localhost:8080" env:"REFORMBOARD_LISTEN"`
	Secure  bool           `help:"Send cookies over HTTPS only; set it behind a proxy that speaks TLS." env:"REFORMBOARD_SECURE"`
	Proxies []netip.Prefix `help:"Networks of reverse proxies that are believed about a visitor's address (X-Forwarded-For)." placeholder:"192.0.2.0/24" env:"REFORMBOARD_PROXIES"`
	Demo    bool           `help:"Play the demonstration in when the board is empty, and show its sign-ins."`
}

// How long requests under way are waited for at the end: until those that have not come
// whole are broken off and told to come again, and until the last is given up. Ten seconds
// after it was told to, the program is no more: then others end it.
const (
	patient  = 5 * time.Second
	graceful = 8 * time.Second
)

// Run serves until it is told to stop.
func (c *serve) Run(ctx context.Context, s *settings) error {
	board, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer board.Store.Close() //nolint:errcheck // the process ends here
	entrance, err := c.door.open(board, s.Data, c.Demo)
	if err != nil {
		return err
	}
	lives, err := c.lives()
	if err != nil {
		return err
	}
	settings := web.Settings{
		Door: entrance, Lives: lives,
		Now: clock, Zone: board.Zone, Secure: c.Secure, Proxies: c.Proxies,
		Log: slog.New(slog.NewTextHandler(os.Stderr, nil)), Batches: batches.NewQueue(board), Record: s.book(board),
	}
	if c.Demo {
		if settings.Demo, err = playDemo(ctx, board); err != nil {
			return err
		}
	}
	if err := invite(ctx, entrance); err != nil {
		return err
	}
	server := web.New(board, settings)
	atWork, drawing := work(ctx, settings.Batches, settings.Log), drawUp(ctx, server, settings.Log)
	anchored, swept := writeAnchors(ctx, settings.Record, settings.Log), keepClean(ctx, board, settings.Log)
	err = c.listen(ctx, server.Handler(), settings.Demo)
	atWork()
	drawing()
	swept()
	anchored()
	return err
}

// anchorPace is how often the head of the log is written down while there is anything new:
// some 10 MB a year at the most.
const anchorPace = 5 * time.Minute

// writeAnchors writes the head of the log down in the second place, now and then, until the
// context ends. What it returns writes it down for the last time.
func writeAnchors(ctx context.Context, k *record.Book, log *slog.Logger) (end func()) {
	write := func(ctx context.Context) {
		if err := k.WriteAnchor(ctx, clock()); err != nil {
			log.ErrorContext(ctx, "second place", "error", err)
		}
	}
	stop := repeated(ctx, anchorPace, write)
	return func() {
		stop() // not end, which is this very function by now
		write(context.WithoutCancel(ctx))
	}
}

// repeated does something at once, and then again at a pace until the context ends. What
// it returns waits for what is under way.
func repeated(ctx context.Context, pace time.Duration, do func(context.Context)) (end func()) {
	again := time.NewTicker(pace)
	ended := make(chan struct{})
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer close(ended)
		for {
			do(ctx)
			select {
			case <-again.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return func() {
		again.Stop()
		stop()
		<-ended
	}
}

// lookAgain is how often batches are looked for that another instance has left.
const lookAgain = time.Minute

// work works through the archives that are handed in, beside the requests, until the
// context ends. What it returns ends the work and waits for the file under way.
func work(ctx context.Context, queue *batches.Queue, log *slog.Logger) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	again := time.NewTicker(lookAgain)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		queue.Work(ctx, again.C, clock, func(err error) { log.ErrorContext(ctx, "batch", "error", err) })
	}()
	return func() {
		again.Stop()
		stop()
		<-ended
	}
}

// drawUp draws up the newest cycles beside the first requests. What it returns ends
// that and waits for the cycle at hand.
func drawUp(ctx context.Context, server *web.Server, log *slog.Logger) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.DrawUp(ctx); err != nil && ctx.Err() == nil {
			log.ErrorContext(ctx, "draw up", "error", err)
		}
	}()
	return func() {
		stop()
		<-ended
	}
}

func (c *serve) listen(ctx context.Context, h http.Handler, demo []dashboards.DemoSignIn) error {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listen on %s (REFORMBOARD_LISTEN, default localhost:8080): %w", c.Listen, err)
	}
	greet(listener.Addr(), demo)
	requests, breakOff := context.WithCancelCause(context.WithoutCancel(ctx))
	defer breakOff(nil)
	server := &http.Server{
		BaseContext: func(net.Listener) context.Context { return requests },
		Handler:     h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute,
		WriteTimeout: 5 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, // addresses are kept with their pages
	}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), graceful)
		defer cancel()
		defer time.AfterFunc(patient, func() { breakOff(web.ErrEnding) }).Stop()
		stopped <- server.Shutdown(wait)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("requests were still under way after %s: %w", graceful, err)
	}
	return nil
}

// greet prints where the board is and, on a demonstration, how to get in.
func greet(at net.Addr, demo []dashboards.DemoSignIn) {
	fmt.Printf("\nReformboard: http://%s\n", at)
	if !assets.Ready() {
		fmt.Println("Charts and fonts have not been built (make assets): pages show their tables only.")
	}
	for _, d := range demo {
		fmt.Printf("  %-14s %-24s %s\n", d.Name, d.Password, d.Role)
	}
	fmt.Println()
}

// playDemo fills an empty board; a board with anything on it is left alone.
func playDemo(ctx context.Context, board *flow.Board) ([]dashboards.DemoSignIn, error) {
	version, err := board.Store.BoardVersion(ctx)
	if err != nil {
		return nil, err
	}
	if version == 0 {
		if err := seed.Play(ctx, board, clock(), seed.Quarters, os.Stderr); err != nil {
			return nil, err
		}
	}
	units, err := board.Store.Units(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.NameVI
	}
	var shown []dashboards.DemoSignIn
	for _, a := range seed.Accounts {
		shown = append(shown, dashboards.DemoSignIn{Name: a.Name, Password: a.Password, Role: a.Role, Unit: names[a.Unit]})
	}
	return shown, nil
}
