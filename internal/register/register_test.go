package register_test

import (
	"fmt"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/register"
)

func board() *register.Register {
	return register.New([]reform.Unit{
		{ID: "so-a", NameVI: "Sở Y tế", NameEN: "Department of Health"},
		{ID: "bql", NameVI: "Ban Quản lý Khu công nghiệp"},
		{ID: "x1", NameVI: "Ủy ban nhân dân xã Hòa An", Parent: "h1"},
		{ID: "x2", NameVI: "Ủy ban nhân dân xã Hoa An", Parent: "h2"},
		{ID: "h1", NameVI: "Huyện Một", Parent: "so-a"},
	}, map[string]string{"BQL": "Ban Quản lý", "KCN": "Khu công nghiệp", "UBND": "Ủy ban nhân dân", "P. Khám": "so-a"})
}

func TestUnitsAreFoundByWhatFormsCallThem(t *testing.T) {
	g := board()
	for _, c := range []struct{ code, name, want string }{
		{"SO-A", "", "so-a"},
		{"", "so-a", "so-a"},
		{"", "sở  Y TẾ", "so-a"},
		{"", "Department of Health", "so-a"},
		{"", "So y te", "so-a understood_as Sở Y tế"},
		{"", "1. Sở Y tế", "so-a"},
		{"", "P. Khám", "so-a"},
		{"", "BQL KCN", "bql understood_as Ban Quản lý Khu công nghiệp"},
		{"", "UBND xã Hòa An", " ambiguous_unit Ủy ban nhân dân xã Hòa An (x1); Ủy ban nhân dân xã Hoa An (x2)"},
		{"x1", "UBND xã Hòa An", "x1"},
		{"", "Ủy ban nhân dân xã Hoa An", "x2"},
		{"bql", "Sở Y tế", " ambiguous_unit Sở Y tế (so-a); Ban Quản lý Khu công nghiệp (bql)"},
		{"", "Sở Y tê tế", " unknown_unit Sở Y tế"},
		{"zz", "", " unknown_unit "},
	} {
		unit, found := g.Identify(c.code, c.name)
		got := unit.ID
		if found != nil {
			got += fmt.Sprintf(" %s %s", found.Problem, found.Wanted)
		}
		if got != c.want {
			t.Errorf("%q %q: got %s, want %s", c.code, c.name, got, c.want)
		}
	}
	if !g.Knows("Sở Y tế") || g.Knows("UBND xã Hòa An") || g.Knows("Ai đó") {
		t.Error("a name is known that means none or two, or one is not that means one")
	}
}

func TestUnitsStandBeneathOthers(t *testing.T) {
	g := board()
	for _, c := range []struct {
		unit, above string
		want        bool
	}{{"x1", "so-a", true}, {"x1", "h1", true}, {"x2", "so-a", false}, {"so-a", "so-a", false}} {
		if got := g.Beneath(c.unit, map[string]bool{c.above: true}); got != c.want {
			t.Errorf("%s beneath %s: got %v", c.unit, c.above, got)
		}
	}
	if _, only := g.Only(); only {
		t.Error("one of five is no only one")
	}
}
