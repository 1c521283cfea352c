package agriculture_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/sectors/agriculture"
)

// figures are the inputs of a method by name.
type figures map[string]expr.Node

func (f figures) Activity(name string) expr.Node { return f.of(name) }

func (f figures) Factor(name string) expr.Node { return f.of(name) }

func (f figures) Has(name string) bool { _, ok := f[name]; return ok }

func (f figures) Series(string) []inventory.Dated { return nil }

func (f figures) Carried(string, string, func([]inventory.Dated) map[int]expr.Node) map[int]expr.Node {
	return nil
}

func (f figures) Year() int { return 2020 }

func (f figures) Item() string { return "" }

func (f figures) Detail() string { return "" }

func (f figures) Sum(string, func(inventory.Inputs) expr.Node) expr.Node {
	return expr.Fail(fmt.Errorf("no materials"))
}

func (f figures) of(name string) expr.Node {
	if n, ok := f[name]; ok {
		return n
	}
	return expr.Fail(fmt.Errorf("no %s", name))
}

func figure(t *testing.T, value, unit string) expr.Node {
	t.Helper()
	return expr.Const(decimal.RequireFromString(value), quantity.MustUnit(unit))
}

func method(t *testing.T, id string) *inventory.Method {
	t.Helper()
	for _, m := range agriculture.Methods() {
		if m.ID == id {
			return m
		}
	}
	t.Fatal("no method " + id)
	return nil
}

func value(t *testing.T, n expr.Node) decimal.Decimal {
	t.Helper()
	v, err := expr.Decimal(n)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// drawn gives every input of the method a figure of its unit: fractions of a tenth at most, so that no flow runs dry; optional ones
// now and then.
func drawn(r *rand.Rand, m *inventory.Method) figures {
	out := figures{}
	for _, in := range m.Inputs {
		if in.Optional && r.IntN(2) == 0 {
			continue
		}
		unit := quantity.MustUnit(inventory.SplitList(in.Unit)[0])
		digits := decimal.New(1+r.Int64N(99_999), -6)
		switch {
		case unit.SameDimension(quantity.One) || strings.HasPrefix(in.Unit, "kg N2O-N/kg N"):
		case strings.HasPrefix(in.Unit, "kg N2-N"):
			digits = decimal.NewFromInt(3)
		default:
			digits = digits.Shift(5)
		}
		out[in.Name] = expr.Const(digits, unit)
	}
	return out
}

// Nitrogen is conserved to the last digit: what comes in is what is emitted, leached, volatilised, kept from fields and what
// remains, in every balance and whatever the figures.
func TestNitrogenIsConserved(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	known := map[string]agriculture.Direction{}
	for _, f := range agriculture.Flows {
		known[f.Name] = f.Is
	}
	balances := 0
	for _, m := range agriculture.Methods() {
		if !strings.Contains(m.ID, "/balance.") {
			continue
		}
		balances++
		for range 200 {
			tree := m.Tree(drawn(r, m))
			in, out := decimal.Decimal{}, decimal.Decimal{}
			for _, state := range expr.States(tree) {
				is, ok := known[state.Name()]
				if !ok {
					t.Fatalf("%s has a flow %s that no table names", m.ID, state.Name())
				}
				switch v := value(t, state); is {
				case agriculture.In:
					in = in.Add(v)
				case agriculture.Out, agriculture.Remains:
					out = out.Add(v)
				}
			}
			if !in.Equal(out) || !in.IsPositive() {
				t.Fatalf("%s: %s t N in, %s out", m.ID, in, out)
			}
		}
	}
	if balances != 19 {
		t.Errorf("%d balances", balances)
	}
}

// The N2O of fields and of storage is that of the balance: both start from the same nitrogen.
func TestEmissionsAreThoseOfTheBalance(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	ratio := expr.RatioOf(44, 28, quantity.MustUnit("t N2O/t N"))
	for _, c := range []struct{ balance, flow, emission, ef string }{
		{"cn.manure", "N2O-N_field", "3.C.4/cn.manure/N2O", ""}, {"cn.people", "N2O-N_field", "3.C.4/cn.people/N2O", ""}, {"cn", "N2O-N_field", "3.C.4/cn/N2O", ""},
		{"cn.residues", "N2O-N_field", "3.C.4/cn.residues/N2O", ""}, {"synthetic", "N2O-N_field", "3.C.4/synthetic/N2O", ""}, {"flooded", "N2O-N_field", "3.C.4/flooded/N2O", ""},
		{"flooded.organic", "N2O-N_field", "3.C.4/flooded.organic/N2O", ""}, {"pasture.so.burned", "N2O-N_field", "3.C.4/pasture.so/N2O", ""}, {"flooded", "N_gas_field", "3.C.5/atd/N2O", "EF4"}, {"flooded.organic", "N_gas_field", "3.C.5/atd.organic/N2O", "EF4"},
		{"manure.2006", "N2O-N_field", "3.C.4/manure.2006/N2O", ""}, {"manure.2019", "N2O-N_field", "3.C.4/manure.2019/N2O", ""}, {"residues.2019", "N2O-N_field", "3.C.4/residues.2019/N2O", ""},
		{"residues.2006", "N2O-N_field", "3.C.4/residues.2006/N2O", ""}, {"pasture.so", "N2O-N_field", "3.C.4/pasture.so/N2O", ""}, {"som", "N2O-N_field", "3.C.4/som/N2O", ""},
		{"manure.2019", "N2O-N_storage", "3.A.2/ipcc/N2O", ""}, {"manure.2006", "N2O-N_storage", "3.A.2/ipcc/N2O", ""},
		{"manure.2019", "N_gas_storage", "3.C.6/vol/N2O", "EF4"}, {"manure.2019", "N_leach_storage", "3.C.6/leach/N2O", "EF5"}, {"manure.2019", "N_gas_field", "3.C.5/atd.manure.2019/N2O", "EF4"},
		{"manure.2006", "N_leach_field", "3.C.5/leach.manure.2006/N2O", "EF5"}, {"cn.manure", "N_leach_field", "3.C.5/cn.manure.leaching/N2O", "EF_leach"}, {"residues.2019", "N_leach_field", "3.C.5/leach.residues.2019/N2O", "EF5"},
	} {
		balance, emission := method(t, "3.C.4/balance."+c.balance+"/nitrogen"), method(t, c.emission)
		for range 50 {
			in := drawn(r, balance)
			if c.ef != "" {
				declared, _ := emission.InputOf(c.ef)
				in[c.ef] = figure(t, "0.01", declared.Unit)
			}
			var flow expr.Node
			for _, state := range expr.States(balance.Tree(in)) {
				if state.Name() == c.flow {
					flow = state
				}
			}
			want := expr.Mul(flow, ratio)
			if c.ef != "" {
				want = expr.Mul(want, figure(t, "0.01", "1"))
			}
			difference := value(t, emission.Tree(in)).Sub(value(t, want)).Abs()
			if difference.GreaterThan(decimal.New(1, -25)) {
				t.Fatalf("%s: %s t N2O, and %s of the balance gives %s", c.emission, value(t, emission.Tree(in)), c.flow, value(t, want))
			}
		}
	}
}

// Straw is what it was when all its ways are added up, and what is left to itself is none of them.
func TestStrawIsConserved(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, way := range []string{"cn", "2006", "2019"} {
		m := method(t, "3.C/straw."+way+"/straw")
		for range 200 {
			produced, gone := decimal.Decimal{}, decimal.Decimal{}
			for _, state := range expr.States(m.Tree(drawn(r, m))) {
				if state.Name() == agriculture.StrawProduced {
					produced = value(t, state)
				} else {
					gone = gone.Add(value(t, state))
				}
			}
			if !produced.Equal(gone) {
				t.Fatalf("%s: %s t of straw, %s accounted for", way, produced, gone)
			}
		}
	}
}

// The unit in which a herd or a field is counted changes no digit.
func TestUnitsOfHerdsAndFields(t *testing.T) {
	enteric, rice := method(t, "3.A.1/cn/CH4"), method(t, "3.C.7/cn/CH4")
	factors := figures{"EF": figure(t, "88.1", "kg CH4/head/yr"), "EF_area_season": figure(t, "156.2", "kg CH4/ha/season")}
	same := func(m *inventory.Method, name, want string, written ...string) {
		t.Helper()
		for _, w := range written {
			amount, unit, _ := strings.Cut(w, " ")
			factors[name] = figure(t, amount, unit)
			if got := value(t, m.Tree(factors)).String(); got != want {
				t.Errorf("%s %s: %s, want %s", m.ID, w, got, want)
			}
		}
	}
	same(enteric, "head", "10891.3625", "123625 头", "12.3625 万头", "12.3625 万只", "123625 head", "12.3625 10^4 head", "123625 只", "0.123625 百万头")
	same(rice, "crop_area", "1927.6642", "12341 ha", "185115 亩", "18.5115 万亩", "12.341 千公顷", "123410000 m2", "1.2341 万公顷")
}

// A herd, its excretion and a field of the print, in the units of the print.
func TestPrintedFigures(t *testing.T) {
	m := method(t, "3.A/population.aap/head")
	in := figures{"slaughtered": figure(t, "60000", "head"), "days_alive": figure(t, "60", "day")}
	if got := value(t, m.Tree(in)).RoundBank(0).String(); got != "9863" {
		t.Errorf("60,000 chickens of 60 days: %s head, printed 9,863", got)
	}
}
