package weakness

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// Scene is what signals are read from: the scorecards of some units now and in the
// cycles before.
type Scene struct {
	Framework *reform.Framework
	Cards     []reform.Scorecard
	Past      []Past // the oldest first
	Closed    bool   // nothing more is received in this cycle
	// Earns is what an indicator's rule gives at a ratio; false: it measures none.
	Earns func(indicator string, ratio reform.Fraction) (reform.Points, bool)
}

// Past is one cycle before: the same units then, as far as they were there.
type Past struct {
	Framework *reform.Framework
	Cards     []reform.Scorecard
	Medians   map[string]reform.Fraction // by indicator
}

// Medians are the median levels of each indicator that can be weak and has a score.
func Medians(f *reform.Framework, cards []reform.Scorecard) map[string]reform.Fraction {
	medians := map[string]reform.Fraction{}
	levels := make([]reform.Fraction, 0, len(cards))
	for _, p := range placed(f) {
		levels = levels[:0]
		for n := range cards {
			if l, ok := level(p.on(&cards[n])); ok {
				levels = append(levels, l)
			}
		}
		if len(levels) > 0 {
			slices.SortFunc(levels, reform.Fraction.Cmp)
			medians[p.ID] = middle(levels[(len(levels)-1)/2], levels[len(levels)/2])
		}
	}
	return medians
}

// Signals weighs the scene's units as Of does, and says of each weakness where it
// comes from and leads. Cycles are compared as far as their frameworks allow: what a
// new edition asks for the first time has no past.
func Signals(s Scene) []reform.Signal {
	medians := Medians(s.Framework, s.Cards)
	before := make([]before, len(s.Past))
	for n, p := range s.Past {
		before[n] = remember(s, p)
	}
	places := placed(s.Framework)
	found := make([]reform.Signal, len(places))
	for n, p := range places {
		found[n] = s.signal(n, p, medians, before)
	}
	trails := make([]trail, len(places))
	for u := range s.Cards {
		s.follow(u, places, before, trails)
		for n := range places {
			s.judge(&found[n], &places[n], &trails[n])
		}
	}
	slices.SortStableFunc(found, func(a, b reform.Signal) int { return cmp.Compare(b.Recoverable, a.Recoverable) })
	return found
}

// before is a cycle before, made ready to be looked up.
type before struct {
	Past
	places []*place // by place of today; nil: nothing that could be compared
	cards  []int    // by unit of today: its card then, or -1
}

func remember(s Scene, p Past) before {
	b := before{Past: p, cards: make([]int, len(s.Cards))}
	byID := map[string]*place{}
	then := placed(p.Framework)
	for n := range then {
		byID[then[n].ID] = &then[n]
	}
	for _, one := range placed(s.Framework) {
		b.places = append(b.places, byID[formerly(s.Framework, p.Framework, one.ID)])
	}
	byUnit := make(map[string]int, len(p.Cards))
	for n := range p.Cards {
		byUnit[p.Cards[n].Unit] = n
	}
	for n := range s.Cards {
		b.cards[n] = -1
		if at, ok := byUnit[s.Cards[n].Unit]; ok {
			b.cards[n] = at
		}
	}
	return b
}

// formerly is the id of an indicator in an earlier edition; empty where it cannot be
// compared.
func formerly(now, then *reform.Framework, id string) string {
	if now.ID == then.ID {
		return id
	}
	for _, change := range now.Changes {
		if !slices.Contains(change.To, id) {
			continue
		}
		if (change.Kind == reform.Same || change.Kind == reform.Reworded) && len(change.From) == 1 {
			return change.From[0]
		}
		return ""
	}
	return id
}

func (s Scene) signal(at int, p place, medians map[string]reform.Fraction, past []before) reform.Signal {
	signal := reform.Signal{Weakness: of(p, s.Cards)}
	levels := make([]*reform.Fraction, len(past)+1)
	missed := make([]bool, len(past)+1)
	for n, b := range past {
		then := b.places[at]
		if then == nil {
			continue
		}
		if median, known := b.Medians[then.ID]; known {
			levels[n], missed[n] = &median, median.Less(then.aim)
		}
	}
	if median, known := medians[p.ID]; known {
		levels[len(past)], missed[len(past)] = &median, median.Less(p.aim)
	}
	signal.Course = Course(levels, p.aim, s.Closed)
	if signal.Asked == 0 {
		signal.Course.Stood, signal.Course.Leads = reform.OutlookNotConcerns, reform.OutlookNotConcerns
	}
	for n := len(past); n >= 0 && missed[n]; n-- {
		signal.Course.Misses++
	}
	signal.OneMore = s.oneMore(p)
	return signal
}

// oneMore is what a percentage point more would bring to the units that fall short.
func (s Scene) oneMore(p place) *reform.Points {
	if s.Earns == nil {
		return nil
	}
	if _, measures := s.Earns(p.ID, p.aim); !measures {
		return nil
	}
	var gained reform.Points
	point, most := reform.NewFraction(1, 100), reform.NewFraction(1, 1)
	for n := range s.Cards {
		score := p.on(&s.Cards[n])
		if !score.State.Counts() || score.Measured == nil || !score.Measured.Less(p.aim) {
			continue
		}
		more := score.Measured.Add(point)
		if most.Less(more) && score.Measured.Less(most) {
			more = most
		}
		if earned, ok := s.Earns(p.ID, more); ok && earned > score.Earned {
			gained += earned - score.Earned
		}
	}
	return &gained
}
