package frame

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// PairSays is both judgements on a claim that was marked twice, in words.
func (v Voice) PairSays(p reform.Pair, rules reform.Procedure, people map[string]reform.User) []Said {
	second := reform.Appraisal{Verdict: p.Second.Verdict, Points: p.Second.Points, Ground: p.Second.Ground, Text: p.Second.Text, By: p.Second.By, At: p.Second.At}
	var said []Said
	for n, a := range []reform.Appraisal{p.First, second} {
		s := Said{Kind: "judged", Title: v.Say([]string{"agreement.first", "agreement.second"}[n], "Verdict", locale.Verdict(v.Language, a)), At: v.Moment(a.At), By: Person(people, a.By)}
		if g, ok := rules.Ground(a.Ground); ok {
			s.Lines = append(s.Lines, g.Code+" "+locale.Ground(v.Language, g))
		}
		if a.Text != "" {
			s.Lines = append(s.Lines, a.Text)
		}
		said = append(said, s)
	}
	return said
}

// CountermarksURL is what waits in a cycle to be judged a second time.
func CountermarksURL(cycle string) string { return CycleURL(cycle, "/countermarks") }

// CountermarkURL is where a claim is judged a second time.
func CountermarkURL(cycle, unit, indicator string) string {
	return ReceiptURL(cycle, unit, indicator) + "/countermark"
}

// AgreementURL is how far those agree who judge in a cycle.
func AgreementURL(cycle string) string { return CycleURL(cycle, "/agreement") }
