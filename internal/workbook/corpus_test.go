package workbook

import (
	"math/big"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/corpus"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// What one file may cost.
const (
	mostTime   = 2 * time.Second
	mostMemory = 128 << 20 // over what there was before
)

// corpusForm is the form that the corpus is made of.
func corpusForm() Form {
	return Form{
		Framework: corpus.Framework(), Cycle: corpus.Cycle(), Unit: corpus.Unit(), Source: reform.FromUnit, Language: corpus.Language,
		Values: corpus.Values(), Key: []byte("the key of this test, 32 bytes..."),
	}
}

func corpusCases(t testing.TB) []corpus.Case {
	t.Helper()
	others := map[reform.Problem][]byte{}
	for problem, change := range map[reform.Problem]func(*Form){
		reform.OtherUnit:      func(f *Form) { f.Unit.ID, f.Unit.NameVI = "so-khac", "Sở Khác" },
		reform.OtherCycle:     func(f *Form) { f.Cycle.ID, f.Cycle.Period = "mau-2026-q2", "2026-Q2" },
		reform.OtherFramework: func(f *Form) { f.Framework.ID = "kho-khac" },
		reform.ForgedForm:     func(f *Form) { f.Key = []byte("the key of somebody else, 32 bytes") },
	} {
		f := corpusForm()
		change(&f)
		others[problem] = written(t, f)
	}
	return corpus.Cases(written(t, corpusForm()), others)
}

// TestCorpus reads every damaged, odd and hostile file. Each is answered as a person
// needs it, in time, within memory and in words.
func TestCorpus(t *testing.T) {
	f := corpusForm()
	cases := corpusCases(t)
	if len(cases) < 300 {
		t.Errorf("only %d cases", len(cases))
	}
	names := map[string]bool{}
	for _, c := range cases {
		if names[c.Name] {
			t.Errorf("two cases are called %q", c.Name)
		}
		names[c.Name] = true
		t.Run(c.Name, func(t *testing.T) {
			content := c.Make()
			var got Reading
			var err error
			took, used := measured(func() { got, err = Read(content, f) })
			if err != nil {
				t.Fatalf("a failure of ours: %v", err)
			}
			judge(t, c, got)
			speak(t, got)
			if took > mostTime || used > mostMemory {
				t.Errorf("%v and %d MiB", took, used>>20)
			}
		})
	}
}

// judge holds a reading against what must come of the file.
func judge(t *testing.T, c corpus.Case, got Reading) {
	t.Helper()
	if got.Refused() {
		judgeRefusal(t, c, got)
		return
	}
	if c.Values == nil {
		t.Errorf("it was read, and not refused for %v", c.Refused)
		return
	}
	for figure, want := range c.Values {
		v := valueOf(got, figure)
		if !slices.ContainsFunc(strings.Split(want, "|"), func(want string) bool { return says(v, want) }) {
			t.Errorf("%s says %q %s, and not %q", figure, v.Text, v.Absence, want)
		}
		if v.Absence == reform.NotReported && len(found(got, figure)) == 0 {
			t.Errorf("%s was lost without a word", figure)
		}
	}
	for _, want := range c.Want {
		if !slices.ContainsFunc(got.Findings, want.Met) {
			t.Errorf("not found: %+v", want)
		}
	}
	for _, found := range got.Findings {
		if found.Severity != reform.Note && !meets(found, c.Want) && !meets(found, c.May) {
			t.Errorf("found for nothing: %s %s %s %q (wanted %q)", found.Problem, found.Severity, found.Origin, found.Found, found.Wanted)
		}
	}
}

func judgeRefusal(t *testing.T, c corpus.Case, got Reading) {
	t.Helper()
	if len(got.Findings) != 1 {
		t.Errorf("a refusal is one sentence, not %d", len(got.Findings))
	}
	for _, v := range got.Values {
		if v.Absence != reform.NotReported || v.Text != "" {
			t.Errorf("refused, and yet %s says %q", v.Figure, v.Text)
		}
	}
	found := got.Findings[0]
	for _, reason := range c.Refused {
		problem, word, _ := strings.Cut(reason, " ")
		if string(found.Problem) == problem && (word == "" || word == found.Found) {
			return
		}
	}
	t.Errorf("refused for %s %q, and not for %v", found.Problem, found.Found, c.Refused)
}

func meets(found reform.Finding, wanted []corpus.Want) bool {
	return slices.ContainsFunc(wanted, func(want corpus.Want) bool { return want.Met(found) })
}

// says compares as numbers what both are.
func says(v reform.Value, want string) bool {
	if v.Absence != reform.Present {
		return string(v.Absence) == want && v.Text == ""
	}
	a, ok := new(big.Rat).SetString(v.Text)
	b, too := new(big.Rat).SetString(want)
	if ok && too {
		return a.Cmp(b) == 0
	}
	return v.Text == want
}

// speak wants every finding to be a short sentence with a remedy, in both languages.
func speak(t *testing.T, got Reading) {
	t.Helper()
	for _, found := range got.Findings {
		for _, l := range reform.Languages {
			text, mend := locale.Finding(l, found)
			if text == "" || mend == "" || strings.Contains(text+mend, "⟦") || len([]rune(text+mend)) > 2_000 {
				t.Errorf("%s %q is said so: %q %q", found.Problem, found.Found, text, mend)
			}
		}
		if found.Figure != "" && found.Sheet == "" {
			t.Errorf("%s of %s stands on no sheet", found.Problem, found.Figure)
		}
	}
}

// measured runs a function and tells how long it took and how much more memory the
// program held meanwhile than before. What the program holds is all that the system
// gave it and has not got back, garbage with it.
func measured(run func()) (time.Duration, uint64) {
	debug.FreeOSMemory()
	before := held()
	most := before
	stop := make(chan struct{})
	var watch sync.WaitGroup
	watch.Go(func() {
		for tick := time.NewTicker(time.Millisecond); ; {
			select {
			case <-stop:
				tick.Stop()
				return
			case <-tick.C:
				most = max(most, held())
			}
		}
	})
	start := time.Now()
	run()
	took := time.Since(start)
	close(stop)
	watch.Wait()
	return took, max(most, held()) - before
}

func held() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64() - samples[1].Value.Uint64()
}

// TestCorpusLeavesNothingBehind reads all files once more: nothing of them stays in
// memory, and no work goes on.
func TestCorpusLeavesNothingBehind(t *testing.T) {
	f, cases := corpusForm(), corpusCases(t)
	goroutines, before := runtime.NumGoroutine(), live()
	for _, c := range cases {
		if _, err := Read(c.Make(), f); err != nil {
			t.Errorf("%s: %v", c.Name, err)
		}
	}
	if after := runtime.NumGoroutine(); after > goroutines {
		t.Errorf("%d goroutines, and %d before", after, goroutines)
	}
	if after := live(); after > before+8<<20 {
		t.Errorf("%d MiB in use, and %d before", after>>20, before>>20)
	}
	runtime.KeepAlive(cases)
}

// live is how many bytes are in use when the garbage is gone.
func live() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// TestMeasuredSeesMemory keeps the measure honest: what was held for a moment counts.
func TestMeasuredSeesMemory(t *testing.T) {
	_, used := measured(func() {
		held := make([]byte, 100<<20)
		for i := 0; i < len(held); i += 4096 {
			held[i] = 1
		}
		runtime.KeepAlive(held)
	})
	if used < 90<<20 { // a few pages were there already
		t.Errorf("a hundred MiB are measured as %d MiB", used>>20)
	}
}
