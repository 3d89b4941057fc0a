// Package flowtest is a small board for tests: a body of three units, a framework of three
// figures, two cycles, and the forms that its units fill in.
//
// Its one rule: it knows no deed that it is to test but the writing of forms.
package flowtest

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/workbook"
)

// Rules are the framework of the board: two figures of a unit, and one of a survey.
const Rules = `
id: small
series: small
title: {vi: Nhỏ, en: Small}
short: {vi: Nhỏ, en: Small}
origin: {vi: Thử, en: Test}
max: 10
rounding: {mode: half_up, indicator: 2}
not_applicable: leave
coverage: 0.5
grades:
  - {id: all, title: {vi: Mọi, en: All}, from: 0}
grades_note: {vi: Thử, en: Test}
figures:
  - {id: received, title: {vi: Hồ sơ tiếp nhận, en: Dossiers received}, help: {vi: Đếm, en: Count}, kind: count, unit: {vi: hồ sơ, en: dossiers}, source: unit}
  - {id: on_time, title: {vi: Hồ sơ đúng hạn, en: On time}, help: {vi: Đếm, en: Count}, kind: count, unit: {vi: hồ sơ, en: dossiers}, source: unit}
  - {id: satisfied, title: {vi: Hài lòng, en: Satisfied}, help: {vi: Khảo sát, en: Survey}, kind: percent, unit: {vi: "%", en: "%"}, source: survey, decimals: 1}
checks:
  - {parts: [on_time], whole: received}
areas:
  - id: A
    title: {vi: A, en: A}
    max: 10
    indicators:
      - {id: "1", title: {vi: Đúng hạn, en: On time}, help: {vi: h, en: h}, max: 6, rule: {kind: ratio, of: [on_time], over: [received], if_zero: zero}}
      - {id: "2", title: {vi: Hài lòng, en: Satisfied}, help: {vi: h, en: h}, max: 4, rule: {kind: ratio, of: [satisfied]}}
`

// Opens is when the newer of its cycles does.
var Opens = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

// During is a moment when that cycle takes reports.
var During = Opens.AddDate(0, 0, 3)

// Open Opens a board over a store, with the cycles 2026-Q2 and 2026-Q3 of a body of three
// units.
func Open(t *testing.T, s *store.Store) *flow.Board {
	t.Helper()
	kept, err := files.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f, err := framework.Read("small.yaml", strings.NewReader(Rules))
	if err != nil {
		t.Fatal(err)
	}
	units := []reform.Unit{
		{ID: "body", NameVI: "Bộ"},
		{ID: "a", Parent: "body", NameVI: "A", PeerGroup: "g", Place: 1},
		{ID: "b", Parent: "body", NameVI: "B", PeerGroup: "g", Place: 2},
		{ID: "c", Parent: "body", NameVI: "C", PeerGroup: "g", Place: 3},
	}
	for _, err := range []error{
		s.SaveFramework(t.Context(), "test", Opens, f, []byte(Rules)),
		s.SaveUnits(t.Context(), "test", Opens, units, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for n, period := range []reform.Period{"2026-Q2", "2026-Q3"} {
		from := Opens.AddDate(0, 3*(n-1), 0)
		c := reform.Cycle{ID: string(period), Body: "body", Framework: "small", Period: period, DataFrom: from, DataTo: from.AddDate(0, 3, 0), Opens: from, Due: from.AddDate(0, 0, 10), Closes: from.AddDate(0, 0, 20)}
		if err := s.SaveCycle(t.Context(), "test", Opens, c); err != nil {
			t.Fatal(err)
		}
	}
	return flow.New(s, kept)
}

// Filled is the form of a unit with numbers written into it by hand.
func Filled(t *testing.T, b *flow.Board, cycle, unit string, source reform.Source, values ...any) []byte {
	t.Helper()
	var form bytes.Buffer
	if err := b.WriteForm(t.Context(), &form, cycle, unit, source, reform.Vietnamese); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&form)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close() //nolint:errcheck // only in memory
	for n, cell := range Inputs(t, b, cycle, unit, source) {
		if n < len(values) {
			if err := book.SetCellValue(cell.Sheet, cell.Cell, values[n]); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Inputs asks the reader where the figures stand, by handing the blank form in.
func Inputs(t *testing.T, b *flow.Board, cycle, unit string, source reform.Source) []reform.Origin {
	t.Helper()
	var blank bytes.Buffer
	if err := b.WriteForm(t.Context(), &blank, cycle, unit, source, reform.Vietnamese); err != nil {
		t.Fatal(err)
	}
	form, err := b.Form(t.Context(), cycle, unit, source)
	if err != nil {
		t.Fatal(err)
	}
	reading, err := workbook.Read(blank.Bytes(), form)
	if err != nil {
		t.Fatal(err)
	}
	var cells []reform.Origin
	for _, v := range reading.Values {
		cells = append(cells, v.Origin)
	}
	return cells
}
