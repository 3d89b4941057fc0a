package dashboards

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// SignIn asks who is there.
type SignIn struct {
	frame.Head
	Name    string // as typed before
	Problem string
	Demo    []DemoSignIn

	Provider frame.Link // another system that says who is there; without text: there is none
}

// DemoSignIn is an account of the demonstration, shown openly on its sign-in page.
type DemoSignIn struct {
	Name     string
	Password string
	Role     reform.Role
	RoleSays string // filled by NewSignIn
	Unit     string // name of the unit it covers; empty: all
}

// NewSignIn makes the sign-in page. The problem is a sentence, empty at first;
// demo is empty but on a demonstration.
func NewSignIn(v frame.Voice, name, problem string, demo []DemoSignIn) SignIn {
	page := SignIn{Head: frame.Head{Title: v.Say("page.signin.title")}, Name: name, Problem: problem}
	for _, d := range demo {
		d.RoleSays = v.Say("role." + string(d.Role))
		page.Demo = append(page.Demo, d)
	}
	return page
}

// By adds the way in by a provider of this name.
func (s SignIn) By(v frame.Voice, provider, address string) SignIn {
	if provider != "" {
		s.Provider = frame.Link{Text: v.Say("provider.go", "Name", provider), URL: address}
	}
	return s
}
