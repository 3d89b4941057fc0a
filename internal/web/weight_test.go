package web_test

import (
	"compress/gzip"
	"html"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/internal/htmltest"
)

// mostWeight is what a page may weigh as it is sent, with style, scripts and fonts, but
// without the chart library.
const mostWeight = 100_000

const chartLibrary = "dist/echarts.js"

var (
	assetLink = regexp.MustCompile(`(?:src|href)="(/assets/([^"?]+)\?v=[^"]+)"`)
	face      = regexp.MustCompile(`font-weight:(\d+);[^}]*src:url\(([^)]+)\)[^}]*unicode-range:([^}]+)`)
)

// pagesAreLight weighs every page as a browser gets it for the first time.
func pagesAreLight(t *testing.T, at *site) {
	htmltest.NeedsAssets(t, assets.Ready())
	committee := at.as(t, "committee")
	weights := map[string]int{} // of what has been weighed
	heaviest, most := "", 0
	for _, path := range append([]string{"/sign-in"}, everyPage...) {
		weight := committee.weighWhole(path, weights)
		if weight > mostWeight {
			t.Errorf("%s weighs %d bytes", path, weight)
		}
		if weight > most {
			heaviest, most = path, weight
		}
	}
	t.Logf("the heaviest page is %s, with %d bytes; of these %v", heaviest, most, weights)
}

// weighWhole weighs a page with all that it needs but the chart library; what assets weigh
// is noted.
func (p person) weighWhole(path string, assets map[string]int) int {
	p.t.Helper()
	body, weight := p.weigh(path)
	for _, asset := range append(assetLink.FindAllStringSubmatch(body, -1), fonts(p, body)...) {
		if asset[2] == chartLibrary {
			continue
		}
		if assets[asset[2]] == 0 {
			_, assets[asset[2]] = p.weigh(html.UnescapeString(asset[1]))
		}
		weight += assets[asset[2]]
	}
	return weight
}

// weigh asks as a browser does: what comes, and how many bytes it was.
func (p person) weigh(path string) (content string, weight int) {
	p.t.Helper()
	got := p.asking(path, http.Header{"Accept-Encoding": {"gzip, deflate, br"}})
	if got.status != http.StatusOK {
		p.t.Fatalf("%s: %d", path, got.status)
	}
	return unpacked(p.t, got), len(got.body)
}

// asking asks with headers.
func (p person) asking(path string, h http.Header) answer {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.site.URL+path, http.NoBody)
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header = h
	return p.send(request)
}

func unpacked(t testing.TB, a answer) string {
	t.Helper()
	if a.header.Get("Content-Encoding") == "" {
		return a.body
	}
	reader, err := gzip.NewReader(strings.NewReader(a.body))
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// fonts are the faces that a browser needs for the letters of a page: of those of one
// weight with the same letter, the one that stands last.
func fonts(p person, body string) [][]string {
	p.t.Helper()
	sheet := regexp.MustCompile(`/assets/dist/fonts.css[^"]*`).FindString(body)
	if sheet == "" {
		return nil
	}
	css, _ := p.weigh(sheet)
	faces := face.FindAllStringSubmatch(css, -1)
	letters := map[rune]bool{}
	for _, r := range html.UnescapeString(body) {
		letters[r] = true
	}
	needed := map[int]bool{}
	for r := range letters {
		of := map[string]int{} // by weight
		for n, f := range faces {
			if inRange(p.t, f[3])(r) {
				of[f[1]] = n
			}
		}
		for _, n := range of {
			needed[n] = true
		}
	}
	var used [][]string
	for n := range needed {
		used = append(used, []string{"", "/assets/dist/" + faces[n][2], faces[n][2]})
	}
	return used
}

// inRange reads a unicode-range of CSS.
func inRange(t testing.TB, list string) func(rune) bool {
	t.Helper()
	var ranges [][2]rune
	for text := range strings.SplitSeq(list, ",") {
		from, to, _ := strings.Cut(strings.TrimPrefix(strings.TrimSpace(text), "U+"), "-")
		if to == "" {
			to = from
		}
		low, wrong := strconv.ParseInt(from, 16, 32)
		high, too := strconv.ParseInt(to, 16, 32)
		if wrong != nil || too != nil {
			t.Fatalf("unicode-range %q", text)
		}
		ranges = append(ranges, [2]rune{rune(low), rune(high)})
	}
	return func(r rune) bool {
		for _, within := range ranges {
			if r > ' ' && within[0] <= r && r <= within[1] {
				return true
			}
		}
		return false
	}
}

// contentIsSentAsItIsTaken asks for a page and for assets with and without compression.
func contentIsSentAsItIsTaken(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	page := "/cycles/" + egov + "/ranking"
	style := regexp.MustCompile(`/assets/board.css[^"]*`).FindString(committee.get(page).body)
	for _, path := range []string{page, style} {
		plain := committee.asking(path, http.Header{"Accept-Encoding": {"gzip;q=0"}})
		small := committee.asking(path, http.Header{"Accept-Encoding": {"gzip"}})
		if plain.header.Get("Content-Encoding") != "" || small.header.Get("Content-Encoding") != "gzip" || len(small.body) >= len(plain.body) {
			t.Errorf("%s: %d bytes as they are, %d compressed", path, len(plain.body), len(small.body))
		}
		if unpacked(t, small) != plain.body {
			t.Errorf("%s says something else when compressed", path)
		}
		tags := map[string]string{"gzip": small.header.Get("ETag"), "identity": plain.header.Get("ETag")}
		for encoding := range tags {
			for known, tag := range tags {
				got := committee.asking(path, http.Header{"Accept-Encoding": {encoding}, "If-None-Match": {"W/" + tag}})
				if want := map[bool]int{true: http.StatusNotModified, false: http.StatusOK}[known == encoding]; got.status != want {
					t.Errorf("%s: who has %s and takes %s gets %d", path, known, encoding, got.status)
				}
				if !slices.Contains(got.header.Values("Vary"), "Accept-Encoding") || got.header.Get("ETag") != tags[encoding] {
					t.Errorf("%s: a cache is told %v", path, got.header)
				}
			}
		}
	}
}

// assetsAreAskedForOnce: all that a page is made of has an address of its content and is
// kept for ever; every page names the same.
func assetsAreAskedForOnce(t *testing.T, at *site) {
	committee := at.as(t, "committee")
	seen := map[string]string{}
	for _, path := range everyPage {
		for _, asset := range assetLink.FindAllStringSubmatch(committee.get(path).body, -1) {
			if known, ok := seen[asset[2]]; ok && known != asset[1] {
				t.Errorf("%s asks for %s, another page for %s", path, asset[1], known)
			}
			seen[asset[2]] = asset[1]
		}
	}
	if _, ok := seen[chartLibrary]; ok != assets.Ready() {
		t.Errorf("the chart library is built in and not asked for, or the other way round: %v", seen)
	}
	for _, f := range fonts(committee, committee.get("/").body) {
		seen[f[2]] = f[1]
	}
	for _, address := range seen {
		got := committee.asking(address, http.Header{"Accept-Encoding": {"gzip"}})
		if got.status != http.StatusOK || got.header.Get("Cache-Control") != "public, max-age=31536000, immutable" {
			t.Errorf("%s: %d, %q", address, got.status, got.header.Get("Cache-Control"))
		}
		if slices.Contains(got.header.Values("Vary"), "Cookie") {
			t.Errorf("%s is asked for again by whoever signs in", address)
		}
		if font := strings.Contains(address, ".woff2"); font == (got.header.Get("Content-Encoding") == "gzip") && len(got.body) > 1200 {
			t.Errorf("%s is encoded as %q", address, got.header.Get("Content-Encoding"))
		}
	}
}
