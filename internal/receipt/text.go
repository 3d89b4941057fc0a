package receipt

import (
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Text writes a receipt in one language for a terminal.
func (r Receipt) Text(l reform.Language) string {
	t := &page{voice: voice{l}}
	title := r.Title.In(l)
	if r.Kind != OfTotal {
		title = strings.TrimSpace(r.Node + " " + title)
	}
	t.write("", title)
	t.write("", t.about(r))
	t.write("", t.outcome(r))
	if r.Filled != "" {
		t.write("", locale.Say(l, "fill."+string(r.Filled)+".short"))
	}
	t.write(t.say("text.formula"), r.Formula.In(l))
	t.inputs(r.Inputs)
	t.parts(r.Parts)
	t.steps(r.Steps)
	if len(r.Steps) == 0 { // the last step says it too
		t.write(t.say("text.rounding"), r.Rounding.In(l))
	}
	for _, d := range r.Decisions {
		t.write(t.say("text.decision"), d.In(l))
	}
	if r.Brings != nil && r.Kind != OfTotal {
		t.write(t.say("text.brings"), t.exact(r.Brings.Fraction))
	}
	return t.text.String()
}

// page is a text being written.
type page struct {
	voice
	text strings.Builder
}

// write writes a line, with its heading if it has one.
func (t *page) write(heading, said string) {
	if heading != "" {
		said = heading + ": " + said
	}
	t.text.WriteString(strings.TrimRight(said, " ") + "\n")
}

func (t *page) about(r Receipt) string {
	said := []string{t.say("text.unit", "Unit", r.Unit), t.say("text.cycle", "Cycle", r.Cycle), t.say("text.framework", "Framework", r.Framework)}
	if r.Version != "" {
		said = append(said, t.say("text.version", "Version", r.Version))
	}
	return strings.Join(said, " · ")
}

// outcome is what came of it: points, or why there are none.
func (t *page) outcome(r Receipt) string {
	state := locale.Say(t.l, "state."+string(r.State))
	if r.Earned == nil {
		return state
	}
	said := t.points(*r.Earned)
	if r.Max > 0 {
		said = t.say("text.of", "Earned", said, "Max", t.points(r.Max))
	}
	if r.State != reform.Scored {
		said += " · " + state
	}
	return said
}

func (t *page) inputs(inputs []Input) {
	if len(inputs) == 0 {
		return
	}
	t.write("", t.say("text.inputs")+":")
	for _, in := range inputs {
		said := "  " + in.Title.In(t.l) + ": " + in.Says.In(t.l)
		if !in.Why.Empty() {
			said += " (" + in.Why.In(t.l) + ")"
		}
		var from []string
		for _, place := range []string{reform.Origin{Sheet: in.Sheet, Cell: in.Cell}.String(), in.File} {
			if place != "" {
				from = append(from, place)
			}
		}
		if in.SHA256 != "" {
			from = append(from, "SHA-256 "+in.SHA256)
		}
		if len(from) > 0 {
			said += " [" + strings.Join(from, ", ") + "]"
		}
		t.write("", said)
	}
}

func (t *page) parts(parts []Part) {
	if len(parts) == 0 {
		return
	}
	t.write("", t.say("text.parts")+":")
	for _, p := range parts {
		said := "  " + strings.TrimSpace(p.Node+" "+p.Title.In(t.l)) + ": "
		state := locale.Say(t.l, "state."+string(p.State))
		switch {
		case !p.counts:
			said += state
		case p.State.Counts():
			said += t.number(p.Value.Fraction)
		default: // granted though it does not apply, or counted as nothing
			said += t.number(p.Value.Fraction) + " (" + state + ")"
		}
		if p.Share != nil {
			said += " · " + t.say("text.weight", "Weight", t.number(p.Weight.Fraction), "Share", locale.Percent(t.l, reform.PercentOfShare(p.Share.Rat()), 2))
		}
		if p.Contributes != nil && p.Contributes.Cmp(p.Value.Fraction) != 0 {
			said += " · " + t.say("text.contributes", "Points", t.exact(p.Contributes.Fraction))
		}
		t.write("", said)
	}
}

func (t *page) steps(steps []Step) {
	if len(steps) == 0 {
		return
	}
	t.write("", t.say("text.steps")+":")
	for _, s := range steps {
		t.write("", "  "+s.In(t.l))
	}
}

// In writes a step as one line.
func (s Step) In(l reform.Language) string {
	said := s.Label.In(l) + ": " + s.Sum.In(l)
	if result := s.Result.In(l); result != "" {
		said += " = " + result
	}
	if short := s.Short(); short != "" {
		said += " (" + locale.Say(l, "receipt.text.exactly", "Fraction", short) + ")"
	}
	return said
}

// exact writes a number, with its fraction where decimals cut it off.
func (t *page) exact(n reform.Fraction) string {
	text := t.number(n)
	if fraction := n.RatString(); !finite(n.Rat()) && len(fraction) <= longestFraction {
		text += " (" + t.say("text.exactly", "Fraction", fraction) + ")"
	}
	return text
}
