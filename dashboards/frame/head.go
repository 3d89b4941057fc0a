package frame

import "reformboard/internal/reform"

// Head is what a page tells the layout; every page embeds one.
type Head struct {
	Title   string
	Crumbs  []Link
	Context *Context // nil: the page is about no cycle
	Refresh int      // seconds after which the page is asked for again; 0: it stays
}

func (h Head) head() Head { return h }

// HeadOf is what a page tells the layout.
func HeadOf(page Page) Head { return page.head() }

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
	Edition   *Edition // nil: the figures are those of the board as it stands
	Home      string   // the cycle's overview
}

// MenuPlace is an entry of the cycle's menu.
type MenuPlace string

const (
	AtOverview MenuPlace = ""
	AtRanking  MenuPlace = "/ranking"
	AtMovement MenuPlace = "/movement"
	AtWeak     MenuPlace = "/weak"
	AtComplete MenuPlace = "/completeness"
	AtMethod   MenuPlace = "/method"
	AtNowhere  MenuPlace = "-" // a page below the menu
)

// Context describes the cycle; at is the entry of its menu that the page stands under.
func (v Voice) Context(c reform.Cycle, f *reform.Framework, body reform.Unit, phase reform.Phase, at MenuPlace) *Context {
	context := &Context{
		Home: CycleURL(c.ID, ""), Cycle: c.ID, Body: v.Words(body.Name()), Period: v.Period(c.Period), Framework: v.Words(f.Short),
		Phase: v.Say("phase." + string(phase)), Open: phase == reform.Open, Note: v.Words(c.Note()),
		Simulated: body.Simulated, Sample: f.Sample,
	}
	for _, place := range []struct {
		at  MenuPlace
		key string
	}{
		{AtOverview, "page.menu.overview"},
		{AtRanking, "page.menu.ranking"},
		{AtMovement, "page.menu.movement"},
		{AtWeak, "page.menu.weak"},
		{AtComplete, "page.menu.completeness"},
		{AtMethod, "page.menu.method"},
	} {
		context.Menu = append(context.Menu, Link{Text: v.Say(place.key), URL: CycleURL(c.ID, string(place.at)), Current: at == place.at})
	}
	return context
}

// TallyHead is the head of a page made from a tally. The crumbs lead from the
// list of cycles down to the page above this one.
func (v Voice) TallyHead(t *reform.Tally, at MenuPlace, title string, above ...Link) Head {
	context := v.Context(t.Cycle, &t.Framework, t.Body, t.Cycle.Phase(v.Now), at)
	context.AsOf, context.Edition = v.asOf(t), v.edition(t)
	context.Home = InEdition(context.Home, t)
	for n := range context.Menu {
		context.Menu[n].URL = InEdition(context.Menu[n].URL, t)
	}
	return Head{Title: title, Context: context, Crumbs: v.Crumbs(context, above...)}
}

// asOf is the moment the figures stand for: before the first report, now.
func (v Voice) asOf(t *reform.Tally) string {
	if t.AsOf.IsZero() {
		return v.Moment(v.Now)
	}
	return v.Moment(t.AsOf)
}

// Crumbs lead from the list of cycles over the cycle to the page above this one.
func (v Voice) Crumbs(c *Context, above ...Link) []Link {
	crumbs := []Link{
		{Text: v.Say("page.cycles.crumb"), URL: "/"},
		{Text: c.Body + " · " + c.Period + " · " + c.Framework, URL: c.Home},
	}
	return append(crumbs, above...)
}
