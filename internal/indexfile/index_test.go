package indexfile

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reformboard/internal/exchange"
	"reformboard/internal/framework"
	"reformboard/internal/keyfile"
	"reformboard/internal/published"
	"reformboard/internal/reform"
)

// publishedIndices are the shared indices and how many leaves each has.
var publishedIndices = map[string]int{
	"egdi2018": 3, "egovbench2023": 615, "gtmi2020": 4, "gtmi2022": 4, "gtmi2025": 4, "oecd_dgi2023": 6,
}

var indexColumns = []string{"code", "parent", "weight", "agg", "norm", "low", "high", "power", "direction", "name"}

// table writes rows as the file they came from.
func tableOf(t *testing.T, rows []map[string]string) []byte {
	t.Helper()
	var text bytes.Buffer
	w := csv.NewWriter(&text)
	lines := [][]string{indexColumns}
	for _, row := range rows {
		var line []string
		for _, column := range indexColumns {
			line = append(line, row[column])
		}
		lines = append(lines, line)
	}
	if err := w.WriteAll(lines); err != nil {
		t.Fatal(err)
	}
	return text.Bytes()
}

func TestPublishedIndicesAreReadWhole(t *testing.T) {
	for name, leaves := range publishedIndices {
		t.Run(name, func(t *testing.T) {
			rows := published.Rows(t, "indices/"+name+"/framework.csv")
			f, err := Read(name+".csv", bytes.NewReader(tableOf(t, rows)))
			if err != nil {
				t.Fatal(err)
			}
			if got := len(f.Indicators()); got != leaves || len(f.Figures) != leaves || len(f.AllAreas()) != len(rows)-leaves {
				t.Errorf("got %d indicators, %d figures and %d areas of %d rows", got, len(f.Figures), len(f.AllAreas()), len(rows))
			}
			weights := map[string]*big.Rat{}
			above := map[string]string{}
			for _, a := range f.AllAreas() {
				weights[a.ID] = a.Weight.Rat()
				for _, part := range a.Areas {
					above[part.ID] = a.ID
				}
				for _, part := range a.Indicators {
					above[part.ID] = a.ID
					weights[part.ID] = part.Weight.Rat()
				}
			}
			for _, row := range rows {
				want, _ := new(big.Rat).SetString(row["weight"])
				if code := row["code"]; above[code] != row["parent"] || row["parent"] != "" && weights[code].Cmp(want) != 0 {
					t.Errorf("%s: got %v in %q, want %s in %s", code, weights[code], above[code], row["weight"], row["parent"])
				}
			}
			accepted(t, f)
		})
	}
}

// accepted wants the reader of framework files to take what was read here.
func accepted(t *testing.T, f reform.Framework) {
	t.Helper()
	var text bytes.Buffer
	if err := exchange.WriteYAML(&text, &f); err != nil {
		t.Fatal(err)
	}
	got, err := framework.Read("a.yaml", bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatalf("%v in:\n%s", err, text.String())
	}
	if diff := cmp.Diff(f, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("lost (-) or made up (+):\n%s", diff)
	}
}

func read(t testing.TB, text string) reform.Framework {
	t.Helper()
	f, err := Read("folder/index.csv", strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEveryMethodHasItsPlace reads one leaf, or one node, of each kind.
func TestEveryMethodHasItsPlace(t *testing.T) {
	const head = "code,parent,weight,agg,norm,low,high,power,direction,target,reference,min_coverage\n"
	suppress := reform.FlatSuppresses
	for cells, want := range map[string]reform.Normalisation{
		"none,,,,":                  {Method: reform.AsItStands},
		",5,6,1,1":                  {Method: reform.AsItStands},
		"-,–,NULL,nan,-":            {Method: reform.AsItStands},
		"minmax,,,,":                {Method: reform.MinMax, From: "0", To: "100", IfFlat: suppress},
		"n_minmax,1,10,,":           {Method: reform.MinMax, From: "1", To: "10", IfFlat: suppress},
		"goalposts,-2.5,1e2,0.50,":  {Method: reform.Goalposts, Low: "-2.5", High: "100", Power: "0.5"},
		"N_Goalposts,0,1,NA,NA":     {Method: reform.Goalposts, Low: "0", High: "1"},
		"scaled,.5,+7,,":            {Method: reform.Scaled, Low: "0.5", High: "7", From: "0", To: "100"},
		"z-score,,,,":               {Method: reform.ZScore, IfFlat: suppress},
		"zscore,50,10,,":            {Method: reform.ZScore, Mean: "50", Spread: "10", IfFlat: suppress},
		"rank,,,,":                  {Method: reform.RankNorm},
		"n_borda,,,,":               {Method: reform.Borda},
		"prank,,,,":                 {Method: reform.Percentile, IfFlat: suppress},
		"percentile,0,100,,":        {Method: reform.Percentile, From: "0", To: "100", IfFlat: suppress},
		"dist2targ,,,,,80":          {Method: reform.ToTarget, Target: "80", IfFlat: suppress},
		"dist2targ,,80,,":           {Method: reform.ToTarget, Target: "80", IfFlat: suppress},
		"dist2targ,0,100,,−1.0,80":  {Method: reform.ToTarget, Target: "80", From: "0", To: "100", IfFlat: suppress},
		"n_dist2ref,,,,,,AUT":       {Method: reform.ToReference, Reference: "AUT", IfFlat: suppress},
		"dist2max,,,,":              {Method: reform.ToMaximum, IfFlat: suppress},
		"fracmax,,10,,":             {Method: reform.OfMaximum, To: "10", IfFlat: suppress},
		"goalposts,0,10,1,-1.0,,,1": {Method: reform.Goalposts, Low: "0", High: "10", Power: "1"},
	} {
		f := read(t, head+"root,,,,,,,,,,,\na,root,,,"+cells+"\n")
		accepted(t, f)
		i := f.Indicators()[0]
		if diff := cmp.Diff(want, i.Rule.Scale); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", cells, diff)
		}
		if lower := strings.Contains(cells, "1.0"); i.Rule.LowerIsBetter != lower {
			t.Errorf("%s: lower is better: %v", cells, i.Rule.LowerIsBetter)
		}
	}
	zero := reform.NotPositiveEarnsNothing
	for cells, want := range map[string]reform.Aggregation{
		",,,,,,,,":            {Method: reform.Mean},
		"amean,none,,,1,1,,,": {Method: reform.Mean},
		"a_gmean,,,,,,,,":     {Method: reform.Geometric, IfNotPositive: zero},
		"harmonic,,,,,,,,":    {Method: reform.Harmonic, IfNotPositive: zero},
		"genmean,,,,-2,,,,":   {Method: reform.PowerMean, IfNotPositive: zero, Power: "-2"},
		"min,,,,,,,,":         {Method: reform.Minimum},
		"sum,,,,,,,,0.66":     {Method: reform.Sum, Coverage: "0.66"},
		"a_copeland,,,,,,,,":  {Method: reform.Copeland},
	} {
		f := read(t, head+"root,,,"+cells+"\na,root,,,,,,,,,,\n")
		accepted(t, f)
		if diff := cmp.Diff(want, f.Areas[0].Combine); diff != "" {
			t.Errorf("%s: want (-), got (+):\n%s", cells, diff)
		}
	}
}

func TestIndexIsASampleWhoseBlanksLeave(t *testing.T) {
	f := read(t, "\uFEFFname;norm;agg;parent;code;weight;note\r\n\"Chỉ số; \"\"gốc\"\"\";;gmean;;Gốc;;\r\n;none;;Gốc;b;0,5;x\r\n;none;;Gốc;a;;y\r\n")
	want := reform.Framework{
		ID: "goc", Series: "goc", Sample: true,
		Title:    reform.Words{VI: `Chỉ số; "gốc"`, EN: `Chỉ số; "gốc"`},
		Short:    reform.Words{VI: "Gốc", EN: "Gốc"},
		Origin:   reform.Words{VI: "Nhập từ bảng chỉ số index.csv, chưa phê duyệt.", EN: "Imported from the index table index.csv, not approved."},
		Rounding: reform.Rounding{Mode: reform.HalfUp}, NotApplicable: reform.Leave, Missing: reform.FillLeave, Coverage: "0",
		Areas: []reform.Area{{
			ID: "Gốc", Title: reform.Words{VI: `Chỉ số; "gốc"`, EN: `Chỉ số; "gốc"`},
			Combine: reform.Aggregation{Method: reform.Geometric, IfNotPositive: reform.NotPositiveEarnsNothing},
		}},
	}
	for _, id := range []string{"b", "a"} {
		title := reform.Words{VI: id, EN: id}
		want.Figures = append(want.Figures, reform.Figure{
			ID: id, Title: title, Kind: reform.Number, Unit: reform.Words{VI: "giá trị", EN: "value"}, Source: reform.FromUnit,
			Section: "Gốc", Decimals: 20, Least: "-999999999999999999", Optional: true,
		})
		want.Areas[0].Indicators = append(want.Areas[0].Indicators, reform.Indicator{
			ID: id, Title: title, Rule: reform.Rule{Kind: reform.Normalised, Of: []string{id}, Scale: reform.Normalisation{Method: reform.AsItStands}},
		})
	}
	want.Areas[0].Indicators[0].Weight = "0.5"
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
	accepted(t, f)
}

func TestCodesThatAreNoIdsAreKeptBesideOne(t *testing.T) {
	long := strings.Repeat("ộ", 70)
	f := read(t, "code\tparent\tweight\tagg\tnorm\nThe index\t\t1\t\t\nA B\tThe index\t1\t\t\nA/B\tThe index\t1\t\t\nA_B\tThe index\t1\t\t\n"+
		"_\tThe index\t1\t\t\n"+long+"\tThe index\t1\t\t\n"+long+"!\tThe index\t1\t\t\nSố.1-a\tThe index\t1\t\t\n")
	var got []string
	for _, i := range f.Indicators() {
		got = append(got, i.ID+"="+i.Code)
		if utf8.RuneCountInString(i.ID) > 64 {
			t.Errorf("%s is too long", i.ID)
		}
	}
	accepted(t, f)
	want := []string{
		"A_B-2=A B", "A_B-3=A/B", "A_B=", "index=_", strings.Repeat("ộ", 64) + "=" + long, strings.Repeat("ộ", 62) + "-2=" + long + "!", "Số.1-a=",
	}
	if !slices.Equal(got, want) || f.ID != "the_index" || f.Areas[0].ID != "The_index" || f.Areas[0].Code != "The index" {
		t.Errorf("got  %q of %s\nwant %q", got, f.ID, want)
	}
}

// TestMistakesInATableAreAllSaid shows each fault as a person reads it.
func TestMistakesInATableAreAllSaid(t *testing.T) {
	const head = "code,parent,weight,agg,norm,low,high,power,direction,name\n"
	for text, want := range map[string]string{
		"":                  "1:1: the file is empty: its first line holds the headings code, parent, weight, agg, norm",
		"code,parent,agg\n": "1:1: the column weight is missing: add it\n1:1: the column norm is missing: add it",
		"code;parent;weight;agg;norm;Code;lower\n": "1:29: the heading \"code\" stands twice|1:34: \"lower\" is no heading that is read: write low if it means that, or delete the column",
		head + "r,,1,amean,none,,,,1\"x\n":         "2:21: a quotation mark is missing or stands in the middle",
		"a\xff":                                    "1:1: this is not text in UTF-8: save the table as CSV in UTF-8",
		head + ",,,,,,,,,Gốc\nr,,,,\nr,q,,,\ns,,,,\nt,r,,,\n": "2:1: code: this row has no code|4:1: code: \"r\" is already the code of line 3: choose another|4:3: parent: there is no row with the code \"q\"|5:3: parent: \"s\" has no parent, and neither has \"r\": name one, or add a row for the whole index as the parent of both",
		head + "a,b,,,\nb,c,,,\nc,a,,,\nd,a,,,\n":             "2:3: parent: \"a\" stands inside itself: name another parent",
		head + "a,a,,,\nr,,,,\n":                              "2:3: parent: \"a\" is its own parent: name another, or none if it is the whole index",
		head:                                                  "1:1: there is nothing beneath the headings: add a row for each node",
		head + "a,b,,,\nb,a,,,\n":                             "2:3: parent: \"a\" stands inside itself",
		head + "r,-,,,\na,q,,,\nb,root,,,\nc,r,,,,,,,down\n":  "3:3: parent: there is no row with the code \"q\": add it, or name another parent, or none for the whole index|4:3: parent: there is no row|5:11: direction",
		head + "r,-,,,\nc,r,,,,,,,down\n":                     "3:11: direction: write 1, or -1 where less is better, not \"down\"",
		head + "r,,,,\ntotal,r,,,minmax,,,,-1\nb,total,,,rank,,,2\nc,total,,gmean,prank,1,0\nd,r,,a_hmean,,,,-1,,\ne,d,,,none,,,.5\n": "3:1: code: \"total\" stands for the whole in every result|" +
			"3:11: norm: \"total\" has parts, and only leaves are normalised: write none|3:21: direction: \"total\" has parts, and only leaves have a direction|" +
			"4:18: power: rank takes no exponent|5:24: high: high must be above low, which is 1|6:17: power: a_hmean takes no exponent|7:14: power: none takes no exponent",
		head + "r,,,,\n": "2:1: code: nothing belongs to \"r\"",
		head + "\"Gốc\",,,mean of,\nb,Gốc,-1,,min max\nc,Gốc,\"1,5\",,goalposts,,x,,2\n": "2:9: agg: \"mean of\" is no aggregation known here|" +
			"3:7: weight: a weight is 0 or more, not -1|3:11: norm: \"min max\" is no normalisation known here|" +
			"4:7: weight: write the number in digits, such as 2 or 0.75, not \"1,5\"|4:24: low: goalposts needs a number here, in the column low|" +
			"4:25: high: write the number in digits|4:28: direction: write 1, or -1 where less is better, not \"2\"",
		head + "r,,,genmean,\na,r,,,minmax,5,5\nb,r,,,zscore,0,0\nc,r,,,dist2targ\nd,r,,,dist2ref\ne,r,,,goalposts,0,1,-1\n": "2:1: power: a generalised mean needs an exponent|" +
			"3:16: high: high must be above low, which is 5|4:16: high: the spread of a z-score is above 0, not 0|5:1: target: dist2targ needs a number here, in the column target|" +
			"6:1: reference: name the unit that all others are measured against|7:21: power: an exponent above 0 is expected here, not -1",
		head + "r,,,sum,\na,r,2,,\n":                                       "3:5: weight: \"r\" is a sum, in which every part counts once",
		head + "r,,,,\na,r,1,,,,,,,Hà Nội, thủ đô\n":                       "3:20: this row has more cells than there are headings",
		"code,parent,weight,agg,norm,min_coverage\nr,,,,,65\na,r,1e99,,\n": "2:7: min_coverage: a share from 0 to 1 is expected here: write 80 % as 0.8|3:5: weight: write the number in digits",
		head + "r,,,,\n" + strings.Repeat("a,r,,,\n", 6000):                "5002:1: an index has at most 5000 nodes",
		strings.Repeat(" ", mostIndexBytes+1):                              "1:1: the file is larger than 1024 KiB",
	} {
		_, err := Read("index.csv", strings.NewReader(text))
		faults, ok := errors.AsType[keyfile.Faults](err)
		if !ok || !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%.60q: got %v", text, err)
			continue
		}
		wanted := strings.FieldsFunc(want, func(c rune) bool { return c == '|' || c == '\n' })
		if len(faults) != len(wanted) && len(faults) != 200 {
			t.Errorf("%.60q: got %d faults, want %d:\n%v", text, len(faults), len(wanted), err)
			continue
		}
		for i, one := range wanted {
			if got := faults[i].String(); !strings.HasPrefix(got, "index.csv:"+one) {
				t.Errorf("%.60q:\ngot  %s\nwant %s", text, got, one)
			}
		}
	}
}

// A table and the values beside it may have been typed on different machines: what
// looks the same is the same code.
func TestCodesAreTidiedAsTheNamesOfValuesAre(t *testing.T) {
	f := read(t, "code,parent,weight,agg,norm\nNA,,,,\n1\u20132,NA,,,\n\u00a0Ti\u0065\u0302u 1,NA,,,\n")
	all := f.Indicators()
	if len(all) != 2 || f.Areas[0].ID != "NA" || all[0].ID != "1-2" || all[1].Code != "Tiêu 1" {
		t.Errorf("got %+v", f.Areas)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("code,parent,weight,agg,norm,low,high,power,direction,name\nr,,1,amean,none,,,,1,x\na,r,0.5,,minmax,0,1,,-1,\n"))
	f.Add([]byte("\uFEFFcode;parent;weight;agg;norm\r\n\"a\nb\";;;;\r\nc;\"a\nb\";1,5;;\r\n"))
	f.Add([]byte("code\tparent\tweight\tagg\tnorm\na\tb\t1e-40\t\t\nb\ta\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := Read("index.csv", bytes.NewReader(content))
		if err != nil {
			if faults, ok := errors.AsType[keyfile.Faults](err); !ok || len(faults) == 0 {
				t.Fatalf("no faults but %v", err)
			}
			return
		}
		ids := map[string]bool{}
		for _, a := range got.AllAreas() {
			ids["area "+a.ID] = true
		}
		for _, i := range got.Indicators() {
			ids["indicator "+i.ID] = true
		}
		if want := len(got.AllAreas()) + len(got.Indicators()); len(ids) != want || len(got.Areas) != 1 {
			t.Errorf("%d ids for %d nodes", len(ids), want)
		}
		if text := fmt.Sprint(got); strings.Contains(text, "NaN") {
			t.Error(text)
		}
	})
}
