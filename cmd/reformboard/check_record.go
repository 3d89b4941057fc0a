package main

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// The keys of check --json. They are told in its --help, and stay as they are.
type (
	fileRecord struct {
		File      string          `json:"file"`
		Status    int             `json:"status"`
		Failure   string          `json:"failure"`
		Unit      string          `json:"unit"`
		UnitName  string          `json:"unit_name"`
		Cycle     string          `json:"cycle"`
		Period    reform.Period   `json:"period"`
		Framework string          `json:"framework"`
		Source    reform.Source   `json:"source"`
		Before    reform.Period   `json:"before"`
		Recipe    string          `json:"recipe"`
		Signature string          `json:"signature"`
		Asked     int             `json:"asked"`
		Read      int             `json:"read"`
		Expected  *expectedRecord `json:"expected"`
		Values    []valueRecord   `json:"values"`
		Findings  []findingRecord `json:"findings"`
		Marked    string          `json:"marked"`
	}
	expectedRecord struct {
		Total        string       `json:"total"`
		Maximum      *string      `json:"maximum"`
		State        reform.State `json:"state"`
		NotSubmitted int          `json:"not_submitted"`
		UnderReview  int          `json:"under_review"`
	}
	valueRecord struct {
		Unit    string         `json:"unit"`
		Source  reform.Source  `json:"source"`
		Figure  string         `json:"figure"`
		Value   string         `json:"value"`
		Absence reform.Absence `json:"absence"`
		Sheet   string         `json:"sheet"`
		Cell    string         `json:"cell"`
	}
	findingRecord struct {
		Severity reform.Severity `json:"severity"`
		Problem  reform.Problem  `json:"problem"`
		Unit     string          `json:"unit"`
		Figure   string          `json:"figure"`
		Label    string          `json:"label"`
		Sheet    string          `json:"sheet"`
		Cell     string          `json:"cell"`
		Found    string          `json:"found"`
		Wanted   string          `json:"wanted"`
		Other    string          `json:"other"`
		Text     string          `json:"text"`
		Mend     string          `json:"mend"`
	}
)

// record is what came of a file, for programs.
func (f *checked) record(l reform.Language) fileRecord {
	r := fileRecord{
		File: f.name, Status: f.status(), Failure: f.failure,
		Unit: f.Form.Unit.ID, UnitName: f.Form.Unit.Name().In(l), Cycle: f.Form.Cycle.ID, Period: f.Form.Cycle.Period,
		Framework: f.Form.Framework.ID, Source: f.Form.Source, Before: f.Before, Recipe: f.Recipe, Signature: "not checked",
		Asked: len(f.Values), Read: f.taken(), Values: []valueRecord{}, Findings: []findingRecord{}, Marked: f.marked,
	}
	if f.Card != nil {
		r.Expected = f.expected()
	}
	for _, v := range f.Values {
		r.Values = append(r.Values, valueRecord{v.Unit, v.Source, v.Figure, v.Text, v.Absence, v.Sheet, v.Cell})
	}
	for _, found := range f.Findings {
		text, mend := locale.Finding(l, found)
		r.Findings = append(r.Findings, findingRecord{
			found.Severity, found.Problem, f.unitOf(found), found.Figure, found.Label.In(l), found.Sheet, found.Cell,
			found.Found, found.Wanted, found.Other.In(l), text, mend,
		})
	}
	return r
}

func (f *checked) expected() *expectedRecord {
	e := &expectedRecord{State: f.Card.State}
	if f.Card.State.Counts() {
		e.Total = decimal(f.Card.Exact)
	}
	if most := f.Form.Framework.Max; most != 0 {
		text := most.String()
		e.Maximum = &text
	}
	for _, s := range f.Card.Scores {
		switch s.State {
		case reform.NotSubmitted:
			e.NotSubmitted++
		case reform.UnderReview:
			e.UnderReview++
		case reform.Scored, reform.Zero, reform.NotAsked, reform.Suppressed:
		}
	}
	return e
}

// taken counts the figures of which the file says something.
func (f *checked) taken() int {
	n := 0
	for _, v := range f.Values {
		if v.Absence != reform.NotReported {
			n++
		}
	}
	return n
}

// unitOf is the unit that a finding is about; empty: the file, or nobody that is known.
func (f *checked) unitOf(found reform.Finding) string {
	if f.Recipe == "" {
		return f.Form.Unit.ID
	}
	return f.Owners[found]
}
