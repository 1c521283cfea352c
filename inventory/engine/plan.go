package engine

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// errReported marks a node whose fault has been collected already.
var errReported = errors.New("reported")

func parseNumber(s string) (decimal.Decimal, error) { return quantity.Parse(s) }

// group is one activity: the rows of one year, category, facility, item and detail, one a parameter and in their order.
type group []*inventory.Activity

// find returns the index of the row of the parameter, -1 if there is none.
func (g group) find(parameter string) int {
	return slices.IndexFunc(g, func(row *inventory.Activity) bool { return row.Parameter == parameter })
}

// kind is all that decides how an activity is computed, but its figures: activities of one kind share a plan, whatever
// their facilities and the words that no factor knows.
type kind struct {
	year                     int
	category                 *inventory.Category
	item                     *inventory.Item
	detail, facility, inputs string
	unit                     quantity.Unit // of a single row
}

// plan is how the activities of one kind are computed: the methods that serve them, each with its factors found.
type plan struct {
	methods []*served
	fault   *fault // none serves them
	told    int    // activities whose faults were told one by one
}

// served is one method with the inputs of one kind of activity.
type served struct {
	run       *run
	method    *inventory.Method
	boundary  inventory.Boundary
	inputs    []input // as the method declares them
	status    inventory.Status
	remarks   *inventory.Remarks
	faults    []fault
	folded    *expr.Proportion // for activities of a single row of which the equation is a multiple
	materials []*binding       // of a works
	through   []int            // rows of the group that enter by a method that yields a factor
}

// input is where one input of a method comes from: a row of the activity, or a node that all of the kind share.
type input struct {
	row    int // in the group; -1 for none
	node   expr.Node
	absent bool
	by     *served // the method that yields it of figures of the activity; nil for none
}

// fault is a problem that every activity of a kind has, at a cell of one of its rows unless it has a place of its own.
type fault struct {
	row     int
	column  string
	problem inventory.Problem
}

func (f *fault) at(g group) inventory.Problem {
	p := f.problem
	if p.Source == (inventory.Source{}) {
		p.Source = g[f.row].Place.Cell(f.column)
	}
	return p
}

// chunk is a part of the rows with what was made of them.
type chunk struct {
	*run
	rows  []*inventory.Activity
	plans map[kind]*plan
	found map[kindAsked]*served
	made  []*inventory.Estimate
	slab  []inventory.Estimate
	findings
}

// work computes the activities of the chunk.
func (c *chunk) work() {
	for from := 0; from < len(c.rows); {
		to := from + 1
		for to < len(c.rows) && inventory.CompareSubjects(c.rows[from], c.rows[to]) == 0 {
			to++
		}
		if each := c.each(c.rows[from].Category); each != nil {
			for to < len(c.rows) && sameWorks(c.rows[from], c.rows[to]) {
				to++
			}
			c.works(c.rows[from:to], each)
		} else {
			c.activity(group(c.rows[from:to]))
		}
		from = to
	}
}

// toldOneByOne is how many activities of one kind and chunk have a fault of the kind told each by itself.
const toldOneByOne = 20

// activity computes every gas of one activity.
func (c *chunk) activity(g group) {
	c.guardLNG(g)
	p := c.planFor(g)
	if p.fault != nil {
		c.tell(p, g, []fault{*p.fault})
		return
	}
	if slices.ContainsFunc(g, func(row *inventory.Activity) bool { return row.Value.IsNegative() }) {
		if found := negative(p.bindings(g)); found != nil {
			c.problems.Add(found...)
			return
		}
	}
	var faults []fault
	for _, s := range p.methods {
		if len(s.faults) > 0 {
			faults = append(faults, s.faults...)
			continue
		}
		c.estimate(s, g)
	}
	if faults != nil {
		c.tell(p, g, faults)
	}
}

// bindings are the methods of the plan on one activity.
func (p *plan) bindings(g group) []*binding {
	out := make([]*binding, len(p.methods))
	for i, s := range p.methods {
		out[i] = &binding{s, g}
	}
	return out
}

// tell reports the faults of a kind at one of its activities; of many likewise the last one told says so.
func (c *chunk) tell(p *plan, g group, faults []fault) {
	if p.told++; p.told > toldOneByOne {
		return
	}
	for i := range faults {
		problem := faults[i].at(g)
		if p.told == toldOneByOne {
			problem.Message = notListed(problem.Message)
		}
		c.problems.Add(problem)
	}
}

// estimate computes one gas of one activity.
func (c *chunk) estimate(s *served, g group) {
	_, chosen := c.chosen[g[0]]
	_, derived := c.derived[g[0]]
	_, filed := c.filed[g[0]]
	own := chosen || derived || filed || len(g) > 1 || s.materials != nil
	value, err := s.value(g, own)
	if err != nil {
		c.problems.Add(equationFailed(s.method, g[0].Place.Cell("value"), err))
		return
	}
	value = c.withinGeneration(s, g, value)
	if found := s.unfit(g, value); found != nil {
		c.problems.Add(c.future.ofYear(g[0].Year, found)...)
		return
	}
	e := c.next()
	*e = inventory.Estimate{Row: g[0], Gas: s.method.Gas, Method: s.method, Source: s, Remarks: s.remarks,
		Notation: g[0].Notation & (inventory.C | inventory.FX), Boundary: s.boundary, Status: s.status, Asked: true}
	if own {
		b := &binding{s, g}
		e.Row, e.Source, e.Remarks = b.rows().line(), b, b.remarks()
	}
	e.SetValue(value)
	c.made = append(c.made, e)
}

// value is the mass in t. An equation that is a multiple of the activity's one figure is multiplied out once for all
// activities of the kind, with the same result; of any other the tree is built, evaluated and released.
func (s *served) value(g group, own bool) (decimal.Decimal, error) {
	if s.folded != nil && !own {
		return s.folded.Value(g[0].Value)
	}
	return expr.Decimal(s.method.Tree(&binding{s, g}))
}

// fold multiplies out the equation of a kind of activity that is a single row.
func (s *served) fold(g group) {
	cell := &inventory.Cell{Row: g[0], Input: s.method.Main(), Region: s.run.region}
	tree := s.method.Tree(&fixed{binding{s, g}, expr.Of(cell)})
	if folded, ok := expr.ProportionTo(tree, cell); ok {
		s.folded = &folded
	}
}

// fixed is a binding with one given leaf for the activity's figure.
type fixed struct {
	binding
	figure expr.Node
}

// Activity returns the leaf for the method's main activity.
func (f *fixed) Activity(name string) expr.Node {
	if name == f.method.Main().Name {
		return f.figure
	}
	return f.leaf(name)
}

// next is room for one more estimate; estimates lie together, a slab at a time.
func (c *chunk) next() *inventory.Estimate {
	if len(c.slab) == 0 {
		c.slab = make([]inventory.Estimate, 256)
	}
	e := &c.slab[0]
	c.slab = c.slab[1:]
	return e
}

// line is the row that the estimates of the activity are of: its first one, with the notes of all.
func (g group) line() *inventory.Activity {
	var notes []string
	for _, row := range g {
		if row.Note != "" && !slices.Contains(notes, row.Note) {
			notes = append(notes, row.Note)
		}
	}
	note := strings.Join(notes, "；")
	if note == g[0].Note {
		return g[0]
	}
	line, particulars := *g[0], *g[0].Particulars
	particulars.Note = note
	line.Particulars = &particulars
	return &line
}

// equationFailed is the problem of an equation that has no value: a division by zero, say.
func equationFailed(m *inventory.Method, at inventory.Source, err error) inventory.Problem {
	zh := err.Error()
	var failure *inventory.Failure
	if errors.As(err, &failure) {
		zh = failure.ZH
	}
	var mismatch *quantity.MismatchError
	if errors.As(err, &mismatch) {
		zh = fmt.Sprintf("单位 %s（%s）与 %s（%s）量纲不同", mismatch.From, mismatch.From.Dimension(), mismatch.To, mismatch.To.Dimension())
	}
	return inventory.Problem{
		Source: at, Code: "equation-failed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("方法 %s 无法计算：%s", m.ID, zh),
			EN: fmt.Sprintf("method %s cannot be computed: %v", m.ID, err)},
		Hint: inventory.Text{
			ZH: "检查该行的数值和单位，或用 inventory method show " + m.ID + " 查看公式",
			EN: "check value and unit of the row, or see the formula: inventory method show " + m.ID},
	}
}

// kindOf tells what decides how the activity is computed. Its facility does only where a factor is of that facility.
func (r *run) kindOf(g group) kind {
	first := g[0]
	k := kind{year: first.Year, category: first.Category, item: first.Item, detail: r.telling(first.Detail), unit: first.Unit}
	if r.fluids[first.Category] {
		if gas := r.usedGas(first); gas != nil {
			k.detail += ";" + gas.Name
		}
	}
	if r.table.HasFacility(first.Facility) {
		k.facility = first.Facility
	}
	if len(g) == 1 {
		k.inputs = first.Parameter
		return k
	}
	var inputs strings.Builder
	for _, row := range g {
		inputs.WriteString(row.Parameter + "|" + row.Unit.String() + "|")
	}
	k.inputs = inputs.String()
	return k
}

// telling are those of the words of a detail that have a part in how an activity is computed: factors or rules know them.
func (r *run) telling(detail string) string {
	out := r.table.Telling(detail)
	for _, word := range inventory.SplitList(detail) {
		if r.ruling[r.Vocabulary.Details.Canonical(word)] {
			out += ";" + word
		}
	}
	return out
}

// planFor is the plan of the activity's kind, made when the first of the kind comes.
func (c *chunk) planFor(g group) *plan {
	k := c.kindOf(g)
	p, ok := c.plans[k]
	if !ok {
		p = c.plan(g)
		c.plans[k] = p
	}
	return p
}

// plan chooses the methods and finds their factors.
func (c *chunk) plan(g group) *plan {
	first := g[0]
	methods := c.methodsFor(c.subject(first), g.takenBy(c.factorNames(c.subject(first)), false))
	if len(methods) == 0 {
		column := "category"
		problem := c.noMethod(g)
		switch {
		case problem.Code == "parameters-do-not-fit":
			column = "parameter"
		case problem.Code == "no-item":
			column = "item"
		case problem.Code == "no-detail":
			column = "detail"
		}
		return &plan{fault: &fault{problem: problem, column: column}}
	}
	methods, found := c.forGases(methods, first)
	if found != nil {
		return &plan{fault: found}
	}
	p := &plan{}
	for _, m := range methods {
		a := &asking{run: c.run, method: m, group: g, findings: newFindings()}
		p.methods = append(p.methods, a.serve())
		c.problems.Add(a.problems...)
		c.notices.Add(a.notices...)
		maps.Copy(c.used, a.used)
		maps.Copy(c.choices, a.choices)
	}
	idle := func(row *inventory.Activity) bool { return c.standsIn(methods, row) }
	if at := unusedRow(p.methods, g, func(*inventory.Activity) bool { return false }); at >= 0 && idle(g[at]) {
		c.notices.Add(inventory.Problem{Source: g[at].Place.Cell("parameter"), Code: "not-needed", Severity: inventory.Info,
			Message: inventory.Text{
				ZH: g[at].Category.Code + " 没有用 " + g[at].Parameter + "：由它推算的因子已填写或表中已有",
				EN: g[at].Category.Code + " does not use " + g[at].Parameter + ": the factor that it would yield is stated or in the tables"},
			Hint: inventory.Text{ZH: "要由它推算，就不填该因子，并在 factor_sets 中去掉有该因子的集", EN: "for it to serve, do not state the factor, and leave the set that has it out of factor_sets"}})
	}
	if at := unusedRow(p.methods, g, idle); at >= 0 {
		p.fault = &fault{row: at, column: "parameter", problem: c.parametersDoNotFit(g, at)}
	}
	return p
}

// standsIn tells whether the figure is one from which a factor of the methods can be made: it is idle where the factor is stated or
// found.
func (c *chunk) standsIn(methods []*inventory.Method, row *inventory.Activity) bool {
	return slices.ContainsFunc(methods, func(m *inventory.Method) bool {
		return slices.ContainsFunc(m.Inputs, func(in inventory.Input) bool {
			by, ok := c.Method(in.ElseBy)
			return ok && c.hasInput(by, row)
		})
	})
}

// unusedRow finds a row that no method takes and that may not be idle, -1 if there is none.
func unusedRow(methods []*served, g group, idle func(*inventory.Activity) bool) int {
	return slices.IndexFunc(g, func(row *inventory.Activity) bool {
		return !idle(row) && !slices.ContainsFunc(methods, func(s *served) bool {
			return len(s.faults) > 0 || slices.ContainsFunc(s.inputs, func(in input) bool { return in.row >= 0 && g[in.row] == row }) ||
				slices.ContainsFunc(s.through, func(at int) bool { return g[at] == row })
		})
	})
}
