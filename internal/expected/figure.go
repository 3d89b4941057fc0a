package expected

import (
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/reform"
)

// The codes of what was said for a figure: a number, no practice, or a State from
// NotAsked on.
const (
	said       = "0"
	noPractice = "2" // the code of Suppressed, which no figure has
)

// statement is what was said for one figure, as cells: how it is coded, and the number
// in units of its last decimal, 0 without one. Of a choice it is the place of the
// option, from 1; of a date the day's number as spreadsheets count.
type statement struct {
	code     string
	number   whole
	decimals int
	negative bool // it may be below 0
}

// mostDecimals is as finely as a figure is read: what is finer is Later.
const mostDecimals = 6

// greatestFigure is the greatest number that is read, in units of its last decimal.
const greatestFigure = most / 10

// view is what one unit said of one period.
type view struct {
	*writer
	past bool
}

// of is what was said for a figure.
func (v view) of(id string) statement {
	g, known := v.figures[id]
	switch {
	case !known:
		return statement{code: NotSubmitted.String(), number: number(0)}
	case v.past && g.Source != v.Source, g.Source == reform.FromRecord: // which is known once the form is handed in
		return statement{code: Later.String(), number: number(0)}
	case v.past:
		return v.constant(g, v.Last)
	case g.Source != v.Source:
		return v.constant(g, v.Known)
	}
	return v.read(g)
}

// silent is the code of a figure that was not reported, by whose silence it is.
func silent(g reform.Figure) string {
	if g.Source == reform.FromUnit {
		return NotSubmitted.String()
	}
	return UnderReview.String()
}

// constant is what is known of a figure while the form is written.
func (v view) constant(g reform.Figure, values []reform.Value) statement {
	at := slices.IndexFunc(values, func(one reform.Value) bool { return one.Figure == g.ID })
	s := statement{code: silent(g), number: number(0)}
	if at < 0 {
		return s
	}
	switch one := values[at]; one.Absence {
	case reform.NotReported:
	case reform.NotApplicable:
		s.code = NotAsked.String()
	case reform.NoPractice:
		s.code = noPractice
	case reform.Present:
		s.code = said
		switch g.Kind {
		case reform.Choice:
			s.number = number(int64(1 + slices.IndexFunc(g.Options, func(o reform.Option) bool { return o.ID == one.Text })))
		case reform.Date:
			s.number = number(serial(one.Text))
		case reform.Count, reform.Number, reform.Percentage:
			return v.constantNumber(reform.Decimal(one.Text))
		}
	}
	return s
}

func (v view) constantNumber(d reform.Decimal) statement {
	s := statement{code: said, decimals: d.Decimals(), negative: strings.HasPrefix(string(d), "-")}
	units, err := strconv.ParseInt(strings.Replace(string(d), ".", "", 1), 10, 64)
	if err != nil || s.decimals > mostDecimals || max(units, -units) > greatestFigure {
		return statement{code: Later.String(), number: number(0)}
	}
	s.number = number(units)
	return s
}

// serial is the number of a day as spreadsheets count; days before 1900 are below 0.
func serial(day string) int64 {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return 0
	}
	const secondsADay = 24 * 60 * 60
	return (t.Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / secondsADay
}

// read reads a cell of the form. It is found by the figure's id, wherever people have
// sorted it to.
func (v view) read(g reform.Figure) statement {
	row := v.cell("MATCH(" + quoted(g.ID) + "," + v.IDs + ",0)")
	found := "INDEX(" + v.Answers + "," + row + ")"
	at := v.cell("IF(ISBLANK(" + found + "),\"\"," + found + ")") // a reference to an empty cell would be 0
	var s statement
	switch g.Kind {
	case reform.Choice:
		return v.readChoice(g, at)
	case reform.Date:
		s.code = v.coded(g, at, "IF(OR("+at+"<"+firstDay+","+at+">"+lastDay+"),"+Later.String()+",0)")
		s.number = whole{text: v.cell("IF(" + s.code + "=0,INT(" + at + "),0)"), bound: 1e6}
	case reform.Count, reform.Number, reform.Percentage:
		s.decimals = min(decimals(g), mostDecimals)
		scale := "1" + strings.Repeat("0", s.decimals)
		least := orElse(g.Least, "0")
		s.negative = strings.HasPrefix(least, "-")
		s.code = v.coded(g, at, readNumber(g, at, s.decimals))
		s.number = whole{text: v.cell("IF(" + s.code + "=0,ROUND(" + at + "*" + scale + ",0),0)"), bound: boundOf(g, s)}
	}
	return s
}

// boundOf is the greatest number that a cell can hold, in units of its last decimal.
func boundOf(g reform.Figure, s statement) int64 {
	high := g.Most.Rat()
	if g.Kind == reform.Percentage && high == nil {
		high = big.NewRat(100, 1)
	}
	if high == nil || s.negative {
		return greatestFigure
	}
	units := reform.Round(high, s.decimals, reform.HalfUp)
	return min(units.Int64()+1, greatestFigure)
}

// The days that a report speaks of: the years 2000 to 2199.
const firstDay, lastDay = "36526", "109574"

func decimals(g reform.Figure) int {
	if g.Kind == reform.Count {
		return 0
	}
	return g.Decimals
}

func orElse(d reform.Decimal, otherwise string) string {
	if d == "" {
		return otherwise
	}
	return string(d)
}

// readNumber is the code of a cell that holds a number. A percentage that is no more
// than a hundredth of what it may be can be a whole one that the spreadsheet shows as
// per cent: 0.975 for 97.5 %. That is Later, since no formula sees how a cell is shown.
func readNumber(g reform.Figure, at string, scale int) string {
	wrong := []string{at + "<" + orElse(g.Least, "0"), "ROUND(" + at + "," + strconv.Itoa(decimals(g)) + ")<>" + at}
	unsure := []string{"ABS(" + at + ")>=" + strconv.FormatInt(greatestFigure/power(scale), 10)}
	high := string(g.Most)
	if g.Kind == reform.Percentage {
		high = orElse(g.Most, "100")
		unsure = append(unsure, "AND("+at+">0,"+at+"*100<="+high+")")
	}
	if high != "" {
		wrong = append(wrong, at+">"+high)
	}
	if scale < decimals(g) {
		unsure = append(unsure, "ROUND("+at+","+strconv.Itoa(scale)+")<>"+at)
	}
	return "IF(" + anyOf(wrong...) + "," + Look.String() + ",IF(" + anyOf(unsure...) + "," + Later.String() + ",0))"
}

// power is ten to the n.
func power(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// coded is the code of a cell, of which a number is coded by a formula of its own.
func (v view) coded(g reform.Figure, at, asNumber string) string {
	text := v.cell("IF(ISTEXT(" + at + "),LOWER(TRIM(" + at + ")),\"\")")
	return v.cell("IF(OR(ISERROR(" + at + "),ISLOGICAL(" + at + "))," + Look.String() + ",IF(ISNUMBER(" + at + ")," + asNumber +
		",IF(" + text + "=\"\"," + silent(g) + "," + v.words(g, text) + ")))")
}

// words is the code of a text that is no answer by itself.
func (v view) words(g reform.Figure, text string) string {
	absent := Look.String()
	if g.Optional {
		absent = NotAsked.String()
	}
	return "IF(" + anyOf(exactly(text, v.Words.NotApplicable)...) + "," + absent +
		",IF(" + anyOf(exactly(text, v.Words.NoPractice)...) + "," + noPractice + "," + Look.String() + "))"
}

// exactly are the conditions that a text is one of some words. Longer words than a
// formula can hold are none of them.
func exactly(text string, words []string) []string {
	var conditions []string
	for _, word := range words {
		if word = strings.Join(strings.Fields(strings.ToLower(word)), " "); len([]rune(word)) <= longestText {
			conditions = append(conditions, "EXACT("+text+","+quoted(word)+")")
		}
	}
	return append(conditions, "FALSE")
}

// longestText is how long a text in a formula may be.
const longestText = 255

// readChoice reads a cell that holds an option, in one of both languages or by its id.
func (v view) readChoice(g reform.Figure, at string) statement {
	text := v.cell("IF(ISERROR(" + at + "),\"\",LOWER(TRIM(" + at + ")))")
	var places []string
	taken := map[string]bool{}
	for n, o := range g.Options {
		var words []string
		for _, word := range []string{o.Title.VI, o.Title.EN, o.ID} {
			if word = strings.Join(strings.Fields(strings.ToLower(word)), " "); word != "" && !taken[word] {
				taken[word] = true
				words = append(words, word)
			}
		}
		if len(words) > 0 {
			places = append(places, strconv.Itoa(n+1)+"*"+anyOf(exactly(text, words)...))
		}
	}
	place := v.cell(strings.Join(append(places, "0"), "+"))
	code := v.cell("IF(ISERROR(" + at + ")," + Look.String() + ",IF(" + text + "=\"\"," + silent(g) + ",IF(" + place + ">0,0," + v.words(g, text) + ")))")
	return statement{code: code, number: whole{text: place, bound: int64(len(g.Options))}}
}

// quoted is a text in a formula.
func quoted(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }

// side is a sum of figures, and what it can be held for.
type side struct {
	fraction
	state     string // 0, or why there is no sum
	practised string // the condition that there is any of what is counted
	negative  bool   // it may be below 0
	parts     []statement
}

// side adds figures. One that does not apply adds nothing, unless none applies; one
// that is missing makes the sum missing.
func (v view) side(ids []string) side {
	s := side{fraction: fraction{number(0), number(1)}, state: NotAsked.String(), practised: "FALSE"}
	var codes []string
	finest := 0
	for _, id := range ids {
		one := v.of(id)
		if g := v.figures[id]; g.ID != "" && !g.Kind.Numeric() {
			one = statement{code: Later.String(), number: number(0)}
		}
		s.parts, codes = append(s.parts, one), append(codes, one.code)
		s.negative = s.negative || one.negative
		finest = max(finest, one.decimals)
	}
	for _, one := range s.parts {
		s.num = v.add(s.num, v.times(one.number, number(power(finest-one.decimals))))
	}
	s.num, s.den = v.keep(s.num), number(power(finest))
	switch len(codes) {
	case 0:
		return s
	case 1:
		s.state, s.practised = "IF("+codes[0]+"=2,0,"+codes[0]+")", codes[0]+"=0"
		return s
	}
	all := strings.Join(codes, ",")
	s.state = v.cell("IF(MAX(" + all + ")>2,MAX(" + all + "),IF(AND(MIN(" + all + ")=1,MAX(" + all + ")=1),1,0))")
	s.practised = "MIN(" + all + ")=0"
	return s
}
