package export

import (
	"math/big"
	"strings"
	"time"
	"unicode/utf16"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// teller tells a Tally in one language.
type teller struct {
	*reform.Tally
	l     reform.Language
	units map[string]reform.Unit
	cards map[string]reform.Scorecard
	// fine is how points are shown at each level: with the decimals the framework
	// rounds to, and more where a value has more, so that nothing is cut off.
	fine struct{ indicator, area, total string }
}

func newTeller(t *reform.Tally, l reform.Language) *teller {
	p := &teller{Tally: t, l: l, units: map[string]reform.Unit{}, cards: map[string]reform.Scorecard{}}
	for _, u := range t.Units {
		p.units[u.ID] = u
	}
	indicator, area, total := floors(t.Framework.Rounding)
	for _, c := range t.Scorecards {
		p.cards[c.Unit] = c
		for _, s := range c.Scores {
			indicator = max(indicator, decimals(s.Earned), decimals(s.Max))
		}
		for _, s := range c.Subtotals {
			area = max(area, decimals(s.Earned), decimals(s.Max))
		}
		total = max(total, decimals(c.Total), decimals(c.Max))
	}
	p.fine.indicator, p.fine.area, p.fine.total = decimalFormat(indicator), decimalFormat(area), decimalFormat(total)
	return p
}

// floors are the decimals a framework rounds each level to; a level that adds up
// what is already rounded has as many as that.
func floors(r reform.Rounding) (indicator, area, total int) {
	if r.Indicator != nil {
		indicator = *r.Indicator
	}
	area = indicator
	if r.Area != nil {
		area = *r.Area
	}
	total = area
	if r.Total != nil {
		total = *r.Total
	}
	return indicator, area, total
}

// decimals is how many decimals these points have.
func decimals(p reform.Points) int {
	n := reform.PointDecimals
	for n > 0 && p%10 == 0 {
		p /= 10
		n--
	}
	return n
}

// exact is points as the number a spreadsheet holds: the nearest float64, which
// Excel shows and re-reads as the same decimal.
func exact(p reform.Points) float64 { return float64(p) / float64(reform.Point) }

// fraction is a percentage as a spreadsheet holds it: 97.5 % is 0.975.
func fraction(p reform.Percent) float64 { return float64(p) / float64(reform.Whole) }

func (p *teller) say(key string, pairs ...any) string {
	return locale.Say(p.l, "export."+key, pairs...)
}

func (p *teller) words(w reform.Words) string { return w.In(p.l) }

func (p *teller) points(v reform.Points) string { return locale.Number(p.l, v.Decimal()) }

func (p *teller) percent(share reform.Decimal) string {
	r := share.Rat()
	if r == nil {
		r = new(big.Rat)
	}
	return locale.Percent(p.l, reform.PercentOfShare(r), max(0, share.Decimals()-2))
}

func (p *teller) unit(id string) string {
	if u, ok := p.units[id]; ok {
		return p.words(u.Name())
	}
	return id
}

func (p *teller) group(id string) string {
	if g, ok := p.Group(id); ok {
		return p.words(g.Name())
	}
	return id
}

func (p *teller) grade(id string) string {
	for _, g := range p.Framework.Grades {
		if g.ID == id {
			return p.words(g.Title)
		}
	}
	return id
}

// scope names whom a ranking ranks.
func (p *teller) scope(group string) string {
	if group == "" {
		return p.say("all_units")
	}
	return p.group(group)
}

// state is a state in a few words.
func (p *teller) state(s reform.State) string { return locale.Say(p.l, "state."+string(s)) }

// short is the mark of a state for a narrow cell.
func (p *teller) short(s reform.State) string { return locale.Say(p.l, "state."+string(s)+".short") }

// moment tells a time by the clock the Tally was drawn up by.
func (p *teller) moment(at time.Time) string {
	return locale.Moment(p.l, at.In(p.AsOf.Location()))
}

func (p *teller) zone() string {
	offset := p.AsOf.Format("-07:00")
	if offset == "+00:00" {
		return "UTC"
	}
	return "UTC" + offset
}

// wall is a time as a spreadsheet holds it: the hands of the clock, without zone.
func (p *teller) wall(at time.Time) time.Time {
	at = at.In(p.AsOf.Location())
	return time.Date(at.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), at.Second(), 0, time.UTC)
}

// asOf says of what moment the figures are, by whose clock, and that nobody has
// confirmed them yet.
func (p *teller) asOf() string {
	if p.AsOf.IsZero() {
		return p.say("as_of_never")
	}
	return p.say("as_of", "Moment", p.moment(p.AsOf), "Zone", p.zone())
}

// marks are the warnings that belong on every sheet and page.
func (p *teller) marks() string {
	var marks []string
	if p.simulated() {
		marks = append(marks, p.say("simulated"))
	}
	if p.Framework.Sample {
		marks = append(marks, p.say("sample"))
	}
	return strings.Join(marks, " · ")
}

func (p *teller) simulated() bool {
	for _, u := range p.Units {
		if u.Simulated {
			return true
		}
	}
	return p.Body.Simulated
}

// begin starts a sheet with its title, what must be known to read it, and its
// marks. The columns must be known, since these lines run across them.
func (p *teller) begin(s *sheet, titled string, remarks ...string) {
	s.wide(titled, title)
	for _, r := range remarks {
		if r != "" {
			s.wide(r, remark)
		}
	}
	if m := p.marks(); m != "" {
		s.wide(m, mark)
	}
}

// note says where the figures of the cycle come from.
func (p *teller) note() string {
	if p.Cycle.Note().Empty() {
		return ""
	}
	return p.say("note", "Note", p.words(p.Cycle.Note()))
}

// pageHeader repeats the marks on every printed page but the first, which has
// them on the sheet.
func (p *teller) pageHeader() string {
	if m := p.marks(); m != "" {
		return `&C&"Arial,Bold"` + plainHeader(m)
	}
	return ""
}

// pageFooter: what it is and as of when on the left, the page on the right.
func (p *teller) pageFooter(titled string) string {
	// The font stands after its size: a digit of the text would join the size.
	const small = `&8&"Arial,Regular"`
	return "&L" + small + plainHeader(titled) + "\n" + plainHeader(p.asOf()) + "&R" + small + p.say("page", "Page", "&P", "Pages", "&N")
}

// plainHeader keeps a name with & from becoming a code, and cuts it off where it
// would take more than its part of the 255 units that a header may have.
func plainHeader(text string) string {
	const most = 90
	var plain strings.Builder
	units := 0
	for _, r := range text {
		if units += max(1, utf16.RuneLen(r)); r == '&' {
			units++
			plain.WriteRune(r)
		}
		if units > most {
			return strings.TrimRight(plain.String(), "&") + "…"
		}
		plain.WriteRune(r)
	}
	return plain.String()
}
