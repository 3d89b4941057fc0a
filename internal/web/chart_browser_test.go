package web_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/frame"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestChartsInABrowser goes through a chart by keyboard, looks at it by night and on
// paper, and reads the page without JavaScript.
func TestChartsInABrowser(t *testing.T) {
	program := chromium(t)
	htmltest.NeedsAssets(t, assets.Ready())
	at := siteOf(t, storetest.Open(t), 2)
	b := openTab(t, at, program)
	b.signIn("committee")
	b.walksThroughAChart()
	b.readsByNight()
	b.writesNumbersAsTheServer()
	b.readsWithoutScripts()
	b.opensAPicture()
	b.nothingAmiss()
}

// eval is what an expression comes to on the page.
func eval[T any](b tab, expression string) T {
	b.t.Helper()
	value, err := chromedp.Run(b, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// The keys go from dot to dot of the ranking's chart; what a dot stands for is said,
// and Enter opens the unit.
func (b tab) walksThroughAChart() {
	b.t.Helper()
	b.visit("/cycles/" + service + "/ranking?lang=vi")
	b.drawn()
	said := func() string { return eval[string](b, `document.querySelector(".said").textContent`) }
	drawing := `document.querySelector("figure.chart .drawing")`
	eval[any](b, drawing+`.focus();0`)
	b.do(chromedp.KeyEvent(kb.ArrowRight))
	first := said()
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	second := said()
	b.do(chromedp.KeyEvent(kb.ArrowLeft))
	if first == "" || second == first || said() != first {
		b.t.Errorf("there and back: %q, %q, %q", first, second, said())
	}
	if !strings.Contains(first, " · ") || !strings.ContainsAny(first, "0123456789") {
		b.t.Errorf("a dot says %q, want its name and number", first)
	}
	if outline := eval[string](b, `getComputedStyle(document.activeElement).outlineStyle`); outline == "none" {
		b.t.Error("the chart with the focus looks like any other")
	}
	b.do(chromedp.KeyEvent(kb.Tab))
	if left := said(); left != "" {
		b.t.Errorf("after the focus has gone it says %q", left)
	}
	eval[any](b, drawing+`.focus();0`)
	b.do(chromedp.KeyEvent(kb.ArrowRight), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(chromedp.CSS(".headline")))
	name, _, _ := strings.Cut(first, " · ")
	b.reads(name)
}

// readsByNight holds every text of a drawing against the ground it stands on.
func (b tab) readsByNight() {
	b.t.Helper()
	const contrast = `(() => {
		const light = (colour) => { const c = colour.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * c[0] + .7152 * c[1] + .0722 * c[2]; };
		const ground = light(getComputedStyle(document.querySelector("figure.chart").closest(".card")).backgroundColor);
		const beside = [...document.querySelectorAll("figure.chart svg text")].filter((t) => getComputedStyle(t).fontWeight !== "600"); // the others stand on bars
		return Math.min(...beside.map((t) => light(getComputedStyle(t).fill)).map((l) => (Math.max(l, ground) + .05) / (Math.min(l, ground) + .05)));
	})()`
	const colour, day = `getComputedStyle(document.querySelector("figure.chart svg text")).fill`, "rgb(26, 39, 54)"
	b.visit("/cycles/" + service)
	b.drawn()
	b.inScheme("dark", func() {
		b.picture("charts-dark")
		if least := eval[float64](b, contrast); least < 4.5 {
			b.t.Errorf("the faintest text of a chart has a contrast of %.1f by night", least)
		}
		if got := eval[string](b, colour); got == day {
			b.t.Error("by night a chart is drawn in the colours of the day")
		}
	})
	b.onPaper(func() {
		if got := eval[string](b, colour); got != day {
			b.t.Errorf("on paper the text of a chart is %s", got)
		}
	})
}

// The server's pictures have the numbers that the browser would write.
func (b tab) writesNumbersAsTheServer() {
	b.t.Helper()
	for _, l := range reform.Languages {
		b.visit("/?lang=" + string(l))
		for _, value := range []string{"0", "1.005", "2.675", "0.5", "-2.5", "-0.004", "1234.5", "1234567.891", "99.995", "1e-7", "0.30000000000000004"} {
			number, _ := strconv.ParseFloat(value, 64)
			for decimals := range 3 {
				want := eval[string](b, fmt.Sprintf("written(%s, %d)", value, decimals))
				if got := (frame.Voice{Language: l}).Label(number, decimals); got != want {
					b.t.Errorf("%s with %d decimals in %s: %q here, %q in the browser", value, decimals, l, got, want)
				}
			}
		}
	}
	b.visit("/?lang=vi")
}

// readsWithoutScripts sees the pictures where the drawings would be.
func (b tab) readsWithoutScripts() {
	b.t.Helper()
	b.scripts(false)
	defer b.scripts(true)
	const shown = `[...document.querySelectorAll("figure.chart noscript img")].filter((i) => i.complete && i.naturalWidth > 0 && i.getBoundingClientRect().width > 0)`
	b.visit("/cycles/" + service)
	if seen, charts := eval[int](b, shown+".length"), b.count("figure.chart"); seen != charts || charts == 0 {
		b.t.Errorf("%d pictures of %d charts", seen, charts)
	}
	if height := eval[float64](b, `Math.max(...[...document.querySelectorAll(".drawing")].map((d) => d.getBoundingClientRect().height))`); height != 0 {
		b.t.Errorf("an empty drawing takes %v pixels", height)
	}
	b.picture("charts-without-scripts")
	b.do(chromedp.EmulateViewport(390, 844))
	defer b.do(chromedp.EmulateViewport(sizes[0].width, sizes[0].height))
	b.visit("/cycles/" + service)
	if small := eval[int](b, shown+`.filter((i) => i.currentSrc.includes("narrow=1")).length`); small != b.count("figure.chart") {
		b.t.Errorf("%d pictures are drawn for the narrow window", small)
	}
	if over := eval[float64](b, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
		b.t.Errorf("the page is %v pixels too wide for a telephone", over)
	}
}

// opensAPicture on its own, under the policy of every answer.
func (b tab) opensAPicture() {
	b.t.Helper()
	b.visit("/cycles/" + service + "?svg=chart-grades")
	size := eval[string](b, `getComputedStyle(document.querySelector("svg > text, svg > g text")).fontSize`)
	fill := eval[string](b, `getComputedStyle(document.querySelector("svg > text")).fill`)
	if size != "12px" || fill != "rgb(26, 39, 54)" {
		b.t.Errorf("its text is %s high and %s", size, fill)
	}
	b.keep(filepath.Join(b.folder, "picture.png"))
}

// onPaper looks at the page as a printer does, the reader's system still at night.
func (b tab) onPaper(do func()) {
	b.t.Helper()
	night := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: "dark"}}
	b.emulate(emulation.SetEmulatedMediaParams{Media: "print", Features: night})
	do()
	b.emulate(emulation.SetEmulatedMediaParams{})
}

func (b tab) scripts(run bool) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run})
		return err
	}))
}
