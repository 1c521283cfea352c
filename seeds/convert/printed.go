package main

import (
	"fmt"
	"strings"
)

// convertNames reads what this folder adds to the reference tables: names.csv takes every printed subject of the
// industry, agriculture, land and waste tables apart into key columns.
func (c *conversion) convertNames() error {
	rows, err := readFrom("seeds/convert", "names.csv")
	if err != nil {
		return err
	}
	for i, r := range rows {
		at := subjectKey(r["file"], r["set"], r["category"], r["parameter"], r["printed"])
		if _, twice := c.names[at]; twice {
			return fmt.Errorf("names.csv:%d: %s twice", i+2, at)
		}
		c.names[at] = names{r["item"], r["detail"], r["technology"], r["basis"], r["climate"], r["development"], r["code"], false}
	}
	climates, err := readFrom("seeds", "climates.csv")
	for _, r := range climates {
		c.climates[r["climate"]] = true
	}
	return err
}

func subjectKey(parts ...string) string { return strings.Join(parts, "|") }

// printedNames looks the subject of a row of the file up in names.csv, the most particular entry first. A subject that
// is not there stops the conversion: nothing is taken apart by guess.
func (c *conversion) printedNames(file string) func(record) (names, error) {
	return func(r record) (names, error) {
		for _, at := range []string{
			subjectKey(file, r["set"], r["category"], r["parameter"], r["subject_zh"]), subjectKey(file, "", r["category"], r["parameter"], r["subject_zh"]),
			subjectKey(file, "", r["category"], "", r["subject_zh"]), subjectKey(file, "", "", "", r["subject_zh"]),
		} {
			if is, ok := c.names[at]; ok {
				c.used[at] = true
				return is, nil
			}
		}
		return names{}, fmt.Errorf("names.csv does not name %q", r["subject_zh"])
	}
}

// intensityNames: the parameters of the intensity account name the energy carrier themselves.
func (c *conversion) intensityNames(record) (names, error) { return names{}, nil }

// printedAs is what a citation adds so that the row is found again in print: the words of the source where the key
// columns say it otherwise, and a remark that was taken out of the label.
func (c *conversion) printedAs(file string, r record, is names) string {
	out := ""
	if file != energyTable || is.reworded {
		words := strings.Join(strings.Fields(strings.Join([]string{is.item, is.detail, is.technology}, " ")), " ")
		label := r["subject_zh"]
		if !chinese(r["set"]) {
			label = r["subject_en"]
		}
		if r["subject_zh"] != words && r["subject_zh"] != strings.ReplaceAll(words, " ", "|") && label != "" {
			out = "; printed: " + strings.ReplaceAll(label, " | ", ", ")
		}
	}
	if note := c.notes[subjectKey(file, r["set"], r["category"], r["subject_zh"], r["parameter"], r["gas"])]; note != "" {
		out += "; " + note
	}
	return out
}

func (c *conversion) convertNotes() error {
	rows, err := c.read("subject-notes.csv")
	for _, r := range rows {
		at := subjectKey(r["file"], r["set"], r["category"], r["subject_zh"], r["parameter"], r["gas"])
		if c.notes[at] != "" {
			c.notes[at] += "; "
		}
		c.notes[at] += r["note"]
	}
	return err
}

// unused reports names of names.csv that no row of the reference tables has: they would hide a slip of the pen.
func (c *conversion) unused() error {
	for at := range c.names {
		if !c.used[at] {
			return fmt.Errorf("names.csv: no row has the subject %s", at)
		}
	}
	return nil
}
