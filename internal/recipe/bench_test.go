package recipe

import "testing"

func BenchmarkApply(b *testing.B) {
	r := form(b, "qd766-progress")
	book, f := save(b, draw(r, seeded())), frameworkOf(b, r)
	for b.Loop() {
		r.Apply(book, f, theUnits(), readCell)
	}
}
