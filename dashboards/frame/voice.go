package frame

import (
	"math/big"
	"strconv"
	"time"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Voice says things in one language, with times by the clock of one zone. It is
// the only place where a page's numbers and dates become text.
type Voice struct {
	Language reform.Language
	Zone     *time.Location // nil: UTC
	Now      time.Time      // what "open", "due" and "late" are held against
	Path     string         // path and query of the page that is asked for
}

// None stands where there is no number to show.
const None = "–"

// Say returns a message, its placeholders filled from pairs of name and value.
func (v Voice) Say(key string, pairs ...any) string { return locale.Say(v.Language, key, pairs...) }

// Words returns a title in the voice's language.
func (v Voice) Words(w reform.Words) string { return w.In(v.Language) }

// Count writes a whole number of things.
func (v Voice) Count(n int) string {
	return locale.Number(v.Language, reform.Decimal(strconv.Itoa(n)))
}

// Points writes points with two decimals, or with more when they are finer.
func (v Voice) Points(p reform.Points) string {
	d := p.Decimal()
	return locale.Fixed(v.Language, d, max(2, d.Decimals()))
}

// PointsTo writes points with so many decimals, for a column of them.
func (v Voice) PointsTo(p reform.Points, decimals int) string {
	return locale.Fixed(v.Language, p.Decimal(), decimals)
}

// DecimalsOf is how many decimals a column of points needs: two, or as many as its finest.
func DecimalsOf(decimals int, points ...reform.Points) int {
	for _, p := range points {
		decimals = max(decimals, p.Decimals())
	}
	return max(2, decimals)
}

// Most writes a maximum without needless decimals: 18, 2.5.
func (v Voice) Most(p reform.Points) string { return locale.Number(v.Language, p.Decimal()) }

// Percent writes a percentage with one decimal.
func (v Voice) Percent(p reform.Percent) string { return locale.Percent(v.Language, p, 1) }

// Whole writes a percentage as a bare whole number, for a cell of the heat map. What is
// not nothing is not written as 0, nor what is not all as 100.
func (v Voice) Whole(p reform.Percent) string {
	switch {
	case p > 0 && p < 50:
		return "<1"
	case p >= reform.Whole-50 && p < reform.Whole:
		return ">99"
	}
	return locale.Fixed(v.Language, p.Decimal(), 0)
}

// Share writes a share (1 is everything) in per cent with two decimals.
func (v Voice) Share(share *big.Rat) string {
	if share == nil {
		return None
	}
	return locale.Percent(v.Language, reform.PercentOfShare(share), 2)
}

// Aim writes the share an indicator aims at, without needless decimals, or that it aims
// at all its points.
func (v Voice) Aim(i reform.Indicator) string {
	if !i.Targeted() {
		return v.Say("page.target.all")
	}
	p := reform.PercentOfShare(i.Aim())
	return locale.Percent(v.Language, p, p.Decimal().Decimals())
}

// Number writes an exact decimal as it stands.
func (v Voice) Number(d reform.Decimal) string { return locale.Number(v.Language, d) }

// Label writes a number beside a mark of a chart, as the browser does: it comes as a
// script has it, and stands for the shortest decimal that is nearest to it.
func (v Voice) Label(value float64, decimals int) string {
	d, err := reform.ParseDecimal(strconv.FormatFloat(value, 'f', -1, 64))
	if err != nil {
		return None
	}
	return locale.Fixed(v.Language, d, decimals)
}

// Fraction writes an exact fraction with at most six decimals.
func (v Voice) Fraction(r *big.Rat) string { return locale.Fraction(v.Language, r, 6) }

// Date writes a day.
func (v Voice) Date(t time.Time) string { return locale.Date(v.Language, t.In(v.zone())) }

// Local is a moment by the clock of the voice's zone, for a field.
func (v Voice) Local(t time.Time) time.Time { return t.In(v.zone()) }

// Moment writes a day and time of day.
func (v Voice) Moment(t time.Time) string { return locale.Moment(v.Language, t.In(v.zone())) }

// Period writes a period as people say it.
func (v Voice) Period(p reform.Period) string { return locale.Period(v.Language, p) }

// PeriodWithin writes a period in the middle of a sentence.
func (v Voice) PeriodWithin(p reform.Period) string { return locale.PeriodWithin(v.Language, p) }

// Size writes a number of bytes.
func (v Voice) Size(bytes int64) string {
	if bytes < 1<<20 {
		return v.Count(int((bytes+1<<10-1)>>10)) + " KB"
	}
	tenths := (bytes*10 + 1<<19) >> 20
	d := reform.Decimal(strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10))
	return locale.Fixed(v.Language, d, 1) + " MB"
}

func (v Voice) zone() *time.Location {
	if v.Zone == nil {
		return time.UTC
	}
	return v.Zone
}

// ZoneName is the zone's distance from UTC today, as people here write it: zones
// change, and Ho Chi Minh City was an hour further east before 1975.
func (v Voice) ZoneName() string {
	name := v.Now.In(v.zone()).Format("-07:00")
	if name == "+00:00" {
		return "UTC"
	}
	sign, hours, minutes := name[:1], name[1:3], name[3:]
	if hours[0] == '0' {
		hours = hours[1:]
	}
	if minutes == ":00" {
		minutes = ""
	}
	return "GMT" + sign + hours + minutes
}

// Grade names a grade of the framework.
func (v Voice) Grade(f *reform.Framework, id string) string {
	for _, g := range f.Grades {
		if g.ID == id {
			return v.Words(g.Title)
		}
	}
	return None
}

// Value writes what was reported for a figure, or why there is nothing.
func (v Voice) Value(figure reform.Figure, text string, absence reform.Absence) string {
	return locale.Value(v.Language, figure, text, absence)
}

// Rank writes a rank as the framework's tie rule gives it.
func (v Voice) Rank(f *reform.Framework, s reform.Standing) string {
	return v.Number(s.Place(f.Ranks.Ties))
}

// Some writes a number of things; none is nothing.
func (v Voice) Some(n int) string {
	if n == 0 {
		return ""
	}
	return v.Count(n)
}
