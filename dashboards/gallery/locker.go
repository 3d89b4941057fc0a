package gallery

import (
	"time"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/locker"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func lockerSamples(v frame.Voice, now *reform.Tally) []Page {
	v.Now = now.Cycle.Due.Add(-20 * time.Hour)
	f := now.Framework
	f.Areas = append([]reform.Area{}, f.Areas...)
	f.Areas[0].Indicators = append([]reform.Indicator{}, f.Areas[0].Indicators...)
	for n := range f.Areas[0].Indicators {
		f.Areas[0].Indicators[n].Evidence = []reform.Proof{
			{ID: "plan", Title: sample.Words("Kế hoạch cải cách hành chính", "Plan of reform"), Signer: sample.Words("lãnh đạo đơn vị", "the head of the unit"), From: "2026-01-01", To: "2026-03-31"},
			{ID: "shots", Title: sample.Words("Ảnh chụp màn hình", "Pictures of the screen"), Count: 2},
		}
	}
	first, second := f.Areas[0].Indicators[0].ID, f.Areas[0].Indicators[1].ID
	a := locker.About{
		Cycle: now.Cycle, Framework: &f, Body: now.Body, Unit: now.Units[7], May: true, Open: true, Sent: map[string]string{"for": first},
		Holding: Holding(now, first, second),
	}
	none, wrong, closed := a, a, a
	none.Framework, none.Evidence, none.Citations, none.May = &now.Framework, nil, nil, false
	wrong.Field, wrong.Already = "file", f.Areas[0].Indicators[0]
	wrong.Problem = reform.Finding{Problem: reform.ProofUnsafe, Found: "macros", Severity: reform.Refused}
	closed.Open = false
	return []Page{
		{"locker", locker.NewLocker(v, a)},
		{"locker-empty", locker.NewLocker(v, none)},
		{"locker-wrong", locker.NewLocker(v, wrong)},
		{"locker-closed", locker.NewLocker(v, closed)},
	}
}

// Holding is what a unit shows for two indicators.
func Holding(now *reform.Tally, first, second string) exhibit.Holding {
	at := now.Cycle.Opens.Add(time.Hour)
	h := exhibit.Holding{
		At: exhibit.URL(now.Cycle.ID, now.Units[7].ID),
		Evidence: []reform.Evidence{
			{ID: "1", Kind: reform.FileEvidence, Title: "Kế hoạch số 12", Name: "KH12.pdf", Type: reform.PDF, SHA256: "ab12", Size: 240_000, Number: "12/KH", Dated: "2026-01-15", Issuer: "Cục Mẫu", ValidTo: "2026-10-20", At: at},
			{ID: "2", Kind: reform.FileEvidence, Title: "Sổ theo dõi", Name: "so.xlsx", Type: reform.Workbook, SHA256: "cd34", Size: 24_000, ValidTo: "2026-01-01", At: at},
			{ID: "3", Kind: reform.Reference, Title: "Quyết định", Number: "34/QĐ", Dated: "2026-02-01", Issuer: "Bộ Mẫu", Page: "3", At: at},
			{ID: "4", Kind: reform.Statement, Title: "Số liệu tính theo sổ theo dõi của bộ phận một cửa.", At: at},
		},
		Shared: map[string][]string{"ab12": {"Cục Mẫu 2", "Cục Mẫu 3"}},
	}
	for n, id := range []string{"1", "2", "3", "4"} {
		h.Citations = append(h.Citations, reform.Citation{Indicator: []string{first, second}[n%2], Evidence: id, Proof: []string{"plan", "shots", "shots", ""}[n]})
	}
	return h
}
