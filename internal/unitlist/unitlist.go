// Package unitlist reads the list of a body's units and their peer groups.
//
// Its one rule: a list is taken whole or not at all. What is wrong with it is
// named cell by cell, so that it can be mended in one go.
package unitlist

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"reformboard/internal/container"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/table"
)

// List is a body's units and their peer groups as a file lists them. With Findings
// it is not to be used.
type List struct {
	Units    []reform.Unit
	Groups   []reform.PeerGroup
	Findings []reform.Finding
}

// column is a heading that a list of units may have, the columns in any order. A
// parent is named by its id; peer_group_vi and peer_group_en are the group's name,
// on any of its rows. Where only ids and groups matter, short names do.
type column []string

var (
	unitID      = column{"id", "unit"}
	unitParent  = column{"parent"}
	unitNameVI  = column{"name_vi", "name"}
	unitNameEN  = column{"name_en"}
	unitGroup   = column{"peer_group", "group"}
	unitGroupVI = column{"peer_group_vi"}
	unitGroupEN = column{"peer_group_en"}
	unitMade    = column{"simulated"}
)

// Read reads a list of units from CSV text or a workbook, whose first sheet with
// the right headings it is. Each unit has an id and a name.
func Read(name string, content []byte) (List, error) {
	return read(name, bytes.NewReader(content), unitID, unitNameVI)
}

// ReadGroups reads a list that says which units there are and, as far as it does,
// their groups, parents and names: for a table of figures, where an id will do.
func ReadGroups(name string, r io.Reader) (List, error) {
	return read(name, r, column{"unit", "id"})
}

func read(name string, r io.Reader, required ...column) (List, error) {
	l := listing{required: required, at: map[string]string{}, groups: map[string]int{}}
	err := table.Read(name, r, l.fits, l.list)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return List{Findings: []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return List{}, fmt.Errorf("read units %s: %w", name, err)
	}
	return l.List, nil
}

// listing is a list being read.
type listing struct {
	List
	*table.Table
	required []column
	at       map[string]string // by unit: the cell of its id
	groups   map[string]int    // by group: its place in Groups
}

func (l *listing) fits(headings []string) bool {
	return !slices.ContainsFunc(l.required, func(c column) bool { return table.Column(headings, c...) < 0 })
}

func (l *listing) list(t *table.Table) error {
	l.Table = t
	for _, c := range l.required {
		if t.Column(c...) < 0 {
			l.find(reform.Finding{Origin: reform.Origin{Sheet: t.Name}, Problem: reform.MissingColumn, Wanted: c[0]})
		}
	}
	if len(l.Findings) > 0 {
		return nil
	}
	for {
		_, err := t.Next()
		if errors.Is(err, io.EOF) {
			l.checkParents()
			return nil
		}
		if err != nil {
			return err
		}
		if stray := t.Unheaded(); stray >= 0 {
			l.find(reform.Finding{Origin: t.At(stray), Problem: reform.UnheadedCell, Found: t.Text(stray)})
		}
		l.readUnit()
	}
}

// text is what stands in a column of the present row; cell says where.
func (l *listing) text(c column) string        { return l.Text(l.Column(c...)) }
func (l *listing) cell(c column) reform.Origin { return l.At(l.Column(c...)) }

func (l *listing) find(f reform.Finding) {
	f.Severity = reform.Error
	l.Findings = append(l.Findings, f)
}

func (l *listing) readUnit() {
	unit := reform.Unit{
		ID: l.text(unitID), Parent: l.text(unitParent), NameVI: l.text(unitNameVI), NameEN: l.text(unitNameEN),
		PeerGroup: l.text(unitGroup), Place: len(l.Units) + 1, Simulated: l.yes(unitMade),
	}
	for _, c := range l.required {
		if l.text(c) == "" {
			l.find(reform.Finding{Origin: l.cell(c), Problem: reform.MissingCell, Label: unit.Name(), Wanted: c[0]})
		}
	}
	if unit.ID == "" {
		return
	}
	if first, twice := l.at[unit.ID]; twice {
		l.find(reform.Finding{Origin: l.cell(unitID), Problem: reform.RepeatedUnit, Label: unit.Name(), Found: unit.ID, Wanted: first})
		return
	}
	l.at[unit.ID] = l.cell(unitID).Cell
	l.Units = append(l.Units, unit)
	l.readGroup(unit)
}

// yes reads a mark; empty is no.
func (l *listing) yes(c column) bool {
	text := l.text(c)
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
	l.find(reform.Finding{Origin: l.cell(c), Problem: reform.NotOption, Found: text, Wanted: "1; 0"})
	return false
}

// readGroup keeps a group at its first mention. A later row may leave the names
// out, or complete them, but not contradict them.
func (l *listing) readGroup(unit reform.Unit) {
	if unit.PeerGroup == "" {
		return
	}
	i, known := l.groups[unit.PeerGroup]
	if !known {
		i = len(l.Groups)
		l.groups[unit.PeerGroup] = i
		l.Groups = append(l.Groups, reform.PeerGroup{ID: unit.PeerGroup, Place: i + 1})
	}
	l.nameGroup(unitGroupVI, &l.Groups[i].NameVI)
	l.nameGroup(unitGroupEN, &l.Groups[i].NameEN)
}

func (l *listing) nameGroup(c column, name *string) {
	switch text := l.text(c); {
	case text == "" || text == *name:
	case *name == "":
		*name = text
	default:
		l.find(reform.Finding{
			Origin: l.cell(c), Problem: reform.OtherGroupName, Label: reform.Words{VI: l.text(unitNameVI), EN: l.text(unitNameEN)},
			Found: text, Wanted: *name,
		})
	}
}

// checkParents wants every parent in the list and no unit above itself.
func (l *listing) checkParents() {
	parents := map[string]string{}
	for _, u := range l.Units {
		parents[u.ID] = u.Parent
	}
	for _, u := range l.Units {
		origin := reform.Origin{Sheet: l.Name, Cell: l.at[u.ID]}
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
