package workbook

import "reformboard/internal/answer"

// Enter reads a report that was typed into a page, by figure, as Read reads one that
// was written on the form. What is left out was left alone.
func Enter(f Form, typed map[string]string, version int) Reading {
	reading := Reading{Version: version, Values: f.blank(), Alone: map[string]bool{}}
	reader := answer.NewReader(f.Language)
	for i := range reading.Values {
		v := &reading.Values[i]
		figure, _ := f.Framework.Figure(v.Figure)
		text, ok := typed[v.Figure]
		if !ok {
			reading.Alone[v.Figure] = true
			continue
		}
		read, findings := reader.Read(figure, answer.Typed(text))
		v.Text, v.Absence = read.Text, read.Absence
		reading.Findings = append(reading.Findings, findings...)
	}
	return reading
}
