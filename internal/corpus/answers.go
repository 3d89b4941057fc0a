package corpus

import (
	_ "embed"
	"strconv"
	"strings"
)

//go:embed answers.txt
var answerList string

// listed adds the answers of the list.
func (l *list) listed() {
	for line := range strings.Lines(answerList) {
		fields := strings.Split(strings.TrimRight(line, "\n")+" ", " | ")
		if len(fields) == 5 { // else it is a heading
			l.answered(fields[0], fields[1], cellOf(fields[2]), fields[3], strings.TrimSpace(fields[4]))
		}
	}
}

// cellOf reads what the list says of a cell.
func cellOf(spelt string) typed {
	kind, rest, _ := strings.Cut(spelt, " ")
	switch kind {
	case "text":
		text, err := strconv.Unquote(rest)
		must(err)
		return said(text)
	case "number":
		return number(rest)
	}
	attributes, inside, found := strings.Cut(rest, "<")
	if found {
		inside = "<" + inside
	}
	return typed{" " + attributes, inside}
}

// answered adds one answer. Want is the value; empty: none was taken.
func (l *list) answered(name, figure string, cell typed, want, found string) {
	var wanted []Want
	if found != "" {
		wanted = []Want{l.found(figure, found)}
	}
	if want == "" {
		want = NotReported
	}
	l.read("answer: "+name, zipped(l.set(figure, cell)), map[string]string{figure: want}, wanted...)
}

// answers are numbers, choices and days as people type them.
func (l *list) answers() {
	l.listed()
	l.answered("a text of 32,767 letters", "received", said(strings.Repeat("Bao cao ", 4096)[:32_767]), "", "not_number error")
	l.answered("a text of four hundred digits", "budget", said(strings.Repeat("9", 400)), "", "too_many_digits|not_number error")
	l.read("answer: blanks around a number, stored", zipped(l.set("received", number(" 1234 "))), map[string]string{"received": "1234|" + NotReported})
	l.may(l.found("received", "not_number error"))
	gone := map[string]string{"received": NotReported}
	l.read("answer: TCVN3: none", zipped(l.set("budget", said("Kh«ng cã"))), map[string]string{"budget": "no_practice"}, l.found("budget", "old_typeface"), l.found("budget", "not_practised warning"))
	l.read("answer: TCVN3: with a hyphen that is not seen", zipped(l.set("budget", said("Ch\u00ada thùc hiÖn"))), map[string]string{"budget": "no_practice"}, l.found("budget", "old_typeface"), l.found("budget", "not_practised warning"))
	l.either("answer: a million digits", "too_much_inside", zipped(l.set("received", number(strings.Repeat("9", 1_000_000)))), gone, l.found("received", "too_many_digits|not_number error"))
	l.either("answer: a million decimals", "too_much_inside", zipped(l.set("budget", number("0."+strings.Repeat("0", 1_000_000)+"1"))), map[string]string{"budget": "0"}) // as every spreadsheet shows it
	l.either("answer: a text of a million digits", "too_much_inside", zipped(l.set("received", said(strings.Repeat("9", 1_000_000)))), gone, l.found("received", "too_many_digits|not_number error"))
	l.read("answer: a share shown as per cent", zipped(l.styled("signed", 10, number("0.965"))), map[string]string{"signed": "96.5"})
	l.read("answer: a whole share shown as per cent", zipped(l.styled("signed", 9, number("1"))), map[string]string{"signed": "100"})
	l.read("answer: too much shown as per cent", zipped(l.styled("signed", 10, number("96.5"))), map[string]string{"signed": NotReported}, l.found("signed", "too_great error"))
	l.read("answer: a share of binary noise", zipped(l.styled("signed", 10, number("0.96499999999999997"))), map[string]string{"signed": "96.5"})
	l.read("answer: a number that became a day", zipped(l.styled("received", 14, number("46115"))), gone, l.found("received", "not_number error"))
	l.read("answer: a number that became a time", zipped(l.styled("days", 20, number("0.5"))), map[string]string{"days": NotReported}, l.found("days", "not_number error"))
	l.read("answer: a number shown as money", zipped(l.styled("budget", 44, number("1234.5"))), map[string]string{"budget": "1234.5"})
	l.read("answer: a number shown as text", zipped(l.styled("received", 49, said("1234"))), map[string]string{"received": "1234"})
	l.read("answer: a number shown in powers", zipped(l.styled("budget", 11, number("1.2345E3"))), map[string]string{"budget": "1234.5"})
	l.disguised()
}

// disguised are numbers that are seen as others than they are.
func (l *list) disguised() {
	l.read("answer: a count shown as per cent", zipped(l.styled("received", 9, number("1234"))), map[string]string{"received": "1234"}, l.found("received", "understood_as warning"))
	l.read("answer: nothing shown as per cent", zipped(l.styled("days", 10, number("0"))), map[string]string{"days": "0"})
	for code, asked := range map[string]bool{
		"#,##0,": true, "0.0,,": true, `#,##0,&quot; nghìn&quot;;-#,##0,`: true, "#,##0,.0": true, "#,##0": false, "0,0.00": false, `#,##0\,`: false,
	} {
		var want []Want
		if asked {
			want = append(want, l.found("budget", "understood_as warning"))
		}
		l.read("answer: shown as "+code, zipped(l.coded("budget", code, number("1234500"))), map[string]string{"budget": "1234500"}, want...)
	}
	for _, code := range []string{"[h]", "[mm]", "[SS].00", "[h]:mm"} {
		l.read("answer: shown as "+code, zipped(l.coded("days", code, number("2.5"))), map[string]string{"days": NotReported}, l.found("days", "not_number error"))
	}
	for _, code := range []string{"[Red]0.0", "[$-42A]0.0", "[&gt;1]0.0", "[$₫-42A]\\ 0.0", "# ?/?"} {
		l.read("answer: shown as "+code, zipped(l.coded("days", code, number("2.5"))), map[string]string{"days": "2.5"})
	}
}
