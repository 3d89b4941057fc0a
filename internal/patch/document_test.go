package patch

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOnlyWhatIsChangedIsWrittenAnew(t *testing.T) {
	const text = `<?xml version='1.0'?><!-- a --><a  b = '1'><c/><c></c><sheetData><row><c>&amp;</c></row></sheetData ><d>e&#10;f</d></a>`
	d, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if d.Touched() || d.String() != text {
		t.Errorf("got %s", d)
	}
	d.Root.Set("b", `2"`)
	d.Add(d.Root.All("c")[0], "<g/>")
	d.Add(d.Root.All("c")[1], "<h/>")
	d.Cut(d.Root.Child("d"))
	d.After(d.Root.Child("sheetData"), "<i/>")
	want := `<?xml version='1.0'?><!-- a --><a b="2&#34;"><c><g/></c><c><h/></c><sheetData><row><c>&amp;</c></row></sheetData ><i/></a>`
	if diff := cmp.Diff(want, d.String()); diff != "" {
		t.Error(diff)
	}
}

// TestADeclarationIsNotRead: the gate did, and takes more than the library would.
func TestADeclarationIsNotRead(t *testing.T) {
	for _, declaration := range []string{"<?xml version='1.1'?>", "\uFEFF<?xml version=\"1.0\" encoding=\"utf8\" ?>", "<?xml version='1.0' encoding='us-ascii'?>", "<?xml-stylesheet href=''?>", ""} {
		d, err := Parse([]byte(declaration + "<a/>"))
		if err != nil || d.Root.Name != "a" {
			t.Errorf("%s: %v", declaration, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, part := range []string{"", "<a/>", "<a><sheetData><b/></sheetData></a>", "<a></b></a>", "\xff\xfe<\x00a\x00/\x00>\x00", "<sheetData></sheetData><sheetData></sheetData>"} {
		f.Add(part)
	}
	f.Fuzz(func(t *testing.T, part string) {
		d, err := Parse([]byte(part))
		if err != nil {
			return
		}
		if d.Touched() || d.String() != d.text {
			t.Errorf("%q came out as %q", part, d)
		}
	})
}
