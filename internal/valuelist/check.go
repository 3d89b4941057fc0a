package valuelist

import "reformboard/internal/reform"

// checked holds what each unit says against the framework's checks of parts and
// their whole. What does not add up is a doubt and not a fault: published tables
// are what they are, and their figures are scored as they stand.
func (v *reader) checked(f *reform.Framework) {
	if len(f.Checks) == 0 {
		return
	}
	for place := range v.said {
		values := map[string]*reform.Value{}
		for n := range v.said[place] {
			values[v.said[place][n].Figure] = &v.said[place][n]
		}
		for _, c := range f.Checks {
			parts, whole, problem := c.Judge(func(figure string) *reform.Value { return values[figure] })
			if problem != "" && len(v.Doubts) < mostFindings {
				v.Doubts = append(v.Doubts, doubt(f, parts, whole, problem))
			}
		}
	}
}

func doubt(f *reform.Framework, parts []*reform.Value, whole *reform.Value, problem reform.Problem) reform.Finding {
	figure, _ := f.Figure(whole.Figure)
	return reform.Finding{
		Origin: whole.Origin, Figure: whole.Figure, Label: figure.Title, Problem: problem, Severity: reform.Warning,
		Found: reform.Together(parts), Wanted: whole.Text, Other: figure.Title,
	}
}
