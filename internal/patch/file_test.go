package patch

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

func packed(t *testing.T, parts ...[2]string) []byte {
	t.Helper()
	var file bytes.Buffer
	out := zip.NewWriter(&file)
	for _, part := range parts {
		if err := writePart(out, part[0], part[1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

var sample = [][2]string{
	{typesPart, `<Types><Default Extension="xml" ContentType="a"/><Override PartName="/xl/a.xml" ContentType="b"/></Types>`},
	{"xl/a.xml", `<a/>`},
	{"xl/_rels/a.xml.rels", `<Relationships><Relationship Id="x" Type="http://k/b" Target="../B.xml"/><Relationship Id="y" Type="http://k/web" Target="http://b.xml" TargetMode="External"/></Relationships>`},
	{"b.xml", `<b>left alone</b>`},
}

func written(t *testing.T, f *File) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, part := range archive.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		parts[part.Name] = string(text)
	}
	return parts
}

func opened(t *testing.T) *File {
	t.Helper()
	f, err := Open(packed(t, sample...))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFileThatNobodyChangesIsTheSame(t *testing.T) {
	got := written(t, opened(t))
	for _, part := range sample {
		if got[part[0]] != part[1] {
			t.Errorf("%s became %s", part[0], got[part[0]])
		}
	}
}

func TestPartsAreFoundByWhatRefersToThem(t *testing.T) {
	f := opened(t)
	links, err := f.Relations("xl/a.xml")
	if err != nil {
		t.Fatal(err)
	}
	if got := links.First("b"); got != "b.xml" || links.Target("x") != got || links.First("web") != "" || links.Target("z") != "" {
		t.Errorf("got %q of %v", got, links.List())
	}
	first, second := links.Add("http://k/c", "xl/c.xml"), links.Add("http://k/d", "xl/d.xml")
	if first == second {
		t.Errorf("two parts bear the id %s", first)
	}
	links.Drop("b.xml")
	f.Drop("b.xml")
	f.Drop("xl/a.xml")
	got := written(t, f)
	if _, kept := got["b.xml"]; kept || got["xl/a.xml"] != "" || got["xl/_rels/a.xml.rels"] != "" {
		t.Errorf("got %v", got)
	}
	if want := `<Types><Default Extension="xml" ContentType="a"/></Types>`; got[typesPart] != want {
		t.Errorf("the types are %s", got[typesPart])
	}
}

func TestANewPartIsToldOf(t *testing.T) {
	f := opened(t)
	name := f.Free("xl/a", ".xml")
	f.Put(name, "<new/>")
	f.Declare(name, "k")
	f.DeclareEnding("xml", "z")
	f.DeclareEnding("vml", "v")
	got := written(t, f)
	if name != "xl/a1.xml" || got[name] != "<new/>" {
		t.Errorf("%s is %s", name, got[name])
	}
	want := `<Types><Default Extension="vml" ContentType="v"/><Default Extension="xml" ContentType="a"/><Override PartName="/xl/a.xml" ContentType="b"/><Override PartName="/xl/a1.xml" ContentType="k"/></Types>`
	if got[typesPart] != want {
		t.Errorf("the types are %s", got[typesPart])
	}
}

// TestFoldersAreCopied: Java packs the nothing in a folder, as it does the rest.
func TestFoldersAreCopied(t *testing.T) {
	content := bytes.ReplaceAll(packed(t, append(sample[:3:3], [2]string{"xl-", ""})...), []byte("xl-"), []byte("xl/"))
	f, err := Open(content)
	if err != nil {
		t.Fatal(err)
	}
	f.Put("b.xml", "<b/>")
	if _, ok := written(t, f)["xl/"]; !ok {
		t.Error("the folder is gone")
	}
}

// TestAPartIsToldOfOnce: some programs tell of parts that are gone.
func TestAPartIsToldOfOnce(t *testing.T) {
	f := opened(t)
	f.Drop("xl/a.xml")
	if err := f.Settle(); err != nil {
		t.Fatal(err)
	}
	f.types.Add(f.types.Root, `<Override PartName="/xl/A1.xml" ContentType="old"/>`)
	if err := f.Settle(); err != nil {
		t.Fatal(err)
	}
	f.Put("xl/a1.xml", "<new/>")
	f.Declare("xl/a1.xml", "k")
	want := `<Types><Default Extension="xml" ContentType="a"/><Override PartName="/xl/a1.xml" ContentType="k"/></Types>`
	if got := written(t, f)[typesPart]; got != want {
		t.Errorf("the types are %s", got)
	}
}

func TestAPartInUTF16IsText(t *testing.T) {
	f, err := Open(packed(t, sample[0], [2]string{"wide.vml", "\xFF\xFE<\x00a\x00/\x00>\x00"}, [2]string{"odd.vml", "<a>\xFF"}))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"wide.vml": "<a/>", "odd.vml": "<a>\xFF"} {
		if got, err := f.Text(name); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}
