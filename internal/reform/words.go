package reform

// Language is a language the board speaks.
type Language string

// The two languages. Vietnamese is the language of record.
const (
	Vietnamese Language = "vi"
	English    Language = "en"
)

// Languages lists every Language in the order in which a choice is offered.
var Languages = []Language{Vietnamese, English}

// Words is a title or sentence in both languages.
type Words struct {
	VI string `json:"vi"`
	EN string `json:"en"`
}

// In returns the words in one language, or in the other where that one is empty:
// a title in the wrong language is of more use than none.
func (w Words) In(l Language) string {
	if l == English && w.EN != "" || w.VI == "" {
		return w.EN
	}
	return w.VI
}

// Empty reports whether nothing is said in either language.
func (w Words) Empty() bool { return w.VI == "" && w.EN == "" }
