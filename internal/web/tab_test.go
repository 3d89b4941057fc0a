package web_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"reformboard/seed"
)

// tab is a person's browser, looked over the shoulder: every request it makes
// and every complaint it has is written down.
type tab struct {
	context.Context
	t       *testing.T
	site    *site
	folder  string // downloads and pictures
	mu      *sync.Mutex
	outside *[]string
	faults  *[]string
}

// chromium finds the browser; a machine without one skips the test aloud.
func chromium(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("SKIPPED: the browser test is not a short one")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("REQUIRE_BROWSER") != "" {
		t.Fatal("no Chromium on this machine")
	}
	t.Skip("SKIPPED: no Chromium on this machine")
	return ""
}

func openTab(t *testing.T, at *site, program string) tab {
	t.Helper()
	options := []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program), chromedp.Headless, chromedp.DisableGPU, chromedp.NoFirstRun, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.Flag("disable-features", "OptimizationHints,MediaRouter"), chromedp.Flag("disable-dev-shm-usage", true),
	}
	if os.Geteuid() == 0 {
		options = append(options, chromedp.NoSandbox)
	}
	allocator, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(cancel)
	b := tab{ctx, t, at, t.ArtifactDir(), &sync.Mutex{}, &[]string{}, &[]string{}}
	b.watch()
	return b
}

func (b tab) watch() {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
		return err
	}))
	err := chromedp.Listen(b, func(event any) {
		b.mu.Lock()
		defer b.mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if u := e.Request.URL; !strings.HasPrefix(u, b.site.URL) && !strings.HasPrefix(u, "data:") {
				*b.outside = append(*b.outside, u)
			}
		case *log.EventEntryAdded:
			if e.Entry.Level == log.EntryLevelInfo { // that it has cleared what it kept, as it was told
				return
			}
			*b.faults = append(*b.faults, e.Entry.Text+" "+e.Entry.URL)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.site.URL + path))
}

// text is what a person reads on the page.
func (b tab) text() string {
	b.t.Helper()
	text, err := chromedp.Run(b, chromedp.Text(chromedp.CSS("body")))
	if err != nil {
		b.t.Fatal(err)
	}
	return text
}

// reads fails when the page does not say all of this.
func (b tab) reads(wanted ...string) {
	b.t.Helper()
	text := b.text()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			b.t.Errorf("the page does not say %q:\n%s", w, text)
		}
	}
}

func (b tab) signIn(name string) {
	b.t.Helper()
	for _, a := range seed.Accounts {
		if a.Name == name {
			b.comesIn(a.Name, a.Password)
		}
	}
}

func (b tab) comesIn(name, password string) {
	b.t.Helper()
	b.visit("/sign-in")
	b.do(
		chromedp.SendKeys(chromedp.CSS("#name"), name), chromedp.SendKeys(chromedp.CSS("#password"), password),
	)
	b.loads(chromedp.Click(chromedp.CSS("main form button")))
	b.do(chromedp.WaitVisible(chromedp.CSS(`form[action="/sign-out"]`)))
}

func (b tab) signOut() {
	b.t.Helper()
	b.loads(chromedp.Click(chromedp.CSS(`form[action="/sign-out"] button`)))
	b.do(chromedp.WaitVisible(chromedp.CSS("#password")))
}

// download presses a link and returns the file that comes.
func (b tab) download(link string) string {
	b.t.Helper()
	return b.downloadBy(chromedp.Click(chromedp.CSS(link)))
}

func (b tab) downloadBy(step chromedp.Action[chromedp.Void]) string {
	b.t.Helper()
	folder := b.t.TempDir()
	ctx, stop := context.WithTimeout(b, 30*time.Second)
	defer stop()
	progress := chromedp.Events(ctx, browser.DownloadProgress)
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: new(true),
		})
		return err
	}), step)
	for event, err := range progress {
		if err != nil {
			b.t.Fatalf("download: %v", err)
		}
		if event.State == browser.DownloadProgressStateCompleted {
			return filepath.Join(folder, event.GUID)
		}
	}
	b.t.Fatal("download: nothing came")
	return ""
}

// sizes are the windows every page is looked at in.
var sizes = []struct {
	name          string
	width, height int64
}{{"desk", 1366, 768}, {"phone", 390, 844}}

// picture keeps the page as it looks in both windows.
func (b tab) picture(name string) {
	b.t.Helper()
	for _, size := range sizes {
		b.do(chromedp.EmulateViewport(size.width, size.height))
		b.keep(filepath.Join(b.folder, name+"-"+size.name+".png"))
	}
	b.do(chromedp.EmulateViewport(sizes[0].width, sizes[0].height))
}

// keep writes what the window shows to a file.
func (b tab) keep(file string) {
	b.t.Helper()
	png, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(file, png, 0o600)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}

// violation is what axe-core says of a page.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Where []string `json:"where"`
}

// accessible runs axe-core on the page, by way of the developer's door: the
// page's own policy would not let a foreign script in.
func (b tab) accessible(name, axe string) {
	b.t.Helper()
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[any](axe+";0"))
		return err
	}))
	found, err := chromedp.Run(b, chromedp.Evaluate[[]violation](
		`axe.run().then(r => r.violations.map(v => ({id: v.id, help: v.help, where: v.nodes.map(n => n.target.join(" "))})))`,
		chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatal(err)
	}
	for _, v := range found {
		b.t.Errorf("%s: %s: %s: %v", name, v.ID, v.Help, v.Where)
	}
}
