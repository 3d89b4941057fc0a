package reform

import "errors"

// The kinds of failure a caller can act on. Everything else is a failure of ours.
// What wraps one of them carries a sentence that may be shown to a person.
var (
	ErrNotFound  = errors.New("not found")
	ErrInvalid   = errors.New("not valid")
	ErrConflict  = errors.New("changed meanwhile")
	ErrForbidden = errors.New("not allowed")
)
