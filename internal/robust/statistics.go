package robust

import (
	"math"
	"slices"
	"sort"
)

// ends are the least and the greatest of a list; of none, nothing.
func ends(list []float64) (low, high float64) {
	if len(list) == 0 {
		return 0, 0
	}
	return slices.Min(list), slices.Max(list)
}

// spread is the mean of a list and its standard deviation, with n-1; of fewer than
// two, 0.
func spread(list []float64) (mean, sd float64) {
	if len(list) == 0 {
		return 0, 0
	}
	for _, x := range list {
		mean += x
	}
	mean /= float64(len(list))
	if len(list) < 2 {
		return mean, 0
	}
	for _, x := range list {
		sd += (x - mean) * (x - mean)
	}
	return mean, math.Sqrt(sd / float64(len(list)-1))
}

// lesser counts for each of a list how many are less.
func lesser(list []float64) []int {
	order := slices.Sorted(slices.Values(list))
	counts := make([]int, len(list))
	for i, x := range list {
		counts[i] = sort.SearchFloat64s(order, x)
	}
	return counts
}

// midranks are the ranks of a list from the least up; equals share their mean.
func midranks(list []float64) []float64 {
	order := slices.Sorted(slices.Values(list))
	ranks := make([]float64, len(list))
	for i, x := range list {
		less := sort.SearchFloat64s(order, x)
		upTo := sort.Search(len(order), func(n int) bool { return order[n] > x })
		ranks[i] = float64(less+upTo+1) / 2
	}
	return ranks
}

// covariance is that of two lists, with n-1.
func covariance(a, b []float64) float64 {
	if len(a) < 2 {
		return 0
	}
	meanA, _ := spread(a)
	meanB, _ := spread(b)
	sum := 0.0
	for i := range a {
		sum += (a[i] - meanA) * (b[i] - meanB)
	}
	return sum / float64(len(a)-1)
}

// pearson is the correlation of two lists. False where one of them does not vary.
func pearson(a, b []float64) (float64, bool) {
	_, sdA := spread(a)
	_, sdB := spread(b)
	if varies(a) && varies(b) && sdA > 0 && sdB > 0 {
		return min(max(covariance(a, b)/sdA/sdB, -1), 1), true
	}
	return 0, false
}

// varies reports whether a list holds different numbers, and not one number with
// different last bits.
func varies(list []float64) bool {
	low, high := ends(list)
	return high-low > 1e-12*max(math.Abs(low), math.Abs(high))
}
