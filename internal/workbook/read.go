package workbook

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/recompute"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Reading is what a report says: one value for each figure of the form's source,
// and what a person should look at.
type Reading struct {
	Version  int // of the report whose values stood in the form; 0: none
	Values   []reform.Value
	Findings []reform.Finding
	Alone    map[string]bool // figures that a person at a page left alone
}

// Refused reports whether the file could not be read at all; then no value was.
func (r Reading) Refused() bool {
	return slices.ContainsFunc(r.Findings, func(f reform.Finding) bool { return f.Severity == reform.Refused })
}

// Taken reports whether the file says something of a figure that could be read: also
// that nothing is reported. An answer that cannot be read, or a row that is gone, says
// nothing.
func (r Reading) Taken(figure string) bool {
	return !r.Alone[figure] && !slices.ContainsFunc(r.Findings, func(f reform.Finding) bool {
		return f.Figure == figure && (f.Severity == reform.Error || f.Problem == reform.MissingRow)
	})
}

// Read reads a report that was written on this form. What is wrong with the file
// is a Finding; an error is a form that cannot be asked for.
func Read(content []byte, f Form) (Reading, error) {
	return f.read(content, identified)
}

// Carry reads what can be read of a file that was made for another unit, cycle or
// framework, or is no form of ours: its rows are found by their labels. Nobody handed
// it in so: what it gives belongs on a fresh form, for a person to look at.
func Carry(content []byte, f Form) (Reading, error) {
	return f.read(content, anybodys)
}

// whose says which forms are read.
type whose bool

const (
	identified whose = true
	anybodys   whose = false
)

func (f Form) read(content []byte, asked whose) (Reading, error) {
	if err := f.check(); err != nil {
		return Reading{}, fmt.Errorf("read report: %w", err)
	}
	reading := Reading{Values: f.blank()}
	book, err := spreadsheet.Open(content, container.Received)
	if err == nil {
		err = reading.read(&opened{book: book, form: f, formulas: recompute.New(book)}, asked)
	}
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return Reading{Values: f.blank(), Findings: []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return Reading{}, fmt.Errorf("read report of unit %s: %w", f.Unit.ID, err)
	}
	reading.own()
	return reading, nil
}

// mostFound is how many letters of a cell a finding repeats.
const mostFound = 120

// own copies what is kept of a file out of it: a letter of it would keep all of it in
// memory. What findings repeat is cut.
func (r *Reading) own() {
	for i := range r.Values {
		v := &r.Values[i]
		v.Text, v.Sheet, v.Cell = strings.Clone(v.Text), strings.Clone(v.Sheet), strings.Clone(v.Cell)
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Sheet, f.Wanted, f.Found = strings.Clone(f.Sheet), strings.Clone(f.Wanted), strings.Clone(f.Found)
		if letters := []rune(f.Found); len(letters) > mostFound+1 {
			f.Found = string(letters[:mostFound]) + "…"
		}
	}
}

// opened is the file of a report, held against a form.
type opened struct {
	book     *spreadsheet.Book
	form     Form
	formulas *recompute.Reckoner
	titles   *titles
	places   map[string]int // of the figures, by id
}

func (r *Reading) read(o *opened, asked whose) error {
	var err error
	if asked == identified {
		r.Findings, r.Version, err = o.identify()
	}
	if err != nil || r.Refused() {
		return o.blank(err)
	}
	rows, err := o.rows()
	if err != nil {
		return o.blank(err)
	}
	r.Findings = append(r.Findings, rows[0].findings...)
	if rows[0].computed() {
		if err := o.book.FillAll(); err != nil { // formulas may speak of any sheet
			return err
		}
	}
	reader := answer.NewReader(o.form.Language)
	for i := range r.Values {
		r.readValue(&r.Values[i], o, rows, reader)
	}
	return nil
}

// blank says of a workbook in which no cell says anything that it is blank, whatever
// else it is not.
func (o *opened) blank(refusal error) error {
	if err := o.book.FillAll(); err != nil {
		return err
	}
	if slices.ContainsFunc(o.book.Sheets, func(s spreadsheet.Sheet) bool { return len(s.Cells) > 0 }) {
		return refusal
	}
	return container.Refuse(reform.BlankWorkbook, "", "")
}

// identify reads the identity sheet and lists what is another's.
func (o *opened) identify() ([]reform.Finding, int, error) {
	said, err := o.said()
	if err != nil {
		return nil, 0, err
	}
	var findings []reform.Finding
	for _, m := range o.form.identity() {
		found, ok := said[m.key]
		if !ok || m.problem == reform.NotOurForm && found.value != m.value {
			return nil, 0, container.Refuse(reform.NotOurForm, "", "")
		}
		if found.value != m.value {
			findings = append(findings, reform.Finding{
				Problem: m.problem, Severity: reform.Refused, Found: found.String(), Wanted: m.String(),
			})
		}
	}
	if len(findings) == 0 && !o.form.signed(func(key string) string { return said[key].value }) {
		return nil, 0, container.Refuse(reform.ForgedForm, "", "")
	}
	version, _ := strconv.Atoi(said[versionKey].value) // a form without it was made before there were any
	return findings, version, nil
}

// readValue reads the answer in the row of a figure. Where several rows are the
// figure's, those that say something must agree: nobody knows which of them counts.
func (r *Reading) readValue(v *reform.Value, o *opened, all []rows, reader *answer.Reader) {
	figure, _ := o.figure(v.Figure)
	own := all[0]
	if len(own.at[v.Figure]) == 0 {
		v.Sheet = own.sheet.Name
		r.find(v, figure, reform.MissingRow, reform.Warning, "")
		return
	}
	var findings []reform.Finding
sheets:
	for n, sheet := range all {
		for k, row := range sheet.at[v.Figure] {
			read, found := o.answer(figure, sheet, row, reader)
			blank := read.Absence == reform.NotReported && !failed(found)
			switch {
			case n+k == 0:
				v.Text, v.Absence, v.Origin, findings = read.Text, read.Absence, read.Origin, found
			case blank || read.Said(*v) && failed(findings) == failed(found):
			case v.Absence == reform.NotReported && !failed(findings) && n == 0:
				v.Text, v.Absence, v.Origin, findings = read.Text, read.Absence, read.Origin, found
			case n > 0: // in a copy: the form's own sheet is read
				r.find(&read, figure, reform.RepeatedFigure, reform.Warning, v.Origin.String())
				continue sheets // one of a copy's rows is enough to look at it
			default:
				first := v.Cell
				v.Text, v.Absence = "", reform.NotReported
				r.Findings = append(r.Findings, findings...)
				r.find(&read, figure, reform.RepeatedFigure, reform.Error, first)
				return
			}
		}
	}
	r.Findings = append(r.Findings, findings...)
}

func (r *Reading) find(v *reform.Value, g reform.Figure, p reform.Problem, s reform.Severity, wanted string) {
	r.Findings = append(r.Findings, reform.Finding{
		Origin: v.Origin, Figure: g.ID, Label: g.Title, Problem: p, Severity: s, Found: v.Text, Wanted: wanted,
	})
}

func failed(findings []reform.Finding) bool {
	return slices.ContainsFunc(findings, func(f reform.Finding) bool { return f.Severity == reform.Error })
}

// answer reads the answer in one row.
func (o *opened) answer(g reform.Figure, rows rows, row int, reader *answer.Reader) (reform.Value, []reform.Finding) {
	c := answer.Cell{Cell: rows.sheet.Cell(row, rows.answers), From1904: o.book.From1904}
	c.Origin = reform.Origin{Sheet: rows.sheet.Name, Cell: c.Address()}
	about := reform.Finding{Origin: c.Origin, Figure: g.ID, Label: g.Title}
	if holder, shared := rows.merged(row); shared {
		about.Problem, about.Severity, about.Wanted = reform.MergedAnswer, reform.Error, holder.Address()
		about.Found = holder.Text
		return reform.Value{Figure: g.ID, Absence: reform.NotReported, Origin: c.Origin}, []reform.Finding{about}
	} else if holder.Column > 0 {
		c.Cell = holder
	}
	if c.Formula != "" {
		if result, ok := o.formulas.Value(rows.sheet.Name, c.Cell); ok {
			c.Result = answer.Stored(result)
			c.Differs = c.Kind == spreadsheet.Number && !recompute.Agrees(c.Text, result)
		}
	}
	value, findings := reader.Read(g, c)
	if slices.Contains(rows.sheet.Unseen, row) && (c.Text != "" || c.Formula != "") {
		about.Problem, about.Severity, about.Found = reform.HiddenRow, reform.Note, c.Text
		findings = append(findings, about)
	}
	return value, findings
}
