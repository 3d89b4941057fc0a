package workbook

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/answer"
	"reformboard/internal/expected"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// The columns of the sheet of expected scores; together as wide as the report's. From
// firstHelper on stand the hidden cells that package expected asks for.
const (
	codeColumn   = "A"
	titleColumn  = "B"
	mostColumn   = "C"
	pointsColumn = "D"
	shareColumn  = "E"
	noteColumn   = "F"
	firstHelper  = 8 // column H
)

var expectedWidths = map[string]float64{
	codeColumn: 13, titleColumn: 41, mostColumn: 9, pointsColumn: 17, shareColumn: 9, noteColumn: 24,
}

// estimate writes the sheet of expected scores: formulas over the answers of the
// report sheet, read only, each with the figure it has as the form is handed out.
type estimate struct {
	Form
	*page
	style *styles
	sheet expected.Sheet
	shows bool // the figures of a scorecard stand in the formulas' cells
	now   results
	lines map[string]int // the styles of lines of sums, by ground and indent
}

// writeExpected writes the score to be expected; the map says where each answer stands.
// Only the unit's own form has one: others do not answer for a score.
func (f Form) writeExpected(p *page, style *styles, answers map[string]string) {
	if f.Source != reform.FromUnit {
		p.keep(p.book.DeleteSheet(p.name))
		return
	}
	e := &estimate{Form: f, page: p, style: style, shows: f.Expected != nil && !f.Framework.NeedsOthers(), lines: map[string]int{}}
	rows := len(f.Framework.AllAreas()) + len(f.Framework.Indicators()) + 8 // fewer than are shown
	at := func(n int) string {
		column, err := excelize.ColumnNumberToName(firstHelper + n/rows)
		p.keep(err)
		return "$" + column + "$" + strconv.Itoa(1+n%rows)
	}
	var err error
	e.sheet, err = expected.Write(f.expectedForm(answers), at)
	p.keep(err)
	e.write()
	for n, formula := range e.sheet.Helpers {
		p.keep(p.book.SetCellFormula(p.name, at(n), formula))
	}
	last, err := excelize.ColumnNumberToName(firstHelper + len(e.sheet.Helpers)/rows)
	p.keep(err)
	p.keep(p.book.SetColVisible(p.name, "H:"+last, false))
	p.dimension(last)
	e.now.storeIn(p.book)
	yes := true // the hidden cells have no figures yet
	p.keep(p.book.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &yes}))
}

// expectedForm is the form as package expected knows it.
func (f Form) expectedForm(answers map[string]string) expected.Form {
	sheet := ""
	for _, at := range answers {
		sheet = at[:strings.LastIndex(at, "!")]
		break // all stand on one sheet
	}
	whole := func(column string) string { return sheet + "!$" + column + ":$" + column }
	absent, none := answer.NewReader(f.Language).Words()
	return expected.Form{
		Framework: &f.Framework, Group: f.Unit.PeerGroup, Source: f.Source, Known: f.Known, Last: f.Last.Values,
		IDs: whole(idColumn), Answers: whole(answerColumn), Words: expected.Words{NotApplicable: absent, NoPractice: none},
	}
}

func (e *estimate) tell(key string, pairs ...any) string {
	return locale.Say(e.Language, "expected."+key, pairs...)
}

func (e *estimate) write() {
	e.widths(expectedWidths)
	e.writeTitle()
	e.next(2*lineHeight + 6)
	for _, c := range [][2]string{
		{codeColumn, "code"}, {titleColumn, "title"}, {mostColumn, "most"}, {pointsColumn, "points"}, {shareColumn, "share"}, {noteColumn, "note"},
	} {
		e.put(c[0], e.tell("column."+c[1]), e.style.head)
	}
	head := e.row
	e.writeTotal()
	for _, a := range e.Framework.AllAreas() {
		e.writeArea(a)
		for _, i := range a.Indicators {
			e.writeIndicator(i)
		}
	}
	e.grey(head)
	e.writeLegend()
	e.finish(head)
}

func (e *estimate) writeTitle() {
	if e.Unit.Simulated {
		e.next(lineHeight + 4)
		e.across(codeColumn, noteColumn, locale.Say(reform.Vietnamese, "workbook.simulated"), e.style.mark)
	}
	for _, line := range []struct {
		text  wrapped
		style int
	}{
		{wrapped{strings.ToUpper(e.tell("title")), 0, 15, true}, e.style.title},
		{wrapped{e.titleOfFramework(), 0, 12, false}, e.style.centred},
		{wrapped{e.unit(), 0, 12, true}, e.style.name},
		{wrapped{e.period(), 0, 12, false}, e.style.centred},
		{wrapped{e.tell("notice", "Report", e.say("sheet.report")), 0, 11, false}, e.style.hint},
	} {
		line.text.width = widthOf(expectedWidths)
		e.next(fit(line.text))
		e.across(codeColumn, noteColumn, line.text.text, line.style)
	}
}

func widthOf(columns map[string]float64) float64 {
	sum := 0.0
	for _, width := range columns {
		sum += width
	}
	return sum
}

func (e *estimate) writeTotal() {
	e.next(lineHeight + 10)
	e.dress(codeColumn, noteColumn, e.lineOn(band, 0))
	e.put(titleColumn, strings.ToUpper(e.tell("total")), e.lineOn(band, 0))
	e.stay()
	line := estimated{node: e.sheet.Total, most: e.Framework.Max, ground: band}
	if e.shows {
		line.state, line.earned = e.Expected.State, e.Expected.Total
		line.silent = e.silent(e.Framework.Areas...)
	}
	e.writeLine(line)
}

func (e *estimate) writeArea(a reform.Placed) {
	title := a.Title.In(e.Language)
	height := fit(wrapped{title, expectedWidths[titleColumn] - 2*float64(a.Depth), 12, true}, wrapped{code(a.ID, a.Code), expectedWidths[codeColumn], 12, true})
	if e.Framework.NeedsOthers() {
		height = max(height, 2*lineHeight) // a longer note
	}
	e.next(height + 2)
	e.dress(codeColumn, noteColumn, e.lineOn(soft, 0))
	e.put(codeColumn, code(a.ID, a.Code), e.lineOn(soft, 0))
	e.put(titleColumn, title, e.lineOn(soft, a.Depth))
	e.stay()
	line := estimated{node: e.sheet.Areas[a.ID], most: a.Max, ground: soft}
	if s, ok := e.scored().Subtotal(a.ID); ok {
		line.state, line.earned, line.silent = s.State, s.Earned, e.silent(a.Area)
	}
	e.writeLine(line)
}

func (e *estimate) writeIndicator(i reform.Indicator) {
	title := i.Title.In(e.Language)
	e.next(fit(wrapped{title, expectedWidths[titleColumn], 12, false}, wrapped{code(i.ID, i.Code), expectedWidths[codeColumn], 12, false}))
	e.put(codeColumn, code(i.ID, i.Code), e.style.place)
	e.put(titleColumn, title, e.style.label)
	if !i.Scored() {
		e.dress(mostColumn, noteColumn, e.style.place)
		e.put(pointsColumn, e.tell("information"), e.style.place)
		return
	}
	line := estimated{node: e.sheet.Indicators[i.ID], most: i.Max, single: true}
	if i.Max == 0 {
		line.most = i.Min
	}
	if s, ok := e.scored().Score(i.ID); ok {
		line.state, line.earned, line.granted = s.State, s.Earned, s.HasPoints()
	}
	e.writeLine(line)
}

// code is how a line is called: an id beside the code of its source says nothing more.
func code(id, code string) string {
	if len([]rune(id)) <= 8 || code == "" {
		return id
	}
	return code
}

// scored is the scorecard whose figures stand in the cells; an empty one has none.
func (e *estimate) scored() reform.Scorecard {
	if !e.shows {
		return reform.Scorecard{}
	}
	return *e.Expected
}

// estimated is one line: what it shows, and what the scorecard says of it.
type estimated struct {
	node    expected.Node
	most    reform.Points
	ground  string
	single  bool // an indicator
	state   reform.State
	earned  reform.Points
	granted bool // there are points though there is no score
	silent  result
}

func (e *estimate) writeLine(line estimated) {
	look := cellLook{ground: line.ground, ink: ink, format: "General"}
	if line.most != 0 {
		e.keep(e.book.SetCellDefault(e.name, e.at(mostColumn), string(line.most.Decimal())))
	}
	e.dress(mostColumn, mostColumn, e.style.cell(look))
	n := line.node
	look.weight, look.format = "bold", pointsFormat(n.Decimals)
	words := make([]string, 0, int(expected.Look))
	for s := expected.NotAsked; s <= expected.Look; s++ {
		words = append(words, quoted(e.tell("state."+s.String())))
	}
	shown := "IF(" + n.Has + "=1," + n.Points + ",CHOOSE(" + n.State + "," + strings.Join(words, ",") + "))"
	if !line.single { // what is the sum of some parts does not look like that of all
		part := quoted(e.tell("part")+" ") + "&(" + n.Points + ")"
		if n.Decimals < reform.PointDecimals {
			part = quoted(e.tell("part")+" ") + "&FIXED(" + n.Points + "," + strconv.Itoa(n.Decimals) + ",TRUE)"
		}
		shown = "IF(" + n.State + "=" + expected.Partial.String() + "," + part + "," + shown + ")"
	}
	e.formula(pointsColumn, shown, e.shown(line), look)
	look.weight, look.format = "", "0%"
	share := ""
	if line.most > 0 {
		share = "IF(AND(" + n.State + "=0," + n.Has + "=1),(" + n.Points + ")/" + string(line.most.Decimal()) + `,"")`
	}
	e.formula(shareColumn, share, e.share(line), look)
	note := ""
	if !line.single {
		note = e.note(n)
	}
	e.formula(noteColumn, note, line.silent, cellLook{ground: line.ground, ink: ink})
}

// pointsFormat shows points with the decimals they are rounded to; others without
// trailing zeros.
func pointsFormat(decimals int) string {
	switch decimals {
	case 0:
		return "0"
	case reform.PointDecimals:
		return "General"
	}
	return "0." + strings.Repeat("0", decimals)
}

// note says of how many indicators a sum holds nothing, and why.
func (e *estimate) note(n expected.Node) string {
	count := func(key, count string) string {
		return "IF(" + count + ">0," + quoted(e.tell(key)+": ") + "&" + count + `,"")`
	}
	return count("missing", n.Missing) + "&IF(AND(" + n.Left + ">0," + n.Missing + `>0),". ","")&` + count("left", n.Left)
}

// formula writes a formula, and what it gives now for programs that do not reckon.
func (e *estimate) formula(column, formula string, now result, look cellLook) {
	e.dress(column, column, e.style.cell(look))
	if formula == "" {
		return
	}
	if now.text != "" {
		e.keep(e.book.SetCellDefault(e.name, e.at(column), e.now.mark(now)))
	}
	e.keep(e.book.SetCellFormula(e.name, e.at(column), formula))
}

// shown is what stands in the cell of the points as the form is handed out.
func (e *estimate) shown(line estimated) result {
	switch {
	case line.state == "":
		return result{}
	case line.state.Counts() || line.granted:
		return result{string(line.earned.Decimal()), true}
	}
	return result{text: e.tell("state." + statesExpected[line.state].String())}
}

var statesExpected = map[reform.State]expected.State{
	reform.NotAsked: expected.NotAsked, reform.Suppressed: expected.Suppressed,
	reform.UnderReview: expected.UnderReview, reform.NotSubmitted: expected.NotSubmitted,
}

func (e *estimate) share(line estimated) result {
	if !line.state.Counts() || line.most <= 0 {
		return result{}
	}
	const shownDecimals = 6 // more than is seen
	return result{new(big.Rat).Quo(line.earned.Rat(), line.most.Rat()).FloatString(shownDecimals), true}
}

// silent is how many indicators of some areas have not been reported, as a note says it.
func (e *estimate) silent(areas ...reform.Area) result {
	count := e.countSilent(areas)
	if count == 0 {
		return result{}
	}
	return result{text: e.tell("missing") + ": " + strconv.Itoa(count)}
}

func (e *estimate) countSilent(areas []reform.Area) int {
	count := 0
	for _, a := range areas {
		for _, i := range a.Indicators {
			if s, ok := e.scored().Score(i.ID); ok && i.Scored() && (s.State == reform.NotSubmitted || s.State == reform.UnderReview) {
				count++
			}
		}
		count += e.countSilent(a.Areas)
	}
	return count
}

// grey takes the words that stand for no points back behind the points.
func (e *estimate) grey(head int) {
	first := strconv.Itoa(head + 1)
	look := e.style.condition(excelize.Style{Font: &excelize.Font{Color: faint, Italic: true}})
	e.keep(e.book.SetConditionalFormat(e.name, pointsColumn+first+":"+e.at(pointsColumn), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "ISTEXT($" + pointsColumn + first + ")", Format: &look},
	}))
}

func (e *estimate) writeLegend() {
	text := e.tell("legend")
	if e.unrounded() {
		text += " " + e.tell("exact")
	}
	e.next(lineHeight / 2)
	e.next(fit(wrapped{text, widthOf(expectedWidths), 11, false}))
	e.across(codeColumn, noteColumn, text, e.style.hint)
}

// unrounded reports whether some points are shown that are not rounded by the framework.
func (e *estimate) unrounded() bool {
	for _, nodes := range []map[string]expected.Node{e.sheet.Indicators, e.sheet.Areas, {"": e.sheet.Total}} {
		for _, n := range nodes {
			if n.Decimals == reform.PointDecimals {
				return true
			}
		}
	}
	return false
}

func (e *estimate) finish(head int) {
	repeated := strconv.Itoa(head)
	e.keep(e.book.SetPanes(e.name, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: "A" + strconv.Itoa(head+1), ActivePane: "bottomLeft"}))
	e.print(e.Form)
	e.local("_xlnm.Print_Titles", rangeOf(e.name, "$"+repeated, "$"+repeated))
	e.local("_xlnm.Print_Area", rangeOf(e.name, "$"+codeColumn+"$1", "$"+noteColumn+"$"+strconv.Itoa(e.row)))
	e.protect()
}

// lineOn is the look of a line of sums, indented by how deep it stands.
func (e *estimate) lineOn(colour string, indent int) int {
	key := colour + strconv.Itoa(indent)
	if e.lines[key] == 0 {
		e.lines[key] = e.style.add(excelize.Style{Font: font(12, "bold", ink), Alignment: at("left", 1+indent), Border: frame(), Fill: ground(colour)})
	}
	return e.lines[key]
}
