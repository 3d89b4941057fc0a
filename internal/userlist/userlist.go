// Package userlist reads a list of the people who may sign in.
//
// Its one rule: a list is taken whole or not at all, and it holds no passwords. What is
// wrong with it is named cell by cell, so that it can be mended in one go.
package userlist

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

// List is who may sign in as a file lists them. With Findings it is not to be used.
type List struct {
	People   []Person
	Findings []reform.Finding
}

// Person is a user, where the row of them begins, and where their unit stands.
type Person struct {
	reform.User
	At, UnitAt reform.Origin
}

// column is a heading that a list of people may have, in English first and then in
// Vietnamese, the columns in any order. A unit is
// named by its id, and areas by theirs with spaces or commas between; without a unit a
// role covers every body, without areas it covers all.
type column []string

var (
	userID       = column{"id", "tên đăng nhập", "user"}
	userName     = column{"name", "họ và tên", "họ tên"}
	userRole     = column{"role", "vai trò"}
	userUnit     = column{"unit", "đơn vị", "mã đơn vị"}
	userAreas    = column{"areas", "lĩnh vực"}
	userDisabled = column{"disabled", "khóa"}
)

// in is the heading in a language.
func (c column) in(l reform.Language) string {
	if l == reform.Vietnamese {
		return c[1]
	}
	return c[0]
}

// Headings are those of a list in a language, for whoever begins one.
func Headings(l reform.Language) []string {
	var headings []string
	for _, c := range []column{userID, userName, userRole, userUnit, userAreas, userDisabled} {
		headings = append(headings, c.in(l))
	}
	return headings
}

// Read reads a list of people from CSV text or a workbook, whose first sheet with the
// right headings it is. What is wrong with it is named in the language of its sender,
// who may have written it in either.
func Read(name string, content []byte, language reform.Language) (List, error) {
	l := listing{language: language, at: map[string]string{}}
	err := table.Read(name, bytes.NewReader(content), l.fits, l.list)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return List{Findings: []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return List{}, fmt.Errorf("read people %s: %w", name, err)
	}
	return l.List, nil
}

// listing is a list being read.
type listing struct {
	List
	*table.Table
	language reform.Language
	at       map[string]string // by sign-in name: the cell of it
}

// required are the columns that no list can do without.
var required = []column{userID, userName, userRole}

func (*listing) fits(headings []string) bool {
	return !slices.ContainsFunc(required, func(c column) bool { return table.Column(headings, c...) < 0 })
}

func (l *listing) list(t *table.Table) error {
	l.Table = t
	for _, c := range required {
		if t.Column(c...) < 0 {
			l.find(reform.Finding{Origin: reform.Origin{Sheet: t.Name}, Problem: reform.MissingColumn, Wanted: c.in(l.language)})
		}
	}
	if len(l.Findings) > 0 {
		return nil
	}
	for {
		_, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if stray := t.Unheaded(); stray >= 0 {
			l.find(reform.Finding{Origin: t.At(stray), Problem: reform.UnheadedCell, Found: t.Text(stray)})
		}
		l.readPerson()
	}
}

// text is what stands in a column of the present row; cell says where.
func (l *listing) text(c column) string        { return l.Text(l.Column(c...)) }
func (l *listing) cell(c column) reform.Origin { return l.At(l.Column(c...)) }

func (l *listing) find(f reform.Finding) {
	f.Severity = reform.Error
	l.Findings = append(l.Findings, f)
}

func (l *listing) readPerson() {
	for _, c := range required {
		if l.text(c) == "" {
			l.find(reform.Finding{Origin: l.cell(c), Problem: reform.MissingCell, Wanted: c.in(l.language)})
		}
	}
	person := Person{At: l.cell(userID), UnitAt: l.cell(userUnit), User: reform.User{
		ID: l.text(userID), Name: l.text(userName), Role: l.role(), Unit: l.text(userUnit), Areas: areas(l.text(userAreas)), Disabled: l.yes(userDisabled),
	}}
	if person.ID == "" {
		return
	}
	if !reform.IsSignInName(person.ID) {
		l.find(reform.Finding{Origin: person.At, Problem: reform.NotSignInName, Found: person.ID})
		return
	}
	if first, twice := l.at[person.ID]; twice {
		l.find(reform.Finding{Origin: person.At, Problem: reform.RepeatedPerson, Found: person.ID, Wanted: first})
		return
	}
	l.at[person.ID] = person.At.Cell
	l.People = append(l.People, person)
}

// role reads a role by its word in the program or on a page of either language.
func (l *listing) role() reform.Role {
	text := l.text(userRole)
	var words []string
	for _, role := range reform.Roles {
		words = append(words, locale.Say(l.language, "role."+string(role)))
		for _, language := range reform.Languages {
			if locale.Same(text, locale.Say(language, "role."+string(role))) {
				return role
			}
		}
		if locale.Same(text, string(role)) {
			return role
		}
	}
	if text != "" {
		l.find(reform.Finding{Origin: l.cell(userRole), Problem: reform.NotOption, Found: text, Wanted: strings.Join(words, "; ")})
	}
	return ""
}

// areas takes their ids apart; none: all.
func areas(text string) []string {
	if text == "" {
		return nil
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == ',' || r == ';' })
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
