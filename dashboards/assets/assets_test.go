package assets_test

import (
	"regexp"
	"testing"

	"reformboard/dashboards/assets"
)

func TestAssetsAreServedAndNamedByContent(t *testing.T) {
	for _, name := range []string{"board.css", "board.js", "charts.js", "icon.svg"} {
		if _, err := assets.Read(name); err != nil {
			t.Error(err)
		}
		if !regexp.MustCompile(`^/assets/` + name + `\?v=[0-9a-f]{12}$`).MatchString(assets.URL(name)) {
			t.Errorf("address of %s is %q", name, assets.URL(name))
		}
	}
}
