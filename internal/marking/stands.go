package marking

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"reformboard/internal/spreadsheet"
)

// reference writes a cell as a formula on some sheet names it.
type reference func(row, column int) string

// stands is a formula that is true while a cell holds what it held when the file was
// read, whatever found it wrong: the first change a person makes ends it.
func stands(c spreadsheet.Cell, as reference) string {
	at := as(c.Row, c.Column)
	switch c.Kind {
	case spreadsheet.Number:
		return "ISNUMBER(" + at + ")," + equals(at, c.Text)
	case spreadsheet.Text:
		return "ISTEXT(" + at + ")," + exact(at, c.Text)
	case spreadsheet.Bool:
		return "ISLOGICAL(" + at + ")," + at + "=" + c.Text
	case spreadsheet.Failure:
		return "ISERROR(" + at + ")"
	case spreadsheet.Empty:
	}
	return `LEN(` + at + `)=0` // a formula may give no text
}

// precise is how many digits of a number in a formula a spreadsheet program reads.
const precise = 15

// equals compares with a number. One that is stored with more digits than a formula
// can say is compared as nearly as it can. Floating point is what the file holds, and
// nothing is reported from it.
func equals(at, stored string) string {
	number, err := strconv.ParseFloat(stored, 64)
	if err != nil || math.IsInf(number, 0) || math.IsNaN(number) {
		return "TRUE"
	}
	said := strconv.FormatFloat(number, 'G', precise, 64)
	if same, err := strconv.ParseFloat(said, 64); err == nil && same == number {
		return at + "=" + said
	}
	return "ABS(" + at + "-(" + said + "))<=" + strconv.FormatFloat(math.Abs(number)*1e-14, 'G', 3, 64)
}

// mostLiteral is how much text is put into a formula, which takes 255 letters.
const mostLiteral = 200

// spelt is a letter beyond which programs count or write text in different ways.
var spelt = regexp.MustCompile(`[^\x20-\x{D7FF}\x{E000}-\x{FFFD}\n]|_x[0-9A-Fa-f]{4}_`)

// exact compares with a text: of a long one how it begins and ends and how long it is,
// of an odd one how it begins.
func exact(at, text string) string {
	odd := spelt.FindStringIndex(text)
	letters := []rune(text)
	switch {
	case odd != nil:
		letters = []rune(text[:odd[0]])
		letters = letters[:min(len(letters), mostLiteral)]
		return "EXACT(LEFT(" + at + "," + strconv.Itoa(len(letters)) + ")," + literal(string(letters)) + ")"
	case len(letters) > mostLiteral:
		half := mostLiteral / 2
		return "LEN(" + at + ")=" + strconv.Itoa(len(letters)) +
			",EXACT(LEFT(" + at + "," + strconv.Itoa(half) + ")," + literal(string(letters[:half])) + ")" +
			",EXACT(RIGHT(" + at + "," + strconv.Itoa(half) + ")," + literal(string(letters[len(letters)-half:])) + ")"
	}
	return "EXACT(" + at + "," + literal(text) + ")"
}

// literal writes a text as a formula does.
func literal(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// over are the parts of one whole, and the whole itself, when the numbers in the cells
// are what was compared: then a formula can say whether they still are too much.
type over struct {
	parts []spreadsheet.Cell
	whole spreadsheet.Cell
}

// mostParts is how many cells a formula adds up.
const mostParts = 30

// wholeOf is the cell of the whole that a part is more than.
var wholeOf = regexp.MustCompile(`\(([A-Z]+[0-9]+)\)$`)

// stands is true while the parts are more than the whole. Several parts may belong to
// several checks of one whole: then each stands no longer than its own number and the
// whole do.
func (o over) stands(part spreadsheet.Cell, as reference) string {
	at, whole := as(part.Row, part.Column), as(o.whole.Row, o.whole.Column)
	both := stands(part, as) + "," + stands(o.whole, as)
	switch {
	case !o.adds():
		return both
	case len(o.parts) == 1:
		return "ISNUMBER(" + at + "),ISNUMBER(" + whole + ")," + at + ">" + whole
	}
	var all []string
	for _, p := range o.parts {
		all = append(all, as(p.Row, p.Column))
	}
	return both + ",SUM(" + strings.Join(all, ",") + ")>" + whole
}

// adds reports whether the cells themselves hold too much, added up as a spreadsheet
// program adds.
func (o over) adds() bool {
	if o.whole.Kind != spreadsheet.Number || len(o.parts) > mostParts {
		return false
	}
	whole, err := strconv.ParseFloat(o.whole.Text, 64)
	if err != nil {
		return false
	}
	sum := 0.0
	for _, p := range o.parts {
		number, err := strconv.ParseFloat(p.Text, 64)
		if err != nil || p.Kind != spreadsheet.Number {
			return false
		}
		sum += number
	}
	return sum > whole
}
