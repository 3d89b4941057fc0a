package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"reformboard/internal/flow"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

type rank struct {
	Cycle string          `arg:""`
	Group string          `help:"Peer group; empty: all units."`
	Why   string          `help:"Print a unit's scorecard with the reason for each score instead." placeholder:"UNIT"`
	Moved bool            `help:"Add how many places each unit moved since the cycle before, and why: own reports, method, others, set of units."`
	Lang  reform.Language `help:"${enum}." enum:"vi,en" default:"vi"`
}

// Run prints the ranking or the scorecard.
func (c *rank) Run(ctx context.Context, s *settings) error {
	return s.onBoard(ctx, func(b *flow.Board) error {
		t, err := b.Tally(ctx, c.Cycle)
		if err != nil {
			return err
		}
		var moved map[string]reform.Movement
		if c.Moved {
			if moved, err = b.Movements(ctx, t, c.Group); err != nil {
				return err
			}
		}
		return c.print(os.Stdout, t, moved)
	})
}

func (c *rank) print(w io.Writer, t *reform.Tally, moved map[string]reform.Movement) error {
	lines, err := c.lines(t, moved)
	if err != nil {
		return err
	}
	return aligned(w, lines)
}

// aligned writes lines whose tabs stand under each other.
func aligned(w io.Writer, lines []string) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(table, strings.Join(lines, "\n")+"\n"); err != nil {
		return err
	}
	return table.Flush()
}

func (c *rank) lines(t *reform.Tally, moved map[string]reform.Movement) ([]string, error) {
	if c.Why != "" {
		card, ok := t.Scorecard(c.Why)
		if !ok {
			return nil, fmt.Errorf("%w: unit %q", reform.ErrNotFound, c.Why)
		}
		return c.why(t, card), nil
	}
	ranked, ok := t.Ranking(c.Group)
	if !ok {
		return nil, fmt.Errorf("%w: peer group %q", reform.ErrNotFound, c.Group)
	}
	var lines []string
	for _, st := range ranked.Standings {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s", locale.Number(c.Lang, st.Place(t.Framework.Ranks.Ties)), st.Unit, c.name(t, st.Unit), locale.Fixed(c.Lang, st.Total.Decimal(), 2))+c.causes(moved, st.Unit))
	}
	for _, st := range ranked.Unranked {
		lines = append(lines, fmt.Sprintf("–\t%s\t%s\t%s", st.Unit, c.name(t, st.Unit), locale.Say(c.Lang, "reason."+string(st.Reason))))
	}
	return lines, nil
}

// causes say how far a unit moved, and the parts that add up to it.
func (c *rank) causes(moved map[string]reform.Movement, unit string) string {
	m, known := moved[unit]
	if !known {
		return ""
	}
	return "\t" + locale.Say(c.Lang, "rank.moved", "Gained", signed(m.Gained()), "Own", signed(m.Own), "Method", signed(m.Method),
		"Appraisal", signed(m.Appraisal), "Others", signed(m.Others), "Peers", signed(m.Peers()))
}

// signed writes places gained with a plus, and none as 0.
func signed(places int) string {
	if places == 0 {
		return "0"
	}
	return strings.Replace(fmt.Sprintf("%+d", places), "-", "−", 1)
}

func (c *rank) name(t *reform.Tally, unit string) string {
	u, _ := t.Unit(unit)
	return u.Name().In(c.Lang)
}

// why prints the same words as the page.
func (c *rank) why(t *reform.Tally, card reform.Scorecard) []string {
	var lines []string
	for _, s := range card.Scores {
		i, _ := t.Framework.Indicator(s.Indicator)
		earned := locale.Say(c.Lang, "state."+string(s.State))
		if s.State.Counts() {
			earned = locale.Fixed(c.Lang, s.Earned.Decimal(), 2) + " / " + locale.Number(c.Lang, s.Max.Decimal())
		}
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s", i.ID, i.Title.In(c.Lang), earned, locale.Rule(c.Lang, &t.Framework, i)))
	}
	return append(lines, fmt.Sprintf("\t\t%s\t", locale.Fixed(c.Lang, card.Total.Decimal(), 2)))
}
