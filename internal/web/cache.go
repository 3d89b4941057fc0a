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

// mostPages bounds the memory: some 500 pages of 40 KB are 20 MB. When it is
// reached everything goes; the newest version is all that is asked for anyway.
const mostPages = 500

func (p *pageCache) page(key pageKey) (cachedPage, bool) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	page, ok := p.pages[key]
	return page, ok
}

func (p *pageCache) keep(key pageKey, text string) cachedPage {
	sum := sha256.Sum256([]byte(text))
	page := cachedPage{body: []byte(text), etag: `"` + hex.EncodeToString(sum[:12]) + `"`}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pages == nil || len(p.pages) >= mostPages {
		p.pages = make(map[pageKey]cachedPage, mostPages)
	}
	p.pages[key] = page
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
