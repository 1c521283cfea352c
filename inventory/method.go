package inventory

import (
	"slices"

	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// Boundary tells which sums an estimate may enter; no sum crosses it.
type Boundary uint8

// The boundaries.
const (
	Territorial Boundary = iota // inside the district's border: the inventory's total
	Indirect                    // purchased electricity and heat
	MemoItem                    // bunkers, biogenic CO2
	boundaryCount
)

// Boundaries lists them in the order of the tables.
var Boundaries = [boundaryCount]Boundary{Territorial, Indirect, MemoItem}

// String returns the word used in tables: territorial, indirect, memo.
func (b Boundary) String() string { return [...]string{"territorial", "indirect", "memo"}[b] }

// Inputs gives a method's equation its leaves. Both calls always return a node; a missing or unfit input comes as a
// node that carries the error, which the engine turns into a Problem at the activity row.
type Inputs interface {
	Activity(name string) expr.Node
	Factor(name string) expr.Node
	// Has tells whether an optional input is given. A formula that is only printed has all of them.
	Has(name string) bool
	// Series is the figures of an input marked Series, of the year and those before it, the earliest first; one of year 0 where
	// the formula is only printed. Nothing if the activity gives none.
	Series(name string) []Dated
	// Carried is what states makes of the figures of all years of an input marked Series, the earliest first: each year's state of a
	// recurrence. It is made once for the years that have the same factors and the same by. Nothing where the activity gives no figure
	// or the formula is only printed.
	Carried(name, by string, states func([]Dated) map[int]expr.Node) map[int]expr.Node
	// Year is the year of the activity, 0 where the formula is only printed.
	Year() int
	// Item names what the activity or the material is of, "" if nothing; Detail what else the row says of it.
	Item() string
	Detail() string
	// Sum adds up the terms of the materials of a works that give the activity, an input marked Each; term is given the inputs
	// of one material. It fails if no material gives it.
	Sum(name string, term func(Inputs) expr.Node) expr.Node
}

// Dated is the figure of a year.
type Dated struct {
	Year int
	Node expr.Node
}

// Failure is an error that is said in both languages.
type Failure struct{ Text }

// Error is the English text.
func (f *Failure) Error() string { return f.EN }

// Input declares one input of a method.
type Input struct {
	Name   string // parameter name in the tables
	Symbol string // in formulas
	Title  Text
	Unit   string // the units the equation takes, joined by semicolons, the formula's own first; any of their dimensions is accepted
	Factor bool   // looked up in factor tables; otherwise read from the activity table
	Gas    string // gas column of the factor row, "" if none
	Item   string // item of the factor row where it is not the activity's own: 电力
	// Words are the details by which the tables tell the factor, where they are not the activity's own: what organic amendment it
	// converts.
	Words string
	// Among are words, joined by semicolons, of which the tables tell the factor by those that hold of the activity, and by no
	// others of its detail: a plant and the water that it discharges into have factors of one name. Where none holds it is Words.
	Among string
	// ElseBy is the method that yields the factor where no row states it: nitrogen excreted, of the animal's mass.
	ElseBy string
	// FiledAt is the category of the factor row where it is not the activity's own: what burns is the same waste in an
	// incinerator, 4.C.1, and in a power plant.
	FiledAt string
	// Parameter is the name of the factor in the tables where the equation has several of it: the emission_factor of
	// limestone and that of dolomite. "" = Name.
	Parameter string
	// OfUsed marks an amount of the gas that the activity names, of a method for any gas.
	OfUsed bool
	// GasUnit is the unit of a mass of the gas that is computed, of a method for any gas: kg %s/m2.
	GasUnit string
	plain   string // the unit without the gas
	// ElseGas is the gas column of the row that serves where none states the factor for Gas: HFCs, of one of them.
	ElseGas string
	// Per names the activity by which Unit is divided: a calorific value is energy per unit of fuel, be it mass or
	// volume. A row whose unit does not fit is not a candidate. Of several, joined by semicolons, the one that is given counts.
	Per string
	// With names the factor whose set this one must come from (carbon content with oxidation). WithItems limits the rule
	// to the named items; empty = every item.
	With      string
	WithItems []string
	// Grid marks a factor of the electricity grid, which is looked up for the grid region that inventory.toml names.
	Grid bool
	// Equipment marks a factor of electrical equipment, which the tables state for the regions that build it: it is looked up
	// for the one that inventory.toml names.
	Equipment bool
	// Sets names factor sets searched before those of the guide ("" = the guide's own list); NCV marks look-ups by the
	// list ncv_sets.
	Sets []string
	NCV  bool
	// OnlySets leaves out the guide's list, where a row of its other tables would be of something else: of what an iron works
	// makes and not of what it takes.
	OnlySets bool
	// Own marks a factor that no table of a guide states: the district's own, or none.
	Own bool
	// Optional marks an input without which the equation holds too, with fewer terms: methane recovered, fuel taken as raw
	// material. An optional factor is one that the activity states itself; it is not looked up.
	Optional bool
	// For names the optional activity that a factor goes with: where that is not given, the factor is not needed. Of
	// several, joined by semicolons, any will do.
	For string
	// Each marks an activity that a works gives once for each of its materials, in rows of their own items: a raw material
	// that stands in for limestone, what brings carbon in, a product that takes it out. Factors that are For it are those of
	// the material. One material at least gives it unless it is Optional.
	Each bool
	// Series marks an activity of which the equation takes the earlier years as well: what went into a bank.
	Series bool
	// ForChecks marks an optional activity that the equation does not use and the checks hold the others against.
	ForChecks bool
	// Signed marks an activity that may be below zero: what came in less what went out. Any other that is, is an error of its row.
	Signed bool
	// Recovers marks an optional activity that is taken from what is emitted: a gas recovered, used or flared. More than
	// is generated without it is an error of its row.
	Recovers bool
	// Deducts marks one that is taken from what is generated for another reason: carbon that stays in a product, a raw
	// material that brings oxide and no carbonate. More than is generated is an error likewise. One that is not optional, where
	// there are no materials, is the far side of a balance: the error then names all its figures.
	Deducts bool
	// Within names the activity of which this one is a part: gas recovered of a charge. Both are given or neither, and a part
	// above its whole is an error of its row, whatever the other terms of the equation hold.
	Within string
	// Shares is a word that inputs have in common which are the shares of one whole: what is given of them sums to one.
	Shares string
	// Rest says of such shares that they may leave a rest: they sum to no more than one.
	Rest bool
	// SameTotal names another activity given for each material: both are of the same things, and their sums are equal. The areas of
	// land before and after a change are.
	SameTotal string
	// SameBy are words of the detail, of which the materials name one each: the sums of SameTotal are equal of each by itself. Land
	// may change its use and not its soil.
	SameBy []string
}

// InTables is the name of the factor in the tables.
func (in *Input) InTables() string {
	if in.Parameter != "" {
		return in.Parameter
	}
	return in.Name
}

// Needed tells whether the input is an activity without which the equation does not hold.
func (in *Input) Needed() bool { return !in.Factor && !in.Optional && !in.Each }

// Reads is the unit in which a figure enters the equation: a bare count, such as 5 个 or 3 座, is one of the things that
// the equation counts, if that is one sort of thing. Any other unit is read as it stands.
func (in *Input) Reads(unit quantity.Unit) quantity.Unit {
	if !unit.Counts() {
		return unit
	}
	var counted []quantity.Unit
	for _, name := range SplitList(in.Unit) {
		declared := quantity.MustUnit(name)
		if declared.SameDimension(unit) {
			return unit
		}
		if declared.Counts() {
			counted = append(counted, declared)
		}
	}
	if len(counted) != 1 {
		return unit
	}
	return unit.Counting(counted[0])
}

// Method is one equation of a guideline for one gas; or for a figure that other equations start from, which Yields names.
type Method struct {
	ID       string // category/variant/gas, unique: 1.A/comb.cn/CO2
	Category string // the category, with all below it, that it serves
	Gas      string // "" if the equation gives no gas; AnyGas if it is that which the activity names, or one that Over finds
	// Over names, of a method for any gas, the factor whose rows say which gases there are: all that one set of the tables states
	// for the category, emission by area of silicon or by-products of what is used. "" is the gas used itself.
	Over string
	// Where tells how the formula's states are made of those of the year before, to be printed below it.
	Where []string
	// Yields is what the equation gives instead of a gas: fuel, carbon; YieldsIn the units it may come in, joined by
	// semicolons, the formula's own first.
	Yields   string
	YieldsIn string
	// Part names what of the gas the method gives where another gives the rest of the same activity: the biogenic CO2 of
	// mixed waste beside the fossil. "" is the gas itself.
	Part     string
	Tier     string
	Boundary Boundary
	Title    Text
	Source   string // document, equation or table, page
	Inputs   []Input
	Formula  func(Inputs) expr.Node

	named bool // made of a method for any gas: a mass that names no gas is one of it
}

// Of names what the method gives: the gas, or what it yields instead.
func (m *Method) Of() string {
	if m.Gas == "" {
		return m.Yields
	}
	return m.Gas
}

// In brings the result of the equation to its unit: t of the gas, or the first of the yield's units of its dimension.
func (m *Method) In(n expr.Node) expr.Node {
	if m.Gas == AnyGas {
		return expr.In(n, quantity.MustUnit("t"))
	}
	if t := quantity.MustUnit("t"); m.named && n.Err() == nil && n.Unit().SameDimension(t) {
		return expr.Mul(expr.In(n, t), expr.RatioOf(1, 1, TonneOf(m.Gas).Div(t)))
	}
	if m.Gas != "" || n.Err() != nil {
		return expr.In(n, TonneOf(m.Gas))
	}
	units := SplitList(m.YieldsIn)
	for _, name := range units {
		if unit := quantity.MustUnit(name); unit.SameDimension(n.Unit()) {
			return expr.In(n, unit)
		}
	}
	return expr.In(n, quantity.MustUnit(units[0]))
}

// Tree is the equation on the inputs, in the unit of its result.
func (m *Method) Tree(in Inputs) expr.Node { return m.In(m.Formula(in)) }

// Input returns the declared input of the name.
func (m *Method) Input(name string) (Input, bool) {
	if in, ok := m.InputOf(name); ok {
		return *in, true
	}
	return Input{}, false
}

// InputOf returns the method's own declaration of the input, which is not to be changed.
func (m *Method) InputOf(name string) (*Input, bool) {
	for i := range m.Inputs {
		if m.Inputs[i].Name == name {
			return &m.Inputs[i], true
		}
	}
	return nil, false
}

// Main is the method's first activity, never an optional one, which a row that names no parameter gives; nil if it has none.
func (m *Method) Main() *Input {
	for i := range m.Inputs {
		if m.Inputs[i].Needed() {
			return &m.Inputs[i]
		}
	}
	return nil
}

// OfMaterial tells whether the input is one of each material of a works: an activity marked Each or a factor of one.
func (m *Method) OfMaterial(in *Input) bool {
	if in.Each {
		return true
	}
	for _, name := range SplitList(in.For) {
		if of, ok := m.InputOf(name); ok && of.Each {
			return true
		}
	}
	return false
}

// Each tells whether any input is one of the materials of a works.
func (m *Method) Each() bool {
	return slices.ContainsFunc(m.Inputs, func(in Input) bool { return in.Each })
}
