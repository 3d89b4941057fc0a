package locale

import (
	"testing"

	"reformboard/internal/reform"
)

func TestTheRecordIsSaidInWords(t *testing.T) {
	var keys []string
	for _, d := range reform.Deeds {
		keys = append(keys, "deed."+string(d))
	}
	for _, k := range reform.BreachKinds {
		keys = append(keys, "breach."+string(k))
	}
	for _, f := range reform.FrozenParts {
		keys = append(keys, "frozen."+string(f))
	}
	for _, l := range reform.Languages {
		for _, key := range keys {
			if !has(l, key) {
				t.Errorf("%s: nobody says %s", l, key)
			}
		}
	}
}
