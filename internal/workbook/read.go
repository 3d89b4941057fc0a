package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// Reading is what a report says: one value for each figure of the form's source,
// and what a person should look at.
type Reading struct {
	Values   []reform.Value
	Findings []reform.Finding
}

// Refused reports whether the file could not be read at all; then no value was.
func (r Reading) Refused() bool {
	return slices.ContainsFunc(r.Findings, func(f reform.Finding) bool { return f.Severity == reform.Refused })
}

// Read reads a report that was written on this form. What is wrong with the file
// is a Finding; an error is a form that cannot be asked for.
func Read(content []byte, f Form) (Reading, error) {
	if err := f.check(); err != nil {
		return Reading{}, fmt.Errorf("read report: %w", err)
	}
	reading := Reading{Values: f.blank()}
	err := container.Read(content, func(file *excelize.File, lastRow int) error {
		return reading.read(&opened{file, lastRow, map[int]string{}, countsFrom1904(file)}, f)
	})
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return Reading{f.blank(), []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return Reading{}, fmt.Errorf("read report of unit %s: %w", f.Unit.ID, err)
	}
	return reading, nil
}

// countsFrom1904 reports whether the workbook counts its days from 1904.
func countsFrom1904(file *excelize.File) bool {
	props, err := file.GetWorkbookProps()
	return err == nil && props.Date1904 != nil && *props.Date1904
}

func (r *Reading) read(book *opened, f Form) error {
	var err error
	r.Findings, err = book.compare(f)
	if err != nil || r.Refused() {
		return err
	}
	rows, err := book.rows(f)
	if err != nil {
		return err
	}
	for i := range r.Values {
		if err := r.readValue(&r.Values[i], book, f, rows); err != nil {
			return err
		}
	}
	r.compareParts(f.Framework)
	return nil
}

// compare reads the identity sheet and lists what is another's.
func (o *opened) compare(f Form) ([]reform.Finding, error) {
	own, ok := nameAt(o.file, identityName)
	if at, err := o.file.GetSheetIndex(own.sheet); !ok || err != nil || at < 0 {
		return nil, container.Refuse(reform.NotOurForm, "", "")
	}
	said := map[string]mark{}
	for row := 1; row <= o.lastRow; row++ {
		var texts [3]string
		for i, column := range []string{"A", "B", "C"} {
			text, err := o.text(own.sheet, column, row)
			if err != nil {
				return nil, err
			}
			texts[i] = text
		}
		said[texts[0]] = mark{key: texts[0], value: texts[1], words: texts[2]}
	}
	var findings []reform.Finding
	for _, m := range f.identity() {
		found, ok := said[m.key]
		if !ok || m.problem == reform.NotOurForm && found.value != m.value {
			return nil, container.Refuse(reform.NotOurForm, "", "")
		}
		if found.value != m.value {
			findings = append(findings, reform.Finding{
				Problem: m.problem, Severity: reform.Refused, Found: found.String(), Wanted: m.String(),
			})
		}
	}
	return findings, nil
}

// rows is where the figures stand.
type rows struct {
	sheet, answers string         // the report sheet and its column of answers
	at             map[string]int // by figure
}

// rows finds the report sheet and the row of each figure by the id in the hidden
// column. Some programs rename a sheet and forget the names that point at it; then
// it is the sheet that has our ids.
func (o *opened) rows(f Form) (rows, error) {
	ids, ok := nameAt(o.file, figuresName)
	answers, too := nameAt(o.file, answersName)
	if !ok || !too {
		return rows{}, container.Refuse(reform.NotOurForm, "", "")
	}
	sheets := o.file.GetSheetList()
	if slices.Contains(sheets, ids.sheet) {
		sheets = []string{ids.sheet}
	}
	for _, sheet := range sheets {
		at, err := o.figures(place{sheet, ids.column}, answers.column, f)
		if err != nil || len(at) > 0 {
			return rows{sheet, answers.column, at}, err
		}
	}
	return rows{}, container.Refuse(reform.NotOurForm, "", "")
}

// figures finds the rows of the source's figures in one column. An id that stands
// twice leaves open which answer counts: the file is refused.
func (o *opened) figures(ids place, answers string, f Form) (map[string]int, error) {
	at := map[string]int{}
	for row := 1; row <= o.lastRow; row++ {
		id, err := o.text(ids.sheet, ids.column, row)
		if err != nil {
			return nil, err
		}
		figure, ok := f.Framework.Figure(id)
		if !ok || figure.Source != f.Source {
			continue
		}
		if first, twice := at[id]; twice {
			return nil, container.Refusal{
				Origin: reform.Origin{Sheet: ids.sheet, Cell: answers + strconv.Itoa(row)}, Figure: id, Label: figure.Title,
				Problem: reform.RepeatedFigure, Severity: reform.Refused, Wanted: answers + strconv.Itoa(first),
			}
		}
		at[id] = row
	}
	return at, nil
}

func (r *Reading) readValue(v *reform.Value, book *opened, f Form, rows rows) error {
	figure, _ := f.Framework.Figure(v.Figure)
	row, ok := rows.at[v.Figure]
	if !ok {
		v.Sheet = rows.sheet
		r.Findings = append(r.Findings, reform.Finding{
			Origin: v.Origin, Figure: figure.ID, Label: figure.Title, Problem: reform.MissingRow, Severity: reform.Warning,
		})
		return nil
	}
	c, err := book.cell(rows.sheet, rows.answers, row)
	if err != nil {
		return err
	}
	a := read(figure, c, f.Language)
	v.Text, v.Absence, v.Origin = a.text, a.absence, c.Origin
	r.Findings = append(r.Findings, a.findings...)
	return nil
}
