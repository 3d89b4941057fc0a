package container

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"

	"reformboard/internal/reform"
)

// compoundFile tells apart what Microsoft Office keeps in its older container: a
// workbook behind a password or with rights that its maker gave to some, an .xls, or
// another program's file.
func compoundFile(content []byte) error {
	names := streams(content)
	has := func(name string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	}
	switch {
	case has("\x09DRMContent") || has("DRMEncryptedTransform") || has("DRMEncryptedDataSpace"):
		return Refuse(reform.RightsManaged, "", "")
	case has("EncryptedPackage"):
		return Refuse(reform.Encrypted, "", "")
	case has("Workbook") || has("Book"):
		return Refuse(reform.OldWorkbook, "", "")
	}
	return Refuse(reform.NotWorkbook, "office", "")
}

// streams lists the names in the directory of a compound file ([MS-CFB] 2.6). Of a
// file whose directory cannot be followed, they are the names that stand anywhere.
func streams(content []byte) []string {
	var names []string
	for _, sector := range directory(content) {
		for entry := range slices.Chunk(sector, 128) {
			length := 0
			if len(entry) == 128 {
				length = int(binary.LittleEndian.Uint16(entry[64:]))
			}
			if length >= 2 && length <= 64 {
				names = append(names, spelled(entry[:length-2], binary.LittleEndian))
			}
		}
	}
	if len(names) > 0 {
		return names
	}
	for _, name := range []string{"\x09DRMContent", "DRMEncryptedTransform", "EncryptedPackage", "Workbook", "Book"} {
		if bytes.Contains(content, wide(name)) {
			names = append(names, name)
		}
	}
	return names
}

// directory follows the sectors of the directory.
func directory(content []byte) [][]byte {
	if len(content) < 512 {
		return nil
	}
	shift := binary.LittleEndian.Uint16(content[30:])
	if shift < 9 || shift > 12 { // sectors of 512 or 4,096 bytes
		return nil
	}
	size := 1 << shift
	sector := func(n uint32) []byte {
		from := (int(n) + 1) * size
		if n >= 0xFFFFFFF0 || from < 0 || from+size > len(content) {
			return nil
		}
		return content[from : from+size]
	}
	var found [][]byte
	next := binary.LittleEndian.Uint32(content[48:])
	for range len(content)/size + 1 {
		s := sector(next)
		if s == nil {
			break
		}
		found = append(found, s)
		// Where a sector goes on stands in a table, whose own sectors the head lists.
		perTable := uint32(size / 4)
		at := next / perTable
		if at >= 109 {
			break
		}
		table := sector(binary.LittleEndian.Uint32(content[76+4*at:]))
		if table == nil {
			break
		}
		next = binary.LittleEndian.Uint32(table[4*(next%perTable):])
	}
	return found
}

// spelled is UTF-16 as text.
func spelled(wide []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(wide)/2)
	for i := 0; i+1 < len(wide); i += 2 {
		units = append(units, order.Uint16(wide[i:]))
	}
	return string(utf16.Decode(units))
}

// wide spells an ASCII name as such containers do: UTF-16, low byte first.
func wide(name string) []byte {
	var spelled []byte
	for i := range len(name) {
		spelled = append(spelled, name[i], 0)
	}
	return spelled
}
