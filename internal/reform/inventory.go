package reform

import "time"

// Inventory is what stood on a board before its log vouched for it, listed as it was
// found. From its event on the log vouches for it as for everything else; what was done to
// it before that, nobody can tell.
type Inventory struct {
	Seq   int64 // of the event that vouches for the list
	At    time.Time
	Found int // how many Subjects are on it
}

// InventoryItem is one Subject on an Inventory, and what its rows were.
type InventoryItem struct {
	Inventory int     `gorm:"primaryKey"` // number of the Inventory, from 1
	Subject   Subject `gorm:"primaryKey"`
	Content   string
}
