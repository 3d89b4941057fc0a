package framework

import (
	"fmt"
	"slices"

	"reformboard/internal/reform"
)

// evidence checks what an indicator asks to be shown.
func (c *checker) evidence(asked []reform.Proof, path string) {
	known := map[string]bool{}
	for n, p := range asked {
		at := fmt.Sprintf("%s[%d]", path, n)
		c.code(p.ID, at+".id")
		if known[p.ID] && p.ID != "" {
			c.Fault(at+".id", "%q stands there already: each has an id of its own", p.ID)
		}
		known[p.ID] = true
		for _, day := range []struct{ name, text string }{{"from", p.From}, {"to", p.To}} {
			if day.text != "" && !reform.IsDay(day.text) {
				c.Fault(at+"."+day.name, "%q is no day: write 2026-03-31", day.text)
			}
		}
		if reform.IsDay(p.From) && reform.IsDay(p.To) && p.To < p.From {
			c.Fault(at+".to", "nothing can be dated from %s to %s: the last day is before the first", p.From, p.To)
		}
		if p.Count < 0 {
			c.Fault(at+".count", "the least number cannot be below 0: delete it for one")
		}
		for k, kind := range p.Kinds {
			if !slices.Contains(reform.FileTypes, kind) {
				c.Fault(fmt.Sprintf("%s.kinds[%d]", at, k), "%q is no kind of file: write pdf, png, jpeg, docx or xlsx", kind)
			}
		}
	}
}
