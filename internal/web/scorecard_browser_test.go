package web_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// onePage is how many indicators a scorecard of one page may have.
const onePage = 24

// TestScorecardPrintsOnOnePage prints the demonstration's scorecards, in both
// languages and in every state, on A4: one page, or two under a long framework.
func TestScorecardPrintsOnOnePage(t *testing.T) {
	program := chromium(t)
	at := siteOf(t, storetest.Open(t), 3)
	b := openTab(t, at, program)
	b.signIn("committee")
	b.do(chromedp.EmulateViewport(sizes[0].width, sizes[0].height))
	for cycle, units := range map[string][]string{
		service: {"mau-v03", "mau-v11", "mau-s02", silent, "mau-c01"}, egov: {"mau-v03", "mau-h01"}, real766: {"H21.20"},
	} {
		tally, err := at.board.Tally(t.Context(), cycle)
		if err != nil {
			t.Fatal(err)
		}
		most := 1
		if len(tally.Framework.Indicators()) > onePage {
			most = 2
		}
		for _, unit := range units {
			for _, l := range reform.Languages {
				path := "/cycles/" + cycle + "/units/" + unit + "?lang=" + string(l)
				b.visit(path)
				b.drawn()
				if pages := b.printed(strings.Join([]string{"scorecard", cycle, unit, string(l)}, "-")); pages < 1 || pages > most {
					t.Errorf("%s: %d pages, want %d", path, pages, most)
				}
			}
		}
	}
	b.nothingAmiss()
}

var pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)

// printed prints the page as a person would, keeps it, and counts its pages.
func (b tab) printed(name string) int {
	b.t.Helper()
	var pdf []byte
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		got, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
		pdf = got.Data
		return err
	}))
	if err := os.WriteFile(filepath.Join(b.folder, name+".pdf"), pdf, 0o600); err != nil {
		b.t.Fatal(err)
	}
	return len(pdfPage.FindAll(pdf, -1))
}
