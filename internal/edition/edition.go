// Package edition writes and reads the file of a published edition: all that was frozen,
// and who signed it.
//
// Its one rule: one edition, one text. Whatever the database and the order in which rows
// came, the same rows give the same bytes, so that a SHA-256 names them. The format is
// spelled out here, field by field and apart from the nouns: what is added to a noun
// changes no edition that is out already. A field that is added to the format must be left
// out where it says nothing.
//
// The text is JSON with a unit, report or scorecard a line. Points, decimals and fractions
// are text, as exact as they are; times are UTC, to the microsecond.
package edition

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"reformboard/internal/reform"
)

// format names the format; another one gets another name.
const format = "reformboard edition 1"

// Edition is a published edition.
type Edition struct {
	Imprint
	Content
}

// Imprint is all that is said of an edition beside what was frozen.
type Imprint struct {
	Number     int
	Digest     string // of the Content
	Program    string
	Signers    []Signer           // who proposed it, and who approved it
	Anchor     reform.Anchor      // of the log before it
	Correction *reform.Correction // of the edition before; nil: it is the first
}

// Signer is a person who put their name to an edition.
type Signer struct {
	User string      `json:"user"`
	Name string      `json:"name"`
	Role reform.Role `json:"role"`
	At   time.Time   `json:"at"`
}

type imprintJSON struct {
	Number     int                `json:"number"`
	Digest     string             `json:"content_sha256"`
	Program    string             `json:"program"`
	Signers    []Signer           `json:"signers"`
	Anchor     reform.Anchor      `json:"log"`
	Correction *reform.Correction `json:"correction,omitempty"`
}

// Write writes an edition. The Digest is written as it is worked out from the Content.
func Write(w io.Writer, e *Edition) error {
	digest, err := Digest(&e.Content)
	if err == nil {
		_, err = write(w, e, digest)
	}
	return err
}

// write writes an edition with a digest, and returns the one that its content has.
func write(w io.Writer, e *Edition, digest string) (string, error) {
	head := imprintJSON(e.Imprint)
	head.Digest = digest
	head.Anchor.At = moment(head.Anchor.At)
	head.Signers = make([]Signer, len(e.Signers))
	for i, s := range e.Signers {
		s.At = moment(s.At)
		head.Signers[i] = s
	}
	p := printer{w: w}
	p.text(`{"format":`)
	p.value(format)
	p.text(",\n\"edition\":")
	p.value(head)
	p.text(",\n\"content\":")
	sum := sha256.New()
	p.w = io.MultiWriter(w, sum)
	writeContent(&p, &e.Content)
	p.w = w
	p.text("}\n")
	if p.err != nil {
		return "", fmt.Errorf("write edition: %w", p.err)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Digest is the SHA-256 of what was frozen, whatever is said of it.
func Digest(c *Content) (string, error) {
	sum := sha256.New()
	p := printer{w: sum}
	writeContent(&p, c)
	return hex.EncodeToString(sum.Sum(nil)), p.err
}

// Read reads an edition, wherever it comes from. What it returns Write would write again,
// byte for byte: anything else wraps reform.ErrInvalid.
func Read(text []byte) (*Edition, error) {
	e, err := Parse(text)
	if err != nil {
		return nil, err
	}
	again := sameness{want: text}
	digest, err := write(&again, e, e.Digest)
	if err != nil {
		return nil, err
	}
	if again.differs || len(again.want) > 0 || digest != e.Digest {
		return nil, fmt.Errorf("%w: the edition was altered: it is not written as the board writes it, from byte %d on", reform.ErrInvalid, again.at)
	}
	return e, nil
}

// Parse is Read for a text that is known by its SHA-256 to be what the board has written: it
// takes half the time.
func Parse(text []byte) (*Edition, error) {
	var file struct {
		Format  string      `json:"format"`
		Edition imprintJSON `json:"edition"`
		Content contentJSON `json:"content"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		return nil, fmt.Errorf("%w: this is no edition: %w", reform.ErrInvalid, err)
	}
	if file.Format != format {
		return nil, fmt.Errorf("%w: this is a %q, and not a %q", reform.ErrInvalid, file.Format, format)
	}
	return &Edition{Imprint(file.Edition), file.Content.noun()}, nil
}

// sameness compares what is written to it with what is wanted, without keeping it.
type sameness struct {
	want    []byte
	at      int
	differs bool
}

func (s *sameness) Write(p []byte) (int, error) {
	if !s.differs && bytes.HasPrefix(s.want, p) {
		s.want, s.at = s.want[len(p):], s.at+len(p)
		return len(p), nil
	}
	for i := 0; !s.differs && i < len(p) && i < len(s.want) && p[i] == s.want[i]; i++ {
		s.at++
	}
	s.differs = true
	return len(p), nil
}

// printer writes JSON until something fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) text(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

func (p *printer) value(v any) {
	if p.err != nil {
		return
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if p.err = encoder.Encode(v); p.err == nil {
		_, p.err = p.w.Write(bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	}
}

// list writes one thing a line.
func list[T, J any](p *printer, name string, all []T, spell func(*T) J) {
	p.text(",\n\"" + name + "\":[")
	for i := range all {
		if i > 0 {
			p.text(",")
		}
		p.text("\n")
		p.value(spell(&all[i]))
	}
	p.text("]")
}

// moment is a time as both databases hold it.
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Microsecond) }
