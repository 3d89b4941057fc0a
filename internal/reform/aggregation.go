package reform

// Aggregation says how the parts of an Area, its Indicators and Areas, become one
// score. The zero value adds their points up.
//
// Every method but Sum takes parts measured on the Area's own scale: their most
// points are the Area's. Weights are relative inside the Area; where a part has no
// score, they are re-normalised over the parts that have one, level by level.
type Aggregation struct {
	Method        AggregationMethod `json:"method"`
	Power         Decimal           `json:"power,omitempty"`           // PowerMean: its exponent, not 0
	IfNotPositive NotPositive       `json:"if_not_positive,omitempty"` // Geometric, Harmonic, PowerMean: what a part of zero or less does
	Floor         Decimal           `json:"floor,omitempty"`           // with RaiseToFloor: what such a part counts as
	Coverage      Decimal           `json:"coverage,omitempty"`        // least share of the parts with a score; empty: one part is enough
	CoverBy       CoverBy           `json:"cover_by,omitempty"`        // how that share is taken; empty: by count
}

// AggregationMethod is a way in which parts become one score.
type AggregationMethod string

const (
	Sum       AggregationMethod = "sum"        // points add up
	Mean      AggregationMethod = "mean"       // Σ w·x / Σ w
	Geometric AggregationMethod = "geometric"  // (Π x^w)^(1/Σ w)
	Harmonic  AggregationMethod = "harmonic"   // Σ w / Σ (w/x)
	PowerMean AggregationMethod = "power_mean" // (Σ w·x^p / Σ w)^(1/p)
	Minimum   AggregationMethod = "minimum"    // the least part
	Copeland  AggregationMethod = "copeland"   // units beaten by weighted majority, less units lost to
)

// AggregationMethods lists every AggregationMethod.
var AggregationMethods = []AggregationMethod{Sum, Mean, Geometric, Harmonic, PowerMean, Minimum, Copeland}

// NotPositive says what a part of zero or less does where roots or reciprocals are
// taken. A Framework must choose.
type NotPositive string

const (
	NotPositiveEarnsNothing NotPositive = "zero"       // the area scores 0
	NotPositiveSuppresses   NotPositive = "suppressed" // the area has no score
	RaiseToFloor            NotPositive = "floor"      // the part counts as Floor
)

// NotPositives lists every NotPositive.
var NotPositives = []NotPositive{NotPositiveEarnsNothing, NotPositiveSuppresses, RaiseToFloor}

// CoverBy says how the share of parts with a score is taken.
type CoverBy string

const (
	ByCount  CoverBy = "count"
	ByWeight CoverBy = "weight"
)

// Adds reports whether the points of the parts add up.
func (a Aggregation) Adds() bool { return a.Method == "" || a.Method == Sum }

// Fill says what stands in for what has not been reported.
type Fill string

const (
	FillNothing    Fill = "zero"        // it earns nothing and stays in the maximum
	FillLeave      Fill = "leave"       // it leaves the maximum, or its weight the mean: silence may then raise a score
	FillGroupMean  Fill = "group_mean"  // the mean of the peer group's units that reported
	FillLastPeriod Fill = "last_period" // what the unit reported in the period before
	FillBlock      Fill = "block"       // its area has no score
)

// Fills lists every Fill.
var Fills = []Fill{FillNothing, FillLeave, FillGroupMean, FillLastPeriod, FillBlock}

// Facet is the mean of the same thing over several collections: online
// availability over nine life events. It is published beside the tree and never
// counted in it: an index of averaged parts is another number.
type Facet struct {
	ID    string   `json:"id"`
	Title Words    `json:"title"`
	Of    []string `json:"of"` // Areas or Indicators, each with the same weight
}

// RankRule says how scores become ranks.
type RankRule struct {
	Decimals *int `json:"decimals,omitempty"` // scores are compared at so many; nil: as the total is rounded
	Ties     Ties `json:"ties,omitempty"`
}

// Ties says which rank units with equal scores share. Empty: TiesLeast.
type Ties string

const (
	TiesLeast   Ties = "min"     // 1, 2, 2, 4
	TiesDense   Ties = "dense"   // 1, 2, 2, 3
	TiesAverage Ties = "average" // 1, 2.5, 2.5, 4
)

// Change is what became of Indicators from the edition before: what may be
// compared with what.
type Change struct {
	Kind ChangeKind `json:"kind"`
	From []string   `json:"from,omitempty"` // ids in the edition before
	To   []string   `json:"to,omitempty"`   // ids in this one
	Note Words      `json:"note,omitzero"`
}

// ChangeKind is a kind of Change.
type ChangeKind string

const (
	Same     ChangeKind = "same" // comparable as it stands
	Reworded ChangeKind = "reworded"
	Split    ChangeKind = "split"
	Merged   ChangeKind = "merged"
	New      ChangeKind = "new"
	Dropped  ChangeKind = "dropped"
)

// ChangeKinds lists every ChangeKind.
var ChangeKinds = []ChangeKind{Same, Reworded, Split, Merged, New, Dropped}
