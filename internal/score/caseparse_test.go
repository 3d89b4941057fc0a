package score

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// parseFramework reads lines such as
//
//	area A  max 10  outside
//	area B  in A  weight 2  mean coverage 0.5 by_weight
//	2.1  max 1.5  ratio done / due  full_at 0.9  if_zero full
//	2.2  max 2    steps done / due  at 0.4:1,0.2:0.6  below nothing
//	2.3  max 2    survey good:1,fair:0.6
//	2.4  max 2    deadline issued  due 2026-03-31  late 10:0.5
//	2.5  weight 2 normalised gdp  scale minmax from 0 to 100  flat midpoint
//	2.6  max 4    either group A  2.1 otherwise 2.2
//	rounding indicator 2 total 1 half_even  not_applicable rescale  missing leave
//	facet online of 2.1 2.5
func parseFramework(t *testing.T, text string) reform.Framework {
	two := 2
	f := reform.Framework{ID: "f", NotApplicable: reform.Leave, Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: &two}}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		switch words[0] {
		case "rounding":
			parseRounding(&f, words[1:])
		case "area":
			placeArea(t, &f, words)
		case "facet":
			f.Facets = append(f.Facets, reform.Facet{ID: words[1], Of: words[3:]})
		default:
			i := parseIndicator(t, words, line)
			if len(f.Areas) == 0 {
				f.Areas = []reform.Area{{ID: "all"}}
			}
			area := lastArea(&f)
			area.Indicators = append(area.Indicators, i)
			if area.Combine.Adds() && !area.Capped {
				area.Max += i.Max
			}
		}
	}
	for _, area := range f.Areas {
		if !area.Outside {
			f.Max += area.Max
		}
	}
	addFigures(&f)
	return f
}

func parseRounding(f *reform.Framework, words []string) {
	f.Rounding = reform.Rounding{Mode: reform.HalfUp}
	levels := map[string]**int{"indicator": &f.Rounding.Indicator, "area": &f.Rounding.Area, "total": &f.Rounding.Total}
	for n, word := range words {
		switch {
		case levels[word] != nil:
			decimals := int(words[n+1][0] - '0')
			*levels[word] = &decimals
		case word == "half_even":
			f.Rounding.Mode = reform.HalfEven
		case word == "not_applicable":
			f.NotApplicable = reform.Reapportion(words[n+1])
		case word == "missing":
			f.Missing = reform.Fill(words[n+1])
		}
	}
}

// placeArea adds an area at the top, or in an area already there. An area that takes
// a mean says its maximum; one that adds up has what its indicators have.
func placeArea(t *testing.T, f *reform.Framework, words []string) {
	a := reform.Area{ID: words[1]}
	list := &f.Areas
	for n := 2; n < len(words); n++ {
		next := func() string { n++; return words[n] }
		switch word := words[n]; word {
		case "outside":
			a.Outside = true
		case "capped":
			a.Capped = true
		case "max":
			a.Max = mustPoints(t, next())
		case "min":
			a.Min = mustPoints(t, next())
		case "weight":
			a.Weight = reform.Decimal(next())
		case "coverage":
			a.Combine.Coverage = reform.Decimal(next())
		case "by_weight":
			a.Combine.CoverBy = reform.ByWeight
		case "power":
			a.Combine.Power = reform.Decimal(next())
		case "floor":
			a.Combine.IfNotPositive, a.Combine.Floor = reform.RaiseToFloor, reform.Decimal(next())
		case "not_positive":
			a.Combine.IfNotPositive = reform.NotPositive(next())
		case "in":
			list = &find(f.Areas, next()).Areas
		default:
			a.Combine.Method = reform.AggregationMethod(word)
		}
	}
	*list = append(*list, a)
}

func find(areas []reform.Area, id string) *reform.Area {
	for n := range areas {
		if areas[n].ID == id {
			return &areas[n]
		}
		if inside := find(areas[n].Areas, id); inside != nil {
			return inside
		}
	}
	return nil
}

// lastArea is the one written last.
func lastArea(f *reform.Framework) *reform.Area {
	area := &f.Areas[len(f.Areas)-1]
	for len(area.Areas) > 0 {
		area = &area.Areas[len(area.Areas)-1]
	}
	return area
}

// parseIndicator reads one line; what stands behind "either" are two rules, the
// first for a group.
func parseIndicator(t *testing.T, words []string, line string) reform.Indicator {
	for n, word := range words {
		if word != "either" {
			continue
		}
		i := parseIndicator(t, words[:n], "")
		rest := strings.Split(strings.Join(words[n+1:], " "), " otherwise ")
		i.Rule.Kind = reform.Alternatives
		for _, side := range rest {
			inside := parseIndicator(t, append([]string{"x"}, strings.Fields(side)...), "")
			i.Rule.Alternatives = append(i.Rule.Alternatives, reform.Alternative{Applies: inside.Applies, Rule: inside.Rule})
		}
		return i
	}
	i := reform.Indicator{ID: words[0]}
	for n := 1; n < len(words); n++ {
		next := func() string { n++; return words[n] }
		if parsePoints(t, &i, words[n], next) || parseScale(&i.Rule, words[n], next) {
			continue
		}
		switch word := words[n]; word {
		case "formula":
			i.Rule.Kind = reform.Formula
			_, i.Rule.Formula, _ = strings.Cut(strings.TrimSpace(line), " formula ")
			n = len(words)
		case "constant":
			i.Rule.Kind = reform.Constant
		case "survey", "checklist":
			i.Rule.Kind = reform.RuleKind(word)
			for figure, pay := range pairs(next()) {
				i.Rule.Items = append(i.Rule.Items, reform.Item{Figure: figure, Pay: reform.Decimal(pay)})
			}
		default:
			i.Rule.Kind = reform.RuleKind(word)
			i.Rule.Of = strings.Split(next(), "+")
		}
	}
	return i
}

// parsePoints reads what an indicator earns and of whom it is asked.
func parsePoints(t *testing.T, i *reform.Indicator, word string, next func() string) bool {
	switch word {
	case "max":
		i.Max = mustPoints(t, next())
	case "min":
		i.Min = mustPoints(t, next())
	case "each":
		i.Rule.Each = mustPoints(t, next())
	case "weight":
		i.Weight = reform.Decimal(next())
	case "group":
		i.Applies.Groups = strings.Split(next(), ",")
	case "when":
		i.Applies.Figure = next()
	case "missing":
		i.Missing = reform.Fill(next())
	case "not_applicable":
		i.NotApplicable = reform.Reapportion(next())
	default:
		return false
	}
	return true
}

// parseScale reads the rest of a rule.
func parseScale(r *reform.Rule, word string, next func() string) bool {
	decimals := map[string]*reform.Decimal{
		"full_at": &r.FullAt, "nothing_below": &r.NothingBelow, "at_target": &r.AtTarget, "low": &r.Scale.Low, "high": &r.Scale.High,
		"from": &r.Scale.From, "to": &r.Scale.To, "power": &r.Scale.Power, "target": &r.Scale.Target,
	}
	switch d := decimals[word]; {
	case d != nil:
		*d = reform.Decimal(next())
	case word == "if_zero":
		r.IfZero = reform.ZeroPolicy(next())
	case word == "times":
		r.Times = next()
	case word == "times_score":
		r.TimesScore = next()
	case word == "inherits":
		r.Inherits = true
	case word == "lower":
		r.LowerIsBetter = true
	case word == "below":
		r.Below = reform.Below(next())
	case word == "among":
		r.Among = reform.Among(next())
		r.Scale.Among = r.Among
	case word == "scale":
		r.Scale.Method = reform.NormMethod(next())
	case word == "flat":
		r.Scale.IfFlat = reform.Flat(next())
	case word == "reference":
		r.Scale.Reference = next()
	case word == "due":
		r.Due = next()
	case word == "/":
		r.Over = strings.Split(next(), "+")
	case word == "else":
		figure, by, _ := strings.Cut(next(), "/")
		r.OverElse = &reform.Fallback{Figure: figure, DividedBy: reform.Decimal(by)}
	case word == "late":
		for days, pay := range pairs(next()) {
			count, _ := strconv.Atoi(days)
			r.Late = append(r.Late, reform.LateStep{Days: count, Pay: reform.Decimal(pay)})
		}
	case word == "at":
		for from, pay := range pairs(next()) {
			r.Steps = append(r.Steps, reform.Step{From: reform.Decimal(from), Pay: reform.Decimal(pay)})
			r.Answers = append(r.Answers, reform.AnswerPay{Option: from, Pay: reform.Decimal(pay)})
		}
	default:
		return false
	}
	return true
}

// pairs reads "a:1,b:0.6".
func pairs(text string) func(func(string, string) bool) {
	return func(yield func(string, string) bool) {
		for pair := range strings.SplitSeq(text, ",") {
			if name, value, _ := strings.Cut(pair, ":"); !yield(name, value) {
				return
			}
		}
	}
}

// addFigures declares what the rules read; names beginning with survey are not
// the unit's own, and those that are a fact's are read from the record.
func addFigures(f *reform.Framework) {
	seen := map[string]bool{"": true}
	for _, i := range f.Indicators() {
		for _, id := range append(figuresOf(i.Rule), i.Applies.Figure) {
			if seen[id] || strings.HasPrefix(id, "2026-") {
				continue
			}
			seen[id] = true
			g := reform.Figure{ID: id, Source: reform.FromUnit}
			switch {
			case strings.HasPrefix(id, "survey"):
				g.Source = reform.FromSurvey
			case slices.Contains(reform.Facts, reform.Fact(id)):
				g.Source, g.Reads = reform.FromRecord, reform.Fact(id)
			}
			f.Figures = append(f.Figures, g)
		}
	}
}

func mustPoints(t *testing.T, s string) reform.Points {
	t.Helper()
	p, err := reform.ParsePoints(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func figuresOf(r reform.Rule) []string {
	if r.Kind != reform.Formula {
		return r.Figures()
	}
	parsed, err := formula.Parse(r.Formula)
	if err != nil {
		panic(err)
	}
	return parsed.Figures()
}

// parseReports reads lines "figure value"; "-" is not applicable, "no_practice"
// none of it, no line not reported. "no report" leaves the unit's report out. What
// stands behind a line "unit B" is another unit's; the first is u of group A.
func parseReports(f *reform.Framework, text string) []reform.Report {
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	var reports []reform.Report
	begin := func(unit string) {
		for _, source := range []reform.Source{reform.FromSurvey, reform.FromUnit} {
			reports = append(reports, reform.Report{Unit: unit, Source: source, Status: reform.Submitted, SubmittedAt: &at})
		}
	}
	begin("u")
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0:
			continue
		case line == "no report\n":
			reports = nil
			continue
		case words[0] == "unit":
			begin(words[1])
			continue
		}
		if strings.HasSuffix(words[0], ":") {
			stamp(reports, words)
			continue
		}
		v := reform.Value{Figure: words[0], Text: words[1]}
		switch words[1] {
		case "-":
			v.Text, v.Absence = "", reform.NotApplicable
		case string(reform.NoPractice):
			v.Text, v.Absence = "", reform.NoPractice
		}
		report := &reports[len(reports)-1]
		if g, ok := f.Figure(v.Figure); ok && g.Source == reform.FromSurvey {
			report = &reports[len(reports)-2]
		}
		report.Values = append(report.Values, v)
	}
	return reports
}

// hanoi is the zone of the clocks in the cases.
var hanoi = time.FixedZone("", 7*60*60)

// clock reads a moment such as 2026-09-30T17:00.
func clock(text string) time.Time {
	at, err := time.ParseInLocation("2006-01-02T15:04", text, hanoi)
	if err != nil {
		panic(err)
	}
	return at
}

// stamp reads when the report of the last unit came, in a line such as "came: 2026-10-03T08:00",
// and when another version of it did, as "again: 2026-10-09T08:00".
func stamp(reports []reform.Report, words []string) {
	report := &reports[len(reports)-1]
	switch words[0] {
	case "came:":
		report.SubmittedAt = new(clock(words[1]))
	case "again:":
		report.FirstAt, report.SubmittedAt = report.SubmittedAt, new(clock(words[1]))
	}
}

// parseCycle reads the days of a cycle in lines "due: 2026-09-30T17:00", "grace: 48h" and
// "until: 2026-10-02T17:00", which u was given.
func parseCycle(text string) reform.Cycle {
	c := reform.Cycle{ID: "c"}
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		switch {
		case len(words) < 2:
		case words[0] == "due:":
			c.Due = clock(words[1])
		case words[0] == "grace:":
			c.Grace, _ = time.ParseDuration(words[1])
		case words[0] == "until:":
			c.Extensions = append(c.Extensions, reform.Extension{Stage: reform.ReportingStage, Unit: "u", Until: clock(words[1])})
		}
	}
	return c
}

// unitsOf lists u and the other units that report. "province" stands above u.
func unitsOf(reports []reform.Report) []reform.Unit {
	units := []reform.Unit{{ID: "u", PeerGroup: "A", Parent: "province"}}
	for _, r := range reports {
		if r.Source == reform.FromUnit && r.Unit != "u" && r.Unit != "province" {
			units = append(units, reform.Unit{ID: r.Unit, PeerGroup: r.Unit[:1]})
		}
	}
	return units
}
