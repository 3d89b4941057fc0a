package dashboards

import (
	"testing"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestTheFieldStandsOnPagesOfACycleOnly(t *testing.T) {
	shell := Shell{Voice: sample.Vietnamese, User: &reform.User{ID: "canbo", Role: reform.Officer, Unit: "unit-08"}}
	overview := board.NewOverview(shell.Voice, sample.Tally("2026-Q3"), nil, nil).Head
	for name, c := range map[string]struct {
		frame framed
		want  bool
	}{
		"a page of a cycle":    {framed{Shell: shell, Head: overview}, true},
		"a page of no cycle":   {framed{Shell: shell}, false},
		"nobody is signed in":  {framed{Shell: Shell{Voice: shell.Voice}, Head: overview}, false},
		"the search page":      {framed{Shell: Shell{Voice: frame.Voice{Language: reform.Vietnamese, Path: "/cycles/example-2026-Q3/search?q=x"}, User: shell.User}, Head: overview}, false},
		"somebody else's page": {framed{Shell: Shell{Voice: frame.Voice{Language: reform.Vietnamese, Path: "/cycles/other/search"}, User: shell.User}, Head: overview}, true},
	} {
		if got := c.frame.Seek() != nil; got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestWhoPreparesAReportIsLedToIt(t *testing.T) {
	overview := board.NewOverview(sample.Vietnamese, sample.Tally("2026-Q3"), nil, nil).Head
	for _, role := range reform.Roles {
		for _, unit := range []string{"", "unit-08"} {
			shell := Shell{Voice: sample.Vietnamese, User: &reform.User{ID: "an", Role: role, Unit: unit}}
			want := unit != "" && (role == reform.Officer || role == reform.Head)
			if got := (framed{Shell: shell, Head: overview}).OwnReport() != nil; got != want {
				t.Errorf("%s of %q: got %v", role, unit, got)
			}
		}
	}
}
