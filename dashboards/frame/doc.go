// Package frame is what every page is made of: the voice that says all numbers, dates
// and sentences, the head, links and their addresses, charts with their tables, and the
// parts that several pages show.
//
// Its one rule: it knows no room. What stands here is asked for by two of them at least;
// what one needs stays there.
package frame
