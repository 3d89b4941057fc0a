package web_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"reformboard/dashboards/assets"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestEveryPageInABrowser draws every page in both languages, keeps its picture in
// both windows, has axe-core judge it in light and dark, and holds it at four times
// its size: nothing may be found, and no page may need a reader to scroll sideways.
func TestEveryPageInABrowser(t *testing.T) {
	program := chromium(t)
	t.Parallel()
	axe, err := os.ReadFile(filepath.Join("..", "..", "dashboards", "assets", "node_modules", "axe-core", "axe.min.js"))
	htmltest.NeedsAssets(t, err == nil && assets.Ready())
	at := siteOf(t, storetest.Open(t), 4)
	for _, l := range reform.Languages {
		t.Run(string(l), func(t *testing.T) {
			t.Parallel()
			b := openTab(t, at, program)
			b.judgeIn(l, string(axe), "/sign-in")
			b.signIn("committee")
			b.judgeIn(l, string(axe), append(slices.Clone(everyPage), "/nowhere")...)
			b.visit("/")
			b.signOut()
			b.signIn("officer")
			b.judgeIn(l, string(axe), officersPages(t, at)...)
			b.nothingAmiss()
			if *screenshot != "" && l == reform.English {
				b.visit("/cycles/" + service + in("", l))
				b.drawn()
				b.keep(*screenshot)
			}
		})
	}
}

// judge looks at pages as everybody may meet them.
func (b tab) judge(axe string, paths ...string) {
	b.t.Helper()
	for _, l := range reform.Languages {
		b.judgeIn(l, axe, paths...)
	}
}

func (b tab) judgeIn(l reform.Language, axe string, paths ...string) {
	b.t.Helper()
	for _, path := range paths {
		name := strings.Trim(strings.NewReplacer("/", "_", "?", "_", "=", "-", "&", "_").Replace(path), "_") + "-page-" + string(l)
		b.visit(path + in(path, l))
		b.drawn()
		b.picture(name)
		b.accessible(path, axe)
		b.inScheme("dark", func() {
			b.accessible(path+" in the dark", axe)
			b.keep(filepath.Join(b.folder, name+"-dark.png"))
		})
		b.magnified(path)
	}
}

// inScheme does something while the reader's system asks for light or dark.
func (b tab) inScheme(scheme string, do func()) {
	b.t.Helper()
	b.emulate(emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
	do()
	b.emulate(emulation.SetEmulatedMediaParams{})
}

func (b tab) emulate(media emulation.SetEmulatedMediaParams) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
		return err
	}))
}

// magnified holds the page in a window of 320 pixels: 1280 of them at 400 %.
func (b tab) magnified(path string) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(320, 256))
	defer b.do(chromedp.EmulateViewport(sizes[0].width, sizes[0].height))
	beyond := `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > 321 && !e.closest(".scroll, .menu nav, .unseen, svg, script")).map(e => e.tagName + "." + e.className).slice(0, 5)`
	found, err := chromedp.Run(b, chromedp.Evaluate[[]string](`document.scrollingElement.scrollWidth > 320 ? `+beyond+` : []`))
	if err != nil {
		b.t.Fatal(err)
	}
	if len(found) > 0 {
		b.t.Errorf("%s at 400 %%: beyond the right edge: %v", path, found)
	}
}

// officersPages are those that an officer alone works on, with mistakes and without.
func officersPages(t *testing.T, at *site) []string {
	t.Helper()
	officer := at.as(t, "officer")
	form, wrong := officer.get(desk+"/form.xlsx").body, answers(at, t)
	wrong["dossiers_on_time"], wrong["petitions"] = 99999, "mười hai"
	upload := officer.upload(desk+"/report", "sai.xlsx", at.fill(t, form, wrong)).header.Get("Location")
	typed, _ := entered(t, officer, desk+"/entry", map[string]string{"petitions": "mười hai", "dossiers_received": "12"})
	refused := officer.upload(desk+"/report", "khác.xlsx", []byte(at.as(t, "administrator").get("/cycles/"+service+"/units/mau-v04/form.xlsx").body))
	return []string{
		upload, desk + "/report?source=unit", desk + "/entry?source=unit", typed.header.Get("Location"),
		desk + "/entry?source=unit&upload=" + strings.TrimPrefix(typed.header.Get("Location"), "/uploads/"), refused.header.Get("Location"),
	}
}

// drawn waits for the charts, which are drawn with the next frame.
func (b tab) drawn() {
	b.t.Helper()
	all := `document.querySelectorAll(".drawing").length === document.querySelectorAll(".drawing svg").length`
	if _, err := chromedp.Run(b, chromedp.Poll[bool](all, chromedp.WithPollingTimeout(5*time.Second))); err != nil {
		b.t.Errorf("some charts are not drawn: %v", err)
	}
}

// in asks for the page in a language.
func in(path string, l reform.Language) string {
	if strings.Contains(path, "?") {
		return "&lang=" + string(l)
	}
	return "?lang=" + string(l)
}
