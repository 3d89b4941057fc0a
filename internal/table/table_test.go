package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// told reads a table and writes its rows, each with the place of its first cell.
func told(t *testing.T, name string, content []byte, heading string) ([]string, error) {
	t.Helper()
	var lines []string
	fits := func(headings []string) bool { return Column(headings, heading) >= 0 }
	err := Read(name, bytes.NewReader(content), fits, func(table *Table) error {
		lines = append(lines, strings.Join(table.Headings, "|"))
		for {
			texts, err := table.Next()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			lines = append(lines, table.At(0).String()+" "+strings.Join(texts, "|"))
		}
	})
	return lines, err
}

func TestRowsKeepTheirPlace(t *testing.T) {
	got, err := told(t, "folder/t.csv", []byte("\n A ;B\n\n;\n'1;\"two\nlines\"\n3\n"), "a")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"A|B", "'t.csv'!5:1 1|two lines", "'t.csv'!7:1 3"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestACellBeyondTheHeadingsIsSeenInTextAlone(t *testing.T) {
	file := excelize.NewFile()
	if err := errors.Join(file.SetSheetRow("Sheet1", "A1", &[]any{"a", "b"}), file.SetSheetRow("Sheet1", "A2", &[]any{1, 2, 3})); err != nil {
		t.Fatal(err)
	}
	var sheet bytes.Buffer
	if err := file.Write(&sheet); err != nil {
		t.Fatal(err)
	}
	for content, want := range map[string]int{
		"a,b\n1,2\n": -1, "a,b\n1,2, ,\n": -1, "a,b\n1\n": -1, "a,b\n1,2,,3\n": 3, "a,b,,\n1,2,3\n": 2, ",b\n1,2\n": -1, sheet.String(): -1,
	} {
		err := Read("t", strings.NewReader(content), func([]string) bool { return true }, func(table *Table) error {
			_, err := table.Next()
			if got := table.Unheaded(); got != want {
				t.Errorf("%.20q: got %d, want %d", content, got, want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func TestTheSheetWithTheHeadingsIsRead(t *testing.T) {
	file := excelize.NewFile()
	for i, name := range []string{"Sheet1", "Second", "Third"} {
		if _, err := file.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		row := []any{"note", fmt.Sprint("of ", name)}
		if i > 0 {
			row = []any{"unit", name}
		}
		if err := errors.Join(file.SetSheetRow(name, "B3", &row), file.SetSheetRow(name, "B5", &[]any{i})); err != nil {
			t.Fatal(err)
		}
	}
	for heading, want := range map[string][]string{
		"unit":    {"|unit|Second", "'Second'!A5 |1"},
		"nowhere": {"|note|of Sheet1", "'Sheet1'!A5 |0"}, // to say what it lacks
	} {
		var content bytes.Buffer
		if err := file.Write(&content); err != nil {
			t.Fatal(err)
		}
		got, err := told(t, "t.xlsx", content.Bytes(), heading)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Error(heading, diff, err)
		}
	}
}

// What an operator names on a command may be larger than what others may send.
func TestALargeSheetIsRead(t *testing.T) {
	file := excelize.NewFile()
	stream, err := file.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	const rows = 6_000
	for row := range rows {
		if err := stream.SetRow(fmt.Sprintf("A%d", row+1), []any{"unit", row}); err != nil {
			t.Fatal(err)
		}
	}
	var content bytes.Buffer
	if err := errors.Join(stream.Flush(), file.Write(&content)); err != nil {
		t.Fatal(err)
	}
	if got, err := told(t, "t.xlsx", content.Bytes(), "unit"); err != nil || len(got) != rows {
		t.Errorf("%d rows, %v", len(got), err)
	}
	_, err = spreadsheet.Read(content.Bytes(), container.Received)
	if refused, ok := errors.AsType[container.Refusal](err); !ok || refused.Problem != reform.TooMuchInside {
		t.Errorf("sent by others: %v", refused)
	}
}

// A quotation mark that is never closed makes the rest of a file one row.
func TestARowThatNeverEndsIsStopped(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("a,b\n1,2\n\"3,"), &letters{left: 1 << 30})
	read := 0
	err := Read("t.csv", endless, nil, func(table *Table) error {
		for {
			if _, err := table.Next(); err != nil {
				return err
			}
			read++
		}
	})
	refused, ok := errors.AsType[container.Refusal](err)
	if !ok || refused.Problem != reform.TooMuchInside || refused.Found != "row_bytes" || read != 1 {
		t.Errorf("%d rows, then %v", read, err)
	}
}

// letters are so many bytes of text.
type letters struct{ left int }

func (l *letters) Read(p []byte) (int, error) {
	n := min(len(p), l.left)
	for i := range p[:n] {
		p[i] = 'x'
	}
	if l.left -= n; n == 0 {
		return 0, io.EOF
	}
	return n, nil
}
