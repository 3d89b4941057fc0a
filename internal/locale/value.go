package locale

import "reformboard/internal/reform"

// Value writes what was reported for a figure, or why there is nothing.
func Value(l reform.Language, figure reform.Figure, text string, absence reform.Absence) string {
	switch {
	case absence != reform.Present:
		return Say(l, "absence."+string(absence))
	case text == "":
		return Say(l, "absence."+string(reform.NotReported))
	}
	switch figure.Kind {
	case reform.Choice:
		for _, o := range figure.Options {
			if o.ID == text {
				return o.Title.In(l)
			}
		}
		return text
	case reform.Date:
		return Day(l, text)
	case reform.Percentage:
		return number(l, text) + " %"
	case reform.Count, reform.Number:
	}
	return number(l, text)
}

// number writes a reported number; what is none stays as it is.
func number(l reform.Language, text string) string {
	if d := reform.Decimal(text); d.Rat() != nil {
		return Number(l, d)
	}
	return text
}
