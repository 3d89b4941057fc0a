package locale

import (
	"strings"

	"reformboard/internal/reform"
)

// Check says in plain words which figures must fit together.
func Check(l reform.Language, f *reform.Framework, c reform.Check) string {
	title := func(id string) string {
		figure, _ := f.Figure(id)
		return "“" + figure.Title.In(l) + "”"
	}
	parts := make([]string, len(c.Parts))
	for n, id := range c.Parts {
		parts[n] = title(id)
	}
	key := "check.part"
	switch {
	case c.Before:
		key = "check.before"
	case c.Equal:
		key = "check.equal"
	}
	return Say(l, key, "Parts", strings.Join(parts, " + "), "Whole", title(c.Whole))
}
