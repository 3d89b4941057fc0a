package corpus

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"reformboard/internal/corpus/forge"
)

// laidOut makes an archive by hand, changed before it is written.
func (l *list) laidOut(change func(r *forge.Raw)) maker {
	return func() []byte {
		r := l.Lay()
		change(&r)
		return r.Bytes()
	}
}

// archives are whole, cut and mended ones: what a bad line, a full disk, a mail
// program or another zip program makes of the form.
func (l *list) archives() {
	whole := len(l.content)
	for _, percent := range []int{1, 5, 25, 50, 75, 90, 95, 99} {
		cut := whole * percent / 100
		l.refused(fmt.Sprintf("cut after %d %%", percent), "damaged", func() []byte { return l.content[:cut] })
		l.refused(fmt.Sprintf("cut after %d %% and filled up", percent), "damaged", func() []byte {
			return append(bytes.Clone(l.content[:cut]), make([]byte, whole-cut)...)
		})
	}
	l.refused("last byte lost", "damaged", func() []byte { return l.content[:whole-1] })
	l.refused("end lost", "damaged", func() []byte { return l.content[:whole-22] })
	l.refused("first bytes lost", "damaged|not_workbook", func() []byte { return l.content[10:] })
	l.refused("halves swapped", "damaged|not_workbook", func() []byte { return append(bytes.Clone(l.content[whole/2:]), l.content[:whole/2]...) })
	l.read("sizes in front", l.laidOut(func(*forge.Raw) {}), nil)
	l.read("stored, not packed", func() []byte { return l.Pack(zip.Store) }, nil)
	l.read("comment", l.laidOut(func(r *forge.Raw) { r.Comment = "made by an archiver" }), nil)
	l.read("fields for large archives", l.laidOut(func(r *forge.Raw) { r.Zip64 = true }), nil)
	l.read("fields for large archives alone", l.laidOut(func(r *forge.Raw) { r.Zip64, r.AsHidden = true, true }), nil)
	l.read("sizes in the fields for large archives", l.laidOut(func(r *forge.Raw) { largeSizes(r.Entry(l.report)) }), nil)
	l.read("sizes behind, with their mark", l.laidOut(func(r *forge.Raw) { describeBehind(r.Entry(l.report), "PK\x07\x08") }), nil)
	l.read("sizes behind, without mark", l.laidOut(func(r *forge.Raw) { describeBehind(r.Entry(l.report), "") }), nil)
	l.read("folders as entries", zipped(append(forge.Archive("xl/", "", "xl/worksheets/", ""), l.file...)), nil)
	l.read("parts in reverse", func() []byte { f := slices.Clone(l.file); slices.Reverse(f); return f.Zip() }, nil)
	l.read("as many entries as allowed", zipped(l.crowded(500)), nil)
	l.refused("an entry too many", "too_much_inside entries", zipped(l.crowded(501)))
	l.refused("thousands of entries", "too_much_inside entries", zipped(l.crowded(20_000)))
	l.either("bytes behind the end", "damaged", func() []byte { return append(bytes.Clone(l.content), "\r\n\r\n"...) }, nil)
	l.refused("page in front", "damaged|not_workbook", l.laidOut(func(r *forge.Raw) { r.Prefix = "<html><script>alert(1)</script></html>" }))
	l.refused("another archive in front", "damaged|unsafe", func() []byte { return append(forge.Workbook("").Zip(), l.content...) })
	l.refused("another archive behind", "damaged|unsafe", func() []byte { return append(bytes.Clone(l.content), l.set("received", number("9")).Zip()...) })
	l.refused("end of another archive in the comment", "damaged|unsafe", l.laidOut(func(r *forge.Raw) { r.Comment = string(l.content[whole-22:]) }))
}

// crowded has so many entries in all.
func (l *list) crowded(count int) file {
	f := slices.Clone(l.file)
	for i := range count - len(f) {
		f = append(f, part{Name: fmt.Sprintf("xl/media/image%d.png", i), Content: []byte("\x89PNG")})
	}
	return f
}

func largeSizes(e *forge.Entry) {
	extra := []byte{1, 0, 16, 0}
	extra = append(binary.LittleEndian.AppendUint32(extra, e.Local.Size), 0, 0, 0, 0)
	extra = append(binary.LittleEndian.AppendUint32(extra, e.Local.Packed), 0, 0, 0, 0)
	e.Both(func(h *forge.Header) { h.Packed, h.Size, h.Extra = 0xFFFFFFFF, 0xFFFFFFFF, string(extra) })
}

func describeBehind(e *forge.Entry, mark string) {
	for _, value := range []uint32{e.Local.CRC, e.Local.Packed, e.Local.Size} {
		e.Descriptor = binary.LittleEndian.AppendUint32(e.Descriptor, value)
	}
	e.Descriptor = append([]byte(mark), e.Descriptor...)
	e.Both(func(h *forge.Header) { h.Flags = 8 })
	e.Local.CRC, e.Local.Packed, e.Local.Size = 0, 0, 0
}

// liars are archives whose fields do not tell the truth.
func (l *list) liars() {
	sheet := func(change func(e *forge.Entry)) maker {
		return l.laidOut(func(r *forge.Raw) { change(r.Entry(l.report)) })
	}
	l.refused("a byte flipped in the sheet", "damaged", sheet(func(e *forge.Entry) { e.Packed[len(e.Packed)/2] ^= 0x10 }))
	l.refused("a byte flipped at the sheet's end", "damaged", sheet(func(e *forge.Entry) { e.Packed[len(e.Packed)-1] ^= 0x10 }))
	l.refused("a byte flipped in the theme", "damaged", l.laidOut(func(r *forge.Raw) { e := r.Entry("xl/theme/theme1.xml"); e.Packed[len(e.Packed)/2] ^= 1 }))
	l.refused("wrong checksum", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.CRC++ }) }))
	l.refused("wrong checksum in the directory", "damaged", sheet(func(e *forge.Entry) { e.Central.CRC++ }))
	l.refused("a picture with a wrong checksum", "damaged", func() []byte {
		r := l.With("xl/media/image1.png", "\x89PNG").Lay()
		r.Entry("xl/media/image1.png").Both(func(h *forge.Header) { h.CRC++ })
		return r.Bytes()
	})
	l.refused("smaller than it is", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Size /= 2 }) }))
	l.refused("larger than it is", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Size *= 2 }) }))
	l.refused("gigabytes by its own word", "damaged|too_much_inside", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Size = 0xFFFFFFF0 }) }))
	l.refused("packed smaller than it is", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Packed -= 9 }) }))
	l.refused("packed larger than the file", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Packed = 0x7FFFFFFF }) }))
	l.either("front says other sizes", "damaged", sheet(func(e *forge.Entry) { e.Local.Size, e.Local.Packed = 1, 1 }), nil)
	l.either("front says another name", "damaged|unsafe", sheet(func(e *forge.Entry) { e.Local.Name = "xl/worksheets/sheet9.xml" }), nil)
	l.refused("an entry that the end forgets", "damaged", l.laidOut(func(r *forge.Raw) { r.Missing = 1 }))
	l.refused("an entry that is not there", "damaged", l.laidOut(func(r *forge.Raw) { r.Missing = -1 }))
	l.refused("method of a newer program", "damaged|unsafe", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Method = 93 }) }))
	l.refused("method nobody knows", "damaged|unsafe", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Method = 4711 }) }))
	l.refused("said to be stored", "damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Method = 0 }) }))
	l.refused("encrypted entry", "encrypted", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Flags |= 1 }) }))
	l.refused("entry encrypted by an archiver", "encrypted|damaged", sheet(func(e *forge.Entry) { e.Both(func(h *forge.Header) { h.Flags |= 1; h.Method = 99 }) }))
	l.refused("two entries of the same bytes", "damaged|unsafe names", l.laidOut(func(r *forge.Raw) {
		again := *r.Entry(l.report)
		again.Central.Name = "xl/worksheets/sheet99.xml"
		again.Same = slices.IndexFunc(r.Entries, func(e forge.Entry) bool { return e.Local.Name == l.report }) + 1
		r.Entries = append(r.Entries, again)
	}))
	l.refused("an entry inside another", "damaged|unsafe names", func() []byte {
		hidden := l.With(l.report, "<a/>").Lay().Entry(l.report)
		inner := forge.Raw{Entries: []forge.Entry{*hidden}}.Bytes()
		outer := forge.Laid("xl/media/image1.png", inner)
		outer.Packed, outer.Local.Method, outer.Central.Method = inner, 0, 0
		outer.Both(func(h *forge.Header) { h.Packed = forge.Size(inner) })
		r := l.Lay()
		first := append([]forge.Entry{outer}, r.Entries...)
		r.Entries = append(first, forge.Entry{Central: hidden.Central, Same: 1})
		return r.Bytes()
	})
	l.refused("bytes cut out of the middle", "damaged", func() []byte {
		return append(bytes.Clone(l.content[:len(l.content)/3]), l.content[len(l.content)/3+64:]...)
	})
}

// names are parts called as no program calls them.
func (l *list) names() {
	for what, name := range map[string]string{
		"up": "../evil.xml", "up and down": "xl/../../evil.xml", "absolute": "/etc/passwd", "backslash": `xl\evil.xml`,
		"drive": "C:/evil.xml", "with a zero byte": "xl/evil\x00.xml", "not UTF-8": "xl/\xFF\xFE.xml", "device": "xl/./evil.xml",
		"twice a slash": "xl//evil.xml", "nothing": "",
	} {
		l.refused("name: "+what, "unsafe names|damaged", l.laidOut(func(r *forge.Raw) { r.Entries = append(r.Entries, forge.Laid(name, []byte("<a/>"))) }))
	}
	l.either("name: long", "unsafe names|damaged", zipped(l.With(strings.Repeat("a/", 30_000)+"b.xml", "<a/>")), nil)
	l.refused("name: the sheet twice", "unsafe names|damaged", l.laidOut(func(r *forge.Raw) {
		r.Entries = append(r.Entries, forge.Laid(l.report, []byte(l.set("received", number("9")).Text(l.report))))
	}))
	l.refused("name: the sheet in capitals too", "unsafe names|damaged", l.laidOut(func(r *forge.Raw) {
		r.Entries = append(r.Entries, forge.Laid(strings.ToUpper(l.report), []byte(l.set("received", number("9")).Text(l.report))))
	}))
	l.either("name: every backslash", "unsafe names|damaged", l.laidOut(func(r *forge.Raw) {
		for i := range r.Entries {
			r.Entries[i].Both(func(h *forge.Header) { h.Name = strings.ReplaceAll(h.Name, "/", `\`) })
		}
	}), nil)
	l.either("name: a link of a file system", "unsafe names|damaged", l.laidOut(func(r *forge.Raw) {
		link := forge.Laid("xl/media/image1.png", []byte("/etc/passwd"))
		link.Central.External = 0xA1FF << 16
		r.Entries = append(r.Entries, link)
	}), nil)
}

// bombs are small files that are large inside.
func (l *list) bombs() {
	l.refused("ten megabytes and a byte", "too_large", func() []byte { return append(bytes.Clone(l.content), make([]byte, 10<<20)...) })
	l.refused("forty megabytes of blanks", "too_much_inside", func() []byte { return l.inSheet("<sheetData>", "<sheetData>"+strings.Repeat(" ", 40<<20)).Zip() })
	l.refused("a picture that is a bomb", "too_much_inside", func() []byte { return l.With("xl/media/image1.png", strings.Repeat("\x00", 20<<20)).Zip() })
	l.refused("a label of a million letters, and more", "too_much_inside", func() []byte {
		return l.With("xl/comments1.xml", "<a>"+strings.Repeat("Báo cáo ", 3<<20)+"</a>").Zip()
	})
	l.refused("many parts of some megabytes", "too_much_inside", func() []byte {
		f := slices.Clone(l.file)
		text := []byte("<a>" + strings.Repeat(forge.Noise(5_000), 1_400) + "</a>")
		for i := range 10 {
			f = append(f, part{Name: fmt.Sprintf("customXml/item%d.xml", i), Content: text})
		}
		return f.Zip()
	})
	l.either("an archive in an archive", "unsafe|too_much_inside", func() []byte {
		inner := forge.Archive("a", string(make([]byte, 8<<20))).Zip()
		for range 4 {
			inner = forge.Archive("a", string(inner), "b", string(inner)).Pack(zip.Store)
		}
		return l.With("xl/media/image1.zip", string(inner)).Zip()
	}, nil)
}
