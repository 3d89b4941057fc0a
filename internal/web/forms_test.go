package web

import (
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"reformboard/internal/reform"
)

// TestDownloadThatFailsIsNeverTakenForAWholeOne has a download fail before and after its
// first bytes.
func TestDownloadThatFailsIsNeverTakenForAWholeOne(t *testing.T) {
	s := &Server{Settings: Settings{Now: func() time.Time { return time.Time{} }, Zone: time.UTC, Log: slog.New(slog.DiscardHandler)}}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	for path, written := range map[string]int{"/nothing": 0, "/little": 10, "/much": 1 << 20} {
		for ending, failure := range map[string]error{"": nil, "/fails": reform.ErrNotFound} {
			d := download{name: "x.zip", kind: "application/zip", write: func(w io.Writer) error {
				_, err := io.CopyN(w, strings.NewReader(strings.Repeat("x", written)), int64(written))
				return errors.Join(err, failure)
			}}
			engine.GET(path+ending, func(c *gin.Context) { s.pour(c, d) })
		}
	}
	server := httptest.NewServer(engine)
	defer server.Close()
	for _, c := range []struct {
		path   string
		status int
		whole  bool
	}{
		{"/little", 200, true},
		{"/much", 200, true},
		{"/nothing/fails", 404, true},
		{"/little/fails", 0, false},
		{"/much/fails", 200, false},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+c.path, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		response, err := server.Client().Do(request)
		if err == nil {
			_, err = io.ReadAll(response.Body)
			if closed := response.Body.Close(); closed != nil {
				t.Error(closed)
			}
		} else {
			response = &http.Response{}
		}
		if response.StatusCode != c.status || (err == nil) != c.whole {
			t.Errorf("%s: got %d, %v", c.path, response.StatusCode, err)
		}
	}
}
