package spelling

import "testing"

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		got   string
		known []string
		want  string
	}{
		{"recieved", []string{"reserved", "received"}, "received"},
		{"titel", []string{"id", "title"}, "title"},
		{"TITLE", []string{"id", "title"}, "title"},
		{"tỉ le", []string{"tỷ lệ phần"}, ""}, // seven letters off
		{"tỷ lê", []string{"tỷ lệ"}, "tỷ lệ"}, // a letter, however many bytes
		{"R22", []string{"R1", "R2", "R3"}, "R2"},
		{"cat", []string{"bat", "car"}, "bat"}, // of equals the first
		{"ab", []string{"xy"}, ""},
		{"a", []string{"b"}, ""}, // nothing is left of it
		{"", []string{"a"}, ""},
		{"weights", nil, ""},
	} {
		if got := Nearest(c.got, c.known); got != c.want {
			t.Errorf("%q: got %q, want %q", c.got, got, c.want)
		}
	}
}
