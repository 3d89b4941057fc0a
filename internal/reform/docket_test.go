package reform_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

const why = "Số hồ sơ chưa đủ căn cứ"

var noon = time.Date(2026, 4, 1, 12, 0, 0, 0, time.UTC)

// docket is of a unit with three claims of at most 4 points, in its first report.
func docket() *reform.Docket {
	d := &reform.Docket{Procedure: reform.Usual("q1"), Report: reform.Report{Version: 1}, Review: reform.Review{Cycle: "q1", Unit: "a"}}
	for _, id := range []string{"1", "2", "3"} {
		d.Claims = append(d.Claims, reform.Claim{Indicator: reform.Indicator{ID: id, Max: 4 * reform.Point}, Figures: []string{"f" + id}})
		d.Report.Values = append(d.Report.Values, reform.Value{Figure: "f" + id, Since: 1})
	}
	return d
}

// judge judges, and keeps it.
func judge(t *testing.T, d *reform.Docket, indicator string, v reform.Verdict, points reform.Points) {
	t.Helper()
	a := reform.Appraisal{Indicator: indicator, Version: len(d.Versions(indicator)), Verdict: v, Points: points, By: "mai"}
	if v != reform.Accepted {
		a.Ground, a.Text = "R07", why
	}
	a, err := d.Judge(a, noon)
	if err != nil {
		t.Fatal(err)
	}
	d.Appraisals = append(d.Appraisals, a)
}

func explain(t *testing.T, d *reform.Docket, indicator string, s reform.Stance) {
	t.Helper()
	a, _ := d.InForce(indicator)
	e, err := d.Explain(reform.Explanation{Indicator: indicator, Appraisal: a.Version, Stance: s, Text: why}, noon)
	if err != nil {
		t.Fatal(err)
	}
	d.Explanations = append(d.Explanations, e)
}

// end ends the turn, and wants another to follow.
func end(t *testing.T, d *reform.Docket, want string) {
	t.Helper()
	r, err := d.End("mai", noon)
	if err != nil {
		t.Fatal(err)
	}
	if d.Review = r; r.Turn+string(r.Stage) != want {
		t.Fatalf("the turn after is %q, %s; want %q", r.Turn, r.Stage, want)
	}
}

func objects(t *testing.T, err error, want reform.Obstacle) {
	t.Helper()
	o, ok := errors.AsType[reform.Objection](err)
	if !ok || o.Obstacle != want || !errors.Is(err, want.Kind()) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// TestAClaimGoesAllTheWay has one claim accepted, one cut and contested up to the
// council, and one cut and agreed to.
func TestAClaimGoesAllTheWay(t *testing.T) {
	d := docket()
	_, err := d.End("mai", noon)
	objects(t, err, reform.StillOwed)
	judge(t, d, "1", reform.Accepted, 0)
	judge(t, d, "2", reform.Cut, 2*reform.Point)
	judge(t, d, "3", reform.Cut, 0)
	end(t, d, "answerin_turn")
	if owed := d.Owed(); !slices.Equal(owed, []string{"2", "3"}) {
		t.Errorf("the unit owes an answer for %v", owed)
	}
	_, err = d.Judge(reform.Appraisal{Indicator: "1", Version: 1, Verdict: reform.Accepted}, noon)
	objects(t, err, reform.NotTheirTurn)
	explain(t, d, "2", reform.Contests)
	explain(t, d, "3", reform.Contests)
	explain(t, d, "3", reform.Agrees) // a change of mind
	end(t, d, "secondin_turn")
	_, err = d.Judge(reform.Appraisal{Indicator: "3", Version: 1, Verdict: reform.Accepted}, noon)
	objects(t, err, reform.NotInDispute)
	judge(t, d, "2", reform.Cut, 3*reform.Point)
	end(t, d, "councilin_turn")
	judge(t, d, "2", reform.Accepted, 0)
	_, err = d.Finish("cuong", noon)
	objects(t, err, reform.NotSettled)
	end(t, d, "settled")
	if d.Review, err = d.Finish("cuong", noon); err != nil || d.Review.Stage != reform.Final {
		t.Fatalf("got %+v, %v", d.Review, err)
	}
	if a, ok := d.InForce("2"); !ok || a.Version != 3 || a.Verdict != reform.Accepted || a.Turn != "council" {
		t.Errorf("%+v counts in the end", a)
	}
	for _, f := range []func() error{
		func() error { _, err := d.Judge(reform.Appraisal{Indicator: "1", Version: 1}, noon); return err },
		func() error { _, err := d.Explain(reform.Explanation{Indicator: "2"}, noon); return err },
		func() error { _, err := d.Withdraw("1", "", noon); return err },
		func() error { _, err := d.End("mai", noon); return err },
		func() error { _, err := d.Finish("mai", noon); return err },
		func() error { return d.Review.Locks(d.Appraisals, 1) },
	} {
		objects(t, f(), reform.IsFinal)
	}
}

func TestWhatIsAcceptedNeedsNoOtherTurn(t *testing.T) {
	d := docket()
	for _, c := range d.Claims {
		judge(t, d, c.Indicator.ID, reform.Accepted, 0)
	}
	end(t, d, "settled")
}

// TestWhatIsReturnedIsMendedFirst: a newer report answers what was returned, and what
// it says otherwise is judged anew; the rest stands.
func TestWhatIsReturnedIsMendedFirst(t *testing.T) {
	d := docket()
	judge(t, d, "1", reform.Accepted, 0)
	judge(t, d, "2", reform.Returned, 0)
	judge(t, d, "3", reform.Accepted, 0)
	_, err := d.End("mai", noon)
	objects(t, err, reform.StillOwed)
	if err := d.Review.Locks(d.Appraisals, 1); err != nil {
		t.Error(err)
	}
	d.Report.Version = 2
	d.Report.Values[2].Since = 2
	if owed := d.Owed(); !slices.Equal(owed, []string{"2", "3"}) {
		t.Errorf("owed: %v", owed)
	}
	judge(t, d, "2", reform.Cut, 0)
	judge(t, d, "3", reform.Accepted, 0)
	end(t, d, "answerin_turn")
	objects(t, d.Review.Locks(d.Appraisals, 2), reform.UnderWay)
}

// TestAfterTheLastMomentATurnEndsAsItStands: whoever is silent holds nobody up.
func TestAfterTheLastMomentATurnEndsAsItStands(t *testing.T) {
	d := docket()
	d.Procedure.Turns[0].Opens, d.Procedure.Turns[1].Closes = noon.Add(-time.Hour), noon
	_, err := d.Judge(reform.Appraisal{Indicator: "1"}, noon.Add(-2*time.Hour))
	objects(t, err, reform.TurnNotOpen)
	judge(t, d, "2", reform.Cut, 0)
	d.Procedure.Turns[0].Closes = noon
	_, err = d.Judge(reform.Appraisal{Indicator: "1"}, noon)
	objects(t, err, reform.TurnIsOver)
	end(t, d, "answerin_turn")
	_, err = d.Explain(reform.Explanation{Indicator: "2", Appraisal: 1, Stance: reform.Agrees}, noon)
	objects(t, err, reform.TurnIsOver)
	end(t, d, "settled")
}

func TestOnlyAnOrderReopens(t *testing.T) {
	d := docket()
	p := reform.Permit{ID: "p", Kind: reform.Reopening, Turn: "second", Claims: []string{"2"}, GrantedBy: "cuong"}
	_, err := d.Reopen(p, noon)
	objects(t, err, reform.NotFinal)
	judge(t, d, "1", reform.Cut, 0) // never answered
	for _, id := range []string{"2", "3"} {
		judge(t, d, id, reform.Accepted, 0)
	}
	end(t, d, "answerin_turn")
	d.Procedure.Turns[1].Closes = noon
	end(t, d, "settled")
	d.Review, _ = d.Finish("cuong", noon)
	for want, alter := range map[reform.Obstacle]func(*reform.Permit){
		reform.JudgedSince: func(p *reform.Permit) { p.Review-- },
		reform.NoSuchTurn:  func(p *reform.Permit) { p.Turn = "answer" },
		reform.NoClaim:     func(p *reform.Permit) { p.Claims = []string{"9"} },
	} {
		wrong := p
		wrong.Review = d.Review.Version
		alter(&wrong)
		_, err := d.Reopen(wrong, noon)
		objects(t, err, want)
	}
	p.Review = d.Review.Version
	if d.Review, err = d.Reopen(p, noon); err != nil {
		t.Fatal(err)
	}
	if owed := d.Owed(); !slices.Equal(owed, p.Claims) {
		t.Errorf("reopened, %v is owed", owed)
	}
	_, err = d.Judge(reform.Appraisal{Indicator: "3", Version: 1, Verdict: reform.Accepted}, noon)
	objects(t, err, reform.NotInDispute)
	judge(t, d, "2", reform.Cut, reform.Point)
	end(t, d, "settled")
}

func TestAJudgementSaysEnough(t *testing.T) {
	for _, c := range []struct {
		a    reform.Appraisal
		want reform.Obstacle
	}{
		{reform.Appraisal{Verdict: "maybe"}, reform.UnknownWord},
		{reform.Appraisal{Verdict: reform.Withdrawn}, reform.UnknownWord},
		{reform.Appraisal{Verdict: reform.Accepted, Points: 1}, reform.PointsUnasked},
		{reform.Appraisal{Verdict: reform.Cut, Points: 4*reform.Point + 1, Ground: "R01", Text: why}, reform.PointsOutside},
		{reform.Appraisal{Verdict: reform.Cut, Points: -1, Ground: "R01", Text: why}, reform.PointsOutside},
		{reform.Appraisal{Verdict: reform.Cut, Ground: "R00", Text: why}, reform.NoGround},
		{reform.Appraisal{Verdict: reform.Inapplicable, Text: why}, reform.NoGround},
		{reform.Appraisal{Verdict: reform.Returned, Ground: "R01", Text: "  ngắn quá     "}, reform.TooShort},
		{reform.Appraisal{Verdict: reform.Cut, Ground: "R01", Text: strings.Repeat("ắ", 14)}, reform.TooShort},
	} {
		d := docket()
		c.a.Indicator = "1"
		_, err := d.Judge(c.a, noon)
		objects(t, err, c.want)
	}
	d := docket()
	for _, points := range []reform.Points{0, 4 * reform.Point} {
		judge(t, d, "1", reform.Cut, points)
	}
	_, err := d.Judge(reform.Appraisal{Indicator: "1", Version: 1, Verdict: reform.Accepted}, noon)
	objects(t, err, reform.JudgedSince)
	_, err = d.Judge(reform.Appraisal{Indicator: "9", Verdict: reform.Accepted}, noon)
	objects(t, err, reform.NoClaim)
	d.Report.Version = 0
	_, err = d.Judge(reform.Appraisal{Indicator: "2", Verdict: reform.Accepted}, noon)
	objects(t, err, reform.NoReportYet)
}

func TestWhatWasAcceptedInBulkCanBeUndoneForAWhile(t *testing.T) {
	d := docket()
	a, err := d.Judge(reform.Appraisal{Indicator: "1", Verdict: reform.Accepted, Bulk: "b"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	d.Appraisals = append(d.Appraisals, a)
	_, err = d.Withdraw("1", "b", noon.Add(reform.MostUndo+1))
	objects(t, err, reform.UndoneTooLate)
	_, err = d.Withdraw("1", "other", noon)
	objects(t, err, reform.NothingToUndo)
	undone, err := d.Withdraw("1", "b", noon.Add(reform.MostUndo))
	if err != nil {
		t.Fatal(err)
	}
	d.Appraisals = append(d.Appraisals, undone)
	if _, judged := d.InForce("1"); judged || !slices.Contains(d.Owed(), "1") {
		t.Error("undone, it still counts")
	}
	_, err = d.Withdraw("1", "b", noon)
	objects(t, err, reform.NothingToUndo)
	judge(t, d, "1", reform.Accepted, 0)
	if a, judged := d.InForce("1"); !judged || a.Version != 3 {
		t.Errorf("judged after an undoing: %+v", a)
	}
}

func TestNobodyJudgesTheirOwn(t *testing.T) {
	units := []reform.Unit{{ID: "body"}, {ID: "so", Parent: "body"}, {ID: "chi-cuc", Parent: "so"}, {ID: "khac", Parent: "body"}}
	entered := []reform.Report{{SavedBy: "lan"}, {SavedBy: "an", SubmittedBy: "binh"}}
	for _, c := range []struct {
		u       reform.User
		unit    string
		kin     bool
		reports []reform.Report
		want    reform.Obstacle
	}{
		{reform.User{ID: "mai", Unit: "body"}, "so", true, nil, ""},
		{reform.User{ID: "mai", Unit: "so"}, "so", false, nil, reform.OwnUnit},
		{reform.User{ID: "mai", Unit: "body", Home: "so"}, "so", false, nil, reform.OwnUnit},
		{reform.User{ID: "mai", Unit: "so", Home: "khac"}, "so", false, nil, ""},
		{reform.User{ID: "mai", Home: "chi-cuc"}, "so", true, nil, reform.KinUnit},
		{reform.User{ID: "mai", Home: "so"}, "chi-cuc", true, nil, reform.KinUnit},
		{reform.User{ID: "mai", Home: "so"}, "chi-cuc", false, nil, ""},
		{reform.User{ID: "mai", Home: "so"}, "khac", true, nil, ""},
		{reform.User{ID: "lan"}, "so", false, entered, reform.OwnWord},
		{reform.User{ID: "binh"}, "so", false, entered, reform.OwnWord},
		{reform.User{ID: "mai"}, "so", false, entered, ""},
	} {
		p := reform.Procedure{Kin: c.kin}
		if got := p.ConflictOf(c.u, c.unit, units, c.reports); got != c.want {
			t.Errorf("%+v judges %s: %q, want %q", c.u, c.unit, got, c.want)
		}
	}
}

func TestAPermitTakesTwo(t *testing.T) {
	p := reform.Permit{Kind: reform.Exemption, Cycle: "q1", Unit: "so", Person: "mai", Number: "12/QĐ", Day: "2026-04-02", Signer: "Chủ tịch", Text: why, AskedBy: "an"}
	if err := p.Check(); err != nil {
		t.Error(err)
	}
	for _, alter := range []func(*reform.Permit){
		func(p *reform.Permit) { p.Number = " " }, func(p *reform.Permit) { p.Day = "2/4/2026" }, func(p *reform.Permit) { p.Signer = "" }, func(p *reform.Permit) { p.Person = "" },
	} {
		wrong := p
		alter(&wrong)
		objects(t, wrong.Check(), reform.NotAnOrder)
	}
	if p.Exempts("mai", "q1", "so") {
		t.Error("what nobody granted exempts")
	}
	objects(t, p.Grant("an", noon), reform.SamePerson)
	objects(t, p.Grant("mai", noon), reform.SamePerson)
	if err := p.Grant("cuong", noon); err != nil || !p.Exempts("mai", "q1", "so") || p.Exempts("mai", "q1", "khac") || p.Exempts("lan", "q1", "so") {
		t.Errorf("%+v: %v", p, err)
	}
	objects(t, p.Grant("dung", noon), reform.AlreadyGranted)
}

func TestAProcedureCanBeFollowed(t *testing.T) {
	if err := reform.Usual("q1").Check(); err != nil {
		t.Fatal(err)
	}
	for name, alter := range map[string]func(*reform.Procedure){
		"no turn":           func(p *reform.Procedure) { p.Turns = nil },
		"begins by answers": func(p *reform.Procedure) { p.Turns = p.Turns[1:] },
		"a turn twice":      func(p *reform.Procedure) { p.Turns[2].ID = "first" },
		"no kind":           func(p *reform.Procedure) { p.Turns[1].Kind = "vote" },
		"ends first":        func(p *reform.Procedure) { p.Turns[0].Opens, p.Turns[0].Closes = noon, noon.Add(-1) },
		"final by the unit": func(p *reform.Procedure) { p.Final = reform.Answering },
		"no grounds":        func(p *reform.Procedure) { p.Grounds = nil },
	} {
		p := reform.Usual("q1")
		alter(&p)
		if err := p.Check(); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestEveryObstacleHasItsKind(t *testing.T) {
	for _, o := range reform.Obstacles {
		if o.Interest() && !errors.Is(o.Kind(), reform.ErrForbidden) {
			t.Errorf("%s is a conflict of interest, and allowed", o)
		}
		if text := (reform.Objection{Obstacle: o, Found: "7"}).Error(); !strings.Contains(text, string(o)) || !strings.Contains(text, "7") {
			t.Errorf("got %q", text)
		}
	}
}
