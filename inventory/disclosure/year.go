package disclosure

import (
	"encoding/binary"
	"maps"
	"math/big"
	"slices"
	"sync"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/expr"
)

// Options say what else is known.
type Options struct {
	Remainders []*engine.Remainder // of the result: what is left of a total that holds a marked plant tells of the plant
	Strangers  bool                // whoever wants to know is no plant himself, and knows no lines
	Exact      bool                // what all but tells of a plant may be shown
}

// For makes the mask of an inventory. What is marked and has no line hides nothing. Years are worked on side by side.
func For(inv *inventory.Inventory, marked []inventory.Confidential, o Options) *Mask {
	m := &Mask{figures: map[inventory.Figure]bool{}, lines: map[*inventory.Estimate]bool{}, years: map[int]*year{}}
	covered := func(of int, a *inventory.Activity) bool {
		return a.Facility != "" && slices.ContainsFunc(marked, func(c inventory.Confidential) bool { return c.Covers(of, a.Category, a.Facility) })
	}
	stocks := stocksOf(inv, covered)
	marks := func(of int, a *inventory.Activity) bool { return covered(of, a) || stocks[stockOf(a)] }
	telling := map[*inventory.Activity][]string{}
	for _, rest := range o.Remainders {
		for _, part := range rest.Parts {
			if marks(part.Year, part) && !slices.Contains(telling[rest.Row], part.Facility) {
				telling[rest.Row] = append(telling[rest.Row], part.Facility)
			}
		}
	}
	lines := map[int][]*inventory.Estimate{}
	for _, e := range inv.Estimates {
		lines[e.Row.Year] = append(lines[e.Row.Year], e)
	}
	figures := map[int][]inventory.Figure{}
	var years []*year
	var working sync.WaitGroup
	for _, of := range inv.Years {
		if !slices.ContainsFunc(lines[of], func(e *inventory.Estimate) bool { return marks(of, e.Row) || telling[e.Row] != nil }) {
			continue
		}
		if len(figures) == 0 {
			for _, f := range inv.Figures() {
				figures[f.Year] = append(figures[f.Year], f)
			}
		}
		y := &year{inv: inv, of: of, lines: lines[of], telling: telling, strangers: o.Strangers, exact: o.Exact, marks: func(a *inventory.Activity) bool { return marks(of, a) }}
		years = append(years, y)
		totals := figures[of]
		working.Go(func() {
			y.columnsOf(y.lines)
			y.figuresOf(totals, y.lines)
			y.mask()
		})
	}
	working.Wait()
	for _, y := range years {
		m.years[y.of] = y
		m.take(y)
	}
	return m
}

// stock is what an activity of a stock that is carried on from year to year is of.
type stock struct {
	category               *inventory.Category
	facility, item, detail string
}

func stockOf(a *inventory.Activity) stock {
	return stock{a.Category, a.Facility, a.ItemName(), a.Detail}
}

// stocksOf are the stocks that marked lines are computed from, such as a landfill's: whoever sees one year of a stock works out the next,
// so that a mark of some of its years is one of all.
func stocksOf(inv *inventory.Inventory, covered func(int, *inventory.Activity) bool) map[stock]bool {
	out := map[stock]bool{}
	for _, e := range inv.Estimates {
		if key := stockOf(e.Row); e.Number && covered(e.Row.Year, e.Row) && !out[key] && len(expr.States(e.Mass())) > 0 {
			out[key] = true
		}
	}
	return out
}

// take adds what is kept back of a year.
func (m *Mask) take(y *year) {
	for _, f := range y.figures {
		if of := y.kept[f]; of != nil {
			m.figures[f.Figure] = true
			m.hidden = append(m.hidden, Hidden{Figure: f.Figure, Primary: y.ownFigure(f), Of: of})
		}
	}
	of := map[*inventory.Estimate][]string{}
	for _, c := range y.columns {
		for _, e := range c.all {
			if y.back[c] != nil && of[e] == nil {
				of[e] = y.back[c]
			}
		}
	}
	for _, e := range y.lines {
		if of[e] == nil {
			continue
		}
		m.lines[e] = true
		m.hidden = append(m.hidden, Hidden{Line: e, Primary: y.marks(e.Row), Of: of[e]})
		for _, superseded := range e.Superseded() {
			m.lines[superseded] = true
		}
	}
}

// year is the system of one year. Years have no line in common, and boundaries only by activities that emit in two.
type year struct {
	inv       *inventory.Inventory
	of        int
	lines     []*inventory.Estimate
	marks     func(*inventory.Activity) bool
	telling   map[*inventory.Activity][]string // what is left of totals that hold marked plants, and the plants
	strangers bool
	exact     bool
	columns   []*column
	figures   []*figure
	largest   map[string]decimal.Decimal // CO2e of the largest marked activity, by gas and of all
	kept      map[*figure][]string
	back      map[*column][]string // likewise
	groups    []group
	at        map[*inventory.Estimate]place
	proofs    []*proof
	place     map[*column]int // of the columns of the proofs
	nears     []*sieve        // of the same columns
	light     map[string][]bool
	proved    map[string]bool // that are published, by their lines
}

// group is several marked plants that a figure is of alone.
type group struct {
	plants  []string
	columns map[*column]bool
}

// place is where a line stands: its column and its share there.
type place struct {
	column  *column
	share   *big.Rat
	residue uint64 // the share modulo the prime
	order   int    // of the line, among those of the year
}

// unknown tells whether the line is kept back and has a mass.
func (y *year) unknown(e *inventory.Estimate) bool {
	p, ok := y.at[e]
	return ok && y.back[p.column] != nil
}

// ownFigure tells whether the figure is of marked plants alone: beside them there are no lines, or none with a mass.
func (y *year) ownFigure(f *figure) bool {
	own := func(e *inventory.Estimate) bool { return y.marks(e.Row) }
	other := func(e *inventory.Estimate) bool { return !own(e) && !e.Value().IsZero() }
	if len(f.lines) == 0 {
		return len(f.keys) > 0 && !slices.ContainsFunc(f.keys, func(e *inventory.Estimate) bool { return !own(e) })
	}
	return slices.ContainsFunc(f.lines, own) && !slices.ContainsFunc(f.lines, other)
}

// plants are those of the lines that are marked, sorted.
func (y *year) plants(lines []*inventory.Estimate) []string {
	out := []string{}
	for _, e := range lines {
		if y.marks(e.Row) {
			out = append(out, e.Row.Facility)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// mask finds what is kept back, and proves that it is enough.
func (y *year) mask() {
	y.light = map[string][]bool{}
	y.kept, y.back, y.at, y.largest = map[*figure][]string{}, map[*column][]string{}, map[*inventory.Estimate]place{}, map[string]decimal.Decimal{}
	for _, c := range y.columns {
		for i, e := range c.lines {
			y.at[e] = place{c, c.shares[i], residue(c.shares[i]), len(y.at)}
		}
		switch {
		case c.marked:
			y.back[c] = []string{c.facility}
			y.measure(c)
		case c.tells != nil:
			y.back[c] = c.tells
		}
	}
	for _, f := range y.figures {
		if y.ownFigure(f) {
			y.kept[f] = y.plants(append(slices.Clone(f.lines), f.keys...))
			y.group(f)
		}
	}
	y.search()
	y.begin()
	for _, f := range y.figures {
		if y.kept[f] == nil && !f.untold && !y.prove(f) { // what is nought modulo the prime need not be so
			y.kept[f] = y.plants(y.inv.Estimates)
		}
	}
}

// group keeps the plants that a figure is of alone, if they are several, from being had as a whole.
func (y *year) group(f *figure) {
	g := group{plants: y.kept[f], columns: map[*column]bool{}}
	for _, e := range f.lines {
		if p, ok := y.at[e]; ok {
			g.columns[p.column] = true
		}
	}
	if len(g.plants) > 1 && !slices.ContainsFunc(y.groups, func(other group) bool { return maps.Equal(other.columns, g.columns) }) {
		y.groups = append(y.groups, g)
	}
}

// measure notes how large a marked activity is.
func (y *year) measure(c *column) {
	note := func(gas string, size decimal.Decimal) {
		if known, met := y.largest[gas]; !met || known.LessThan(size) {
			y.largest[gas] = size
		}
	}
	note(inventory.AllGases, c.size)
	for _, e := range c.lines {
		if gwp, ok := y.inv.GWP(e.Gas); ok {
			note(e.Gas, e.Value().Mul(gwp.Amount).Abs())
		}
	}
}

// begin sets up the proofs, one for each marked plant and each other plant that may want to know of it.
func (y *year) begin() {
	y.place, y.proved = map[*column]int{}, map[string]bool{}
	var hidden []*column
	for _, c := range y.columns {
		if y.back[c] != nil {
			y.place[c] = len(hidden)
			hidden = append(hidden, c)
		}
	}
	for _, of := range y.views(hidden) {
		y.proofs = append(y.proofs, &proof{view: of})
		y.nears = append(y.nears, y.sights(of)...)
	}
}

// unknowns are the lines of the figure that are of the columns and have a weight in it. Figures that have them in common, which the key
// says, are the same sum of them, but for a factor: the weight of a line rests on its gas alone.
func (y *year) unknowns(f *figure, of map[*column]int) (lines []*inventory.Estimate, key string) {
	var b []byte
	for _, e := range f.lines {
		p, known := y.at[e]
		if _, in := of[p.column]; !known || !in || f.weight(y.inv, e.Gas).IsZero() {
			continue
		}
		lines, b = append(lines, e), binary.AppendUvarint(b, uint64(p.order))
	}
	return lines, string(b)
}

// prove publishes the figure if that gives no plant away.
func (y *year) prove(f *figure) bool {
	lines, key := y.unknowns(f, y.place)
	if len(lines) == 0 || y.proved[key] {
		return true
	}
	row, near := make([]*big.Rat, len(y.place)), make([]uint64, len(y.place))
	for i := range row {
		row[i] = new(big.Rat)
	}
	for _, e := range lines {
		p := y.at[e]
		at, weight := y.place[p.column], f.weight(y.inv, e.Gas).Rat()
		row[at].Add(row[at], new(big.Rat).Mul(p.share, weight))
		near[at] = (near[at] + times(p.residue, residue(weight))) % prime
	}
	whole := integers(row)
	rests, pivots := make([][]*big.Int, len(y.proofs)), make([]int, len(y.proofs))
	for i, p := range y.proofs {
		disclosed := false
		if rests[i], pivots[i], disclosed = p.reduce(whole); disclosed {
			return false
		}
	}
	nearRests, nearPivots := make([][]uint64, len(y.nears)), make([]int, len(y.nears))
	for i, s := range y.nears {
		disclosed := false
		if nearRests[i], nearPivots[i], disclosed = s.reduce(y.as(s, near, lines, y.place)); disclosed {
			return false
		}
	}
	for i, p := range y.proofs {
		p.add(rests[i], pivots[i])
	}
	for i, s := range y.nears {
		s.add(nearRests[i], nearPivots[i])
	}
	y.proved[key] = true
	return true
}
