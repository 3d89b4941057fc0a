package account

import "reformboard/dashboards/frame"

// Code asks somebody whose password was right for the code of their device.
type Code struct {
	frame.Head
	Problem string
}

// NewCode makes the page; the problem is a sentence, empty at first.
func NewCode(v frame.Voice, problem string) Code {
	return Code{Head: frame.Head{Title: v.Say("account.code.title")}, Problem: problem}
}
