package recalc

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

var newEngine = sync.OnceValues(engine.New)

// inventoryOf compiles a workspace given as files.
func inventoryOf(t *testing.T, files fs.FS) *inventory.Inventory {
	t.Helper()
	inv, problems := compiled(t, files)
	for _, p := range problems {
		if p.Severity >= inventory.Error {
			t.Error(p.Format("en"))
		}
	}
	if inv == nil {
		t.Fatal("no inventory")
	}
	return inv
}

// compiled is the inventory of files, nil if they have errors.
func compiled(t *testing.T, files fs.FS) (*inventory.Inventory, inventory.Problems) {
	t.Helper()
	e, err := newEngine()
	if err != nil {
		t.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		t.Fatal(err)
	}
	if problems.Failed() {
		return nil, problems
	}
	result := e.Compile(ws, nil)
	return result.Inventory, result.Problems
}

// revision is an inventory of files changed at random: the first change of several that leaves them sound.
func revision(t *testing.T, files fs.FS, random *rand.Rand) *inventory.Inventory {
	t.Helper()
	for range 100 {
		if inv, _ := compiled(t, changed(files, random)); inv != nil {
			return inv
		}
	}
	t.Fatal("no change of a hundred is sound")
	return nil
}

const settings = `schema_version = 1
language = "en"
years = [%s]
guide = "%s"
gwp_set = "%s"
[region]
code = "500151"
name = "铜梁区"
province = "重庆市"
`

func small(years, guide, gwp string, files map[string]string) fs.FS {
	out := fstest.MapFS{"inventory.toml": {Data: []byte(fmt.Sprintf(settings, years, guide, gwp))}}
	for name, content := range files {
		out[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return out
}

const (
	activityHead = "year,category,facility,item,detail,parameter,value,unit,notation,note,source,department\n"
	factorHead   = "set,category,item,detail,parameter,gas,value,unit,year_from,year_to,source,status\n"
)

// parts are those of a row, in t CO2e.
func parts(t *testing.T, y *YearBridge, b inventory.Boundary, scope, gas string) (out [components]string) {
	t.Helper()
	row, ok := y.Row(b, scope, gas)
	if !ok {
		t.Fatalf("no row %s %s", scope, gas)
	}
	for i, part := range row.Parts {
		out[i] = Unscaled(part).String()
	}
	return out
}

// swine is a workspace with a herd, a factor of the district's own and a set of potentials: the three factors of METHODS x.bridge,
// per thousand.
func swine(head, factor, gwp string) fs.FS {
	return small("2020", "IPCC-2006", gwp, map[string]string{
		"activity/herd.csv": activityHead + "2020,3.A.1.h,,生猪,,," + head + ",头,,,,区农业农村委\n2020,3.A.2.h,,,,,,,NE,not yet,,区农业农村委\n",
		"factors/local.csv": factorHead + "local,3.A.1.h,生猪,,EF,CH4," + factor + ",kg CH4/head/yr,2020,2020,measured,local\n",
	})
}

func TestThreeFactors(t *testing.T) {
	b := Compare(Side{Inventory: inventoryOf(t, swine("1000", "2.0", "AR4"))}, Side{Inventory: inventoryOf(t, swine("1100", "1.9", "AR5"))}, []Pair{{2020, 2020}}, nil)
	got := parts(t, b.Years[0], inventory.Territorial, "3.A.1.h", "CH4")
	if want := [components]string{"5.165", "-2.785", "0", "6.14", "0", "0", "0"}; got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// exact holds what must be true of every bridge against the inventories.
func exact(t *testing.T, b *Bridge, old, new *inventory.Inventory) {
	t.Helper()
	for _, y := range b.Years {
		for _, row := range y.Rows {
			var sum decimal.Decimal
			for _, part := range row.Parts {
				sum = sum.Add(part)
			}
			if !sum.Equal(row.Difference().Mul(Scale)) {
				t.Errorf("%s %s %s: the parts add up to %s, the difference is %s", row.Boundary, row.Scope, row.Gas, Unscaled(sum), row.Difference())
			}
			was, is := old.Total(inventory.Figure{Year: y.Old, Boundary: row.Boundary, Scope: row.Scope, Gas: row.Gas}), new.Total(inventory.Figure{Year: y.New, Boundary: row.Boundary, Scope: row.Scope, Gas: row.Gas})
			if !was.CO2e.Equal(row.Old) || !is.CO2e.Equal(row.New) || was.Number != row.HasOld || is.Number != row.HasNew {
				t.Errorf("%s %s %s: %s and %s, the totals are %s and %s", row.Boundary, row.Scope, row.Gas, row.Old, row.New, was.CO2e, is.CO2e)
			}
			var printed decimal.Decimal
			for _, part := range row.Printed(2) {
				printed = printed.Add(part)
			}
			if !printed.Equal(row.Difference().RoundBank(2)) {
				t.Errorf("%s %s: printed parts add up to %s of %s", row.Scope, row.Gas, printed, row.Difference())
			}
		}
		effects := map[inventory.Boundary]decimal.Decimal{}
		for _, cause := range y.Causes {
			effects[cause.Boundary] = effects[cause.Boundary].Add(cause.Effect)
		}
		for boundary, effect := range effects {
			if row, _ := y.Row(boundary, inventory.ScopeTotal, inventory.AllGases); !effect.Equal(row.Difference().Mul(Scale)) {
				t.Errorf("%s: the causes add up to %s of %s", boundary, Unscaled(effect), row.Difference())
			}
		}
	}
}

// mirrored holds a bridge against that of the other direction.
func mirrored(t *testing.T, there, back *Bridge) {
	t.Helper()
	for i, y := range there.Years {
		if len(y.Rows) != len(back.Years[i].Rows) || len(y.Causes) != len(back.Years[i].Causes) {
			t.Errorf("%d rows and %d causes, back %d and %d", len(y.Rows), len(y.Causes), len(back.Years[i].Rows), len(back.Years[i].Causes))
		}
		for j, cause := range y.Causes {
			if other := back.Years[i].Causes[j]; !cause.Effect.Abs().Equal(other.Effect.Abs()) {
				t.Errorf("cause %d moves %s there, %s back", j, Unscaled(cause.Effect), Unscaled(other.Effect))
			}
		}
		for _, row := range y.Rows {
			other, ok := back.Years[i].Row(row.Boundary, row.Scope, row.Gas)
			if !ok || !other.Old.Equal(row.New) || !other.New.Equal(row.Old) {
				t.Fatalf("%s %s is not the same row back", row.Scope, row.Gas)
			}
			for c := range row.Parts {
				if !row.Parts[c].Equal(other.Parts[c].Neg()) {
					t.Errorf("%s %s %s: %s there, %s back", row.Scope, row.Gas, Component(c), Unscaled(row.Parts[c]), Unscaled(other.Parts[c]))
				}
			}
		}
	}
}

// changed are files with figures scaled, rows taken away, and rows said twice as if new, at random.
func changed(files fs.FS, random *rand.Rand) fs.FS {
	out := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, "golden") {
			return err
		}
		content, err := fs.ReadFile(files, name)
		if strings.HasPrefix(name, "activity/") && strings.HasSuffix(name, ".csv") {
			content = revised(string(content), random)
		}
		out[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		panic(err)
	}
	return out
}

func revised(table string, random *rand.Rand) []byte {
	rows := strings.Split(table, "\n")
	column := -1
	for i, name := range strings.Split(strings.TrimPrefix(rows[0], "\ufeff"), ",") {
		if name == "value" || name == "数值" {
			column = i
		}
	}
	for i, row := range rows[1:] {
		cells := strings.Split(row, ",")
		if column < 0 || len(cells) <= column || strings.Contains(row, `"`) || strings.Contains(row, ",yr,") || random.IntN(3) > 0 {
			continue
		}
		if random.IntN(30) == 0 {
			rows[i+1] = ""
			continue
		}
		if v, err := decimal.NewFromString(cells[column]); err == nil && !v.IsZero() {
			cells[column] = v.Mul(decimal.New(90+random.Int64N(20), -2)).String()
			rows[i+1] = strings.Join(cells, ",")
		}
	}
	return []byte(strings.Join(rows, "\n"))
}

func TestRandomPairs(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, name := range []string{"assessed", "banks", "combustion", "forest", "electricity", "tongliang"} {
		folder := os.DirFS("../../testdata/inventories/" + name)
		if name == "tongliang" {
			folder = os.DirFS("../../seeds/tongliang")
		}
		base := inventoryOf(t, folder)
		for range 3 {
			other := revision(t, folder, random)
			pairs := []Pair{}
			for _, year := range base.Years {
				pairs = append(pairs, Pair{year, year})
			}
			there, back := Compare(Side{Inventory: base}, Side{Inventory: other}, pairs, nil), Compare(Side{Inventory: other}, Side{Inventory: base}, pairs, nil)
			exact(t, there, base, other)
			mirrored(t, there, back)
		}
		first, last := base.Years[0], base.Years[len(base.Years)-1]
		exact(t, Compare(Side{Inventory: base}, Side{Inventory: base}, []Pair{{first, last}}, nil), base, base)
		if none := Compare(Side{Inventory: base}, Side{Inventory: base}, []Pair{{first, first}}, nil); len(none.Years[0].Causes) != 0 {
			t.Errorf("%s against itself: %+v", name, *none.Years[0].Causes[0])
		}
	}
}
