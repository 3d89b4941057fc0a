package drawing

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// elements are all that a picture is made of.
var elements = words("g path rect circle polyline polygon text defs clipPath pattern")

// attributes are all that they may have. None of them can name another place, run or
// load anything: what is not listed is left out if it stands in unneeded, and else is
// a mistake of ours.
var attributes = words(`d points x y cx cy r width height transform fill fill-opacity stroke stroke-width stroke-opacity
	stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit opacity clip-path id patternUnits
	patternTransform text-anchor font-size font-weight font-style xml:space paint-order`)

// unneeded are for pages with a pointer and a style sheet.
var unneeded = words("class pointer-events cursor font-family dominant-baseline")

var (
	name = regexp.MustCompile(`var\(--([a-z0-9-]+)\)`)
	own  = regexp.MustCompile(`url\(#([^)]*)\)`)
)

// middle moves text down by half the height of its letters: what the library asks for
// by dominant-baseline, which office programs do not know.
const middle = ".35em"

// cleaner writes a drawing anew, element by element.
type cleaner struct {
	strings.Builder
	look map[string]string
	ids  map[string]string // by the library's, which count on from picture to picture
}

// clean keeps of a drawing what is picture, with colours in place of their names, and
// says in words what it shows.
func clean(f Figure, look map[string]string, drawn string) ([]byte, error) {
	c := &cleaner{look: look, ids: map[string]string{}}
	_, _ = fmt.Fprintf(c, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" aria-label="`, f.Width, f.Height, f.Width, f.Height) // a Builder never fails
	c.text(f.Title)
	c.WriteString(`" font-family="`)
	c.text(strings.ReplaceAll(look["face"], `"`, "'"))
	c.WriteString("\">\n<title>")
	c.text(f.Title)
	c.WriteString("</title>\n")
	if f.Summary != "" {
		c.WriteString("<desc>")
		c.text(f.Summary)
		c.WriteString("</desc>\n")
	}
	if err := c.copy(drawn); err != nil {
		return nil, fmt.Errorf("draw %q: %w", f.Title, err)
	}
	c.WriteString("</svg>\n")
	return []byte(c.String()), nil
}

func (c *cleaner) copy(drawn string) error {
	decoder := xml.NewDecoder(strings.NewReader(strings.Map(writable, drawn)))
	inside := 0 // of how many elements; 1: the drawing's own, which is written already
	within := ""
	for {
		token, err := decoder.Token()
		if err == nil && isStyle(token) {
			err = decoder.Skip()
			token = nil
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read what was drawn: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			within = t.Name.Local
			if inside++; inside == 1 {
				continue
			}
			if err := c.open(t); err != nil {
				return err
			}
		case xml.EndElement:
			within = ""
			if inside--; inside > 0 {
				c.WriteString("</" + t.Name.Local + ">\n")
			}
		case xml.CharData:
			if within == "text" {
				c.text(string(t))
			}
		}
	}
}

// isStyle finds the sheet of what changes under the pointer.
func isStyle(token xml.Token) bool {
	element, ok := token.(xml.StartElement)
	return ok && element.Name.Local == "style"
}

// open writes the beginning of an element.
func (c *cleaner) open(t xml.StartElement) error {
	if !elements[t.Name.Local] {
		return fmt.Errorf("a picture holds no element %q", t.Name.Local)
	}
	c.WriteString("<" + t.Name.Local)
	for _, a := range t.Attr {
		key := a.Name.Local
		if a.Name.Space != "" {
			key = "xml:" + key
		}
		var err error
		switch key {
		case "style":
			err = c.style(a.Value)
		case "dominant-baseline":
			c.WriteString(` dy="` + middle + `"`)
		default:
			err = c.attribute(key, a.Value)
		}
		if err != nil {
			return err
		}
	}
	c.WriteString(">")
	return nil
}

// style writes declarations as attributes: a policy that forbids styles within a
// document does not forbid those.
func (c *cleaner) style(declarations string) error {
	for declaration := range strings.SplitSeq(declarations, ";") {
		key, value, ok := strings.Cut(declaration, ":")
		if !ok {
			continue
		}
		if err := c.attribute(strings.TrimSpace(key), strings.TrimSpace(value)); err != nil {
			return err
		}
	}
	return nil
}

func (c *cleaner) attribute(key, value string) error {
	if unneeded[key] || strings.HasPrefix(key, "ecmeta_") {
		return nil
	}
	if !attributes[key] {
		return fmt.Errorf("a picture holds no attribute %q", key)
	}
	for _, named := range name.FindAllStringSubmatch(value, -1) {
		if c.look[named[1]] == "" {
			return fmt.Errorf("no colour is called %q", named[1])
		}
	}
	value = name.ReplaceAllStringFunc(value, func(v string) string { return c.look[name.FindStringSubmatch(v)[1]] })
	value = own.ReplaceAllStringFunc(value, func(v string) string { return "url(#" + c.id(own.FindStringSubmatch(v)[1]) + ")" })
	if key == "id" {
		value = c.id(value)
	}
	c.WriteString(" " + key + `="`)
	c.text(value)
	c.WriteString(`"`)
	return nil
}

// id names things in the order in which they are met.
func (c *cleaner) id(theirs string) string {
	if c.ids[theirs] == "" {
		c.ids[theirs] = "part-" + strconv.Itoa(len(c.ids)+1)
	}
	return c.ids[theirs]
}

func (c *cleaner) text(text string) {
	xml.EscapeText(c, []byte(text)) //nolint:errcheck // memory takes everything
}

// writable drops what no XML document may hold: names have come with worse.
func writable(r rune) rune {
	if r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != '\uFFFE' && r != '\uFFFF' {
		return r
	}
	return -1
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}
