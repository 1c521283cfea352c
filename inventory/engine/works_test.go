package engine

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/workspace"
)

// withMaterials is an engine that knows two equations of works of the category 2.A.4.d beside the shipped ones: M·EF − ΣS·D,
// and (ΣI·c − ΣO·c)·44/12 with shares of what goes in.
func withMaterials(t *testing.T) *Engine {
	t.Helper()
	e := newEngine(t)
	text := inventory.Text{ZH: "物料", EN: "materials"}
	deducted := &inventory.Method{ID: "2.A.4.d/deducted/CO2", Category: "2.A.4.d", Gas: "CO2", Tier: "2", Source: "test", Title: text,
		Inputs: []inventory.Input{
			{Name: "melt", Symbol: "M", Unit: "t", Title: text},
			{Name: "ef_melt", Symbol: "EF", Unit: "t CO2/t", Factor: true, Gas: "CO2", Own: true, Title: text},
			{Name: "stand_in", Symbol: "S_i", Unit: "t", Each: true, Optional: true, Deducts: true, Title: text},
			{Name: "stand_in_factor", Symbol: "D_i", Unit: "t CO2/t", Factor: true, Gas: "CO2", For: "stand_in", Own: true, Title: text},
		},
		Formula: func(in inventory.Inputs) expr.Node {
			out := expr.Mul(in.Activity("melt"), in.Factor("ef_melt"))
			if in.Has("stand_in") {
				out = expr.Sub(out, in.Sum("stand_in", func(m inventory.Inputs) expr.Node {
					return expr.Mul(m.Activity("stand_in"), m.Factor("stand_in_factor"))
				}))
			}
			return out
		}}
	carbon := func(name string) func(inventory.Inputs) expr.Node {
		return func(m inventory.Inputs) expr.Node { return expr.Mul(m.Activity(name), m.Factor("carbon_content")) }
	}
	balance := &inventory.Method{ID: "2.A.4.d/carbon/CO2", Category: "2.A.4.d", Gas: "CO2", Tier: "3", Source: "test", Title: text,
		Inputs: []inventory.Input{
			{Name: "carbon_in", Symbol: "I_i", Unit: "t;m3", Each: true, Title: text},
			{Name: "carbon_out", Symbol: "O_i", Unit: "t;m3", Each: true, Optional: true, Deducts: true, Title: text},
			{Name: "carbon_content", Symbol: "c_i", Unit: "t C", Per: "carbon_in;carbon_out", Factor: true, Gas: "C", For: "carbon_in;carbon_out", Own: true, Title: text},
			{Name: "mix", Symbol: "w_i", Unit: "fraction", Factor: true, For: "carbon_in", Optional: true, Own: true, Shares: "mix", Title: text},
		},
		Formula: func(in inventory.Inputs) expr.Node {
			out := in.Sum("carbon_in", carbon("carbon_in"))
			if in.Has("carbon_out") {
				out = expr.Sub(out, in.Sum("carbon_out", carbon("carbon_out")))
			}
			return expr.Mul(out, inventory.CarbonToCO2())
		}}
	for _, m := range []*inventory.Method{deducted, balance} {
		e.Methods = append(e.Methods, m)
		e.rules = append(e.rules, rule{guide: "*", category: e.Vocabulary.Categories.Must("2.A.4.d"), method: m})
	}
	return e
}

// The rows of one works, that of its main activity and those of its materials, make one estimate; whatever their order.
func TestWorks(t *testing.T) {
	const melt = "2020,2.A.4.d,甲厂,玻璃,,,1000,t,,,企\n2020,2.A.4.d,甲厂,玻璃,,ef_melt,0.5,t CO2/t,,,企\n"
	const slag = "2020,2.A.4.d,甲厂,电石渣,,stand_in,100,t,,,企\n2020,2.A.4.d,甲厂,电石渣,,stand_in_factor,0.48,t CO2/t,,,企\n"
	const coke = "2020,2.A.4.d,乙厂,焦炭,,carbon_in,100,t,,,企\n2020,2.A.4.d,乙厂,焦炭,,carbon_content,0.83,t C/t,,,企\n"
	const gas = "2020,2.A.4.d,乙厂,天然气,,carbon_in,1000,m3,,,企\n2020,2.A.4.d,乙厂,天然气,,carbon_content,0.5,kg C/m3,,,企\n"
	const steel = "2020,2.A.4.d,乙厂,粗钢,,carbon_out,%s,t,,,企\n2020,2.A.4.d,乙厂,粗钢,,carbon_content,0.01,t C/t,,,企\n"
	e := withMaterials(t)
	for _, c := range []struct {
		name, rows string
		want       string // the lines of the category, or the codes of the errors
	}{
		{"without materials the equation has fewer terms", melt, "甲厂 玻璃 500"},
		{"materials are taken off", melt + slag, "甲厂 玻璃 452"}, // 1000*0.5-100*0.48
		{"each works by itself", melt + strings.ReplaceAll(melt+slag, "甲厂", "丙厂"), "丙厂 玻璃 452; 甲厂 玻璃 500"},
		{"a balance has no main activity", coke + gas + fmt.Sprintf(steel, "350"), "乙厂 293.3333333333333333333333333333333"}, // (83+0.5-3.5)*44/12
		{"more carbon out than in", coke + fmt.Sprintf(steel, "9000"), "deduction-exceeds-generation"},
		{"materials without their activity", slag, "materials-do-not-fit"},
		{"materials of two activities", melt + strings.ReplaceAll(melt, "玻璃", "平板玻璃") + slag, "materials-of-several"},
		{"a parameter that nothing takes", coke + "2020,2.A.4.d,乙厂,焦炭,,heat,2,t,,,企\n", "materials-do-not-fit"},
		{"shares that are not the whole", coke + gas + "2020,2.A.4.d,乙厂,焦炭,,mix,0.9,fraction,,,企\n2020,2.A.4.d,乙厂,天然气,,mix,15,%,,,企\n", "shares-not-one"},
		{"shares that are", coke + gas + "2020,2.A.4.d,乙厂,焦炭,,mix,0.85,fraction,,,企\n2020,2.A.4.d,乙厂,天然气,,mix,15,%,,,企\n", "乙厂 306.1666666666666666666666666666667"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := strings.SplitAfter(strings.TrimSpace(c.rows)+"\n", "\n")
			for range 2 {
				ws, problems, err := workspace.LoadFS(fstest.MapFS{
					"inventory.toml": {Data: []byte(fmt.Sprintf(settings, "2020", "CN-PROV-2011"))},
					"activity/a.csv": {Data: []byte(head + strings.Join(rows, ""))}}, e.Vocabulary)
				if err != nil || problems.Failed() {
					t.Fatal(err, problems)
				}
				if got := worksLines(e.Compile(ws, nil)); got != c.want {
					t.Errorf("got %q, want %q", got, c.want)
				}
				for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
					rows[i], rows[j] = rows[j], rows[i]
				}
			}
		})
	}
}

func worksLines(r *Result) string {
	var out []string
	for _, p := range r.Problems {
		if p.Severity >= inventory.Error {
			out = append(out, p.Code)
		}
	}
	if r.Inventory != nil {
		for _, est := range r.Inventory.Estimates {
			if est.Number && est.Row.Category.Code == "2.A.4.d" {
				out = append(out, est.Row.Subject()+" "+est.Value().String())
			}
		}
	}
	return strings.Join(out, "; ")
}

// A file of inputs gives a material under its item, and the formula prints the sum over them.
func TestMethodRunWithMaterials(t *testing.T) {
	m, ok := withMaterials(t).Method("2.A.4.d/carbon/CO2")
	if !ok {
		t.Fatal("no method")
	}
	if got, want := Symbolic(m), "(Σ(I_i × c_i) − Σ(O_i × c_i)) × 44/12"; got != want {
		t.Errorf("formula %q, want %q", got, want)
	}
	runs, problems := RunMethod(m, "in.csv", strings.NewReader("name,item,value,unit\ncarbon_in,焦炭,100,t\ncarbon_content,焦炭,0.83,t C/t\ncarbon_out,粗钢,350,t\ncarbon_content,粗钢,0.01,t C/t\n"))
	if len(runs) != 1 || problems.Failed() {
		t.Fatal(len(runs), problems)
	}
	got, err := expr.Decimal(runs[0].Node)
	if err != nil || got.String() != "291.5" { // (83-3.5)*44/12
		t.Errorf("%s, %v", got, err)
	}
}
