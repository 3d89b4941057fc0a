package htmltest

import "testing"

const page = `<ul id="units"><li class="late">Sở  Y tế</li><li>Sở Nội vụ</li></ul>`

func TestFindsWhatAReaderSees(t *testing.T) {
	p := Parse(t, page)
	p.In("#units li.late").HasText("Sở Y tế")
	p.In("#units").HasCount("li", 2).HasNo("table")
	if got := p.In("li").At(1).Text(); got != "Sở Nội vụ" {
		t.Errorf("got %q", got)
	}
	if got := p.In("li").Attr("class"); got != "late" {
		t.Errorf("got %q", got)
	}
}

// recorder takes the place of a test that is expected to fail.
type recorder struct {
	testing.TB
	failed int
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed++ }

func TestChecksFailTheTest(t *testing.T) {
	r := &recorder{TB: t}
	p := Parse(r, page)
	p.In("table")
	p.In("li").HasText("Sở Tài chính")
	p.HasNo("li")
	p.HasCount("li", 3)
	if r.failed != 4 {
		t.Errorf("%d of 4 wrong checks failed the test", r.failed)
	}
}
