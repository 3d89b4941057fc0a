// Package account is the pages about how a person comes in: the second step of signing
// in, one's own password, second factor and sessions, and the first administrator.
//
// Its one rule: what is secret is shown on the one page that was asked for it, and on no
// other.
package account

import (
	"embed"

	"reformboard/dashboards/frame"
)

//go:embed *.html
var templates embed.FS

// Room lists the pages of this package.
var Room = frame.Room{
	Pages:     []frame.Page{Code{}, Account{}, Device{}, Recovery{}, Founding{}},
	Templates: templates,
}

// Where the pages are.
const (
	CodeURL     = "/sign-in/code"
	URL         = "/account"
	PasswordURL = "/account/password"
	DeviceURL   = "/account/device"
	RecoveryURL = "/account/recovery"
	SessionsURL = "/account/sessions"
	FoundingURL = "/first-start"
)
