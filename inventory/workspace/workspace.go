// Package workspace reads a district's folder: its inventory.toml and its tables of activities, indicators, targets and
// recorded decisions, and writes results into it. Whatever the user's files hold, it answers with Problems that name the
// cell and say how to mend it; it never panics and never follows a link out of the folder.
package workspace

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"hash/maphash"
	"io"
	"io/fs"
	"os"
	"slices"

	"ghg/inventory"
	"ghg/inventory/table"
)

// ErrNoWorkspace says that there is no such folder, or that it has no inventory.toml.
var ErrNoWorkspace = errors.New("不是工作区 · not a workspace")

// Workspace is what a district's folder holds.
type Workspace struct {
	Dir           string
	Config        Config
	Activity      []*inventory.Activity
	Blends        []*inventory.Blend // the district's own, of factors/blends.csv
	Balances      []*inventory.Balance
	Indicators    []inventory.Indicator
	Targets       []inventory.Target
	Choices       []inventory.Choice
	Splices       []inventory.Splice
	Explanations  []inventory.Explanation
	Measures      []inventory.Measure // of scenarios; no inventory takes them
	Suppressions  []inventory.Suppression
	Confidential  []inventory.Confidential // plants that must not be published
	Recognised    []inventory.Recognised
	Correlations  []inventory.Correlation
	Judgements    []inventory.Judgement
	Qualitative   []inventory.Qualitative
	Verified      []*inventory.Verified
	Factors       []Text // the district's own factor tables, as they are
	Confirmations []Text
	Review        []Text // findings and signed steps under review/, by path; not among Files
	Files         []File // everything that was read, by path
	AsOf          string // the day, as 2026-03-31, whose knowledge of factors counts; "" for all that is known
}

// Text is a file that another package understands.
type Text struct {
	Name    string // path in the workspace, with slashes
	Content []byte
}

// File is a file that was read, with the hash of its bytes.
type File struct {
	Path   string
	SHA256 string
	Size   int64
}

// Load reads the workspace in the folder; watch may be nil. The error is ErrNoWorkspace; everything else that is wrong is a Problem.
func Load(dir string, voc *inventory.Vocabulary, watch Watch) (*Workspace, inventory.Problems, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s: %w", ErrNoWorkspace, dir, cause(err))
	}
	defer root.Close()
	ws, problems, err := load(root.FS(), voc, watch)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", dir, err)
	}
	ws.Dir = dir
	return ws, problems, nil
}

// Watch is told now and then how many rows of a table of activities were read.
type Watch func(file string, rows int)

// watchedRows is the number of rows after which a Watch is told again.
const watchedRows = 10_000

// LoadFS reads a workspace from a file system.
func LoadFS(files fs.FS, voc *inventory.Vocabulary) (*Workspace, inventory.Problems, error) {
	return load(files, voc, nil)
}

func load(files fs.FS, voc *inventory.Vocabulary, watch Watch) (*Workspace, inventory.Problems, error) {
	if _, err := fs.Stat(files, configFile); errors.Is(err, fs.ErrNotExist) {
		if stat, err := fs.Lstat(files, configFile); err != nil || stat.Mode().Type() != fs.ModeSymlink {
			return nil, nil, fmt.Errorf("%w: 没有 %s · there is no %s", ErrNoWorkspace, configFile, configFile)
		}
	}
	l := &loader{files: files, watch: watch, ws: &Workspace{}, reading: newReading(voc), seed: maphash.MakeSeed(), seen: map[uint64]*inventory.Activity{}}
	l.config()
	l.tables()
	slices.SortFunc(l.ws.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return l.ws, l.problems.Sorted(), nil
}

// loader is one reading of a workspace.
type loader struct {
	*reading
	files fs.FS
	ws    *Workspace
	watch Watch // nil if nobody watches
	seed  maphash.Seed
	seen  map[uint64]*inventory.Activity // by the hash of its subject
	slab  []inventory.Activity           // room for more rows
	own   []*layout                      // mapping files of the workspace
	ship  []*layout                      // those of the program, once one is asked for
}

// tables reads the tables at the top and those of the folders, in the order of their names.
func (l *loader) tables() {
	for _, name := range l.list(".") {
		switch name {
		case "indicators.csv":
			l.indicators(name)
		case "targets.csv":
			l.targets(name)
		case configFile:
		default:
			if isTable(name) {
				l.notRead(name)
			}
		}
	}
	l.mappings()
	for _, name := range l.list("activity") {
		l.each(name, l.activities)
	}
	l.unusedMappings()
	for _, name := range l.list("factors") {
		if name == blendsFile {
			l.blends(name)
		} else {
			l.each(name, l.factors)
		}
	}
	secret := false
	for _, name := range l.list("records") {
		switch name {
		case "records/choices.csv":
			l.choices(name)
		case splicesFile:
			l.splices(name)
		case "records/explanations.csv":
			l.explanations(name)
		case "records/suppressions.csv":
			l.suppressions(name)
		case "records/recognised.csv":
			l.recognised(name)
		case "records/measures.csv":
			l.measures(name)
		case "records/correlations.csv":
			l.correlations(name)
		case "records/judgements.csv":
			l.judgements(name)
		case "records/qualitative.csv":
			l.qualitative(name)
		case confidentialFile:
			secret = true // read below, when all facilities are known
		default:
			l.notRead(name)
		}
	}
	for _, name := range l.list("estimates") {
		l.each(name, l.estimates)
	}
	if secret {
		l.confidential(confidentialFile)
	}
	l.countedOnce()
	l.review()
}

// each reads a file of a folder all of whose tables are read. What looks like a workbook is opened too: its reader says what
// is wrong with one of another format.
func (l *loader) each(name string, read func(name string)) {
	if isTable(name) {
		read(name)
	} else {
		l.notRead(name)
	}
}

// factors keeps a factor table for the package that understands it.
func (l *loader) factors(name string) {
	l.read(name, func(r io.Reader) bool {
		raw, ok := table.Raw(name, r, &l.problems)
		if !ok {
			return false
		}
		text := Text{name, []byte(raw)}
		if name == "factors/confirmations.csv" {
			l.ws.Confirmations = append(l.ws.Confirmations, text)
		} else {
			l.ws.Factors = append(l.ws.Factors, text)
		}
		return true
	})
}

// read opens a file for use and notes its hash if use read it to its end.
func (l *loader) read(name string, use func(io.Reader) bool) {
	f, ok := l.open(name)
	if !ok {
		return
	}
	defer f.Close()
	seen := tally{hash: sha256.New()}
	content := sized{Reader: io.TeeReader(f, &seen)}
	if stat, err := f.Stat(); err == nil {
		content.size = stat.Size()
	}
	if use(content) {
		l.ws.Files = append(l.ws.Files, File{name, hex.EncodeToString(seen.hash.Sum(nil)), seen.size})
	}
}

// sized is a reader that knows about how much it will give.
type sized struct {
	io.Reader
	size int64
}

// Size is the size of the file when it was opened.
func (s sized) Size() int64 { return s.size }

type tally struct {
	hash hash.Hash
	size int64
}

func (t *tally) Write(p []byte) (int, error) {
	t.size += int64(len(p))
	return t.hash.Write(p)
}

// text reads a small file whole and decodes it.
func (l *loader) text(name string) (string, bool) {
	text, sound := "", false
	l.read(name, func(r io.Reader) bool {
		text, sound = table.Text(name, r, &l.problems)
		return sound
	})
	return text, sound
}
