package workbook

import (
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
