package appraisals_test

import (
	"slices"
	"sync"
	"testing"

	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// give has the council give claims of unit a; what is seen is all that was given so far.
func give(t *testing.T, d *appraisals.Desk, who string, a reform.Assignment) error {
	t.Helper()
	held, err := d.Board.Store.Assignments(t.Context(), "q3", []string{"a"})
	must(t, err)
	a.Cycle, a.Unit, a.Number, a.Text = "q3", "a", len(held), why
	_, err = d.Assign(t.Context(), users[who], a, opens)
	return err
}

// TestWhatIsGivenWaitsForOneAlone and for the others under a flag; the newest that names
// a claim counts, and loads are counted so.
func TestWhatIsGivenWaitsForOneAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		must(t, report(t, s, "q3/b", "binh", nil))
		check := func(says string, waits, given, loads map[string]int) {
			t.Helper()
			shares, err := d.Shares(t.Context(), "q3")
			must(t, err)
			for who, want := range waits {
				v, err := d.Look(t.Context(), users[who], appraisals.Ask{Cycle: "q3", Most: 50})
				must(t, err)
				items, err := d.Queue(t.Context(), users[who], "q3")
				must(t, err)
				if v.All != want || len(v.Lines) != want || len(items) != want || v.Given != given[who] {
					t.Errorf("%s: for %s wait %d and %d, %d are others', want %d and %d", says, who, v.All, len(items), v.Given, want, given[who])
				}
				others, err := d.Look(t.Context(), users[who], appraisals.Ask{Cycle: "q3", Flag: string(appraisals.FlagGiven), Most: 50})
				must(t, err)
				if others.Found != given[who] || slices.ContainsFunc(others.Lines, func(l appraisals.Line) bool { return l.Holder == "" || l.Holder == who }) {
					t.Errorf("%s: %s finds %+v", says, who, others.Lines)
				}
			}
			for who, want := range loads {
				n := slices.IndexFunc(shares, func(s appraisals.Share) bool { return s.User.ID == who })
				if got := shares[n].Waiting; got != want {
					t.Errorf("%s: %s has %d to do, want %d", says, who, got, want)
				}
			}
		}
		check("nothing was given", map[string]int{"mai": 6, "nam": 4, "kin": 3}, nil, map[string]int{"mai": 6, "nam": 4, "kin": 6})
		must(t, give(t, d, "cuong", reform.Assignment{Area: "A", Person: "nam"}))
		check("an area", map[string]int{"mai": 4, "nam": 4, "kin": 3}, map[string]int{"mai": 2, "kin": 2}, map[string]int{"mai": 4, "nam": 4, "kin": 4})
		must(t, give(t, d, "quan", reform.Assignment{Indicator: "2", Person: "mai"}))
		check("one of them to another", map[string]int{"mai": 5, "nam": 3, "kin": 3}, map[string]int{"mai": 1, "nam": 1, "kin": 2}, map[string]int{"mai": 5, "nam": 3})
		if _, err := d.Accept(t.Context(), users["nam"], appraisals.Bulk{Cycle: "q3", ID: "x", Items: []*appraisals.Item{{Unit: "a", Indicator: "2"}}}, opens); err == nil {
			t.Error("what was given to somebody else is accepted in bulk")
		}
		must(t, give(t, d, "cuong", reform.Assignment{}))
		check("given back", map[string]int{"mai": 6, "nam": 4, "kin": 3}, nil, map[string]int{"mai": 6})
		must(t, give(t, d, "cuong", reform.Assignment{Person: "mai"}))
		gone := users["mai"]
		gone.Disabled = true
		must(t, s.SaveUser(t.Context(), "quan", opens, gone))
		check("who has them is gone", map[string]int{"nam": 4}, nil, map[string]int{"nam": 4})
		stand, err := d.Stand(t.Context(), users["cuong"], "q3", "a", opens)
		if must(t, err); len(stand.Given) != 4 || stand.Given[1].Person != "mai" || stand.Given[1].By != "quan" {
			t.Errorf("the history is %+v", stand.Given)
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

func TestWorkIsGivenToWhoMayDoIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "mai", nil)) // an appraiser who once typed it in
		p := reform.Usual("q3")
		p.Version, p.Kin, p.SavedAt, p.SavedBy = 1, true, opens, "quan"
		must(t, s.SaveProcedure(t.Context(), p))
		above := reform.User{ID: "above", Role: reform.Appraiser, Unit: "body", Home: "body"}
		must(t, s.SaveUser(t.Context(), "quan", opens, above))
		for _, who := range []string{"mai", "nam", "an", "tam", "anh"} {
			objects(t, give(t, d, who, reform.Assignment{}), reform.NoRight)
		}
		for person, want := range map[string]reform.Obstacle{
			"mai": reform.OwnWord, "kin": reform.OwnUnit, "above": reform.KinUnit, "an": reform.NoRight, "cuong": reform.NoRight, "nobody": reform.NoRight, "nam": reform.NoRight, // only an area is nam's
		} {
			err := give(t, d, "cuong", reform.Assignment{Person: person})
			objects(t, err, reform.NotForThem)
			if o, _ := err.(reform.Objection); o.Found != string(want) { //nolint:errorlint // it is never wrapped here
				t.Errorf("%s: got %s, want %s", person, o.Found, want)
			}
		}
		objects(t, give(t, d, "cuong", reform.Assignment{Area: "Z", Person: "nam"}), reform.NoClaim)
		objects(t, give(t, d, "cuong", reform.Assignment{Area: "A", Indicator: "1", Person: "nam"}), reform.UnknownWord)
		short := reform.Assignment{Cycle: "q3", Unit: "a", Area: "A", Person: "nam", Text: "ngắn"}
		_, err := d.Assign(t.Context(), users["cuong"], short, opens)
		objects(t, err, reform.TooShort)
		short.Text = why
		for range 2 { // a second click
			a, err := d.Assign(t.Context(), users["cuong"], short, opens)
			if must(t, err); a.Number != 1 {
				t.Errorf("kept as number %d", a.Number)
			}
		}
		short.Indicator, short.Area = "1", ""
		_, err = d.Assign(t.Context(), users["quan"], short, opens)
		objects(t, err, reform.GivenSince) // quan has not seen what cuong did
		ask := reform.Permit{ID: "p", Kind: reform.Exemption, Cycle: "q3", Unit: "a", Person: "kin", Number: "1", Day: "2026-09-01", Signer: "x", Text: why}
		_, err = d.Ask(t.Context(), users["cuong"], ask, opens)
		must(t, err)
		_, err = d.Grant(t.Context(), users["quan"], "p", opens)
		must(t, err)
		must(t, give(t, d, "cuong", reform.Assignment{Person: "kin"})) // an order lets them
	})
}

// TestOfManyWhoGiveAtOnceOneIsNext, and the others are told so.
func TestOfManyWhoGiveAtOnceOneIsNext(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		var all sync.WaitGroup
		for n := range 6 {
			all.Go(func() {
				a := reform.Assignment{Cycle: "q3", Unit: "a", Indicator: string(rune('1' + n%3)), Person: "mai", Text: why}
				if _, err := d.Assign(t.Context(), users["cuong"], a, opens); err != nil {
					objects(t, err, reform.GivenSince)
				}
			})
		}
		all.Wait()
		if held, err := s.Assignments(t.Context(), "q3", []string{"a"}); err != nil || len(held) != 1 {
			t.Errorf("kept %+v, %v", held, err)
		}
	})
}
