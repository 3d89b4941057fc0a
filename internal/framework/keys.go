package framework

import (
	"fmt"
	"reflect"
	"strings"

	"reformboard/internal/reform"
)

// closed are the words each closed set admits.
var closed = map[reflect.Type][]string{
	reflect.TypeFor[reform.FigureKind]():   words(reform.FigureKinds...),
	reflect.TypeFor[reform.Source]():       words(reform.Sources...),
	reflect.TypeFor[reform.RuleKind]():     words(reform.RuleKinds...),
	reflect.TypeFor[reform.RoundingMode](): words(reform.HalfUp, reform.HalfEven),
	reflect.TypeFor[reform.Reapportion]():  words(reform.Leave, reform.Rescale, reform.GiveFull),
	reflect.TypeFor[reform.ZeroPolicy](): words(reform.ZeroEarnsNothing, reform.ZeroEarnsFull,
		reform.ZeroSuppresses, reform.ZeroNotApplicable),
}

func words[T ~string](set ...T) []string {
	all := make([]string, len(set))
	for i, word := range set {
		all[i] = string(word)
	}
	return all
}

// key is one key that a group of keys may have.
type key struct {
	name     string
	index    []int // the field it fills
	required bool
}

// keys lists the keys of a noun, in its order.
func keys(noun reflect.Type) []key {
	var all []key
	for _, field := range reflect.VisibleFields(noun) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		all = append(all, key{name, field.Index, options == ""})
	}
	return all
}

func names(keys []key) []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.name
	}
	return all
}

// unknown notes a word that stands in no list, and the one that was probably meant.
func (r *reader) unknown(path, what, got string, known []string) {
	if len(r.faults) >= mostFaults {
		return
	}
	hint := ""
	switch near := nearest(got, known); {
	case near != "":
		hint = fmt.Sprintf("; did you mean %s?", near)
	case len(known) <= 20:
		hint = "; known: " + strings.Join(known, ", ")
	}
	r.fault(path, "%q is no %s known here%s", clip(got), what, hint)
}

// nearest returns the known word that differs least, when it differs by a slip or
// two: about a letter in four, and never more than half of them.
func nearest(got string, known []string) string {
	best, least := "", min(len(got)/4+1, len(got)/2)
	for _, word := range known {
		if d := distance(got, word, least); d <= least {
			best, least = word, d-1
		}
	}
	return best
}

// distance is how many letters must be added, dropped or replaced to turn one
// word into the other; words further apart in length than most are not compared.
func distance(a, b string, most int) int {
	if max(len(a)-len(b), len(b)-len(a)) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
