package disclosure

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// view is the order of columns as somebody sees them who wants to know of marked plants.
type view struct {
	order  []int // without his own; those of the plants last
	others int
	plants []string
	own    func(*column) bool // of the plants
}

// views are those of each marked plant by every other plant of the columns, in the order of their names, or by a stranger if there is no
// other; and by a stranger of several together where a figure is of them alone.
func (y *year) views(columns []*column) []view {
	var plants, owners []string
	for _, c := range columns {
		if c.marked {
			plants = append(plants, c.facility)
		}
		if c.facility != "" && !y.strangers {
			owners = append(owners, c.facility)
		}
	}
	slices.Sort(plants)
	slices.Sort(owners)
	plants, owners = slices.Compact(plants), slices.Compact(owners)
	var out []view
	for _, plant := range plants {
		before := len(out)
		own := func(c *column) bool { return c.marked && c.facility == plant }
		for _, owner := range owners {
			if owner != plant {
				out = append(out, viewOf(columns, []string{plant}, own, owner))
			}
		}
		if len(out) == before {
			out = append(out, viewOf(columns, []string{plant}, own, ""))
		}
	}
	for _, g := range y.groups {
		out = append(out, viewOf(columns, g.plants, func(c *column) bool { return g.columns[c] }, ""))
	}
	return out
}

func viewOf(columns []*column, plants []string, own func(*column) bool, owner string) view {
	out := view{plants: plants, own: own}
	var last []int
	for i, c := range columns {
		switch {
		case own(c):
			last = append(last, i)
		case owner == "" || c.facility != owner:
			out.order = append(out.order, i)
		}
	}
	out.others = len(out.order)
	out.order = append(out.order, last...)
	return out
}

// reach is how far from a marked column others may be kept back for it: below a category, below the totals, or the totals too.
type reach struct {
	top    *inventory.Category // nil above the categories
	totals bool
}

func (r reach) up() reach {
	if r.top == nil {
		return reach{totals: true}
	}
	return reach{top: r.top.Parent}
}

// holds tells whether the column lies within.
func (r reach) holds(c *column) bool { return r.top == nil || c.within(r.top) }

// frees tells whether the figure may be kept back.
func (r reach) frees(f *figure) bool {
	switch {
	case r.totals:
		return true
	case f.category == nil:
		return false
	case r.top == nil:
		return true
	}
	return f.category != r.top && f.category.Within(r.top)
}

// field is a choice of columns that may be kept back, with the figures that may be so with them.
type field struct {
	*year
	columns []*column
	place   map[*column]int
	free    []*figure
	sieves  []*sieve
	weights map[string]uint64 // by gas
	said    map[string][]hint // by the lines of a row: what it would tell, none of one that is published
}

// search decides what is kept back.
func (y *year) search() {
	reaches := map[*column]reach{}
	for _, c := range y.columns {
		if c.marked {
			reaches[c] = reach{top: c.categories[0]}
		}
	}
	if len(reaches) == 0 {
		return
	}
	for {
		told := y.field(reaches, len(y.columns)).publishBound()
		if len(told) == 0 {
			break
		}
		for _, c := range told {
			reaches[c] = reaches[c].up()
		}
	}
	// A few of what lies far from the plants will mostly do.
	const few = 8
	for most := few; ; most *= few {
		f := y.field(reaches, most)
		if told := f.publishBound(); len(told) == 0 {
			f.publishFree()
			return
		}
	}
}

// field takes the columns that are kept back, and beside them of each category from a marked one's up to its reach the smallest, most of
// each, and as many of those that are no less than a tenth of the plants.
func (y *year) field(reaches map[*column]reach, most int) *field {
	f := &field{year: y, place: map[*column]int{}, weights: map[string]uint64{}, said: map[string][]hint{}}
	in := make([]bool, len(y.columns))
	met := map[reach]bool{}
	for _, c := range y.columns {
		in[c.order] = in[c.order] || y.back[c] != nil
		to, marked := reaches[c]
		for _, category := range c.categories {
			for r := (reach{top: category}); marked && !met[r]; r = r.up() {
				met[r] = true
				y.smallest(r, most, in)
				if r == to || r.totals {
					break
				}
			}
		}
	}
	for _, c := range y.columns {
		if in[c.order] {
			f.place[c] = len(f.columns)
			f.columns = append(f.columns, c)
		}
	}
	for _, total := range y.figures {
		for c := range reaches {
			if reaches[c].frees(total) {
				f.free = append(f.free, total)
				break
			}
		}
	}
	for _, of := range y.views(f.columns) {
		f.sieves = append(append(f.sieves, &sieve{view: of}), y.sights(of)...)
	}
	return f
}

// smallest adds the smallest columns within reach.
func (y *year) smallest(r reach, most int, in []bool) {
	var within []*column
	for _, c := range y.columns {
		if r.holds(c) {
			within = append(within, c)
		}
	}
	slices.SortFunc(within, func(a, b *column) int { return cmp.Or(a.size.Cmp(b.size), cmp.Compare(a.order, b.order)) })
	large := slices.IndexFunc(within, func(c *column) bool { return !y.tiny(c.size, inventory.AllGases) })
	for _, from := range []int{0, max(0, large)} {
		for _, c := range within[from:min(len(within), from+most)] {
			in[c.order] = true
		}
	}
}

// publishBound publishes the figures that must not be kept back; the columns are those of marked plants of which something is then
// known.
func (f *field) publishBound() (told []*column) {
	free := map[*figure]bool{}
	for _, total := range f.free {
		free[total] = true
	}
	for _, total := range f.figures {
		if free[total] || f.kept[total] != nil || total.untold {
			continue
		}
		for _, at := range f.publishTotal(total) {
			if c := f.columns[at.column]; !slices.Contains(told, c) {
				told = append(told, c)
			}
		}
	}
	return told
}

// publishFree publishes of what may be kept back as much as gives no plant away: the totals from the top of the tree down, sums over all
// gases before those of one, then the lines.
func (f *field) publishFree() {
	depth := func(t *figure) int {
		if t.category == nil {
			return 0
		}
		return t.category.Depth
	}
	oneGas := func(t *figure) int {
		if t.Gas == inventory.AllGases {
			return 0
		}
		return 1
	}
	slices.SortFunc(f.free, func(a, b *figure) int {
		return cmp.Or(cmp.Compare(depth(a), depth(b)), cmp.Compare(oneGas(a), oneGas(b)), f.bySize(a.size, b.size, a.Gas, b.Gas), cmp.Compare(a.order, b.order))
	})
	for _, total := range f.free {
		if f.kept[total] != nil || total.untold {
			continue
		}
		if told := f.publishTotal(total); len(told) > 0 {
			f.kept[total] = plantsOf(told)
		}
	}
	columns := slices.Clone(f.columns)
	slices.SortFunc(columns, func(a, b *column) int {
		return cmp.Or(f.bySize(a.size, b.size, inventory.AllGases, inventory.AllGases), cmp.Compare(a.order, b.order))
	})
	for _, c := range columns {
		if f.back[c] != nil {
			continue
		}
		row := make([]uint64, len(f.columns))
		row[f.place[c]] = 1
		if told := f.publish(row, nil); len(told) > 0 {
			f.back[c] = plantsOf(told)
		}
	}
}

// publishTotal is publish of a figure. Figures that hold the same of the columns' lines are one row.
func (f *field) publishTotal(total *figure) []hint {
	lines, key := f.unknowns(total, f.place)
	if len(lines) == 0 {
		return nil
	}
	if told, met := f.said[key]; met {
		return told
	}
	row := make([]uint64, len(f.columns))
	for _, e := range lines {
		p, weight := f.at[e], uint64(1)
		if total.gas == "" || total.Gas == inventory.AllGases {
			weight = f.potential(total, e.Gas)
		}
		at := f.place[p.column]
		row[at] = (row[at] + times(p.residue, weight)) % prime
	}
	f.said[key] = f.publish(row, lines)
	return f.said[key]
}

func (f *field) potential(total *figure, gas string) uint64 {
	if _, met := f.weights[gas]; !met {
		f.weights[gas] = residue(total.weight(f.inv, gas).Rat())
	}
	return f.weights[gas]
}

// hint is what a row would tell of marked plants.
type hint struct {
	plants []string
	column int
}

// publish adds the row, which is of the lines, to what is published, or says what it would tell, and leaves it.
func (f *field) publish(row []uint64, lines []*inventory.Estimate) (told []hint) {
	rests, pivots := make([][]uint64, len(f.sieves)), make([]int, len(f.sieves))
	for i, s := range f.sieves {
		disclosed := false
		if rests[i], pivots[i], disclosed = s.reduce(f.as(s, row, lines, f.place)); disclosed {
			told = append(told, hint{s.plants, s.order[pivots[i]]})
		}
	}
	if len(told) > 0 {
		return told
	}
	for i, s := range f.sieves {
		s.add(rests[i], pivots[i])
	}
	return nil
}

func plantsOf(told []hint) []string {
	var out []string
	for _, h := range told {
		out = append(out, h.plants...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// tiny tells whether a figure of the gas is less than a tenth of what the largest of the marked activities emits of it, or of all that it
// emits where it emits none: a plant that hides behind next to nothing is as good as published.
func (y *year) tiny(size decimal.Decimal, gas string) bool {
	of, emits := y.largest[gas]
	if !emits {
		of = y.largest[inventory.AllGases]
	}
	return size.Shift(1).LessThan(of)
}

// bySize orders from the largest to the smallest, the tiny ones first, which are no cover.
func (y *year) bySize(a, b decimal.Decimal, gasA, gasB string) int {
	last := func(d decimal.Decimal, gas string) int {
		if y.tiny(d, gas) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(last(a, gasA), last(b, gasB)), b.Cmp(a))
}
