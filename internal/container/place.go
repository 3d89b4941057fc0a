package container

// Where a sheet ends in every program.
const (
	MostRows    = 1_048_576
	MostColumns = 16_384
)

// Place reads "B7" or "$B$7" as row 7, column 2. False: no sheet has such a place.
func Place(address string) (row, column int, ok bool) {
	i := 0
	if i < len(address) && address[i] == '$' {
		i++
	}
	for ; i < len(address) && letter(address[i]) > 0 && column <= MostColumns; i++ {
		column = column*26 + letter(address[i])
	}
	if i < len(address) && address[i] == '$' {
		i++
	}
	from := i
	for ; i < len(address) && address[i] >= '0' && address[i] <= '9' && row <= MostRows; i++ {
		row = row*10 + int(address[i]-'0')
	}
	whole := i == len(address) && i > from && address[from] != '0'
	return row, column, whole && column >= 1 && column <= MostColumns && row >= 1 && row <= MostRows
}

// letter is the place of a letter in the alphabet; 0: it is none.
func letter(c byte) int {
	switch {
	case c >= 'A' && c <= 'Z':
		return int(c-'A') + 1
	case c >= 'a' && c <= 'z':
		return int(c-'a') + 1
	}
	return 0
}
