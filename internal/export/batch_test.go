package export

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

func TestBatchReadsBackFromCSV(t *testing.T) {
	b := reform.Batch{
		ID: "9H4TZ", Cycle: "2026-q3", Source: reform.FromUnit, At: time.Date(2026, 10, 5, 4, 0, 0, 0, time.UTC),
		Items: []reform.BatchItem{
			{Place: 1, Name: "=cmd|x.xlsx", Unit: "a", Upload: "U1", Version: 2, Errors: 3, Doubts: 1},
			{Place: 2, Name: "b.pdf", Findings: []reform.Finding{{Problem: reform.NoUnit, Severity: reform.Refused}}},
		},
	}
	var out bytes.Buffer
	if err := BatchCSV(&out, b, []reform.Unit{{ID: "a", NameVI: "Đơn vị A"}}, reform.Vietnamese); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), byteOrderMark))).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(len(rows), err)
	}
	want := []string{
		"1|'=cmd|x.xlsx|a|Đơn vị A|faulty|2|3|1|đã nhận, bản 2; 3 ô có lỗi; 1 số liệu cần giải trình||U1|2026-q3|unit|9H4TZ|2026-10-05T04:00:00Z",
		"2|b.pdf|||unclaimed||0|0|Không biết tệp này của đơn vị nào.|" + rows[2][9] + "||2026-q3|unit|9H4TZ|2026-10-05T04:00:00Z",
	}
	for n, row := range rows[1:] {
		if got := strings.Join(row, "|"); got != want[n] {
			t.Errorf("got %s, want %s", got, want[n])
		}
	}
	if rows[2][9] == "" {
		t.Error("nothing says what to do")
	}
}
