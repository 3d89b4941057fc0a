package workbook

import (
	"math/big"

	"reformboard/internal/reform"
)

// compareParts applies the framework's checks: parts are together not more than
// their whole. The parts are not taken then and the whole is: it is counted on its
// own, and a part too great would earn points. All checks look at the values as
// they were read, so their order is no matter.
func (r *Reading) compareParts(f reform.Framework) {
	values := map[string]*reform.Value{}
	for i := range r.Values {
		values[r.Values[i].Figure] = &r.Values[i]
	}
	over := map[*reform.Value]bool{}
	for _, check := range f.Checks {
		whole := values[check.Whole]
		if whole == nil || whole.Number() == nil {
			continue
		}
		parts := numbered(check.Parts, values)
		if sum(parts).Cmp(whole.Number()) <= 0 {
			continue
		}
		for _, part := range parts {
			over[part] = true
			r.Findings = append(r.Findings, overWhole(f, *part, *whole))
		}
	}
	for part := range over {
		part.Text, part.Absence = "", reform.NotReported
	}
}

// numbered are the parts that have a number; the others add nothing.
func numbered(figures []string, values map[string]*reform.Value) []*reform.Value {
	var parts []*reform.Value
	for _, id := range figures {
		if v := values[id]; v != nil && v.Number() != nil && v.Number().Sign() != 0 {
			parts = append(parts, v)
		}
	}
	return parts
}

func sum(parts []*reform.Value) *big.Rat {
	total := new(big.Rat)
	for _, part := range parts {
		total.Add(total, part.Number())
	}
	return total
}

func overWhole(f reform.Framework, part, whole reform.Value) reform.Finding {
	figure, _ := f.Figure(part.Figure)
	other, _ := f.Figure(whole.Figure)
	return reform.Finding{
		Origin: part.Origin, Figure: part.Figure, Label: figure.Title, Problem: reform.PartOverWhole, Severity: reform.Error,
		Found: part.Text, Wanted: whole.Text + " (" + whole.Cell + ")", Other: other.Title,
	}
}
