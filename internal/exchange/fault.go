package exchange

import (
	"fmt"

	"reformboard/internal/keyfile"
)

// Fault is something wrong in a file, and what to do about it. Its path is the
// heading, or in a workbook the cell: 'Indicators'!F12.
type Fault = keyfile.Fault

// Faults are all the faults of a file: of a text from its first line to its last,
// of a workbook sheet by sheet.
type Faults = keyfile.Faults

// mostFaults are listed: nobody mends more in one go.
const mostFaults = 200

// note adds a fault, up to the most that are listed.
func note(all Faults, f Fault) Faults {
	if len(all) >= mostFaults {
		return all
	}
	f.Path = keyfile.Clip(f.Path)
	return append(all, f)
}

// quote shows what a file says, shortened to what a message can carry.
func quote(s string) string { return fmt.Sprintf("%q", keyfile.Clip(s)) }
