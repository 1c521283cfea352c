package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// asking finds the inputs of one method for one kind of activity, of which group is the first met.
type asking struct {
	run     *run
	method  *inventory.Method
	group   group
	works   []group // the materials of a works
	words   string  // those of all of them, for what is asked of the works as such
	of      bool    // the group is one of them
	status  inventory.Status
	remarks []inventory.Text
	faults  []fault
	through []int                 // rows that enter by a method that yields a factor
	found   map[kindAsked]*served // of the works and materials of a chunk
	findings
}

// kindAsked tells of what kind of a works, or of a material of one, the inputs of a method were found: those of one kind have the same.
type kindAsked struct {
	method *inventory.Method
	kind
	words string
	of    bool
}

// serve finds every input.
func (a *asking) serve() *served {
	out := &served{run: a.run, method: a.method, boundary: a.run.boundary(a.method, a.group[0])}
	if a.found == nil {
		out.inputs = a.inputs()
	} else {
		out.inputs = a.inputsOnce()
	}
	a.materials(out)
	if len(a.faults) == 0 && !a.of {
		if err := a.method.Formula(&binding{out, a.group}).Err(); err != nil {
			a.faults = append(a.faults, fault{column: "unit", problem: equationFailed(a.method, inventory.Source{}, err)})
		}
	}
	out.status, out.faults, out.through = a.status, a.faults, a.through
	if main := a.method.Main(); len(a.faults) == 0 && len(a.group) == 1 && main != nil && len(out.materials) == 0 && !a.of {
		out.fold(a.group)
	}
	if a.remarks != nil {
		out.remarks = &inventory.Remarks{Texts: a.remarks}
	}
	return out
}

// inputs finds each input where the method has it.
func (a *asking) inputs() []input {
	out := make([]input, len(a.method.Inputs))
	for i := range a.method.Inputs {
		declared := &a.method.Inputs[i]
		if a.method.OfMaterial(declared) != a.of || a.leftOut(declared) {
			out[i] = input{row: -1, absent: true}
		} else if declared.Factor {
			out[i] = a.factor(declared)
		} else {
			out[i] = a.activity(declared)
		}
	}
	a.volumes()
	a.apart()
	return out
}

// inputsOnce finds the inputs of the first of a kind that has no fault, and gives the others the same.
func (a *asking) inputsOnce() []input {
	key := kindAsked{a.method, a.run.kindOf(a.group), a.words, a.of}
	known := a.found[key]
	if known == nil {
		known = &served{inputs: a.inputs(), status: a.status, through: a.through}
		if a.remarks != nil {
			known.remarks = &inventory.Remarks{Texts: slices.Clone(a.remarks)}
		}
		if len(a.faults) == 0 {
			a.found[key] = known
		}
		return known.inputs
	}
	a.status, a.through = known.status, known.through
	if known.remarks != nil {
		a.remark(known.remarks.Texts...)
	}
	return known.inputs
}

// leftOut tells whether the equation does without the input: an optional one that is not given, or a factor of one.
func (a *asking) leftOut(declared *inventory.Input) bool {
	if declared.For != "" && !slices.ContainsFunc(inventory.SplitList(declared.For), func(name string) bool {
		of, ok := a.method.InputOf(name)
		return ok && a.rowOf(of) >= 0
	}) {
		return true
	}
	return (declared.Optional || declared.Each) && a.rowOf(declared) < 0
}

// per is the activity by which the factor is stated and its row: of several the one that is given; nil if there is none.
func (a *asking) per(declared *inventory.Input) (*inventory.Input, int) {
	var first *inventory.Input
	for _, name := range inventory.SplitList(declared.Per) {
		of, ok := a.method.InputOf(name)
		if !ok {
			continue
		}
		if at := a.rowOf(of); at >= 0 {
			return of, at
		}
		if first == nil {
			first = of
		}
	}
	return first, -1
}

// volumes remarks on gas volumes that are used as they stand: of two figures that meet in the equation one declares a
// reference state and the other none, so nothing can be converted (METHODS §1.1).
func (a *asking) volumes() {
	for i := range a.method.Inputs {
		declared := &a.method.Inputs[i]
		if declared.Per == "" {
			continue
		}
		_, at := a.per(declared)
		with := a.rowOf(declared)
		if at < 0 || with < 0 {
			continue
		}
		a.asItStands(a.group[at].Unit, a.group[with].Unit)
	}
}

func (a *asking) asItStands(volume, factor quantity.Unit) {
	if state := volume.State(); state != "" && factor.State() == "" {
		a.remark(inventory.Text{
			ZH: fmt.Sprintf("气体体积 %s（%s）照数使用：%s 没有写参比状态", volume, state, factor),
			EN: fmt.Sprintf("the gas volume in %s (%s) is used as it stands: %s declares no reference state", volume, state, factor)})
	}
}

// rowOf is the row that gives the method's input: the one that names it or, for the first activity of the method, one that
// names no parameter. A measured factor is that of the input only if its unit says so: the methods of CH4 and N2O both know
// one called ef.
func (a *asking) rowOf(declared *inventory.Input) int {
	at := a.group.find(declared.Name)
	if at < 0 && declared == a.method.Main() {
		return a.group.find("")
	}
	if at >= 0 && declared.Factor {
		if unit, ok := a.unit(*declared); ok && !a.group[at].Unit.Of(declared.Gas).SameDimension(unit) {
			return -1
		}
	}
	return at
}

// activity checks the activity's figure against the units the equation is written for.
func (a *asking) activity(declared *inventory.Input) input {
	at := a.rowOf(declared)
	if at < 0 {
		a.faults = append(a.faults, fault{column: "parameter", problem: a.run.noMethod(a.group)})
		return input{row: -1, node: expr.Fail(errReported)}
	}
	if !fitsUnit(a.group[at], declared) {
		a.faults = append(a.faults, fault{row: at, column: "unit", problem: wrongDimension(a.group[at], declared)})
	}
	return input{row: at}
}

// fitsUnit tells whether the row's unit has the dimension of one of those the equation is written for.
func fitsUnit(row *inventory.Activity, declared *inventory.Input) bool {
	read := declared.Reads(row.Unit)
	return slices.ContainsFunc(inventory.SplitList(declared.Unit), func(unit string) bool { return quantity.MustUnit(unit).SameDimension(read) })
}

// unit is the unit a factor must fit: the declared one, by the unit of the activity where it is stated per activity; false
// if that activity is missing or unfit, which is its own fault.
func (a *asking) unit(declared inventory.Input) (quantity.Unit, bool) {
	unit := quantity.MustUnit(declared.Unit)
	if declared.Per == "" {
		return unit, true
	}
	per, at := a.per(&declared)
	if at < 0 || !fitsUnit(a.group[at], per) {
		return unit, false
	}
	return unit.Div(per.Reads(a.group[at].Unit)), true
}

// factor finds the factor: measured at the activity, 1 where the fuel is given as heat, or a row of the tables.
func (a *asking) factor(declared *inventory.Input) input {
	if at := a.rowOf(declared); at >= 0 {
		return input{row: at}
	}
	failed := input{row: -1, node: expr.Fail(errReported)}
	unit, ok := a.unit(*declared)
	switch {
	case !ok:
		return failed
	case declared.Per != "" && unit.SameDimension(quantity.One):
		return input{row: -1, node: expr.Int(1)}
	}
	p, problem, ok := a.search(*declared, unit)
	if !ok && declared.ElseBy != "" && problem.Code == "factor-not-found" {
		return a.elseBy(declared)
	}
	if !ok {
		a.faults = append(a.faults, fault{column: "item", problem: problem})
		return failed
	}
	if _, at := a.per(declared); at >= 0 {
		a.asItStands(a.group[at].Unit, p.In)
	}
	a.status = max(a.status, p.Status)
	a.used[p.Key()] = p
	return input{row: -1, node: expr.Of(p)}
}

// elseBy makes the factor by the method that yields it from others.
func (a *asking) elseBy(declared *inventory.Input) input {
	method, ok := a.run.Method(declared.ElseBy)
	if !ok {
		panic("no method " + declared.ElseBy)
	}
	by := &asking{run: a.run, method: method, group: a.group, findings: newFindings()}
	s := by.serve()
	a.findings.add(&by.findings)
	a.remark(by.remarks...)
	a.status = max(a.status, s.status)
	if a.faults = append(a.faults, s.faults...); s.faults != nil {
		return input{row: -1, node: expr.Fail(errReported)}
	}
	for _, in := range s.inputs {
		if in.row >= 0 {
			a.through = append(a.through, in.row)
		}
	}
	if len(a.through) > 0 { // a figure of the activity stands in it
		return input{row: -1, by: s}
	}
	return input{row: -1, node: expr.Label(declared.Symbol, method.Tree(&binding{s, a.group}))}
}

// wrongDimension says that the row's unit cannot be that of the input.
func wrongDimension(row *inventory.Activity, declared *inventory.Input) inventory.Problem {
	wanted := inventory.SplitList(declared.Unit)
	return inventory.Problem{
		Code: "wrong-dimension", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("单位 %s（%s）不能用于%s，应为 %s 一类的单位", row.Unit, row.Unit.Dimension(), declared.Title.ZH, strings.Join(wanted, "、")),
			EN: fmt.Sprintf("unit %s (%s) does not fit %s, which is in %s or the like", row.Unit, row.Unit.Dimension(), declared.Title.EN, strings.Join(wanted, ", "))},
		Hint: inventory.Text{
			ZH: "核对单位是否写错；不同量纲之间不作换算",
			EN: "check the unit; nothing is converted between dimensions"},
	}
}

// together returns the inputs of the method that must come from one set with the named one, itself included; one alone
// if the rule does not apply to the item. What the activity states itself comes from no set.
func (a *asking) together(declared inventory.Input) []inventory.Input {
	leader := declared.Name
	if declared.With != "" && a.bound(declared) {
		leader = declared.With
	}
	var out []inventory.Input
	for i := range a.method.Inputs {
		other := &a.method.Inputs[i]
		if other.Name != declared.Name && a.rowOf(other) >= 0 {
			continue
		}
		if other.Name == leader || other.With == leader && a.bound(*other) {
			out = append(out, *other)
		}
	}
	return out
}

func (a *asking) bound(declared inventory.Input) bool {
	return len(declared.WithItems) == 0 || slices.Contains(declared.WithItems, a.group[0].ItemName())
}

// sets is the precedence in which the input's factor is searched: that of the guide, with the method's own sets after
// the district's, or these alone.
func (r *run) sets(declared inventory.Input, paired bool) []string {
	if declared.NCV && !paired {
		return r.ws.Config.NCVSets
	}
	out := slices.Clone(r.ws.Config.FactorSets)
	at := 0
	if len(out) > 0 && out[0] == "local" {
		at = 1
	}
	if declared.OnlySets {
		return slices.Concat(out[:at], declared.Sets)
	}
	rest := slices.DeleteFunc(slices.Clone(out[at:]), func(set string) bool { return slices.Contains(declared.Sets, set) })
	return slices.Concat(out[:at], declared.Sets, rest)
}

// query asks for the input's factor for the activity, under the name the recorded choices let the item go by.
func (a *asking) query(declared inventory.Input, unit quantity.Unit, item string, sets []string) factors.Query {
	row := a.group[0]
	switch {
	case declared.Item != "":
		item = declared.Item
	case a.run.fluids[row.Category] && isAgent(row.Item):
		item = "" // rows of the tables name the gas as their gas
	}
	category := row.Category
	if declared.FiledAt != "" {
		category = a.run.Vocabulary.Categories.Must(declared.FiledAt)
	}
	region := a.run.ws.Config.Region
	place, home := region.Key, ""
	if declared.Grid && region.GridRegion != "" {
		place, home = region.GridRegion, region.Key
	}
	if declared.Equipment {
		place, home = region.EquipmentRegion, region.Key
	}
	return factors.Query{
		Parameter: declared.InTables(), Gas: declared.Gas, Category: category, Item: item, Detail: a.detail(declared), Facility: row.Facility,
		Region: place, Home: home, Climate: inventory.SplitList(region.Climate), Development: region.Development, Year: row.Year, Sets: sets, Unit: unit,
	}
}

// detail are the words by which the input's factor is told: of the activity, or of a works those that its materials have in common.
func (a *asking) detail(declared inventory.Input) []string {
	out := a.run.wordsOf(declared, a.group[0])
	if len(out) == 0 && declared.Among == "" {
		return inventory.SplitList(a.words)
	}
	return out
}

// wordsOf are the words by which the tables are asked for the factor.
func (r *run) wordsOf(declared inventory.Input, row *inventory.Activity) []string {
	if declared.Among == "" {
		return inventory.SplitList(cmp.Or(declared.Words, row.Detail))
	}
	known := r.Vocabulary.Details.Held(inventory.SplitList(row.Detail))
	out := slices.DeleteFunc(inventory.SplitList(declared.Among), func(word string) bool {
		return !slices.Contains(known, r.Vocabulary.Details.Canonical(word))
	})
	if len(out) == 0 {
		return inventory.SplitList(declared.Words)
	}
	return out
}
