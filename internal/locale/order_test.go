package locale

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func TestNamesStandAsInADictionary(t *testing.T) {
	for l, want := range map[reform.Language][]string{
		reform.Vietnamese: {"An Giang", "Ân Thi", "Cà Mau", "Dương Kinh", "Đà Nẵng", "Hà Nội", "Khu vực 2", "Khu vực 10", "Ô Môn", "Thái Nguyên", "Thanh Hóa"},
		reform.English:    {"Area 2", "area 3", "Area 10", "Émile", "Zone"},
		"xx":              {"A", "B"},
	} {
		got := slices.Clone(want)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, func(a, b string) int { return Compare(l, a, b) })
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %s", l, strings.Join(got, ", "))
		}
		if keys := Keys(l, want); !slices.IsSortedFunc(keys, bytes.Compare) || bytes.Equal(keys[0], keys[1]) {
			t.Errorf("%s: the keys are in another order", l)
		}
	}
	if Compare(reform.Vietnamese, "01", "1") == 0 {
		t.Error("two texts that differ are told to be the same")
	}
}
