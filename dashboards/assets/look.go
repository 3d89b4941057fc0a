package assets

import (
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// What a picture of a chart is told by the style sheet, so that paper and screen
// agree: the colours behind the names, and how high a drawing of each size is.

// Heights gives each size of a drawing its height in pixels; the empty one is that of
// all the others.
var Heights = sync.OnceValue(func() map[string]int {
	found := map[string]int{}
	drawing := regexp.MustCompile(`\.drawing(?:-([a-z0-9-]+))? \{[^}]*\bheight: (\d+)px`)
	for _, rule := range drawing.FindAllSubmatch(written["board.css"], -1) {
		if size := string(rule[1]); found[size] == 0 { // what follows is for other windows
			found[size], _ = strconv.Atoi(string(rule[2]))
		}
	}
	return found
})

// Light gives the names of the style sheet what they stand for by day: "ink" is a
// colour, "face" the fonts.
var Light = sync.OnceValue(func() map[string]string {
	look := map[string]string{}
	_, rest, _ := strings.Cut(string(written["board.css"]), ":root {")
	first, _, _ := strings.Cut(rest, "}")
	for _, pair := range regexp.MustCompile(`--([a-z0-9-]+): ([^;]+);`).FindAllStringSubmatch(first, -1) {
		look[pair[1]] = pair[2]
	}
	return look
})
