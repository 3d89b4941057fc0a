package dashboards

import (
	"net/url"
	"strconv"

	"reformboard/internal/reform"
)

// Link is a place to go to.
type Link struct {
	Text    string
	URL     string
	Note    string // a count or a word beside the text
	Current bool   // the place the reader is at
}

func cycleURL(cycle, rest string) string {
	return "/cycles/" + url.PathEscape(cycle) + rest
}

// groupURL is a page of the cycle narrowed to one peer group; the empty group is
// all of them.
func groupURL(cycle, rest, group string) string {
	if group == "" {
		return cycleURL(cycle, rest)
	}
	return cycleURL(cycle, rest) + "?" + url.Values{"group": {group}}.Encode()
}

func unitURL(cycle, unit string) string {
	return cycleURL(cycle, "/units/"+url.PathEscape(unit))
}

func indicatorURL(cycle, indicator string) string {
	return cycleURL(cycle, "/indicators/"+url.PathEscape(indicator))
}

func receiptURL(cycle, unit, indicator string) string {
	return unitURL(cycle, unit) + "/indicators/" + url.PathEscape(indicator)
}

func reportURL(cycle, unit string, source reform.Source) string {
	return unitURL(cycle, unit) + "/report?source=" + url.QueryEscape(string(source))
}

func formURL(cycle, unit string, source reform.Source) string {
	return unitURL(cycle, unit) + "/form.xlsx?source=" + url.QueryEscape(string(source))
}

func uploadURL(id string) string { return "/uploads/" + url.PathEscape(id) }

func attachmentURL(id string) string { return "/attachments/" + url.PathEscape(id) }

// fieldID is the id of the field into which a figure is typed.
func fieldID(figure string) string { return "figure-" + figure }

// withPage is the address of one page of a list; the first needs no number.
func withPage(address string, page int) string {
	target, err := url.Parse(address)
	if err != nil || page <= 1 {
		return address
	}
	query := target.Query()
	query.Set("page", strconv.Itoa(page))
	target.RawQuery = query.Encode()
	return target.String()
}
