package locale

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func TestEveryProblemHasItsSentenceAndItsRemedy(t *testing.T) {
	for _, l := range reform.Languages {
		for _, p := range reform.Problems {
			for _, key := range []string{"finding." + string(p), "finding." + string(p) + ".mend"} {
				if !has(l, key) {
					t.Errorf("%s: no message %q", l, key)
				}
			}
		}
		for _, s := range []reform.Severity{reform.Refused, reform.Error, reform.Warning, reform.Note} {
			if got := Say(l, "severity."+string(s)); strings.Contains(got, "⟦") {
				t.Errorf("%s: severity %s has no name", l, s)
			}
		}
	}
}

func TestFindingsAreSentences(t *testing.T) {
	for _, c := range []struct {
		finding    reform.Finding
		text, mend string
	}{
		{
			reform.Finding{Problem: reform.AmbiguousNumber, Found: "1.234", Wanted: "1234 / 1.234"},
			"“1.234” có thể hiểu là 1234 / 1,234.", "",
		},
		{
			reform.Finding{Problem: reform.PartOverWhole, Found: "1300", Wanted: "260.5 (E17)", Other: reform.Words{VI: "Tổng số hồ sơ"}},
			"1.300 (cộng cả các thành phần khác, nếu có) lớn hơn “Tổng số hồ sơ” là 260,5 (E17).", "",
		},
		{
			reform.Finding{Problem: reform.UnderstoodAs, Found: "3/4/2026", Wanted: "2026-04-03"},
			"“3/4/2026” được hiểu là ngày 3 tháng 4 năm 2026.", "",
		},
		{
			reform.Finding{Problem: reform.Unsafe, Found: "macros"},
			"Tệp có macro.", "",
		},
		{
			reform.Finding{Problem: reform.NotOption, Found: "2025", Wanted: "2026; 2027"},
			"“2025” không có trong danh sách.", "Xin chọn một trong các mục: 2026; 2027.",
		},
	} {
		text, mend := Finding(reform.Vietnamese, c.finding)
		if text != c.text {
			t.Errorf("%s: got %q, want %q", c.finding.Problem, text, c.text)
		}
		if c.mend != "" && mend != c.mend {
			t.Errorf("%s: got %q, want %q", c.finding.Problem, mend, c.mend)
		}
	}
}

// A word of ours in Found must have a name in both languages, or the reader sees
// the program's own.
func TestWordsOfFilesHaveNames(t *testing.T) {
	for _, l := range reform.Languages {
		for problem, words := range map[reform.Problem]string{
			reform.Unsafe:        "macros controls embedded links connections names entities encoding",
			reform.NotWorkbook:   "pdf image archive html xml text office xlsb other",
			reform.TooMuchInside: "entries part_bytes bytes ratio row column c si mergeCell xf sheet definedName dataValidation Relationship depth",
		} {
			for word := range strings.FieldsSeq(words) {
				if key := "found." + string(problem) + "." + word; !has(l, key) {
					t.Errorf("%s: no message %q", l, key)
				}
			}
		}
	}
}
