package frame

import (
	"net/url"
	"strings"

	"reformboard/internal/reform"
)

// BasisName is how an address names a basis.
func BasisName(b reform.Basis) string {
	if b == reform.SelfScored {
		return "self"
	}
	return string(b)
}

// Bases lead to this very page on each basis; none while nobody has judged anything.
func (v Voice) Bases(t *reform.Tally) []Link {
	if t.Edition != nil || t.Cycle.Judged == 0 && t.Basis == reform.SelfScored {
		return nil
	}
	links := make([]Link, len(reform.Bases))
	for n, b := range reform.Bases {
		links[n] = Link{Text: v.Say("basis." + BasisName(b)), URL: v.Here("basis", BasisName(b), "page", ""), Current: b == t.Basis}
	}
	return links
}

// basisSays is on whose word a tally stands. Of what could be judged and never was, the
// unit's own word is all there is.
func (v Voice) basisSays(t *reform.Tally) string {
	if t.Basis != reform.SelfScored && !judged(t) {
		return v.Say("basis.unjudged.says")
	}
	return v.Say("basis." + BasisName(t.Basis) + ".says")
}

func judged(t *reform.Tally) bool {
	for n := range t.Scorecards {
		for i := range t.Scorecards[n].Scores {
			if t.Scorecards[n].Scores[i].Appraisal != nil {
				return true
			}
		}
	}
	return false
}

// OnBasis keeps to the basis of a tally where an address leads to another page about it,
// and to its edition, which has one basis.
func OnBasis(address string, t *reform.Tally) string {
	if t.Basis == reform.SelfScored || t.Edition != nil {
		return InEdition(address, t)
	}
	return with(address, "basis", BasisName(t.Basis))
}

// with asks for one thing more in an address.
func with(address, name, value string) string {
	join := "?"
	if strings.Contains(address, "?") {
		join = "&"
	}
	return address + join + url.Values{name: {value}}.Encode()
}
