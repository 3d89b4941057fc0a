package scrutiny_test

import (
	"fmt"
	"strings"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
)

func TestValuesAreHeldAgainstPeers(t *testing.T) {
	for name, c := range map[string]struct {
		peers, now, last string
		want             string
	}{
		"like the others":         {"received 100, online 60", "received 110, online 70", "", ""},
		"a tenth of their share":  {"received 100, online 60", "received 100, online 6", "", "D2 online far_from_peers: 6 against 56–63 of received"},
		"a small base":            {"received 10, online 6", "received 8, online 1", "", ""},
		"it was so before":        {"received 100, online 60", "received 100, online 6", "received 90, online 5", ""},
		"all have all":            {"received 100, online 100", "received 100, online 100", "", ""},
		"all but a few":           {"received 100, online 100", "received 100, online 91", "", ""},
		"none has any":            {"received 100, online 0", "received 100, online 0", "", ""},
		"a comma lost":            {"days 2.5", "days 250", "", "D1 days far_from_peers: 250 against 2.52–2.73"},
		"more days":               {"days 2.5", "days 9", "", ""},
		"counted above, for all":  {"pending 47", "pending 4700", "", "D1 pending far_from_peers: 4700 against 47–51"},
		"a share, not per cent":   {"share 90", "share 0.9", "", "D1 share far_from_peers: 0.9 against 90.8–98.2"},
		"a base ten times":        {"received 100, online 60, paper 40", "received 1000, online 60, paper 40", "", "D1 received far_from_peers: 1000 against 101–109"},
		"parts that are no parts": {"received 100, online 160", "received 100, online 16", "", "D2 online far_from_peers: 16 against 161–175"},
	} {
		f := checked()
		f.Checks[0].Equal = false
		peers := make([]reform.Report, 12)
		for n := range peers {
			// Each peer has up to a tenth more of everything, and its own share.
			for m, v := range values(t, c.peers) {
				number := 0.0
				if _, err := fmt.Sscan(v.Text, &number); err != nil {
					t.Fatal(err)
				}
				more := number * (1 + 0.1*float64((n+m*5)%12)/11)
				if strings.Contains(c.peers, "received 100, online 100") {
					more = number
				}
				decimals := 0
				if v.Figure == "days" || v.Figure == "share" {
					decimals = 2
				}
				v.Text = fmt.Sprintf("%.*f", decimals, more)
				peers[n].Values = append(peers[n].Values, v)
			}
		}
		of := scrutiny.Case{Framework: f, Period: "2026-Q2", Values: values(t, c.now), Norms: scrutiny.NormsOf(f, peers)}
		if c.last != "" {
			of.History = []scrutiny.Past{{Period: "2026-Q1", Values: values(t, c.last)}}
		}
		if got := told(scrutiny.Of(of)); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		of.Norms = scrutiny.NormsOf(f, peers[:7])
		if got := told(scrutiny.Of(of)); got != "" {
			t.Errorf("%s: seven peers are too few for %q", name, got)
		}
	}
}

// TestGreatUnitIsNoMistake: ten times the people have ten times the dossiers.
func TestGreatUnitIsNoMistake(t *testing.T) {
	f := &reform.Framework{}
	report := func(times, shake float64) reform.Report {
		var r reform.Report
		for n := range 9 {
			id := fmt.Sprintf("f%d", n)
			if len(f.Figures) <= n {
				f.Figures = append(f.Figures, reform.Figure{ID: id, Kind: reform.Count})
			}
			number := float64(100*(n+1)) * times * (1 + shake*float64((n*7)%5))
			r.Values = append(r.Values, reform.Value{Figure: id, Text: fmt.Sprintf("%.0f", number)})
		}
		return r
	}
	var peers []reform.Report
	for n := range 20 {
		peers = append(peers, report(0.5+0.1*float64(n), 0.02*float64(n%4)))
	}
	norms := scrutiny.NormsOf(f, peers)
	great := report(40, 0.03).Values
	if got := told(scrutiny.Of(scrutiny.Case{Framework: f, Period: "2026", Values: great, Norms: norms})); got != "" {
		t.Errorf("the greatest unit: %s", got)
	}
	spoilt := report(1.1, 0.03).Values
	spoilt[3].Text += "0"
	got := scrutiny.Of(scrutiny.Case{Framework: f, Period: "2026", Values: spoilt, Norms: norms})
	if len(got) != 1 || got[0].Figure != "f3" {
		t.Errorf("ten times one figure: %s", told(got))
	}
}
