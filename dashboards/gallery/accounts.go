package gallery

import (
	"time"

	"reformboard/dashboards/account"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/people"
	"reformboard/internal/reform"
)

// somebody is whose account the pages are about.
var somebody = reform.User{ID: "binh.tt", Name: "Trần Thị Thanh Bình", Role: reform.Administrator}

func accountSamples(v frame.Voice, t *reform.Tally) []Page {
	rules := v.Say("password.rules.nist", "Least", 15, "Most", 256)
	mine := account.Mine{
		User: somebody, Offered: true, Rules: rules, Here: "1", Left: 2, Factor: &reform.SecondFactor{Since: v.Now.Add(-900 * time.Hour)},
		Last: &reform.SignIn{At: v.Now.Add(-20 * time.Hour), Address: "2001:db8:85a3::8a2e:370:7334"},
		Sessions: []reform.Session{
			{ID: "1", Browser: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", Address: "192.0.2.7", Begun: v.Now.Add(-time.Hour), Seen: v.Now},
			{ID: "2", Address: "2001:db8:85a3::8a2e:370:7334", Begun: v.Now.Add(-9 * time.Hour), Seen: v.Now.Add(-time.Minute)},
		},
	}
	first := account.Mine{User: reform.User{ID: "an", Name: "An", Role: reform.Officer, Temporary: true}, Unit: v.Words(t.Units[0].Name()), Rules: rules, Duty: true, Problems: []string{v.Say("password.guessed"), v.Say("password.too_short", "Least", 15)}}
	bare := account.Mine{User: reform.User{ID: "an", Name: "An", Role: reform.Officer}, Rules: rules, Changed: true, Sessions: mine.Sessions[:1], Here: "1", Offered: true}
	outside := bare
	outside.Changed, outside.Provider = false, "VNeID"
	codes := []string{"ABCD-EFGH-IJKL-MNOP-QRST-UVWX", "BCDE-FGHI-JKLM-NOPQ-RSTU-VWXY", "CDEF-GHIJ-KLMN-OPQR-STUV-WXYZ", "DEFG-HIJK-LMNO-PQRS-TUVW-XYZA"}
	enrolling := account.Enrolling{Picture: pixel, Text: "GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ", Sealed: "sealed", Must: true}
	again := enrolling
	again.Must, again.Again = false, true
	return []Page{
		{"code", account.NewCode(v, "")},
		{"code-wrong", account.NewCode(v, v.Say("account.code.wrong"))},
		{"account", account.NewAccount(v, mine)},
		{"account-duty", account.NewAccount(v, first)},
		{"account-bare", account.NewAccount(v, bare)},
		{"account-provider", account.NewAccount(v, outside)},
		{"device", account.NewDevice(v, enrolling, "")},
		{"device-again", account.NewDevice(v, again, v.Say("account.device.wrong"))},
		{"recovery", account.NewRecovery(v, codes)},
		{"founding", account.NewFounding(v, "", "", rules)},
		{"founding-wrong", account.NewFounding(v, "an", "An", rules, v.Say("account.first.wrong"))},
	}
}

// pixel stands for the picture of a seed.
var pixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82")

// Everybody is a crowd with one person for everything that should be looked at.
func Everybody(v frame.Voice, t *reform.Tally) people.Crowd {
	in := &reform.SignIn{At: v.Now.Add(-20 * time.Hour), Address: "192.0.2.7"}
	unit := t.Units[7].ID
	return people.Crowd{All: t.Units, Units: t.Units, Anywhere: true, People: []people.Known{
		{User: somebody, Factor: true, Must: true, Last: in},
		{User: reform.User{ID: "an", Name: "Nguyễn Văn An", Role: reform.Officer, Unit: unit, Temporary: true}},
		{User: reform.User{ID: "chi", Name: "Phạm Chi", Role: reform.Appraiser, Areas: []string{"1", "3"}}, Last: in},
		{User: reform.User{ID: "dung", Name: "Lê Dũng", Role: reform.Officer}, Last: in, Stopped: true},
		{User: reform.User{ID: "em", Role: reform.Head, Unit: "nowhere", Disabled: true}, Last: in},
		{User: reform.User{ID: "giang", Name: "Hồ Giang", Role: reform.Administrator, Unit: unit}, Must: true, Last: in},
	}}
}

func peopleSamples(v frame.Voice, t *reform.Tally) []Page {
	crowd := Everybody(v, t)
	none, faulty, narrowed := people.Crowd{}, crowd, crowd
	faulty.Findings = []reform.Finding{
		{Origin: reform.Origin{Sheet: "Sheet1", Cell: "A7"}, Problem: reform.RepeatedPerson, Severity: reform.Error, Found: "an", Wanted: "A3"},
		{Origin: reform.Origin{Sheet: "Sheet1", Cell: "A9"}, Problem: reform.BeyondReach, Severity: reform.Error, Found: "H21"},
	}
	faulty.Problem = v.Say("people.exists")
	narrowed.Role, narrowed.Flag, narrowed.Find = string(reform.Officer), string(people.TooWide), "dung"
	waits := func(kind reform.MandateKind, whose, by string) people.Waiting {
		return people.Waiting{Mandate: reform.Mandate{
			ID: "abcd-efgh-ijkl-mnop", Kind: kind, Account: whose, Name: "Nguyễn Thị Thanh Hương", Unit: t.Units[7].ID, Device: true, Subject: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
			AskedBy: by, AskedAt: v.Now.Add(-3 * time.Hour),
		}}
	}
	mine, others, alone := waits(reform.Promotion, "huong.ntt", "giang"), waits(reform.Admission, "giang", "binh.tt"), waits(reform.Renewal, "dung", "binh.tt")
	mine.Mine, alone.Alone = true, true
	queue := crowd
	queue.Waiting, queue.Saved = []people.Waiting{mine, others, alone}, v.Say("mandate.asked")
	sessions := []reform.Session{{ID: "2", Address: "192.0.2.7", Begun: v.Now.Add(-9 * time.Hour), Seen: v.Now.Add(-time.Minute)}}
	looked := people.Looked{User: crowd.People[2].User, All: t.Units, Choices: t.Units, Asked: t.Units[7].ID, Change: true, Reached: []people.Reached{
		{Deed: "see_board", Units: len(t.Units), Asked: true}, {Deed: "see_unit", Units: 1, Top: t.Units[7].ID, Asked: true}, {Deed: "admit"},
	}}
	nothing := people.Looked{User: crowd.People[4].User, All: t.Units, Reached: []people.Reached{{Deed: "see_board"}, {Deed: "admit"}}}
	bound, waiting := crowd.People[2], crowd.People[1]
	bound.Pass = &reform.Passport{Subject: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", Since: v.Now.Add(-900 * time.Hour)}
	waiting.Pass = &reform.Passport{}
	return []Page{
		{"people", people.NewPeople(v, crowd)},
		{"people-waiting", people.NewPeople(v, queue)},
		{"people-empty", people.NewPeople(v, none)},
		{"people-refused", people.NewPeople(v, faulty)},
		{"people-narrowed", people.NewPeople(v, narrowed)},
		{"person", people.NewPerson(v, people.Whom{Known: crowd.People[0], Crowd: crowd, Sessions: sessions, Reader: "dung"})},
		{"person-oneself", people.NewPerson(v, people.Whom{Known: crowd.People[5], Crowd: faulty, Reader: "giang", Saved: true})},
		{"person-provider", people.NewPerson(v, people.Whom{Known: bound, Crowd: crowd, Provider: "VNeID"})},
		{"person-provider-waits", people.NewPerson(v, people.Whom{Known: waiting, Crowd: crowd, Provider: "VNeID"})},
		{"person-provider-none", people.NewPerson(v, people.Whom{Known: crowd.People[1], Crowd: crowd, Provider: "VNeID"})},
		{"handed", people.NewHanded(v, somebody, "abcd-efgh-ijkl-mnop", v.Moment(v.Now.Add(168*time.Hour)))},
		{"handed-list", people.NewHandedList(v, people.Intake{
			People: []people.Newcomer{{User: somebody, Secret: "abcd-efgh-ijkl-mnop"}}, Rest: 12, File: []byte("user,password\n"), Units: crowd.All, Until: v.Moment(v.Now.Add(168 * time.Hour)),
		})},
		{"rights", people.NewRights(v, []string{"see_board", "see_unit", "admit"}, func(r reform.Role, deed string) bool { return deed != "admit" || r == reform.Administrator }, crowd)},
		{"seen", people.NewSeen(v, looked)},
		{"seen-nothing", people.NewSeen(v, nothing)},
	}
}
