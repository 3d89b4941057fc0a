package chart

import (
	"bytes"
	"encoding/json"
	"strconv"
	"testing"

	"reformboard/internal/reform"
)

// option reads back what the page will hand to ECharts.
type option struct {
	Animation *bool `json:"animation"`
	YAxis     []struct {
		Data []string `json:"data"`
	} `json:"yAxis"`
	Series []struct {
		ID     string `json:"id"`
		Symbol string `json:"symbol"`
		Type   string `json:"type"`
		Name   string `json:"name"`
		Data   []struct {
			Name      string          `json:"name"`
			Value     json.RawMessage `json:"value"`
			Link      string          `json:"link"`
			Offset    []int           `json:"symbolOffset"`
			ItemStyle struct {
				Color string `json:"color"`
			} `json:"itemStyle"`
		} `json:"data"`
		ItemStyle struct {
			Color string `json:"color"`
		} `json:"itemStyle"`
	} `json:"series"`
}

func read(t *testing.T, raw json.RawMessage) option {
	t.Helper()
	var o option
	if err := json.Unmarshal(raw, &o); err != nil {
		t.Fatalf("%v in %s", err, raw)
	}
	if o.Animation == nil || *o.Animation {
		t.Error("something moves")
	}
	if bytes.ContainsAny(raw, "<>&") {
		t.Errorf("markup is not escaped: %s", raw)
	}
	return o
}

const evil = `</script><b>&`

func TestBarsKeepExactNumbersAndOrder(t *testing.T) {
	o := read(t, Bars([]Bar{{Name: evil, Value: "97.35", Strong: true, Link: "/x"}, {Name: "two", Value: "0"}}))
	first, second := o.Series[0].Data[0], o.Series[0].Data[1]
	if string(first.Value) != "97.35" || string(second.Value) != "0" {
		t.Errorf("got %s and %s", first.Value, second.Value)
	}
	if first.ItemStyle.Color != attention || second.ItemStyle.Color != "" || first.Link != "/x" {
		t.Errorf("got %+v and %+v", first, second)
	}
	if o.YAxis[0].Data[0] != evil {
		t.Errorf("the first bar is %q", o.YAxis[0].Data[0])
	}
}

func TestStackColoursTheWeakestAndTheMissing(t *testing.T) {
	parts := []Part{{Name: "good", Counts: []int{3}}, {Name: "fair", Counts: []int{0}}, {Name: "weak", Counts: []int{1}}, {Name: "none", Counts: []int{2}, Missing: true}}
	o := read(t, Stack([]string{evil}, parts))
	for n, want := range []string{tones[0], tones[1], attention, absent} {
		if got := o.Series[n].ItemStyle.Color; got != want {
			t.Errorf("%s: got %s, want %s", parts[n].Name, got, want)
		}
	}
}

func TestTurnoutTellsAnswersApart(t *testing.T) {
	looks := []AnswerLook{AnsweredInTime, AnsweredLate, Silent, Waiting}
	var answers []Answers
	for n, look := range looks {
		answers = append(answers, Answers{Name: evil, Look: look, Counts: []int{n}})
	}
	o := read(t, Turnout([]string{evil}, answers))
	seen := map[string]bool{}
	for n, s := range o.Series {
		if s.ID != string(looks[n]) || seen[s.ItemStyle.Color] || string(s.Data[0].Value) != strconv.Itoa(n) {
			t.Errorf("%s: got %+v", looks[n], s)
		}
		seen[s.ItemStyle.Color] = true
	}
}

func TestStripMovesEqualDotsApartTheSameWayEachTime(t *testing.T) {
	dots := []Dot{{Name: "a", Value: "50"}, {Name: "b", Value: "50"}, {Name: "c", Value: "50"}, {Name: evil, Value: "90"}, {Row: 1, Name: "e", Value: "50"}}
	raw := Strip([]string{"one", "two"}, dots, []Line{{Name: evil, At: "80"}}, "100")
	o := read(t, raw)
	seen := map[int]bool{}
	for _, d := range o.Series[0].Data[:3] {
		if seen[d.Offset[1]] {
			t.Errorf("two equal dots hide each other at %d", d.Offset[1])
		}
		seen[d.Offset[1]] = true
	}
	if o.Series[0].Data[4].Offset[1] != 0 {
		t.Error("a dot alone on its row was moved")
	}
	if again := Strip([]string{"one", "two"}, dots, []Line{{Name: evil, At: "80"}}, "100"); !bytes.Equal(raw, again) {
		t.Error("the same dots gave another picture")
	}
}

func TestLinesLeaveGaps(t *testing.T) {
	o := read(t, Lines([]string{"Q1", "Q2"}, []Series{{Name: evil, Values: []reform.Decimal{"", "61.2"}}}, "100"))
	if got := string(o.Series[0].Data[0].Value); got != "null" {
		t.Errorf("a missing value is drawn as %s", got)
	}
}

func TestBulletsStandInsideTheirMaximum(t *testing.T) {
	o := read(t, Bullets([]Bullet{{Name: "none", Most: "2"}, {Name: evil, Value: "8.1", Most: "9.5", Median: "7"}}, "earned", "most", "median"))
	if o.Series[0].Name != "most" || string(o.Series[1].Data[1].Value) != "8.1" || len(o.Series[2].Data) != 1 || string(o.Series[2].Data[0].Value) != "[7,1]" {
		t.Errorf("got %+v", o.Series)
	}
	o = read(t, Bullets([]Bullet{{Name: "silent", Most: "9.5"}}, "earned", "most", "median"))
	if got := string(o.Series[1].Data[0].Value); got != "null" {
		t.Errorf("an area without a score is drawn as %s", got)
	}
}

func TestDumbbellGivesEachUnitItsShape(t *testing.T) {
	raw := Dumbbell([]string{"one", evil}, []Marks{{Name: evil, Letter: "A", Values: []reform.Decimal{"", "50"}}, {Name: "b", Letter: "B", Values: []reform.Decimal{"40", "50"}}},
		Marks{Name: "median", Values: []reform.Decimal{"45", ""}}, "100")
	o := read(t, raw)
	if len(o.Series) != 3 || len(o.Series[0].Data) != 1 || len(o.Series[1].Data) != 1 || string(o.Series[1].Data[0].Value) != "[50,1]" {
		t.Errorf("a missing value is drawn: %+v", o.Series)
	}
	if o.Series[1].Symbol == o.Series[2].Symbol || o.Series[1].Data[0].Name != evil {
		t.Errorf("got %+v", o.Series)
	}
	seen := map[string]bool{}
	for _, shape := range Shapes {
		if seen[shape] {
			t.Errorf("two units have the shape %s", shape)
		}
		seen[shape] = true
	}
}

func TestNothingToDrawIsStillAnOption(t *testing.T) {
	for _, raw := range []json.RawMessage{
		Bars(nil), Bullets(nil, "", "", ""), Stack(nil, nil), Turnout(nil, nil), Strip(nil, nil, nil, ""), Lines(nil, nil, ""), Dumbbell(nil, nil, Marks{}, ""), Funnel(nil, nil, Line{}), Panels(nil, nil, Panel{}, "0", "100"),
		Waterfall(nil, [4]string{}), Spread(nil, nil, nil, ""), Curve("", nil, nil),
	} {
		read(t, raw)
	}
}

func TestFunnelRunsBySizeAndMarksByShape(t *testing.T) {
	cases := []Case{{Name: evil, Over: 5, Ratio: "40", Small: true}, {Over: 6, Ratio: "0", Small: true, Outside: true}, {Name: "b", Over: 900, Ratio: "12.5", Outside: true, Strong: true, Link: "/x"}}
	pooled := Line{Name: "pooled", At: "33"}
	raw := Funnel(cases, []Bound{{Name: "95 %", Dashed: true, At: [][2]float64{{5, 1.006}, {900, 60}}}}, pooled)
	o := read(t, Funnel(cases, nil, pooled))
	if got := string(o.Series[0].Data[2].Value); got != "[12.5,900]" || o.Series[0].Data[2].ItemStyle.Color != attention {
		t.Errorf("got %+v", o.Series[0].Data[2])
	}
	for _, want := range []string{`"type":"log"`, `"symbol":"emptyCircle"`, `"symbol":"emptyDiamond"`, `"symbol":"diamond"`, `[5.00,1.01]`} {
		if !bytes.Contains(raw, []byte(want)) {
			t.Errorf("no %s in %s", want, raw)
		}
	}
	if near := Funnel([]Case{{Over: 50}, {Over: 900}}, nil, Line{}); bytes.Contains(near, []byte(`"log"`)) {
		t.Error("a narrow range needs no logarithm")
	}
}

func TestPanelsShareOneScaleAndKeepGaps(t *testing.T) {
	raw := Panels([]string{"Q1", "Q2"}, []Panel{{Name: evil, Values: []reform.Decimal{"", "61.2"}}, {Name: "b", Values: []reform.Decimal{"40", "41"}}}, Panel{Name: "all", Values: []reform.Decimal{"50", "51"}}, "40", "70")
	o := read(t, raw)
	if len(o.Series) != 4 || len(o.YAxis) != 2 || string(o.Series[1].Data[0].Value) != "null" {
		t.Errorf("got %+v", o)
	}
	if n := bytes.Count(raw, []byte(`"min":40,"max":70`)); n != 2 {
		t.Errorf("%d panels have the scale: %s", n, raw)
	}
}

func TestWaterfallStandsOnTheLowerLevel(t *testing.T) {
	o := read(t, Waterfall([]Fall{{Name: "most", From: "0", To: "6", Size: "6"}, {Name: evil, From: "6", To: "4", Size: "2", Kind: Lost, Link: "/x"}, {Name: "bonus", From: "4", To: "5", Size: "1", Kind: Gained}}, [4]string{"level", "lost", "silent", "gained"}))
	var under string
	for _, d := range o.Series[0].Data {
		under += string(d.Value) + " "
	}
	if under != "0 4 4 " {
		t.Errorf("the bars stand on %s", under)
	}
	if lost := o.Series[2].Data; string(lost[1].Value) != "2" || string(lost[0].Value) != "null" || lost[1].Link != "/x" {
		t.Errorf("got %+v", lost)
	}
}

func TestSpreadSkipsRowsWithoutAValue(t *testing.T) {
	o := read(t, Spread([]Quantiles{{Name: evil}, {Name: "b", Least: "1", Quarter: "2", Median: "3", Three: "4", Greatest: "5", Strong: true}}, []Dot{{Row: 1, Value: "3"}}, nil, "100"))
	if len(o.YAxis[0].Data) != 2 || len(o.Series[0].Data) != 1 || string(o.Series[1].Data[0].Value) != "[3,1,1,2,4,5]" {
		t.Errorf("got %+v", o.Series)
	}
}

func TestCurveGoesFromCornerToCorner(t *testing.T) {
	raw := Curve(evil, [][2]reform.Decimal{{"0", "0"}, {"80", "100"}}, []Line{{Name: evil, At: "60"}})
	o := read(t, raw)
	if got := string(o.Series[0].Data[1].Value); got != "[80,100]" || o.Series[0].Name != evil {
		t.Errorf("got %s", raw)
	}
}
