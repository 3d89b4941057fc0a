package recipe

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"reformboard/internal/heading"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// lineKind is what a row of a form is about.
type lineKind int8

const (
	unitLine    lineKind = iota // a unit, or in a form of totals whatever adds up to them
	sectionLine                 // a heading over some rows, often with their sum
	withinLine                  // only says that what follows is a part of it
	totalLine
)

// line is a row that says something.
type line struct {
	row, column int // where its label stands
	kind        lineKind
	label       string
	unit        reform.Unit     // empty where it could not be told
	values      []*reform.Value // by column of the recipe; nil: none was taken
	ordinal     bool            // numbered I, II or A, B
	doubt       *reform.Finding // of a section that is one only by its number: why it is no unit
}

func (l line) title() reform.Words {
	if l.kind == unitLine && l.unit.ID != "" {
		return l.unit.Name()
	}
	return reform.Words{VI: l.label, EN: l.label}
}

// Words that every form uses; a recipe may add its own.
var (
	totals   = []string{"tổng cộng", "tổng số", "tổng", "cộng", "toàn tỉnh", "toàn thành phố", "toàn ngành", "total"}
	within   = []string{"trong đó", "bao gồm", "chia ra", "of which"}
	sections = []string{
		"sở", "sở ngành", "các sở", "sở ban ngành", "các sở ban ngành", "khối sở ngành", "cấp tỉnh", "cấp huyện", "cấp xã",
		"huyện", "xã", "ubnd cấp huyện", "ubnd cấp xã", "ubnd các huyện", "ubnd các xã", "cơ quan trung ương", "đơn vị ngành dọc",
	}
)

// kinds are the words of the form that is read.
func (r Recipe) kinds() map[lineKind]vocabulary {
	return map[lineKind]vocabulary{
		totalLine:   newVocabulary(totals, append([]string{totals[0]}, r.Totals...)...),
		withinLine:  newVocabulary(nil, slices.Concat(within, r.Within)...),
		sectionLine: newVocabulary(sections, r.Sections...),
	}
}

var ordinal = regexp.MustCompile(`^([IVXLC]+|[A-ZĐ])[.)]?$`)

// rows reads the rows beneath the header.
func (a *applied) rows() {
	merged := newSweep(a.Block.Sheet.Merged)
	last := a.Block.Sheet.LastRow()
	for row := a.Bottom + 1; row <= last; row++ {
		cells := a.Block.Sheet.Row(row)
		if len(cells) == 0 || row <= a.Bottom+2 && heading.IsNumbering(cells) {
			continue
		}
		merged.to(row)
		l := line{row: row, values: make([]*reform.Value, len(a.Columns))}
		code, name := a.name(&l, merged)
		if !a.speaks(cells, l) {
			continue
		}
		a.classify(&l, code, name)
		for i := range a.Columns {
			a.value(&l, i, merged)
		}
		a.lines = append(a.lines, l)
	}
}

// name finds what a row is about: its code and name and, of a row that is no unit, the
// words in any column without numbers.
func (a *applied) name(l *line, merged *sweep) (code, name string) {
	text := func(column int) string { return locale.Tidy(a.Block.Sheet.Cell(merged.first(l.row, column)).Text) }
	l.column = a.header.column(a.Recipe, UnitName)
	for i, c := range a.Columns {
		if a.at[i] == 0 {
			continue
		}
		switch c.Is {
		case UnitCode:
			code = text(a.at[i])
		case UnitName:
			name = text(a.at[i])
		case Numbers, Label, Ignored:
		}
	}
	if l.column == 0 {
		l.column = a.header.column(a.Recipe, UnitCode)
	}
	l.label = name
	for column := 1; l.label == "" && column < len(a.Paths); column++ {
		if words := text(column); !a.isNumbers(column) && strings.ContainsFunc(words, unicode.IsLetter) && words != code {
			l.label, l.column = words, column
		}
	}
	_, l.column = merged.first(l.row, max(l.column, 1))
	return code, name
}

// isNumbers reports whether the recipe has a column for its numbers.
func (a *applied) isNumbers(column int) bool {
	i := slices.Index(a.at, column)
	return i >= 0 && a.Columns[i].Is == Numbers
}

// speaks reports whether a row says anything that could be lost: a number, or a unit's
// name. It notes columns that the recipe does not name. Titles of sections, notes and
// signatures say nothing.
func (a *applied) speaks(cells []spreadsheet.Cell, l line) bool {
	speaks := false
	for _, c := range cells {
		if !heading.Numeric(c) {
			continue
		}
		switch {
		case slices.Contains(a.at, c.Column):
			speaks = speaks || a.isNumbers(c.Column)
		case c.Column < len(a.Paths) && len(heading.Said(a.Paths[c.Column])) > 0 && !a.unread[c.Column] && !slices.Contains(a.twice, c.Column):
			a.unread[c.Column] = true
			a.find(reform.Finding{
				Origin: a.place(a.Bottom, c.Column), Problem: reform.UnreadColumn, Severity: reform.Note,
				Found: Column{Header: a.Paths[c.Column]}.heading(),
			})
		}
	}
	if !speaks && a.Rows == ByUnit && l.label != "" {
		return a.units.Knows(l.label)
	}
	return speaks
}

// classify tells what kind of row it is. A unit that is called so is one, whatever else
// its name begins with.
func (a *applied) classify(l *line, code, name string) {
	l.ordinal = a.ordinal(*l)
	if a.Rows == ByUnit && (code != "" || name != "") {
		if unit, found := a.units.Identify(code, name); unit.ID != "" {
			l.unit = unit
			a.located(found, *l)
			return
		}
	}
	switch {
	case a.kinds[totalLine].has(l.label):
		l.kind = totalLine
		if a.Rows == OfTotal {
			l.unit, _ = a.units.Only()
		}
	case a.kinds[withinLine].has(l.label):
		l.kind = withinLine
	case a.kinds[sectionLine].has(l.label):
		l.kind = sectionLine
	case l.ordinal:
		l.kind = sectionLine
		if a.Rows == ByUnit {
			_, l.doubt = a.units.Identify(code, name)
		}
	case a.Rows == OfTotal:
	case code == "" && name == "":
		i := slices.IndexFunc(a.Columns, func(c Column) bool { return c.Is == UnitName || c.Is == UnitCode })
		a.find(reform.Finding{Origin: a.place(l.row, l.column), Problem: reform.MissingCell, Severity: reform.Error, Wanted: a.Columns[i].heading()})
	default:
		_, found := a.units.Identify(code, name)
		a.located(found, *l)
	}
}

// settle asks about rows that are sections only by their number: where units have such
// numbers too, and where no unit follows, it is a unit that is not known.
func (a *applied) settle() {
	units := slices.ContainsFunc(a.lines, func(l line) bool { return l.ordinal && l.unit.ID != "" })
	for i := range a.lines {
		l := &a.lines[i]
		if l.doubt != nil && (units || i+1 == len(a.lines) || a.lines[i+1].kind != unitLine) {
			l.kind = unitLine
			a.located(l.doubt, *l)
		}
	}
}

func (a *applied) located(f *reform.Finding, l line) {
	if f != nil {
		f.Origin = a.place(l.row, l.column)
		a.find(*f)
	}
}

// ordinal reports whether a row is numbered as sections are, I or A, in one of the
// columns that hold no numbers.
func (a *applied) ordinal(l line) bool {
	for _, c := range a.Block.Sheet.Row(l.row) {
		if !a.isNumbers(c.Column) && ordinal.MatchString(locale.Tidy(c.Text)) {
			return true
		}
	}
	return false
}

// sweep knows which cells of one row are merged with others, the rows taken from the
// top down.
type sweep struct {
	rest, here []spreadsheet.Range
}

func newSweep(merged []spreadsheet.Range) *sweep {
	rest := slices.SortedFunc(slices.Values(merged), func(a, b spreadsheet.Range) int { return a.Row - b.Row })
	return &sweep{rest: rest}
}

func (s *sweep) to(row int) {
	for len(s.rest) > 0 && s.rest[0].Row <= row {
		s.here, s.rest = append(s.here, s.rest[0]), s.rest[1:]
	}
	s.here = slices.DeleteFunc(s.here, func(r spreadsheet.Range) bool { return r.LastRow < row })
	s.here = s.here[:min(len(s.here), heading.MostWide)] // more would overlap, and no program draws such
}

// over finds the merged cells that one cell belongs to.
func (s *sweep) over(column int) (spreadsheet.Range, bool) {
	i := slices.IndexFunc(s.here, func(r spreadsheet.Range) bool { return r.Column <= column && column <= r.LastColumn })
	if i < 0 {
		return spreadsheet.Range{}, false
	}
	return s.here[i], true
}

// first is where the text of a cell stands: in the first of those it is merged with.
func (s *sweep) first(row, column int) (int, int) {
	if r, merged := s.over(column); merged {
		return r.Row, r.Column
	}
	return row, column
}
