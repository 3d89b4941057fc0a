package frame

import (
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// RankingScope says what a rank may never stand without.
func (v Voice) RankingScope(t *reform.Tally, r reform.Ranking) []string {
	scope := []string{
		v.Say("page.ranking.scope.as_of", "At", v.asOf(t), "Zone", v.ZoneName()),
		v.Say("page.ranking.scope.count", "Ranked", v.Count(len(r.Standings)), "Units", v.Count(len(r.Standings)+len(r.Unranked))),
		locale.Ranks(v.Language, t.Framework.Ranks),
	}
	if share := t.Framework.Coverage.Rat(); share != nil && share.Sign() > 0 {
		scope = append(scope, v.Say("page.ranking.scope.coverage", "Share", locale.Percent(v.Language, reform.PercentOfShare(share), 0)))
	}
	return append(scope, v.basisSays(t))
}
