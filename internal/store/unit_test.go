package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestUnitsComeBackInTheBodysOrder(t *testing.T) {
	groups := []reform.PeerGroup{{ID: "so", NameVI: "Khối sở", NameEN: "Departments", Place: 2}, {ID: "xa", NameVI: "Khối xã", Place: 1}}
	units := []reform.Unit{
		{ID: "tinh", NameVI: "Tỉnh Mẫu", NameEN: "Sample Province", Simulated: true},
		// Bytewise: in any alphabet it is the other way about.
		{ID: "SO-Z", Parent: "tinh", NameVI: "Sở 'Z'; --", PeerGroup: "so", Place: 7},
		{ID: "so-a", Parent: "tinh", NameVI: "Sở A\n", PeerGroup: "so", Place: 7},
		{ID: "xa-1", Parent: "SO-Z", NameVI: "Xã Đức Hòa", PeerGroup: "xa", Place: 11},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		// Children before parents: a file may list them so.
		must(t, s.SaveUnits(t.Context(), "an", at, []reform.Unit{units[3], units[2], units[1], units[0]}, groups))
		got, err := s.Units(t.Context())
		must(t, err)
		if diff := cmp.Diff(units, got); diff != "" {
			t.Error(diff)
		}
		gotGroups, err := s.PeerGroups(t.Context())
		must(t, err)
		if diff := cmp.Diff([]reform.PeerGroup{groups[1], groups[0]}, gotGroups); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSavingAUnitAgainReplacesIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUnits(t.Context(), "an", at, []reform.Unit{{ID: "tinh", NameVI: "Cũ", Place: 5, Simulated: true}}, nil))
		now := reform.Unit{ID: "tinh", NameVI: "Mới"}
		must(t, s.SaveUnits(t.Context(), "an", at, []reform.Unit{now}, nil))
		got, err := s.Units(t.Context())
		must(t, err)
		if diff := cmp.Diff([]reform.Unit{now}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestUnitsThatHangInTheAirAreRefusedTogether(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, adrift := range []reform.Unit{{ID: "so", Parent: "nowhere"}, {ID: "so", PeerGroup: "nobody"}} {
			err := s.SaveUnits(t.Context(), "an", at, []reform.Unit{{ID: "tinh"}, adrift}, nil)
			if !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%+v: got %v, want not found", adrift, err)
			}
			units, err := s.Units(t.Context())
			must(t, err)
			if len(units) != 0 {
				t.Errorf("%+v: %d units were saved all the same", adrift, len(units))
			}
		}
	})
}

func TestUnitWithinABodyIsWhatSubtreeLists(t *testing.T) {
	units := []reform.Unit{
		{ID: "tinh"},
		{ID: "so", Parent: "tinh", PeerGroup: "g"},
		{ID: "phong", Parent: "so"},
		{ID: "bo"},
		// A loop of three, and a unit below it.
		{ID: "x", Parent: "y"},
		{ID: "y", Parent: "z"},
		{ID: "z", Parent: "x"},
		{ID: "w", Parent: "x"},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUnits(t.Context(), "an", at, units, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}))
		for _, body := range append(units, reform.Unit{ID: "nowhere"}, reform.Unit{}) {
			inside := map[string]bool{}
			for _, u := range reform.Subtree(units, body.ID) {
				inside[u.ID] = body.ID != "" // above the bodies there is none
			}
			for _, u := range append(units, reform.Unit{ID: "nowhere"}, reform.Unit{}) {
				got, err := s.Within(t.Context(), u.ID, body.ID)
				must(t, err)
				if got != inside[u.ID] {
					t.Errorf("%q within %q: got %t", u.ID, body.ID, got)
				}
			}
		}
		one, err := s.Unit(t.Context(), "so")
		must(t, err)
		group, err := s.PeerGroup(t.Context(), one.PeerGroup)
		must(t, err)
		if one != units[1] || group.NameVI != "Khối" {
			t.Errorf("got %+v in %+v", one, group)
		}
		if _, err := s.Unit(t.Context(), "nowhere"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
		if _, err := s.PeerGroup(t.Context(), ""); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v, want not found", err)
		}
	})
}
