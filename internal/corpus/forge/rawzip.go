package forge

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"hash/crc32"
)

// Raw is an archive written byte by byte, so that each of its fields can lie.
type Raw struct {
	Entries  []Entry
	Prefix   string // before the first entry; offsets take it into account
	Comment  string
	Suffix   string // behind the end
	Missing  int    // entries that the end does not count
	Zip64    bool   // the end is also said in the fields for large archives
	AsHidden bool   // with zip64: the ordinary fields of the end are all ones
}

// Entry is one part with its two headers, which may disagree.
type Entry struct {
	Packed         []byte
	Local, Central Header
	Descriptor     []byte // behind the packed bytes
	Same           int    // 1 + the entry whose bytes these are: they stand once
}

// Header is what is said of an entry.
type Header struct {
	Name          string
	Flags, Method uint16
	CRC           uint32
	Packed, Size  uint32
	Extra         string
	External      uint32 // the attributes of a file system
}

// Lay packs the parts of a file as Excel does: sizes in front of the bytes.
func (f File) Lay() Raw {
	var r Raw
	for _, p := range f {
		r.Entries = append(r.Entries, Laid(p.Name, p.Content))
	}
	return r
}

// Laid is one entry, deflated, whose headers tell the truth.
func Laid(name string, content []byte) Entry {
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, flate.DefaultCompression)
	must(err)
	_, err = w.Write(content)
	must(err)
	must(w.Close())
	h := Header{Name: name, Method: 8, CRC: crc32.ChecksumIEEE(content), Packed: Size(packed.Bytes()), Size: Size(content)}
	return Entry{Packed: packed.Bytes(), Local: h, Central: h}
}

// Size is how many bytes there are, as headers say it.
func Size(content []byte) uint32 { return u32(len(content)) }

func u16(n int) uint16 { return uint16(n) } //nolint:gosec // of a small number

func u32(n int) uint32 { return uint32(n) } //nolint:gosec // of some megabytes at most

// Entry finds an entry by its name.
func (r Raw) Entry(name string) *Entry {
	for i := range r.Entries {
		if r.Entries[i].Local.Name == name {
			return &r.Entries[i]
		}
	}
	panic("forge: no entry " + name)
}

// Both changes the two headers alike.
func (e *Entry) Both(change func(*Header)) {
	change(&e.Local)
	change(&e.Central)
}

// Bytes writes the archive.
func (r Raw) Bytes() []byte {
	content := []byte(r.Prefix)
	offsets := make([]int, len(r.Entries))
	for i, e := range r.Entries {
		if e.Same > 0 {
			offsets[i] = offsets[e.Same-1]
			continue
		}
		offsets[i] = len(content)
		content = append(content, "PK\x03\x04\x14\x00"...)
		content = e.Local.fields(content)
		content = append(content, e.Local.Name+e.Local.Extra...)
		content = append(content, e.Packed...)
		content = append(content, e.Descriptor...)
	}
	from := len(content)
	for i, e := range r.Entries {
		content = append(content, "PK\x01\x02\x14\x03\x14\x00"...)
		content = e.Central.fields(content)
		content = append(content, make([]byte, 6)...) // comment, disk, internal attributes
		content = binary.LittleEndian.AppendUint32(content, e.Central.External)
		content = binary.LittleEndian.AppendUint32(content, u32(offsets[i]))
		content = append(content, e.Central.Name+e.Central.Extra...)
	}
	return append(r.end(content, from), r.Suffix...)
}

// fields are those that both headers have, from the flags to the lengths.
func (h Header) fields(content []byte) []byte {
	for _, value := range []uint16{h.Flags, h.Method, 0, 0x5021} { // an arbitrary day
		content = binary.LittleEndian.AppendUint16(content, value)
	}
	for _, value := range []uint32{h.CRC, h.Packed, h.Size} {
		content = binary.LittleEndian.AppendUint32(content, value)
	}
	content = binary.LittleEndian.AppendUint16(content, u16(len(h.Name)))
	return binary.LittleEndian.AppendUint16(content, u16(len(h.Extra)))
}

func (r Raw) end(content []byte, from int) []byte {
	count, length := len(r.Entries)-r.Missing, len(content)-from
	if r.Zip64 {
		where := len(content)
		content = append(content, "PK\x06\x06\x2C\x00\x00\x00\x00\x00\x00\x00\x2D\x00\x2D\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
		for _, value := range []int{count, count, length, from} {
			content = append(binary.LittleEndian.AppendUint32(content, u32(value)), 0, 0, 0, 0)
		}
		content = append(content, "PK\x06\x07\x00\x00\x00\x00"...)
		content = append(binary.LittleEndian.AppendUint32(content, u32(where)), 0, 0, 0, 0)
		content = append(content, "\x01\x00\x00\x00"...)
	}
	if r.AsHidden {
		count, length, from = 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF
	}
	content = append(content, "PK\x05\x06\x00\x00\x00\x00"...)
	content = binary.LittleEndian.AppendUint16(content, u16(count))
	content = binary.LittleEndian.AppendUint16(content, u16(count))
	content = binary.LittleEndian.AppendUint32(content, u32(length))
	content = binary.LittleEndian.AppendUint32(content, u32(from))
	content = binary.LittleEndian.AppendUint16(content, u16(len(r.Comment)))
	return append(content, r.Comment...)
}
