package scrutiny_test

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
)

// TestPublishedReportsAreNotDoubted holds what 14 agencies of Gia Lai published on
// the National Public Service Portal against each other.
func TestPublishedReportsAreNotDoubted(t *testing.T) {
	content, err := os.Open("../../seed/frameworks/qd766-portal-2026.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	f, err := framework.Read("qd766-portal-2026.yaml", content)
	if err != nil {
		t.Fatal(err)
	}
	table, err := os.Open("../../seed/gialai/reports.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	reader := csv.NewReader(table)
	reader.Comment = '#'
	rows, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	reports := make([]reform.Report, len(rows[0])-1)
	for _, row := range rows[1:] {
		for n, text := range row[1:] {
			if text != "" {
				reports[n].Values = append(reports[n].Values, reform.Value{Figure: row[0], Text: text})
			}
		}
	}
	norms := scrutiny.NormsOf(&f, reports)
	doubts := func(n int) string {
		return told(scrutiny.Of(scrutiny.Case{Framework: &f, Period: "2026", Values: reports[n].Values, Norms: norms}))
	}
	for n := range reports {
		if got := doubts(n); got != "" {
			t.Errorf("%s: %s", rows[0][n+1], got)
		}
	}
	// One agency loses a digit of one figure, and gains two of another.
	for n, v := range reports[8].Values {
		switch v.Figure {
		case "dossiers_on_time":
			reports[8].Values[n].Text = "65"
		case "procedures_published":
			reports[8].Values[n].Text = "4700"
		}
	}
	want := []string{
		"procedures_published far_from_peers: 4700 against 47",
		"dossiers_on_time far_from_peers: 65 against 447–641 of Tổng số hồ sơ TTHC tiếp nhận trong kỳ",
		"dossiers_satisfied part_over_whole: 653 against 65 of Số hồ sơ xử lý trước hạn, đúng hạn",
	}
	if diff := cmp.Diff(want, strings.Split(doubts(8), "\n")); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}
