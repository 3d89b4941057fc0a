package container

import (
	"archive/zip"
	"bytes"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

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
	return Refuse(reform.NotWorkbook, otherKind(content), "")
}

// IsText reports whether a file that begins so is plain text, and neither a workbook
// nor one of the files that are taken for one by mistake.
func IsText(start []byte) bool {
	refused, ok := errors.AsType[Refusal](recognise(start, Received))
	return ok && refused.Problem == reform.NotWorkbook && refused.Found == "text"
}

// compoundFile tells apart what Microsoft Office keeps in its older container: a
// workbook behind a password, an .xls, or another program's file.
func compoundFile(content []byte) error {
	switch {
	case bytes.Contains(content, wide("EncryptedPackage")):
		return Refuse(reform.Encrypted, "", "")
	case bytes.Contains(content, wide("Workbook")) || bytes.Contains(content, wide("Book")):
		return Refuse(reform.OldWorkbook, "", "")
	}
	return Refuse(reform.NotWorkbook, "office", "")
}

// wide spells an ASCII name as such containers do: UTF-16, low byte first.
func wide(name string) []byte {
	var spelled []byte
	for i := range len(name) {
		spelled = append(spelled, name[i], 0)
	}
	return spelled
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
}

func otherKind(content []byte) string {
	start := content[:min(len(content), 512)]
	start = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(start, []byte("\xEF\xBB\xBF"))))
	for _, b := range beginnings {
		if bytes.HasPrefix(start, bytes.ToLower([]byte(b.bytes))) {
			return b.kind
		}
	}
	if utf8.Valid(content) && !bytes.ContainsRune(content, 0) {
		return "text"
	}
	return "other"
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
	for _, entry := range entries {
		if entry.Name == "content.xml" {
			return Refuse(reform.OpenDocument, "", "")
		}
	}
	return Refuse(reform.NotWorkbook, "archive", "")
}
