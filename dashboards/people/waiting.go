package people

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Waiting is something that waits for a second administrator.
type Waiting struct {
	reform.Mandate
	Mine  bool // the reader may be the second
	Alone bool // nobody may
}

// MandateRow is one of these, in words.
type MandateRow struct {
	ID, What, Whose string
	By, At          string
	Mine, Alone     bool
	Grant, Lapse    string // where its forms go
}

func mandateRows(v frame.Voice, c Crowd) []MandateRow {
	var rows []MandateRow
	for _, w := range c.Waiting {
		row := MandateRow{
			ID: w.ID, By: w.AskedBy, At: v.Moment(w.AskedAt), Mine: w.Mine, Alone: w.Alone, Whose: w.Name + " (" + w.Account + ")",
			Grant: MandatesURL + "/" + w.ID + "/grant", Lapse: MandatesURL + "/" + w.ID + "/lapse",
		}
		switch w.Kind {
		case reform.Promotion:
			row.What = v.Say("mandate.promotion", "Unit", unitName(v, c.All, w.Unit))
		case reform.Renewal:
			row.What = v.Say("mandate.renewal")
			if w.Device {
				row.What = v.Say("mandate.renewal.device")
			}
		case reform.Admission:
			row.What = v.Say("mandate.admission", "Subject", w.Subject)
		}
		rows = append(rows, row)
	}
	return rows
}
