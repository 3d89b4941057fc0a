package main

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/export/sheet"
	"reformboard/internal/reform"
)

// table is what the command writes: rows of texts, of which some are numbers.
type table struct {
	columns []column
	rows    func(yield func([]string) error) error
}

type column struct {
	name   string
	number bool
}

// exactDecimals is how many decimals of a score that nobody rounds are written.
const exactDecimals = 15

// decimal writes an exact number with a decimal point: as it is when it ends within
// 15 decimals, otherwise rounded there, a half to the even digit.
func decimal(x reform.Fraction) string {
	if p, err := x.Points(reform.PointDecimals, reform.HalfUp); err == nil && p.Fraction().Cmp(x) == 0 {
		return p.String()
	}
	r := x.Rat()
	if digits, exact := r.FloatPrec(); exact && digits <= exactDecimals {
		return r.FloatString(digits)
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(exactDecimals), nil)
	text := new(big.Rat).SetFrac(reform.Round(r, exactDecimals, reform.HalfEven), scale).FloatString(exactDecimals)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// writeTo writes to a file, whose old content stays until all the new is there, or
// without one to standard output.
func writeTo(file string, write func(io.Writer) error) error {
	if file == "" {
		out := bufio.NewWriter(os.Stdout)
		return errors.Join(write(out), out.Flush())
	}
	var content bytes.Buffer
	if err := write(&content); err != nil {
		return err
	}
	return os.WriteFile(file, content.Bytes(), 0o600)
}

func (t table) write(w io.Writer, format string) error {
	switch format {
	case "json":
		return t.json(w)
	case "xlsx":
		return t.xlsx(w)
	}
	return t.csv(w)
}

// csv is for programs: RFC 4180 in UTF-8 without a mark, numbers with a decimal
// point, texts exactly as they are in the framework and the values.
func (t table) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	var header []string
	for _, c := range t.columns {
		header = append(header, c.name)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	err := t.rows(out.Write)
	out.Flush()
	return errors.Join(err, out.Error())
}

// json is a list of objects: a number in its own digits, null where there is none.
func (t table) json(w io.Writer) error {
	out := bufio.NewWriter(w)
	before := "[\n"
	err := t.rows(func(row []string) error {
		_, _ = out.WriteString(before)
		before = ",\n"
		for i, text := range row {
			quoted := []byte(text)
			if !t.columns[i].number {
				var err error
				if quoted, err = json.Marshal(text); err != nil {
					return err
				}
			} else if text == "" {
				quoted = []byte("null")
			}
			mark := ", "
			if i == 0 {
				mark = "{"
			}
			_, _ = fmt.Fprintf(out, "%s%q: %s", mark, t.columns[i].name, quoted)
		}
		_, err := out.WriteString("}")
		return err
	})
	if before == "[\n" {
		_, _ = out.WriteString("[")
	}
	_, _ = out.WriteString("\n]\n")
	return errors.Join(err, out.Flush()) // which remembers what went wrong before
}

// mostRows is how many rows a sheet has, the headings included.
const mostRows = 1_048_576

// xlsx is a sheet with its headings frozen and a filter on them.
func (t table) xlsx(w io.Writer) error {
	s := &sheet.Sheet{Name: "Scores", Frozen: [2]int{2, 1}, Repeated: [2]int{1, 1}, Landscape: true}
	head := sheet.Look{Bold: true, Fill: "E8ECF1", Box: true}
	var cells []sheet.Cell
	for _, c := range t.columns {
		s.Widths = append(s.Widths, width(c))
		cells = append(cells, head.Of(c.name))
	}
	s.Add(0, cells...)
	err := t.rows(func(row []string) error {
		if s.Last() == mostRows {
			return fmt.Errorf("%w: more rows than a sheet has: write csv or json", reform.ErrInvalid)
		}
		cells := make([]sheet.Cell, len(row))
		for i, text := range row {
			if cells[i] = (sheet.Look{}).Of(text); t.columns[i].number {
				cells[i] = sheet.Look{}.Of(nil)
				if number, err := strconv.ParseFloat(text, 64); err == nil {
					cells[i] = sheet.Look{Align: sheet.Right}.Of(shown(number))
				}
			}
		}
		s.Add(0, cells...)
		return nil
	})
	if err != nil {
		return err
	}
	s.Filtered = [2]int{1, s.Last()}
	book := sheet.Book{Title: "Scores", Language: "en", Written: time.Unix(0, 0).UTC(), Page: sheet.PageNumber + " / " + sheet.PageCount}
	return book.Write(w, []*sheet.Sheet{s})
}

// shown is a number to the 15 digits that a sheet has, rounded: the sheet's own
// writer would cut off the rest.
func shown(number float64) float64 {
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(number, 'g', 15, 64), 64) // of our own making
	return rounded
}

func width(c column) float64 {
	if c.number || c.name == "state" {
		return 16
	}
	return 24
}
