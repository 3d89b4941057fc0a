package proof_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"reformboard/internal/proof"
	"reformboard/internal/reform"
)

func must(t testing.TB, errs ...error) {
	t.Helper()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
}

// pdf is a document with some objects in it.
func pdf(objects string) string {
	return "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + objects + "\nxref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
}

// packed is a stream of a document.
func packed(t testing.TB, about, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, err := w.Write([]byte(text))
	must(t, err, w.Close())
	return fmt.Sprintf("5 0 obj\n<< %s /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream\nendobj", about, b.Len(), b.String())
}

func picture(t testing.TB, write func(*bytes.Buffer, image.Image) error) string {
	t.Helper()
	var b bytes.Buffer
	must(t, write(&b, image.NewGray(image.Rect(0, 0, 20, 10))))
	return b.String()
}

func office(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for n := 0; n < len(parts); n += 2 {
		part, err := w.Create(parts[n])
		must(t, err)
		_, err = part.Write([]byte(parts[n+1]))
		must(t, err)
	}
	must(t, w.Close())
	return b.String()
}

const (
	types = `<Types><Override PartName="/word/document.xml" ContentType="application/x"/></Types>`
	links = `<Relationships><Relationship Id="1" Type="http://schemas/%s" Target="http://evil.example/" TargetMode="External"/></Relationships>`
)

// samples are good files of every type.
func samples(t testing.TB) map[reform.FileType]string {
	return map[reform.FileType]string{
		reform.PDF:      pdf(packed(t, "/Type /ObjStm", "<< /S /GoTo >>") + packed(t, "/Subtype /Image", "/JavaScript in a picture is a picture")),
		reform.PNG:      picture(t, func(b *bytes.Buffer, i image.Image) error { return png.Encode(b, i) }),
		reform.JPEG:     picture(t, func(b *bytes.Buffer, i image.Image) error { return jpeg.Encode(b, i, nil) }),
		reform.Document: office(t, "[Content_Types].xml", types, "word/document.xml", "<w/>", "word/_rels/document.xml.rels", fmt.Sprintf(links, "hyperlink")),
		reform.Workbook: office(t, "[Content_Types].xml", types, "xl/workbook.xml", "<w/>"),
	}
}

func TestEveryTypeIsKnownByItsContent(t *testing.T) {
	for want, content := range samples(t) {
		if got, err := proof.Look([]byte(content)); err != nil || got != want {
			t.Errorf("%s: got %s, %v", want, got, err)
		}
	}
	phone := samples(t)[reform.JPEG] + "SEFT and what a telephone adds"
	if _, err := proof.Look([]byte(phone)); err != nil {
		t.Errorf("a photograph: %v", err)
	}
}

func TestHostileFilesAreRefusedForTheirOwnReason(t *testing.T) {
	good := samples(t)
	docx := func(parts ...string) string {
		return office(t, append([]string{"[Content_Types].xml", types, "word/document.xml", "<w/>"}, parts...)...)
	}
	bomb := docx("word/media/big.xml", strings.Repeat("a", 4<<20))
	for name, c := range map[string]struct {
		content string
		want    reform.Problem
		found   string
	}{
		"nothing":                   {"", reform.ProofEmpty, ""},
		"too large":                 {strings.Repeat("x", proof.MostBytes+1), reform.ProofLarge, ""},
		"a page named .pdf":         {"<!doctype html><script>alert(1)</script>%PDF-1.7 %%EOF", reform.ProofKind, ""},
		"a drawing with script":     {`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`, reform.ProofKind, ""},
		"a program":                 {"MZ\x90\x00", reform.ProofKind, ""},
		"an older document":         {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", reform.ProofKind, ""},
		"an archive":                {office(t, "a.txt", "x"), reform.ProofKind, "archive"},
		"words before a PDF":        {"x" + good[reform.PDF], reform.ProofKind, ""},
		"a PDF cut off":             {good[reform.PDF][:60], reform.ProofDamaged, ""},
		"a PDF and an archive":      {good[reform.PDF] + office(t, "a", "b"), reform.ProofUnsafe, "trailing"},
		"a PDF and a page":          {good[reform.PDF] + "<script>alert(1)</script>", reform.ProofUnsafe, "trailing"},
		"a PDF that runs":           {pdf("3 0 obj << /S /JavaScript /JS (app.alert(1)) >> endobj"), reform.ProofUnsafe, "active"},
		"a PDF that runs, escaped":  {pdf("3 0 obj << /S /J#61vaScript >> endobj"), reform.ProofUnsafe, "active"},
		"a PDF that runs, packed":   {pdf(packed(t, "/Type /ObjStm", "<< /S /Launch >>")), reform.ProofUnsafe, "active"},
		"packed, and escaped twice": {pdf(packed(t, "/Type /Obj#53tm", "<< /S /L#61unch >>")), reform.ProofUnsafe, "active"},
		"a PDF with files":          {pdf("3 0 obj << /Type /EmbeddedFile >> endobj"), reform.ProofUnsafe, "active"},
		"a PDF with a password":     {pdf("trailer << /Encrypt 4 0 R >>"), reform.ProofEncrypted, ""},
		"a PDF bomb":                {pdf(packed(t, "/Type /ObjStm", strings.Repeat(" ", 33<<20))), reform.ProofTooMuch, ""},
		"a stream without end":      {pdf("3 0 obj << >>\nstream\nabc"), reform.ProofDamaged, ""},
		"a picture and an archive":  {good[reform.PNG] + good[reform.Document], reform.ProofUnsafe, "trailing"},
		"a picture cut off":         {good[reform.PNG][:40], reform.ProofDamaged, ""},
		"a picture changed":         {strings.Replace(good[reform.PNG], "IDAT", "IDAU", 1), reform.ProofDamaged, ""},
		"a photograph, an archive":  {good[reform.JPEG] + office(t, "a", "b"), reform.ProofUnsafe, "trailing"},
		"a photograph and a page":   {good[reform.JPEG] + "<SCRIPT>alert(1)</SCRIPT>", reform.ProofUnsafe, "trailing"},
		"a photograph cut off":      {good[reform.JPEG][:30], reform.ProofDamaged, ""},
		"macros":                    {docx("word/vbaProject.bin", "x"), reform.ProofUnsafe, "macros"},
		"macros by type":            {office(t, "[Content_Types].xml", `<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>`, "word/document.xml", "<w/>"), reform.ProofUnsafe, "macros"},
		"embedded objects":          {docx("word/embeddings/oleObject1.bin", "x"), reform.ProofUnsafe, "embedded"},
		"a template from elsewhere": {docx("word/_rels/settings.xml.rels", fmt.Sprintf(links, "attachedTemplate")), reform.ProofUnsafe, "links"},
		"a picture from elsewhere":  {docx("word/_rels/document.xml.rels", fmt.Sprintf(links, "image")), reform.ProofUnsafe, "links"},
		"a field that runs":         {docx("word/footer1.xml", `<w:instrText>DDEAUTO c:\\windows\\cmd.exe</w:instrText>`), reform.ProofUnsafe, "links"},
		"entities":                  {docx("word/styles.xml", `<!DOCTYPE x [<!ENTITY a "b">]><x/>`), reform.ProofUnsafe, "entities"},
		"links that cannot be read": {docx("word/_rels/document.xml.rels", "<a"), reform.ProofDamaged, ""},
		"a part out of the archive": {docx("../../etc/passwd", "x"), reform.ProofUnsafe, "names"},
		"one name twice":            {docx("word/document.xml", "<x/>"), reform.ProofUnsafe, "names"},
		"a document bomb":           {bomb, reform.ProofTooMuch, ""},
		"a document and a page":     {docx() + "<script>", reform.ProofUnsafe, "trailing"},
		"a document cut off":        {good[reform.Document][:80], reform.ProofDamaged, ""},
	} {
		kind, err := proof.Look([]byte(c.content))
		refused, ok := errors.AsType[proof.Refused](err)
		if !ok || refused.Problem != c.want || refused.Found != c.found {
			t.Errorf("%s: got %s, %v; want %s %s", name, kind, err, c.want, c.found)
		}
	}
}

// TestADocumentBombIsStoppedInTime unpacks what would be far more than the limit.
func TestADocumentBombIsStoppedInTime(t *testing.T) {
	parts := []string{"[Content_Types].xml", types, "word/document.xml", "<w/>"}
	for n := range 9 {
		parts = append(parts, fmt.Sprint("word/media/", n, ".bin"), strings.Repeat("\x00", 30<<20))
	}
	content := []byte(office(t, parts...))
	if _, err := proof.Look(content); err == nil {
		t.Errorf("%d bytes that unpack to 270 MB are taken", len(content))
	}
}

func TestAFileIsGivenOutWithTheEndingOfItsContent(t *testing.T) {
	for name, want := range map[string]string{"a.pdf": "a.pdf", "A.PDF": "A.PDF", "a.html": "a.html.pdf", "a": "a.pdf", "a.pdf.exe": "a.pdf.exe.pdf"} {
		if got := proof.Name(name, reform.PDF); got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
	if got := proof.Name("a.jpeg", reform.JPEG); got != "a.jpeg" {
		t.Errorf("got %s", got)
	}
}

// FuzzLook wants every file to be taken or refused.
func FuzzLook(f *testing.F) {
	for _, content := range samples(f) {
		f.Add([]byte(content))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		kind, err := proof.Look(content)
		if _, refused := errors.AsType[proof.Refused](err); err != nil && !refused || err == nil && kind == "" {
			t.Errorf("got %q, %v", kind, err)
		}
	})
}
