package corpus

import (
	"regexp"

	"reformboard/internal/corpus/forge"
)

// days are days as programs store them.
func (l *list) days() {
	shown := func(name, serial, want, problem string, format int) {
		var found []Want
		if problem != "" {
			found = append(found, l.found("issued", problem))
		}
		l.read("day: "+name, zipped(l.styled("issued", format, number(serial))), map[string]string{"issued": want}, found...)
	}
	shown("a serial number", "46111", "2026-03-30", "", 14)
	shown("a serial number, in another look", "46111", "2026-03-30", "", 15)
	shown("a serial number with its time", "46111.75", "2026-03-30", "", 22)
	shown("a serial number without a look", "46111", "2026-03-30", "understood_as warning", 0)
	shown("a serial number that is not likely", "20260331", NotReported, "not_date error", 0)
	shown("the day that never was", "60", NotReported, "not_date error", 14)
	shown("before the first", "-1", NotReported, "not_date error", 14)
	shown("after the last", "2958466", NotReported, "not_date error", 14)
	shown("a year for a day", "2026", NotReported, "not_date error", 1)
	since1904 := l.styled("issued", 14, number("44649")).With(forge.MainPart, propertied(l.Text(forge.MainPart), `date1904="1"`))
	l.read("day: counted from 1904", zipped(since1904), map[string]string{"issued": "2026-03-30"})
	l.read("day: counted from 1904, in words", zipped(since1904.With(forge.MainPart, propertied(l.Text(forge.MainPart), `date1904="true"`))), map[string]string{"issued": "2026-03-30"})
}

// propertied puts an attribute among the workbook's properties.
func propertied(workbook, attribute string) string {
	return regexp.MustCompile(`<workbookPr[^>]*?(/?)>`).ReplaceAllString(workbook, "<workbookPr "+attribute+"${1}>")
}
