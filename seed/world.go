package seed

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"

	"reformboard/internal/reform"
	"reformboard/internal/unitlist"
)

// world is the invented body: how its figures hang together, and what its units
// live through. The same unit, figure and quarter always give the same number.
type world struct {
	figures map[string][]figure // by framework
	stories map[string]story    // by unit
	groups  map[string]reform.PeerGroup
}

// figure is a row of ministry/figures.csv: how a figure is made.
//
// Kinds: count is between low and high by the unit's size; part is a share between
// low and high of another figure, by the unit's quality; few goes from high to low
// as quality grows, and stops at none; percent lies between low and high by
// quality; choice takes the first of three answers from quality high on, the
// second from low on.
type figure struct {
	id, kind, of string
	low, high    float64
	procedures   bool // zero for a unit without procedures
	answers      []string
}

func newWorld(list unitlist.List) (*world, error) {
	w := &world{figures: map[string][]figure{}, stories: map[string]story{}, groups: map[string]reform.PeerGroup{}}
	for _, g := range list.Groups {
		w.groups[g.ID] = g
	}
	_, rows, err := table("ministry/figures.csv")
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		f := figure{id: row["figure"], kind: row["kind"], of: row["of"], procedures: row["procedures"] != ""}
		if f.low, err = strconv.ParseFloat(row["low"], 64); err == nil {
			f.high, err = strconv.ParseFloat(row["high"], 64)
		}
		if err != nil {
			return nil, fmt.Errorf("ministry/figures.csv: %s: %w", f.id, err)
		}
		f.answers = strings.Fields(row["answers"])
		w.figures[row["framework"]] = append(w.figures[row["framework"]], f)
	}
	w.stories, err = readStories()
	return w, err
}

// say makes everything a unit reports under a framework in quarter k.
func (w *world) say(f reform.Framework, u reform.Unit, k int) map[string]string {
	said := map[string]string{}
	numbers := map[string]float64{}
	for _, g := range w.figures[f.ID] {
		if g.procedures && w.stories[u.ID].has(without, k) {
			said[g.id] = "0"
			continue
		}
		quality := w.quality(u.ID, g.id, k)
		n := g.low + (g.high-g.low)*quality
		switch g.kind {
		case "count":
			n = whole(g.low + (g.high-g.low)*(0.85*w.chance(u.ID, "size", 0)+0.15*w.chance(u.ID, g.id, k)))
		case "part":
			n = min(numbers[g.of], whole(n*numbers[g.of]))
		case "few":
			n = max(0, whole(g.high-(g.high-g.low)*min(1, quality*1.3)))
		case "percent":
			n = float64(int(n*10)) / 10
		case "choice":
			said[g.id] = choose(g, quality)
			continue
		}
		numbers[g.id] = n
		said[g.id] = strconv.FormatFloat(n, 'f', -1, 64)
	}
	return said
}

func whole(n float64) float64 { return float64(int(n + 0.5)) }

func choose(g figure, quality float64) string {
	switch {
	case quality >= g.high:
		return g.answers[0]
	case quality >= g.low:
		return g.answers[1]
	}
	return g.answers[2]
}

// quality, from 0 to 1, is how well a unit does: its nature, its gift for this
// figure, the whole body's slow progress, its story, and a little luck.
func (w *world) quality(unit, figure string, k int) float64 {
	q := 0.25 + 0.5*w.chance(unit, "nature", 0) + 0.2*(w.chance(unit, figure, -1)-0.5)
	q += 0.015*float64(k) + w.stories[unit].lift(k) + 0.08*(w.chance(unit, figure, k)-0.5)
	return max(0, min(1, q))
}

// chance is a number from 0 to 1 that depends on nothing but its arguments.
func (w *world) chance(unit, about string, k int) float64 {
	h := fnv.New64a()
	h.Write([]byte(unit + "/" + about + "/" + strconv.Itoa(k)))
	return rand.New(rand.NewPCG(h.Sum64(), 766)).Float64() //nolint:gosec // a demonstration needs repeatable numbers, not secret ones
}
