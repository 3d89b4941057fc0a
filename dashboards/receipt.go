package dashboards

import (
	"fmt"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Receipt shows exactly how one number was made.
type Receipt struct {
	Head
	Unit      Link
	Indicator Link
	Area      string
	State     reform.State
	StateSays string
	Meaning   string // what the state does to the total, in a sentence
	Earned    string
	Most      string
	Bar       Bar
	Rule      string
	Target    string
	Steps     []Step // the sum, line by line; empty when there is no score
	Inputs    []InputRow
}

// Step is one line of the sum.
type Step struct {
	Label  string
	Sum    string // with the figures filled in
	Result string
	Exact  string // the exact fraction behind a result that was cut off
}

// InputRow is one value that went in, and where it stands.
type InputRow struct {
	Title  string
	Value  string
	Absent bool
	Unit   string
	Origin string // sheet and cell
	File   string
	Upload string // address of the upload; empty: not known
	SHA256 string
}

// NewReceipt makes the receipt of a unit's score. uploads are those of the unit
// in this cycle; a value read from one of them leads to it.
func NewReceipt(v Voice, t *reform.Tally, unit, indicator string, uploads []reform.Upload) (Receipt, error) {
	u, known := t.Unit(unit)
	card, carded := t.Scorecard(unit)
	s, scored := card.Score(indicator)
	i, listed := t.Framework.Indicator(indicator)
	if !known || !carded || !scored || !listed {
		return Receipt{}, fmt.Errorf("%w: indicator %q of unit %q", reform.ErrNotFound, indicator, unit)
	}
	page := Receipt{
		Head:      v.tallyHead(t, atNowhere, v.Say("page.receipt.title", "Indicator", i.ID), v.unitLink(t, u)),
		Unit:      v.unitLink(t, u),
		Indicator: v.indicatorLink(t, i),
		Area:      v.areaOf(&t.Framework, i.ID),
		State:     s.State, StateSays: v.stateSays(s.State),
		Meaning: v.Say("page.receipt.meaning." + string(s.State)),
		Earned:  none, Most: v.Most(i.Max),
		Rule:   locale.Rule(v.Language, &t.Framework, i),
		Target: v.Aim(i),
		Inputs: v.inputRows(&t.Framework, s.Working.Inputs, uploads),
	}
	if s.State.Counts() {
		page.Earned, page.Bar = v.Points(s.Earned), pointsBar(s.Earned, s.Max)
		page.Steps = v.steps(&t.Framework, i, s)
	}
	return page, nil
}

func (v Voice) inputRows(f *reform.Framework, inputs []reform.Input, uploads []reform.Upload) []InputRow {
	upload := map[string]string{}
	for _, u := range uploads {
		upload[u.SHA256] = uploadURL(u.ID)
	}
	rows := make([]InputRow, 0, len(inputs))
	for _, in := range inputs {
		figure, _ := f.Figure(in.Figure)
		row := InputRow{
			Title: v.Words(figure.Title), Unit: v.Words(figure.Unit),
			Value: v.Value(figure, in.Text, in.Absence), Absent: in.Absence != reform.Present || in.Text == "",
			Origin: in.Origin.String(), File: in.File, SHA256: in.SHA256, Upload: upload[in.SHA256],
		}
		rows = append(rows, row)
	}
	return rows
}
