package record

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/reform"
)

// line is one thing that may differ: what it is, in a Discrepancy without its two sides,
// what it says, and what stands beside that.
type line struct {
	of         reform.Discrepancy
	text, rest string
}

// differ lists where two lists of lines do not say the same: in the order of what was, and
// then what was not.
func differ(was, is []line) []reform.Discrepancy {
	now := make(map[reform.Discrepancy]line, len(is))
	for _, l := range is {
		now[l.of] = l
	}
	var found []reform.Discrepancy
	for _, old := range was {
		l, ok := now[old.of]
		delete(now, old.of)
		switch {
		case !ok:
			found = append(found, old.against(old.text, ""))
		case old.text != l.text:
			found = append(found, old.against(old.text, l.text))
		case old.rest != l.rest:
			found = append(found, old.against(old.text+", "+old.rest, l.text+", "+l.rest))
		}
	}
	for _, l := range is {
		if _, left := now[l.of]; left {
			found = append(found, l.against("", l.text))
		}
	}
	return found
}

func (l line) against(was, is string) reform.Discrepancy {
	d := l.of
	d.Was, d.Is = was, is
	return d
}

// frozenRows are the rows that an edition froze, each told as a line.
func frozenRows(c *edition.Content) []line {
	at := reform.Discrepancy{Of: reform.FrozenCycle, Cycle: c.Cycle.ID}
	field := func(place, text string) line {
		of := at
		of.Place = place
		return line{of: of, text: text}
	}
	y := c.Cycle
	all := []line{
		field("body", y.Body), field("framework", y.Framework), field("period", string(y.Period)),
		field("data_from", moment(y.DataFrom)), field("data_to", moment(y.DataTo)), field("opens", moment(y.Opens)),
		field("due", moment(y.Due)), field("closes", moment(y.Closes)), field("note_vi", y.NoteVI), field("note_en", y.NoteEN),
	}
	at.Of = reform.FrozenFramework
	rules, err := c.Framework.Rules() // as this program would write it, whoever wrote it
	definition := ""
	if err == nil {
		definition = sum(rules)
	}
	all = append(all, field("source, sha256", c.Framework.SHA256), field("definition, sha256", definition))
	for _, u := range c.Units {
		all = append(all, line{
			of:   reform.Discrepancy{Of: reform.FrozenUnit, Cycle: y.ID, Unit: u.ID},
			text: fmt.Sprintf("%s, in %s, peer group %s", u.NameVI, u.Parent, u.PeerGroup), rest: fmt.Sprintf("%s, place %d, simulated %t", u.NameEN, u.Place, u.Simulated),
		})
	}
	for _, g := range c.Groups {
		all = append(all, line{
			of:   reform.Discrepancy{Of: reform.FrozenGroup, Cycle: y.ID, Place: g.ID},
			text: g.NameVI, rest: fmt.Sprintf("%s, place %d", g.NameEN, g.Place),
		})
	}
	for _, reports := range [][]reform.Report{c.Reports, c.Before} {
		for i := range reports {
			all = append(all, reportLines(&reports[i])...)
		}
	}
	for i := range c.Appraisals {
		all = append(all, appraisalLine(&c.Appraisals[i]))
	}
	return all
}

func appraisalLine(a *reform.Appraisal) line {
	return line{
		of:   reform.Discrepancy{Of: reform.FrozenAppraisal, Cycle: a.Cycle, Unit: a.Unit, Version: a.Version, Place: a.Indicator},
		text: fmt.Sprintf("%s %s by %s", a.Verdict, a.Points, a.By),
		rest: fmt.Sprintf("%s %q in %s, number %d at %s, sitting %d of report %d, %s %s", a.Ground, a.Text, a.Turn, a.Seq, moment(a.At), a.Review, a.Report, a.Bulk, a.Permit),
	}
}

func reportLines(r *reform.Report) []line {
	of := reform.Discrepancy{Of: reform.FrozenReport, Cycle: r.Cycle, Unit: r.Unit, Source: r.Source, Version: r.Version}
	handed := "draft"
	if r.SubmittedAt != nil {
		handed = "submitted by " + r.SubmittedBy + " at " + moment(*r.SubmittedAt)
	}
	if r.FirstAt != nil {
		handed += ", first at " + moment(*r.FirstAt)
	}
	all := []line{{of: of, text: handed, rest: fmt.Sprintf("%s, sha256 %s, saved by %s at %s", r.File, r.SHA256, r.SavedBy, moment(r.SavedAt))}}
	of.Of = reform.FrozenValue
	for _, v := range r.Values {
		of.Place = v.Figure
		all = append(all, line{of: of, text: v.Word(), rest: fmt.Sprintf("%s, since version %d, reason %q", v.Origin, v.Since, v.Reason)})
	}
	return all
}

// outcomes are the scorecards and rankings of an edition.
func outcomes(c *edition.Content) []line {
	var all []line
	for i := range c.Scorecards {
		card := &c.Scorecards[i]
		of := reform.Discrepancy{Of: reform.FrozenTotal, Cycle: c.Cycle.ID, Unit: card.Unit}
		handed := ""
		if card.Submitted != nil {
			handed = moment(*card.Submitted)
		}
		all = append(all, line{
			of: of, text: fmt.Sprintf("%s %s", card.State, card.Total),
			rest: fmt.Sprintf("exactly %s, earned %s of %s, grade %q, coverage %d, submitted %q, late %t", card.Exact, card.Earned, card.Max, card.Grade, card.Coverage, handed, card.Late),
		})
		of.Of = reform.FrozenScore
		for _, s := range card.Scores {
			of.Place = s.Indicator
			measured := "-"
			if s.Measured != nil {
				measured = s.Measured.String()
			}
			all = append(all, line{
				of: of, text: fmt.Sprintf("%s %s of %s", s.State, s.Earned, s.Max),
				rest: "exactly " + s.Exact.String() + ", measured " + measured + ", cases " + strconv.FormatInt(s.Cases, 10) + ", filled " + string(s.Filled),
			})
		}
		for _, some := range [][]reform.Subtotal{card.Subtotals, card.Facets} {
			for _, s := range some {
				of.Place = s.Area
				all = append(all, line{of: of, text: fmt.Sprintf("%s %s of %s", s.State, s.Earned, s.Max), rest: "exactly " + s.Exact.String()})
			}
		}
	}
	for _, r := range append([]reform.Ranking{c.Overall}, c.ByGroup...) {
		for _, some := range [][]reform.Standing{r.Standings, r.Unranked} {
			for place, st := range some {
				all = append(all, line{
					of:   reform.Discrepancy{Of: reform.FrozenRank, Cycle: c.Cycle.ID, Unit: st.Unit, Place: r.Group},
					text: strconv.Itoa(st.Rank) + string(st.Reason),
					rest: fmt.Sprintf("dense %d, tied %d, total %s, exactly %s, grade %q, coverage %d, line %d", st.Dense, st.Tied, st.Total, st.Exact, st.Grade, st.Coverage, place),
				})
			}
		}
	}
	return all
}

// rowOf tells the row of an edition.
func rowOf(p reform.Publication) []line {
	field := func(place, text string) line {
		return line{of: reform.Discrepancy{Of: reform.FrozenFile, Cycle: p.Cycle, Place: place}, text: text}
	}
	return []line{
		field("sha256", p.SHA256), field("content_sha256", p.Digest), field("program", p.Program), field("reason", p.Reason),
		field("proposed", p.ProposedBy+" at "+moment(p.ProposedAt)), field("approved", p.ApprovedBy+" at "+moment(p.ApprovedAt)),
		field("log", fmt.Sprintf("%d:%s", p.AnchorSeq, p.AnchorHash)),
	}
}

// correctionOf tells a correction as one line: nobody can alter it without altering the file.
func correctionOf(cycle string, c *reform.Correction) []line {
	return []line{{of: reform.Discrepancy{Of: reform.FrozenFile, Cycle: cycle, Place: "correction, sha256"}, text: sum(c)}}
}

func moment(t time.Time) string { return t.UTC().Truncate(time.Microsecond).Format(time.RFC3339Nano) }

// sum is the SHA-256 of something as JSON.
func sum(what any) string {
	text, err := json.Marshal(what)
	if err != nil {
		return err.Error() // nouns always marshal
	}
	return hash(text)
}
