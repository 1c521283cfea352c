// Command convert brings the reference tables into the form of the project and writes the files below seeds/ that are
// made from them: units.csv, headings.csv, items.csv, details.csv, regions.csv, gwp.csv, blends.csv, factors/*.csv, and convert/log.csv, which says of
// every row that was merged, dropped or told apart why. Its own tables lie beside it: names.csv (the key columns of every
// printed subject), items.csv and details.csv (items and words the reference tables do not name),
// stoichiometry.csv and atomic_weights.csv, and additions.csv (rows read in print). Run it in the root of the repository:
//
//	go run ./seeds/convert -from FOLDER_OF_THE_REFERENCE_TABLES
//
// The same tables give the same bytes. Values and citations are carried as they are written; only names are changed.
package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	from := flag.String("from", "", "folder of the reference tables")
	to := flag.String("to", "seeds", "folder to write to")
	flag.Parse()
	if err := convert(*from, *to); err != nil {
		fmt.Fprintln(os.Stderr, "convert:", err)
		os.Exit(1)
	}
}

// conversion holds what the steps share.
type conversion struct {
	from, to string
	fuels    map[string]string // alias → item
	names    map[string]names  // printed subject → key columns
	used     map[string]bool   // of names
	notes    map[string]string // remarks taken out of labels, by row
	climates map[string]bool
	gases    map[string]string // name or formula → name
	log      [][]string
}

const energyTable = "factors-energy.csv"

func convert(from, to string) error {
	c := &conversion{from: from, to: to, fuels: map[string]string{}, names: map[string]names{}, used: map[string]bool{}, notes: map[string]string{},
		climates: map[string]bool{}, gases: map[string]string{}, log: [][]string{{"file", "row", "what", "reason"}}}
	table := func(from, to string, about func(record) (names, error)) func() error {
		return func() error { return c.convertFactors(from, to, about) }
	}
	for _, step := range []func() error{
		c.convertUnits, c.convertHeadings, c.convertItems, c.convertRegions, c.convertGWP, c.convertBlends, c.convertNames, c.convertNotes,
		table(energyTable, "energy.csv", c.energyNames),
		table("factors-industry.csv", "industry.csv", c.printedNames("industry")),
		table("factors-agriculture.csv", "agriculture.csv", c.printedNames("agriculture")),
		table("factors-lulucf.csv", "land.csv", c.printedNames("lulucf")),
		table("factors-waste.csv", "waste.csv", c.printedNames("waste")),
		table("carbon-intensity.csv", "intensity.csv", c.intensityNames),
		c.convertStoichiometry, c.convertAdditions, c.unused,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return c.write("convert/log.csv", c.log)
}

// note logs what became of a row; rows are counted as in the file, the header being row 1.
func (c *conversion) note(file string, row int, what, reason string) {
	c.log = append(c.log, []string{file, fmt.Sprint(row), what, reason})
}

// record is a row of a reference table by column name.
type record map[string]string

func (c *conversion) read(name string) ([]record, error) { return readFrom(c.from, name) }

func readFrom(folder, name string) ([]record, error) {
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff")))).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	out := make([]record, 0, len(lines)-1)
	for _, line := range lines[1:] {
		r := record{}
		for i, column := range lines[0] {
			r[column] = strings.TrimSpace(line[i])
		}
		out = append(out, r)
	}
	return out, nil
}

func (c *conversion) write(name string, rows [][]string) error {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(rows); err != nil {
		return err
	}
	path := filepath.Join(c.to, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// status turns the confidence of the reference tables into the project's word.
func status(confidence string) (string, error) {
	known := map[string]string{"verified": "printed", "seen1": "quoted", "seen2": "quoted", "recalled": "unconfirmed"}
	if word, ok := known[confidence]; ok {
		return word, nil
	}
	return "", fmt.Errorf("unknown confidence %q", confidence)
}
