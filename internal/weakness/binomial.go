package weakness

import "math"

// atMost is the chance of at most k of n cases, each with the chance p:
// F(k) = I(1−p; n−k, k+1), the regularised incomplete beta function
// (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.24).
func atMost(k, n int64, p float64) float64 {
	switch {
	case k < 0:
		return 0
	case k >= n || p <= 0:
		return 1
	case p >= 1:
		return 0
	}
	return beta(1-p, float64(n-k), float64(k+1))
}

// exactly is the chance of exactly k of n cases.
func exactly(k, n int64, p float64) float64 {
	if k < 0 || k > n {
		return 0
	}
	if p <= 0 || p >= 1 {
		if (p <= 0) == (k == 0) || p >= 1 && k == n {
			return 1
		}
		return 0
	}
	x, m := float64(k), float64(n)
	return math.Exp(lgamma(m+1) - lgamma(x+1) - lgamma(m-x+1) + x*math.Log(p) + (m-x)*math.Log1p(-p))
}

func lgamma(x float64) float64 {
	y, _ := math.Lgamma(x)
	return y
}

// beta is the regularised incomplete beta function, as the continued fraction 26.5.8
// of Abramowitz and Stegun, evaluated from the front by Lentz's method. It converges
// fast on the left of the mean; on the right the function is mirrored.
func beta(x, a, b float64) float64 {
	if x > (a+1)/(a+b+2) {
		return 1 - beta(1-x, b, a)
	}
	front := math.Exp(lgamma(a+b)-lgamma(a)-lgamma(b)+a*math.Log(x)+b*math.Log1p(-x)) / a
	const tiny, enough = 1e-300, 1e-14
	c, d := 1.0, 1-(a+b)*x/(a+1)
	if math.Abs(d) < tiny {
		d = tiny
	}
	d = 1 / d
	value := d
	for m := 1.0; m < 10_000; m++ {
		even := m * (b - m) * x / ((a + 2*m - 1) * (a + 2*m))
		odd := -(a + m) * (a + b + m) * x / ((a + 2*m) * (a + 2*m + 1))
		last := 1.0
		for _, part := range []float64{even, odd} {
			d, c = 1+part*d, 1+part/c
			if math.Abs(d) < tiny {
				d = tiny
			}
			if math.Abs(c) < tiny {
				c = tiny
			}
			d = 1 / d
			last = d * c
			value *= last
		}
		if math.Abs(last-1) < enough {
			break
		}
	}
	return front * value
}
