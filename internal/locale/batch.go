package locale

import (
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// Archive says why an archive of many files is not taken, and what to do.
func Archive(l reform.Language, f reform.Finding) string {
	key := "batch.refused." + string(f.Problem)
	if specific := key + "." + f.Found; f.Found != "" && has(l, specific) {
		key = specific
	}
	return Say(l, key, "Found", f.Found, "Wanted", whole(l, f.Wanted))
}

// whole writes a number as people group it, and what is none as it stands.
func whole(l reform.Language, text string) string {
	if d, err := reform.ParseDecimal(text); err == nil {
		return Number(l, d)
	}
	return text
}

// Fate says what came of one file among many.
func Fate(l reform.Language, i reform.BatchItem) string {
	version := ""
	if i.Version > 0 {
		version = count(l, i.Version)
	}
	says := []string{Say(l, "batch.fate."+string(i.Fate()), "Version", version)}
	if i.Errors > 0 {
		says = append(says, Say(l, "batch.errors", "Errors", count(l, i.Errors), "Count", i.Errors))
	}
	if i.Doubts > 0 {
		says = append(says, Say(l, "batch.doubts", "Doubts", count(l, i.Doubts), "Count", i.Doubts))
	}
	return strings.Join(says, "; ")
}

func count(l reform.Language, n int) string { return Number(l, reform.Decimal(strconv.Itoa(n))) }
