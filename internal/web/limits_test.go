package web

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gin-gonic/gin"
)

func TestPagesAreKeptWithinTheirMemory(t *testing.T) {
	var pages shelf[int, string]
	body := strings.Repeat("x", 1<<20)
	for n := range 100 {
		pages.keep(n, body, len(body))
	}
	held := 0
	for _, page := range pages.kept {
		held += len(page)
	}
	if held == 0 || held > mostKept || held != pages.bytes {
		t.Errorf("%d bytes are held, %d are counted, %d are allowed", held, pages.bytes, mostKept)
	}
	if _, ok := pages.find(99); !ok {
		t.Error("the newest page is not kept")
	}
}

func TestBugOfOursIsAPageAndALineInTheLog(t *testing.T) {
	var log bytes.Buffer
	s := &Server{Settings: Settings{Now: func() time.Time { return time.Time{} }, Zone: time.UTC, Log: slog.New(slog.NewTextHandler(&log, nil))}}
	gin.SetMode(gin.ReleaseMode)
	engine := gin.New()
	engine.Use(s.logged, gin.CustomRecoveryWithWriter(nil, s.recovered))
	engine.GET("/", func(*gin.Context) { panic("nothing for visitors") })
	request := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
	request.Header.Set("Cookie", "reformboard=token")
	answer := httptest.NewRecorder()
	engine.ServeHTTP(answer, request)
	if page := answer.Body.String(); answer.Code != http.StatusInternalServerError || !strings.Contains(page, "</html>") || strings.Contains(page, "nothing for visitors") {
		t.Errorf("got %d: %s", answer.Code, page)
	}
	if said := log.String(); !strings.Contains(said, "nothing for visitors") || !strings.Contains(said, "limits_test.go") || strings.Contains(said, "token") {
		t.Errorf("the log says %s", said)
	}
}
