package frame

import "reformboard/internal/reform"

// Person names somebody by sign-in name, or by that name where there is no other.
func Person(people map[string]reform.User, id string) string {
	if name := people[id].Name; name != "" {
		return name
	}
	return id
}

// UploadName is what an upload was called; what was typed into a page has no name.
func (v Voice) UploadName(u reform.Upload) string {
	if u.Name == "" {
		return v.Say("page.entry.file")
	}
	return u.Name
}
