package engine

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strconv"
)

// releasesFile is the table of Releases. No figure rests on it.
const releasesFile = "releases.csv"

// Release is a released version of the program: the version of its engine and the hash of the tables that it was built with.
type Release struct {
	Engine int
	Tables string // see TablesHash
	Name   string
}

// Releases are the released versions up to this one, in the order of the table.
func Releases() ([]Release, error) { return ReleasesIn(Shipped()) }

// ReleasesIn reads the table of releases among tables laid out as the shipped ones.
func ReleasesIn(tables fs.FS) ([]Release, error) {
	f, err := tables.Open(releasesFile)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", releasesFile, err)
	}
	var out []Release
	for i, line := range lines[min(1, len(lines)):] {
		version, err := strconv.Atoi(line[0])
		if err != nil || len(line) != 3 {
			return nil, fmt.Errorf("%s row %d: engine %q", releasesFile, i+2, line[0])
		}
		out = append(out, Release{version, line[1], line[2]})
	}
	return out, nil
}
