package seed

import (
	"fmt"
	"strconv"
)

// What may happen to a unit of the invented body; see ministry/stories.csv.
const (
	climb      = "climb"      // grows better by so much over the two years
	drop       = "drop"       // worse by so much from a quarter on
	late       = "late"       // hands in after the due time
	silent     = "silent"     // hands in nothing
	draft      = "draft"      // uploads and does not submit
	partly     = "partly"     // leaves a third of the figures blank
	without    = "without"    // has no procedures at all
	unsurveyed = "unsurveyed" // the survey is not in yet
)

// story is what a unit lives through: some chapters, each from a quarter (0 the
// oldest) to a quarter.
type story []chapter

type chapter struct {
	what     string
	from, to int
	amount   float64
}

// has reports whether something happens in quarter k.
func (s story) has(what string, k int) bool {
	for _, c := range s {
		if c.what == what && c.from <= k && k <= c.to {
			return true
		}
	}
	return false
}

// lift is what the story adds to the unit's quality in quarter k.
func (s story) lift(k int) float64 {
	sum := 0.0
	for _, c := range s {
		if k < c.from || k > c.to {
			continue
		}
		switch c.what {
		case climb:
			sum += c.amount * float64(k-c.from+1) / float64(c.to-c.from+1)
		case drop:
			sum -= c.amount
		}
	}
	return sum
}

func readStories() (map[string]story, error) {
	_, rows, err := table("ministry/stories.csv")
	if err != nil {
		return nil, err
	}
	stories := map[string]story{}
	for _, row := range rows {
		c := chapter{what: row["story"]}
		c.from, err = strconv.Atoi(row["from"])
		if err == nil {
			c.to, err = strconv.Atoi(row["to"])
		}
		if err == nil && row["amount"] != "" {
			c.amount, err = strconv.ParseFloat(row["amount"], 64)
		}
		if err != nil {
			return nil, fmt.Errorf("ministry/stories.csv: %s: %w", row["unit"], err)
		}
		stories[row["unit"]] = append(stories[row["unit"]], c)
	}
	return stories, nil
}
