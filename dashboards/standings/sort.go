package standings

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// The columns that rows are sorted by; an area's id is another.
const (
	byRank     = "rank"
	byUnit     = "unit"
	byMoved    = "moved"
	byCoverage = "coverage"
	byMissing  = "missing"
	byMet      = "met"
)

// wish is the column that is sorted by, and whether against its natural order: that of
// ranks and names from the first, of numbers from the greatest.
func (b *rankingBoard) wish() (column string, against bool) {
	column, against = strings.CutPrefix(b.ask.Sort, "-")
	return cmp.Or(column, byRank), against
}

// sort sorts units as asked. Equals stay in the order of the ranking, and who has
// nothing to sort by comes last, whichever way.
func (b *rankingBoard) sort(units []placed) error {
	column, against := b.wish()
	key, err := b.key(column)
	if err != nil {
		return err
	}
	if column == byUnit {
		b.sortByName(units, against)
		return nil
	}
	type keyed struct {
		placed
		key   reform.Fraction
		known bool
	}
	list := make([]keyed, len(units))
	for i, p := range units {
		value, known := key(p)
		list[i] = keyed{p, value, known}
	}
	slices.SortStableFunc(list, func(x, y keyed) int {
		if x.known != y.known {
			return turned(-1, y.known)
		}
		return turned(y.key.Cmp(x.key), against)
	})
	for i := range list {
		units[i] = list[i].placed
	}
	return nil
}

// sortByName sorts units by the alphabet of the page's language.
func (b *rankingBoard) sortByName(units []placed, against bool) {
	names := make([]string, len(units))
	for i, p := range units {
		names[i] = b.v.Words(b.find.Units[p.Unit].Name())
	}
	keys := make(map[string][]byte, len(units))
	for i, key := range locale.Keys(b.v.Language, names) {
		keys[units[i].Unit] = key
	}
	slices.SortStableFunc(units, func(x, y placed) int { return turned(bytes.Compare(keys[x.Unit], keys[y.Unit]), against) })
}

func turned(order int, against bool) int {
	if against {
		return -order
	}
	return order
}

// key is the number that a column sorts by, the greatest first. False: there is none.
func (b *rankingBoard) key(column string) (func(placed) (reform.Fraction, bool), error) {
	whole := func(n int) reform.Fraction { return reform.NewFraction(int64(n), 1) }
	switch column {
	case byUnit:
		return nil, nil
	case byRank, byMissing:
		return func(p placed) (reform.Fraction, bool) { return whole(-p.at), true }, nil
	case byCoverage:
		return func(p placed) (reform.Fraction, bool) { return whole(int(p.Coverage)), true }, nil
	case byMoved:
		return func(p placed) (reform.Fraction, bool) {
			if p.Moved == nil {
				return reform.Fraction{}, false
			}
			return whole(*p.Moved), true
		}, nil
	case byMet:
		return func(p placed) (reform.Fraction, bool) {
			met, of := b.met(b.find.Cards[p.Unit])
			return reform.NewFraction(int64(met), int64(max(of, 1))), of > 0
		}, nil
	}
	for _, a := range b.t.Framework.Areas {
		if a.ID == column {
			return func(p placed) (reform.Fraction, bool) {
				sub, _ := b.find.Cards[p.Unit].Subtotal(a.ID)
				return sub.Exact, frame.HasScore(a, sub)
			}, nil
		}
	}
	return nil, fmt.Errorf("%w: column %q", reform.ErrNotFound, column)
}

// head is the heading of a sortable column.
func (b *rankingBoard) head(column, text, class string) frame.SortHead {
	now, against := b.wish()
	h := frame.SortHead{Text: text, Class: class}
	asked := column
	if now == column {
		h.Sort = "descending"
		if (column == byRank || column == byUnit || column == byMissing) != against {
			h.Sort = "ascending"
		}
		if !against {
			asked = "-" + column
		}
	}
	if asked == byRank {
		asked = ""
	}
	h.URL = b.v.Here("sort", asked, "page", "")
	return h
}

// heads are the headings of the table that is asked for.
func (b *rankingBoard) heads() []frame.SortHead {
	v := b.v
	heads := []frame.SortHead{b.head(byRank, v.Say("page.rank"), "n"), b.head(byUnit, v.Say("page.unit"), "")}
	if b.manyGroups() {
		heads = append(heads, frame.SortHead{Text: v.Say("page.group"), Class: "context"})
	}
	if b.view() == viewDistance {
		return append(heads,
			frame.SortHead{Text: v.Say("page.total"), Class: "n"},
			b.head(byMissing, v.Say("page.ranking.missing"), "n"), frame.SortHead{Text: v.Say("page.ranking.missing"), Class: "bar-cell wide-only", Unseen: true},
			b.head(byMet, v.Say("page.ranking.met"), "n"), frame.SortHead{Text: v.Say("page.ranking.met"), Class: "bar-cell wide-only", Unseen: true})
	}
	score := frame.SortHead{Text: b.part.title, Class: "n"}
	if b.part.id != "" {
		score = frame.SortHead{Text: b.part.id, Title: b.part.title, Note: "/" + v.Most(b.part.most), Class: "n"}
	}
	heads = append(heads, score, frame.SortHead{Text: b.part.title, Class: "bar-cell wide-only", Unseen: true})
	if b.part.id == "" {
		if b.graded() {
			heads = append(heads, frame.SortHead{Text: v.Say("page.grade")})
		}
		if b.moves() {
			heads = append(heads, b.head(byMoved, v.Say("page.moved"), "moved"))
		}
		if b.told() {
			heads = append(heads, frame.SortHead{Text: v.Say("page.ranking.interval"), Title: v.Say("page.ranking.interval.title"), Class: "interval-cell"})
		}
	}
	heads = append(heads, b.head(byCoverage, v.Say("page.coverage"), "n"))
	for _, a := range b.areas() {
		h := b.head(a.ID, a.ID, "n area")
		h.Title, h.Note = v.Words(a.Title), "/"+v.Most(a.Max)
		heads = append(heads, h)
	}
	return heads
}
