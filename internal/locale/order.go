package locale

import (
	"cmp"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"reformboard/internal/reform"
)

// collators hold what compares texts of a language. One serves one caller at a
// time, and making one costs more than a thousand comparisons.
var collators = map[reform.Language]*sync.Pool{
	reform.Vietnamese: pool(language.Vietnamese),
	reform.English:    pool(language.English),
}

func pool(tag language.Tag) *sync.Pool {
	return &sync.Pool{New: func() any { return collate.New(tag, collate.Numeric) }}
}

// Compare orders two texts as a dictionary of the language does, so that "Đà Nẵng"
// stands behind "Cà Mau" and before "Hà Nội"; numbers in them by their value. Texts
// that differ are never equal.
func Compare(l reform.Language, a, b string) int {
	p, ok := collators[l]
	if !ok {
		return cmp.Compare(a, b)
	}
	c := p.Get().(*collate.Collator)
	defer p.Put(c)
	if order := c.CompareString(a, b); order != 0 {
		return order
	}
	return cmp.Compare(a, b)
}

// Keys are names as bytes that stand in the order of Compare: for long lists, where
// each name would be compared a dozen times.
func Keys(l reform.Language, names []string) [][]byte {
	keys := make([][]byte, len(names))
	p, ok := collators[l]
	if !ok {
		for i, name := range names {
			keys[i] = []byte(name)
		}
		return keys
	}
	c := p.Get().(*collate.Collator)
	defer p.Put(c)
	var memory collate.Buffer
	for i, name := range names {
		keys[i] = c.KeyFromString(&memory, name)
	}
	return keys
}
