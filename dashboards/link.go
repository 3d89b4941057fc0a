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

// here is the address of this very page with parts of its query set anew, from pairs
// of name and value; an empty value takes the part away.
func (v Voice) here(pairs ...string) string {
	target, err := url.Parse(v.Path)
	if err != nil {
		target = &url.URL{}
	}
	query := target.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		query.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			query.Del(pairs[i])
		}
	}
	return (&url.URL{Path: target.Path, RawQuery: query.Encode()}).RequestURI()
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

// compareURL sets units side by side.
func compareURL(cycle string, units ...string) string {
	if len(units) == 0 {
		return cycleURL(cycle, "/compare")
	}
	return cycleURL(cycle, "/compare") + "?" + url.Values{"unit": units}.Encode()
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
	if page <= 1 {
		return address
	}
	return Voice{Path: address}.here("page", strconv.Itoa(page))
}
