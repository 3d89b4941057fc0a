package framework

import (
	"fmt"

	"reformboard/internal/reform"
)

// facets checks the means that are published beside the tree.
func (c *checker) facets(f reform.Framework) {
	for n, facet := range f.Facets {
		path := fmt.Sprintf("facets[%d]", n)
		c.node(facet.ID, path+".id")
		named := map[string]bool{}
		for i, id := range facet.Of {
			at := fmt.Sprintf("%s.of[%d]", path, i)
			_, isIndicator := c.indicators[id]
			switch {
			case id != "" && !isIndicator && !c.areas[id]:
				c.Unknown(at, "area or indicator", id, c.nodeIDs)
			case named[id]:
				c.Fault(at, "%s is named twice: it would be counted twice", id)
			}
			named[id] = true
		}
	}
}
