package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// print sets a sheet up for A4 upright, as wide as the page, with the unit's name
// and the page's number at its foot.
func (p *page) print(f Form) {
	a4, upright, one, any, yes := 9, "portrait", 1, 0, true
	p.keep(p.book.SetPageLayout(p.name, &excelize.PageLayoutOptions{
		Size: &a4, Orientation: &upright, FitToWidth: &one, FitToHeight: &any,
	}))
	p.keep(p.book.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	side, top, edge := 0.4, 0.6, 0.3 // inches
	p.keep(p.book.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &top, Header: &edge, Footer: &edge, Horizontally: &yes,
	}))
	hide := false
	p.keep(p.book.SetSheetView(p.name, 0, &excelize.ViewOptions{ShowGridLines: &hide}))
	foot := "&L&10" + short(f.Unit.Name().In(f.Language)) + "&R&10" + f.period() + " – " + f.say("page")
	paper := &excelize.HeaderFooterOptions{OddFooter: foot}
	if f.Unit.Simulated { // the first page says so itself
		paper.DifferentFirst, paper.FirstFooter = true, foot
		paper.OddHeader = "&C&10" + locale.Say(reform.Vietnamese, "workbook.simulated")
	}
	p.keep(p.book.SetHeaderFooter(p.name, paper))
}

// turn prints a sheet across the page.
func (p *page) turn() {
	across := "landscape"
	p.keep(p.book.SetPageLayout(p.name, &excelize.PageLayoutOptions{Orientation: &across}))
}

// paper is what an A4 page has within its margins, in points.
type paper struct{ width, height float64 }

var across = paper{width: 784, height: 508}

// breakPages says itself where a page ends, so that no heading is left at a page's
// foot: spreadsheet programs would break anywhere. A page is filled a little less than
// it could be, since their letters differ. The head is repeated on each page.
func (p *page) breakPages(on paper, width float64, head int) {
	room := 0.96 * on.height / min(1, on.width/width)
	used, from := 0.0, 0 // from is the first of the rows that stay together
	together := 0.0
	for row := 1; row <= len(p.heights); row++ {
		if from == 0 {
			from, together = row, 0
		}
		together += p.heights[row-1]
		if row < head || p.stays[row] {
			continue
		}
		if used > 0 && used+together > room {
			p.keep(p.book.InsertPageBreak(p.name, "A"+strconv.Itoa(from)))
			used = p.heights[head-1]
		}
		used, from = used+together, 0
	}
}

// short makes a name fit for a page's foot: three foots share 255 characters, and
// an ampersand there begins a command.
func short(name string) string {
	if letters := []rune(name); len(letters) > 80 {
		name = string(letters[:79]) + "…"
	}
	return strings.ReplaceAll(name, "&", "&&")
}

// local gives a range a name that only its own sheet knows, as printing wants it.
func (p *page) local(name, cells string) {
	p.keep(p.book.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: cells, Scope: p.name}))
}
