package access

import (
	"testing"

	"reformboard/internal/reform"
)

var units = []reform.Unit{
	{ID: "ministry"}, {ID: "north", Parent: "ministry"}, {ID: "north-1", Parent: "north"}, {ID: "south", Parent: "ministry"}, {ID: "province"},
}

// TestPolicy writes the whole policy out: role, the unit it covers, and for each
// deed the units it reaches.
func TestPolicy(t *testing.T) {
	for _, c := range []struct {
		role  reform.Role
		unit  string
		reach map[Deed]string
	}{
		{reform.Officer, "north", map[Deed]string{SeeBoard: "ministry north", SeeUnit: "north north-1", Report: "north north-1", Answer: "north north-1"}},
		{reform.Appraiser, "ministry", map[Deed]string{SeeBoard: "ministry", SeeUnit: "ministry north north-1 south", Supply: "ministry north north-1 south", Appraise: "ministry north north-1 south"}},
		{reform.Committee, "ministry", map[Deed]string{SeeBoard: "ministry", SeeUnit: "ministry north north-1 south", Oversee: "ministry north north-1 south"}},
		{reform.Analyst, "", map[Deed]string{
			SeeBoard: "ministry north north-1 south province", SeeUnit: "ministry north north-1 south province",
			Explain: "ministry north north-1 south province",
		}},
		{reform.Administrator, "", map[Deed]string{
			SeeBoard: "ministry north north-1 south province", SeeUnit: "ministry north north-1 south province",
			Report: "ministry north north-1 south province", Supply: "ministry north north-1 south province",
			Load: "ministry north north-1 south province", Explain: "ministry north north-1 south province",
			Publish: "ministry north north-1 south province", Run: "ministry north north-1 south province",
			Oversee: "ministry north north-1 south province",
			Admit:   "ministry north north-1 south province", Audit: "ministry north north-1 south province",
		}},
		{reform.Administrator, "ministry", map[Deed]string{
			SeeBoard: "ministry", SeeUnit: "ministry north north-1 south", Report: "ministry north north-1 south",
			Supply: "ministry north north-1 south", Load: "ministry north north-1 south", Explain: "ministry north north-1 south",
			Publish: "ministry north north-1 south", Run: "ministry north north-1 south",
			Oversee: "ministry north north-1 south",
			Admit:   "ministry north north-1 south", Audit: "ministry north north-1 south",
		}},
		{reform.Head, "north", map[Deed]string{SeeBoard: "ministry north", SeeUnit: "north north-1", Report: "north north-1", Answer: "north north-1"}},
		{reform.Council, "ministry", map[Deed]string{SeeBoard: "ministry", SeeUnit: "ministry north north-1 south", Settle: "ministry north north-1 south", Oversee: "ministry north north-1 south"}},
		{reform.Auditor, "", map[Deed]string{
			SeeBoard: "ministry north north-1 south province", SeeUnit: "ministry north north-1 south province",
			Oversee: "ministry north north-1 south province", Audit: "ministry north north-1 south province",
		}},
		{"", "", nil},
		{reform.Officer, "gone", nil},
	} {
		user := reform.User{Role: c.role, Unit: c.unit}
		for _, d := range Deeds {
			got := ""
			for _, u := range units {
				if May(user, d, units, u.ID) {
					got += " " + u.ID
				}
			}
			want := c.reach[d]
			if want != "" {
				want = " " + want
			}
			if got != want {
				t.Errorf("%s of %q, %s: got%s, want%s", c.role, c.unit, d, got, want)
			}
		}
	}
}

func TestDisabledUserMayNothing(t *testing.T) {
	for _, d := range Deeds {
		if May(reform.User{Role: reform.Administrator, Disabled: true}, d, units, "north") {
			t.Errorf("a disabled administrator may %s", d)
		}
	}
}

func TestReachIsMayForEveryUnit(t *testing.T) {
	for _, role := range append([]reform.Role{""}, reform.Roles...) {
		for _, top := range []string{"", "ministry", "north", "gone"} {
			for _, disabled := range []bool{false, true} {
				user := reform.User{Role: role, Unit: top, Disabled: disabled}
				for _, d := range Deeds {
					reached := Reach(user, d, units)
					for _, u := range units {
						if want := d != SeeBoard && May(user, d, units, u.ID); reached[u.ID] != want {
							t.Errorf("%s of %q, %s %s: got %v", role, top, d, u.ID, !want)
						}
					}
				}
			}
		}
	}
}

// TestWhoSpeaksInATurn asks each role in each turn, about a claim in area 1.2 of 1.
func TestWhoSpeaksInATurn(t *testing.T) {
	for _, c := range []struct {
		user reform.User
		unit string
		want string
	}{
		{reform.User{Role: reform.Officer, Unit: "north"}, "north", "answer"},
		{reform.User{Role: reform.Head, Unit: "north"}, "south", ""},
		{reform.User{Role: reform.Appraiser, Unit: "ministry"}, "north", "appraise"},
		{reform.User{Role: reform.Appraiser, Unit: "ministry", Areas: []string{"1"}}, "north", "appraise"},
		{reform.User{Role: reform.Appraiser, Unit: "ministry", Areas: []string{"1.2", "3"}}, "north", "appraise"},
		{reform.User{Role: reform.Appraiser, Unit: "ministry", Areas: []string{"2"}}, "north", ""},
		{reform.User{Role: reform.Appraiser, Unit: "ministry"}, "province", ""},
		{reform.User{Role: reform.Council, Unit: "ministry", Areas: []string{"2"}}, "north", "settle"},
		{reform.User{Role: reform.Council, Disabled: true}, "north", ""},
		{reform.User{Role: reform.Administrator}, "north", ""},
		{reform.User{Role: reform.Auditor}, "north", ""},
	} {
		got := ""
		for _, k := range reform.TurnKinds {
			if Speaks(c.user, k, units, c.unit, []string{"1", "1.2"}) {
				got += string(k)
			}
		}
		if got != c.want {
			t.Errorf("%+v speaks on %s in %q, want %q", c.user, c.unit, got, c.want)
		}
	}
}

// TestOnlyWhoAdmitsMoreThanBeforeIsWidened asks about who somebody was and is to be.
func TestOnlyWhoAdmitsMoreThanBeforeIsWidened(t *testing.T) {
	admin := func(unit string) reform.User { return reform.User{Role: reform.Administrator, Unit: unit} }
	closed := reform.User{Role: reform.Administrator, Unit: "ministry", Disabled: true}
	for _, c := range []struct {
		before, after reform.User
		want          bool
	}{
		{reform.User{}, admin(""), true},
		{reform.User{}, admin("north-1"), true},
		{reform.User{Role: reform.Auditor}, admin("north"), true},
		{admin("north"), admin("ministry"), true},
		{admin("north"), admin("south"), true},
		{admin("ministry"), admin(""), true},
		{closed, admin("ministry"), true},
		{admin("ministry"), admin("ministry"), false},
		{admin("ministry"), admin("north-1"), false},
		{admin(""), admin("province"), false},
		{admin(""), closed, false},
		{reform.User{}, reform.User{Role: reform.Council}, false},
	} {
		if got := Widens(units, c.before, c.after); got != c.want {
			t.Errorf("%+v to %+v: got %t", c.before, c.after, got)
		}
	}
}

// TestWhoGivesWorkForeseesNoDraw, nor does who judges.
func TestWhoGivesWorkForeseesNoDraw(t *testing.T) {
	for _, role := range reform.Roles {
		if got := Foresees(reform.User{Role: role}, units, "ministry"); got != (role == reform.Auditor) {
			t.Errorf("%s: %t", role, got)
		}
	}
	if Foresees(reform.User{Role: reform.Auditor, Unit: "north"}, units, "ministry") {
		t.Error("an auditor of a part foresees the whole")
	}
}
