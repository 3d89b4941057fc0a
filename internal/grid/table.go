package grid

import "reformboard/internal/reform"

// Table is what units report, a column a figure.
type Table struct {
	Columns []Column // in the framework's order of figures
	Groups  []string // peer group of each unit; nil: no rule asks
	Silent  []bool   // units without a report; nil: none
	Units   int
}

// Column is what all units say for one figure.
type Column struct {
	numbers  []int64
	decimals int
	absences []Absence
	most     int64 // the greatest magnitude
}

// Absence is a reform.Absence in one byte.
type Absence uint8

const (
	Present       Absence = iota
	NotReported           // reform.NotReported
	NotApplicable         // reform.NotApplicable
	NoPractice            // reform.NoPractice

	absences = 4
	nothing  = absences // no absence: the number said is zero
)

// NewColumn makes a column of numbers × 10^-decimals; absences may be nil, where
// every unit says a number. Both are kept, not copied.
func NewColumn(numbers []int64, decimals int, absences []Absence) Column {
	c := Column{numbers: numbers, decimals: decimals, absences: absences}
	for _, n := range numbers {
		c.most = max(c.most, n, -n)
	}
	return c
}

// number returns a unit's number exactly.
func (c *Column) number(u int) reform.Fraction {
	return reform.NewFraction(c.numbers[u], powerOfTen(c.decimals))
}

func (c *Column) absence(u int) Absence {
	if c.absences == nil {
		return Present
	}
	return c.absences[u]
}

func powerOfTen(n int) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}

// State is a reform.State in one bit, so that an area's can be told from all of its
// parts' at once.
type State uint8

const (
	Scored State = 1 << iota
	Zero
	NotAsked
	NotSubmitted
	Suppressed
	granted // NotAsked, and given its points
	leaves  // its weight, or its points, leave what stands above it
)

// Noun returns the state's word.
func (s State) Noun() reform.State {
	switch {
	case s&Scored != 0:
		return reform.Scored
	case s&Zero != 0:
		return reform.Zero
	case s&NotSubmitted != 0:
		return reform.NotSubmitted
	case s&Suppressed != 0:
		return reform.Suppressed
	}
	return reform.NotAsked
}

// has reports whether there is a score, or points granted.
func (s State) has() bool { return s&(Scored|Zero|granted) != 0 }
