package edition

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// Content is what was frozen: what scores and ranks are made from, and what came of it.
type Content struct {
	Cycle      reform.Cycle // without what only counts: Version, Judged, Days
	Zone       string       // name of the zone in whose days lateness is counted; empty: no rule asks
	Framework  Framework
	Units      []reform.Unit // the whole tree of the body
	Groups     []reform.PeerGroup
	Reports    []reform.Report    // the versions that counted, with their values
	Before     []reform.Report    // of the cycle before, where the framework looks back
	Appraisals []reform.Appraisal // the versions that count in the end
	Scorecards []reform.Scorecard
	Overall    reform.Ranking
	ByGroup    []reform.Ranking
}

// Framework is a framework as it was read, and the file it was read from.
type Framework struct {
	Source     string          `json:"source"`
	SHA256     string          `json:"sha256"`     // of the source
	Definition json.RawMessage `json:"definition"` // as the program wrote it that froze it
}

// NewFramework is a framework as it is frozen.
func NewFramework(f reform.Framework, source []byte) (Framework, error) {
	definition, err := json.Marshal(f)
	sum := sha256.Sum256(source)
	return Framework{Source: string(source), SHA256: hex.EncodeToString(sum[:]), Definition: definition}, err
}

// Rules are the framework's rules, to score by.
func (f Framework) Rules() (rules reform.Framework, err error) {
	if err = json.Unmarshal(f.Definition, &rules); err != nil {
		err = fmt.Errorf("%w: the framework of the edition: %w", reform.ErrInvalid, err)
	}
	return rules, err
}

// Sort puts rows into the order of the format: units and groups as they are listed, reports
// by unit and source and their values by figure, appraisals as they were made. Scorecards and rankings follow from these.
func (c *Content) Sort() {
	slices.SortFunc(c.Units, func(a, b reform.Unit) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(c.Groups, func(a, b reform.PeerGroup) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	slices.SortFunc(c.Appraisals, func(a, b reform.Appraisal) int { return cmp.Compare(a.Seq, b.Seq) })
	for _, reports := range [][]reform.Report{c.Reports, c.Before} {
		slices.SortFunc(reports, func(a, b reform.Report) int {
			return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Version, b.Version))
		})
		for i := range reports {
			slices.SortFunc(reports[i].Values, func(a, b reform.Value) int { return cmp.Compare(a.Figure, b.Figure) })
		}
	}
}

type cycleJSON struct {
	ID        string        `json:"id"`
	Body      string        `json:"body"`
	Framework string        `json:"framework"`
	Period    reform.Period `json:"period"`
	DataFrom  time.Time     `json:"data_from"`
	DataTo    time.Time     `json:"data_to"`
	Opens     time.Time     `json:"opens"`
	Due       time.Time     `json:"due"`
	Grace     time.Duration `json:"grace,omitempty"` // nanoseconds
	Closes    time.Time     `json:"closes"`
	NoteVI    string        `json:"note_vi,omitempty"`
	NoteEN    string        `json:"note_en,omitempty"`

	Windows    []windowJSON    `json:"windows,omitempty"`
	Extensions []extensionJSON `json:"extensions,omitempty"`
}

type unitJSON struct {
	ID        string `json:"id"`
	Parent    string `json:"parent,omitempty"`
	NameVI    string `json:"name_vi"`
	NameEN    string `json:"name_en,omitempty"`
	PeerGroup string `json:"peer_group,omitempty"`
	Place     int    `json:"place"`
	Simulated bool   `json:"simulated,omitempty"`
}

type groupJSON struct {
	ID     string `json:"id"`
	NameVI string `json:"name_vi"`
	NameEN string `json:"name_en,omitempty"`
	Place  int    `json:"place"`
}

type reportJSON struct {
	Cycle       string        `json:"cycle"`
	Unit        string        `json:"unit"`
	Source      reform.Source `json:"source"`
	Version     int           `json:"version"`
	File        string        `json:"file"`
	SHA256      string        `json:"sha256"`
	SavedAt     time.Time     `json:"saved_at"`
	SavedBy     string        `json:"saved_by"`
	SubmittedAt *time.Time    `json:"submitted_at"`
	SubmittedBy string        `json:"submitted_by"`
	FirstAt     *time.Time    `json:"first_submitted_at,omitempty"` // of an earlier version
	Values      []valueJSON   `json:"values"`
}

type appraisalJSON struct {
	Cycle     string         `json:"cycle"`
	Unit      string         `json:"unit"`
	Indicator string         `json:"indicator"`
	Version   int            `json:"version"`
	Seq       int64          `json:"seq"`
	Turn      string         `json:"turn"`
	Review    int            `json:"review"`
	Report    int            `json:"report"`
	Verdict   reform.Verdict `json:"verdict"`
	Points    reform.Points  `json:"points,omitempty"`
	Ground    string         `json:"ground,omitempty"`
	Text      string         `json:"text,omitempty"`
	By        string         `json:"by"`
	At        time.Time      `json:"at"`
	Bulk      string         `json:"bulk,omitempty"`
	Permit    string         `json:"permit,omitempty"`
}

type valueJSON struct {
	Figure  string         `json:"figure"`
	Text    string         `json:"text,omitempty"`
	Absence reform.Absence `json:"absence,omitempty"`
	Reason  string         `json:"reason,omitempty"`
	Since   int            `json:"since"`
	Sheet   string         `json:"sheet,omitempty"`
	Cell    string         `json:"cell,omitempty"`
}

type contentJSON struct {
	Cycle      cycleJSON       `json:"cycle"`
	Zone       string          `json:"zone,omitempty"`
	Framework  Framework       `json:"framework"`
	Units      []unitJSON      `json:"units"`
	Groups     []groupJSON     `json:"peer_groups"`
	Reports    []reportJSON    `json:"reports"`
	Before     []reportJSON    `json:"reports_before"`
	Appraisals []appraisalJSON `json:"appraisals,omitempty"` // left out where nobody judged anything
	Scorecards []scorecardJSON `json:"scorecards"`
	Overall    rankingJSON     `json:"ranking"`
	ByGroup    []rankingJSON   `json:"rankings_by_group"`
}

func writeContent(p *printer, c *Content) {
	p.text("{\n\"cycle\":")
	p.value(spellCycle(c.Cycle))
	if c.Zone != "" {
		p.text(",\n\"zone\":")
		p.value(c.Zone)
	}
	p.text(",\n\"framework\":")
	p.value(c.Framework)
	list(p, "units", c.Units, func(u *reform.Unit) unitJSON { return unitJSON(*u) })
	list(p, "peer_groups", c.Groups, func(g *reform.PeerGroup) groupJSON { return groupJSON(*g) })
	list(p, "reports", c.Reports, spellReport)
	list(p, "reports_before", c.Before, spellReport)
	if len(c.Appraisals) > 0 {
		list(p, "appraisals", c.Appraisals, spellAppraisal)
	}
	list(p, "scorecards", c.Scorecards, spellScorecard)
	p.text(",\n\"ranking\":")
	p.value(spellRanking(&c.Overall))
	list(p, "rankings_by_group", c.ByGroup, spellRanking)
	p.text("\n}")
}

func (j contentJSON) noun() Content {
	c := Content{Cycle: j.Cycle.noun(), Zone: j.Zone, Framework: j.Framework, Overall: j.Overall.noun()}
	for _, u := range j.Units {
		c.Units = append(c.Units, reform.Unit(u))
	}
	for _, g := range j.Groups {
		c.Groups = append(c.Groups, reform.PeerGroup(g))
	}
	for i := range j.Reports {
		c.Reports = append(c.Reports, j.Reports[i].noun())
	}
	for i := range j.Before {
		c.Before = append(c.Before, j.Before[i].noun())
	}
	for _, a := range j.Appraisals {
		c.Appraisals = append(c.Appraisals, reform.Appraisal(a))
	}
	for i := range j.Scorecards {
		c.Scorecards = append(c.Scorecards, j.Scorecards[i].noun())
	}
	for i := range j.ByGroup {
		c.ByGroup = append(c.ByGroup, j.ByGroup[i].noun())
	}
	return c
}

func spellCycle(c reform.Cycle) cycleJSON {
	return cycleJSON{
		ID: c.ID, Body: c.Body, Framework: c.Framework, Period: c.Period, DataFrom: moment(c.DataFrom), DataTo: moment(c.DataTo),
		Opens: moment(c.Opens), Due: moment(c.Due), Grace: c.Grace, Closes: moment(c.Closes), NoteVI: c.NoteVI, NoteEN: c.NoteEN,
		Windows: spellWindows(c.Windows), Extensions: spellExtensions(c.Extensions),
	}
}

func (j cycleJSON) noun() reform.Cycle {
	c := reform.Cycle{
		ID: j.ID, Body: j.Body, Framework: j.Framework, Period: j.Period, DataFrom: j.DataFrom, DataTo: j.DataTo,
		Opens: j.Opens, Due: j.Due, Grace: j.Grace, Closes: j.Closes, NoteVI: j.NoteVI, NoteEN: j.NoteEN,
	}
	j.days(&c)
	return c
}

func spellAppraisal(a *reform.Appraisal) appraisalJSON {
	j := appraisalJSON(*a)
	j.At = moment(a.At)
	return j
}

func spellReport(r *reform.Report) reportJSON {
	j := reportJSON{
		Cycle: r.Cycle, Unit: r.Unit, Source: r.Source, Version: r.Version, File: r.File, SHA256: r.SHA256,
		SavedAt: moment(r.SavedAt), SavedBy: r.SavedBy, SubmittedAt: ifAny(r.SubmittedAt), SubmittedBy: r.SubmittedBy, FirstAt: ifAny(r.FirstAt), Values: make([]valueJSON, len(r.Values)),
	}
	for i, v := range r.Values {
		j.Values[i] = valueJSON{v.Figure, v.Text, v.Absence, v.Reason, v.Since, v.Sheet, v.Cell}
	}
	return j
}

// ifAny is moment, of what may not have come.
func ifAny(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	return new(moment(*t))
}

func (j *reportJSON) noun() reform.Report {
	r := reform.Report{
		Cycle: j.Cycle, Unit: j.Unit, Source: j.Source, Version: j.Version, File: j.File, SHA256: j.SHA256, Status: reform.Submitted,
		SavedAt: j.SavedAt, SavedBy: j.SavedBy, SubmittedAt: j.SubmittedAt, SubmittedBy: j.SubmittedBy, FirstAt: j.FirstAt,
	}
	for _, v := range j.Values {
		r.Values = append(r.Values, reform.Value{
			Cycle: j.Cycle, Unit: j.Unit, Source: j.Source, Version: j.Version, Figure: v.Figure, Text: v.Text, Absence: v.Absence,
			Reason: v.Reason, Since: v.Since, Origin: reform.Origin{Sheet: v.Sheet, Cell: v.Cell},
		})
	}
	return r
}
