package engine

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Fixed are the tables that the program reads where it was built with them, whatever tables an engine is loaded from: they
// decide what a unit and the substance of a mass are.
var Fixed = []string{"gwp.csv", "units.csv"}

// besides are the folders of the shipped tables on which no figure of an inventory rests: the example, what a new district is
// written from, and the rows of other schemes.
var besides = []string{"tongliang/", "templates/", "crosswalks/"}

// TableFiles are the paths of the tables that figures rest on, sorted: all but those besides and what tells of versions.
func TableFiles(tables fs.FS) ([]string, error) {
	var out []string
	err := fs.WalkDir(tables, ".", func(name string, entry fs.DirEntry, err error) error {
		aside := func(folder string) bool { return strings.HasPrefix(name, folder) }
		if err != nil || entry.IsDir() || slices.ContainsFunc(besides, aside) || name == changesFile || name == releasesFile {
			return err
		}
		out = append(out, path.Clean(name))
		return nil
	})
	slices.Sort(out)
	return out, err
}

// TablesHash is the hash over the tables that figures rest on: SHA-256 of the sorted lines "hash  path".
func TablesHash(tables fs.FS) (string, error) {
	names, err := TableFiles(tables)
	if err != nil {
		return "", err
	}
	lines := make([]string, len(names))
	for i, name := range names {
		content, err := fs.ReadFile(tables, name)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(content)
		lines[i] = hex.EncodeToString(sum[:]) + "  " + name
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:]), nil
}

// FixedOtherwise are the tables of Fixed that these tables have otherwise than the program, or not at all.
func FixedOtherwise(tables fs.FS) []string {
	return slices.DeleteFunc(slices.Clone(Fixed), func(name string) bool {
		own, err := fs.ReadFile(Shipped(), name)
		theirs, missing := fs.ReadFile(tables, name)
		return err == nil && missing == nil && bytes.Equal(own, theirs)
	})
}
