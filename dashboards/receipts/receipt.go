package receipts

import (
	"fmt"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// Receipt shows exactly how one number was made: the score of an indicator, an
// area, a facet or the total.
type Receipt struct {
	frame.Head
	Bases     []frame.Link // on whose word; empty: nobody has judged anything
	Sides     []frame.Link // the score on each basis, beside each other
	Decisions []string     // what was judged of it, and counts
	Unit      frame.Link
	Indicator frame.Link // without address where it is none
	Within    frame.Link // receipt of what it is a part of; empty on the total
	State     reform.State
	StateSays string
	Meaning   string // what the state of an indicator does to the total, in a sentence
	Filled    string // how it was filled in; empty: it was reported
	Earned    string
	Most      string // empty: a scale without end
	Bar       frame.Bar
	Rule      string
	Target    string // empty: nothing is measured to hold against one
	Brings    string // to the total; empty: cannot be told apart
	Steps     []Step // the sum, line by line; empty when there is no score
	Inputs    []InputRow
	Parts     []PartRow    // of what is no indicator
	Weighted  bool         // parts weigh something, and do not simply add up
	Fall      *frame.Chart // nil: no score, or one that is no part of a whole
	Earlier   *Earlier     // nil: no cycle before, or not in it
	Previous  frame.Link   // receipt of the indicator before; empty: none
	Next      frame.Link
	JSON      string // address of the receipt as data
	Thread    string // what was said on it when it was judged; empty: it is no claim of the unit

	unit, node string
	kind       receipt.Kind
	earned     *reform.Points
}

// Charts are the charts of the page.
func (p Receipt) Charts() []frame.Chart { return frame.Drawn(p.Fall) }

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
	File   string // or, of what is read from the record, when what came
	Upload string // address of the upload, or of the calendar; empty: not known
	SHA256 string
}

// PartRow is one part of an area.
type PartRow struct {
	Part        frame.Link // to its own receipt
	State       reform.State
	StateSays   string
	Value       string
	Weight      string // empty: its points are added up
	Share       string
	Contributes string
}

// NewReceipt makes the receipt of one score of a unit, whose scorecard in the tally
// must be explained. The node is an indicator, an area, a facet or "total"; uploads
// are those of the unit in this cycle: a value read from one of them leads to it.
func NewReceipt(v frame.Voice, t *reform.Tally, unit, node string, uploads []reform.Upload) (Receipt, error) {
	u, known := t.Unit(unit)
	card, carded := t.Scorecard(unit)
	if !known || !carded {
		return Receipt{}, fmt.Errorf("%w: unit %q", reform.ErrNotFound, unit)
	}
	r, err := receipt.Of(&t.Framework, t.Cycle.ID, card, node)
	if err != nil {
		return Receipt{}, err
	}
	page := Receipt{
		Bases: v.Bases(t),
		Unit:  v.UnitLink(t, u), Indicator: frame.Link{Text: v.Words(r.Title), Note: r.Node}, Within: within(v, t, unit, r),
		State: r.State, StateSays: v.StateSays(r.State), Earned: frame.None, Rule: v.Words(r.Formula),
		Steps: steps(v, r.Steps), Inputs: inputRows(v, t, r.Inputs, uploads), Parts: partRows(v, t, unit, r.Parts),
		Fall: waterfall(v, t, card, r), JSON: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, node)+"/receipt.json", t),
		unit: unit, node: r.Node, kind: r.Kind, earned: r.Earned,
	}
	page.Previous, page.Next = receiptsBeside(v, t, unit, r)
	if r.Kind == receipt.OfTotal {
		page.Indicator.Note = ""
	}
	if i, ok := t.Framework.Indicator(node); ok && r.Kind == receipt.OfIndicator {
		page.Indicator = v.IndicatorLink(t, i)
		page.Meaning = v.Say("page.receipt.meaning."+string(r.State), "Then", locale.NotApplicable(v.Language, &t.Framework, t.Framework.WhenNotApplicable(i)))
		if i.Rule.Measures() {
			page.Target = v.Aim(i)
		}
	}
	if r.Earned != nil {
		page.Earned, page.Bar = v.Points(*r.Earned), frame.PointsBar(*r.Earned, mostPoints(&t.Framework, r.Kind, r.Max))
	}
	page.fill(v, r)
	if most := mostPoints(&t.Framework, r.Kind, r.Max); most > 0 {
		page.Most = v.Most(most)
	}
	title := page.Indicator.Note
	if title == "" {
		title = page.Indicator.Text
	}
	page.Head = v.TallyHead(t, frame.AtNowhere, v.Say("page.receipt.title", "Indicator", title), page.Unit)
	return page, nil
}

// WithThread leads to what was said on an indicator that the unit claims.
func (p Receipt) WithThread(cycle string) Receipt {
	p.Thread = frame.ThreadURL(cycle, p.unit, p.node)
	return p
}

// fill adds what only some receipts have.
func (p *Receipt) fill(v frame.Voice, r receipt.Receipt) {
	if r.Filled != "" {
		p.Filled = v.Say("fill." + string(r.Filled) + ".short")
	}
	for _, d := range r.Decisions {
		p.Decisions = append(p.Decisions, v.Words(d))
	}
	p.Weighted = slices.ContainsFunc(p.Parts, func(part PartRow) bool { return part.Weight != "" })
	if r.Brings != nil && r.Kind != receipt.OfTotal && len(r.Steps) > 0 {
		p.Brings = v.Fraction(r.Brings.Rat())
	}
}

// within links to the receipt of what a node is a part of.
func within(v frame.Voice, t *reform.Tally, unit string, r receipt.Receipt) frame.Link {
	total := frame.Link{Text: v.Say("receipt.total"), URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, receipt.Total), t)}
	if r.Kind != receipt.OfIndicator && r.Kind != receipt.OfArea {
		return frame.Link{}
	}
	for _, a := range t.Framework.AllAreas() {
		around := frame.Link{Text: v.Words(a.Title), Note: a.ID, URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, a.ID), t)}
		for _, i := range a.Indicators {
			if i.ID == r.Node && r.Kind == receipt.OfIndicator {
				return around
			}
		}
		for _, inside := range a.Areas {
			if inside.ID == r.Node && r.Kind == receipt.OfArea {
				return around
			}
		}
	}
	return total
}

func steps(v frame.Voice, steps []receipt.Step) []Step {
	lines := make([]Step, 0, len(steps))
	for _, s := range steps {
		lines = append(lines, Step{Label: v.Words(s.Label), Sum: v.Words(s.Sum), Result: v.Words(s.Result), Exact: s.Short()})
	}
	return lines
}

func inputRows(v frame.Voice, t *reform.Tally, inputs []receipt.Input, uploads []reform.Upload) []InputRow {
	upload := map[string]string{}
	for _, u := range uploads {
		upload[u.SHA256] = frame.UploadURL(u.ID)
	}
	rows := make([]InputRow, 0, len(inputs))
	for _, in := range inputs {
		file := in.File
		if in.SHA256 != "" {
			file = v.UploadName(reform.Upload{Name: in.File})
		}
		row := InputRow{
			Title: v.Words(in.Title), Unit: v.Words(in.Unit), Value: v.Words(in.Says), Absent: in.Value == "",
			Origin: reform.Origin{Sheet: in.Sheet, Cell: in.Cell}.String(), File: file, SHA256: in.SHA256, Upload: upload[in.SHA256],
		}
		if !in.Why.Empty() {
			row.File = v.Words(in.Why)
			if t.Edition == nil { // whose days may be others than those of today
				row.Upload = frame.CycleURL(t.Cycle.ID, "/calendar")
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func partRows(v frame.Voice, t *reform.Tally, unit string, parts []receipt.Part) []PartRow {
	rows := make([]PartRow, 0, len(parts))
	for _, p := range parts {
		row := PartRow{
			Part:  frame.Link{Text: v.Words(p.Title), Note: p.Node, URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, p.Node), t)},
			State: p.State, StateSays: v.StateSays(p.State), Value: frame.None, Contributes: frame.None,
		}
		if p.State.Counts() || p.Value.Sign() != 0 {
			row.Value = v.Fraction(p.Value.Rat())
		}
		if p.Share != nil {
			row.Weight, row.Share = v.Fraction(p.Weight.Rat()), v.Share(p.Share.Rat())
		}
		if p.Contributes != nil {
			row.Contributes = v.Fraction(p.Contributes.Rat())
		}
		rows = append(rows, row)
	}
	return rows
}
