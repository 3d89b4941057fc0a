package revision

import "slices"

// moved says, of what changed its place among the same neighbours, from where to
// where. The fewest are said to have moved: the others kept their order.
func moved(was, is []part, then map[identity]part) map[identity]*[2]int {
	old, now := places(was), places(is)
	type row struct {
		noun   Noun
		beside string
	}
	rows := map[row][]identity{}
	for _, p := range is {
		if before, known := then[p.identity()]; known && before.area == p.area && p.text == "" {
			r := row{p.noun, p.area + p.holder.id}
			rows[r] = append(rows[r], p.identity())
		}
	}
	all := map[identity]*[2]int{}
	for _, row := range rows {
		kept := rising(row, old)
		for _, id := range row {
			if !slices.Contains(kept, id) {
				all[id] = &[2]int{old[id], now[id]}
			}
		}
	}
	return all
}

// places numbers each part among its neighbours, from 1.
func places(all []part) map[identity]int {
	numbers := map[identity]int{}
	count := map[identity]int{}
	for _, p := range all {
		beside := identity{p.noun, p.area + p.holder.id}
		count[beside]++
		numbers[p.identity()] = count[beside]
	}
	return numbers
}

// rising is the longest part of a row whose numbers rise.
func rising(row []identity, number map[identity]int) []identity {
	best := make([][]identity, 0, len(row)) // by length: the one that ends lowest
	for _, id := range row {
		n, _ := slices.BinarySearchFunc(best, number[id], func(run []identity, at int) int { return number[run[len(run)-1]] - at })
		var run []identity
		if n > 0 {
			run = slices.Clone(best[n-1])
		}
		if run = append(run, id); n == len(best) {
			best = append(best, run)
		} else {
			best[n] = run
		}
	}
	if len(best) == 0 {
		return nil
	}
	return best[len(best)-1]
}
