package flow

import (
	"context"
	"fmt"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// ErrUnproved is wrapped when a report claims what is neither shown nor explained.
var ErrUnproved = fmt.Errorf("%w: neither shown nor explained", reform.ErrInvalid)

// Unproved lists the indicators of a unit's own report that ask for something to be shown,
// and for which there is neither that nor an explanation on a day.
func (b *Board) Unproved(ctx context.Context, r reform.Report, at time.Time) ([]reform.Indicator, error) {
	form, err := b.Form(ctx, r.Cycle, r.Unit, r.Source)
	if err != nil || r.Source != reform.FromUnit {
		return nil, err
	}
	asked := slices.DeleteFunc(form.Framework.Indicators(), func(i reform.Indicator) bool {
		return len(i.Evidence) == 0 || !asks(i.Applies, form.Unit, r)
	})
	if len(asked) == 0 {
		return nil, nil
	}
	shown, err := b.Shown(ctx, r.Cycle, r.Unit)
	day := at.In(b.Zone).Format(time.DateOnly)
	return slices.DeleteFunc(asked, func(i reform.Indicator) bool { return i.Proved(shown[i.ID], day) }), err
}

// asks reports whether an indicator is asked of a unit that reports this.
func asks(a reform.Applicability, u reform.Unit, r reform.Report) bool {
	if len(a.Groups) > 0 && !slices.Contains(a.Groups, u.PeerGroup) {
		return false
	}
	if a.Figure == "" {
		return true
	}
	v, _ := r.Value(a.Figure)
	n := v.Number()
	return n != nil && n.Sign() > 0
}

// Shown is the evidence that a unit cites in a cycle, by indicator.
func (b *Board) Shown(ctx context.Context, cycle, unit string) (map[string][]reform.Shown, error) {
	all, err := b.Store.EvidenceOf(ctx, unit)
	if err != nil {
		return nil, err
	}
	held := map[string]reform.Evidence{}
	for _, e := range all {
		held[e.ID] = e
	}
	citations, err := b.Store.Citations(ctx, cycle, unit)
	shown := map[string][]reform.Shown{}
	for _, c := range citations {
		shown[c.Indicator] = append(shown[c.Indicator], reform.Shown{Evidence: held[c.Evidence], Proof: c.Proof})
	}
	return shown, err
}
