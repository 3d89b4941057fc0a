package workbook

import "reformboard/internal/reform"

// compareParts applies the framework's checks. Where parts are together more than
// their whole, the parts are not taken then and the whole is: it is counted on its
// own, and a part too great would earn points. All checks look at the values as
// they were read, so their order is no matter.
func (r *Reading) compareParts(f reform.Framework) {
	values := map[string]*reform.Value{}
	for i := range r.Values {
		values[r.Values[i].Figure] = &r.Values[i]
	}
	over := map[*reform.Value]bool{}
	for _, check := range f.Checks {
		parts, whole, found := check.Judge(func(figure string) *reform.Value { return values[figure] })
		if found == reform.PartsNotWhole {
			r.Findings = append(r.Findings, notWhole(f, parts, *whole))
		}
		if found != reform.PartOverWhole {
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

func overWhole(f reform.Framework, part, whole reform.Value) reform.Finding {
	figure, _ := f.Figure(part.Figure)
	other, _ := f.Figure(whole.Figure)
	return reform.Finding{
		Origin: part.Origin, Figure: part.Figure, Label: figure.Title, Problem: reform.PartOverWhole, Severity: reform.Error,
		Found: part.Text, Wanted: whole.Text + " (" + whole.Cell + ")", Other: other.Title,
	}
}

// notWhole asks for a second look: nobody knows which of the numbers is wrong.
func notWhole(f reform.Framework, parts []*reform.Value, whole reform.Value) reform.Finding {
	figure, _ := f.Figure(whole.Figure)
	return reform.Finding{
		Origin: whole.Origin, Figure: whole.Figure, Label: figure.Title, Problem: reform.PartsNotWhole, Severity: reform.Warning,
		Found: reform.Together(parts), Wanted: whole.Text, Other: figure.Title,
	}
}
