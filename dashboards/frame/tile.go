package frame

// Tile is one number that stands for the whole.
type Tile struct {
	Label string
	Value string
	Of    string // the whole it is part of; empty: of none
	Note  string
	Alert bool
	URL   string
	Bar   Bar
}
