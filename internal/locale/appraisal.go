package locale

import (
	"strings"
	"time"

	"reformboard/internal/reform"
)

// Turn is the title of a turn: its own or, where nobody gave it one, that of its id.
func Turn(l reform.Language, t reform.Turn) string {
	if !t.Title.Empty() {
		return t.Title.In(l)
	}
	return named(l, "turn.", t.ID)
}

// Ground is the title of a ground: its own or, where nobody gave it one, that of its
// code.
func Ground(l reform.Language, g reform.Ground) string {
	if !g.Title.Empty() {
		return g.Title.In(l)
	}
	return named(l, "ground.", g.Code)
}

// named is the title that a word of ours has, or the word.
func named(l reform.Language, prefix, word string) string {
	if word != "" && has(l, prefix+word) {
		return Say(l, prefix+word)
	}
	return word
}

// Verdict says what became of a claim.
func Verdict(l reform.Language, a reform.Appraisal) string {
	return Say(l, "verdict."+string(a.Verdict), "Points", Number(l, a.Points.Decimal()))
}

// Judged says what was judged of a claim, why, by whom and when.
func Judged(l reform.Language, a reform.Appraisal) string {
	said := []string{Say(l, "judged.verdict", "Turn", named(l, "turn.", a.Turn), "Verdict", Verdict(l, a))}
	if a.Ground != "" {
		said = append(said, Say(l, "judged.ground", "Code", a.Ground, "Title", Ground(l, reform.Ground{Code: a.Ground})))
	}
	if a.Text != "" {
		said = append(said, Say(l, "judged.text", "Text", a.Text))
	}
	return strings.Join(append(said, Say(l, "judged.by", "By", a.By, "At", Moment(l, a.At))), " – ")
}

// written writes points, or a span of them, as the language does.
func written(l reform.Language, text string) string {
	ends := strings.Split(text, "–")
	for i, end := range ends {
		if d, err := reform.ParseDecimal(end); err == nil {
			ends[i] = Number(l, d)
		}
	}
	return strings.Join(ends, "–")
}

// Objection says why something cannot be done in the judging of claims, and what to do.
func Objection(l reform.Language, o reform.Objection, zone *time.Location) string {
	found, wanted := o.Found, o.Wanted
	if o.Obstacle == reform.NotForThem {
		found = named(l, "objection.not_for_them.", found)
	} else if found != "" {
		found = named(l, "turn.", found)
	}
	for _, text := range []*string{&found, &wanted} {
		if at, err := time.Parse(time.RFC3339, *text); err == nil {
			*text = Moment(l, at.In(zone))
		}
		if o.Obstacle == reform.PointsOutside || o.Obstacle == reform.PointsUnasked {
			*text = written(l, *text)
		}
	}
	return Say(l, "objection."+string(o.Obstacle), "Found", found, "Wanted", wanted)
}
