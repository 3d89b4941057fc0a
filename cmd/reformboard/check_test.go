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

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
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
	content, err := flowtest.Answer(form, answers)
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
