package agreement

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Agreement is how far those agree who judged the same claims of a cycle, and where they
// are so far apart that the council should look.
type Agreement struct {
	frame.Head
	Says    string
	Whole   []Line // the cycle, then its areas; empty: nothing was marked twice
	Couples []Line
	Fewest  string
	Wide    []PairRow
	Limit   string
	Draw    Draw
	CSV     string
}

// Line is one measure in words.
type Line struct {
	Title         string
	Pairs, Agreed string
	Apart, Share  string // means
	Gauged        string // of how many pairs
}

// Draw is how the claims were drawn that are judged twice.
type Draw struct {
	Share  string
	Pledge string // empty: no claim was judged yet
	Seed   string // empty: not to be seen yet
}

// Measured is one measure.
type Measured struct {
	ID, Title string
	reform.Agreement
}

// Report is what the page is made from.
type Report struct {
	Tray
	Judged  int // claims that were drawn and judged
	All     reform.Agreement
	Areas   []Measured
	Couples []Measured // ID and Title are the two persons
	Lot     *reform.Lot
	Show    bool // the seed
	Fewest  int
}

// NewAgreement makes the page; its Pairs are those far apart.
func NewAgreement(v frame.Voice, r Report) Agreement {
	t := r.Tally
	page := Agreement{
		Head: v.TallyHead(t, frame.AtNowhere, v.Say("agreement.title")), CSV: frame.AgreementURL(t.Cycle.ID) + ".csv",
		Says:   v.Say("agreement.says", "Marked", v.Count(r.All.Pairs), "Judged", v.Count(r.Judged)),
		Fewest: v.Say("agreement.couples.says", "Fewest", v.Count(r.Fewest)), Limit: v.Say("agreement.wide.says", "Most", v.Count(reform.MostApart)),
		Draw: Draw{Share: v.Say("agreement.draw.share", "Share", v.Count(r.Procedure.Twice))},
	}
	page.Context.AsOf = ""
	if r.Lot != nil {
		page.Draw.Pledge = r.Lot.Pledge()
		if r.Show {
			page.Draw.Seed = r.Lot.Seed
		}
	}
	if r.All.Pairs > 0 {
		page.Whole = append(page.Whole, line(v, v.Say("agreement.all"), r.All))
		for _, a := range r.Areas {
			page.Whole = append(page.Whole, line(v, a.ID+" "+a.Title, a.Agreement))
		}
	}
	for _, c := range r.Couples {
		page.Couples = append(page.Couples, line(v, r.couple(c), c.Agreement))
	}
	index := frame.IndexOf(t)
	for _, p := range r.Pairs[:min(len(r.Pairs), Rows)] {
		row := pairRow(v, r.Tray, index, p)
		row.Claim.URL = frame.ThreadURL(t.Cycle.ID, p.Second.Unit, p.Second.Indicator)
		page.Wide = append(page.Wide, row)
	}
	return page
}

func (r Report) couple(c Measured) string {
	return frame.Person(r.People, c.ID) + " – " + frame.Person(r.People, c.Title)
}

func line(v frame.Voice, title string, a reform.Agreement) Line {
	l := Line{Title: title, Pairs: v.Count(a.Pairs), Agreed: frame.None, Apart: frame.None, Share: frame.None, Gauged: v.Count(a.Gauged)}
	if share, ok := a.Share(); ok {
		l.Agreed = v.Percent(share.Percent())
	}
	if apart, ok := a.MeanApart(); ok {
		l.Apart = v.Fraction(apart.Rounded(decimals, reform.HalfUp).Rat())
	}
	if share, ok := a.MeanShare(); ok {
		l.Share = v.Percent(share.Percent())
	}
	return l
}

// decimals is to how many a mean of points is rounded on the page; the file has it exact.
const decimals = 2

// Numbers is the same as a table for a file, with every mean as the fraction that it is.
func (r Report) Numbers(v frame.Voice) frame.Table {
	table := frame.Table{Columns: frame.Columns(
		[]string{v.Say("agreement.of"), v.Say("agreement.name")}, v.Say("agreement.pairs"), v.Say("agreement.agreed.count"), v.Say("agreement.agreed"), v.Say("agreement.agreed.exact"),
		v.Say("agreement.gauged"), v.Say("agreement.mean"), v.Say("agreement.mean.exact"), v.Say("agreement.shared"), v.Say("agreement.share"), v.Say("agreement.share.exact"))}
	add := func(of, name string, a reform.Agreement) {
		row := []frame.Cell{{Text: of}, {Text: name}, v.CountCell(a.Pairs), v.CountCell(a.Agreed)}
		share, ok := a.Share()
		row = append(row, meanCells(ok, share, frame.Cell{Number: share.Percent().Decimal()})...)
		apart, ok := a.MeanApart()
		points, _ := apart.Points(reform.PointDecimals, reform.HalfUp) // a mean of points is none too large for them
		row = append(append(row, v.CountCell(a.Gauged)), meanCells(ok, apart, frame.Cell{Number: points.Decimal()})...)
		share, ok = a.MeanShare()
		row = append(append(row, v.CountCell(a.Shared)), meanCells(ok, share, frame.Cell{Number: share.Percent().Decimal()})...)
		table.Rows = append(table.Rows, row)
	}
	add(v.Say("agreement.all"), "", r.All)
	for _, a := range r.Areas {
		add(v.Say("page.area"), a.ID+" "+a.Title, a.Agreement)
	}
	for _, c := range r.Couples {
		add(v.Say("agreement.couple"), r.couple(c), c.Agreement)
	}
	return table
}

// meanCells are a mean rounded, and as it is.
func meanCells(known bool, exact reform.Fraction, rounded frame.Cell) []frame.Cell {
	if !known {
		return []frame.Cell{{}, {}}
	}
	return []frame.Cell{rounded, {Text: exact.RatString()}}
}
