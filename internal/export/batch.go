package export

import (
	"fmt"
	"io"
	"strconv"
	"time"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// BatchCSV writes what came of each file of a batch: a row a file, with the reason and
// the remedy where nothing of it was taken.
func BatchCSV(w io.Writer, b reform.Batch, units []reform.Unit, l reform.Language) error {
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = u.Name().In(l)
	}
	rows := [][]string{{
		"place", "file", "unit", "unit_name", "result", "version", "errors", "to_be_explained", "says", "remedy", "upload", "cycle", "source", "batch", "received",
	}}
	for _, i := range b.Items {
		says, mend := locale.Fate(l, i), ""
		if len(i.Findings) > 0 {
			says, mend = locale.Finding(l, i.Findings[0])
		}
		version := ""
		if i.Version > 0 {
			version = strconv.Itoa(i.Version)
		}
		rows = append(rows, []string{
			strconv.Itoa(i.Place), inert(i.Name), inert(i.Unit), inert(names[i.Unit]), string(i.Fate()), version,
			strconv.Itoa(i.Errors), strconv.Itoa(i.Doubts), inert(says), inert(mend), i.Upload,
			inert(b.Cycle), string(b.Source), b.ID, b.At.Format(time.RFC3339),
		})
	}
	if err := writeCSV(w, rows); err != nil {
		return fmt.Errorf("write batch csv: %w", err)
	}
	return nil
}
