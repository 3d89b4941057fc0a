package web

import (
	"net/http"
	"testing"
)

func TestOnlyWhoTakesGzipGetsIt(t *testing.T) {
	for offer, want := range map[string]bool{
		"": false, "identity": false, "gzip": true, "deflate, gzip;q=0.5, br": true, "GZIP": true, "x-gzip": true, "*": true,
		"gzip;q=0": false, "gzip; q=0.000, *": false, "*;q=0": false, "br;q=1, *;q=0.1": true, "gzip;q=much": false, "gzipped": false,
	} {
		if got := takesGzip(http.Header{"Accept-Encoding": {offer}}); got != want {
			t.Errorf("%q: got %v", offer, got)
		}
	}
	if !takesGzip(http.Header{"Accept-Encoding": {"br", "gzip"}}) {
		t.Error("the second line was not read")
	}
}
