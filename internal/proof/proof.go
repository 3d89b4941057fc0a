// Package proof looks through files that are handed in to prove something, or says why
// one is not taken.
//
// Its one rule: what a file is, its bytes say, never its name; and what could do
// something when it is opened is not taken, since others will open it.
package proof

import (
	"bytes"
	"path"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// MostBytes is the largest file that is taken.
const MostBytes = 20 << 20

// Refused is why a file is not taken.
type Refused reform.Finding

func (r Refused) Error() string { return string(r.Problem) + " " + r.Found }

func refuse(p reform.Problem, found string) error {
	return Refused{Problem: p, Severity: reform.Refused, Found: found}
}

// extensions are those of each type.
var extensions = map[reform.FileType]string{
	reform.PDF: ".pdf", reform.PNG: ".png", reform.JPEG: ".jpg", reform.Document: ".docx", reform.Workbook: ".xlsx",
}

// Look says what a file is. Its error is Refused when it is not taken.
func Look(content []byte) (reform.FileType, error) {
	if len(content) == 0 {
		return "", refuse(reform.ProofEmpty, "")
	}
	if len(content) > MostBytes {
		return "", Refused{Problem: reform.ProofLarge, Severity: reform.Refused, Wanted: strconv.Itoa(MostBytes >> 20)}
	}
	switch {
	case bytes.HasPrefix(content, []byte("%PDF-")):
		return reform.PDF, lookPDF(content)
	case bytes.HasPrefix(content, []byte("\x89PNG\r\n\x1a\n")):
		return reform.PNG, lookPNG(content)
	case bytes.HasPrefix(content, []byte("\xff\xd8\xff")):
		return reform.JPEG, lookJPEG(content)
	case bytes.HasPrefix(content, []byte("PK\x03\x04")):
		return lookOffice(content)
	}
	return "", refuse(reform.ProofKind, "")
}

// Name is the name under which a file is given out: with the ending that its content
// has. A page that is also a picture must not be saved as a page.
func Name(name string, t reform.FileType) string {
	ending := strings.ToLower(path.Ext(name))
	if ending == extensions[t] || t == reform.JPEG && ending == ".jpeg" {
		return name
	}
	return name + extensions[t]
}
