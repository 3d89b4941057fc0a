package score

import (
	"strconv"
	"time"

	"reformboard/internal/reform"
)

// lookUp states what the record says of units in the cycle that is scored. How late they
// were a period ago never stands in for that.
func (m *Method) lookUp(in Input, by map[string]*said) {
	if len(m.facts) == 0 {
		return
	}
	if in.Zone == nil {
		in.Zone = time.UTC
	}
	for _, units := range [][]reform.Unit{in.Units, in.Above} {
		for _, unit := range units {
			m.recall(in, unit, by[unit.ID])
		}
	}
}

func (m *Method) recall(in Input, unit reform.Unit, s *said) {
	window := in.Cycle.Reports(unit)
	if s.own == nil || s.own.Came() == nil || window.Due.IsZero() {
		return // of who is silent there is nothing to read, and an example is due at no time
	}
	late := window.Lateness(*s.own.Came(), in.Zone)
	for n, fact := range m.facts {
		if fact == reform.DaysLate {
			days := reform.NewFraction(int64(late.Days), 1)
			s.values[n] = statement{numeric: true, number: days, text: strconv.Itoa(late.Days), late: &late}
		}
	}
}
