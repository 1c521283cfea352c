package engine

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
)

// releasesFile lists the tables of former releases by their hash. No figure rests on it.
const releasesFile = "releases.csv"

// Released tells whether the tables of a hash are those of this program or of a former release.
func Released(hash string) (bool, error) {
	own, err := TablesHash(Shipped())
	if err != nil || hash == own {
		return err == nil, err
	}
	f, err := Shipped().Open(releasesFile)
	if err != nil {
		return false, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return false, fmt.Errorf("%s: %w", releasesFile, err)
	}
	return slices.ContainsFunc(lines[min(1, len(lines)):], func(line []string) bool { return len(line) > 1 && strings.EqualFold(line[1], hash) }), nil
}
