package seed

import (
	"bytes"
	"encoding/csv"
	"fmt"
)

// table reads one of the demonstration's tables: a map of column to cell a row.
// Lines beginning with # are remarks.
func table(name string) (columns []string, rows []map[string]string, err error) {
	content, err := texts.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	reader := csv.NewReader(bytes.NewReader(content))
	reader.Comment = '#'
	reader.TrimLeadingSpace = true
	lines, err := reader.ReadAll()
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	for _, line := range lines[1:] {
		row := make(map[string]string, len(line))
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return lines[0], rows, nil
}
