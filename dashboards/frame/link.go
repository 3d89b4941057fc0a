package frame

import (
	"net/url"

	"reformboard/internal/reform"
)

// Link is a place to go to.
type Link struct {
	Text    string
	URL     string
	Note    string // a count or a word beside the text
	Current bool   // the place the reader is at
}

// Here is the address of this very page with parts of its query set anew, from pairs
// of name and value; an empty value takes the part away.
func (v Voice) Here(pairs ...string) string {
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

// CycleURL is a page of the cycle; an empty rest is its overview.
func CycleURL(cycle, rest string) string {
	return "/cycles/" + url.PathEscape(cycle) + rest
}

// GroupURL is a page of the cycle narrowed to one peer group; the empty group is
// all of them.
func GroupURL(cycle, rest, group string) string {
	if group == "" {
		return CycleURL(cycle, rest)
	}
	return CycleURL(cycle, rest) + "?" + url.Values{"group": {group}}.Encode()
}

// UnitURL is the scorecard of a unit.
func UnitURL(cycle, unit string) string {
	return CycleURL(cycle, "/units/"+url.PathEscape(unit))
}

// CompareURL sets units side by side.
func CompareURL(cycle string, units ...string) string {
	if len(units) == 0 {
		return CycleURL(cycle, "/compare")
	}
	return CycleURL(cycle, "/compare") + "?" + url.Values{"unit": units}.Encode()
}

// IndicatorURL is how everybody does on an indicator.
func IndicatorURL(cycle, indicator string) string {
	return CycleURL(cycle, "/indicators/"+url.PathEscape(indicator))
}

// ReceiptURL is how a unit came by its points for an indicator, an area or the total.
func ReceiptURL(cycle, unit, indicator string) string {
	return UnitURL(cycle, unit) + "/indicators/" + url.PathEscape(indicator)
}

// ReportURL is the workspace of what a source reports for a unit.
func ReportURL(cycle, unit string, source reform.Source) string {
	return UnitURL(cycle, unit) + "/report?source=" + url.QueryEscape(string(source))
}

// FormURL is the blank form of such a report.
func FormURL(cycle, unit string, source reform.Source) string {
	return UnitURL(cycle, unit) + "/form.xlsx?source=" + url.QueryEscape(string(source))
}

// UploadURL is what became of an upload.
func UploadURL(id string) string { return "/uploads/" + url.PathEscape(id) }

// AttachmentURL is a piece of evidence as it was received.
func AttachmentURL(id string) string { return "/attachments/" + url.PathEscape(id) }

// FieldID is the id of the field into which a figure is typed.
func FieldID(figure string) string { return "figure-" + figure }
