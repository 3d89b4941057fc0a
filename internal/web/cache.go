package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"
)

// pageCache keeps rendered pages. A page is a function of the board's version,
// the address, the language, the person and the minute; the same five give the
// same bytes, so nothing has to be thrown out by hand when something changes.
type pageCache struct {
	mu    sync.RWMutex
	pages map[pageKey]cachedPage
	bytes int
}

type pageKey struct {
	version  int64
	minute   int64 // days left and phases move with the clock
	path     string
	language string
	user     string
}

type cachedPage struct {
	body []byte
	etag string
}

// mostKept bounds the memory in bytes: some 1,600 pages of 40 KB. When it is
// reached everything goes; the newest version is all that is asked for anyway.
const mostKept = 64 << 20

func (p *pageCache) page(key pageKey) (cachedPage, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	page, ok := p.pages[key]
	return page, ok
}

func (p *pageCache) keep(key pageKey, text string) cachedPage {
	sum := sha256.Sum256([]byte(text))
	page := cachedPage{body: []byte(text), etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
	size := len(page.body) + len(key.path)
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pages == nil || p.bytes+size > mostKept {
		p.pages, p.bytes = map[pageKey]cachedPage{}, 0
	}
	p.pages[key] = page
	p.bytes += size
	return page
}

// send writes the page, or only that the visitor has it already.
func (p cachedPage) send(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("ETag", p.etag)
	h.Set("Cache-Control", "private, no-cache")
	if strings.Contains(c.GetHeader("If-None-Match"), p.etag) {
		c.Status(http.StatusNotModified)
		return
	}
	c.Data(http.StatusOK, htmlType, p.body)
}
