package dashboards_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/appraisals"
	"reformboard/dashboards/assets"
	"reformboard/dashboards/board"
	"reformboard/dashboards/editions"
	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/reports"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

// components shows each part of the pages once, beside the names of the style. It is a
// page of the gallery alone: who changes a part sees here what it is for.
type components struct {
	frame.Head
	Colours     []string
	Bars        []frame.Bar
	Moves       []frame.Move
	Reaches     []indicators.WeakLine
	States      []units.ScoreRow
	Cells       []radar.HeatCell
	Groups      []frame.Link
	Bases       []frame.Link
	Tiles       []frame.Tile
	Chart       frame.Chart
	Nothing     frame.Chart
	Tasks       []reports.TaskRow
	Scope       []string
	Sentences   []board.Sentence
	Upload      reports.Workspace
	Group       frame.FindingGroup
	Attachments []reports.AttachmentRow
	Late        []editions.LateRow
	Said        []frame.Said
	Sides       []frame.Link
	Exhibit     exhibit.Line
	Permits     []appraisals.PermitRow
	Order       reform.Permit
	Path        []string
	Filter      frame.Filter
	Heads       []frame.SortHead
}

var colour = regexp.MustCompile(`--([a-z]+[a-z0-9-]*): #`)

func newComponents(v frame.Voice) components {
	t := sample.Tally("2026-Q3")
	overview := board.NewOverview(v, t, nil, nil)
	board, _ := standings.NewRanking(v, t, standings.RankingAsk{}, standings.Ranked{})
	nothing, _ := radar.NewWeak(v, sample.Empty(), &reform.Radar{}, radar.View{})
	judged := *t
	judged.Cycle.Judged = 1
	page := components{
		Bases: v.Bases(&judged),
		Head:  frame.Head{Title: "Components"}, Groups: board.Groups, Filter: board.Filter, Heads: board.Heads, Scope: board.Scope, Tiles: overview.Tiles, Sentences: overview.Sentences,
		Bars: []frame.Bar{frame.BarOf(0, 3), frame.BarOf(1, 3), frame.BarOf(3, 3)}, Chart: overview.GradesChart,
		Nothing: nothing.Chart, Path: []string{"Tiếp nhận", "Trực tuyến", "Trong kỳ"},
		Upload: reports.Workspace{Action: "#", Limits: "xlsx, 10 MB"},
		Group: frame.FindingGroup{ID: "error", Says: "To be mended", Count: "1", Findings: []frame.FindingLine{
			{Origin: "Số liệu!E7", Label: "Dossiers on time", Found: "mười hai", Text: "“mười hai” is not a number.", Mend: "Write 12."},
		}},
		Attachments: []reports.AttachmentRow{{File: frame.Link{Text: "công văn.pdf", URL: "#"}, At: v.Moment(v.Now), By: "An", Size: "1 MB"}},
		Late:        []editions.LateRow{{Unit: frame.Link{Text: "Sở Nội vụ", URL: "#"}, Source: v.Say("source.unit"), Version: "2", At: v.Moment(v.Now)}},
	}
	page.Exhibit = gallery.Holding(t, t.Framework.Indicators()[0].ID, "").Line(v, t.Framework.Indicators()[0])
	page.Order = reform.Permit{Kind: reform.NewRules, Number: "12/QĐ", Signer: "An"}
	page.Permits = []appraisals.PermitRow{{Says: "Score by other rules", Order: "Order 12/QĐ", Asked: "An", Text: "In words", Grant: "#"}, {Says: "Reopen", Order: "Order 11/QĐ", Asked: "An", Granted: "Binh granted it"}}
	page.Sides = []frame.Link{{Text: "Self-scored", Note: "3.63"}, {Text: "First appraisal", Note: "3.00"}, {Text: "Final", Note: "3.25", Current: true}}
	for _, kind := range []string{"self", "judged", "answered", "moved"} {
		page.Said = append(page.Said, frame.Said{Kind: kind, Title: kind, At: v.Moment(v.Now), By: "An", Lines: []string{"In words"}})
	}
	up, down, same := 3, -2, 0
	for _, places := range []*int{&up, &down, &same, nil} {
		page.Moves = append(page.Moves, v.Move(places))
	}
	for _, r := range []reform.Reach{reform.Systemic, reform.Local, reform.Met, reform.NoData} {
		page.Reaches = append(page.Reaches, indicators.WeakLine{Reach: r, ReachSays: v.Say("reach." + string(r))})
	}
	for _, s := range reform.States {
		page.States = append(page.States, units.ScoreRow{State: s, StateSays: v.StateSays(s)})
	}
	for _, p := range []reports.Progress{reports.Ready, reports.ToMend, reports.Missing, reports.Excused} {
		page.Tasks = append(page.Tasks, reports.TaskRow{Progress: p, ProgressSays: v.Say("progress." + string(p))})
	}
	page.Cells = slices.Concat(nothing.Tones, nothing.States)
	tokens, _ := assets.Read("style/00-tokens.css")
	light, _, _ := strings.Cut(string(tokens), "@media")
	for _, name := range colour.FindAllStringSubmatch(light, -1) {
		page.Colours = append(page.Colours, name[1])
	}
	return page
}

// TestComponents writes the page of components into the gallery, and holds that every
// part of parts.html and every light colour is on it.
func TestComponents(t *testing.T) {
	for _, l := range reform.Languages {
		v := sample.Voice(l)
		page := newComponents(v)
		if len(page.Colours) < 30 {
			t.Errorf("the style names %d colours", len(page.Colours))
		}
		body, err := dashboards.DrawWith(l, "testdata/components.html", page)
		if err != nil {
			t.Fatal(err)
		}
		var html bytes.Buffer
		if err := dashboards.Frame(&html, gallery.Shell(l, "components"), body); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(galleryFolder(t), string(l), "components.html"), bytes.ReplaceAll(html.Bytes(), []byte("/assets/"), []byte("../assets/")))
	}
	text, err := frame.Parts.ReadFile("parts.html")
	if err != nil {
		t.Fatal(err)
	}
	shown, err := os.ReadFile("testdata/components.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range regexp.MustCompile(`{{define "([^"]+)"`).FindAllSubmatch(text, -1) {
		if name := `{{template "` + string(part[1]) + `"`; !bytes.Contains(shown, []byte(name)) && bytes.Count(text, []byte(name)) == 0 {
			t.Errorf("%s is not among the components", part[1])
		}
	}
}
