// Package faults is the suite of what the board must come through.
package faults
