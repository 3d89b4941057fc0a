package main

import (
	"bytes"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"reformboard/internal/bundle"
)

// answerForm is a command of the scripts: answer FORMS.zip UNIT FILE FIGURE=TEXT… takes a
// unit's form out of the archive of all forms and fills it in, figure by figure.
func answerForm(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: answer FORMS.zip UNIT FILE FIGURE=TEXT…")
	}
	archive := ts.ReadFile(args[0])
	files, err := bundle.Open(strings.NewReader(archive), int64(len(archive)))
	ts.Check(err)
	for _, file := range files {
		if !strings.HasSuffix(file.Name, "_"+args[1]+".xlsx") {
			continue
		}
		content, err := file.Read()
		ts.Check(err)
		book, err := excelize.OpenReader(bytes.NewReader(content))
		ts.Check(err)
		sheet := book.GetSheetName(0)
		for _, arg := range args[3:] {
			figure, text, _ := strings.Cut(arg, "=")
			cells, err := book.SearchSheet(sheet, figure)
			ts.Check(err)
			ts.Check(book.SetCellDefault(sheet, strings.Replace(cells[0], "A", "E", 1), text))
		}
		ts.Check(os.MkdirAll(strings.TrimSuffix(ts.MkAbs(args[2]), lastOf(args[2])), 0o700))
		ts.Check(book.SaveAs(ts.MkAbs(args[2])))
		return
	}
	ts.Fatalf("no form of %s in %s", args[1], args[0])
}

// lastOf is the name of a file without its folder.
func lastOf(path string) string { return path[strings.LastIndex(path, "/")+1:] }
