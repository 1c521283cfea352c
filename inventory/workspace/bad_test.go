package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/golden"
	"ghg/seeds"
)

const badFolder = "../../testdata/bad"

// expectedFile, in the folder of a case, holds what reading the case says; a case without it is not one of reading. A new
// case begins with an empty one.
const expectedFile = "expected.txt"

func vocabulary(t testing.TB) *inventory.Vocabulary {
	t.Helper()
	voc, err := inventory.LoadVocabulary(seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	return voc
}

// TestBad reads every case of testdata/bad, a folder whose files lie over a workspace that has nothing but the
// inventory.toml of base.toml, and compares what is said, in both languages, and which rows are taken all the same.
func TestBad(t *testing.T) {
	voc := vocabulary(t)
	cases, err := os.ReadDir(badFolder)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		expected := filepath.Join(badFolder, c.Name(), expectedFile)
		if _, err := os.Stat(expected); err != nil {
			continue
		}
		t.Run(c.Name(), func(t *testing.T) {
			files := overlay(t, filepath.Join(badFolder, c.Name()))
			ws, problems, err := LoadFS(files, voc)
			if err != nil {
				t.Fatal(err)
			}
			golden.Compare(t, expected, said(problems)+taken(ws))
		})
	}
}

func overlay(t *testing.T, folder string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	add := func(from, to string) error {
		content, err := os.ReadFile(from)
		files[to] = &fstest.MapFile{Data: content}
		return err
	}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		to, err := filepath.Rel(folder, name)
		return errors.Join(err, add(name, filepath.ToSlash(to)))
	})
	if files[configFile] == nil {
		err = errors.Join(err, add(filepath.Join(badFolder, "base.toml"), configFile))
	}
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func said(problems inventory.Problems) string {
	var b strings.Builder
	for _, p := range problems {
		b.WriteString(p.Format("zh") + "\n" + p.Format("en") + "\n")
	}
	return b.String()
}

// taken lists the rows that were read, one a line.
func taken(ws *Workspace) string {
	var b strings.Builder
	for _, a := range ws.Activity {
		fmt.Fprintf(&b, "%s %d %s %s", a.Place.Cell(""), a.Year, a.Category.Code, a.Subject())
		if a.Number {
			fmt.Fprintf(&b, " %s %s", a.Value, a.Unit)
		}
		if a.Bounds().Kind != "" {
			fmt.Fprintf(&b, " [%v, %v] %s", a.Bounds().Low, a.Bounds().High, a.Bounds().Kind)
		}
		if a.Notation != 0 {
			fmt.Fprintf(&b, " %s", a.Notation)
		}
		if a.Target != nil {
			fmt.Fprintf(&b, " → %s", a.Target.Code)
		}
		b.WriteString("\n")
	}
	for _, v := range ws.Verified {
		fmt.Fprintf(&b, "%s %d %s %s %s %s %s %s %s %s by %s\n", v.Place.Cell(""), v.Year, v.Category.Code, v.Facility, v.ItemName(), v.Gas, v.Value, v.Unit, v.GWPSet, v.Boundary, v.Verifier)
	}
	for _, i := range ws.Indicators {
		fmt.Fprintf(&b, "%s %d %s %s %s\n", i.Place.Cell(""), i.Year, i.Name, i.Value, i.Unit)
	}
	for _, target := range ws.Targets {
		fmt.Fprintf(&b, "%s %s %d–%d %s %s %v %s %s\n", target.Place.Cell(""), target.Indicator, target.BaseYear, target.TargetYear, target.Form, target.Direction, target.Value, target.Kind, target.Status)
	}
	for _, c := range ws.Choices {
		fmt.Fprintf(&b, "%s %s %s for %s in %s\n", c.Place.Cell(""), c.Kind, c.Chosen, c.InsteadOf, strings.Join(c.Parameter, ", "))
	}
	for _, m := range ws.Measures {
		fmt.Fprintf(&b, "%s %s %s %d–%d: %s %s %s %s", m.Place.Cell(""), m.Name, m.Kind, m.FromYear, m.ToYear, m.Less.About(m.FromYear).Key(""), m.Less.Amount, m.Less.Unit, m.By)
		if m.Instead != nil {
			fmt.Fprintf(&b, " → %s %v %v, efficiency %v", m.Instead.About(m.FromYear).Key(""), m.Instead.Amount, m.Instead.Unit, m.Efficiency)
		}
		b.WriteString("\n")
	}
	for _, s := range ws.Splices {
		fmt.Fprintf(&b, "%s %s %d from %d by %s\n", s.Place.Cell(""), s.Technique, s.Year, s.FromYear, s.Indicator)
	}
	spreads(&b, ws)
	return b.String()
}

// spreads lists the records about uncertainties.
func spreads(b *strings.Builder, ws *Workspace) {
	for _, c := range ws.Correlations {
		fmt.Fprintf(b, "%s %s %s with %q by %s\n", c.Place.Cell(""), c.Kind, c.Of, c.With, c.Rho)
	}
	for _, j := range ws.Judgements {
		fmt.Fprintf(b, "%s %s: %s asked of %s", j.Place.Cell(""), j.Of, j.Distribution, j.Expert)
		if j.Stated != nil {
			fmt.Fprintf(b, " ±%v%% [%v, %v] %s", j.Stated.Percent, j.Stated.Stated.Low, j.Stated.Stated.High, j.Stated.Stated.Kind)
		}
		for _, p := range j.Points {
			fmt.Fprintf(b, " %s:%s", p.Value, p.Probability)
		}
		b.WriteString("\n")
	}
	for _, q := range ws.Qualitative {
		fmt.Fprintf(b, "%s %s %q %s\n", q.Place.Cell(""), q.Category.Code, q.Gas, q.Criterion)
	}
	for _, c := range ws.Confidential {
		fmt.Fprintf(b, "%s %s", c.Place.Cell(""), c.Facility)
		if c.Category != nil {
			fmt.Fprintf(b, " in %s", c.Category.Code)
		}
		fmt.Fprintf(b, " %d–%d by %s\n", c.FromYear, c.ToYear, c.By)
	}
}
