package container

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// recognise says what a file is by its first bytes, never by its name, and lets
// only an archive pass.
func recognise(content []byte, most Limits) error {
	switch {
	case len(content) == 0:
		return Refuse(reform.EmptyFile, "", "")
	case len(content) > most.Bytes:
		return Refuse(reform.TooLarge, strconv.Itoa(len(content)>>20), strconv.Itoa(most.Bytes>>20))
	case bytes.HasPrefix(content, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return compoundFile(content)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")) && len(content) > 30:
		return nil
	}
	kind := otherKind(content)
	if kind == "table" {
		return Refuse(reform.TextTable, "", "")
	}
	return Refuse(reform.NotWorkbook, kind, "")
}

// IsText reports whether a file that begins so is plain text, and neither a workbook
// nor one of the files that are taken for one by mistake.
func IsText(start []byte) bool {
	refused, ok := errors.AsType[Refusal](recognise(start, Received))
	return ok && (refused.Problem == reform.TextTable || refused.Problem == reform.NotWorkbook && refused.Found == "text")
}

// beginnings are the first bytes of files that people upload by mistake, and the
// word that finding messages have for each.
var beginnings = []struct{ bytes, kind string }{
	{"%PDF", "pdf"},
	{"\x89PNG", "image"},
	{"\xFF\xD8\xFF", "image"},
	{"GIF8", "image"},
	{"Rar!", "archive"},
	{"7z\xBC\xAF", "archive"},
	{"\x1F\x8B", "archive"},
	{"PK", "archive"},
	{"<!doctype html", "html"},
	{"<html", "html"},
	{"<table", "html"},
	{"<?xml", "xml"},
	{"{\\rtf", "office"},
}

func otherKind(content []byte) string {
	start := content[:min(len(content), 512)]
	start = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\xEF\xBB\xBF"))))
	for _, b := range beginnings {
		if bytes.HasPrefix(start, bytes.ToLower([]byte(b.bytes))) {
			return b.kind
		}
	}
	if isWide(content) {
		content = narrowed(content)
	}
	switch {
	case bytes.ContainsFunc(content, isControl):
		return "other"
	case isTable(content):
		return "table"
	}
	return "text"
}

// isControl reports whether no text has this letter. Whether the rest is UTF-8 says
// nothing: Excel saves text in the code page of its machine.
func isControl(r rune) bool { return r < ' ' && !strings.ContainsRune("\t\n\v\f\r", r) }

// isTable reports whether a text has columns: as many separators in its second line
// as in its first, and any at all.
func isTable(text []byte) bool {
	lines := bytes.SplitN(bytes.TrimSpace(text), []byte("\n"), 3)
	for _, mark := range []string{";", "\t", ","} {
		first := bytes.Count(lines[0], []byte(mark))
		if first > 0 && (len(lines) == 1 || bytes.Count(lines[1], []byte(mark)) >= first) {
			return true
		}
	}
	return false
}

// isWide reports whether a text begins with the mark of UTF-16.
func isWide(content []byte) bool {
	return bytes.HasPrefix(content, []byte("\xFF\xFE")) || bytes.HasPrefix(content, []byte("\xFE\xFF"))
}

// narrowed is UTF-16 in UTF-8.
func narrowed(content []byte) []byte {
	if content[0] == 0xFF {
		return []byte(spelled(content[2:], binary.LittleEndian))
	}
	return []byte(spelled(content[2:], binary.BigEndian))
}

// archiveKind names an archive that holds no workbook.
func archiveKind(entries []*zip.File) string {
	for _, entry := range entries {
		switch {
		case strings.HasPrefix(entry.Name, "word/"), strings.HasPrefix(entry.Name, "ppt/"):
			return "office"
		case entry.Name == "xl/workbook.bin":
			return "xlsb"
		}
	}
	return "archive"
}

// foreignArchive tells an OpenDocument spreadsheet from other archives that begin
// with a kind of their own.
func foreignArchive(entries []*zip.File) error {
	kind := ""
	content := false
	for _, entry := range entries {
		content = content || entry.Name == "content.xml"
		if entry.Name == "mimetype" {
			kind = startOf(entry)
		}
	}
	switch {
	case content && (kind == "" || strings.Contains(kind, "spreadsheet")):
		return Refuse(reform.OpenDocument, "", "")
	case content:
		return Refuse(reform.NotWorkbook, "office", "")
	}
	return Refuse(reform.NotWorkbook, "archive", "")
}

// startOf is the beginning of a small part; what cannot be read says nothing.
func startOf(entry *zip.File) string {
	part, err := entry.Open()
	if err != nil {
		return ""
	}
	start, _ := io.ReadAll(io.LimitReader(part, 100))
	_ = part.Close() // its end was not asked for
	return string(start)
}
