package board

import (
	"cmp"
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Search lists the units and indicators of a cycle whose name or id holds what is
// looked for, accents aside.
type Search struct {
	frame.Head
	Query      string
	Action     string
	Says       string // what was found, in a sentence
	Units      []UnitHit
	UnitsSay   string
	Indicators []IndicatorHit
	IndsSay    string
	Scope      []string // what must be known to trust a rank
}

// UnitHit is a unit that was found.
type UnitHit struct {
	Unit  frame.Link
	ID    string
	Group string
	Rank  string // or why there is none
	Total string
}

// IndicatorHit is an indicator that was found.
type IndicatorHit struct {
	Indicator   frame.Link
	Area        string
	Recoverable string
	Reach       reform.Reach
	ReachSays   string
}

const (
	mostHits     = 50  // of either kind that are listed; more are counted
	longestQuery = 100 // letters; the rest is not read
)

// closeness is how well something matches; the least is best.
type closeness int

const (
	same       closeness = iota // the whole id or name
	beginning                   // an id or name begins with it
	wordStarts                  // each of its words begins a word
	inside                      // its words stand somewhere, in one or in several
)

// hit is a thing that matches.
type hit struct {
	at   int // in the list searched
	name string
	how  closeness
}

// NewSearch looks a text up among the units and indicators of a cycle.
func NewSearch(v frame.Voice, t *reform.Tally, query string) Search {
	if letters := []rune(query); len(letters) > longestQuery {
		query = string(letters[:longestQuery])
	}
	query = strings.TrimSpace(query)
	page := Search{
		Head:  v.TallyHead(t, frame.AtNowhere, v.Say("page.search.title")),
		Query: query, Action: frame.CycleURL(t.Cycle.ID, "/search"),
	}
	wanted := locale.Fold(query)
	if wanted == "" {
		page.Says = v.Say("page.search.empty", "Units", v.Units(len(t.Units)), "Indicators", v.Count(len(t.Framework.Indicators())))
		return page
	}
	units := hits(v, len(t.Units), wanted, func(n int) (id string, name reform.Words) { return t.Units[n].ID, t.Units[n].Name() })
	all := t.Framework.Indicators()
	indicators := hits(v, len(all), wanted, func(n int) (id string, name reform.Words) { return all[n].ID, all[n].Title })
	page.Units, page.Indicators = unitHits(v, t, units), indicatorHits(v, t, all, indicators)
	page.UnitsSay, page.IndsSay = shownHits(v, len(units)), shownHits(v, len(indicators))
	page.Scope = v.RankingScope(t, t.Overall)
	page.Says = v.Say("page.search.found", "Query", query, "Units", v.Units(len(units)), "Indicators", v.Count(len(indicators)))
	if len(units)+len(indicators) == 0 {
		page.Says = v.Say("page.search.none", "Query", query)
	}
	return page
}

// hits finds what matches, the best first and equals as in a dictionary.
func hits(v frame.Voice, count int, wanted string, of func(int) (string, reform.Words)) []hit {
	var found []hit
	for n := range count {
		id, name := of(n)
		if !holdsAll(wanted, locale.Fold(id+" "+name.VI+" "+name.EN)) {
			continue
		}
		how := inside
		for _, text := range []string{id, name.VI, name.EN} {
			how = min(how, closenessOf(wanted, locale.Fold(text)))
		}
		found = append(found, hit{n, v.Words(name), how})
	}
	slices.SortStableFunc(found, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.how, b.how), locale.Compare(v.Language, a.name, b.name))
	})
	return found
}

// closenessOf holds a folded text against what is looked for, folded as well.
func closenessOf(wanted, text string) closeness {
	switch {
	case text == wanted:
		return same
	case strings.HasPrefix(text, wanted):
		return beginning
	}
	words := strings.Fields(text)
	for w := range strings.FieldsSeq(wanted) {
		if !slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(word, w) }) {
			return inside
		}
	}
	return wordStarts
}

// holdsAll reports whether each word looked for stands somewhere in the text.
func holdsAll(wanted, text string) bool {
	for w := range strings.FieldsSeq(wanted) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

func shownHits(v frame.Voice, n int) string {
	if n <= mostHits {
		return v.Count(n)
	}
	return v.Say("page.search.shown", "Shown", v.Count(mostHits), "All", v.Count(n))
}

func unitHits(v frame.Voice, t *reform.Tally, found []hit) []UnitHit {
	groups := v.GroupNames(t)
	var hits []UnitHit
	for _, h := range found[:min(mostHits, len(found))] {
		u := t.Units[h.at]
		s, _ := t.Overall.Standing(u.ID)
		row := UnitHit{Unit: v.UnitLink(t, u), ID: u.ID, Group: groups[u.PeerGroup], Total: frame.None, Rank: v.Say("page.unranked")}
		if s.Rank > 0 {
			row.Rank, row.Total = v.Rank(&t.Framework, s)+"/"+v.Count(len(t.Overall.Standings)), v.Points(s.Total)
			if s.Tied > 1 {
				row.Rank += " ="
			}
		} else if s.Reason != "" {
			row.Rank += ": " + v.Say("reason."+string(s.Reason))
		}
		hits = append(hits, row)
	}
	return hits
}

func indicatorHits(v frame.Voice, t *reform.Tally, all []reform.Indicator, found []hit) []IndicatorHit {
	weaknesses := make(map[string]reform.Weakness, len(t.Weaknesses))
	for _, w := range t.Weaknesses {
		weaknesses[w.Indicator] = w
	}
	areas := map[string]string{}
	for _, a := range t.Framework.AllAreas() {
		for _, i := range a.Indicators {
			areas[i.ID] = a.ID + " " + v.Words(a.Title)
		}
	}
	var hits []IndicatorHit
	for _, h := range found[:min(mostHits, len(found))] {
		i := all[h.at]
		row := IndicatorHit{Indicator: v.IndicatorLink(t, i), Area: areas[i.ID], Recoverable: frame.None}
		if w, ok := weaknesses[i.ID]; ok { // others earn no points inside the maximum
			row.Recoverable, row.Reach, row.ReachSays = v.Points(w.Recoverable), w.Reach, v.Say("reach."+string(w.Reach))
		}
		hits = append(hits, row)
	}
	return hits
}
