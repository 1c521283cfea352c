package inventory

import (
	"io/fs"
	"slices"
)

// Layout is a file that says how a table of another department is read: a mapping file, as it is written.
type Layout struct {
	File string // path below seeds/
	Text string
}

func (v *Vocabulary) takeLayouts(seeds fs.FS) error {
	names, err := fs.Glob(seeds, "layouts/*.toml")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := fs.ReadFile(seeds, name)
		if err != nil {
			return err
		}
		v.Layouts = append(v.Layouts, Layout{name, string(text)})
	}
	return nil
}
