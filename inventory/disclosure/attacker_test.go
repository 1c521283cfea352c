package disclosure_test

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/disclosure"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// vocabulary is that of the shipped tables.
func vocabulary(tb testing.TB) *inventory.Vocabulary {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	return e.Vocabulary
}

// constant gives the value of an estimate as its tree.
type constant struct{}

func (constant) Tree(e *inventory.Estimate) expr.Node {
	return expr.Const(e.Value(), inventory.TonneOf(e.Gas))
}

// world makes an inventory of 2020 of lines such as "1.A.2.f 甲 coal CO2 100": category, plant or -, activity, gas, t or a key.
func world(voc *inventory.Vocabulary, lines ...string) *inventory.Inventory {
	var out []*inventory.Estimate
	rows := map[string]*inventory.Activity{}
	for _, line := range lines {
		words := strings.Fields(line)
		about := strings.Join(words[:3], " ")
		if rows[about] == nil {
			rows[about] = &inventory.Activity{Particulars: &inventory.Particulars{}, Year: 2020, Category: voc.Categories.Must(words[0]), Facility: strings.Trim(words[1], "-"), Detail: words[2]}
		}
		e := &inventory.Estimate{Row: rows[about], Gas: words[3], Asked: true, Source: constant{}}
		if key, err := inventory.ParseNotation(words[4]); err == nil {
			e.Notation = key
		} else {
			e.SetValue(decimal.RequireFromString(words[4]))
		}
		out = append(out, e)
	}
	return inventory.New("500151", "铜梁区", "CN-PROV-2011", "AR5", []int{2020}, out, voc)
}

func marks(plants ...string) (out []inventory.Confidential) {
	for _, p := range plants {
		out = append(out, inventory.Confidential{Facility: p})
	}
	return out
}

// attacker is one who reads everything that is published of a year, and knows the lines that he is said to know. He has the figures from
// inventory.Total and the definition of the totals, and solves for the lines that are hidden.
type attacker struct {
	inv     *inventory.Inventory
	unknown []*inventory.Estimate
	factors bool // he knows how the lines of an activity stand to each other
	rows    [][]*big.Rat
}

func attack(inv *inventory.Inventory, year int, hidesLine func(*inventory.Estimate) bool, hides func(inventory.Figure) bool, factors bool) *attacker {
	a := &attacker{inv: inv, factors: factors}
	for _, e := range inv.Estimates {
		if e.Row.Year == year && e.Number && hidesLine(e) {
			a.unknown = append(a.unknown, e)
		}
	}
	for _, f := range inv.Figures() {
		if f.Year != year || hides(f) {
			continue
		}
		t := inv.Total(f)
		if t.HasMass {
			a.read(a.sum(f, func(*inventory.Estimate) *big.Rat { return big.NewRat(1, 1) }))
		}
		if t.HasCO2e {
			a.read(a.sum(f, a.gwp))
		}
	}
	return a
}

func (a *attacker) gwp(e *inventory.Estimate) *big.Rat {
	if p, ok := a.inv.GWP(e.Gas); ok {
		return p.Amount.Rat()
	}
	return new(big.Rat)
}

// sum is a total as a sum of what is unknown.
func (a *attacker) sum(f inventory.Figure, weight func(*inventory.Estimate) *big.Rat) []*big.Rat {
	out := make([]*big.Rat, len(a.unknown))
	for i, e := range a.unknown {
		out[i] = new(big.Rat)
		gas, _ := a.inv.Vocabulary.Gases.Lookup(e.Gas)
		in := f.Scope == inventory.ScopeTotal || f.Scope == inventory.ScopeWithoutLand && !inventory.IsLand(e.Row.Category)
		if c, ok := a.inv.Vocabulary.Categories.Lookup(f.Scope); ok && f.Scope != inventory.ScopeTotal {
			in = in || e.Row.Category.Within(c)
		}
		if in && e.Boundary == f.Boundary && (f.Gas == inventory.AllGases || gas.Matches(f.Gas)) {
			out[i].Set(weight(e))
		}
	}
	return out
}

// read learns an equation.
func (a *attacker) read(row []*big.Rat) {
	if rest, at := a.rest(a.seen(row)); at >= 0 {
		scale := new(big.Rat).Inv(rest[at])
		for _, x := range rest {
			x.Mul(x, scale)
		}
		for _, before := range a.rows {
			by := new(big.Rat).Set(before[at])
			for j, x := range before {
				x.Sub(x, new(big.Rat).Mul(by, rest[j]))
			}
		}
		a.rows = append(a.rows, rest)
	}
}

// seen is the row with the lines of one activity as one unknown, if he knows the factors.
func (a *attacker) seen(row []*big.Rat) []*big.Rat {
	out := make([]*big.Rat, len(row))
	for i, e := range a.unknown {
		out[i] = new(big.Rat).Set(row[i])
		first := slices.IndexFunc(a.unknown, func(other *inventory.Estimate) bool {
			return together(other, e)
		})
		if a.factors && first >= 0 && first != i {
			share := new(big.Rat).Quo(e.Value().Rat(), a.unknown[first].Value().Rat())
			out[first].Add(out[first], share.Mul(share, row[i]))
			out[i] = new(big.Rat)
		}
	}
	return out
}

// together tells whether two lines are in proportion to one activity.
func together(a, b *inventory.Estimate) bool {
	return (a.Row == b.Row || a.Origin() == b.Origin() && a.Origin().File != "") && a.Value().Sign() != 0 && b.Value().Sign() != 0
}

func (a *attacker) rest(row []*big.Rat) ([]*big.Rat, int) {
	v := row
	for _, r := range a.rows {
		at := slices.IndexFunc(r, func(x *big.Rat) bool { return x.Sign() != 0 })
		by := new(big.Rat).Set(v[at])
		if by.Sign() == 0 {
			continue
		}
		for j := range v {
			v[j].Sub(v[j], new(big.Rat).Mul(by, r[j]))
		}
	}
	return v, slices.IndexFunc(v, func(x *big.Rat) bool { return x.Sign() != 0 })
}

// has tells whether he can work out the sum of the lines that want weighs.
func (a *attacker) has(want func(*inventory.Estimate) *big.Rat) bool {
	row := make([]*big.Rat, len(a.unknown))
	something := false
	for i, e := range a.unknown {
		if row[i] = want(e); row[i] == nil {
			row[i] = new(big.Rat)
		}
		something = something || row[i].Sign() != 0
	}
	if !something {
		return false
	}
	_, at := a.rest(a.seen(row))
	return at < 0
}

// tells the lines of another.
func (a *attacker) tells(plant string) {
	for i, e := range a.unknown {
		if e.Row.Facility == plant {
			row := make([]*big.Rat, len(a.unknown))
			for j := range row {
				row[j] = new(big.Rat)
			}
			row[i].SetInt64(1)
			a.read(row)
		}
	}
}

// finds lists what he can work out of a plant: each line, its sum by gas and by category, and its CO2e.
func (a *attacker) finds(own func(*inventory.Estimate) bool) (out []string) {
	one := big.NewRat(1, 1)
	ask := func(name string, weight func(*inventory.Estimate) *big.Rat) {
		if a.has(func(e *inventory.Estimate) *big.Rat {
			if !own(e) {
				return nil
			}
			return weight(e)
		}) && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, e := range a.unknown {
		if !own(e) {
			continue
		}
		ask(fmt.Sprint("line ", e.Row.Category.Code, " ", e.Row.Detail, " ", e.Gas), func(other *inventory.Estimate) *big.Rat {
			if other == e {
				return one
			}
			return nil
		})
		ask("gas "+e.Gas, func(other *inventory.Estimate) *big.Rat {
			if other.Gas == e.Gas {
				return one
			}
			return nil
		})
		ask("category "+e.Row.Category.Code, func(other *inventory.Estimate) *big.Rat {
			if other.Row.Category == e.Row.Category {
				return a.gwp(other)
			}
			return nil
		})
	}
	ask("CO2e", a.gwp)
	return out
}

// breaches are what anyone can work out of the plants: a stranger, or one of the other plants.
func breaches(inv *inventory.Inventory, year int, m *disclosure.Mask, plants []string, insiders bool) (out []string) {
	for _, factors := range []bool{false, true} {
		knowing := []string{""}
		if insiders {
			for _, e := range inv.Estimates {
				if e.Row.Facility != "" && m.HidesLine(e) && !slices.Contains(knowing, e.Row.Facility) {
					knowing = append(knowing, e.Row.Facility)
				}
			}
		}
		reader := attack(inv, year, m.HidesLine, m.Hides, factors)
		for _, who := range knowing {
			a := reader.clone()
			if who != "" {
				a.tells(who)
			}
			for _, plant := range plants {
				if who == plant && who != "" {
					continue
				}
				for _, found := range a.finds(func(e *inventory.Estimate) bool { return e.Row.Facility == plant }) {
					out = append(out, fmt.Sprintf("%s has %s of %s (factors known: %v)", who, found, plant, factors))
				}
			}
		}
	}
	return out
}

func (a *attacker) clone() *attacker {
	out := *a
	out.rows = nil
	for _, r := range a.rows {
		row := make([]*big.Rat, len(r))
		for i, x := range r {
			row[i] = new(big.Rat).Set(x)
		}
		out.rows = append(out.rows, row)
	}
	return &out
}

// anything tells whether he can work out any combination at all of the lines, but for those that hold for every amount by the factors.
func (a *attacker) anything(own func(*inventory.Estimate) bool) bool {
	var order []int
	others := 0
	for i, e := range a.unknown {
		if own(e) {
			order = append(order, i)
		} else {
			order = slices.Insert(order, others, i)
			others++
		}
	}
	rows := a.clone().rows
	for _, at := range order[:others] {
		pivot := slices.IndexFunc(rows, func(r []*big.Rat) bool { return r[at].Sign() != 0 })
		if pivot < 0 {
			continue
		}
		by := rows[pivot]
		rows = slices.Delete(rows, pivot, pivot+1)
		for _, r := range rows {
			times := new(big.Rat).Quo(r[at], by[at])
			for j := range r {
				r[j].Sub(r[j], new(big.Rat).Mul(times, by[j]))
			}
		}
	}
	for _, r := range rows {
		if slices.ContainsFunc(r, func(x *big.Rat) bool { return x.Sign() != 0 }) {
			return true
		}
	}
	return false
}
