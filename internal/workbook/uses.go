package workbook

import (
	"slices"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// everybody is no peer group: whatever is asked of any.
const everybody = ""

// uses lists for each figure the indicators that read it where they are asked of
// units in a peer group.
func uses(f *reform.Framework, group string) map[string][]reform.Indicator {
	uses := map[string][]reform.Indicator{}
	for _, i := range f.Indicators() {
		if !asked(i.Applies, group) {
			continue
		}
		read := map[string]bool{"": true}
		for _, figure := range append(readBy(i.Rule, group), i.Applies.Figure) {
			if !read[figure] {
				read[figure] = true
				uses[figure] = append(uses[figure], i)
			}
		}
	}
	return uses
}

// readBy lists the figures that a rule reads for units in a peer group.
func readBy(r reform.Rule, group string) []string {
	choices := r.Alternatives
	r.Alternatives = nil
	read := r.Figures()
	if f, err := formula.Parse(r.Formula); err == nil { // a framework in use has no other
		read = append(read, f.Figures()...)
	}
	for _, choice := range choices {
		if !asked(choice.Applies, group) {
			continue
		}
		read = append(append(read, choice.Applies.Figure), readBy(choice.Rule, group)...)
		if group != everybody && choice.Applies.Figure == "" {
			break // it fits every unit of the group: those after it are never reached
		}
	}
	return read
}

func asked(a reform.Applicability, group string) bool {
	return group == everybody || len(a.Groups) == 0 || slices.Contains(a.Groups, group)
}

// spared are the figures that only indicators read which are not asked of the form's
// unit. What no indicator reads is asked for its own sake.
func (f Form) spared() map[string]bool {
	spared := map[string]bool{}
	own := uses(&f.Framework, f.Unit.PeerGroup)
	for figure := range uses(&f.Framework, everybody) {
		spared[figure] = len(own[figure]) == 0
	}
	return spared
}
