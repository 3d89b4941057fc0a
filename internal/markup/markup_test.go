package markup

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

// told spells a document out token by token.
func told(document string) (string, error) {
	text, err := Check([]byte(document))
	if err != nil {
		return "", err
	}
	var all strings.Builder
	s := New(text)
	for {
		kind, err := s.Next()
		if err != nil {
			return all.String(), err
		}
		switch kind {
		case Start:
			fmt.Fprintf(&all, "<%s", s.Name)
			for _, a := range s.Attributes {
				value, err := a.Value()
				if err != nil {
					return all.String(), err
				}
				fmt.Fprintf(&all, " %s=%q", a.Name, value)
			}
			all.WriteString(">")
		case End:
			fmt.Fprintf(&all, "</%s>", s.Name)
		case Text:
			content, err := s.Content()
			if err != nil {
				return all.String(), err
			}
			all.WriteString(content)
		case Nothing:
			return all.String(), nil
		}
	}
}

func TestDocumentsAreRead(t *testing.T) {
	wide := func(mark, text string) string {
		all := mark
		for _, r := range text {
			if mark == "\xFF\xFE" {
				all += string([]byte{byte(r), byte(r >> 8)})
			} else {
				all += string([]byte{byte(r >> 8), byte(r)})
			}
		}
		return all
	}
	for document, want := range map[string]string{
		`<a/>`: `<a></a>`,
		"\uFEFF<?xml version=\"1.0\" encoding='UTF-8' standalone=\"yes\"?>\n<!-- x --><a b = 'c' d=\"e\" />\n": `<a b="c" d="e"></a>`,
		`<x:row x:r="1"><y:c>2</y:c></x:row>`:                               `<row r="1"><c>2</c></row>`,
		`<a>&lt;&amp;&#65;&#x1EA1;&quot;&apos;&gt;</a>`:                     `<a><&Aạ"'></a>`,
		`<a>1<![CDATA[<&2]]>3</a>`:                                          `<a>1<&23</a>`,
		`<a><?mso x?><!-- > --><b>2</b></a>`:                                `<a><b>2</b></a>`,
		`<a b="&lt;>"/>`:                                                    `<a b="<>"></a>`,
		wide("\xFF\xFE", `<?xml version="1.0" encoding="UTF-16"?><a>ạ</a>`): `<a>ạ</a>`,
		wide("\xFE\xFF", `<a>ạ</a>`):                                        `<a>ạ</a>`,
	} {
		if got, err := told(document); got != want || err != nil {
			t.Errorf("%q: got %q, %v", document, got, err)
		}
	}
}

func TestWhatIsNotPlainIsRefused(t *testing.T) {
	for document, want := range map[string]error{
		``: ErrMalformed, ` `: ErrMalformed, `a`: ErrMalformed, `<a>`: ErrMalformed, `</a>`: ErrMalformed, `<a></b>`: ErrMalformed,
		`<a/><b/>`: ErrMalformed, `<a/>x`: ErrMalformed, `<a b/>`: ErrMalformed, `<a b=c/>`: ErrMalformed, `<a b="c"d="e"/>`: ErrMalformed,
		`<a b="<"/>`: ErrMalformed, `<a b="c>`: ErrMalformed, `<a`: ErrMalformed, `<a /`: ErrMalformed, `<a>&#0;</a>`: ErrMalformed, `<a>&#xFFFE;</a>`: ErrMalformed,
		`<a>&lt</a>`: ErrMalformed, "<a>\x00</a>": ErrMalformed, "<a>01234567\t\n\r\x1F890</a>": ErrMalformed, "<a>\x0B01234567890</a>": ErrMalformed, "<a>\xFF</a>": ErrMalformed, `<!-- x`: ErrMalformed, `<a><![CDATA[x</a>`: ErrMalformed,
		` <?xml version="1.0"?><a/>`: ErrMalformed, `<a/><![CDATA[x]]>`: ErrMalformed,
		`<!DOCTYPE a><a/>`: ErrDeclared, `<a><!ENTITY b "c"></a>`: ErrDeclared, `<a>&b;</a>`: ErrDeclared, `<!doctype html>`: ErrDeclared,
		`<?xml version="1.0" encoding="utf-7"?><a/>`: ErrEncoding, `<?xml version="1.0" encoding="windows-1258"?><a/>`: ErrEncoding,
		strings.Repeat(`<a>`, MostDepth+1):                      ErrDepth,
		`<a b="` + strings.Repeat("x", mostAttribute+1) + `"/>`: ErrAttribute,
	} {
		if _, err := told(document); !errors.Is(err, want) {
			t.Errorf("%.60q: got %v, want %v", document, err, want)
		}
	}
}

// FuzzScanner holds the scanner against the standard library's: where both read a
// document, both read the same, and the library refuses nothing that we take but what
// it alone forbids.
func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`<a b="c">d<e/></a>`, `<x:a>&amp;<![CDATA[y]]></x:a>`, `<?xml version="1.0"?><a/>`, `<!-- - --><a></a>`, "<a\n>\r\n</a>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		got, err := told(document)
		if err != nil {
			return
		}
		want, err := peer(document)
		if err == nil && strings.ReplaceAll(got, "\r\n", "\n") != want && !strings.ContainsAny(document, "\r:") {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}

// peer spells a document out as the standard library reads it.
func peer(document string) (string, error) {
	var all strings.Builder
	decoder := xml.NewDecoder(strings.NewReader(strings.TrimPrefix(document, "\uFEFF")))
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			return all.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			fmt.Fprintf(&all, "<%s", e.Name.Local)
			for _, a := range e.Attr {
				fmt.Fprintf(&all, " %s=%q", a.Name.Local, a.Value)
			}
			all.WriteString(">")
		case xml.EndElement:
			depth--
			fmt.Fprintf(&all, "</%s>", e.Name.Local)
		case xml.CharData:
			if depth > 0 {
				all.Write(e)
			}
		}
	}
}
