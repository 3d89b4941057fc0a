package reform

import "testing"

func TestChecklistSaysWhatIsMetAndWhy(t *testing.T) {
	i := Indicator{Evidence: []Proof{
		{ID: "plan", From: "2026-01-01", To: "2026-03-31", Kinds: []FileType{PDF}},
		{ID: "shots", Count: 2},
	}}
	file := func(kind FileType, dated string) Evidence {
		return Evidence{Kind: FileEvidence, Type: kind, Dated: dated}
	}
	plan, shot := Shown{file(PDF, "2026-02-01"), "plan"}, Shown{file(PNG, ""), "shots"}
	expired := shot
	expired.ValidTo = "2026-03-31"
	for name, c := range map[string]struct {
		shown  []Shown
		met    []bool
		proved bool
	}{
		"nothing":             {nil, []bool{false, false}, false},
		"all":                 {[]Shown{plan, shot, shot}, []bool{true, true}, true},
		"too few":             {[]Shown{plan, shot}, []bool{true, false}, false},
		"one has expired":     {[]Shown{plan, shot, expired}, []bool{true, false}, false},
		"of another kind":     {[]Shown{{file(PNG, "2026-02-01"), "plan"}}, []bool{false, false}, false},
		"dated too late":      {[]Shown{{file(PDF, "2026-04-01"), "plan"}}, []bool{false, false}, false},
		"without a date":      {[]Shown{{file(PDF, ""), "plan"}}, []bool{false, false}, false},
		"a reference":         {[]Shown{{Evidence{Kind: Reference, Dated: "2026-01-01"}, "plan"}, shot, shot}, []bool{true, true}, true},
		"for something else":  {[]Shown{{file(PDF, "2026-02-01"), ""}}, []bool{false, false}, false},
		"explained":           {[]Shown{{Evidence{Kind: Statement}, ""}}, []bool{false, false}, true},
		"explained as a plan": {[]Shown{{Evidence{Kind: Statement, Dated: "2026-02-01"}, "plan"}}, []bool{false, false}, true},
	} {
		list, _ := i.Checklist(c.shown, "2026-04-05")
		for n, want := range c.met {
			if list[n].Met != want {
				t.Errorf("%s: %s is met %v", name, list[n].ID, list[n].Met)
			}
		}
		if got := i.Proved(c.shown, "2026-04-05"); got != c.proved {
			t.Errorf("%s: proved %v", name, got)
		}
	}
	if !(Indicator{}).Proved(nil, "2026-04-05") {
		t.Error("what asks for nothing is proved by nothing")
	}
}

func TestEvidenceSaysWhatItNeeds(t *testing.T) {
	for name, c := range map[string]struct {
		e    Evidence
		good bool
	}{
		"a file":                    {Evidence{Kind: FileEvidence, SHA256: "a", Type: PDF}, true},
		"no file":                   {Evidence{Kind: FileEvidence, Type: PDF}, false},
		"no type":                   {Evidence{Kind: FileEvidence, SHA256: "a"}, false},
		"a reference":               {Evidence{Kind: Reference, Number: "12/KH", Issuer: "Bộ", Dated: "2026-01-02"}, true},
		"a reference without a day": {Evidence{Kind: Reference, Number: "12/KH", Issuer: "Bộ"}, false},
		"a wrong day":               {Evidence{Kind: FileEvidence, SHA256: "a", Type: PDF, Dated: "2/1/2026"}, false},
		"ends before it begins":     {Evidence{Kind: FileEvidence, SHA256: "a", Type: PDF, ValidFrom: "2026-02-01", ValidTo: "2026-01-01"}, false},
		"words":                     {Evidence{Kind: Statement, Title: "Tính theo sổ theo dõi của đơn vị"}, true},
		"too few words":             {Evidence{Kind: Statement, Title: "ok           "}, false},
		"nothing":                   {Evidence{}, false},
	} {
		if err := c.e.Check(); (err == nil) != c.good {
			t.Errorf("%s: %v", name, err)
		}
	}
}
