package dashboards_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/dashboards/units"
	"reformboard/internal/drawing"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

var pictures = flag.String("pictures", "", "write every chart of every sample page into this folder")

func studio(t testing.TB) *drawing.Studio {
	t.Helper()
	library, err := assets.Read("dist/echarts.js")
	htmltest.NeedsAssets(t, err == nil)
	kinds, err := assets.Read("charts.js")
	if err != nil {
		t.Fatal(err)
	}
	return drawing.New(assets.Light(), library, kinds)
}

func figureOf(l reform.Language, c frame.Chart, width int) drawing.Figure {
	return drawing.Figure{
		Kind: c.Kind, Option: c.Option, Width: width, Height: c.Height(), Unit: c.Unit, Decimals: c.Decimals,
		Title: c.Title, Summary: c.Summary, Number: frame.Voice{Language: l}.Label,
	}
}

// TestEveryChartIsAPictureToo draws every chart of every sample page as the server
// does, wide and narrow, in both languages.
func TestEveryChartIsAPictureToo(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: some two hundred pictures are no short test")
	}
	s := studio(t)
	kinds, drawn := map[string]bool{}, map[string]bool{}
	for _, l := range reform.Languages {
		for _, shown := range gallery.All(t, sample.Voice(l)) {
			for _, c := range frame.ChartsOf(shown.Page) {
				if len(c.Table.Rows) == 0 { // the page says so in words
					continue
				}
				kinds[c.Kind] = true
				widths := []int{c.Width(), c.SmallWidth()}
				if l == reform.English {
					widths = widths[:1] // words decide what a narrow one looks like, and they are shorter
				}
				for _, width := range widths {
					key := fmt.Sprint(width, c.Title, c.Summary, c.Size, string(c.Option))
					if drawn[key] { // several pages show it
						continue
					}
					drawn[key] = true
					place := fmt.Sprintf("%s-%s-%s-%d", l, shown.Name, c.ID, width)
					picture, err := s.SVG(t.Context(), figureOf(l, c, width))
					if err != nil {
						t.Errorf("%s: %v", place, err)
						continue
					}
					isAPicture(t, place, picture)
					saysItsMessage(t, place, c, picture)
					if *pictures != "" {
						write(t, filepath.Join(*pictures, place+".svg"), picture)
					}
				}
			}
		}
	}
	for _, kind := range []string{"bars", "bullets", "lines", "stack", "strip"} {
		if !kinds[kind] {
			t.Errorf("no sample page has a chart of the kind %q", kind)
		}
	}
}

func saysItsMessage(t *testing.T, place string, c frame.Chart, picture []byte) {
	t.Helper()
	var said struct {
		Label string `xml:"aria-label,attr"`
		Role  string `xml:"role,attr"`
		Title string `xml:"title"`
		Desc  string `xml:"desc"`
	}
	if err := xml.Unmarshal(picture, &said); err != nil {
		t.Fatal(err)
	}
	if said.Title != c.Title || said.Label != c.Title || said.Role != "img" || said.Desc != c.Summary {
		t.Errorf("%s says %+v, want %q and %q", place, said, c.Title, c.Summary)
	}
}

// The lists of what a picture may hold stand here once more: a careless line in the
// package that draws must not be enough.
var (
	pictureElements   = strings.Fields("svg title desc g path rect circle polyline polygon text defs clipPath pattern")
	pictureAttributes = strings.Fields(`xmlns width height viewBox role aria-label font-family d points x y cx cy r dy transform fill fill-opacity
		stroke stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity
		clip-path id patternUnits patternTransform text-anchor font-size font-weight font-style space paint-order`)
	pictureColour    = regexp.MustCompile(`^(#[0-9a-fA-F]{3,6}|none|transparent|url\(#part-\d+\)|rgba?\([\d., ]+\))$`)
	pictureReference = regexp.MustCompile(`url\(#([^)]*)\)`)
)

// isAPicture checks that a document is whole, draws something where it can be seen,
// and holds nothing that runs, loads or leads elsewhere.
func isAPicture(t *testing.T, place string, picture []byte) {
	t.Helper()
	ids, asked := map[string]bool{}, map[string]bool{}
	decoder := xml.NewDecoder(bytes.NewReader(picture))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Errorf("%s: %v", place, err)
			return
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains(pictureElements, element.Name.Local) || element.Name.Space != "http://www.w3.org/2000/svg" {
			t.Errorf("%s holds the element %v", place, element.Name)
		}
		for _, a := range element.Attr {
			if !slices.Contains(pictureAttributes, a.Name.Local) {
				t.Errorf("%s: %s has the attribute %v", place, element.Name.Local, a.Name)
			}
			if a.Name.Local == "aria-label" || a.Name.Local == "xmlns" { // words, and a name
				continue
			}
			if (a.Name.Local == "fill" || a.Name.Local == "stroke") && !pictureColour.MatchString(a.Value) {
				t.Errorf("%s: %s is %q", place, a.Name.Local, a.Value)
			}
			if a.Name.Local == "id" {
				ids[a.Value] = true
			} else if strings.ContainsAny(a.Value, ":<") {
				t.Errorf("%s: %s is %q", place, a.Name.Local, a.Value)
			}
			for _, r := range pictureReference.FindAllStringSubmatch(a.Value, -1) {
				asked[r[1]] = true
			}
			if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "undefined") || strings.Contains(a.Value, "var(") {
				t.Errorf("%s: %s is %q", place, a.Name.Local, a.Value)
			}
		}
	}
	for id := range asked {
		if !ids[id] {
			t.Errorf("%s asks for %q, which is not in it", place, id)
		}
	}
}

// TestNamesCannotBreakOutOfAPicture gives units and indicators names that would.
func TestNamesCannotBreakOutOfAPicture(t *testing.T) {
	s := studio(t)
	v := sample.Voice(reform.Vietnamese)
	tally := sample.Tally("2026-Q3")
	const evil = "</text><script>alert(1)</script>\x00\u0008\"' onload='x' &amp; ]]><![CDATA[ url(#x) var(--none)"
	tally.Units, tally.Groups, tally.Framework.Areas = slices.Clone(tally.Units), slices.Clone(tally.Groups), slices.Clone(tally.Framework.Areas)
	for n := range tally.Units {
		tally.Units[n].NameVI = evil
	}
	for n := range tally.Groups {
		tally.Groups[n].NameVI = evil
	}
	for n := range tally.Framework.Areas {
		area := &tally.Framework.Areas[n]
		area.Title.VI, area.Indicators = evil, slices.Clone(area.Indicators)
		for m := range area.Indicators {
			area.Indicators[m].Title.VI = evil
		}
	}
	drawn := 0
	for _, page := range []frame.Page{
		board.NewOverview(v, tally, nil, nil), gallery.Must[standings.Ranking](t)(standings.NewRanking(v, tally, standings.RankingAsk{}, standings.Ranked{})), gallery.Weak(t, v, tally, nil, reform.Scope{}, radar.View{}),
		gallery.Must[indicators.Indicator](t)(indicators.NewIndicator(v, tally, "3.4", indicators.About{})), gallery.Must[units.Scorecard](t)(units.NewScorecard(v, tally, "unit-08", units.Around{})),
	} {
		for _, c := range frame.ChartsOf(page) {
			c.Title, c.Summary, c.Unit = evil, evil, evil
			picture, err := s.SVG(t.Context(), figureOf(v.Language, c, c.Width()))
			if err != nil {
				t.Errorf("%s: %v", c.ID, err)
				continue
			}
			isAPicture(t, c.ID, picture)
			drawn++
		}
	}
	if drawn == 0 {
		t.Error("nothing was drawn")
	}
}

// TestEveryColourHasAName looks up each name of a colour in what makes charts.
func TestEveryColourHasAName(t *testing.T) {
	kinds, err := assets.Read("charts.js")
	if err != nil {
		t.Fatal(err)
	}
	text := string(kinds)
	for _, shown := range gallery.All(t, sample.Vietnamese) {
		for _, c := range frame.ChartsOf(shown.Page) {
			text += string(c.Option)
		}
	}
	named := regexp.MustCompile(`(?:var\(--|paint\(")([a-z0-9-]+)[")]`).FindAllStringSubmatch(text, -1)
	hex := regexp.MustCompile(`^#[0-9a-f]{3}([0-9a-f]{3})?$`)
	for _, n := range named {
		if !hex.MatchString(assets.Light()[n[1]]) {
			t.Errorf("the colour %q is %q by day", n[1], assets.Light()[n[1]])
		}
	}
	if len(named) < 20 || assets.Light()["face"] == "" || assets.Light()["ink"] != "#1a2736" {
		t.Errorf("%d names of colours, ink %q, fonts %q", len(named), assets.Light()["ink"], assets.Light()["face"])
	}
}

func TestPicturesAreAsHighAsDrawings(t *testing.T) {
	for size, want := range map[string]int{"": 260, "tall": 292, "list": 420, "short": 170, "rows-1": 96, "rows-12": 404, "unheard-of": 260} {
		if got := (frame.Chart{Size: size}).Height(); got != want {
			t.Errorf("%q: got %d, want %d", size, got, want)
		}
	}
}

// TestTheSameChartIsTheSamePicture draws one chart twice by the same engine, others
// in between: a picture's content is its name in a browser's cache.
func TestTheSameChartIsTheSamePicture(t *testing.T) {
	s := studio(t)
	charts := board.NewOverview(sample.Vietnamese, sample.Tally("2026-Q3"), nil, nil).Charts()
	draw := func(c frame.Chart) string {
		picture, err := s.SVG(t.Context(), figureOf(reform.Vietnamese, c, c.Width()))
		if err != nil {
			t.Fatal(err)
		}
		return string(picture)
	}
	first := make([]string, len(charts))
	for n, c := range charts {
		first[n] = draw(c)
	}
	for n, c := range charts {
		if draw(c) != first[n] {
			t.Errorf("%s is another picture the second time", c.ID)
		}
	}
}

// BenchmarkSVG draws the first chart of each kind that the sample pages have.
func BenchmarkSVG(b *testing.B) {
	s := studio(b)
	seen := map[string]bool{}
	for _, shown := range gallery.All(b, sample.Vietnamese) {
		for _, c := range frame.ChartsOf(shown.Page) {
			if seen[c.Kind] {
				continue
			}
			seen[c.Kind] = true
			b.Run(c.Kind, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := s.SVG(b.Context(), figureOf(reform.Vietnamese, c, c.Width())); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
