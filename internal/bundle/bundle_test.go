package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// entry is one file of an archive that a test makes.
type entry struct {
	zip.FileHeader
	content string
}

func file(name, content string) entry {
	return entry{zip.FileHeader{Name: name, Method: zip.Deflate}, content}
}

func archived(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, e := range entries {
		w, err := z.CreateHeader(&e.FileHeader)
		if err == nil && e.content != "" {
			_, err = io.WriteString(w, e.content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(content []byte) ([]File, error) {
	return Open(bytes.NewReader(content), int64(len(content)))
}

func TestFilesComeInTheArchivesOrderWithoutLitter(t *testing.T) {
	files, err := open(archived(t,
		file("Khối sở/", ""), file("Khối sở/b.xlsx", "B"), file(`vung\a.xlsx`, "A"), file("__MACOSX/._b.xlsx", "x"),
		file("Thumbs.db", "x"), file("Khối sở/~$b.xlsx", "x"), file("đọc tôi.txt", "C"),
	))
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, f := range files {
		content, err := f.Read()
		if err != nil {
			t.Fatal(err)
		}
		got += f.Name + "=" + string(content) + " "
	}
	if want := "Khối sở/b.xlsx=B vung/a.xlsx=A đọc tôi.txt=C "; got != want {
		t.Errorf("got %s", got)
	}
}

func TestNamesAreFitToBeStored(t *testing.T) {
	for name, want := range map[string]string{
		"b\xe1o c\xe1o.xlsx":                 "b_o c_o.xlsx",
		"a\x00b\n.xlsx":                      "ab.xlsx",
		"a\u202exslx.exe":                    "axslx.exe",
		"/etc/a.xlsx":                        "etc/a.xlsx",
		"./x//a.xlsx":                        "x/a.xlsx",
		strings.Repeat("ă", 300) + "/b.xlsx": strings.Repeat("ă", 248) + "/b.xlsx",
	} {
		if got := cleaned(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestArchivesThatAreNoneAreRefusedInWords(t *testing.T) {
	whole := archived(t, file("a.xlsx", strings.Repeat("a long text ", 1000)))
	encrypted := archived(t, entry{zip.FileHeader{Name: "a.xlsx", Flags: 1}, "A"})
	var many []entry
	for range MostFiles + 1 {
		many = append(many, file("a.xlsx", ""))
	}
	large := archived(t, file("a.xlsx", "A"))
	for c, want := range map[*[]byte]string{
		{}: "empty_file", new(archived(t)): "empty_file", new(archived(t, file("folder/", ""), file("Thumbs.db", "x"))): "empty_file",
		new([]byte("Rar!\x1a\x07")): "not_workbook", new([]byte("x")): "not_workbook",
		new(archived(t, file("[Content_Types].xml", "<Types/>"))): "not_workbook workbook",
		new(whole[:len(whole)-30]):                                "damaged",
		new(whole[:10]):                                           "damaged",
		new(archived(t, file("../a.xlsx", "A"))):                  "unsafe names",
		new(archived(t, file(`x\..\..\a.xlsx`, "A"))):             "unsafe names",
		&encrypted: "encrypted",
		new(method(archived(t, file("a.xlsx", "A")), 12)):                       "damaged a.xlsx",
		new(archived(t, many...)):                                               "too_much_inside files",
		new(overlapping(archived(t, file("a.xlsx", "A"), file("b.xlsx", "A")))): "damaged",
		new(directory(large, mostDirectory)):                                    "too_much_inside entries",
	} {
		_, err := open(*c)
		refused, ok := errors.AsType[container.Refusal](err)
		if got := strings.TrimSpace(string(refused.Problem) + " " + refused.Found); !ok || got != want {
			t.Errorf("%s: got %q, %v", want, got, err)
		}
	}
}

// method changes how the files of an archive say they are compressed.
func method(archive []byte, to uint16) []byte {
	for at := 0; ; {
		next := bytes.Index(archive[at:], []byte("PK\x01\x02"))
		if next < 0 {
			return archive
		}
		at += next + 10
		binary.LittleEndian.PutUint16(archive[at:], to)
	}
}

// overlapping has the second file lie where the first one does.
func overlapping(archive []byte) []byte {
	second := bytes.LastIndex(archive, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(archive[second+42:], 0)
	return archive
}

// directory repeats the list of an archive of one file until it has so many bytes.
func directory(archive []byte, size int) []byte {
	from, to := bytes.Index(archive, []byte("PK\x01\x02")), bytes.Index(archive, []byte("PK\x05\x06"))
	made := bytes.Clone(archive[:from])
	for len(made) < from+size {
		made = append(made, archive[from:to]...)
	}
	end := bytes.Clone(archive[to:])
	binary.LittleEndian.PutUint32(end[12:], uint32(len(made)-from))
	return append(made, end...)
}

func TestOneBadFileSpoilsNoOther(t *testing.T) {
	archive := archived(t,
		entry{zip.FileHeader{Name: "bad.xlsx", Method: zip.Store}, "some bytes"},
		file("huge.xlsx", strings.Repeat("\x00", container.MostBytes+1)), file("good.xlsx", "G"))
	archive[bytes.Index(archive, []byte("some bytes"))] = 'S'
	files, err := open(archive)
	if err != nil {
		t.Fatal(err)
	}
	var got []reform.Problem
	for _, f := range files {
		_, err := f.Read()
		refused, _ := errors.AsType[container.Refusal](err)
		got = append(got, refused.Problem)
	}
	if len(got) != 3 || got[0] != reform.Damaged || got[1] != reform.TooLarge || got[2] != "" {
		t.Errorf("got %q", got)
	}
}

// A file may be larger than the archive says: it is not read any further.
func TestFileThatIsLargerThanItSaysIsDamaged(t *testing.T) {
	archive := archived(t, file("a.xlsx", strings.Repeat("\x00", 64<<20)))
	at := bytes.LastIndex(archive, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(archive[at+24:], 100)
	files, err := open(archive)
	if err != nil {
		t.Fatal(err)
	}
	var refused container.Refusal
	allocated := testing.AllocsPerRun(1, func() {
		_, err = files[0].Read()
		refused, _ = errors.AsType[container.Refusal](err)
	})
	if refused.Problem != reform.Damaged || allocated > 100 {
		t.Errorf("got %v after %v allocations", err, allocated)
	}
}

func TestTooMuchInAllIsRefused(t *testing.T) {
	entries := make([]entry, mostUnpacked/container.MostBytes+1)
	for n := range entries {
		entries[n] = file("a.xlsx", "A")
	}
	archive := archived(t, entries...)
	for at := 0; ; {
		next := bytes.Index(archive[at:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += next + 24
		binary.LittleEndian.PutUint32(archive[at:], container.MostBytes)
	}
	_, err := open(archive)
	if refused, _ := errors.AsType[container.Refusal](err); refused.Problem != reform.TooMuchInside || refused.Found != "bytes" {
		t.Errorf("got %v", err)
	}
}

func TestWhatWasPutInComesOut(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		contents := rapid.SliceOfN(rapid.String(), 1, 20).Draw(r, "contents")
		var entries []entry
		for _, c := range contents {
			e := file("x/"+rapid.StringMatching(`[a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ][a-zàáâãèéêìíòóôõùúýăđĩũơưạ-ỹ0-9 ._-]{0,12}`).Draw(r, "name")+"f.xlsx", c)
			e.Method = rapid.SampledFrom([]uint16{zip.Store, zip.Deflate}).Draw(r, "method")
			entries = append(entries, e)
		}
		files, err := open(archived(t, entries...))
		if err != nil || len(files) != len(contents) {
			r.Fatal(len(files), err)
		}
		for n, f := range files {
			if got, err := f.Read(); err != nil || string(got) != contents[n] {
				r.Errorf("%s: got %q, %v", f.Name, got, err)
			}
		}
	})
}

// FuzzOpen opens anything: it answers with files that can be read or refused, or refuses.
func FuzzOpen(f *testing.F) {
	f.Add(archived(f, file("a.xlsx", "A"), file("b/c.xlsx", strings.Repeat("b", 1000))))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		files, err := open(content)
		if _, refused := errors.AsType[container.Refusal](err); err != nil && !refused {
			t.Error(err)
		}
		for _, file := range files {
			_, err := file.Read()
			if _, refused := errors.AsType[container.Refusal](err); err != nil && !refused {
				t.Errorf("%s: %v", file.Name, err)
			}
		}
	})
}
