// Package drawing draws charts where there is no browser: for paper, for keeping,
// and for readers without JavaScript.
//
// Its one rule: it is given the very scripts that draw the charts of the pages and
// knows nothing of what they draw; what comes out is a picture and nothing else, of
// the elements and attributes that clean.go lists.
//
// A script engine takes some ten megabytes and a fraction of a second to start. None
// is started before the first picture, and one that nobody has used for two rounds of
// garbage collection is let go.
package drawing

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/dop251/goja"
)

// Figure is a chart to be drawn.
type Figure struct {
	Kind          string // which script finishes the option
	Option        json.RawMessage
	Width, Height int    // in pixels
	Unit          string // put behind numbers
	Decimals      int    // behind the point on labels
	Title         string // the message
	Summary       string // the figure in one sentence
	Number        func(value float64, decimals int) string
}

// Studio draws figures, as many at once as there are processors.
type Studio struct {
	look     map[string]string // what the colours' names stand for
	programs func() ([]*goja.Program, error)
	idle     sync.Pool // of *hand
	seats    chan struct{}
}

// hand is an engine with the scripts in it. It draws one figure at a time, and none
// after one that failed.
type hand struct {
	vm   *goja.Runtime
	draw goja.Callable
}

//go:embed studio.js
var wayIn string

const (
	longest = 20 * time.Second // one picture may take, on a machine with much else to do
	deepest = 2000             // calls within calls
	largest = 4 << 20          // bytes of an option: some 40,000 points
)

// New returns a studio. Look says what the names of the style sheet stand for, such as
// "ink" for "#000000"; the scripts leave behind echarts and charts, as in the browser.
func New(look map[string]string, scripts ...[]byte) *Studio {
	return &Studio{
		look:     look,
		programs: sync.OnceValues(func() ([]*goja.Program, error) { return compiled(scripts) }),
		seats:    make(chan struct{}, runtime.GOMAXPROCS(0)),
	}
}

func compiled(scripts [][]byte) ([]*goja.Program, error) {
	var programs []*goja.Program
	for n, script := range append(slices.Clip(scripts), []byte(wayIn)) {
		program, err := goja.Compile(fmt.Sprintf("script %d", n+1), string(script), false)
		if err != nil {
			return nil, fmt.Errorf("compile the scripts of charts: %w", err)
		}
		programs = append(programs, program)
	}
	return programs, nil
}

// SVG draws a figure as a document that stands alone. The same figure gives the same
// bytes.
func (s *Studio) SVG(ctx context.Context, f Figure) ([]byte, error) {
	if len(f.Option) > largest {
		return nil, fmt.Errorf("draw %q: %d bytes are more than a picture may hold", f.Title, len(f.Option))
	}
	select {
	case s.seats <- struct{}{}:
		defer func() { <-s.seats }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	drawn, err := s.drawn(ctx, f)
	if err != nil {
		return nil, fmt.Errorf("draw %q: %w", f.Title, err)
	}
	return clean(f, s.look, drawn)
}

// drawn is the text that the library makes of a figure.
func (s *Studio) drawn(ctx context.Context, f Figure) (string, error) {
	h, ok := s.idle.Get().(*hand)
	if !ok {
		var err error
		if h, err = s.hire(); err != nil {
			return "", err
		}
	}
	stop := context.AfterFunc(ctx, func() { h.vm.Interrupt(ctx.Err()) })
	figure := map[string]any{
		"kind": f.Kind, "option": string(f.Option), "width": f.Width, "height": f.Height, "unit": f.Unit, "decimals": f.Decimals,
	}
	drawn, err := h.draw(goja.Undefined(), h.vm.ToValue(figure), h.vm.ToValue(f.Number))
	if !stop() {
		return "", ctx.Err()
	}
	if err != nil {
		return "", err
	}
	s.idle.Put(h)
	return drawn.String(), nil
}

// hire starts an engine.
func (s *Studio) hire() (*hand, error) {
	programs, err := s.programs()
	if err != nil {
		return nil, err
	}
	vm := goja.New()
	vm.SetMaxCallStackSize(deepest)
	var last goja.Value
	for _, program := range programs {
		if last, err = vm.RunProgram(program); err != nil {
			return nil, fmt.Errorf("start the scripts of charts: %w", err)
		}
	}
	draw, ok := goja.AssertFunction(last)
	if !ok {
		return nil, fmt.Errorf("start the scripts of charts: %v is no function", last)
	}
	return &hand{vm, draw}, nil
}
