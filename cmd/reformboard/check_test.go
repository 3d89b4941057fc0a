package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/corpus"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/inspect"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// fill is a command of the scripts: fill FILE FRAMEWORK UNIT PERIOD FIGURE=TEXT…
// writes a form as an officer fills it in. A number is stored as one, unless it is written
// text:NUMBER.
func fill(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: fill FILE FRAMEWORK UNIT PERIOD FIGURE=TEXT…")
	}
	f, err := frameworkNamed(ts.MkAbs(args[1]))
	if err != nil {
		f, err = frameworkNamed(args[1])
	}
	ts.Check(err)
	form := workbook.Form{
		Framework: f, Unit: reform.Unit{ID: args[2], NameVI: "Đơn vị " + args[2]}, Source: reform.FromUnit, Language: reform.Vietnamese,
		Cycle: reform.Cycle{ID: "ky-" + args[3], Framework: f.ID, Period: reform.Period(args[3])}, Key: []byte("a key that nobody else has"),
	}
	answers := map[string]string{}
	for _, arg := range args[4:] {
		figure, text, _ := strings.Cut(arg, "=")
		answers[figure] = text
	}
	content, err := filledIn(form, answers)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// exits is a command of the scripts: exits STATUS COMMAND… runs a command, whose output
// the next lines look at, and wants it to end so.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND…")
	}
	status := "0"
	if ended, ok := errors.AsType[*exec.ExitError](ts.Exec(args[1], args[2:]...)); ok {
		status = strconv.Itoa(ended.ExitCode())
	}
	if status != args[0] {
		ts.Fatalf("it ended with %s, want %s", status, args[0])
	}
}

// tabled is a command of the scripts: table FILE.xlsx FILE.csv makes a workbook of a
// table as another program would.
func tabled(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: table FILE.xlsx FILE.csv")
	}
	rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(args[1]))).ReadAll()
	ts.Check(err)
	book := excelize.NewFile()
	for r, row := range rows {
		for c, text := range row {
			at, err := excelize.CoordinatesToCellName(c+1, r+1)
			ts.Check(err)
			put := book.SetCellDefault
			if _, err := reform.ParseDecimal(text); err != nil {
				put = book.SetCellStr
			}
			ts.Check(put("Sheet1", at, text))
		}
	}
	ts.Check(book.SaveAs(ts.MkAbs(args[0])))
}

// packInto is a command of the scripts: packed ARCHIVE FILE… packs files into a .zip.
func packInto(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: packed ARCHIVE FILE…")
	}
	files := map[string]string{}
	for _, name := range args[1:] {
		files[name] = ts.ReadFile(name)
	}
	content, err := archive(files)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// filledIn writes a form and answers into it.
func filledIn(form workbook.Form, answers map[string]string) ([]byte, error) {
	var blank bytes.Buffer
	if err := workbook.Write(&blank, form); err != nil {
		return nil, err
	}
	places, err := workbook.Read(blank.Bytes(), form)
	if err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(&blank)
	if err != nil {
		return nil, err
	}
	defer book.Close() //nolint:errcheck // only in memory
	left := maps.Clone(answers)
	for _, v := range places.Values {
		text, ok := answers[v.Figure]
		if !ok {
			continue
		}
		delete(left, v.Figure)
		put := book.SetCellDefault
		text, isText := strings.CutPrefix(text, "text:")
		if _, err := reform.ParseDecimal(text); err != nil || isText {
			put = book.SetCellStr
		}
		if err := put(v.Sheet, v.Cell, text); err != nil {
			return nil, err
		}
	}
	if len(left) > 0 {
		return nil, reform.ErrNotFound
	}
	var out bytes.Buffer
	err = book.Write(&out)
	return out.Bytes(), err
}

const reported = `
id: small
series: small
title: {vi: Nhỏ, en: Small}
short: {vi: Nhỏ, en: Small}
origin: {vi: Thử, en: Test}
max: 10
rounding: {mode: half_up, indicator: 2}
not_applicable: leave
coverage: 0.5
figures:
  - {id: received, title: {vi: Hồ sơ tiếp nhận, en: Dossiers received}, kind: count, unit: {vi: hồ sơ, en: dossiers}, source: unit}
  - {id: on_time, title: {vi: Hồ sơ đúng hạn, en: On time}, kind: count, unit: {vi: hồ sơ, en: dossiers}, source: unit}
  - {id: online, title: {vi: Hồ sơ trực tuyến, en: Online}, kind: count, unit: {vi: hồ sơ, en: dossiers}, source: unit}
  - {id: satisfied, title: {vi: Hài lòng, en: Satisfied}, kind: percent, unit: {vi: "%", en: "%"}, source: survey, decimals: 1}
checks:
  - {parts: [on_time], whole: received}
areas:
  - id: A
    title: {vi: A, en: A}
    max: 10
    indicators:
      - {id: "1", title: {vi: Đúng hạn, en: On time}, max: 4, rule: {kind: ratio, of: [on_time], over: [received], if_zero: zero}}
      - {id: "2", title: {vi: Trực tuyến, en: Online}, max: 2, rule: {kind: ratio, of: [online], over: [received], if_zero: zero}}
      - {id: "3", title: {vi: Hài lòng, en: Satisfied}, max: 4, rule: {kind: ratio, of: [satisfied]}}
`

// TestCheckFindsWhatTheBoardFinds hands the same files to a board and to the command.
func TestCheckFindsWhatTheBoardFinds(t *testing.T) {
	rules := filepath.Join(t.TempDir(), "small.yaml")
	if err := os.WriteFile(rules, []byte(reported), 0o600); err != nil {
		t.Fatal(err)
	}
	board, form := boardOf(t, rules)
	k, err := (&check{Framework: rules, Language: reform.Vietnamese}).checker()
	if err != nil {
		t.Fatal(err)
	}
	during := form.Cycle.Opens.AddDate(0, 0, 1)
	for name, answers := range map[string]map[string]string{
		"clean":                    {"received": "1200", "on_time": "900", "online": "600"},
		"blank":                    {},
		"half":                     {"received": "1200"},
		"words":                    {"received": "nhiều", "on_time": "text:1.234", "online": " 600 hồ sơ"},
		"a part over its whole":    {"received": "100", "on_time": "200", "online": "50"},
		"a whole that is in doubt": {"received": "không có", "on_time": "200", "online": "-3"},
	} {
		content, err := filledIn(form, answers)
		if err != nil {
			t.Fatal(err)
		}
		out, err := board.Receive(t.Context(), flow.Delivery{
			Cycle: form.Cycle.ID, Unit: form.Unit.ID, Source: form.Source, By: "an", At: during, Name: "q.xlsx", Content: content,
		})
		if err != nil {
			t.Fatal(err)
		}
		difference, err := board.Difference(t.Context(), out.Upload.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := k.read(delivered{name: "q.xlsx", content: content})
		if diff := cmp.Diff(out.Upload.Findings, got.Findings); diff != "" {
			t.Errorf("%s: findings of the board and of the command:\n%s", name, diff)
		}
		if diff := cmp.Diff(difference.Report.Values, got.Values); diff != "" {
			t.Errorf("%s: values of the board and of the command:\n%s", name, diff)
		}
		if got.failure != "" || difference.After == nil || got.Card == nil || difference.After.Exact.Cmp(got.Card.Exact) != 0 {
			t.Errorf("%s: %s: the board expects %+v, the command %+v", name, got.failure, difference.After, got.Card)
		}
	}
}

// boardOf opens a board with a cycle by these rules, and a form of one of its units.
func boardOf(t *testing.T, rules string) (*flow.Board, workbook.Form) {
	t.Helper()
	kept, err := files.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	f, text, err := readFramework(rules)
	if err != nil {
		t.Fatal(err)
	}
	opens := time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)
	board := flow.New(storetest.Open(t), kept)
	units := []reform.Unit{{ID: "body", NameVI: "Bộ"}, {ID: "a", Parent: "body", NameVI: "A", PeerGroup: "g"}}
	for _, err := range []error{
		board.Store.SaveFramework(t.Context(), "test", opens, f, text),
		board.Store.SaveUnits(t.Context(), "test", opens, units, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}),
		board.Store.SaveCycle(t.Context(), "test", opens, reform.Cycle{
			ID: "q3", Body: "body", Framework: f.ID, Period: "2026-Q3", DataFrom: opens, DataTo: opens.AddDate(0, 3, 0),
			Opens: opens, Due: opens.AddDate(0, 0, 10), Closes: opens.AddDate(0, 0, 20),
		}),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	form, err := board.Form(t.Context(), "q3", "a", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	return board, form
}

// TestAHostileArchiveIsAnswered: what a .zip holds is a word about each file in it.
func TestAHostileArchiveIsAnswered(t *testing.T) {
	content, err := archive(map[string]string{
		"a\x1b[31m.xlsx": "not a workbook", `xa\b.xlsx`: "", "notes.pdf": "%PDF", "__MACOSX/._a.xlsx": "skipped", "~$a.xlsx": "skipped",
		"big.xlsx": strings.Repeat("0", 11<<20), "old.XLS": "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + "W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00",
	})
	if err != nil {
		t.Fatal(err)
	}
	k, err := (&check{Language: reform.Vietnamese}).checker()
	if err != nil {
		t.Fatal(err)
	}
	for cut, want := range map[int]string{
		0:            "/a[31m.xlsx not_workbook,/big.xlsx too_large,/notes.pdf not_workbook,/old.XLS old_workbook,/xa/b.xlsx empty_file",
		300:          " failure",
		len(content): " failure",
	} {
		name := filepath.Join(t.TempDir(), "many.zip")
		if err := os.WriteFile(name, content[:len(content)-cut], 0o600); err != nil {
			t.Fatal(err)
		}
		var got []string
		for w := range workbooks(name) {
			f := k.read(w)
			says := " failure"
			if f.failure == "" && f.status() == unreadable && len(f.Findings) == 1 {
				says = " " + string(f.Findings[0].Problem)
			}
			got = append(got, strings.TrimPrefix(f.name, name)+says)
		}
		if got := strings.Join(got, ","); got != want {
			t.Errorf("cut %d: got %s, want %s", cut, got, want)
		}
	}
}

// archive packs files in the order of their names.
func archive(files map[string]string) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		entry, err := w.Create(name)
		if err == nil {
			_, err = entry.Write([]byte(files[name]))
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// TestEveryOddFileIsAnswered reads the corpus of damaged, odd and hostile files: each is
// read or refused with a reason, and none is our failure.
func TestEveryOddFileIsAnswered(t *testing.T) {
	f := corpus.Framework()
	form := workbook.Form{
		Framework: f, Cycle: corpus.Cycle(), Unit: corpus.Unit(), Source: reform.FromUnit, Language: corpus.Language,
		Values: corpus.Values(), Key: []byte("the key of this test, 32 bytes..."),
	}
	content, err := filledIn(form, nil)
	if err != nil {
		t.Fatal(err)
	}
	k := &checker{check: &check{Language: corpus.Language}, by: inspect.Inspection{Framework: &f, Unit: form.Unit.ID, Language: corpus.Language}}
	for _, c := range corpus.Cases(content, nil) {
		got := k.read(delivered{name: c.Name, content: c.Make()})
		switch {
		case got.failure != "":
			t.Errorf("%s: %s", c.Name, got.failure)
		case got.status() == unreadable && (len(c.Refused) == 0 || len(got.Findings) == 0):
			t.Errorf("%s: refused for %+v", c.Name, got.Findings)
		case got.status() != unreadable && c.Values == nil && !slices.ContainsFunc(c.Refused, unsigned):
			t.Errorf("%s: it was read, and not refused for %v", c.Name, c.Refused)
		}
	}
}

// unsigned reports whether a refusal is one that only a board can give.
func unsigned(reason string) bool {
	problem, _, _ := strings.Cut(reason, " ")
	return slices.Contains([]reform.Problem{reform.ForgedForm, reform.OtherCycle}, reform.Problem(problem))
}
