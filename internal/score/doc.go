// Package score turns reports into scorecards.
//
// Its one rule: it is a pure function of the framework and the reports, on exact
// fractions, rounding only where the framework says so. No score depends on the
// order of units, reports or figures; a unit's score depends on other units' only
// where a rule is relative.
//
// A cycle is scored column by column: an [reform.Indicator] for every unit, then
// the areas above it, then the total. For one unit and indicator:
//
//   - what has the record to say? How many days the unit's own report came late, by its own
//     window: a figure like any other, that nobody reports.
//   - does it apply? Not to this peer group, or without what it counts: not_applicable.
//   - has the unit said so? A figure it owes: not_submitted; one that others owe:
//     under_review. A [reform.Fill] may stand in, and is flagged.
//   - the rule then gives the exact points, or withholds them: suppressed.
//   - the points are rounded, once, at each level where the framework rounds.
//
// # Rules
//
// max and min are the indicator's most and least points, both in points; of and over
// are sums of figures, each in its own unit; pays are shares from 0 to 1. A share earned
// is held between 0 and 1 and multiplied by max; what is given in points is held between
// min and max. On a scale without end, neither is held.
//
//	ratio         max · (of/over · times) / full_at, 0 under nothing_below          [1] [6]
//	steps         max · pay of the highest step that of/over reaches; under the
//	              lowest 0, or in proportion to it                                  [2]
//	answer        max · pay of the option chosen                                    [2]
//	survey        max · Σ pay·count / Σ count, over those who answered              [3]
//	checklist     max · Σ pay of what is there / Σ pay of what applies              [2]
//	compared      max, max/2 or 0: of better than, equal to or worse than over      [4]
//	deadline      max up to the day due, then max · pay of so many days late        [2]
//	deduction     max - each · of                                                   [2]
//	counted       each · of; each below 0 is a penalty                              [2]
//	leader        r = of/over up to 1: max · at · r; beyond it, and best the
//	              greatest r: max · (at + (1-at)·(r-1)/(best-1))                    [5]
//	normalised    of, or of/over, on a scale: see [composite.Normalise]             [7]
//	formula       what it comes to, in points: see package formula                  [5]
//	alternatives  the first rule that fits the unit                                 [5]
//	constant      max                                                               [1]
//	given         the points published                                              [3]
//	information   nothing: no part of any sum, mean or coverage                     [1]
//
// A percentage without over is its own ratio. Where over is 0, if_zero decides; a unit
// that has none of what is measured earns nothing, but by a deduction, which takes
// nothing, and by a formula, which reads 0 where its figures can be 0.
//
// # Areas and the total
//
// Points add up, or the parts are combined as [composite.Aggregate] and
// [composite.Copeland] say [7]; the weights of parts that leave are re-normalised over
// those that stand, level by level. A capped area is held between its limits before it
// is rounded. A score that cannot be made of the parts there are is withheld:
// suppressed, or not_submitted where a silence blocks. The total is the sum of the
// areas inside, stretched where the framework rescales, and then of those outside.
//
// # Judgements
//
// Of what was judged of a claim the version in force counts (see [reform.InForce]); a
// claim that nobody judged stands as reported. It is heard after the rule and before
// anything is rounded or added up, so that areas, coverage and what is multiplied by the
// indicator see no difference to a score of the rule:
//
//	accepted        the score of the rule
//	cut             the points given, held between min and max, rounded once like any
//	                other; reported, for the coverage; measures no ratio any more
//	not_applicable  as if it were not asked of the unit: its points go where they would
//	returned        under_review: no score until it is mended, and not covered
//
// Where a rule compares units, or the mean of a peer group stands in, a claim that was
// not accepted is no measure for the others: they are compared as if it were not there.
// What a unit measured is its own; what it earns by comparison may still move with what
// others report or are judged to have, until an edition freezes it. What stands in from
// the period before is taken as it was reported then.
//
// # Sources
//
//	[1] decision 766/QĐ-TTg, as re-computed on published counts
//	[2] sets of criteria of provinces under PAR INDEX (876/QĐ-BNV)
//	[3] PAR INDEX (876/QĐ-BNV): sociological survey, points entered by the appraiser
//	[4] decree 61/2018/NĐ-CP: 2, 1 or 0 points
//	[5] emulation clusters, and bodies whose units have formulas of their own
//	[6] the formulas published with decision 766: coefficient, denominator of another period
//	[7] OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 to 7
//
// # Errors
//
// An error is a framework or a value that the readers should have refused, or more than
// can be scored: too many units ([MostCells], [MostCompared]), or more than 922 million
// million points. It names the unit and the indicator, area or facet.
package score
