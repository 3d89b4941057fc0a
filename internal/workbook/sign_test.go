package workbook

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

func TestIdentityIsSigned(t *testing.T) {
	f := testForm()
	f.Key, f.Version = []byte("a key of the board"), 3
	mac := hmac.New(sha256.New, f.Key)
	mac.Write([]byte("format\x1f1\nunit\x1fdon-vi-7\ncycle\x1fmau-2026-q3\nframework\x1fmau-1\nsource\x1funit\nversion\x1f3\n"))
	book, err := excelize.OpenReader(bytes.NewReader(written(t, f)))
	must(t, err)
	rows, err := book.GetRows(identitySheet)
	must(t, err)
	if last := rows[len(rows)-1]; last[0] != signatureKey || last[1] != hex.EncodeToString(mac.Sum(nil)) {
		t.Errorf("got the last line %q", last)
	}
	if got := readForm(t, written(t, f), f); got.Refused() || got.Version != 3 {
		t.Errorf("our own form: version %d, %+v", got.Version, got.Findings)
	}
}

func TestForgedFormsAreRefused(t *testing.T) {
	f := testForm()
	f.Key, f.Version = []byte("a key of the board"), 3
	unsigned, other := f, f
	unsigned.Key, other.Key = nil, []byte("another key")
	line := func(key string) string { return "B" + itoa(map[string]int{"version": 6, "signature": 7}[key]) }
	for name, content := range map[string][]byte{
		"another version":     changed(t, f, func(book *excelize.File) { must(t, book.SetCellStr(identitySheet, line("version"), "4")) }),
		"another signature":   changed(t, f, func(book *excelize.File) { must(t, book.SetCellStr(identitySheet, line("signature"), "00")) }),
		"no signature":        written(t, unsigned),
		"signed by others":    written(t, other),
		"a line taken out":    changed(t, f, func(book *excelize.File) { must(t, book.RemoveRow(identitySheet, 7)) }),
		"an empty signature":  changed(t, f, func(book *excelize.File) { must(t, book.SetCellStr(identitySheet, line("signature"), "")) }),
		"no version any more": changed(t, f, func(book *excelize.File) { must(t, book.RemoveRow(identitySheet, 6)) }),
	} {
		got := readForm(t, content, f)
		if len(got.Findings) != 1 || got.Findings[0].Problem != reform.ForgedForm || !got.Refused() {
			t.Errorf("%s: got %+v", name, got.Findings)
		}
	}
	if got := readForm(t, written(t, f), unsigned); got.Refused() {
		t.Errorf("a board without a key asked for a signature: %+v", got.Findings)
	}
}
