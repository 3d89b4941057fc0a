package dashboards

import "reformboard/internal/reform"

// Head is what a page tells the layout; every page embeds one.
type Head struct {
	Title   string
	Crumbs  []Link
	Context *Context // nil: the page is about no cycle
	Refresh int      // seconds after which the page is asked for again; 0: it stays
}

func (h Head) head() Head { return h }

// Context is the cycle that a page is about, as every page names it.
type Context struct {
	Cycle     string
	Body      string
	Period    string
	Framework string
	Phase     string // in words
	Open      bool
	AsOf      string // when the figures were drawn up; empty on pages that show none
	Note      string
	Simulated bool
	Sample    bool
	Menu      []Link
}

// menuPlace is an entry of the cycle's menu.
type menuPlace string

const (
	atOverview menuPlace = ""
	atRanking  menuPlace = "/ranking"
	atMovement menuPlace = "/movement"
	atWeak     menuPlace = "/weak"
	atComplete menuPlace = "/completeness"
	atMethod   menuPlace = "/method"
	atNowhere  menuPlace = "-" // a page below the menu
)

func (v Voice) context(c reform.Cycle, f *reform.Framework, body reform.Unit, phase reform.Phase, at menuPlace) *Context {
	context := &Context{
		Cycle: c.ID, Body: v.Words(body.Name()), Period: v.Period(c.Period), Framework: v.Words(f.Short),
		Phase: v.Say("phase." + string(phase)), Open: phase == reform.Open, Note: v.Words(c.Note()),
		Simulated: body.Simulated, Sample: f.Sample,
	}
	for _, place := range []struct {
		at  menuPlace
		key string
	}{
		{atOverview, "page.menu.overview"},
		{atRanking, "page.menu.ranking"},
		{atMovement, "page.menu.movement"},
		{atWeak, "page.menu.weak"},
		{atComplete, "page.menu.completeness"},
		{atMethod, "page.menu.method"},
	} {
		context.Menu = append(context.Menu, Link{Text: v.Say(place.key), URL: cycleURL(c.ID, string(place.at)), Current: at == place.at})
	}
	return context
}

// tallyHead is the head of a page made from a tally. The crumbs lead from the
// list of cycles down to the page above this one.
func (v Voice) tallyHead(t *reform.Tally, at menuPlace, title string, above ...Link) Head {
	context := v.context(t.Cycle, &t.Framework, t.Body, t.Cycle.Phase(v.Now), at)
	context.AsOf = v.asOf(t)
	return Head{Title: title, Context: context, Crumbs: v.crumbs(context, above...)}
}

// asOf is the moment the figures stand for: before the first report, now.
func (v Voice) asOf(t *reform.Tally) string {
	if t.AsOf.IsZero() {
		return v.Moment(v.Now)
	}
	return v.Moment(t.AsOf)
}

func (v Voice) crumbs(c *Context, above ...Link) []Link {
	crumbs := []Link{
		{Text: v.Say("page.cycles.crumb"), URL: "/"},
		{Text: c.Body + " · " + c.Period + " · " + c.Framework, URL: cycleURL(c.Cycle, "")},
	}
	return append(crumbs, above...)
}
