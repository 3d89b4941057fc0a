package account

import "reformboard/dashboards/frame"

// Founding makes the first administrator, where there is nobody yet.
type Founding struct {
	frame.Head
	ID, Name string // as typed before
	Rules    string
	Problems []string
}

// NewFounding makes the page; rules say what a password must be like.
func NewFounding(v frame.Voice, id, name, rules string, problems ...string) Founding {
	return Founding{Head: frame.Head{Title: v.Say("account.first.title")}, ID: id, Name: name, Rules: rules, Problems: problems}
}
