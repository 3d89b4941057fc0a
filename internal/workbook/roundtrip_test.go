package workbook

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// TestWhatIsFilledInComesBack has a person fill a blank form in, each answer in one of
// the ways that people have; it is read, written out with what was read, and read again.
func TestWhatIsFilledInComesBack(t *testing.T) {
	blank := testForm()
	blank.Framework.Checks = nil
	content := written(t, blank)
	rapid.Check(t, func(t *rapid.T) {
		var want []reform.Value
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		rows := map[string]int{}
		cells, err := book.GetRows(book.GetSheetList()[0])
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range cells {
			if len(row) > 0 && row[0] != "" {
				rows[row[0]] = i + 1
			}
		}
		for _, g := range blank.Framework.FiguresOf(blank.Source) {
			v := anyValue(t, g)
			want = append(want, v)
			if err := typeIn(t, book, blank, g, v, answerColumn+itoa(rows[g.ID])); err != nil {
				t.Fatal(err)
			}
		}
		var filled bytes.Buffer
		if err := book.Write(&filled); err != nil {
			t.Fatal(err)
		}
		read := sameAs(t, filled.Bytes(), blank, want)
		again := blank
		again.Values, again.Version = read.Values, 1
		var exported bytes.Buffer
		if err := Write(&exported, again); err != nil {
			t.Fatal(err)
		}
		sameAs(t, exported.Bytes(), again, want)
	})
}

// sameAs reads a file and holds it against the values that were meant.
func sameAs(t *rapid.T, content []byte, f Form, want []reform.Value) Reading {
	got, err := Read(content, f)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range want {
		if v := got.Values[i]; v.Figure != w.Figure || !v.Said(w) || !got.Taken(w.Figure) {
			t.Fatalf("got %+v, want %+v; %v", v, w, got.Findings)
		}
	}
	return got
}

// typeIn writes an answer into a cell as a number, as text with a point or a comma, as
// a day or its words, or as an option in either language.
func typeIn(t *rapid.T, book *excelize.File, f Form, g reform.Figure, v reform.Value, cell string) error {
	const sheet = "Báo cáo"
	l := rapid.SampledFrom(reform.Languages).Draw(t, "language of "+g.ID)
	shown := f
	shown.Language = l
	text := shown.text(g, v)
	if v.Absence != reform.Present || g.Kind == reform.Choice {
		return book.SetCellStr(sheet, cell, text)
	}
	way := rapid.SampledFrom([]string{"as stored", "as text", "with a comma"}).Draw(t, "way of "+g.ID)
	switch {
	case g.Kind == reform.Date:
		if serial, ok := serialOf(v.Text); ok && way == "as stored" {
			return book.SetCellInt(sheet, cell, serial)
		}
		return book.SetCellStr(sheet, cell, text)
	case way == "as stored" && len(strings.Trim(v.Text, "-."))-strings.Count(v.Text, ".") <= 15:
		return book.SetCellDefault(sheet, cell, v.Text)
	case way == "with a comma" && !ambiguous(v.Text):
		return book.SetCellStr(sheet, cell, strings.Replace(v.Text, ".", ",", 1))
	case ambiguous(v.Text):
		return book.SetCellDefault(sheet, cell, v.Text)
	}
	return book.SetCellStr(sheet, cell, v.Text)
}

// ambiguous reports whether a text is a number with a mark before three digits: that
// is asked about, and not read.
func ambiguous(text string) bool {
	_, fraction, ok := strings.Cut(text, ".")
	return ok && len(fraction) == 3
}
