package review_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/bundle"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

var loaded = sync.OnceValues(engine.New)

// people are those whose keys the workspace of the tests lists.
var people = [][3]string{{"zhangsan", "张三", workspace.Compiler}, {"sunba", "孙八", workspace.Compiler}, {"lisi", "李四", workspace.Reviewer},
	{"zhaoliu", "赵六", workspace.Reviewer}, {"wangwu", "王五", workspace.Approver}}

// desk is a workspace in memory, with its people.
type desk struct {
	testing.TB
	engine  *engine.Engine
	inputs  map[string]string
	review  map[string][]byte
	signers map[string]note.Signer
	keys    []workspace.Key
	log     *bundle.Log
}

const settings = "schema_version = 1\nyears = [2004, 2005]\nguide = \"CN-PROV-2011\"\nlanguage = \"en\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n"

// activity states 4035 t of coal for 2004 and, without a figure of 2005, that nothing was burnt at home.
const activity = "year,category,item,value,unit,notation,source,department\n2004,1.A.2.f,烟煤,4035,t,,x,统\n2005,1.A.2.f,烟煤,4598,t,,x,统\n2004,1.A.4.b,烟煤,10,t,,x,统\n2005,1.A.4.b,烟煤,,,NO,x,统\n"

func newDesk(t testing.TB) *desk {
	t.Helper()
	e, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{TB: t, engine: e, inputs: map[string]string{"inventory.toml": settings, "activity/a.csv": activity}, review: map[string][]byte{}, signers: map[string]note.Signer{}, log: &bundle.Log{}}
	for _, p := range people {
		d.person(p[0], p[1], p[2], p[0])
	}
	d.person("stranger", "", "", "stranger")
	return d
}

// person gives somebody a key, made of the seed, and lists it if he has a role.
func (d *desk) person(name, person, role, seed string) {
	d.Helper()
	sum := sha256.Sum256([]byte(seed))
	private, verifier, err := bundle.NewKey(name, bytes.NewReader(sum[:]))
	if err != nil {
		d.Fatal(err)
	}
	if d.signers[name], err = note.NewSigner(private); err != nil {
		d.Fatal(err)
	}
	if role != "" {
		d.keys = append(d.keys, workspace.Key{Name: person, Role: role, Verifier: verifier})
	}
}

// load reads the workspace as it is now.
func (d *desk) load() *workspace.Workspace {
	d.Helper()
	files := fstest.MapFS{}
	for name, content := range d.inputs {
		files[name] = &fstest.MapFile{Data: []byte(content)}
	}
	for name, content := range d.review {
		files[name] = &fstest.MapFile{Data: content}
	}
	ws, problems, err := workspace.LoadFS(files, d.engine.Vocabulary)
	if err != nil || problems.Failed() {
		d.Fatal(err, problems)
	}
	ws.Config.Keys = d.keys
	return ws
}

// compiled is the inventory as it is now.
func (d *desk) compiled(years ...int) *inventory.Inventory {
	d.Helper()
	result := check.Whole(d.engine, d.load(), years, nil)
	if result.Inventory == nil {
		d.Fatal(result.Problems)
	}
	return result.Inventory
}

func (d *desk) read() (*review.Review, inventory.Problems) {
	d.Helper()
	ws := d.load()
	return review.Read(ws, ws.Review, d.engine.Vocabulary, d.log)
}

// sound reads the review and wants nothing said of it.
func (d *desk) sound() *review.Review {
	d.Helper()
	r, problems := d.read()
	if len(problems) > 0 {
		d.Fatal(told(problems))
	}
	return r
}

// advance takes a step on the inventory; the code says why it could not be, "" if it was.
func (d *desk) advance(inv *inventory.Inventory, state review.State, who, date string) string {
	d.Helper()
	r, _ := d.read()
	step, content, problem := r.Advance(review.Asked{Year: 2004, State: state, Date: date, Reason: "revised", Signer: d.signers[who]}, inv)
	if problem != nil {
		return problem.Code
	}
	name := "review/" + step.FileName()
	if d.review[name] != nil {
		d.Fatalf("%s is written over", name)
	}
	d.put(r, step.FileName(), content)
	return ""
}

// put keeps a file with the index that goes along.
func (d *desk) put(r *review.Review, name string, content []byte) {
	index := r.IndexWith(name, content)
	d.review["review/"+name], d.review["review/"+review.IndexFile] = content, index
}

// must takes steps "state who", a day after another.
func (d *desk) must(inv *inventory.Inventory, steps ...string) {
	d.Helper()
	for _, step := range steps {
		state, who, _ := strings.Cut(step, " ")
		for s := review.Draft; s < review.Sealed; s++ {
			if s.String() == state {
				if code := d.advance(inv, s, who, fmt.Sprintf("2026-03-%02d", 1+d.files())); code != "" {
					d.Fatalf("%s: %s", step, code)
				}
			}
		}
	}
}

// files counts the findings and steps.
func (d *desk) files() (n int) {
	for name := range d.review {
		if name != "review/"+review.IndexFile {
			n++
		}
	}
	return n
}

// row keeps the table with one row more; the code says why it could not be.
func (d *desk) row(_ *review.Event, content []byte, problems inventory.Problems) string {
	d.Helper()
	if problems.Failed() {
		return problems[0].Code
	}
	r, _ := d.read()
	d.put(r, review.FindingsFile, content)
	return ""
}

// raise adds a finding against the territorial figure of 2004.
func (d *desk) raise(inv *inventory.Inventory, scope, gas string) string {
	d.Helper()
	r, _ := d.read()
	return d.row(r.Raise(inventory.Figure{Year: 2004, Scope: scope, Gas: gas}, inventory.Error, review.Said{Text: "counted twice", By: "李四", Date: "2026-03-01"}, inv))
}

func told(problems inventory.Problems) string {
	var out []string
	for _, p := range problems {
		out = append(out, p.Format("en"))
	}
	return strings.Join(out, "\n")
}

// byIndex are the codes by which the index tells of what is gone.
var byIndex = []string{"step-gone", "step-replaced", "row-gone"}

// codes are the codes of the errors, each with its file and row, without those of the index.
func codes(problems inventory.Problems) (out []string) {
	for _, p := range problems {
		if p.Severity >= inventory.Error && !slices.Contains(byIndex, p.Code) {
			out = append(out, strings.TrimPrefix(p.Source.String(), "review/")+" "+p.Code)
		}
	}
	return out
}

// keep is a copy of the files of the review, to go back to.
func (d *desk) keep() func() {
	kept := maps.Clone(d.review)
	keys := slices.Clone(d.keys)
	return func() { d.review, d.keys = maps.Clone(kept), slices.Clone(keys) }
}
