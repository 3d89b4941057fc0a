package sample

import (
	"fmt"
	"time"

	"reformboard/internal/reform"
)

// Batch is an archive of which so many files have been taken.
func Batch(t *reform.Tally, total, done int) reform.Batch {
	b := reform.Batch{
		ID: "9H4TZ", Cycle: t.Cycle.ID, Source: reform.FromUnit, Name: "USB cụm miền Trung – đợt 2.zip", At: t.Cycle.Due.Add(-30 * time.Hour), By: "quantri",
		Total: total, Done: done, Submit: true,
	}
	for n := range done {
		u := t.Units[n%len(t.Units)]
		item := reform.BatchItem{
			Batch: b.ID, Place: n + 1, Name: "Khối " + u.PeerGroup + "/" + t.Cycle.ID + "_" + u.ID + ".xlsx", Unit: u.ID,
			Upload: fmt.Sprint("U", n), Version: 1 + n/len(t.Units), Submitted: n%4 != 3,
		}
		switch n % 11 {
		case 3:
			item.Errors, item.Doubts, item.Submitted = 4, 2, false
		case 6:
			item.Version, item.Submitted, item.Findings = 0, false, []reform.Finding{{Problem: reform.OldWorkbook, Severity: reform.Refused}}
		case 8:
			item.Version, item.Submitted = 0, false
		case 9:
			item.Name, item.Unit, item.Upload = "Thư mục mới/Báo cáo tổng hợp quý III (bản cuối, đã sửa theo góp ý) – Copy.xlsx", "", ""
			item.Version, item.Submitted, item.Findings = 0, false, []reform.Finding{{Problem: reform.NoUnit, Severity: reform.Refused}}
		}
		b.Items = append(b.Items, item)
	}
	return b
}

// Finished is a batch that has come to its end, or failed.
func Finished(b reform.Batch, failure string) reform.Batch {
	at := b.At.Add(47 * time.Second)
	b.FinishedAt, b.Failure = &at, failure
	return b
}
