package workbook

import (
	"slices"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Identity is whose form a file says it is. Nobody has vouched for it: Read looks at
// the signature.
type Identity struct {
	Unit      string
	Cycle     string
	Framework string
	Source    reform.Source
	UnitName  string // these two as the form words them
	Period    string
}

// Whose reads the identity sheet of a file whose form is not known yet, and no other
// sheet. Its error is a container.Refusal: the file cannot be read, or has no identity.
func Whose(content []byte) (Identity, error) {
	book, err := spreadsheet.Open(content, container.Received)
	if err != nil {
		return Identity{}, err //nolint:wrapcheck // a Refusal is a finding on its way
	}
	if !slices.ContainsFunc(book.Sheets, func(s spreadsheet.Sheet) bool { return s.Says > 0 }) {
		return Identity{}, container.Refuse(reform.BlankWorkbook, "", "")
	}
	said, err := (&opened{book: book}).said()
	if err != nil {
		return Identity{}, err
	}
	return Identity{
		Unit: said["unit"].value, Cycle: said["cycle"].value, Framework: said["framework"].value,
		Source: reform.Source(said["source"].value), UnitName: said["unit"].words, Period: said["cycle"].words,
	}, nil
}

// said are the lines of the identity sheet by their keys.
func (o *opened) said() (map[string]mark, error) {
	if at, ok := o.nameAt(identityName); ok {
		sheet, found := o.book.Sheet(at.sheet)
		if !found {
			return nil, container.Refuse(reform.NotOurForm, "", "")
		}
		return o.lines(sheet)
	}
	var found map[string]mark
	for i := range o.book.Sheets {
		if o.book.Sheets[i].Says > mostSaid {
			continue
		}
		said, err := o.lines(&o.book.Sheets[i])
		switch {
		case err != nil:
			return nil, err
		case slices.ContainsFunc(signedKeys, func(key string) bool { return said[key].value == "" && key != versionKey }):
		case found != nil: // nobody knows which of them counts
			return nil, container.Refuse(reform.NotOurForm, "", "")
		default:
			found = said
		}
	}
	if found == nil {
		return nil, container.Refuse(reform.NotOurForm, "", "")
	}
	return found, nil
}

// mostSaid is more cells than an identity sheet has. Some programs know no defined names,
// and it is looked for by what it says.
const mostSaid = 100

func (o *opened) lines(sheet *spreadsheet.Sheet) (map[string]mark, error) {
	if err := o.book.Fill(sheet); err != nil {
		return nil, err
	}
	said := map[string]mark{}
	for _, c := range sheet.Cells {
		if c.Column == 1 {
			said[c.Text] = mark{key: c.Text, value: sheet.Cell(c.Row, 2).Text, words: sheet.Cell(c.Row, 3).Text}
		}
	}
	return said, nil
}
