package standings

import "reformboard/dashboards/frame"

// filter offers a search, the grades, and what to rank by.
func (b *rankingBoard) filter() frame.Filter {
	var selections []frame.Selection
	if grades := b.t.Framework.Grades; len(grades) > 0 {
		c := frame.Selection{ID: "grade", Label: b.v.Say("page.grade"), Options: []frame.Choice{{Text: b.v.Say("page.ranking.grade.all"), Chosen: b.ask.Grade == ""}}}
		for _, g := range grades {
			c.Options = append(c.Options, frame.Choice{Value: g.ID, Text: b.v.Words(g.Title), Chosen: g.ID == b.ask.Grade})
		}
		selections = append(selections, c)
	}
	by := frame.Selection{ID: "by", Label: b.v.Say("page.ranking.by"), Options: []frame.Choice{{Text: b.v.Say("page.total"), Chosen: b.part.id == ""}}}
	for _, a := range b.t.Framework.AllAreas() {
		if !frame.Scores(a.Area) {
			continue
		}
		by.Options = append(by.Options, frame.Choice{Value: a.ID, Text: a.ID + " " + b.v.Words(a.Title), Chosen: a.ID == b.part.id})
		for _, i := range a.Indicators {
			if i.Scored() {
				by.Options = append(by.Options, frame.Choice{Value: i.ID, Text: "· " + i.ID + " " + b.v.Words(i.Title), Chosen: i.ID == b.part.id})
			}
		}
	}
	f := b.v.FilterForm(b.ask.Find, append(selections, by)...)
	f.Set = f.Set || b.ask.Grade != ""
	return f
}
