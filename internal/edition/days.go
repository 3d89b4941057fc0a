package edition

import (
	"cmp"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// What was late follows from the windows in which units report and from who was given more
// time: those are frozen. The days of other stages, and who set which, decide no score.

type windowJSON struct {
	PeerGroup string        `json:"peer_group"`
	Opens     time.Time     `json:"opens"`
	Due       time.Time     `json:"due"`
	Grace     time.Duration `json:"grace,omitempty"` // nanoseconds
	Closes    time.Time     `json:"closes"`
}

type extensionJSON struct {
	Unit   string    `json:"unit"`
	Until  time.Time `json:"until"`
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
}

// spellWindows is in the order of the groups' keys.
func spellWindows(windows []reform.Window) (spelt []windowJSON) {
	for _, w := range windows {
		if w.Stage == reform.ReportingStage {
			spelt = append(spelt, windowJSON{w.PeerGroup, moment(w.Opens), moment(w.Due), w.Grace, moment(w.Closes)})
		}
	}
	slices.SortFunc(spelt, func(a, b windowJSON) int { return cmp.Compare(a.PeerGroup, b.PeerGroup) })
	return spelt
}

// spellExtensions is in the order in which they were given.
func spellExtensions(extensions []reform.Extension) (spelt []extensionJSON) {
	for _, e := range extensions {
		if e.Stage == reform.ReportingStage {
			spelt = append(spelt, extensionJSON{e.Unit, moment(e.Until), e.Reason, moment(e.At), e.By})
		}
	}
	slices.SortStableFunc(spelt, func(a, b extensionJSON) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Unit, b.Unit), a.Until.Compare(b.Until), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.By, b.By))
	})
	return spelt
}

// days gives a cycle what was frozen of its days.
func (j cycleJSON) days(c *reform.Cycle) {
	for _, w := range j.Windows {
		c.Windows = append(c.Windows, reform.Window{
			Cycle: j.ID, Stage: reform.ReportingStage, PeerGroup: w.PeerGroup, Opens: w.Opens, Due: w.Due, Grace: w.Grace, Closes: w.Closes,
		})
	}
	for _, e := range j.Extensions {
		c.Extensions = append(c.Extensions, reform.Extension{
			Cycle: j.ID, Stage: reform.ReportingStage, Unit: e.Unit, Until: e.Until, Reason: e.Reason, At: e.At, By: e.By,
		})
	}
}
