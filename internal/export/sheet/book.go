package sheet

import (
	"strings"
	"time"
	"unicode/utf16"
)

// Book is what a workbook says of itself and on every printed page.
type Book struct {
	Title    string
	Subject  string
	Language string
	Written  time.Time
	Mark     string // a warning; the first page has it on the sheet
	Foot     string // beneath the title, at the foot of a page
	Page     string // which page of how many, with PageNumber and PageCount
}

// What a spreadsheet puts the numbers for, in Book.Page.
const (
	PageNumber = "&P"
	PageCount  = "&N"
)

// short keeps a text within the 255 characters of a document property.
func short(text string) string {
	if runes := []rune(text); len(runes) > 250 {
		return string(runes[:250]) + "…"
	}
	return text
}

func (b Book) header() string {
	if b.Mark == "" {
		return ""
	}
	return `&C&"Arial,Bold"` + plain(b.Mark)
}

// footer: what it is and as of when on the left, the page on the right.
func (b Book) footer() string {
	// The font stands after its size: a digit of the text would join the size.
	const small = `&8&"Arial,Regular"`
	return "&L" + small + plain(b.Title) + "\n" + plain(b.Foot) + "&R" + small + b.Page
}

// plain keeps a name with & from becoming a code, and cuts it off where it
// would take more than its part of the 255 units that a header may have.
func plain(text string) string {
	const most = 90
	var kept strings.Builder
	units := 0
	for _, r := range text {
		if units += max(1, utf16.RuneLen(r)); r == '&' {
			units++
			kept.WriteRune(r)
		}
		if units > most {
			return strings.TrimRight(kept.String(), "&") + "…"
		}
		kept.WriteRune(r)
	}
	return kept.String()
}
