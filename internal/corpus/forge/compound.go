package forge

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// Of the older container of Microsoft Office.
const (
	CompoundMark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	Sector       = 512
	leastStream  = 4096 // shorter ones would go to a container in the container
	free, end    = 0xFFFFFFFF, 0xFFFFFFFE
)

// Compound writes a container of version 3: one sector of the table of sectors, then
// the directory, then the streams: a name and a content by turns, without content a
// folder.
func Compound(streams ...string) []byte {
	count := len(streams) / 2
	entries := make([]byte, 128*(count+1))
	directory := (len(entries) + Sector - 1) / Sector
	table := make([]uint32, Sector/4)
	for i := range table {
		table[i] = free
	}
	table[0] = 0xFFFFFFFD // itself
	chain(table, 1, directory)
	var body []byte
	describe(entries, "Root Entry", 5, end, 0)
	binary.LittleEndian.PutUint32(entries[76:], 1)
	for i := range count {
		name, text := streams[2*i], streams[2*i+1]
		entry := entries[128*(i+1):]
		if text == "" {
			describe(entry, name, 1, end, 0)
		} else {
			describe(entry, name, 2, u32(1+directory+len(body)/Sector), leastStream)
			chain(table, 1+directory+len(body)/Sector, leastStream/Sector)
			body = append(body, text+strings.Repeat("\x00", leastStream-len(text))...)
		}
		if i+1 < count {
			binary.LittleEndian.PutUint32(entry[72:], u32(i+2))
		}
	}
	content := make([]byte, Sector)
	copy(content, CompoundMark)
	copy(content[24:], "\x3E\x00\x03\x00\xFE\xFF\x09\x00\x06\x00")
	for at, value := range map[int]uint32{44: 1, 48: 1, 56: leastStream, 60: end, 68: end} {
		binary.LittleEndian.PutUint32(content[at:], value)
	}
	for at := 80; at < Sector; at += 4 {
		binary.LittleEndian.PutUint32(content[at:], free)
	}
	for _, next := range table {
		content = binary.LittleEndian.AppendUint32(content, next)
	}
	content = append(content, entries...)
	content = append(content, make([]byte, directory*Sector-len(entries))...)
	return append(content, body...)
}

// chain says that sectors follow each other.
func chain(table []uint32, from, count int) {
	for i := range count {
		table[from+i] = u32(from + i + 1)
	}
	table[from+count-1] = end
}

// describe writes one entry of the directory.
func describe(entry []byte, name string, kind byte, start, size uint32) {
	units := utf16.Encode([]rune(name))
	for i, unit := range units {
		binary.LittleEndian.PutUint16(entry[2*i:], unit)
	}
	binary.LittleEndian.PutUint16(entry[64:], u16(2*len(units)+2))
	entry[66], entry[67] = kind, 1
	for _, at := range []int{68, 72, 76} { // left, right, child
		binary.LittleEndian.PutUint32(entry[at:], free)
	}
	binary.LittleEndian.PutUint32(entry[116:], start)
	binary.LittleEndian.PutUint32(entry[120:], size)
}
