package table

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// Bounds of CSV text. It is read as it comes, so that only a row stands in memory:
// an open quotation mark must not make the rest of a large file one row.
const (
	mostBytes  = 1 << 30 // of the file
	mostRow    = 4 << 20 // of one row
	blockBytes = 64 << 10
)

// readCSV reads UTF-8 text with commas, or with the semicolons that Excel writes
// where the comma is the decimal mark, or with tabs.
func readCSV(name string, buffered *bufio.Reader, use func(*Table) error) error {
	start, _ := buffered.Peek(sniffed) // what was read before, so there is no error
	if mark := []byte("\xEF\xBB\xBF"); bytes.HasPrefix(start, mark) {
		start = start[len(mark):]
		_, _ = buffered.Discard(len(mark))
	}
	meter := &metered{from: buffered}
	reader := csv.NewReader(bufio.NewReaderSize(meter, blockBytes))
	reader.FieldsPerRecord = -1
	reader.LazyQuotes = true
	reader.ReuseRecord = true
	reader.Comma = separator(start)
	t := &Table{Name: name, rows: &csvRows{reader, meter}}
	if err := t.head(); err != nil {
		return err
	}
	return use(t)
}

// separator is what parts the cells of the first line.
func separator(start []byte) rune {
	head, _, _ := bytes.Cut(bytes.TrimLeft(start, "\r\n \t"), []byte("\n"))
	best, most := ',', bytes.Count(head, []byte(","))
	for _, mark := range ";\t" {
		if n := bytes.Count(head, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}

type csvRows struct {
	reader *csv.Reader
	meter  *metered
}

func (c *csvRows) next() (int, []string, error) {
	c.meter.allowed = c.reader.InputOffset() + mostRow + blockBytes
	texts, err := c.reader.Read()
	if broken, ok := errors.AsType[*csv.ParseError](err); ok {
		return broken.StartLine, nil, container.Damaged(broken.Err.Error())
	}
	if err != nil {
		return 0, nil, err
	}
	line, _ := c.reader.FieldPos(0)
	return line, texts, nil
}

func (c *csvRows) formula(int, int) string { return "" }

func (c *csvRows) day(string) (string, bool) { return "", false }

// metered stops a text in time.
type metered struct {
	from           io.Reader
	given, allowed int64
}

func (m *metered) Read(p []byte) (int, error) {
	if m.given > mostBytes {
		return 0, container.Refuse(reform.TooLarge, strconv.Itoa(int(m.given>>20)), strconv.Itoa(mostBytes>>20))
	}
	if m.given >= m.allowed {
		return 0, container.Refuse(reform.TooMuchInside, "row_bytes", strconv.Itoa(mostRow))
	}
	n, err := m.from.Read(p)
	m.given += int64(n)
	return n, err
}
