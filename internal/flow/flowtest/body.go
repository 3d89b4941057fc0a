package flowtest

import (
	"context"
	"database/sql"
	"encoding/json"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// Scale is how large a generated body is.
type Scale struct{ Units, Groups, Cycles int }

// Country is as large as a board is meant to be: with a framework of 120 indicators five
// million values. It takes a minute to make, and half a gigabyte of disk.
var Country = Scale{Units: 3500, Groups: 34, Cycles: 12}

// Newest is the last period of a generated body, and the id of its cycle.
const Newest = reform.Period("2026-Q3")

// Generate fills the store in a SQLite file with a simulated body that reports under a
// framework made by Large, the same each time.
// Units are better or worse than each other, keep to it from cycle to cycle, and some
// report late, in part or not at all. It writes behind the store: workbooks that say
// the same would take hours.
func Generate(t testing.TB, s *store.Store, path string, f reform.Framework, scale Scale) {
	t.Helper()
	units, groups := tree(scale)
	err := s.SaveFramework(t.Context(), "test", Opens, f, []byte("generated"))
	if err == nil {
		err = s.SaveUnits(t.Context(), "test", Opens, units, groups)
	}
	if err != nil {
		t.Fatal(err)
	}
	behind, err := sql.Open("sqlite", "file:"+path+"?_pragma=synchronous(OFF)&_pragma=cache_size(-200000)")
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close() //nolint:errcheck // everything has been committed
	period := Newest
	for n := range scale.Cycles {
		opens := Opens.AddDate(0, -3*n, 0)
		c := reform.Cycle{ID: string(period), Body: "body", Framework: f.ID, Period: period, DataFrom: opens.AddDate(0, -3, 0), DataTo: opens, Opens: opens, Due: opens.AddDate(0, 0, 10), Closes: opens.AddDate(0, 0, 20)}
		if err = s.SaveCycle(t.Context(), "test", Opens, c); err == nil {
			err = report(t.Context(), behind, &f, c, units, scale.Cycles-1-n)
		}
		if err != nil {
			t.Fatal(err)
		}
		period = period.Previous()
	}
}

// tree is a body, a heading for each peer group, and the units below them.
func tree(scale Scale) (units []reform.Unit, groups []reform.PeerGroup) {
	units = append(units, reform.Unit{ID: "body", NameVI: "Thành phố Mẫu", NameEN: "Sample City", Simulated: true})
	for g := range scale.Groups {
		id, name := "g"+strconv.Itoa(g), "Khối xã, phường thuộc địa bàn số "+strconv.Itoa(g+1)
		groups = append(groups, reform.PeerGroup{ID: id, NameVI: name, NameEN: "Communes of area " + strconv.Itoa(g+1), Place: g})
		units = append(units, reform.Unit{ID: "area-" + id, Parent: "body", NameVI: name, NameEN: "Area " + strconv.Itoa(g+1), Place: g, Simulated: true})
	}
	names := []string{"Ủy ban nhân dân xã ", "Ủy ban nhân dân phường ", "Trung tâm Phục vụ hành chính công liên xã, phường khu vực "}
	for n := range scale.Units {
		group := "g" + strconv.Itoa(n%scale.Groups)
		units = append(units, reform.Unit{
			ID: UnitID(n), Parent: "area-" + group, PeerGroup: group, Place: n, Simulated: true,
			NameVI: names[n%len(names)] + strconv.Itoa(n+1), NameEN: "People's Committee of commune " + strconv.Itoa(n+1),
		})
	}
	return units, groups
}

// UnitID is the id of a unit of a generated body, counted from 0.
func UnitID(n int) string { return "u" + strconv.Itoa(10000+n) }

// said is one value as SQLite is told of it.
type said struct {
	Figure string         `json:"f"`
	Text   string         `json:"t"`
	Why    reform.Absence `json:"a"`
}

// report has nearly all units report in one cycle, the nth.
func report(ctx context.Context, behind *sql.DB, f *reform.Framework, c reform.Cycle, units []reform.Unit, n int) error {
	tx, err := behind.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit it does nothing
	for place, u := range units {
		if u.PeerGroup == "" {
			continue
		}
		own, now := dice(place, 1), dice(place, 2+n)
		quality, trend := 0.55+0.4*own.Float64(), 0.02*(own.Float64()-0.3)
		if now.IntN(80) == 0 {
			continue // silent
		}
		at := c.Opens.Add(time.Duration(now.IntN(9*24*60)) * time.Minute)
		if now.IntN(25) == 0 {
			at = c.Due.Add(time.Duration(1+now.IntN(48)) * time.Hour)
		}
		values, err := json.Marshal(values(f, own, now, quality+trend*float64(n)))
		if err != nil {
			return err
		}
		stamp := at.Format("2006-01-02 15:04:05+00:00") // as the store writes a time
		_, err = tx.ExecContext(ctx, `INSERT INTO reports (cycle, unit, source, version, status, file, sha256, saved_at, saved_by, submitted_at, submitted_by)
			VALUES (?, ?, 'unit', 1, 'submitted', 'mau.xlsx', '0', ?, 'test', ?, 'test')`, c.ID, u.ID, stamp, stamp)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO report_values (cycle, unit, source, version, figure, text, absence, sheet, cell, since)
			SELECT ?, ?, 'unit', 1, value ->> 'f', value ->> 't', value ->> 'a', 'A', 'E9', 1 FROM json_each(?)`, c.ID, u.ID, string(values))
		if err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `UPDATE cycles SET version = version + 1 WHERE id = ?`, c.ID); err != nil {
		return err
	}
	return tx.Commit()
}

// dice fall the same each time.
func dice(place, n int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(place), uint64(n))) //nolint:gosec // nothing is to be kept secret
}

// values fills a report in. A unit's strong sides stay what they are; a figure moves a
// little from cycle to cycle.
func values(f *reform.Framework, own, now *rand.Rand, quality float64) []said {
	all := make([]said, 0, len(f.Figures))
	whole := 0
	for _, g := range f.FiguresOf(reform.FromUnit) {
		level := min(max(quality+0.25*(own.Float64()-0.5)+0.08*(now.Float64()-0.5), 0), 1)
		v := said{Figure: g.ID}
		switch chance := now.IntN(200); {
		case g.Kind == reform.Count && len(g.ID) > 0 && g.ID[0] == 'w':
			whole = 200 + own.IntN(5000) + now.IntN(300)
			v.Text = strconv.Itoa(whole)
		case chance < 3:
			v.Why = reform.NotReported
		case chance < 6:
			v.Why = reform.NotApplicable
		case g.Kind == reform.Count:
			v.Text = strconv.Itoa(int(level * float64(whole)))
		case g.Kind == reform.Choice:
			v.Text = "no"
			if level > 0.6 {
				v.Text = "yes"
			}
		default:
			v.Text = strconv.FormatFloat(100*level, 'f', 1, 64)
		}
		all = append(all, v)
	}
	return all
}
