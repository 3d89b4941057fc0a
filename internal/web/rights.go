package web

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/people"
	"reformboard/internal/access"
	"reformboard/internal/export"
	"reformboard/internal/reform"
)

// rights is the policy itself, as a table, and whom it lets do what.
func (s *Server) rights(c *gin.Context) (frame.Page, error) {
	users, units, err := s.overseen(c)
	if err != nil {
		return nil, err
	}
	crowd := people.Crowd{All: units}
	for _, u := range users {
		crowd.People = append(crowd.People, people.Known{User: u})
	}
	var deeds []string
	for _, d := range access.Deeds {
		deeds = append(deeds, string(d))
	}
	return people.NewRights(s.voice(c), deeds, func(r reform.Role, deed string) bool {
		return access.May(reform.User{Role: r}, access.Deed(deed), nil, "")
	}, crowd), nil
}

// overseen is all whose rights the visitor may look at, by sign-in name.
func (s *Server) overseen(c *gin.Context) ([]reform.User, []reform.Unit, error) {
	users, units, err := s.peopleNow(c)
	if err != nil {
		return nil, nil, err
	}
	reader := visitorOf(c)
	reach := access.Reach(reader, rightsDeed(c), units)
	var found []reform.User
	for _, u := range users {
		if reader.Unit == "" || reach[u.Unit] {
			found = append(found, u)
		}
	}
	slices.SortFunc(found, func(a, b reform.User) int { return strings.Compare(a.ID, b.ID) })
	return found, units, nil
}

// seen shows what one person may do, and where: package access is asked as if it were
// they, and nobody signs in as them.
func (s *Server) seen(c *gin.Context) (frame.Page, error) {
	users, units, err := s.peopleNow(c)
	if err != nil {
		return nil, err
	}
	reader, asked := visitorOf(c), c.Query("unit")
	looked := people.Looked{User: users[c.Param("person")], All: units, Change: reader.Role != reform.Auditor}
	within := access.Reach(reader, rightsDeed(c), units)
	for _, u := range units {
		if within[u.ID] {
			looked.Choices = append(looked.Choices, u)
		}
	}
	if within[asked] {
		looked.Asked = asked
	}
	for _, d := range access.Deeds {
		reached := people.Reached{Deed: string(d), Top: looked.User.Unit, Units: len(reaches(looked.User, d, units))}
		reached.Asked = looked.Asked != "" && access.May(looked.User, d, units, looked.Asked)
		if d == access.SeeBoard { // of the bodies above, too
			reached.Top = top(units, looked.User.Unit)
		}
		looked.Reached = append(looked.Reached, reached)
	}
	return people.NewSeen(s.voice(c), looked), nil
}

// reaches is every unit at which a user may do something. Boards are open to whoever
// belongs to their bodies: those are the unit and all above it.
func reaches(u reform.User, d access.Deed, units []reform.Unit) []string {
	var found []string
	if d != access.SeeBoard {
		for id := range access.Reach(u, d, units) {
			found = append(found, id)
		}
		return found
	}
	for _, unit := range units {
		if u.Unit != "" && !slices.Contains(above(units, u.Unit), unit.ID) {
			continue
		}
		if access.May(u, d, units, unit.ID) {
			found = append(found, unit.ID)
		}
	}
	return found
}

// above is a unit and all that it belongs to, the nearest first.
func above(units []reform.Unit, id string) []string {
	var chain []string
	for id != "" && !slices.Contains(chain, id) {
		i := slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == id })
		if i < 0 {
			break
		}
		chain, id = append(chain, id), units[i].Parent
	}
	return chain
}

func top(units []reform.Unit, id string) string {
	chain := above(units, id)
	if len(chain) == 0 {
		return id
	}
	return chain[len(chain)-1]
}

// rightsCSV is the matrix of rights: a line a person, and at how many units they may do
// each thing.
func (s *Server) rightsCSV(c *gin.Context) (download, error) {
	users, units, err := s.overseen(c)
	if err != nil {
		return download{}, err
	}
	v := s.voice(c)
	head := []string{v.Say("page.signin.name"), v.Say("account.person"), v.Say("page.signin.role"), v.Say("people.unit"), v.Say("people.flags")}
	for _, d := range access.Deeds {
		head = append(head, v.Say("deed."+string(d)))
	}
	type rank struct {
		role     reform.Role
		unit     string
		disabled bool
	}
	counted := map[rank][]export.Entry{} // very many people have few ranks
	var rows [][]export.Entry
	for _, u := range users {
		r := rank{u.Role, u.Unit, u.Disabled}
		if counted[r] == nil {
			for _, d := range access.Deeds {
				counted[r] = append(counted[r], export.Entry{Number: reform.Decimal(strconv.Itoa(len(reaches(u, d, units))))})
			}
		}
		var flags []string
		for _, f := range people.RightFlags(u, units) {
			flags = append(flags, v.Say("people.flag."+string(f)))
		}
		unit := u.Unit
		if unit == "" {
			unit = v.Say("people.everything")
		}
		row := []export.Entry{{Text: u.ID}, {Text: u.Name}, {Text: v.Say("role." + string(u.Role))}, {Text: unit}, {Text: strings.Join(flags, ", ")}}
		rows = append(rows, slices.Concat(row, counted[r]))
	}
	return download{name: "rights.csv", kind: csvType, write: func(w io.Writer) error { return export.TableCSV(w, head, rows) }}, nil
}
