package seed

import (
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// gialai is the published cycle: what the National Public Service Portal showed
// of 14 agencies of Gia Lai province on 10 October 2026. Empty cells were not
// published; nothing is made up in their place.
func gialai(frameworks map[string]reform.Framework) ([]played, error) {
	list, err := unitsOf("gialai")
	if err != nil {
		return nil, err
	}
	_, rows, err := table("gialai/reports.csv")
	if err != nil {
		return nil, err
	}
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }
	f := frameworks["qd766-portal-2026"]
	p := played{cycle: reform.Cycle{
		ID: "gialai-766-2026", Body: "H21", Framework: f.ID, Period: "2026",
		DataFrom: day(1, 1), DataTo: day(10, 11), Opens: day(10, 10), Due: day(10, 20).Add(10 * time.Hour), Closes: day(10, 31).Add(10 * time.Hour), // 17:00 in Viet Nam
		NoteVI: "Cổng Dịch vụ công quốc gia, số liệu công khai ngày 10/10/2026. Thời điểm nộp và hạn nộp do bản trình diễn đặt ra.",
		NoteEN: "National Public Service Portal of Viet Nam, public figures of 10 October 2026. Times of submission and due times were set for the demonstration.",
	}}
	for _, u := range list.Units {
		if u.PeerGroup == "" {
			continue
		}
		form := workbook.Form{Framework: f, Cycle: p.cycle, Unit: u, Group: list.Groups[0], Source: reform.FromUnit, Language: reform.Vietnamese}
		for _, row := range rows {
			v := reform.Value{Figure: row["figure"], Text: row[u.ID]}
			if v.Text == "" {
				v.Absence = reform.NotReported
			}
			form.Values = append(form.Values, v)
		}
		p.reports = append(p.reports, report{form: form, at: day(10, 12).Add(2 * time.Hour)})
	}
	return []played{p}, nil
}
