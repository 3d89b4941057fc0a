// Package gallery is every page of every room with sample data: filled, empty, and at
// the edge of what it may meet. Tests hold rules against all of them, and make gallery
// writes them to be looked at.
//
// Its one rule: a page that is not here is not tested; who adds one, adds it here.
package gallery
