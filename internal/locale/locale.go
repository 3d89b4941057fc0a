// Package locale speaks Vietnamese and English: messages, numbers, dates, and the
// folding and tidying of what people type.
//
// Its one rule: what a person reads in a fixed sentence stands here, in
// messages/*.toml, in both languages or not at all.
package locale

import (
	"embed"
	"fmt"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"reformboard/internal/reform"
)

// The messages: NAME.vi.toml and NAME.en.toml, one pair a package that speaks.
//
//go:embed messages/*.toml
var messages embed.FS

var localizers = map[reform.Language]*i18n.Localizer{
	reform.Vietnamese: load(reform.Vietnamese),
	reform.English:    load(reform.English),
}

// load reads one language. A message file that cannot be read is our own bug.
func load(l reform.Language) *i18n.Localizer {
	bundle := i18n.NewBundle(language.Vietnamese)
	bundle.RegisterUnmarshalFunc("toml", toml.Unmarshal)
	files, err := messages.ReadDir("messages")
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		if _, err := bundle.LoadMessageFileFS(messages, "messages/"+f.Name()); err != nil {
			panic(fmt.Sprintf("messages/%s: %v", f.Name(), err))
		}
	}
	return i18n.NewLocalizer(bundle, string(l))
}

// Say returns the message with this key, its placeholders filled from pairs of
// name and value: Say(l, "page.table.cut", "Shown", 100, "All", 149). A pair named "Count" chooses
// the plural. A key nobody wrote comes back in brackets, and fails the tests.
func Say(l reform.Language, key string, pairs ...any) string {
	data := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		data[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	config := i18n.LocalizeConfig{MessageID: key, TemplateData: data}
	if l != reform.Vietnamese { // which has no plural, though the library asks it for one
		config.PluralCount = data["Count"]
	}
	text, err := localizers[l].Localize(&config)
	if err != nil {
		return "⟦" + key + "⟧"
	}
	return text
}

// has reports whether a message is written in this language itself.
func has(l reform.Language, key string) bool {
	_, tag, err := localizers[l].LocalizeWithTag(&i18n.LocalizeConfig{MessageID: key})
	return err == nil && tag.String() == string(l)
}
