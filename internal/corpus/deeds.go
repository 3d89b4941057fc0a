package corpus

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus/forge"
	"reformboard/internal/reform"
)

// on changes the report sheet in a spreadsheet library.
func (l *list) on(change func(book *excelize.File, sheet string) error) maker {
	return func() []byte {
		return l.changed(func(book *excelize.File) { must(change(book, l.sheet)) })
	}
}

// cells are answers in cells that a person joined or hid.
func (l *list) cells() {
	join := func(from, to string, before file) maker {
		return zipped(before.Swap(l.report, "</mergeCells>", `<mergeCell ref="`+from+":"+to+`"/></mergeCells>`))
	}
	// A number that stands before two rows may be of either: that is asked.
	two := l.from(l.set("online", typed{}))
	l.read("two answers merged", join(l.at("received"), l.at("online"), two.file), map[string]string{"received": NotReported, "online": NotReported},
		l.found("received", "merged_answer"), l.found("online", "merged_answer"))
	l.read("three answers merged", join(l.at("received"), l.at("paper"), two.set("paper", typed{})),
		map[string]string{"received": NotReported, "online": NotReported, "paper": NotReported},
		l.found("received", "merged_answer"), l.found("online", "merged_answer"), l.found("paper", "merged_answer"))
	next := nextColumn(l.answer)
	l.read("an answer merged with the cell beside it", join(l.at("received"), l.in(next, "received"), l.file), nil)
	l.may(l.found("received", "merged_answer note"))
	l.read("labels merged", join(l.in(l.labels, "received"), l.in(l.labels, "online"), l.setAt(l.in(l.labels, "online"), typed{})), nil)
	l.may(l.found("online", "other_label|merged_answer warning"))
	l.either("merges that overlap", "damaged", zipped(l.inSheet("</mergeCells>", `<mergeCell ref="H100:J102"/><mergeCell ref="I101:K103"/></mergeCells>`)), nil)
	for _, area := range []string{"rubbish", "", "B2:A1", "A0:B1", "A1:XFE1", "A231999999999940:B1"} {
		l.either("a merge of "+strconv.Quote(area), "damaged", zipped(l.inSheet("</mergeCells>", `<mergeCell ref="`+area+`"/></mergeCells>`)), nil)
	}
	l.read("a merge of all cells below", zipped(l.inSheet("</mergeCells>", `<mergeCell ref="A2000:XFD1048576"/></mergeCells>`)), nil)
	l.read("hidden row", zipped(l.hidden("online")), nil, l.found("online", "hidden_row"))
	l.read("filtered rows", zipped(l.from(l.hidden("online")).inSheet("<mergeCells", `<autoFilter ref="A1:F40"><filterColumn colId="2"/></autoFilter><mergeCells`)), nil, l.found("online", "hidden_row"))
	l.read("folded rows", zipped(l.from(l.hidden("online")).inSheet(` hidden="1"`, ` hidden="true" outlineLevel="1"`)), nil, l.found("online", "hidden_row"))
	flat := strconv.Itoa(l.row["online"])
	l.read("a row as flat as nothing", zipped(l.With(l.report, regexp.MustCompile(`<row r="`+flat+`" ht="[^"]*"`).ReplaceAllString(l.Text(l.report), `<row r="`+flat+`" ht="0"`))), nil)
	l.read("a row of no height", l.on(func(book *excelize.File, sheet string) error {
		return book.SetRowVisible(sheet, l.row["online"], false)
	}), nil, l.found("online", "hidden_row"))
	l.read("a comment on an answer", l.on(func(book *excelize.File, sheet string) error {
		return book.AddComment(sheet, excelize.Comment{Cell: l.at("received"), Author: "Cán bộ", Text: "9999"})
	}), nil)
	l.read("a picture over an answer", l.on(func(book *excelize.File, sheet string) error {
		return book.AddShape(sheet, &excelize.Shape{Cell: l.at("received"), Type: "rect", Paragraph: []excelize.RichTextRun{{Text: "9999"}}})
	}), nil)
	l.read("colours over all answers", l.on(func(book *excelize.File, sheet string) error {
		style, err := book.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}})
		must(err)
		return book.SetCellStyle(sheet, l.at("received"), l.at("received"), style)
	}), nil)
}

// forgetful inserts a column as libraries do that move cells and nothing else.
func (l *list) forgetful(column string) maker {
	names := regexp.MustCompile(`(?s)<definedNames>.*?</definedNames>`)
	return func() []byte {
		moved := forge.Unzip(l.on(func(book *excelize.File, sheet string) error { return book.InsertCols(sheet, column, 1) })())
		return moved.With(forge.MainPart, names.ReplaceAllLiteralString(moved.Text(forge.MainPart), names.FindString(l.Text(forge.MainPart)))).Zip()
	}
}

func nextColumn(column string) string {
	number, err := excelize.ColumnNameToNumber(column)
	must(err)
	name, err := excelize.ColumnNumberToName(number + 1)
	must(err)
	return name
}

func (f form) hidden(figure string) file {
	return f.inSheet(`<row r="`+strconv.Itoa(f.row[figure])+`"`, `<row r="`+strconv.Itoa(f.row[figure])+`" hidden="1"`)
}

// rows are what people do to rows.
func (l *list) rows() {
	l.read("rows inserted above", l.on(func(book *excelize.File, sheet string) error { return book.InsertRows(sheet, l.row["received"], 3) }), nil)
	l.read("a row inserted between", l.on(func(book *excelize.File, sheet string) error { return book.InsertRows(sheet, l.row["online"], 1) }), nil)
	l.read("rows inserted at the top", l.on(func(book *excelize.File, sheet string) error { return book.InsertRows(sheet, 1, 2) }), nil)
	l.read("a row deleted", l.on(func(book *excelize.File, sheet string) error { return book.RemoveRow(sheet, l.row["online"]) }),
		map[string]string{"online": NotReported}, l.somewhere("online", "missing_row"))
	l.read("a heading deleted", l.on(func(book *excelize.File, sheet string) error { return book.RemoveRow(sheet, l.row["received"]-1) }), nil)
	l.read("rows sorted", zipped(l.swapped("received", "paper", l.ids, l.labels, l.answer)), nil)
	l.read("rows sorted without the hidden column", zipped(l.swapped("received", "paper", l.labels, l.answer)), nil,
		l.somewhere("received", "by_label warning"), l.somewhere("paper", "by_label warning"))
	l.read("three rows sorted without the hidden column", zipped(l.rotated()), nil,
		l.somewhere("received", "by_label warning"), l.somewhere("online", "by_label warning"), l.somewhere("paper", "by_label warning"))
	label := func(figure, text string) maker { return zipped(l.setAt(l.in(l.labels, figure), said(text))) }
	l.read("a label edited", label("received", "Tổng số hồ sơ tiếp nhận của phòng một cửa"), nil, l.found("received", "other_label warning"))
	l.read("a label deleted", label("received", ""), nil)
	l.may(l.found("received", "other_label warning"))
	l.read("a label with more blanks", label("received", " Tổng số  hồ sơ đã tiếp nhận "), nil)
	l.read("a label in decomposed letters", label("online", "Trong \u0111o\u0301: n\u00f4\u0323p tr\u01b0\u0323c tuy\u00ea\u0301n"), nil)
	l.read("a label that is a formula", zipped(l.setAt(l.in(l.labels, "received"), typed{` t="str"`, "<f>1+1</f><v>Tổng số hồ sơ đã tiếp nhận</v>"})), nil)
	l.read("an id deleted", zipped(l.setAt(l.in(l.ids, "online"), typed{})), nil) // the label still tells the row
	l.may(l.somewhere("online", "by_label warning"))
	l.read("an id with blanks", zipped(l.setAt(l.in(l.ids, "online"), said(" online "))), nil)
	l.may(l.somewhere("online", "by_label warning"))
	l.read("an id of no figure", zipped(l.setAt(l.in(l.ids, "online"), said("khong-co"))), nil, l.somewhere("online", "by_label warning"))
	l.repeated()
}

// repeated are rows that stand twice.
func (l *list) repeated() {
	again := func(value typed) file { return l.atEnd(l.copied("online", 900, value)) }
	l.read("a row twice, the same value", zipped(again(number("800"))), nil)
	l.read("a row twice, the second blank", zipped(again(typed{})), nil)
	other := Want{Figure: "online", Cell: l.answer + "900", Problems: []reform.Problem{"repeated_figure"}, Severity: "error"}
	l.read("a row twice, with another value", zipped(again(number("801"))), map[string]string{"online": NotReported}, other)
	l.read("a row twice, the first blank", zipped(l.from(again(number("801"))).set("online", typed{})),
		map[string]string{"online": "801|" + NotReported})
	l.may(l.somewhere("online", "repeated_figure"))
	l.read("a row a hundred times", zipped(l.atEnd(l.copies(100))), map[string]string{"online": NotReported}, l.somewhere("online", "repeated_figure error"))
}

func (l *list) copies(count int) string {
	var rows strings.Builder
	for i := range count {
		rows.WriteString(l.copied("online", 900+i, number(strconv.Itoa(801+i))))
	}
	return rows.String()
}

// copied is the row of a figure at another place, with another answer.
func (f form) copied(figure string, row int, value typed) string {
	in := func(column string) string {
		return moved(f.cell(f.in(column, figure)), f.in(column, figure), column+strconv.Itoa(row))
	}
	return `<row r="` + strconv.Itoa(row) + `">` + in(f.ids) + in(f.labels) + `<c r="` + f.answer + strconv.Itoa(row) + `"` + value.attributes + `>` + value.inside + `</c></row>`
}

// swapped exchanges the cells of two rows in some columns, as sorting does.
func (f form) swapped(one, two string, columns ...string) file {
	changed := f.file
	for _, column := range columns {
		a, b := f.in(column, one), f.in(column, two)
		first, second := f.cell(a), f.cell(b)
		changed = changed.Swap(f.report, first, "\x00").Swap(f.report, second, moved(first, a, b)).Swap(f.report, "\x00", moved(second, b, a))
	}
	return changed
}

func moved(cell, from, to string) string { return strings.Replace(cell, `"`+from+`"`, `"`+to+`"`, 1) }

// rotated moves labels and answers of three rows on by one.
func (f form) rotated() file {
	f.file = f.swapped("received", "online", f.labels, f.answer)
	return f.swapped("online", "paper", f.labels, f.answer)
}

var columnElements = regexp.MustCompile(`(?s)<cols>.*?</cols>`)

// columns are what people do to columns.
func (l *list) columns() {
	l.read("a column inserted", l.on(func(book *excelize.File, sheet string) error { return book.InsertCols(sheet, l.answer, 1) }), nil)
	l.read("a column inserted in front", l.on(func(book *excelize.File, sheet string) error { return book.InsertCols(sheet, "A", 1) }), nil)
	for _, column := range []string{"A", l.labels, l.answer} {
		l.read("a column inserted at "+column+", the names forgotten", l.forgetful(column), nil)
	}
	l.read("a column more at the end", l.on(func(book *excelize.File, sheet string) error {
		return book.SetCellInt(sheet, "P"+strconv.Itoa(l.row["received"]), 9999)
	}), nil)
	l.read("the hidden column shown", zipped(l.With(l.report, columnElements.ReplaceAllString(l.Text(l.report), ""))), nil)
	l.read("the answers hidden", l.on(func(book *excelize.File, sheet string) error { return book.SetColVisible(sheet, l.answer, false) }), nil)
	empty := map[string]string{}
	var blank []Want
	for _, value := range Values() {
		empty[value.Figure] = NotReported
		blank = append(blank, l.somewhere(value.Figure, "blank|missing_row"))
	}
	l.read("answers in the column beside", l.on(func(book *excelize.File, sheet string) error {
		beside := nextColumn(l.answer)
		for figure := range l.row {
			text, err := book.GetCellValue(sheet, l.at(figure))
			must(err)
			must(book.SetCellDefault(sheet, l.in(beside, figure), text))
			must(book.SetCellDefault(sheet, l.at(figure), ""))
		}
		return nil
	}), empty, blank...)
	l.either("the answers deleted", "not_our_form", l.on(func(book *excelize.File, sheet string) error { return book.RemoveCol(sheet, l.answer) }), empty)
	for figure := range l.row {
		l.may(Want{Figure: figure, Problems: []reform.Problem{"missing_row", "blank", "not_number", "not_option", "not_date", "other_label"}})
	}
	l.either("the ids deleted", "not_our_form", zipped(l.With(l.report, regexp.MustCompile(`(?s)<c r="`+l.ids+`\d+"[^>]*?(?:/>|>.*?</c>)`).ReplaceAllString(l.Text(l.report), ""))), nil)
	for figure := range l.row {
		l.may(l.somewhere(figure, "by_label warning"))
	}
}
