package flowtest

import (
	"bytes"
	"maps"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Answer writes a form with answers by figure, as an officer types them. A number is stored
// as one, unless it is written text:NUMBER.
func Answer(form workbook.Form, answers map[string]string) ([]byte, error) {
	var blank bytes.Buffer
	if err := workbook.Write(&blank, form); err != nil {
		return nil, err
	}
	places, err := workbook.Read(blank.Bytes(), form)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(&blank)
	if err != nil {
		return nil, err
	}
	defer book.Close() //nolint:errcheck // only in memory
	left := maps.Clone(answers)
	for _, v := range places.Values {
		text, ok := answers[v.Figure]
		if !ok {
			continue
		}
		delete(left, v.Figure)
		put := book.SetCellDefault
		text, isText := strings.CutPrefix(text, "text:")
		if _, err := reform.ParseDecimal(text); err != nil || isText {
			put = book.SetCellStr
		}
		if err := put(v.Sheet, v.Cell, text); err != nil {
			return nil, err
		}
	}
	if len(left) > 0 {
		return nil, reform.ErrNotFound
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}
