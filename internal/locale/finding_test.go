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
		{
			reform.Finding{Problem: reform.FarFromLast, Found: "70000", Wanted: "6500–7200.5"},
			"70.000 khác xa số đơn vị đã báo cáo trước đây (6.500–7.200,5).", "",
		},
		{
			reform.Finding{Problem: reform.FarFromPeers, Found: "12", Wanted: "900–1100", Other: reform.Words{VI: "Hồ sơ tiếp nhận"}},
			"12 khác xa các đơn vị cùng khối; cùng mức “Hồ sơ tiếp nhận” như đơn vị, các đơn vị đó có 900–1.100.", "",
		},
		{
			reform.Finding{Problem: reform.FarFromPeers, Found: "12", Wanted: "900"},
			"12 khác xa các đơn vị cùng khối, thường là 900.", "",
		},
		{
			reform.Finding{Problem: reform.Fell, Found: "1200", Wanted: "1500"},
			"1.200 nhỏ hơn 1.500 đã báo cáo ở kỳ trước trong năm, dù số này tính cộng dồn từ đầu năm.", "",
		},
		{
			reform.Finding{Problem: reform.NotCarried, Found: "1200", Wanted: "1500", Other: reform.Words{VI: "Đang giải quyết"}},
			"Số chuyển từ kỳ trước sang là 1.200, còn “Đang giải quyết” ở báo cáo kỳ trước là 1.500.", "",
		},
		{
			reform.Finding{Problem: reform.FormulaDiffers, Found: "#REF!", Wanted: "1500"},
			"Ô lưu kết quả #REF!, nhưng công thức tính ra 1.500.", "",
		},
		{
			reform.Finding{Problem: reform.MergedAnswer, Found: "", Wanted: "D7"},
			"Ô này bị gộp với ô của dòng khác; giá trị nằm ở ô D7.", "Xin bỏ gộp ô và ghi số liệu cho từng dòng.",
		},
		{
			reform.Finding{Problem: reform.OldTypeface, Found: "§· ban hµnh", Wanted: "Đã ban hành"},
			"“§· ban hµnh” dùng bảng mã cũ (TCVN3 hoặc VNI), được hiểu là “Đã ban hành”.", "",
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
			reform.TooMuchInside: "entries part_bytes bytes ratio row column c si mergeCell xf sheet definedName dataValidation Relationship depth text_bytes letters attributes",
		} {
			for word := range strings.FieldsSeq(words) {
				if key := "found." + string(problem) + "." + word; !has(l, key) {
					t.Errorf("%s: no message %q", l, key)
				}
			}
		}
	}
}
