package workbook

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"testing"
	"time"

	"reformboard/internal/corpus/forge"
	"reformboard/internal/reform"
)

func TestZips(t *testing.T) {
	form := corpusForm()
	f := forge.Unzip(written(t, form))
	other := withCell(f, "E9", "", "<v>9999</v>")
	_ = os.MkdirAll("/tmp/adv/zips", 0o700)
	le := binary.LittleEndian
	for name, make := range map[string]func() []byte{
		"local-name": func() []byte { r := f.Lay(); r.Entry(elsewhereReport).Local.Name = "xl/worksheets/sheet9.xml"; return r.Bytes() },
		"local-method": func() []byte { r := f.Lay(); r.Entry(elsewhereReport).Local.Method = 0; return r.Bytes() },
		"local-flags-encrypted": func() []byte { r := f.Lay(); r.Entry(elsewhereReport).Local.Flags = 1; return r.Bytes() },
		"local-crc": func() []byte { r := f.Lay(); r.Entry(elsewhereReport).Local.CRC = 1; return r.Bytes() },
		"crc-zero": func() []byte { r := other.Lay(); r.Entry(elsewhereReport).Both(func(h *forge.Header) { h.CRC = 0 }); return r.Bytes() },
		"unicode-path": func() []byte {
			r := f.Lay()
			e := forge.Laid("xl/other.xml", []byte(other.Text(elsewhereReport)))
			extra := append([]byte{0x75, 0x70, byte(5 + len(elsewhereReport)), 0, 1, 0, 0, 0, 0}, elsewhereReport...)
			e.Both(func(h *forge.Header) { h.Extra = string(extra) })
			r.Entries = append(r.Entries, e)
			return r.Bytes()
		},
		"hidden-local": func() []byte {
			r := f.Lay()
			hidden := other.Lay()
			e := hidden.Entry(elsewhereReport)
			// the bytes of another entry, that the directory does not list
			r.Entries[0].Descriptor = forge.Raw{Entries: []forge.Entry{*e}}.Bytes()
			return r.Bytes()
		},
		"garbage-after-deflate": func() []byte {
			r := f.Lay()
			e := r.Entry(elsewhereReport)
			e.Packed = append(e.Packed, "garbage garbage"...)
			e.Both(func(h *forge.Header) { h.Packed += 15 })
			return r.Bytes()
		},
		"zip64-lies": func() []byte {
			r := f.Lay()
			r.Zip64, r.AsHidden = true, true
			b := r.Bytes()
			at := len(b) - 22 - 20 - 56
			le.PutUint64(b[at+24:], 1<<40)
			le.PutUint64(b[at+32:], 1<<40)
			return b
		},
		"zip64-offset": func() []byte {
			r := f.Lay()
			r.Zip64, r.AsHidden = true, true
			b := r.Bytes()
			at := len(b) - 22 - 20 - 56
			le.PutUint64(b[at+48:], 1<<63)
			return b
		},
		"negative-sizes": func() []byte {
			r := f.Lay()
			extra := append([]byte{1, 0, 16, 0}, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"...)
			r.Entry(elsewhereReport).Both(func(h *forge.Header) { h.Size, h.Packed, h.Extra = 0xFFFFFFFF, 0xFFFFFFFF, string(extra) })
			return r.Bytes()
		},
		"two-ends": func() []byte { r := f.Lay(); b := r.Bytes(); return append(b, b[len(b)-22:]...) },
		"flag-utf8": func() []byte { r := f.Lay(); for i := range r.Entries { r.Entries[i].Both(func(h *forge.Header) { h.Flags |= 0x800 }) }; return r.Bytes() },
		"disk": func() []byte { b := f.Lay().Bytes(); le.PutUint16(b[len(b)-18:], 3); return b },
		"long-extra": func() []byte { r := f.Lay(); for i := range r.Entries { r.Entries[i].Both(func(h *forge.Header) { h.Extra = string(append([]byte{0xfe, 0xca, 0xf0, 0xff}, make([]byte, 0xfff0)...)) }) }; return r.Bytes() },
	} {
		b := make()
		start := time.Now()
		got, err := Read(b, form)
		v := valueOf(got, "received").Text
		p := ""
		for _, x := range got.Findings {
			if x.Severity == reform.Refused {
				p = string(x.Problem) + " " + x.Found
			}
		}
		t.Logf("%s: %v received %q %s %v", name, err, v, p, time.Since(start).Round(time.Millisecond))
		must(t, os.WriteFile("/tmp/adv/zips/"+name+".xlsx", b, 0o600))
	}
	// random lies in the headers
	whole := f.Lay().Bytes()
	r := rand.New(rand.NewPCG(1, 2))
	worst := time.Duration(0)
	read := 0
	end := time.Now().Add(20 * time.Second)
	n := 0
	for ; time.Now().Before(end); n++ {
		b := append([]byte(nil), whole...)
		from := int(le.Uint32(b[len(b)-6:]))
		for range 1 + r.IntN(3) {
			at := from + r.IntN(len(b)-from)
			switch r.IntN(3) {
			case 0:
				b[at] = byte(r.IntN(256))
			case 1:
				b[at] ^= 1 << r.IntN(8)
			default:
				b[at] = 0xFF
			}
		}
		start := time.Now()
		got, err := Read(b, form)
		if err != nil {
			t.Fatal(err)
		}
		worst = max(worst, time.Since(start))
		if !got.Refused() {
			read++
			for _, v := range form.Values {
				if g := valueOf(got, v.Figure); g.Text != v.Text {
					t.Errorf("%d: %s %q", n, v.Figure, g.Text)
				}
			}
		}
	}
	t.Logf("%d files, %d read, worst %v", n, read, worst)
}
