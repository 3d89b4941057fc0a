package scrutiny

import (
	"math"
	"slices"
	"strconv"

	"reformboard/internal/reform"
)

// farZ is from how many deviations on a value is far: the limit that Iglewicz and
// Hoaglin (How to Detect and Handle Outliers, ASQC 1993) give for their modified
// z-score, used for every test here.
const farZ = 3.5

// likeNormal makes a median absolute deviation a standard one, as of normal values:
// the reciprocal of the 0.6745 in the modified z-score.
const likeNormal = 1.4826

// leastScale is the least standard deviation of logarithms that is believed: that a
// few values lie closer together than within a tenth of each other is chance.
const leastScale = 0.1

// factor is how many times beyond all others a value lies before it is called far. It
// is a choice, made so that mistakes by a power of ten are seen and honest reports
// hardly ever doubted: see the tests of both.
type factor struct {
	few  float64 // held against a few values, or against other units
	many float64 // held against leastPoints or more of the unit's own
}

// A percentage may fall from 90 to 9, on a small base; what is seen there is a share
// written for a percentage.
var factors = map[reform.FigureKind]factor{
	reform.Count:      {few: 3, many: 2},
	reform.Number:     {few: 5, many: 3},
	reform.Percentage: {few: 20, many: 20},
}

// spread is how some values lie.
type spread struct {
	centre, scale float64 // median; median absolute deviation, as a standard deviation
	low, high     float64
}

// spreadOf sorts values, and leaves out so many at each end of its low and high.
func spreadOf(values []float64, without int) spread {
	slices.Sort(values)
	s := spread{centre: middle(values), low: values[without], high: values[len(values)-1-without]}
	away := make([]float64, len(values))
	for n, v := range values {
		away[n] = math.Abs(v - s.centre)
	}
	slices.Sort(away)
	s.scale = likeNormal * middle(away)
	return s
}

// median sorts values.
func median(values []float64) float64 {
	slices.Sort(values)
	return middle(values)
}

func middle(sorted []float64) float64 {
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}

// beyond reports whether a logarithm lies more than a factor outside low to high, and
// farZ scales from the centre. near is the end it lies beyond.
func (s spread) beyond(log, times float64) (near float64, far bool) {
	near = s.low
	if log > s.centre {
		near = s.high
	}
	outside := log < s.low-math.Log(times) || log > s.high+math.Log(times)
	return near, outside && math.Abs(log-s.centre) > farZ*max(s.scale, leastScale)
}

// byChance reports whether two counts may differ only by the luck of small numbers.
// The square root of a Poisson count, plus 3/8, has a variance of about 1/4 whatever
// its mean (Anscombe, Biometrika 1948). Clustered is how many times the variance of
// real counts is a Poisson one's.
func byChance(a, b float64) bool {
	const clustered = 2
	return math.Abs(math.Sqrt(a+3.0/8)-math.Sqrt(b+3.0/8)) <= farZ*math.Sqrt(0.5*clustered)
}

// between writes an interval: "120–480", or one number where both are the same.
func between(low, high string) string {
	if low == high {
		return low
	}
	return low + "–" + high
}

// rounded writes an estimate of a figure with three digits.
func rounded(n float64, g reform.Figure) string {
	if n > 0 {
		unit := math.Pow(10, math.Floor(math.Log10(n))-2)
		n = math.Round(n/unit) * unit
	}
	d, err := reform.ParseDecimal(strconv.FormatFloat(n, 'f', min(g.Decimals, mostDecimals), 64))
	if err != nil { // longer than any number that is reported
		return strconv.FormatFloat(n, 'g', 3, 64)
	}
	return string(d)
}

// mostDecimals is as fine as an estimate is written.
const mostDecimals = 6
