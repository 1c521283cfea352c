package bundle

import (
	"fmt"
	"io/fs"
	"strconv"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/recalc"
	"ghg/inventory/workspace"
)

// Unsealed is what a seal holds, for those who compute with it again.
type Unsealed struct {
	Manifest *Manifest
	Engine   *engine.Engine // of the tables in the seal, as far as this program can take them
	Inputs   fs.FS
	Tables   inventory.Text // what is to be said of the tables; empty where they are the program's own
	results  map[string][]byte
}

// Unseal opens an authentic seal; of another the problems say why it is none.
func Unseal(name string, content []byte, own *engine.Engine) (*Unsealed, inventory.Problems) {
	o := authentic(name, content, nil)
	if !o.Authentic() {
		return nil, o.Refused
	}
	e, _ := o.engine(own)
	inputs, err := folder(o.Parts, Inputs)
	if err != nil {
		return nil, inventory.Problems{refusal(inventory.Source{File: name}, "seal-damaged", say("读不出 inputs/：%[1]v", "inputs/ cannot be read: %[1]v", err), retrieve)}
	}
	return &Unsealed{o.Manifest, e, inputs, o.Verdict.Tables, filesOf(o.Parts, Results)}, nil
}

// Compile computes years of the sealed workspace. Tables of others, which no test of this program holds to what it takes for granted,
// may stop it.
func (u *Unsealed) Compile(ws *workspace.Workspace, years []int, read inventory.Problems) (result *engine.Result, err error) {
	defer func() {
		if met := recover(); met != nil {
			if u.Engine.Tables() == engine.Shipped() {
				panic(met)
			}
			result, err = nil, fmt.Errorf("tables: %v", met)
		}
	}()
	return check.Whole(u.Engine, ws, years, read), nil
}

// Printed are the figures of the sealed inventory.csv, where another version of the program computed them; nil where this one did.
func (u *Unsealed) Printed() []recalc.PrintedLine {
	table, ok := ofCSV(Results+"inventory.csv", u.results["inventory.csv"])
	if u.Manifest.Engine == engine.Version || !ok {
		return nil
	}
	out := []recalc.PrintedLine{}
	for i := range table.rows {
		cell := func(column string) string { return table.cell(i, column) }
		if cell("value") == "" {
			continue
		}
		year, _ := strconv.Atoi(cell("year")) // 0 is of no year that is compared
		co2e, _ := figure(cell("co2e_t"))
		line := recalc.PrintedLine{Year: year, Category: cell("category"), Facility: cell("facility"), Item: cell("item"), Detail: cell("detail"), Gas: cell("gas"), Method: cell("method"), CO2e: co2e}
		for _, b := range inventory.Boundaries {
			if b.String() == cell("boundary") {
				line.Boundary = b
			}
		}
		out = append(out, line)
	}
	return out
}
