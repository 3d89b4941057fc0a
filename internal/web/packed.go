package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

// packed is something to be sent, as it is and compressed: that is done once, however
// often it is asked for. Each of the two has its own tag.
//
// Note: what a page says beside somebody's words can be guessed from its compressed size.
// Our pages hold no token and no password, and to other sites the cookie is not sent.
type packed struct {
	plain, small       []byte // small is nil where compression gains nothing
	plainTag, smallTag string
}

// worthPacking is how many bytes fit into one packet anyway.
const worthPacking = 1200

func pack(content []byte) packed {
	sum := sha256.Sum256(content)
	tag := hex.EncodeToString(sum[:12])
	p := packed{plain: content, plainTag: `"` + tag + `"`, smallTag: `"` + tag + `-gzip"`}
	if len(content) > worthPacking {
		if small := compressed(content); len(small) < len(content)*9/10 {
			p.small = small
		}
	}
	return p
}

// size is how many bytes of memory it takes.
func (p packed) size() int { return len(p.plain) + len(p.small) }

// send writes the content, or only that the visitor has it already.
func (p packed) send(c *gin.Context, kind string) {
	h := c.Writer.Header()
	content, tag := p.plain, p.plainTag
	if p.small != nil {
		h.Add("Vary", "Accept-Encoding")
		if takesGzip(c.Request.Header) {
			content, tag = p.small, p.smallTag
		}
	}
	h.Set("ETag", tag)
	if strings.Contains(c.GetHeader("If-None-Match"), tag) {
		c.Status(http.StatusNotModified)
		return
	}
	if tag == p.smallTag {
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(content)))
	c.Data(http.StatusOK, kind, content)
}

// takesGzip reports whether a browser says that it can read what is compressed.
func takesGzip(h http.Header) bool {
	every := false
	for offer := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		name, weight, weighed := strings.Cut(offer, ";")
		number, _ := strings.CutPrefix(strings.TrimSpace(weight), "q=")
		q, err := strconv.ParseFloat(number, 64)
		takes := !weighed || err == nil && q > 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return takes
		case "*":
			every = takes
		}
	}
	return every
}

// writers are kept for the next to use: one takes most of a megabyte.
var writers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(nil, gzip.BestCompression) // once, for all who ask
	if err != nil {
		panic(err) // the level is the library's own
	}
	return w
}}

func compressed(content []byte) []byte {
	w, _ := writers.Get().(*gzip.Writer)
	defer writers.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	_, err := w.Write(content)
	if err != nil || w.Close() != nil {
		panic("memory takes what is written to it")
	}
	return bytes.Clone(out.Bytes())
}
