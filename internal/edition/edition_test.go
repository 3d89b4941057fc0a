package edition_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/edition"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

var hanoi = time.Date(2026, 9, 4, 6, 30, 0, 123456789, time.FixedZone("", 7*3600))

// full is an edition in which nothing is left out.
func full(t *testing.T) *edition.Edition {
	t.Helper()
	f, err := edition.NewFramework(reform.Framework{ID: "f", Title: reform.Words{VI: "Bộ <chỉ số> & hơn", EN: "x"}, Max: 6_0000}, []byte("id: f\n# <chú thích>\n"))
	if err != nil {
		t.Fatal(err)
	}
	third, long := reform.NewFraction(1, 3), reform.NewFraction(1, 3)
	for range 9 { // wider than two numbers of 64 bits
		long = long.Mul(reform.NewFraction(1_000_003, 999_983))
	}
	at := hanoi
	report := reform.Report{
		Cycle: "c", Unit: "b", Source: reform.FromUnit, Version: 3, Status: reform.Submitted, File: "báo cáo.xlsx", SHA256: "ab", SavedAt: hanoi, SavedBy: "x", SubmittedAt: &at, SubmittedBy: "y", FirstAt: new(hanoi.Add(-time.Hour)),
		Values: []reform.Value{
			{Cycle: "c", Unit: "b", Source: reform.FromUnit, Version: 3, Figure: "z", Absence: reform.NotReported, Since: 1},
			{Cycle: "c", Unit: "b", Source: reform.FromUnit, Version: 3, Figure: "y", Text: "1.50", Reason: "đã kiểm tra <lại>", Since: 3, Origin: reform.Origin{Sheet: "Số liệu", Cell: "D7"}},
		},
	}
	other := report
	other.Unit, other.Values = "a", nil
	window := func(group string) reform.Window {
		return reform.Window{Cycle: "c", Stage: reform.ReportingStage, PeerGroup: group, Opens: hanoi, Due: hanoi, Grace: 1, Closes: hanoi}
	}
	standing := reform.Standing{Unit: "b", Rank: 1, Dense: 1, Tied: 2, Total: 1_5000, Exact: third, Grade: "good", Coverage: 9950}
	return &edition.Edition{
		Imprint: edition.Imprint{
			Number: 2, Program: "v1", Signers: []edition.Signer{{User: "an", Name: "An", Role: reform.Administrator, At: hanoi}, {User: "binh", At: hanoi}},
			Anchor: reform.Anchor{Seq: 7, Hash: "ff", At: hanoi}, Correction: &reform.Correction{Replaces: 1, Reason: "r"},
		},
		Content: edition.Content{
			Cycle: reform.Cycle{
				ID: "c", Body: "m", Framework: "f", Period: "2026", DataFrom: hanoi, Grace: time.Hour, NoteVI: "n",
				Windows:    []reform.Window{window("g"), window("h")},
				Extensions: []reform.Extension{{Cycle: "c", Stage: reform.ReportingStage, Unit: "b", Until: hanoi, Reason: "Bão", At: hanoi, By: "an"}},
			}, Zone: "Asia/Ho_Chi_Minh", Framework: f,
			Units:   []reform.Unit{{ID: "b", Parent: "m", PeerGroup: "g", Place: 2}, {ID: "a", Parent: "m", Place: 2, Simulated: true}, {ID: "m"}},
			Groups:  []reform.PeerGroup{{ID: "g", NameVI: "Khối", Place: 1}},
			Reports: []reform.Report{report, other},
			Scorecards: []reform.Scorecard{{
				Unit: "b", State: reform.Scored, Earned: 1, Max: 2, Total: 3, Exact: long, Grade: "good", Coverage: 10000, Submitted: &at, Late: true,
				Scores:    []reform.Score{{Indicator: "1", State: reform.Scored, Earned: 1, Max: 2, Measured: &third, Cases: 7, Exact: third, Filled: reform.FillLastPeriod}},
				Subtotals: []reform.Subtotal{{Area: "A", State: reform.Scored, Earned: 1, Max: 2, Exact: third}}, Facets: []reform.Subtotal{},
			}},
			Overall: reform.Ranking{Standings: []reform.Standing{standing}, Unranked: []reform.Standing{{Unit: "a", Reason: reform.NoReport}}},
			ByGroup: []reform.Ranking{{Group: "g", Standings: []reform.Standing{standing}}},
		},
	}
}

func text(t *testing.T, e *edition.Edition) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := edition.Write(&out, e); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEditionIsReadBackAsWritten(t *testing.T) {
	e := full(t)
	e.Sort()
	read, err := edition.Read(text(t, e))
	if err != nil {
		t.Fatal(err)
	}
	digest, err := edition.Digest(&e.Content)
	if err != nil || read.Digest != digest || len(digest) != 64 {
		t.Errorf("got %q, %v, want %q", read.Digest, err, digest)
	}
	e.Digest = digest
	same := cmp.Options{
		cmp.Comparer(func(a, b time.Time) bool {
			return a.Truncate(time.Microsecond).Equal(b) || b.Truncate(time.Microsecond).Equal(a)
		}),
		cmp.Comparer(func(a, b reform.Fraction) bool { return a.Cmp(b) == 0 }),
	}
	if diff := cmp.Diff(e, read, same); diff != "" {
		t.Errorf("written (-) and read (+):\n%s", diff)
	}
	if !strings.Contains(string(text(t, e)), `"2026-09-03T23:30:00.123456Z"`) || !strings.Contains(string(text(t, e)), "kiểm tra <lại>") {
		t.Error("times are not in UTC to the microsecond, or letters are escaped")
	}
}

func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	a, b := full(t), full(t)
	slices.Reverse(b.Units)
	slices.Reverse(b.Cycle.Windows)
	slices.Reverse(b.Reports)
	for i := range b.Reports {
		slices.Reverse(b.Reports[i].Values)
	}
	a.Sort()
	b.Sort()
	if !bytes.Equal(text(t, a), text(t, b)) {
		t.Error("the texts differ")
	}
}

// TestAnyOtherTextIsRefused takes a byte away, adds one and changes one, at every place of
// what was frozen, and writes what the board would not. What is said of an edition beside
// that is held by the SHA-256 of the whole.
func TestAnyOtherTextIsRefused(t *testing.T) {
	good := text(t, full(t))
	try := func(what string, bad []byte) {
		if _, err := edition.Read(bad); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%s: got %v", what, err)
		}
	}
	for i := bytes.Index(good, []byte(`"content":`)); i < len(good); i++ {
		try("a byte less", slices.Delete(slices.Clone(good), i, i+1))
		try("a byte more", slices.Insert(slices.Clone(good), i, ' '))
		bad := slices.Clone(good)
		bad[i] ^= 1
		try("another byte", bad)
	}
	for what, bad := range map[string]string{
		"nothing": "", "another format": `{"format":"reformboard edition 9"}`, "a list": "[]", "more after it": string(good) + "{}",
		"another digest":   strings.Replace(string(good), `"content_sha256":"`, `"content_sha256":"0`, 1),
		"an unknown key":   strings.Replace(string(good), `"number":2`, `"number":2,"more":1`, 1),
		"another spelling": strings.Replace(string(good), `"exact":"1/3"`, `"exact":"2/6"`, 1),
		"a huge exponent":  strings.Replace(string(good), `"exact":"1/3"`, `"exact":"1e999999999"`, 1),
		"a division by 0":  strings.Replace(string(good), `"exact":"1/3"`, `"exact":"1/0"`, 1),
		"a long number":    strings.Replace(string(good), `"exact":"1/3"`, `"exact":"`+strings.Repeat("1", 20_000)+`"`, 1),
	} {
		try(what, []byte(bad))
	}
}

// TestEveryFieldIsFrozenOrLeftOutOnPurpose names what the format leaves out. A field that is
// added to a noun belongs into the format, left out where it says nothing, or here.
func TestEveryFieldIsFrozenOrLeftOutOnPurpose(t *testing.T) {
	for _, c := range []struct {
		noun any
		left string
	}{
		{reform.Cycle{}, "Version Judged Days"},
		{reform.Window{}, "Cycle Stage Version Dropped SetAt SetBy Extension"}, // the newest of reporting, and who set it is in the log
		{reform.Extension{}, "ID Cycle Stage"},
		{reform.Unit{}, ""},
		{reform.PeerGroup{}, ""},
		{reform.Report{}, "Status"},
		{reform.Value{}, "Cycle Unit Source Version File SHA256"}, // the report's own, or found by Since
		{reform.Scorecard{}, "Working"},
		{reform.Score{}, "Working Appraisal"}, // one of Content.Appraisals
		{reform.Appraisal{}, ""},
		{reform.Subtotal{}, "Working"},
		{reform.Ranking{}, ""},
		{reform.Standing{}, "Moved"}, // against another cycle, which may be published anew
		{score.Input{}, "Above"},     // no cycle of a board has units above
	} {
		kind := reflect.TypeOf(c.noun)
		frozen := frozenFields[kind.Name()]
		for field := range kind.Fields() {
			name := field.Name
			if slices.Contains(strings.Fields(frozen), name) == slices.Contains(strings.Fields(c.left), name) {
				t.Errorf("%s.%s is neither frozen nor left out on purpose: see content.go and scorecard.go", kind, name)
			}
		}
	}
}

var frozenFields = map[string]string{
	"Cycle":     "ID Body Framework Period DataFrom DataTo Opens Due Grace Closes NoteVI NoteEN Windows Extensions",
	"Window":    "PeerGroup Opens Due Grace Closes",
	"Extension": "Unit Until Reason At By",
	"Unit":      "ID Parent NameVI NameEN PeerGroup Place Simulated",
	"PeerGroup": "ID NameVI NameEN Place",
	"Report":    "Cycle Unit Source Version File SHA256 SavedAt SavedBy SubmittedAt SubmittedBy FirstAt Values",
	"Value":     "Figure Text Absence Reason Since Origin",
	"Scorecard": "Unit Scores Subtotals Facets State Earned Max Total Exact Grade Coverage Submitted Late",
	"Score":     "Indicator State Earned Max Measured Cases Exact Filled",
	"Subtotal":  "Area State Earned Max Exact",
	"Ranking":   "Group Standings Unranked",
	"Standing":  "Unit Rank Dense Tied Total Exact Grade Coverage Reason",
	"Input":     "Cycle Units Reports Before Appraisals Zone",
	"Appraisal": "Cycle Unit Indicator Version Seq Turn Review Report Verdict Points Ground Text By At Bulk Permit",
}
