package bundle

import (
	"io/fs"

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
	releases, _ := engine.Releases() // the program's own table, which a test reads
	t := o.tables(own, releases)
	o.notes(t)
	inputs, err := folder(o.Parts, Inputs)
	if err != nil {
		return nil, inventory.Problems{refusal(inventory.Source{File: name}, "seal-damaged", say("读不出 inputs/：%[1]v", "inputs/ cannot be read: %[1]v", err), retrieve)}
	}
	return &Unsealed{o.Manifest, t.engine, inputs, o.Verdict.Tables, filesOf(o.Parts, Results)}, nil
}

// Compile computes years of the sealed workspace. Tables of others, which no test of this program holds to what it takes for granted,
// may stop it.
func (u *Unsealed) Compile(ws *workspace.Workspace, years []int, read inventory.Problems) (result *engine.Result, err error) {
	err = guarded(u.Engine, func() error {
		result = check.Whole(u.Engine, ws, years, read)
		return nil
	})
	return result, err
}

// Guard does work on what Compile made, whose trees rest on the tables of the seal: they may stop it, which is the error.
func (u *Unsealed) Guard(work func() error) error { return guarded(u.Engine, work) }

// Printed are the figures of the sealed inventory.csv, where another version of the program computed them; nil where this one did.
func (u *Unsealed) Printed() []recalc.PrintedLine {
	printed, ok := printedLines(u.results)
	if u.Manifest.Engine == engine.Version || !ok {
		return nil
	}
	return printed
}
