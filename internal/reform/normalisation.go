package reform

// Normalisation places a figure on a scale, as composite indices do (OECD/JRC,
// Handbook on Constructing Composite Indicators, 2008, step 5). x below is the
// figure, or its negative where less is better; n, min, max, mean and sd (with n-1)
// are over the units that have a value.
type Normalisation struct {
	Method NormMethod `json:"method"`
	// Low and High are the posts of Goalposts and Scaled, in the figure's own unit.
	Low  Decimal `json:"low,omitempty"`
	High Decimal `json:"high,omitempty"`
	// From and To are the ends of the scale a share of 0 and of 1 is placed on.
	// Empty: 0, and the indicator's most points or 1.
	From Decimal `json:"from,omitempty"`
	To   Decimal `json:"to,omitempty"`
	// Power is applied to the share of Goalposts; empty: 1.
	Power Decimal `json:"power,omitempty"`
	// Mean and Spread are what ZScore brings the units' mean and sd to; empty: 0 and 1.
	Mean   Decimal `json:"mean,omitempty"`
	Spread Decimal `json:"spread,omitempty"`
	// Target is the value that ToTarget measures against; Reference the unit whose
	// value ToReference does.
	Target    Decimal `json:"target,omitempty"`
	Reference string  `json:"reference,omitempty"`
	// IfFlat says what units earn when all have the same value, and there is no
	// scale to place them on. Methods that need a spread must choose.
	IfFlat Flat `json:"if_flat,omitempty"`
	// Among says which units make the scale; empty: all.
	Among Among `json:"among,omitempty"`
}

// NormMethod is a way to place a figure on a scale.
type NormMethod string

const (
	AsItStands  NormMethod = "none"         // x
	MinMax      NormMethod = "minmax"       // (x-min)/(max-min), from From to To
	Goalposts   NormMethod = "goalposts"    // (x-low)/(high-low) held between 0 and 1, to the Power, from From to To
	Scaled      NormMethod = "scaled"       // (x-low)/(high-low), not held
	ZScore      NormMethod = "zscore"       // Mean + Spread·(x-mean)/sd
	RankNorm    NormMethod = "rank"         // 1 for the least x; equals share the least rank
	Borda       NormMethod = "borda"        // that rank less 1
	Percentile  NormMethod = "percentile"   // (rank-1)/(n-1), from From to To
	ToTarget    NormMethod = "to_target"    // (x-min)/(target-min), at most 1, from From to To
	ToReference NormMethod = "to_reference" // 1-(ref-x)/(ref-min), from From to To
	ToMaximum   NormMethod = "to_maximum"   // 1-(max-x)/(max-min), from From to To
	OfMaximum   NormMethod = "of_maximum"   // x/max, from From to To
)

// NormMethods lists every NormMethod.
var NormMethods = []NormMethod{
	AsItStands, MinMax, Goalposts, Scaled, ZScore, RankNorm, Borda, Percentile, ToTarget, ToReference, ToMaximum, OfMaximum,
}

// Relative reports whether a unit's score depends on the values of others.
func (m NormMethod) Relative() bool {
	return m != AsItStands && m != Goalposts && m != Scaled
}

// Flat says what becomes of an Indicator by which no unit differs.
type Flat string

const (
	FlatSuppresses   Flat = "suppressed" // no score, said aloud
	FlatEarnsHalf    Flat = "midpoint"   // the middle of the scale
	FlatEarnsFull    Flat = "full"       // the top of the scale
	FlatEarnsNothing Flat = "zero"       // the bottom of the scale
)

// Flats lists every Flat.
var Flats = []Flat{FlatSuppresses, FlatEarnsHalf, FlatEarnsFull, FlatEarnsNothing}

// Among says against which units a relative rule compares.
type Among string

const (
	AmongAll   Among = "all"
	AmongGroup Among = "group" // the unit's own peer group
)
