// Package unitlist reads the list of a body's units and their peer groups.
//
// Its one rule: a list is taken whole or not at all. What is wrong with it is
// named cell by cell, so that it can be mended in one go.
package unitlist

import (
	"errors"
	"fmt"
	"path"
	"strings"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// List is a body's units and their peer groups as a file lists them. With Findings
// it is not to be used.
type List struct {
	Units    []reform.Unit
	Groups   []reform.PeerGroup
	Findings []reform.Finding
}

// The headings a list of units may have, in any order. A parent is named by its
// id; peer_group_vi and peer_group_en are the group's name, on any of its rows.
const (
	unitID      = "id"
	unitParent  = "parent"
	unitNameVI  = "name_vi"
	unitNameEN  = "name_en"
	unitGroup   = "peer_group"
	unitGroupVI = "peer_group_vi"
	unitGroupEN = "peer_group_en"
	unitMade    = "simulated"
)

// Read reads a list of units from CSV text or a workbook's first sheet. The name
// of the file stands in findings where a sheet's would.
func Read(name string, content []byte) (List, error) {
	table, err := readTable(path.Base(name), content)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return List{Findings: []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return List{}, fmt.Errorf("read units %s: %w", name, err)
	}
	return table.list(), nil
}

// listing is a list being read.
type listing struct {
	List
	at     map[string]string // by unit: the cell of its id
	groups map[string]int    // by group: its place in Groups
}

func (t *table) list() List {
	l := listing{at: map[string]string{}, groups: map[string]int{}}
	for _, column := range []string{unitID, unitNameVI} {
		if _, ok := t.columns[column]; !ok {
			l.find(reform.Finding{Origin: reform.Origin{Sheet: t.sheet}, Problem: reform.MissingColumn, Wanted: column})
		}
	}
	if len(l.Findings) > 0 {
		return l.List
	}
	for _, r := range t.rows {
		l.readUnit(r)
	}
	l.checkParents(t)
	return l.List
}

func (l *listing) find(f reform.Finding) {
	f.Severity = reform.Error
	l.Findings = append(l.Findings, f)
}

func (l *listing) readUnit(r row) {
	unit := reform.Unit{
		ID: r.text(unitID), Parent: r.text(unitParent), NameVI: r.text(unitNameVI), NameEN: r.text(unitNameEN),
		PeerGroup: r.text(unitGroup), Place: len(l.Units) + 1, Simulated: l.yes(r, unitMade),
	}
	for _, column := range []string{unitID, unitNameVI} {
		if r.text(column) == "" {
			l.find(reform.Finding{Origin: r.at(column), Problem: reform.MissingCell, Label: unit.Name(), Wanted: column})
		}
	}
	if unit.ID == "" {
		return
	}
	if first, twice := l.at[unit.ID]; twice {
		l.find(reform.Finding{Origin: r.at(unitID), Problem: reform.RepeatedUnit, Label: unit.Name(), Found: unit.ID, Wanted: first})
		return
	}
	l.at[unit.ID] = r.at(unitID).Cell
	l.Units = append(l.Units, unit)
	l.readGroup(r, unit)
}

// yes reads a mark; empty is no.
func (l *listing) yes(r row, column string) bool {
	text := r.text(column)
	for _, word := range []string{"1", "true", "yes", "x", "có"} {
		if locale.Same(text, word) {
			return true
		}
	}
	for _, word := range []string{"", "0", "false", "no", "không"} {
		if locale.Same(text, word) {
			return false
		}
	}
	l.find(reform.Finding{Origin: r.at(column), Problem: reform.NotOption, Found: text, Wanted: "1; 0"})
	return false
}

// readGroup keeps a group at its first mention. A later row may leave the names
// out, or complete them, but not contradict them.
func (l *listing) readGroup(r row, unit reform.Unit) {
	if unit.PeerGroup == "" {
		return
	}
	i, known := l.groups[unit.PeerGroup]
	if !known {
		i = len(l.Groups)
		l.groups[unit.PeerGroup] = i
		l.Groups = append(l.Groups, reform.PeerGroup{ID: unit.PeerGroup, Place: i + 1})
	}
	l.nameGroup(r, unitGroupVI, &l.Groups[i].NameVI)
	l.nameGroup(r, unitGroupEN, &l.Groups[i].NameEN)
}

func (l *listing) nameGroup(r row, column string, name *string) {
	switch text := r.text(column); {
	case text == "" || text == *name:
	case *name == "":
		*name = text
	default:
		l.find(reform.Finding{
			Origin: r.at(column), Problem: reform.OtherGroupName, Label: reform.Words{VI: r.text(unitNameVI), EN: r.text(unitNameEN)},
			Found: text, Wanted: *name,
		})
	}
}

// checkParents wants every parent in the list and no unit above itself.
func (l *listing) checkParents(t *table) {
	parents := map[string]string{}
	for _, u := range l.Units {
		parents[u.ID] = u.Parent
	}
	for _, u := range l.Units {
		origin := reform.Origin{Sheet: t.sheet, Cell: l.at[u.ID]}
		if _, ok := parents[u.Parent]; u.Parent != "" && !ok {
			l.find(reform.Finding{Origin: origin, Problem: reform.UnknownParent, Label: u.Name(), Found: u.Parent})
		}
		if loops(parents, u.ID) {
			l.find(reform.Finding{Origin: origin, Problem: reform.UnitLoop, Label: u.Name(), Found: strings.Join([]string{u.ID, u.Parent}, " → ")})
		}
	}
}

// loops reports whether the way up from a unit comes back to it.
func loops(parents map[string]string, unit string) bool {
	above := parents[unit]
	for range parents {
		if above == unit || above == "" {
			break
		}
		above = parents[above]
	}
	return above == unit
}
