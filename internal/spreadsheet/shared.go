package spreadsheet

import (
	"errors"
	"strconv"
	"strings"

	"reformboard/internal/markup"
)

var errElement = errors.New("an element inside a value")

// text reads what an element says up to its end; nothing else may stand in it.
func text(e *markup.Scanner) (string, error) {
	inside := false
	whole, err := said(e, func(string) bool { return true }, func() { inside = true })
	if inside {
		return "", errElement
	}
	return whole, err
}

// rich reads a text that may be in several typefaces. How it is pronounced stands
// beside it and is not part of it.
func rich(e *markup.Scanner) (string, error) {
	return said(e, func(within string) bool { return within == "t" }, func() {})
}

// said joins the texts of the elements that count, up to the end of the present one,
// and tells of elements inside it.
func said(e *markup.Scanner, counts func(within string) bool, inner func()) (string, error) {
	depth, within, spoken := e.Depth(), e.Name, 0
	var whole joined
	for {
		kind, err := e.Next()
		if err != nil {
			return "", err
		}
		switch kind {
		case markup.Start:
			inner()
			if within = e.Name; within == "rPh" && spoken == 0 {
				spoken = e.Depth()
			}
		case markup.End:
			if e.Depth() < depth {
				return whole.String(), nil
			}
			if e.Depth() < spoken {
				spoken = 0
			}
			within = ""
		case markup.Text:
			if spoken > 0 || !counts(within) {
				continue
			}
			content, err := e.Content()
			if err != nil {
				return "", err
			}
			whole.add(content)
		case markup.Nothing:
			return whole.String(), nil
		}
	}
}

// joined is a text of several pieces; of one piece it takes no copy.
type joined struct {
	one  string
	more strings.Builder
}

func (j *joined) add(piece string) {
	switch {
	case j.one == "":
		j.one = piece
	case j.more.Len() == 0:
		j.more.WriteString(j.one)
		fallthrough
	default:
		j.more.WriteString(piece)
	}
}

func (j *joined) String() string {
	if j.more.Len() > 0 {
		return j.more.String()
	}
	return j.one
}

// strings reads the texts that cells share.
func (r *reader) strings(part string) error {
	return walk(part, func(e *markup.Scanner) error {
		if e.Name != "si" {
			return nil
		}
		whole, err := rich(e)
		r.texts = append(r.texts, unescape(whole))
		return err
	})
}

// unescape spells out letters that XML cannot hold, which files write as _x000D_.
func unescape(text string) string {
	at := strings.Index(text, "_x")
	if at < 0 {
		return text
	}
	var plain strings.Builder
	for at >= 0 {
		plain.WriteString(text[:at])
		text = text[at:]
		length := 2
		if len(text) >= 7 && text[6] == '_' {
			if n, err := strconv.ParseUint(text[2:6], 16, 16); err == nil {
				plain.WriteRune(rune(n))
				text, length = text[7:], 0
			}
		}
		plain.WriteString(text[:length])
		text = text[length:]
		at = strings.Index(text, "_x")
	}
	plain.WriteString(text)
	return plain.String()
}

// styles reads how each style of a cell shows a number.
func (r *reader) styles(part string) error {
	codes := map[string]string{}
	cells := 0 // depth of the list of the cells' styles; there are lists of others
	const listed = 3
	err := walk(part, func(e *markup.Scanner) error {
		if cells > 0 && e.Depth() <= cells {
			cells = 0
		}
		switch e.Name {
		case "numFmt": // of the list; rules for looks have others of their own
			if e.Depth() == listed {
				codes[attribute(e, "numFmtId")] = bare(attribute(e, "formatCode"))
			}
		case "cellXfs":
			cells = e.Depth()
		case "xf":
			if cells > 0 {
				r.formats = append(r.formats, attribute(e, "numFmtId"))
			}
		}
		return nil
	})
	for i, id := range r.formats {
		if code, ok := codes[id]; ok {
			r.formats[i] = code
		}
	}
	return err
}

// bare strips a format code of what it merely writes out: "text", \x and [red]. [h] stays,
// which shows hours.
func bare(format string) string {
	var code strings.Builder
	until := rune(0)
	escaped := false
	for at, r := range format {
		switch {
		case escaped:
			escaped = false
		case until != 0:
			if r == until {
				until = 0
			}
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			until = '"'
		case r == '[' && !elapsed(format[at+1:]):
			until = ']'
		default:
			code.WriteRune(r)
		}
	}
	return code.String()
}

// elapsed reports whether brackets that begin so hold hours, minutes or seconds.
func elapsed(format string) bool {
	inside, _, ok := strings.Cut(strings.ToLower(format), "]")
	return ok && inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "")
}
