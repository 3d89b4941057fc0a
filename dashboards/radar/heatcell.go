package radar

import (
	"strconv"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

func heatCell(v frame.Voice, s reform.Score) HeatCell {
	percent, counts := s.Percent()
	if s.State == reform.Zero {
		return HeatCell{Class: "heat-zero", Text: "0", Says: v.Say("state.zero") + " · 0/" + v.Most(s.Max)}
	}
	if !counts {
		return stateCell(v, s.State)
	}
	return HeatCell{Class: heatClass(percent), Text: v.Whole(percent)}
}

// stateMarks stand in cells that hold no number. Each state has its own mark, and
// its own pattern in board.css.
var stateMarks = map[reform.State]string{
	reform.NotAsked:     "–",
	reform.NotSubmitted: "?",
	reform.UnderReview:  "…",
	reform.Suppressed:   "×",
}

func stateCell(v frame.Voice, state reform.State) HeatCell {
	if state == "" {
		state = reform.NotSubmitted // no scorecard at all
	}
	return HeatCell{Class: "heat-" + string(state), Text: stateMarks[state], Says: v.Say("state." + string(state))}
}

// heatClass is the tone of a percentage: heat-0 under 10 %, to heat-9 from 90 %.
func heatClass(p reform.Percent) string {
	tenth := min(max(int64(p)/1000, 0), 9)
	return "heat-" + strconv.FormatInt(tenth, 10)
}

// heatLegend shows each tone and each state once.
func heatLegend(v frame.Voice) (tones, states []HeatCell) {
	for tenth := range 10 {
		cell := HeatCell{Class: "heat-" + strconv.Itoa(tenth), Text: strconv.Itoa(tenth * 10)}
		tones = append(tones, cell)
	}
	states = append(states, HeatCell{Class: "heat-zero", Text: "0", Says: v.Say("state.zero")})
	for _, s := range []reform.State{reform.NotAsked, reform.NotSubmitted, reform.UnderReview, reform.Suppressed} {
		states = append(states, stateCell(v, s))
	}
	return tones, states
}
