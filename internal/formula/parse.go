package formula

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// What bounds the work of a formula. A sum of many terms and a choice of many
// steps are chains, and not deep.
const (
	longestSource = 2_000 // bytes
	mostTerms     = 200
	deepest       = 30
)

// Parse reads a formula. The error is a *Fault: the first one in the text.
func Parse(text string) (*Formula, error) {
	r := &reader{source: []rune(text)}
	root := r.read(text)
	if r.fault != nil {
		return nil, r.fault
	}
	return &Formula{source: text, root: root}, nil
}

// reader turns what expr parsed into terms, up to the first fault.
type reader struct {
	source []rune
	fault  *Fault
	terms  int
}

// stop notes the first fault. What it returns stands in for the term that is not
// there; nobody reckons with it.
func (r *reader) stop(at int, name, format string, args ...any) *term {
	if r.fault == nil {
		if name == "" { // the end, where there is nothing to name
			name = "formula"
		}
		fault := faultAt(r.source, at, name, format, args...)
		r.fault = &fault
	}
	return &term{op: literal, at: at}
}

func (r *reader) read(text string) *term {
	switch {
	case len(text) > longestSource:
		return r.stop(0, "formula", "the formula has %d bytes, and %d are allowed: give its parts indicators of their own", len(text), longestSource)
	case !utf8.ValidString(text):
		return r.stop(0, "formula", "the formula is not UTF-8 text: save the file as UTF-8")
	case strings.TrimSpace(text) == "":
		return r.stop(0, "formula", "the formula is empty: write what the indicator earns, such as min(points, 0.5 * done)")
	}
	tree, err := tree(text)
	if err != nil {
		return r.misread(err)
	}
	return r.number(tree, 1)
}

// tree parses. A parser that gives up is no reason for us to.
func tree(text string) (node ast.Node, err *file.Error) {
	defer func() {
		if recover() != nil {
			err = &file.Error{Message: "panic"}
		}
	}()
	parsed, failed := parser.Parse(text)
	if failed == nil {
		return parsed.Node, nil
	}
	if errors.As(failed, &err) {
		return nil, err
	}
	return nil, &file.Error{Message: failed.Error()}
}

// meant are letters that people write, or that a word processor writes for them.
var meant = map[string]string{
	"×": "*", "·": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "!=", "=": "==", "&": "&&", "|": "||",
	"“": `"`, "”": `"`,
}

// misread says in our words what the parser could not read.
func (r *reader) misread(err *file.Error) *term {
	at := min(err.From, len(r.source))
	word := string(r.source[at:min(max(err.To, at), len(r.source))])
	before := strings.TrimSpace(string(r.source[:at]))
	switch {
	case strings.HasPrefix(err.Message, "invalid ") && strings.Contains(err.Message, " literal"), strings.HasPrefix(err.Message, "bad number"):
		return r.misreadNumber(err.From)
	case strings.HasSuffix(before, "%"), strings.HasSuffix(before+word, "%"):
		return r.stop(at, "%", "“%%” cannot be used here: write per cent as a fraction, as in 80 / 100")
	case strings.HasPrefix(err.Message, "unexpected token EOF"), strings.HasPrefix(err.Message, "unexpected end"):
		return r.stop(len(r.source), "end", "the formula ends where more must follow: a number, a figure or a closing bracket")
	case strings.HasPrefix(err.Message, "literal not terminated"):
		quote := strings.LastIndexAny(before, "\"'`")
		return r.stop(utf8.RuneCountInString(before[:max(quote, 0)]), `"`, "a text has no closing quote: write \"…\" around an option on one line")
	case strings.HasPrefix(err.Message, "unclosed comment"):
		return r.stop(at, "/*", "a comment has no end: write */ behind it")
	case word == ",":
		return r.stop(at, word, "“,” does not belong here: write decimals with a point, as in 0.5")
	case meant[word] != "":
		return r.stop(at, word, "“%s” does not belong here: did you mean %s ?", word, meant[word])
	case err.Message == "panic":
		return r.stop(0, "formula", "the formula cannot be read: write it as numbers, figures, + - * / and brackets")
	}
	return r.stop(at, word, "“%s” does not belong here: look for a missing sign or bracket before it; an id that is no plain name is written figure(\"…\")", word)
}

// misreadNumber finds the number that ends before a place, where the parser met
// what comes next.
func (r *reader) misreadNumber(before int) *term {
	ofNumber := func(letter rune) bool {
		return unicode.IsLetter(letter) || unicode.IsDigit(letter) || letter == '.' || letter == '_'
	}
	from := max(before-1, 0)
	for from > 0 && !ofNumber(r.source[from]) {
		from--
	}
	for from > 0 && ofNumber(r.source[from-1]) {
		from--
	}
	to := from
	for to < len(r.source) && ofNumber(r.source[to]) {
		to++
	}
	return r.notNumber(from, string(r.source[from:to]))
}

func (r *reader) notNumber(at int, text string) *term {
	return r.stop(at, text, "“%s” is no number here: write digits and at most one point, as in 0.5, with up to 18 digits before it and 40 in all; an id that begins with a digit is written figure(\"…\")", clip(text))
}

// enter counts a term and what surrounds it.
func (r *reader) enter(n ast.Node, depth int) bool {
	r.terms++
	switch at := n.Location().From; {
	case r.fault != nil:
	case r.terms > mostTerms:
		r.stop(at, r.word(n), "the formula has more than %d terms: give its parts indicators of their own", mostTerms)
	case depth > deepest:
		r.stop(at, r.word(n), "the formula is nested more than %d deep: give its parts indicators of their own", deepest)
	}
	return r.fault == nil
}

// word is what the source has where a node is.
func (r *reader) word(n ast.Node) string {
	place := n.Location()
	return string(r.source[min(place.From, len(r.source)):min(place.To, len(r.source))])
}

// refuse names what is no part of the language.
func (r *reader) refuse(n ast.Node) *term {
	at, word := n.Location().From, r.word(n)
	mend := "a formula knows + - * /, comparisons, && || !, ? :, min, max, abs, round, figure"
	switch n := n.(type) {
	case *ast.MemberNode:
		mend = "write a figure with a point in its id as figure(\"…\")"
	case *ast.BinaryNode:
		if n.Operator == "%" {
			mend = "write per cent as a fraction, as in 80 / 100"
		}
	case *ast.UnaryNode:
		mend = "leave it out"
	case *ast.ConditionalNode:
		word, mend = "if", "write condition ? number : number"
	case *ast.StringNode:
		mend = "a text is only compared with a choice, as in level == \"full\""
	case *ast.SequenceNode:
		word, mend = ";", "write one expression"
	case *ast.VariableDeclaratorNode:
		word, mend = "let", "write the value where it is used"
	}
	return r.stop(at, word, "“%s” cannot be used here: %s", clip(word), mend)
}
