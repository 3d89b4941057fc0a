package framework

import (
	"reflect"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// closed are the words each closed set admits.
var closed = map[reflect.Type][]string{
	reflect.TypeFor[reform.FigureKind]():   words(reform.FigureKinds...),
	reflect.TypeFor[reform.Source]():       words(reform.Sources...),
	reflect.TypeFor[reform.Fact]():         words(reform.Facts...),
	reflect.TypeFor[reform.RuleKind]():     words(reform.RuleKinds...),
	reflect.TypeFor[reform.RoundingMode](): words(reform.HalfUp, reform.HalfEven),
	reflect.TypeFor[reform.Reapportion]():  words(reform.Reapportions...),
	reflect.TypeFor[reform.ZeroPolicy](): words(reform.ZeroEarnsNothing, reform.ZeroEarnsFull,
		reform.ZeroSuppresses, reform.ZeroNotApplicable),
	reflect.TypeFor[reform.Below]():             words(reform.BelowInProportion, reform.BelowNothing),
	reflect.TypeFor[reform.NormMethod]():        words(reform.NormMethods...),
	reflect.TypeFor[reform.Flat]():              words(reform.Flats...),
	reflect.TypeFor[reform.Among]():             words(reform.AmongAll, reform.AmongGroup),
	reflect.TypeFor[reform.AggregationMethod](): words(reform.AggregationMethods...),
	reflect.TypeFor[reform.NotPositive]():       words(reform.NotPositives...),
	reflect.TypeFor[reform.CoverBy]():           words(reform.ByCount, reform.ByWeight),
	reflect.TypeFor[reform.Fill]():              words(reform.Fills...),
	reflect.TypeFor[reform.Ties]():              words(reform.TiesLeast, reform.TiesDense, reform.TiesAverage),
	reflect.TypeFor[reform.ChangeKind]():        words(reform.ChangeKinds...),
	reflect.TypeFor[reform.State]():             words(reform.States...),
}

func words[T ~string](set ...T) []string {
	all := make([]string, len(set))
	for i, word := range set {
		all[i] = string(word)
	}
	return all
}

// options lists the words of a closed set.
func options[T ~string]() string {
	return strings.Join(closed[reflect.TypeFor[T]()], ", ")
}

// parameter tells which keys a kind of thing must have and which it may have.
type parameter struct{ must, may string }

// belong checks that the keys written beneath a path are those of one kind of rule,
// or method of a scale: what, by and name say "rule", "kind", "ratio".
func (c *checker) belong(noun reflect.Type, p parameter, path, what, by, name string) {
	must, may := strings.Fields(p.must), strings.Fields(p.may)
	for _, k := range c.Keys(noun) {
		at := path + "." + k.Name
		written, needed := c.Written(at), slices.Contains(must, k.Name)
		switch {
		case k.Required:
		case needed && !written:
			c.Fault(at, "a %s of %s %s needs %q: add it", what, by, name, k.Name)
		case written && !needed && !slices.Contains(may, k.Name):
			c.Fault(at, "%q does not belong to a %s of %s %s: delete it, or use another %s", k.Name, what, by, name, by)
		}
	}
}
