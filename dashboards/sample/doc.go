// Package sample is invented cycles, reports and recipes for the tests of pages: a body
// of 48 units with ties, gaps and long names, and bodies at the edge of what may come.
//
// Its one rule: it knows nouns and stages, and no page, so that every room may be
// tested with it from the inside.
package sample
