package export

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/export/sheet"
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
// confirmed them yet: or of which edition they are, and by what it is known.
func (p *teller) asOf() string {
	if e := p.Edition; e != nil {
		return p.say("as_published", "Number", locale.Number(p.l, reform.Decimal(strconv.Itoa(e.Number))), "Moment", p.moment(e.ApprovedAt), "Zone", p.zone(), "Hash", e.SHA256)
	}
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
	return p.Body.Simulated || slices.ContainsFunc(p.Units, func(u reform.Unit) bool { return u.Simulated })
}

// begin starts a sheet with its title, what must be known to read it, and its
// marks. The columns must be known, since these lines run across them.
func (p *teller) begin(s *sheet.Sheet, titled string, remarks ...string) {
	s.AddWide(titled, title)
	for _, r := range remarks {
		if r != "" {
			s.AddWide(r, remark)
		}
	}
	if m := p.marks(); m != "" {
		s.AddWide(m, mark)
	}
}

// addHead writes the headings of a table; an empty one goes on from the one before.
func addHead(s *sheet.Sheet, titles ...string) int {
	cells := make([]sheet.Cell, len(titles))
	for i, title := range titles {
		cells[i] = heading.Of(nil)
		if title != "" {
			cells[i].Value = title
		}
	}
	return s.Add(s.Tallest(cells), cells...)
}

func addFact(s *sheet.Sheet, name, said string) { s.AddPair(label.Of(name), text.Of(said)) }

// note says where the figures of the cycle come from.
func (p *teller) note() string {
	if p.Cycle.Note().Empty() {
		return ""
	}
	return p.say("note", "Note", p.words(p.Cycle.Note()))
}

// book says what the workbook is and of what moment, on its printed pages too. The
// time of its writing is the Tally's: another would make two equal exports differ.
func (p *teller) book(titled string) sheet.Book {
	written := p.AsOf
	if written.IsZero() {
		written = p.Cycle.Opens
	}
	return sheet.Book{
		Title: titled, Subject: p.Framework.ID + " · " + p.Cycle.ID, Language: string(p.l), Written: written,
		Mark: p.marks(), Foot: p.asOf(), Page: p.say("page", "Page", sheet.PageNumber, "Pages", sheet.PageCount),
	}
}
