// Package markup reads XML that somebody sent, token by token.
//
// Its one rule: a document is well formed and plain, or it is refused at the first
// byte that is not. Nothing is declared, included or expanded but the five names that
// XML itself knows, so that work and memory are bounded by the document's length. It
// takes no copy of the document: names and texts are parts of it.
package markup

import (
	"errors"
	"strings"
)

// Why a document is refused.
var (
	ErrMalformed = errors.New("not well-formed XML")
	ErrDeclared  = errors.New("a document type or entity is declared")
	ErrEncoding  = errors.New("an encoding other than UTF-8")
	ErrDepth     = errors.New("elements are nested too deeply")
	ErrAttribute = errors.New("an element has too many attributes, or one is too long")
)

// Bounds that no spreadsheet program comes near.
const (
	MostDepth      = 64
	MostAttributes = 256
	mostAttribute  = 64 << 10 // bytes
)

// Kind is a kind of token.
type Kind int8

const (
	End     Kind = iota // of the element that Name names
	Start               // of an element; Attributes has what it says
	Text                // between tags; Content has it
	Nothing             // the document is over
)

// Scanner reads one document. The zero value reads an empty one, which is malformed.
type Scanner struct {
	Name       string      // of the element, without its prefix
	Attributes []Attribute // valid until the next token

	text  string
	at    int
	from  int      // where the present text begins
	raw   bool     // the present text is CDATA
	open  []string // full names of the open elements
	empty bool     // the element just begun ends where it began
	begun bool     // there was a root
}

// Attribute is one attribute of an element.
type Attribute struct {
	Name string // without its prefix
	raw  string
}

// New returns a scanner of a document, which must be checked UTF-8: see Check.
func New(document string) *Scanner {
	return &Scanner{text: strings.TrimPrefix(document, "\uFEFF")}
}

// Depth is how many elements are open.
func (s *Scanner) Depth() int { return len(s.open) }

// Next goes to the next token.
func (s *Scanner) Next() (Kind, error) {
	if s.empty {
		s.empty = false
		return s.close()
	}
	for s.at < len(s.text) {
		if s.text[s.at] != '<' {
			if s.characters(); len(s.open) > 0 {
				return Text, nil
			}
			if strings.Trim(s.Raw(), " \t\r\n") != "" {
				return End, ErrMalformed // beside the root
			}
			continue
		}
		if s.at+1 == len(s.text) {
			return End, ErrMalformed
		}
		switch s.text[s.at+1] {
		case '/':
			return s.end()
		case '!':
			rest := s.text[s.at+2:]
			if strings.HasPrefix(rest, "[CDATA[") {
				return s.verbatim()
			}
			if !strings.HasPrefix(rest, "--") {
				return End, ErrDeclared
			}
			if !s.skip("<!--", "-->") {
				return End, ErrMalformed
			}
		case '?':
			if err := s.instruction(); err != nil {
				return End, err
			}
		default:
			return s.start()
		}
	}
	if len(s.open) > 0 || !s.begun {
		return End, ErrMalformed
	}
	return Nothing, nil
}

// Raw is the present text as it is written; Content is what it says.
func (s *Scanner) Raw() string { return s.text[s.from:s.at] }

// Content is the present text with its references resolved.
func (s *Scanner) Content() (string, error) {
	if s.raw {
		return s.text[s.from : s.at-len("]]>")], nil
	}
	return resolve(s.Raw())
}

// Value is what an attribute says.
func (a Attribute) Value() (string, error) { return resolve(a.raw) }

// characters takes the text up to the next tag.
func (s *Scanner) characters() {
	length := strings.IndexByte(s.text[s.at:], '<')
	if length < 0 {
		length = len(s.text) - s.at
	}
	s.from, s.raw, s.at = s.at, false, s.at+length
}

func (s *Scanner) verbatim() (Kind, error) {
	from := s.at + len("<![CDATA[")
	if len(s.open) == 0 || !s.skip("<![CDATA[", "]]>") {
		return End, ErrMalformed
	}
	s.from, s.raw = from, true
	return Text, nil
}

// skip goes past what ends with end.
func (s *Scanner) skip(begin, end string) bool {
	from := s.at + len(begin)
	length := strings.Index(s.text[from:], end)
	if length < 0 {
		return false
	}
	s.at = from + length + len(end)
	return true
}

// instruction goes past <?…?>. The first may name the encoding.
func (s *Scanner) instruction() error {
	from := s.at
	if !s.skip("<?", "?>") {
		return ErrMalformed
	}
	said := s.text[from:s.at]
	if !strings.HasPrefix(said, "<?xml") || len(said) < 6 || !space(said[5]) {
		return nil
	}
	if from != 0 {
		return ErrMalformed
	}
	_, encoding, ok := strings.Cut(said, "encoding")
	if !ok {
		return nil
	}
	encoding = strings.TrimLeft(strings.TrimSuffix(encoding, "?>"), " \t\r\n=")
	if end := strings.IndexAny(encoding, " \t\r\n"); end >= 0 {
		encoding = encoding[:end]
	}
	encoding = strings.Trim(encoding, `"'`)
	switch strings.ToLower(encoding) {
	case "utf-8", "utf8", "us-ascii": // the second is Python's word for the first
		return nil
	}
	return ErrEncoding
}

func (s *Scanner) start() (Kind, error) {
	s.at++
	full, ok := s.name()
	if !ok || len(s.open) == 0 && s.begun {
		return End, ErrMalformed
	}
	if len(s.open) == MostDepth {
		return End, ErrDepth
	}
	s.begun = true
	s.open = append(s.open, full)
	s.Name = local(full)
	s.Attributes = s.Attributes[:0]
	for {
		spaced := s.space()
		if s.at == len(s.text) {
			return End, ErrMalformed
		}
		switch c := s.text[s.at]; {
		case c == '>':
			s.at++
			return Start, nil
		case c == '/':
			s.empty = strings.HasPrefix(s.text[s.at:], "/>")
			s.at += 2
			if !s.empty {
				return End, ErrMalformed
			}
			return Start, nil
		case !spaced:
			return End, ErrMalformed
		}
		if err := s.attribute(); err != nil {
			return End, err
		}
	}
}

func (s *Scanner) attribute() error {
	full, ok := s.name()
	if !ok {
		return ErrMalformed
	}
	s.space()
	if s.at == len(s.text) || s.text[s.at] != '=' {
		return ErrMalformed
	}
	s.at++
	s.space()
	if s.at == len(s.text) || s.text[s.at] != '"' && s.text[s.at] != '\'' {
		return ErrMalformed
	}
	quote, from := s.text[s.at], s.at+1
	to := from // most values are short: a loop finds their end sooner than a search
	for ; to < len(s.text) && s.text[to] != quote; to++ {
		if s.text[to] == '<' {
			return ErrMalformed
		}
	}
	if to == len(s.text) {
		return ErrMalformed
	}
	length := to - from
	s.at = to + 1
	if length > mostAttribute || len(s.Attributes) == MostAttributes {
		return ErrAttribute
	}
	s.Attributes = append(s.Attributes, Attribute{local(full), s.text[from : from+length]})
	return nil
}

func (s *Scanner) end() (Kind, error) {
	if len(s.open) == 0 {
		return End, ErrMalformed
	}
	full := s.open[len(s.open)-1]
	if !strings.HasPrefix(s.text[s.at+2:], full) {
		return End, ErrMalformed
	}
	s.at += 2 + len(full)
	s.space()
	if s.at == len(s.text) || s.text[s.at] != '>' {
		return End, ErrMalformed
	}
	s.at++
	return s.close()
}

func (s *Scanner) close() (Kind, error) {
	s.Name = local(s.open[len(s.open)-1])
	s.open = s.open[:len(s.open)-1]
	return End, nil
}

// name takes a name: anything but what separates names.
func (s *Scanner) name() (string, bool) {
	from := s.at
	for s.at < len(s.text) && !separates[s.text[s.at]] {
		s.at++
	}
	return s.text[from:s.at], s.at > from
}

var separates = [256]bool{
	' ': true, '\t': true, '\r': true, '\n': true, '>': true, '/': true, '=': true, '<': true,
	'"': true, '\'': true, '&': true, '!': true, '?': true,
}

func (s *Scanner) space() bool {
	from := s.at
	for s.at < len(s.text) && space(s.text[s.at]) {
		s.at++
	}
	return s.at > from
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// local drops the prefix of a name: every program chooses its own.
func local(full string) string {
	if at := strings.LastIndexByte(full, ':'); at >= 0 {
		return full[at+1:]
	}
	return full
}
