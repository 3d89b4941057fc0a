package flow_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// figures is how many rows a large report has.
const figures = 120

// wide is a framework of 60 shares over 120 figures, with a check for each.
func wide() reform.Framework {
	half := reform.Decimal("0.5")
	f := reform.Framework{
		ID: "wide", Series: "wide", Title: reform.Words{VI: "Bộ chỉ số thử", EN: "Test index"}, Short: reform.Words{VI: "Thử", EN: "Test"},
		Max: 60 * reform.Point, NotApplicable: reform.Leave, Coverage: half, Missing: reform.FillNothing,
	}
	two := 2
	f.Rounding = reform.Rounding{Mode: reform.HalfUp, Indicator: &two}
	a := reform.Area{ID: "A", Title: reform.Words{VI: "Thủ tục hành chính", EN: "Procedures"}, Max: f.Max}
	for n := range figures / 2 {
		whole, part := fmt.Sprintf("received_%d", n), fmt.Sprintf("on_time_%d", n)
		for id, title := range map[string]string{whole: "Số hồ sơ đã tiếp nhận trong kỳ, lĩnh vực ", part: "Trong đó: giải quyết đúng hạn, lĩnh vực "} {
			f.Figures = append(f.Figures, reform.Figure{
				ID: id, Kind: reform.Count, Source: reform.FromUnit, Section: "A", Unit: reform.Words{VI: "hồ sơ", EN: "dossiers"},
				Title: reform.Words{VI: title + strconv.Itoa(n), EN: id}, Help: reform.Words{VI: "Đếm cả hồ sơ kỳ trước chuyển sang.", EN: "Carried over too."},
			})
		}
		f.Checks = append(f.Checks, reform.Check{Parts: []string{part}, Whole: whole})
		a.Indicators = append(a.Indicators, reform.Indicator{
			ID: strconv.Itoa(n), Title: reform.Words{VI: "Tỷ lệ đúng hạn, lĩnh vực " + strconv.Itoa(n), EN: "On time"}, Max: reform.Point,
			Rule: reform.Rule{Kind: reform.Ratio, Of: []string{part}, Over: []string{whole}, IfZero: reform.ZeroEarnsNothing},
		})
	}
	f.Areas = []reform.Area{a}
	return f
}

// said fills every figure of a wide report in; the number makes units differ.
func said(f reform.Framework, n int) []reform.Value {
	var values []reform.Value
	for i, g := range f.Figures {
		text := strconv.Itoa(2000 + 13*i + n%97)
		if g.ID[0] == 'o' {
			text = strconv.Itoa(1500 + 7*i + n%89)
		}
		values = append(values, reform.Value{Figure: g.ID, Text: text})
	}
	return values
}

func wideForm(f reform.Framework, unit string, values []reform.Value) workbook.Form {
	return workbook.Form{
		Framework: f, Source: reform.FromUnit, Language: reform.Vietnamese, Values: values, Key: []byte("key"),
		Cycle: reform.Cycle{ID: "2026-Q3", Body: "body", Framework: "wide", Period: "2026-Q3", DataFrom: flowtest.Opens, DataTo: flowtest.Opens, Opens: flowtest.Opens, Due: flowtest.Opens.AddDate(0, 0, 10), Closes: flowtest.Opens.AddDate(0, 0, 20)},
		Unit:  reform.Unit{ID: unit, Parent: "body", NameVI: "Đơn vị " + unit, PeerGroup: "g"},
		Group: reform.PeerGroup{ID: "g", NameVI: "Khối"},
	}
}

func written(b testing.TB, form workbook.Form) []byte {
	b.Helper()
	var content bytes.Buffer
	if err := workbook.Write(&content, form); err != nil {
		b.Fatal(err)
	}
	return content.Bytes()
}

// doubted is a Case with eight earlier reports and fifty peers.
func doubted(f *reform.Framework) scrutiny.Case {
	c := scrutiny.Case{Framework: f, Period: "2026-Q3"}
	period := reform.Period("2026-Q3")
	for n := range 8 {
		period = period.Previous()
		c.History = append(c.History, scrutiny.Past{Period: period, Values: said(*f, n)})
	}
	var peers []reform.Report
	for n := range 50 {
		peers = append(peers, reform.Report{Unit: strconv.Itoa(n), Values: said(*f, n)})
	}
	c.Norms = scrutiny.NormsOf(f, peers)
	return c
}

// BenchmarkReport reads one report of 120 rows with every check on: of the container,
// of its XML, of each answer, and of the values beside each other, the past and the
// peers. BenchmarkReportGetRows is what the library takes for the rows alone: ours
// should take a third of it, in the same run.
func BenchmarkReport(b *testing.B) {
	f := wide()
	form := wideForm(f, "u", said(f, 1))
	content, c := written(b, form), doubted(&f)
	b.ReportAllocs()
	for b.Loop() {
		reading, err := workbook.Read(content, form)
		if err != nil || reading.Refused() {
			b.Fatalf("%+v, %v", reading.Findings, err)
		}
		c.Values = reading.Values
		if found := scrutiny.Of(c); len(found) > 0 {
			b.Fatalf("%+v", found)
		}
	}
}

func BenchmarkReportGetRows(b *testing.B) {
	f := wide()
	content := written(b, wideForm(f, "u", said(f, 1)))
	b.ReportAllocs()
	for b.Loop() {
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := book.GetRows(book.GetSheetList()[0]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReportWritten makes one form of 120 figures.
func BenchmarkReportWritten(b *testing.B) {
	f := wide()
	form := wideForm(f, "u", said(f, 1))
	b.ReportAllocs()
	for b.Loop() {
		content := written(b, form)
		b.ReportMetric(float64(len(content))/1000, "KB")
	}
}

// deadline is a board of 3,500 units on disk, and a report of each.
func deadline(b *testing.B, units int) (*flow.Board, [][]byte) {
	b.Helper()
	s := storetest.Open(b)
	kept, err := files.New(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	f := wide()
	all := []reform.Unit{{ID: "body", NameVI: "Bộ"}}
	contents := make([][]byte, units)
	var wg sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	for n := range units {
		form := wideForm(f, fmt.Sprintf("u%04d", n), said(f, n))
		all = append(all, form.Unit)
		wg.Go(func() {
			places <- struct{}{}
			contents[n] = written(b, form)
			<-places
		})
	}
	wg.Wait()
	for _, err := range []error{
		s.SaveFramework(b.Context(), "test", flowtest.Opens, f, []byte("wide")),
		s.SaveUnits(b.Context(), "test", flowtest.Opens, all, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}),
		s.SaveCycle(b.Context(), "test", flowtest.Opens, wideForm(f, "u", nil).Cycle),
	} {
		if err != nil {
			b.Fatal(err)
		}
	}
	board := flow.New(s, kept)
	board.Key = []byte("key")
	return board, contents
}

// BenchmarkDeadline receives and stores a report of each of 3,500 units, two at a
// time, with a draft made of each.
func BenchmarkDeadline(b *testing.B) {
	units := 3500
	if testing.Short() {
		units = 500
	}
	board, contents := deadline(b, units)
	for b.Loop() {
		var wg sync.WaitGroup
		next := make(chan int)
		for range runtime.GOMAXPROCS(0) {
			wg.Go(func() {
				for n := range next {
					_, report, err := board.Take(b.Context(), flow.Delivery{
						Cycle: "2026-Q3", Unit: fmt.Sprintf("u%04d", n), Source: reform.FromUnit, By: "o", At: flowtest.During.Add(time.Duration(n) * time.Second), Name: "q.xlsx", Content: contents[n],
					})
					if err != nil || report == nil {
						b.Errorf("unit %d: %v", n, err)
					}
				}
			})
		}
		for n := range units {
			next <- n
		}
		close(next)
		wg.Wait()
	}
}
