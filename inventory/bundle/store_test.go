package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ghg/inventory/workspace"
)

// year seals a year of a workspace.
func year(t testing.TB, dir string, year int) (*Stored, error) {
	t.Helper()
	return prepared(t, dir, Recipe{Years: []int{year}}).Store(filepath.Join(dir, SealsFolder))
}

func logOf(t testing.TB, dir string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, SealsFolder, LogPath))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func mustSeal(t testing.TB, dir string, of int) *Stored {
	t.Helper()
	stored, err := year(t, dir, of)
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// A log that lags behind the seals, because the program was stopped between them, is brought up to date, whether something new is sealed or
// not; the bytes are those that there would have been.
func TestLogIsBroughtUpToDate(t *testing.T) {
	dir := copyOf(t, "assessed")
	mustSeal(t, dir, 2019)
	first := logOf(t, dir)
	mustSeal(t, dir, 2020)
	both := logOf(t, dir)
	path := filepath.Join(dir, SealsFolder, LogPath)
	for _, lagging := range []string{"", first} {
		for _, again := range []int{2019, 2020} {
			if err := os.WriteFile(path, []byte(lagging), 0o666); err != nil {
				t.Fatal(err)
			}
			if stored := mustSeal(t, dir, again); !stored.Again || len(stored.Remarks) != 1 || stored.Record != int64(again-2019) {
				t.Errorf("%+v", stored.Remarks)
			}
			if got := logOf(t, dir); got != both {
				t.Errorf("log %q, want %q", got, both)
			}
		}
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if stored := mustSeal(t, dir, 2021); stored.Record != 2 || !strings.HasPrefix(logOf(t, dir), both) {
		t.Errorf("record %d, log %q", stored.Record, logOf(t, dir))
	}
	if entries, _ := os.ReadDir(filepath.Join(dir, SealsFolder)); len(entries) != 4 {
		t.Errorf("left behind: %v", entries)
	}
}

// A log that contradicts a seal is an error, and nothing is written.
func TestRewrittenLogIsRefused(t *testing.T) {
	dir := copyOf(t, "assessed")
	mustSeal(t, dir, 2019)
	path := filepath.Join(dir, SealsFolder, LogPath)
	for _, x := range []struct{ log, code string }{
		{strings.Replace(logOf(t, dir), "draft", "final", 1), "log-rewritten"},
		{"0 500199 2018 draft sha256:" + strings.Repeat("0", 64) + "\n1" + logOf(t, dir)[1:], "log-rewritten"},
		{"nonsense\n", "bad-log"},
	} {
		if err := os.WriteFile(path, []byte(x.log), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := year(t, dir, 2020)
		var fault *Fault
		if !errors.As(err, &fault) || fault.Code != x.code {
			t.Errorf("%q: %v", x.log, err)
		}
		if seals, _ := SealsIn(filepath.Dir(path)); len(seals) != 1 || logOf(t, dir) != x.log {
			t.Errorf("%q: something was written: %v", x.log, seals)
		}
	}
}

// Those who seal at once wait for each other: every seal has its record.
func TestSealingAtOnce(t *testing.T) {
	dir := copyOf(t, "assessed")
	var all []*Prepared
	for year := 2015; year < 2021; year++ {
		all = append(all, prepared(t, dir, Recipe{Years: []int{year}}))
	}
	var wait sync.WaitGroup
	faults := make([]error, len(all))
	for i, p := range all {
		wait.Go(func() { _, faults[i] = p.Store(filepath.Join(dir, SealsFolder)) })
	}
	wait.Wait()
	if err := errors.Join(faults...); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, SealsFolder, LogPath)
	log, problems := ParseLog(path, []byte(logOf(t, dir)))
	seals, err := SealsIn(filepath.Dir(path))
	if err != nil || problems.Failed() || log.Size() != int64(len(all)) || len(seals) != len(all) {
		t.Fatal(err, problems, seals)
	}
	findings, err := CheckLog(path, log, seals, os.ReadFile)
	if err != nil || len(findings) != len(all) {
		t.Fatal(err, findings)
	}
	for _, f := range findings {
		if f.Refused.Failed() || f.File == "" {
			t.Errorf("%+v", f)
		}
	}
}

// A log is held against the seals by proof: of one that was rewritten, shortened or swapped, the record where the histories part is named.
func TestCheckLogNamesTheRecord(t *testing.T) {
	dir := copyOf(t, "assessed")
	for year := 2015; year < 2019; year++ {
		mustSeal(t, dir, year)
	}
	path := filepath.Join(dir, SealsFolder, LogPath)
	rows := strings.SplitAfter(strings.TrimSuffix(logOf(t, dir), "\n"), "\n")
	rows[3] += "\n"
	seals, err := SealsIn(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	zeros := strings.Repeat("0", 64)
	for _, x := range []struct {
		name, log string
		refused   map[int64]int // the row that is named, by the record of the seal
	}{
		{"whole", strings.Join(rows, ""), nil},
		{"one more", strings.Join(rows, "") + "4 500199 2019 final sha256:" + zeros + "\n", nil},
		{"cut short", strings.Join(rows[:2], ""), map[int64]int{2: 3, 3: 4 - 1}},
		{"record 1 is another", rows[0] + "1 500199 2016 final sha256:" + zeros + "\n" + rows[2] + rows[3], map[int64]int{1: 2, 2: 2, 3: 2}},
		{"last record is another", strings.Join(rows[:3], "") + "3 500199 2018 final sha256:" + zeros + "\n", map[int64]int{3: 4}},
	} {
		t.Run(x.name, func(t *testing.T) {
			log, problems := ParseLog(path, []byte(x.log))
			if problems.Failed() {
				t.Fatal(problems)
			}
			findings, err := CheckLog(path, log, seals, os.ReadFile)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				row, refused := x.refused[f.Record]
				if f.File == "" {
					continue
				}
				if refused != f.Refused.Failed() || refused && f.Refused[0].Source.Row != row {
					t.Errorf("record %d: %v, want row %d", f.Record, f.Refused, row)
				}
			}
		})
	}
}

// A file that changes between reading and sealing is an error that names it.
func TestChangedMeanwhile(t *testing.T) {
	for _, change := range []func(path string) error{
		func(path string) error { return os.WriteFile(path, []byte("year\n"), 0o666) },
		os.Remove,
	} {
		dir, e := copyOf(t, "forest"), newEngine(t)
		ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		name := ws.Files[0].Path
		if err := change(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
		p, problems, err := Prepare(e, ws, Recipe{}, true, nil)
		if err != nil || p != nil || len(problems) != 1 || problems[0].Code != "changed-meanwhile" || problems[0].Source.File != name {
			t.Errorf("%v %v", err, problems)
		}
	}
}

// What is final passes check --final.
func TestFinalSealIsSettled(t *testing.T) {
	dir, e := copyOf(t, "forest"), newEngine(t)
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	p, problems, err := Prepare(e, ws, Recipe{}, false, nil)
	if err != nil || p != nil || !problems.Failed() {
		t.Errorf("an inventory that nobody was asked about is final: %v", err)
	}
}

// A name that no seal can hold, and two that are one file on some systems, are refused before anything is written.
func TestNamesThatNoSealHolds(t *testing.T) {
	dir := copyOf(t, "assessed")
	content, err := os.ReadFile(filepath.Join(dir, "activity", "activity.csv"))
	if err != nil {
		t.Fatal(err)
	}
	header := content[:bytes.IndexByte(content, '\n')+1]
	for _, names := range [][]string{{"a:b.csv"}, {"x.csv", "X.csv"}} {
		work := copyOf(t, "assessed")
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(work, "activity", name), header, 0o666); err != nil {
				t.Skip(err)
			}
		}
		e := newEngine(t)
		ws, problems, err := workspace.Load(work, e.Vocabulary, nil)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		p, problems, err := Prepare(e, ws, Recipe{}, true, nil)
		if err == nil && p != nil {
			_, err = p.Store(filepath.Join(work, SealsFolder))
		}
		told := fmt.Sprint(err, problems)
		if err == nil && !problems.Failed() || !strings.Contains(told, names[len(names)-1]) {
			t.Errorf("%v: %s", names, told)
		}
		if seals, _ := SealsIn(filepath.Join(work, SealsFolder)); len(seals) > 0 {
			t.Errorf("%v: %v", names, seals)
		}
	}
}
