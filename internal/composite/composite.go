// Package composite normalises figures and aggregates scores as composite indices
// do (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, steps 5 to 7).
//
// Its one rule: it reckons on exact fractions. A root, power or logarithm that has
// no fraction is taken to 60 decimals, and is exact again where it meets a decimal
// of 40; no result is ever "not a number".
package composite

import "reformboard/internal/reform"

// Cell is one unit's value in a column, or a part's in an area. Without Known there
// is none, and no method makes one of it.
type Cell struct {
	reform.Fraction
	Known bool
}
