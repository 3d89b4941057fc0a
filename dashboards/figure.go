package dashboards

import "encoding/json"

// Chart is a drawn figure. The same numbers always stand in a table beside it.
type Chart struct {
	ID       string
	Kind     string // which formatters of board.js apply
	Size     string // which height of board.css applies
	Title    string // the message
	Note     string // measure, scope, unit
	Summary  string // the figure in one sentence, for those who cannot see it
	Decimals int    // behind the point on labels
	Unit     string // put behind numbers: " %"
	Option   json.RawMessage
}
