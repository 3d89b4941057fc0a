package forge

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Wide spells a text in UTF-16, low byte first.
func Wide(text string) string {
	var spelled strings.Builder
	for _, unit := range utf16.Encode([]rune(text)) {
		spelled.WriteByte(byte(unit & 0xFF))
		spelled.WriteByte(byte(unit >> 8))
	}
	return spelled.String()
}

// WideBig spells a text in UTF-16, high byte first.
func WideBig(text string) string {
	var spelled []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		spelled = binary.BigEndian.AppendUint16(spelled, unit)
	}
	return string(spelled)
}

// Noise is text that packs badly: the same in every run.
func Noise(length int) string {
	text, state := make([]byte, length), uint32(1)
	for i := range text {
		state = state*1_664_525 + 1_013_904_223
		text[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[(state>>16)%36]
	}
	return string(text)
}

// Varied writes many elements that are not alike: of what is alike there may be less.
func Varied(count int, element func(i int) string) string {
	var all strings.Builder
	for i := range count {
		all.WriteString(element(i))
	}
	return all.String()
}

// Spread is a number of ten digits that has little in common with the one before.
func Spread(i int) string { return fmt.Sprintf("%010d", int64(i)*2_654_435_761%10_000_000_000) }
