package framework

import (
	"fmt"

	"reformboard/internal/reform"
)

// arity is how many indicators of the edition before become how many of this one.
type arity struct {
	from, to count
	text     string
}

// count is how many of something there are.
type count struct{ least, most int }

const many = 1 << 20

var (
	reworded = arity{count{1, 1}, count{1, 1}, "one indicator of the edition before in from, and one of this in to"}
	arities  = map[reform.ChangeKind]arity{
		reform.Same:     reworded,
		reform.Reworded: reworded,
		reform.Split:    {count{1, 1}, count{2, many}, "one indicator of the edition before in from, and two or more of this in to"},
		reform.Merged:   {count{2, many}, count{1, 1}, "two or more indicators of the edition before in from, and one of this in to"},
		reform.New:      {count{0, 0}, count{1, many}, "no from, and the new indicators in to"},
		reform.Dropped:  {count{1, many}, count{0, 0}, "the indicators of the edition before in from, and no to"},
	}
)

func (c count) holds(n int) bool { return c.least <= n && n <= c.most }

// changes checks what the file says became of the edition before.
func (c *checker) changes(f reform.Framework) {
	c.id(f.Replaces, "replaces")
	if f.Replaces == f.ID && f.ID != "" {
		c.Fault("replaces", "a framework cannot replace itself: name the edition before")
	}
	if len(f.Changes) > 0 && !c.Written("replaces") {
		c.Fault("changes", "changes from which edition? Add \"replaces\" with its id")
	}
	became := map[string]string{}
	for n, change := range f.Changes {
		path := fmt.Sprintf("changes[%d]", n)
		want, known := arities[change.Kind]
		fits := want.from.holds(len(change.From)) && want.to.holds(len(change.To))
		if known && !fits && c.ReadWell(path) {
			c.Fault(path, "a change of kind %s has %s", change.Kind, want.text)
		}
		for i, id := range change.From {
			c.code(id, fmt.Sprintf("%s.from[%d]", path, i))
		}
		for i, id := range change.To {
			at := fmt.Sprintf("%s.to[%d]", path, i)
			_, known := c.indicators[id]
			switch before := became[id]; {
			case !known && id != "":
				c.Unknown(at, "indicator", id, c.indicatorIDs)
			case before != "":
				c.Fault(at, "%s says already what became of %s: delete one of them", before, id)
			}
			became[id] = path
		}
	}
}
