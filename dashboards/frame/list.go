package frame

import "strconv"

// PageRows is how many units stand on one page of a long list.
const PageRows = 100

// PageOf cuts a list down to one page of it, with links to each where there are several.
// Pages count from 1, and one beyond the last is the last; first is the address of the
// first page.
func PageOf[T any](v Voice, list []T, page int, first string) (shown []T, links []Link) {
	last := max(1, (len(list)+PageRows-1)/PageRows)
	page = min(max(page, 1), last)
	from := (page - 1) * PageRows
	for n := 1; n <= last && last > 1; n++ {
		links = append(links, Link{Text: v.Count(n), URL: withPage(first, n), Current: n == page})
	}
	return list[from:min(from+PageRows, len(list))], links
}

// withPage is the address of one page of a list; the first needs no number.
func withPage(address string, page int) string {
	if page <= 1 {
		return address
	}
	return Voice{Path: address}.Here("page", strconv.Itoa(page))
}

// SortHead is the heading of a column by which rows can be sorted, or not.
type SortHead struct {
	Text   string
	Title  string // in full, where Text is short
	Note   string
	URL    string // sorts by it, or turns the order round; empty: it cannot be sorted by
	Sort   string // ascending or descending, as aria-sort has it; empty: the rows are in another order
	Class  string
	Unseen bool // for those who hear the table only
}
