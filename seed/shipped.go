package seed

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
)

//go:embed frameworks/*.yaml
var shipped embed.FS

// Framework reads the framework with this id among those that the program comes with,
// samples included. Where there is none the error is reform.ErrNotFound.
func Framework(id string) (reform.Framework, error) {
	name := "frameworks/" + id + ".yaml"
	content, err := shipped.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		return reform.Framework{}, fmt.Errorf("%w: no framework %q comes with the program", reform.ErrNotFound, id)
	}
	if err != nil {
		return reform.Framework{}, err
	}
	return framework.Read(name, bytes.NewReader(content))
}
