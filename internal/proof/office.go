package proof

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"reformboard/internal/reform"
)

// What a document may hold when it is unpacked: a report with photographs has some
// hundred parts and little that can be packed.
const (
	mostParts    = 5_000
	mostUnpacked = 200 << 20
	mostRatio    = 200
	ratioFrom    = 1 << 20 // smaller parts may be packed as well as they can
)

// lookOffice unpacks every part of a document or workbook to its end.
func lookOffice(content []byte) (reform.FileType, error) {
	if bytes.Count(content, []byte("PK\x01\x02")) > mostParts {
		return "", refuse(reform.ProofTooMuch, "")
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", refuse(reform.ProofDamaged, "")
	}
	if archive.Comment != "" || !bytes.HasPrefix(content[max(0, len(content)-22):], []byte("PK\x05\x06")) {
		return "", refuse(reform.ProofUnsafe, "trailing")
	}
	parts := map[string]bool{}
	left, packed := int64(mostUnpacked), uint64(0)
	for _, part := range archive.File {
		name := strings.ToLower(strings.TrimPrefix(part.Name, "/"))
		if parts[name] || strings.Contains(name, `\`) || strings.Contains("/"+name, "/../") {
			return "", refuse(reform.ProofUnsafe, "names")
		}
		parts[name] = true
		// Parts that share their bytes would come to more than there are.
		if packed += part.CompressedSize64; packed > uint64(len(content)) {
			return "", refuse(reform.ProofTooMuch, "")
		}
		if err := lookPart(part, name, &left); err != nil {
			return "", err
		}
	}
	switch {
	case !parts["[content_types].xml"]:
	case parts["word/document.xml"]:
		return reform.Document, nil
	case parts["xl/workbook.xml"]:
		return reform.Workbook, nil
	}
	return "", refuse(reform.ProofKind, "archive")
}

func lookPart(part *zip.File, name string, left *int64) error {
	switch {
	case strings.Contains(name, "vbaproject") || strings.Contains(name, "vbadata"):
		return refuse(reform.ProofUnsafe, "macros")
	case strings.Contains(name, "activex/"), strings.Contains(name, "embeddings/"):
		return refuse(reform.ProofUnsafe, "embedded")
	}
	r, err := part.Open()
	if err != nil {
		return refuse(reform.ProofDamaged, "")
	}
	text, err := io.ReadAll(io.LimitReader(r, *left+1)) // to the end, where its sum is compared
	_ = r.Close()                                       // was only read
	if *left -= int64(len(text)); *left < 0 {
		return refuse(reform.ProofTooMuch, "")
	}
	if err != nil {
		return refuse(reform.ProofDamaged, "")
	}
	if len(text) > ratioFrom && uint64(len(text)) > mostRatio*part.CompressedSize64 {
		return refuse(reform.ProofTooMuch, "")
	}
	if strings.HasSuffix(name, ".rels") {
		return lookLinks(text)
	}
	if strings.HasSuffix(name, ".xml") {
		return lookMarkup(name, text)
	}
	return nil
}

func lookMarkup(name string, text []byte) error {
	switch {
	case bytes.Contains(text, []byte("\x00")), bytes.Contains(text, []byte("<!DOCTYPE")), bytes.Contains(text, []byte("<!ENTITY")):
		return refuse(reform.ProofUnsafe, "entities") // what is not UTF-8 could say the same unseen
	case name == "[content_types].xml" && bytes.Contains(bytes.ToLower(text), []byte("macroenabled")):
		return refuse(reform.ProofUnsafe, "macros")
	case bytes.Contains(text, []byte("DDEAUTO")):
		return refuse(reform.ProofUnsafe, "links")
	}
	return nil
}

// lookLinks lets a document refer to addresses that a reader may click on, and to
// nothing that is fetched by itself.
func lookLinks(text []byte) error {
	if err := lookMarkup("", text); err != nil {
		return err
	}
	decoder := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return refuse(reform.ProofDamaged, "")
		}
		element, ok := token.(xml.StartElement)
		if !ok || element.Name.Local != "Relationship" {
			continue
		}
		external, kind := false, ""
		for _, a := range element.Attr {
			switch a.Name.Local {
			case "TargetMode":
				external = strings.EqualFold(a.Value, "External")
			case "Type":
				kind = a.Value
			}
		}
		if external && !strings.HasSuffix(kind, "/hyperlink") {
			return refuse(reform.ProofUnsafe, "links")
		}
	}
}
