package bundle

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// sealedTables is what becomes of the tables that lie in a seal.
type sealedTables struct {
	engine   *engine.Engine // the one that the seal is recomputed with
	carried  string         // hash of the tables in the seal
	program  string         // hash of the program's own
	release  string         // the release that the tables are of, "" if of none that the program knows or its own
	known    bool           // they are the program's own or of a release
	faulty   inventory.Text // why the program cannot take them, empty where it can
	differ   []report.Difference
	stranger bool // an older engine that no release had with these tables
}

// mostTableRows is how many rows of tables are named that are not those of the program.
const mostTableRows = 200

// tableKeys are the columns that say what a row of a table is of; of the other tables rows are compared whole.
var tableKeys = map[string][]string{
	"methods.csv": {"guide", "category", "groups", "items", "method", "details"},
	"gwp.csv":     {"gas"},
	"units.csv":   {"unit"},
}

// keyOfFactors are those of the tables of factors: see factors.Row.Key.
var keyOfFactors = []string{"set", "category", "item", "detail", "technology", "basis", "climate", "development", "parameter", "gas", "region", "facility", "year_from", "year_to"}

// tables finds out whether the tables in the seal are known, which rows of them are others than the program's, and the engine to recompute
// with.
func (o *opened) tables(own *engine.Engine, releases []engine.Release) *sealedTables {
	t := &sealedTables{engine: own}
	t.program, _ = engine.TablesHash(own.Tables()) // they were read already
	files, err := folder(o.Parts, Tables)
	if err == nil {
		t.carried, err = engine.TablesHash(files)
	}
	for _, r := range releases {
		if err == nil && r.Tables == t.carried && r.Engine == o.Manifest.Engine {
			t.known, t.release = true, r.Name
		}
	}
	t.stranger = o.Manifest.Engine < engine.Version && !t.known
	if err == nil && t.carried == t.program {
		t.known = true
		return t
	}
	t.compare(filesOf(o.Parts, Tables), own.Tables())
	if err == nil {
		err = t.load(files)
	}
	if err != nil {
		t.faulty = say("本程序用不了封存件中的表（%[1]s）", "this program cannot take the tables in the seal (%[1]s)", briefly(err))
	}
	return t
}

var errProportion = errors.New("a table is many times as large as the program's")

// load makes an engine of the tables, unless they are so large that they are none.
func (t *sealedTables) load(files fs.FS) error {
	for _, d := range t.differ {
		if d.Column == sizeColumn {
			return errProportion
		}
	}
	e, err := engine.NewFrom(files)
	if err == nil {
		t.engine = e
	}
	return err
}

// briefly is the beginning of an error that may tell of every row of a table.
func briefly(err error) string {
	const most = 3
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	text := cutTo(strings.Join(lines[:min(most, len(lines))], "; "), 600)
	if more := len(lines) - most; more > 0 {
		text += fmt.Sprintf("; +%d", more)
	}
	return text
}

// sizeColumn names a difference of a whole file.
const sizeColumn = "size"

// compare names the tables and rows that are others than the program's.
func (t *sealedTables) compare(sealed map[string][]byte, own fs.FS) {
	names, _ := engine.TableFiles(own)
	shipped := map[string][]byte{}
	for _, name := range names {
		shipped[name], _ = fs.ReadFile(own, name) // read already
	}
	all := names
	for name := range sealed {
		if shipped[name] == nil {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	found := &contrast{}
	for _, name := range all {
		a, inSeal := sealed[name]
		b, isOwn := shipped[name]
		size := differing{Difference: report.Difference{Part: name, Column: sizeColumn, Sealed: bytesOf(a), Recomputed: bytesOf(b)}}
		switch {
		case !inSeal:
			size.Sealed, size.Column = "", ""
			found.add(size, true)
		case !isOwn:
			size.Recomputed, size.Column = "", ""
			found.add(size, true)
		case outOfProportion(a, b):
			found.add(size, true)
		case string(a) != string(b):
			found.table(name, a, b)
		}
	}
	for i, d := range found.counts {
		d.Part = Tables + d.Part
		if i == mostTableRows {
			t.differ = append(t.differ, report.Difference{Part: Tables, Row: fmt.Sprintf("… +%d", len(found.counts)-i+found.more)})
			break
		}
		t.differ = append(t.differ, d.Difference)
	}
	for i := range t.differ {
		t.differ[i].Cause = ofRow(t.differ[i])
	}
}

// table compares two spellings of a table.
func (c *contrast) table(name string, a, b []byte) {
	before := len(c.counts)
	x, isX := ofCSV(name, a)
	y, isY := ofCSV(name, b)
	if !isX || !isY {
		c.lines(ofLines(name, a), ofLines(name, b))
		return
	}
	key := tableKeys[name]
	if strings.HasPrefix(name, "factors/") {
		key = keyOfFactors
	}
	if key == nil {
		key = y.columns
	}
	c.tablesBy(x, y, key)
	if len(c.counts) == before {
		c.lines(ofLines(name, a), ofLines(name, b))
	}
}

// ofRow says that a row of a table is another than the program's.
func ofRow(d report.Difference) report.Cause {
	what, was, is := cutTo(d.Row, 200), cutTo(orNone(d.Sealed), 60), cutTo(orNone(d.Recomputed), 60)
	if d.Column != "" {
		what = strings.TrimSpace(what + " " + d.Column)
	}
	return report.Cause{Kind: report.CauseTable, Of: d.Part, Words: say("封存的表 %[1]s 与本程序的不同：%[2]s 封存 %[3]s，本程序 %[4]s", "the table %[1]s in the seal is not that of the program: %[2]s is %[3]s there and %[4]s here", d.Part, what, was, is)}
}

// notes says with which tables the seal is recomputed.
func (o *opened) notes(t *sealedTables) {
	switch {
	case t.known && t.release == "":
		return
	case t.faulty != (inventory.Text{}):
		o.Tables = inventory.Text{ZH: t.faulty.ZH + "：用本程序的表重算", EN: t.faulty.EN + ": recomputed with its own"}
	case t.known:
		o.Tables = say("用封存件自带的表重算：%[1]s 版的表", "recomputed with the tables in the seal, those of release %[1]s", t.release)
	default:
		o.Tables = say("用封存件自带的表重算；它们既不是本程序的，也不是任何已发布版本的", "recomputed with the tables in the seal, which are neither those of this program nor of any release")
	}
	if other := engine.FixedOtherwise(t.engine.Tables()); len(other) > 0 {
		names := strings.Join(other, ", ")
		o.Tables = say("%[1]s；单位和 GWP 仍按本程序：%[2]s 与封存的不同", "%[3]s; units and potentials are those of this program: its %[2]s is another than the sealed", o.Tables.ZH, names, o.Tables.EN)
	}
}

// unknown makes tables a difference that no version is known to have had. What a release had is none, unless the program cannot take it.
func (o *opened) unknown(t *sealedTables) {
	if m := o.Manifest; t.stranger {
		o.Differences = append(o.Differences, report.Difference{Part: ManifestPath, Column: "engine", Sealed: strconv.Itoa(m.Engine), Recomputed: strconv.Itoa(engine.Version),
			Cause: report.Cause{Kind: report.CauseUnnamed, Of: "engine", Words: say("本程序所知的已发布版本中，没有引擎 %d 版配这些表的", "no release that this program knows had engine %d with these tables", m.Engine)}})
	}
	if t.known && t.faulty == (inventory.Text{}) {
		return
	}
	cause := report.Cause{Kind: report.CauseTable, Of: "tables", Words: say("封存的表不是本程序的，也不属于本程序所知的任何已发布版本：有 %[1]d 处不同", "the tables in the seal are not those of this program nor of any release that it knows: they differ in %[1]d places", len(t.differ))}
	if t.faulty != (inventory.Text{}) {
		cause.Words = t.faulty
	}
	o.Differences = append(o.Differences, report.Difference{Part: Tables, Column: "sha256", Sealed: t.carried, Recomputed: t.program, Cause: cause})
	o.Differences = append(o.Differences, t.differ...)
}
