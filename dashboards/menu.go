package dashboards

import (
	"strings"

	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/assets"
	"reformboard/dashboards/batches"
	"reformboard/dashboards/editions"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/journal"
	"reformboard/dashboards/people"
	"reformboard/internal/reform"
)

// Switch links to the same page in each language.
func (s Shell) Switch() []frame.Link {
	links := make([]frame.Link, 0, len(reform.Languages))
	for _, l := range reform.Languages {
		links = append(links, frame.Link{Text: strings.ToUpper(string(l)), URL: s.Here("lang", string(l)), Current: l == s.Language})
	}
	return links
}

// UserLine says who is signed in and as what.
func (s Shell) UserLine() string {
	name := s.User.Name
	if name == "" {
		name = s.User.ID
	}
	return name + " · " + s.Say("role."+string(s.User.Role))
}

// OwnReport links an officer, and the head who answers for it, to the report of their own unit.
func (f framed) OwnReport() *frame.Link {
	if f.User == nil || f.Context == nil || f.User.Unit == "" || f.User.Role != reform.Officer && f.User.Role != reform.Head {
		return nil
	}
	own := frame.ReportURL(f.Context.Cycle, f.User.Unit, reform.FromUnit)
	return &frame.Link{Text: f.Say("page.menu.report"), URL: own, Current: strings.HasPrefix(f.Path, strings.SplitN(own, "?", 2)[0])}
}

// Seek is where units and indicators are looked up by name: on every page of a cycle
// but the one that has its own field for it. Whoever may read a page of a cycle may
// see its board.
func (f framed) Seek() *frame.Link {
	if f.User == nil || f.Context == nil {
		return nil
	}
	to := frame.CycleURL(f.Context.Cycle, "/search")
	if strings.SplitN(f.Path, "?", 2)[0] == to {
		return nil
	}
	return &frame.Link{Text: f.Say("page.search.label"), URL: to}
}

// ClockLine says whose clock the times are.
func (s Shell) ClockLine() string { return s.Say("page.clock", "Zone", s.ZoneName()) }

// ChartsReady reports whether the built chart library is part of this program.
func (s Shell) ChartsReady() bool { return assets.Ready() }

// Batches links an administrator to the work on many units of the cycle at once.
func (f framed) Batches() *frame.Link {
	if f.User == nil || f.Context == nil || f.User.Role != reform.Administrator {
		return nil
	}
	to := batches.URL(f.Context.Cycle, reform.FromUnit)
	return &frame.Link{Text: f.Say("batch.menu"), URL: to, Current: strings.HasPrefix(f.Path, to)}
}

// People links an administrator to those who may sign in, and an auditor to what they may.
func (f framed) People() *frame.Link {
	if f.User == nil {
		return nil
	}
	switch f.User.Role {
	case reform.Administrator:
		return &frame.Link{Text: f.Say("people.menu"), URL: people.URL, Current: strings.HasPrefix(f.Path, people.URL)}
	case reform.Auditor:
		return &frame.Link{Text: f.Say("rights.title"), URL: people.RightsURL, Current: strings.HasPrefix(f.Path, people.RightsURL)}
	default:
		return nil
	}
}

// Recipes links those who may to the recipes.
func (f framed) Recipes() *frame.Link {
	if f.User == nil || f.User.Role != reform.Administrator && f.User.Role != reform.Analyst {
		return nil
	}
	return &frame.Link{Text: f.Say("recipes.menu"), URL: "/recipes", Current: strings.HasPrefix(f.Path, "/recipes")}
}

// Editions links everybody to what has been published of the cycle.
func (f framed) Editions() *frame.Link {
	if f.User == nil || f.Context == nil {
		return nil
	}
	to := editions.URL(f.Context.Cycle)
	return &frame.Link{Text: f.Say("edition.menu"), URL: to, Current: strings.HasPrefix(f.Path, to)}
}

// Log links those who may to the log, which is of all bodies.
func (f framed) Log() *frame.Link {
	if f.User == nil || f.User.Unit != "" || f.User.Role != reform.Administrator && f.User.Role != reform.Auditor {
		return nil
	}
	return &frame.Link{Text: f.Say("log.menu"), URL: journal.URL, Current: strings.HasPrefix(f.Path, journal.URL)}
}

// Appraisals links those who judge to their queue, those who answer for a unit to how far
// its claims have come, administrators to the procedure, and who watches to how far those
// agree who judge.
func (f framed) Appraisals() *frame.Link {
	if f.User == nil || f.Context == nil {
		return nil
	}
	cycle, link := f.Context.Cycle, frame.Link{}
	switch f.User.Role {
	case reform.Appraiser, reform.Council:
		link = frame.Link{Text: f.Say("desk.menu"), URL: appraisals.QueueURL(cycle, "")}
	case reform.Officer, reform.Head:
		if f.User.Unit == "" {
			return nil
		}
		link = frame.Link{Text: f.Say("desk.menu.answer"), URL: appraisals.DocketURL(cycle, f.User.Unit, "")}
	case reform.Administrator:
		link = frame.Link{Text: f.Say("procedure.menu"), URL: appraisals.ProcedureURL(cycle)}
	case reform.Committee, reform.Auditor:
		if f.Context.Edition != nil {
			return nil // what is measured is how the cycle is judged now
		}
		link = frame.Link{Text: f.Say("agreement.menu"), URL: frame.AgreementURL(cycle)}
	case reform.Analyst:
		return nil
	}
	link.Current = strings.HasPrefix(f.Path, link.URL)
	return &link
}
