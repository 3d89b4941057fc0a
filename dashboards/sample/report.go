package sample

import (
	"slices"
	"strconv"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// Report is the draft of a report, with what is missing and what does not apply.
func Report(t *reform.Tally) reform.Report {
	r := reform.Report{Cycle: t.Cycle.ID, Unit: "unit-08", Source: reform.FromUnit, Version: 3, Status: reform.Draft, SavedAt: t.Cycle.Due.Add(-60 * time.Hour), SavedBy: "canbo", File: "bao-cao-quy-III.xlsx", SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}
	for n, figure := range t.Framework.FiguresOf(reform.FromUnit) {
		number := 1200 - 9*(n/2)
		if n%2 == 0 { // a part
			number = number * (60 + n%7*5) / 100
		}
		value := reform.Value{Figure: figure.ID, Text: strconv.Itoa(number), Since: 3, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(7+n)}}
		switch n {
		case 4:
			value.Text, value.Absence = "", reform.NotApplicable
		case 11, 12:
			value.Text, value.Absence = "", reform.NotReported
		}
		r.Values = append(r.Values, value)
	}
	return r
}

// Title is what a figure is called.
func Title(t *reform.Tally, id string) reform.Words {
	f, _ := t.Framework.Figure(id)
	return f.Title
}

// Upload is a workbook with findings of every severity.
func Upload(t *reform.Tally) reform.Upload {
	at := func(cell string) reform.Origin { return reform.Origin{Sheet: "Số liệu", Cell: cell} }
	title := func(id string) reform.Words { return Title(t, id) }
	return reform.Upload{
		ID: "7KQ2M", Cycle: t.Cycle.ID, Unit: "unit-08", Source: reform.FromUnit, Name: "bao-cao-quy-III.xlsx", Size: 38_400, At: t.Cycle.Due.Add(-60 * time.Hour), By: "canbo", Version: 3,
		SHA256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
		Findings: []reform.Finding{
			{Origin: at("D18"), Figure: "3.2.of", Label: title("3.2.of"), Found: "300", Problem: reform.PartOverWhole, Severity: reform.Error, Wanted: "260", Other: title("3.2.over")},
			{Origin: at("D21"), Figure: "4.1.of", Label: title("4.1.of"), Found: "mười hai", Problem: reform.NotNumber, Severity: reform.Error},
			{Origin: at("D30"), Figure: "2.1.over", Label: title("2.1.over"), Found: "9000", Problem: reform.FarFromLast, Severity: reform.Warning, Wanted: "1128"},
			{Origin: at("D24"), Figure: "4.3.of", Label: title("4.3.of"), Problem: reform.Blank, Severity: reform.Note},
			{Origin: at("D9"), Figure: "1.2.of", Label: title("1.2.of"), Found: "1.234,0", Problem: reform.UnderstoodAs, Severity: reform.Note, Wanted: "1234"},
		},
	}
}

// Doubts are what must be explained before the report is submitted.
func Doubts(t *reform.Tally) []reform.Finding {
	return []reform.Finding{
		{Figure: "2.1.over", Label: Title(t, "2.1.over"), Found: "1164", Problem: reform.FarFromLast, Severity: reform.Warning, Wanted: "412"},
		{Figure: "2.1.over", Label: Title(t, "2.1.over"), Found: "1164", Problem: reform.FarFromPeers, Severity: reform.Warning, Wanted: "280–640"},
		{Figure: "3.2.of", Label: Title(t, "3.2.of"), Found: "777", Problem: reform.Fell, Severity: reform.Warning, Wanted: "812"},
	}
}

// Attachments are evidence that came with a report.
func Attachments(t *reform.Tally) []reform.Attachment {
	at := t.Cycle.Due.Add(-59 * time.Hour)
	return []reform.Attachment{
		{ID: "A1", Name: "Quyết định công bố thủ tục hành chính số 1234.pdf", Size: 1_843_200, At: at, By: "canbo"},
		{ID: "A2", Name: "ảnh chụp bảng tổng hợp.png", Size: 412_000, At: at, By: "canbo"},
	}
}

// Difference is an upload over the draft: values that rise and fall, one that
// somebody else has changed meanwhile, one that cannot stand, and one that must go.
func Difference(t *reform.Tally) reform.Difference {
	draft := Report(t)
	d := reform.Difference{Newest: draft, Report: draft, Findings: Upload(t).Findings}
	d.Report.Version, d.Report.Values = 4, slices.Clone(draft.Values)
	for n, change := range []struct{ figure, text string }{
		{"1.1.of", "1100"}, {"1.2.of", "1234"}, {"2.1.over", "9000"}, {"3.2.of", "300"}, {"3.4.of", "1020"}, {"4.2.over", ""},
	} {
		g, _ := t.Framework.Figure(change.figure)
		old, _ := draft.Value(change.figure)
		now := reform.Value{Figure: g.ID, Text: change.text, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D" + strconv.Itoa(9+3*n)}}
		if change.text == "" {
			now.Absence = reform.NotReported
		}
		a := reform.Alteration{Figure: g, Old: old, New: now, Clash: n == 1, Left: change.figure == "3.2.of"}
		if a.Clash {
			a.Old.Since = 4
		}
		for i := range d.Report.Values {
			if d.Report.Values[i].Figure == g.ID && !a.Left {
				d.Report.Values[i] = now
			}
		}
		d.Alterations = append(d.Alterations, a)
	}
	d.Before, d.After = card(t, draft), card(t, d.Report)
	return d
}

func card(t *reform.Tally, r reform.Report) *reform.Scorecard {
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		panic(err)
	}
	r.SubmittedAt = &r.SavedAt
	cards, err := m.Cycle(score.Input{Cycle: t.Cycle, Units: t.Units[7:8], Reports: []reform.Report{r}})
	if err != nil {
		panic(err)
	}
	return &cards[0]
}
