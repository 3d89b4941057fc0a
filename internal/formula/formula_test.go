package formula_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// figures are what the formulas of these tests read.
var figures = func() map[string]reform.Figure {
	all := map[string]reform.Figure{}
	for _, f := range []reform.Figure{
		{ID: "received", Kind: reform.Count, Unit: reform.Words{VI: "hồ sơ", EN: "dossiers"}},
		{ID: "on_time", Kind: reform.Count, Unit: reform.Words{VI: "hồ sơ", EN: "dossiers"}},
		{ID: "issued", Kind: reform.Count, Unit: reform.Words{VI: "văn bản", EN: "documents"}, Most: "40"},
		{ID: "hồ_sơ", Kind: reform.Count, Unit: reform.Words{VI: "bộ"}},
		{ID: "rate", Kind: reform.Percentage, Unit: reform.Words{EN: "%"}},
		{ID: "days", Kind: reform.Number, Unit: reform.Words{EN: "days"}, Most: "365"},
		{ID: "balance", Kind: reform.Number, Least: "-10", Most: "10"},
		{ID: "level", Kind: reform.Choice, Options: []reform.Option{{ID: "none"}, {ID: "part"}, {ID: "full"}}},
		{ID: "signed", Kind: reform.Date},
		{ID: "on-time.share", Kind: reform.Percentage},
	} {
		all[f.ID] = f
	}
	return all
}()

// given reads "received 20, level full" as what a unit reported.
func given(t testing.TB, text string) func(string) formula.Operand {
	operands := map[string]formula.Operand{}
	for pair := range strings.SplitSeq(text, ",") {
		if id, value, ok := strings.Cut(strings.TrimSpace(pair), " "); ok {
			number, _ := reform.Decimal(value).Fraction()
			operands[id] = formula.Operand{Number: number, Text: value}
		}
	}
	return func(id string) formula.Operand {
		operand, ok := operands[id]
		if !ok {
			t.Errorf("%q is asked for, and needs not be known", id)
		}
		return operand
	}
}

func parsed(t testing.TB, text string) *formula.Formula {
	t.Helper()
	f, err := formula.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return f
}

func TestFormulasAreReckonedExactly(t *testing.T) {
	for _, c := range []struct{ text, given, want string }{
		{"0.1 + 0.2", "", "3/10"},
		{"0.1 * 3 == 0.3 ? 1 : 0", "", "1"},
		{"00.50", "", "1/2"},
		{"0.123456789012345678901234567890123456789", "", "123456789012345678901234567890123456789/1000000000000000000000000000000000000000"},
		{"points * on_time / received", "points 2, on_time 1, received 3", "2/3"},
		{"received > 0 ? on_time / received : 0", "received 0", "0"}, // on_time is not asked for
		{"received > 0 && on_time / received >= 0.8 ? points : 0", "received 0", "0"},
		{"received == 0 or on_time / received >= 0.8 ? points : 0", "received 0, points 6", "6"},
		{"2 - 3 - 4", "", "-5"},
		{"2 - (3 - 4)", "", "3"},
		{"24 / 4 / 3", "", "2"},
		{"2 + 3 * 4", "", "14"},
		{"-2 * -3", "", "6"},
		{"- -2", "", "2"},
		{"min(3, 1.5, 2)", "", "3/2"},
		{"max(-1, -3, -2)", "", "-1"},
		{"abs(balance) + abs(3)", "balance -2.5", "11/2"},
		{"round(2 / 3, 2)", "", "67/100"},
		{"round(2.345, 2)", "", "47/20"},
		{"round(-0.5, 0)", "", "-1"},
		{"round(1 / 3, 6)", "", "333333/1000000"},
		{`level == "full" ? 2 : level == 'part' ? 1 : 0`, "level part", "1"},
		{`"full" != level ? 0 : 2`, "level full", "2"},
		{`figure("on-time.share") / 100`, "on-time.share 97.5", "39/40"},
		{`figure("level") == "full" ? 1 : 0`, "level none", "0"},
		{"0 < balance <= 5 ? 1 : 0", "balance 5", "1"},
		{"0 < balance <= 5 ? 1 : 0", "balance 5.0001", "0"},
		{"1 != 1 ? 2 : not (1 > 2) and !(2 < 1) ? 3 : 4", "", "3"},
		{"hồ_sơ / 2 // một nửa\n + /* và */ 1", "hồ_sơ 3", "5/2"},
	} {
		got, err := parsed(t, c.text).Value(given(t, c.given))
		if err != nil || got.String() != c.want {
			t.Errorf("%s with %q = %s, %v; want %s", c.text, c.given, got, err, c.want)
		}
	}
}

func TestAFormulaNamesItsFigures(t *testing.T) {
	text := `received > 0 ? points * on_time / received : figure("on-time.share") + (level == "full" ? 1 : 0)`
	f := parsed(t, text)
	want := []string{"level", "on-time.share", "on_time", "received"}
	if diff := cmp.Diff(want, f.Figures()); diff != "" || f.String() != text {
		t.Errorf("%s reads %s", f, diff)
	}
}

func TestWhatIsNotUnderstoodIsNamed(t *testing.T) {
	const known = ": a formula knows + - * /, comparisons, && || !, ? :, min, max, abs, round, figure"
	for _, c := range []struct{ text, want string }{
		{"", "line 1, column 1: the formula is empty: write what the indicator earns, such as min(points, 0.5 * done)"},
		{" \n ", "line 1, column 1: the formula is empty: write what the indicator earns, such as min(points, 0.5 * done)"},
		{"a\xff", "line 1, column 1: the formula is not UTF-8 text: save the file as UTF-8"},
		{"received +", "line 1, column 11: the formula ends where more must follow: a number, a figure or a closing bracket"},
		{"min(1, 2", "line 1, column 9: the formula ends where more must follow: a number, a figure or a closing bracket"},
		{"hồ_sơ / đợt\n  + lỗi )", "line 2, column 9: “)” does not belong here: look for a missing sign or bracket before it; an id that is no plain name is written figure(\"…\")"},
		{"hồ_sơ\n\n × 2", "line 3, column 2: “×” does not belong here: did you mean * ?"},
		{"1,5 * received", "line 1, column 2: “,” does not belong here: write decimals with a point, as in 0.5"},
		{"a = 1 ? 2 : 3", "line 1, column 3: “=” does not belong here: did you mean == ?"},
		{"level == \"full ? 1 : 0", "line 1, column 10: a text has no closing quote: write \"…\" around an option on one line"},
		{"1 /* one", "line 1, column 9: a comment has no end: write */ behind it"},
		{"1 ? 2 : 3", "line 1, column 1: “1” gives a number where a condition is needed: compare it, as in done > 0, with brackets around what is compared"},
		{"!a > 0 ? 1 : 0", "line 1, column 1: “!” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets"},
		{"!a ? 1 : 0", "line 1, column 2: “a” gives a number where a condition is needed: compare it, as in done > 0, with brackets around what is compared"},
		{"a > 1", "line 1, column 3: “>” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets"},
		{"1 + (a > 1 || b > 1)", "line 1, column 12: “||” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets"},
		{"1 + !(a > 1)", "line 1, column 5: “!” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets"},
		{"(a > 1) == (b > 1) ? 1 : 0", "line 1, column 4: “>” makes a condition where a number is needed: write condition ? number : number, or put what “!” denies in brackets"},
		{`1 + "full"`, "line 1, column 5: “\"full\"” cannot be used here: a text is only compared with a choice, as in level == \"full\""},
		{`level < "full" ? 1 : 0`, "line 1, column 9: “\"full\"” cannot be used here: a text is only compared with a choice, as in level == \"full\""},
		{`1 == "full" ? 1 : 0`, "line 1, column 6: \"full\" is a text: only a choice is compared with one, as in level == \"full\""},
		{`points == "full" ? 1 : 0`, "line 1, column 11: \"full\" is a text: only a choice is compared with one, as in level == \"full\""},
		{"on.time / 2", "line 1, column 4: “time” cannot be used here: write a figure with a point in its id as figure(\"…\")"},
		{"80 % a", "line 1, column 4: “%” cannot be used here: write per cent as a fraction, as in 80 / 100"},
		{"80% * a", "line 1, column 5: “%” cannot be used here: write per cent as a fraction, as in 80 / 100"},
		{"a * 80%", "line 1, column 7: “%” cannot be used here: write per cent as a fraction, as in 80 / 100"},
		{"a ** 2", "line 1, column 3: “**” cannot be used here" + known},
		{"a ?? 2", "line 1, column 3: “??” cannot be used here" + known},
		{"a in [1] ? 1 : 2", "line 1, column 3: “in” cannot be used here" + known},
		{"true ? 1 : 2", "line 1, column 1: “true” cannot be used here" + known},
		{"nil", "line 1, column 1: “nil” cannot be used here" + known},
		{"+a", "line 1, column 1: “+” cannot be used here: leave it out"},
		{"sum([1, 2])", "line 1, column 1: “sum” cannot be used here" + known},
		{"len(a)", "line 1, column 1: “len” cannot be used here" + known},
		{"1 + now()", "line 1, column 5: “now” cannot be used here" + known},
		{"system(1)", "line 1, column 1: “system” cannot be used here" + known},
		{"a.b()", "line 1, column 3: “b” cannot be used here" + known},
		{"a[1]", "line 1, column 2: “[” cannot be used here: write a figure with a point in its id as figure(\"…\")"},
		{"a[1:2]", "line 1, column 2: “[” cannot be used here" + known},
		{"{a: 1}", "line 1, column 1: “{” cannot be used here" + known},
		{"let x = 1; x", "line 1, column 5: “let” cannot be used here: write the value where it is used"},
		{"1; 2", "line 1, column 1: “;” cannot be used here: write one expression"},
		{"if a > 1 { 1 } else { 2 }", "line 1, column 1: “if” cannot be used here: write condition ? number : number"},
		{"min(1)", "line 1, column 1: min needs two numbers or more"},
		{"abs(1, 2)", "line 1, column 1: abs needs one number"},
		{"round(a)", "line 1, column 1: round needs a number and how many decimals to keep, from 0 to 6, as in round(done / asked, 2)"},
		{"round(a, 7)", "line 1, column 1: round needs a number and how many decimals to keep, from 0 to 6, as in round(done / asked, 2)"},
		{"round(a, b)", "line 1, column 1: round needs a number and how many decimals to keep, from 0 to 6, as in round(done / asked, 2)"},
		{"figure(a)", "line 1, column 1: figure needs the id of one figure in quotes, as in figure(\"a-b\"); “points” is always the most points"},
		{`figure("points")`, "line 1, column 1: figure needs the id of one figure in quotes, as in figure(\"a-b\"); “points” is always the most points"},
		{"1 + 1e3", noNumber(5, "1e3")},
		{"1 + .5 * a", noNumber(5, ".5")},
		{"0x10 + 1", noNumber(1, "0x10")},
		{"1_000 + 1", noNumber(1, "1_000")},
		{"1 + 1e999 ", noNumber(5, "1e999")},
		{"a + 99999999999999999999", noNumber(5, "99999999999999999999")},
		{"(99999999999999999999) / a", noNumber(2, "99999999999999999999")},
		{"1 / 2a", noNumber(5, "2a")},
		{"0." + strings.Repeat("1", 41), noNumber(1, "0."+strings.Repeat("1", 41))},
		{strings.Repeat("1+", 1000) + "1", "line 1, column 1: the formula has 2001 bytes, and 2000 are allowed: give its parts indicators of their own"},
		{strings.Repeat("(", 900), "line 1, column 901: the formula ends where more must follow: a number, a figure or a closing bracket"},
		{strings.Repeat("-", 900) + "a", "line 1, column 31: the formula is nested more than 30 deep: give its parts indicators of their own"},
		{strings.Repeat("a+", 100) + "a", "line 1, column 201: the formula has more than 200 terms: give its parts indicators of their own"},
	} {
		f, err := formula.Parse(c.text)
		var fault *formula.Fault
		if f != nil || !errors.As(err, &fault) || fault.Error() != c.want || fault.Name == "" {
			t.Errorf("%.60q:\n got %v (name %q)\nwant %v", c.text, err, faultName(fault), c.want)
		}
	}
}

func noNumber(column int, text string) string {
	return fmt.Sprintf("line 1, column %d: “%s” is no number here: write digits and at most one point, as in 0.5, with up to 18 digits before it and 40 in all; an id that begins with a digit is written figure(\"…\")", column, text)
}

func faultName(f *formula.Fault) string {
	if f == nil {
		return ""
	}
	return f.Name
}

// A chain of terms is not deep: a sum of forty figures, a choice of nearly forty steps.
func TestChainsAreNotDeep(t *testing.T) {
	parsed(t, strings.Repeat("a + ", 40)+"a")
	parsed(t, strings.Repeat("a > 1 ? 1 : ", 39)+"0")
}

// Comparisons in a row share their middle: written as a tree they double at every
// level.
func TestNestedChainsOfComparisonsEndSoon(t *testing.T) {
	text := strings.Repeat("0<(", 100) + "1" + strings.Repeat(")<2", 100) + " ? 1 : 0"
	if _, err := formula.Parse(text); err == nil {
		t.Error("read a formula nested a hundred deep")
	}
}

func TestChecksFindWhatMayGoWrong(t *testing.T) {
	for _, c := range []struct{ text, min, max, want string }{
		// Names and kinds.
		{text: "recieved / 2", max: "2", want: "1:1 recieved: no figure is called “recieved”; did you mean received?"},
		{text: "zzz", max: "2", want: "1:1 zzz: no figure is called “zzz”: write the id of one of the framework's figures"},
		{text: "zzz + zzz", max: "2", want: "1:1 zzz: no figure is called “zzz”: write the id of one of the framework's figures"},
		{text: `0 * time + figure("on-time.share")`, max: "2", want: `1:5 time: no figure is called “time”: write the id of one of the framework's figures`},
		{text: "level + 1", max: "2", want: `1:1 level: “level” is a choice, not a number: compare it with an option, as in level == "none"`},
		{text: "signed + 1", max: "2", want: "1:1 signed: “signed” is a date, which no formula reads: use a rule of kind deadline"},
		{text: `level == "most" ? 1 : 0`, max: "2", want: "1:1 most: “level” has no option “most”: it has none, part, full"},
		{text: `received == "1" ? 1 : 0`, max: "2", want: "1:1 received: “received” is no choice: compare it with a number, without quotes"},
		{text: "points * 1", want: "1:1 points: “points” is the most points, and this indicator has none: write a number"},

		// Division.
		{
			text: "min(points,\n points * on_time / received)", max: "2",
			want: "2:21 received: “received” may be 0, and “points * on_time / received” divides by it: write received > 0 ? … : 0, or divide by max(received, 1)",
		},
		{
			text: "hồ_sơ >= 0 ? min(points, hồ_sơ / hồ_sơ) : 0", max: "2",
			want: "1:34 hồ_sơ: “hồ_sơ” may be 0, and “hồ_sơ / hồ_sơ” divides by it: write hồ_sơ > 0 ? … : 0, or divide by max(hồ_sơ, 1)",
		},
		{text: "abs(min(1, 1 / balance)) / 99", max: "1", want: "1:16 balance: “balance” may be 0, and “1 / balance” divides by it: write balance != 0 ? … : 0"},
		{text: "received / (received - on_time) * 0", max: "1", want: "1:13 received - on_time: “received - on_time” may be 0, and “received / (received - on_time)” divides by it: write received - on_time != 0 ? … : 0"},
		{text: "1 / 0", max: "1", want: "1:5 0: “0” may be 0, and “1 / 0” divides by it: write 0 > 0 ? … : 0, or divide by max(0, 1)"},

		{text: "received > 0 && issued > 0 ? 0 : min(1, on_time / received)", max: "1", want: mayBeZero("1:51", "received", "on_time / received")},
		{text: "received == 0 || issued == 0 ? min(1, on_time / received) : 0", max: "1", want: mayBeZero("1:49", "received", "on_time / received")},
		{text: "received > 0 || issued > 0 ? min(1, on_time / received) : 0", max: "1", want: mayBeZero("1:47", "received", "on_time / received")},
		{text: "days > 0 ? min(1, 2 / round(days, 0) * days) : 0", max: "1", want: mayBeZero("1:23", "round(days, 0)", "2 / round(days, 0)")},
		{text: "days < 5 ? min(1, 2 / days * days) : 0", max: "1", want: mayBeZero("1:23", "days", "2 / days")},

		{text: "received < 0 ? min(1, on_time / received) : 0", max: "1", want: mayBeZero("1:33", "received", "on_time / received")}, // never, but what was meant?

		// Points.
		{text: "balance != 0 ? max(0, 1 / balance) : 0", max: "1", want: "1:16 max(0, 1 / balance): “max(0, 1 / balance)” may come to any number, however great, and the indicator has at most 1 points: write min(points, max(0, 1 / balance))"},
		{text: "days > 0 ? 1 / days * 0.1 * days : 0", max: "1", want: "1:12 1 / days * 0.1 * days: “1 / days * 0.1 * days” may come to any number, however great, and the indicator has at most 1 points: write min(points, 1 / days * 0.1 * days)"},
		{
			text: "points * on_time / max(received, 1)", max: "2",
			want: "1:1 points * on_time / max(received, 1): “points * on_time / max(received, 1)” may come to any number, however great, and the indicator has at most 2 points: write min(points, points * on_time / max(received, 1))",
		},
		{text: "rate > 90 ? 3 : rate / 50", max: "2", want: "1:13 3: “3” may come to 3, and the indicator has at most 2 points: write min(points, 3)"},
		{text: "rate / 40", max: "2", want: "1:1 rate / 40: “rate / 40” may come to 2.5, and the indicator has at most 2 points: write min(points, rate / 40)"},
		{text: "points - 0.1 * issued", max: "2", want: "1:1 points - 0.1 * issued: “points - 0.1 * issued” may come to -2, and the indicator has no less than 0 points: write max(0, points - 0.1 * issued)"},
		{text: "0 - 0.1 * issued", min: "-3", want: "1:1 0 - 0.1 * issued: “0 - 0.1 * issued” may come to -4, and the indicator has no less than -3 points: write max(-3, 0 - 0.1 * issued)"},

		// Units.
		{text: "min(points, (received + issued) * 0.1)", max: "2", want: "1:25 issued: “received” counts dossiers, but “issued” counts documents: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "min(points, received)", max: "2", want: "1:13 received: “points” is a plain number, but “received” counts dossiers: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "min(0, received, issued)", max: "2", want: "1:18 issued: “received” counts dossiers, but “issued” counts documents: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "received > issued ? 1 : 0", max: "2", want: "1:12 issued: “received” counts dossiers, but “issued” counts documents: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "received + 1 > 5 ? 1 : 0", max: "2", want: "1:12 1: “received” counts dossiers, but “1” is a plain number: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "issued", max: "40", want: "1:1 issued: “issued” counts documents, and the result must be points: divide by a figure counted alike, or multiply by the points for each, as in 0.5 * done"},
		{text: "min(points, (days + 0.1 * days + issued) * 0)", max: "2", want: "1:34 issued: “days + 0.1 * days” counts days, but “issued” counts documents: divide by a figure counted alike, or multiply by the points for each, before they stand together"},
		{text: "0.5 * issued + issued", max: "60", want: "1:1 0.5 * issued + issued: “0.5 * issued + issued” counts documents, and the result must be points: divide by a figure counted alike, or multiply by the points for each, as in 0.5 * done"},
		{text: "received > 0 ? min(5, issued / received) : 0", max: "5", want: "1:1 received > 0 ? min(5, issued / received) : 0: “received > 0 ? min(5, issued / received) : 0” counts documents / dossiers, and the result must be points: divide by a figure counted alike, or multiply by the points for each, as in 0.5 * done"},
	} {
		t.Run(c.text, func(t *testing.T) {
			var got []string
			for _, f := range parsed(t, c.text).Check(figures, points(t, c.min), points(t, c.max)) {
				got = append(got, fmt.Sprintf("%d:%d %s: %s", f.Line, f.Column, f.Name, f.Text))
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// mayBeZero is the fault of a divisor that is never below 0.
func mayBeZero(at, divisor, quotient string) string {
	return fmt.Sprintf("%s %s: “%s” may be 0, and “%s” divides by it: write %s > 0 ? … : 0, or divide by max(%s, 1)", at, divisor, divisor, quotient, divisor, divisor)
}

func points(t *testing.T, text string) reform.Points {
	t.Helper()
	if text == "" {
		return 0
	}
	p, err := reform.ParsePoints(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSoundFormulasPass(t *testing.T) {
	for _, c := range []struct{ text, min, max string }{
		{text: "received > 0 ? min(points, points * on_time / received) : 0", max: "2"},
		{text: "0 < received ? min(points, points * on_time / received) : 0", max: "2"},
		{text: "received >= 1 ? min(points, points * on_time / received) : 0", max: "2"},
		{text: "received != 0 ? min(points, points * on_time / received) : 0", max: "2"},
		{text: "received == 0 ? 0 : min(points, points * on_time / received)", max: "2"},
		{text: "0 == received ? 0 : min(points, points * on_time / received)", max: "2"},
		{text: "!(received > 0) ? points : min(points, points * on_time / received)", max: "2"},
		{text: "received <= 0 || issued == 0 ? 0 : min(points, 0.1 * issued / issued * on_time / received)", max: "2"},
		{text: "received > 0 && on_time / received > 0.5 ? points : 0", max: "2"},
		{text: "min(points, points * on_time / max(received, 1))", max: "2"},
		{text: "points * min(1, on_time / max(received, 1))", max: "2"},
		{text: "received + on_time > 0 ? min(points, on_time / (received + on_time)) : 0", max: "2"},
		{text: "received > on_time ? min(points, on_time / (received - on_time)) : 0", max: "2"},
		{text: "received > 0 ? min(points, (on_time + 0) / (received + on_time)) : 0", max: "2"},
		{text: "days > 0 ? min(points, 3 / days * days) : 0", max: "2"},
		{text: "balance != 0 ? max(0, min(1, 1 / balance)) : 0", max: "2"},
		{text: "abs(balance) < 9 && balance > 5 ? 5 / abs(balance) : 0", max: "1"},
		{text: "abs(balance) / 5", max: "2"},
		{text: "rate / 50", max: "2"},
		{text: "round(rate / 50, 2)", max: "2"},
		{text: `figure("on-time.share") / 100`, max: "1"},
		{text: `level == "full" ? points : level == "part" ? 0.5 * points : 0`, max: "2"},
		{text: "min(points, 0.5 * issued)", max: "2"},
		{text: "0.05 * issued", max: "2"},
		{text: "issued / 20", max: "2"},
		{text: "min(points, 0.5 * issued + 0.1 * received)", max: "2"},
		{text: "max(0, points - 0.25 * received)", max: "2"},
		{text: "max(-2, -0.5 * received)", min: "-2"},
		{text: "max(-2, min(points, balance))", min: "-2", max: "1"},
		{text: "0.5 * received - 3"}, // a scale without an end
		{text: "min(points, 2 * on_time / max(0.8 * received, 1)) + 0 * points", max: "2"},
		{text: "min(2, 2 * on_time / 0.8 / max(received, 1)) + 4 * min(1, on_time / max(received, 1)) + min(6, 6 * issued / 0.5 / max(issued, 1))", max: "12"},
	} {
		if faults := parsed(t, c.text).Check(figures, points(t, c.min), points(t, c.max)); len(faults) > 0 {
			t.Errorf("%s\n%v", c.text, faults)
		}
	}
}

func TestDivisionByZeroIsAnErrorWhenNobodyChecked(t *testing.T) {
	_, err := parsed(t, "points / (received - received)").Value(given(t, "points 2, received 3"))
	if err == nil || err.Error() != "points / (received - received): division by zero" {
		t.Error(err)
	}
}

func TestAnOperandBeyondAllDecimalsIsAnError(t *testing.T) {
	huge := reform.NewFraction(1<<62, 3)
	for range 3 {
		huge = huge.Mul(huge)
	}
	_, err := parsed(t, "balance > 0 ? 1 : 2").Value(func(string) formula.Operand { return formula.Operand{Number: huge} })
	if err == nil || err.Error() != "figure balance: a number of more than 160 bits" {
		t.Error(err)
	}
}

func TestStepsShowTheNumbersPutIn(t *testing.T) {
	text := `level == "full" && received > 0 ? min(points, (points + balance) * (on_time / received)) : 0`
	operands := given(t, "level full, received 3, points 2.5, balance -0.5, on_time 2")
	want := "received = 3\npoints = 5/2\nbalance = -1/2\non_time = 2\n" +
		`"full" == "full" && 3 > 0 ? min(2.5, (2.5 + (-0.5)) * (2 / 3)) : 0 = 4/3`
	var got []string
	for _, s := range parsed(t, text).Steps(operands) {
		got = append(got, s.Text+" = "+s.Value.String())
	}
	if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
		t.Error(diff)
	}
}

func TestStepsOfAFormulaWithoutAValueEndWithItsFigures(t *testing.T) {
	steps := parsed(t, "1 / received").Steps(given(t, "received 0"))
	if len(steps) != 1 || steps[0].Text != "received" {
		t.Error(steps)
	}
}

func BenchmarkValue(b *testing.B) {
	f := parsed(b, "received > 0 ? min(points, round(points * (on_time + 0.5 * late) / received, 4)) : 0")
	operands := map[string]formula.Operand{
		"received": {Number: reform.NewFraction(1234, 1)}, "on_time": {Number: reform.NewFraction(987, 1)},
		"late": {Number: reform.NewFraction(31, 1)}, "points": {Number: reform.NewFraction(5, 2)},
	}
	figure := func(id string) formula.Operand { return operands[id] }
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Value(figure); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseAndCheck(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		parsed(b, "received > 0 ? min(points, points * on_time / received) : 0").Check(figures, 0, 2*reform.Point)
	}
}
