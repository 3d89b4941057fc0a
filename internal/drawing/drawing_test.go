package drawing

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// stage stands for the library: what it draws is the option's own text.
const stage = `
globalThis.echarts = {
  setPlatformAPI: (api) => { globalThis.measure = (text, font) => api.measureText(text, font).width; },
  init: (_, __, { width }) => ({
    setOption(option) { this.option = option; },
    renderToSVGString() { return "<svg width='" + width + "'>" + this.option.draw + "</svg>"; },
    dispose() {},
  }),
};
globalThis.charts = { finish: (kind, option, chart) => kinds[kind](option, chart) };
const kinds = {
  plain: (option) => option,
  number: (option, chart) => ({ draw: "<text>" + [chart.number(1.5), chart.number(null), chart.number(2, 0)].join(" ") + chart.unit + "</text>" }),
  room: (option) => ({ draw: "<text>" + Math.round(measure(option.text, option.font)) + "</text>" }),
  count: () => { globalThis.drawn = (globalThis.drawn ?? 0) + 1; return { draw: "<text>" + globalThis.drawn + "</text>" }; },
  endless: () => { for (;;); },
  deep: function deep() { return deep(); },
  broken: () => { throw new Error("out of ink"); },
};`

var look = map[string]string{"ink": "#123456", "face": `"Be Vietnam Pro", sans-serif`}

func figure(kind, option string) Figure {
	return Figure{
		Kind: kind, Option: json.RawMessage(option), Width: 200, Height: 100, Unit: " %", Decimals: 1, Title: "Tiêu đề <1> & \"2\"",
		Number: func(value float64, decimals int) string { return strconv.FormatFloat(value, 'f', decimals, 64) },
	}
}

// drawing is a figure whose drawing is this.
func drawing(t *testing.T, svg string) Figure {
	t.Helper()
	option, err := json.Marshal(map[string]string{"draw": svg})
	if err != nil {
		t.Fatal(err)
	}
	return figure("plain", string(option))
}

// inner is what stands in the document behind its title.
func inner(document []byte) string {
	_, rest, _ := strings.Cut(string(document), "</title>\n")
	return strings.TrimSuffix(rest, "</svg>\n")
}

func TestAPictureStandsAlone(t *testing.T) {
	got, err := New(look, []byte(stage)).SVG(t.Context(), drawing(t, "<text>x</text>"))
	if err != nil {
		t.Fatal(err)
	}
	want := `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100" role="img" ` +
		`aria-label="Tiêu đề &lt;1&gt; &amp; &#34;2&#34;" font-family="&#39;Be Vietnam Pro&#39;, sans-serif">` + "\n" +
		"<title>Tiêu đề &lt;1&gt; &amp; &#34;2&#34;</title>\n<text>x</text>\n</svg>\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestOnlyPictureIsKept(t *testing.T) {
	s := New(look, []byte(stage))
	for says, try := range map[string]struct{ drawn, want, fault string }{
		"colours come in place of names":     {`<path d="M0 0" stroke="var(--ink)"/>`, `<path d="M0 0" stroke="#123456"></path>` + "\n", ""},
		"an unknown colour is a mistake":     {`<path stroke="var(--blood)"/>`, "", "blood"},
		"styles become attributes":           {`<text style="font-size:12px;font-family:x;">a</text>`, `<text font-size="12px">a</text>` + "\n", ""},
		"a style may hold what else may not": {`<text style="behaviour:x">a</text>`, "", "behaviour"},
		"middles are moved by hand":          {`<text dominant-baseline="central">a</text>`, `<text dy=".35em">a</text>` + "\n", ""},
		"what serves a pointer goes":         {`<style><![CDATA[.a:hover{}]]></style><g class="a" cursor="pointer" ecmeta_data_index="3">` + "\n</g>", "<g></g>\n", ""},
		"names of parts are ours":            {`<g clip-path="url(#zr9-c7)"/><clipPath id="zr9-c7"/>`, `<g clip-path="url(#part-1)"></g>` + "\n" + `<clipPath id="part-1"></clipPath>` + "\n", ""},
		"letters stay letters":               {`<text>&lt;/text&gt;&lt;script&gt; a` + "\x01\ufffe" + `b</text>`, "<text>&lt;/text&gt;&lt;script&gt; ab</text>\n", ""},
		"a script is a mistake":              {`<script>alert(1)</script>`, "", "script"},
		"a link is a mistake":                {`<a href="https://example.com"/>`, "", `"a"`},
		"an address is a mistake":            {`<path href="https://example.com"/>`, "", "href"},
		"a handler is a mistake":             {`<path onload="x"/>`, "", "onload"},
		"a foreign object is a mistake":      {`<foreignObject/>`, "", "foreignObject"},
		"half a drawing is a mistake":        {`<g>`, "", "read what was drawn"},
	} {
		got, err := s.SVG(t.Context(), drawing(t, try.drawn))
		switch {
		case try.fault != "" && (err == nil || !strings.Contains(err.Error(), try.fault)):
			t.Errorf("%s: got %v", says, err)
		case try.fault == "" && (err != nil || inner(got) != try.want):
			t.Errorf("%s: got %q, %v, want %q", says, inner(got), err, try.want)
		}
	}
}

func TestNumbersAreWrittenByTheCaller(t *testing.T) {
	got, err := New(look, []byte(stage)).SVG(t.Context(), figure("number", `{}`))
	if err != nil || inner(got) != "<text>1.5 – 2 %</text>\n" {
		t.Errorf("got %q, %v", inner(got), err)
	}
}

// Marks stand above and below letters; a letter is as wide with them as without.
func TestMarksTakeNoRoom(t *testing.T) {
	s := New(look, []byte(stage))
	width := func(text, font string) string {
		option, _ := json.Marshal(map[string]string{"text": text, "font": font})
		got, err := s.SVG(t.Context(), figure("room", string(option)))
		if err != nil {
			t.Fatal(err)
		}
		return inner(got)
	}
	plain := width("Uy ban nhan dan", "100px sans-serif")
	if got := width("Ủy ban nhân dân", "100px sans-serif"); got != plain {
		t.Errorf("with marks %s, without %s", got, plain)
	}
	if got := width("Ủy ban nhân dân", "600 100px sans-serif"); got <= plain {
		t.Errorf("in bold %s, else %s", got, plain)
	}
}

// TestAFailedEngineDrawsNothingMore has an engine count what it has drawn.
func TestAFailedEngineDrawsNothingMore(t *testing.T) {
	s := New(look, []byte(stage))
	for _, kind := range []string{"broken", "deep", "unknown"} {
		if _, err := s.SVG(t.Context(), figure("count", `{}`)); err != nil {
			t.Fatal(err)
		}
		if _, err := s.SVG(t.Context(), figure(kind, `{}`)); err == nil {
			t.Errorf("%s is no error", kind)
		}
		if got, err := s.SVG(t.Context(), figure("count", `{}`)); err != nil || inner(got) != "<text>1</text>\n" {
			t.Errorf("after %s: got %q, %v", kind, inner(got), err)
		}
	}
}

func TestADrawingWithoutEndIsEnded(t *testing.T) {
	s := New(look, []byte(stage))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := s.SVG(ctx, figure("endless", `{}`))
		ended <- err
	}()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.SVG(t.Context(), figure("number", `{}`)); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestManyDrawAtOnce(t *testing.T) {
	s := New(look, []byte(stage))
	var all sync.WaitGroup
	for n := range 20 {
		all.Go(func() {
			text := strconv.Itoa(n)
			got, err := s.SVG(t.Context(), drawing(t, "<text>"+text+"</text>"))
			if err != nil || inner(got) != "<text>"+text+"</text>\n" {
				t.Errorf("%d: got %q, %v", n, inner(got), err)
			}
		})
	}
	all.Wait()
}

func TestTooMuchIsNotDrawn(t *testing.T) {
	if _, err := New(look, []byte(stage)).SVG(t.Context(), figure("plain", strings.Repeat(" ", largest+1))); err == nil {
		t.Error("it was")
	}
}

func TestScriptsThatDoNotRunAreErrors(t *testing.T) {
	for _, script := range []string{"this is no script", "throw new Error('no')", ""} {
		if _, err := New(look, []byte(script)).SVG(t.Context(), figure("plain", `{}`)); err == nil {
			t.Errorf("%q drew something", script)
		}
	}
}
