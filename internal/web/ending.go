package web

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"time"
)

// ErrEnding is the cause with which the context of a request ends that the server cannot
// wait for any longer, since it is ending itself. Who sent it is told to come again.
var ErrEnding = errors.New("the server is ending")

// comeAgain is when: a server that is replaced is there again by then.
const comeAgain = 30 * time.Second

// until breaks off what a request still sends when the server is ending: an answer can be
// given only to who no longer keeps it waiting.
func until(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stop := context.AfterFunc(r.Context(), func() {
			if ending(r.Context()) {
				_ = http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)) // what cannot be broken off ends with the program
			}
		})
		defer stop()
		next.ServeHTTP(w, r)
	})
}

func ending(ctx context.Context) bool { return errors.Is(context.Cause(ctx), ErrEnding) }

// later tells who was broken off when to come again.
func later(h http.Header) { h.Set("Retry-After", strconv.Itoa(int(comeAgain.Seconds()))) }
