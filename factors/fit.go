package factors

import (
	"cmp"
	"slices"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
)

// Query asks for the factor of one activity. Detail is the words the activity row states; they are compared with the
// detail, technology and basis of the rows. Sets are searched in their order, and no others are. Unit limits the answer
// to rows of its dimension; the zero Unit does not. Where the factor is that of a region outside the district's chain, a
// grid, rows of Home come before those of Region and its chain.
type Query struct {
	Parameter, Gas string
	Category       *inventory.Category
	Item           string // canonical name
	Detail         []string
	Facility       string
	Region, Home   string
	Climate        []string // the climates of the place: zone, ecological zone, class of temperature
	Development    string
	Year           int
	Sets           []string
	Unit           quantity.Unit
}

// question is a query, resolved once for all the rows it is held against.
type question struct {
	Query
	rule
	regions  map[string]int // region → distance
	climates map[string]int // climate → breadth
	words    []string
	classes  []string // broader items, the narrowest first
	develops string
	facility string
}

func (t *Table) ask(q Query) question {
	out := question{Query: q, rule: t.rules[q.Parameter], develops: spelling.Fold(q.Development), facility: spelling.Fold(q.Facility)}
	if t.voc.Regions == nil {
		return out // a table without rows has no vocabulary
	}
	out.regions, out.climates = t.voc.Regions.Reach(q.Region), t.voc.Climates.Reach(q.Climate)
	if q.Home != "" {
		out.regions[q.Home] = -1
	}
	out.words, out.classes = t.wordsOf(q.Detail), t.classesOf(q.Item)
	return out
}

func (t *Table) wordsOf(detail []string) []string {
	if t.voc.Details == nil {
		return nil
	}
	return t.voc.Details.Held(detail)
}

func (t *Table) classesOf(name string) []string {
	if item, ok := t.voc.Items.Lookup(name); ok && item.Name == name {
		return item.Classes
	}
	return nil
}

// misfit is the set of reasons for which a row does not answer a question; the costlier, the farther off is the row.
type misfit uint16

const (
	lacksDetail  misfit = 1 << iota // it states a detail that the activity does not
	otherClimate                    // or another climate or development status than the place has
	otherFacility
	otherYears
	otherCategory
	otherRegion
	otherUnit
	otherSet // not in the precedence
	otherGas
	otherParameter
	otherItem
)

// rank is how specific a row is to a question, from the weightiest criterion to the least; the smaller is taken.
type rank [12]int

// The places of a rank, in the order that the design declares.
const (
	byFacility   = iota // 0 if the row is of the facility
	byRegion            // distance up the chain of regions
	byItem              // 0 if the row is of the item
	byCategory          // steps up the tree, or beyondChain
	byDetail            // less the number of words it states in the column detail
	byTechnology        // likewise
	byBasis             // likewise
	byClimate           // breadth of the climate it states, or anyClimate
	byStatus            // 0 if it is of the development status
	byStart             // years since the year it is for, where the nearest earlier year serves
	byAge               // years by which it ends before the year asked for
	bySpan              // years it covers
)

// beyondChain is the category rank of a row that is taken only because its parameter holds for a whole branch.
const beyondChain = 1 << 10

// anyClimate is the climate rank of a row that states none.
const anyClimate = 1 << 10

func (r rank) compare(s rank) int { return slices.Compare(r[:], s[:]) }

// fit holds a row of the question's parameter against the question.
func (q *question) fit(r *Row) (rank, misfit) {
	var out rank
	var no misfit
	refuse := func(unfit bool, why misfit) {
		if unfit {
			no |= why
		}
	}
	out[byFacility] = stepsIf(r.terms.facility == "")
	refuse(r.terms.facility != "" && r.terms.facility != q.facility, otherFacility)
	steps, ok := 0, true
	if r.Region != "" {
		steps, ok = q.regions[r.Region]
		out[byRegion] = steps
		refuse(!ok, otherRegion)
	}
	out[byItem] = stepsIf(r.terms.items == nil)
	refuse(!r.isOf(q.Item), otherItem)
	out[byCategory], ok = q.categorySteps(r)
	refuse(!ok, otherCategory)
	for i, column := range r.terms.words {
		out[byDetail+i] = -len(column)
		refuse(slices.ContainsFunc(column, func(word string) bool { return !slices.Contains(q.words, word) }), lacksDetail)
	}
	out[byClimate] = anyClimate
	if r.Climate != "" {
		out[byClimate], ok = q.climates[r.Climate]
		refuse(!ok, otherClimate)
	}
	out[byStatus] = stepsIf(r.terms.develops == "")
	refuse(r.terms.develops != "" && r.terms.develops != q.develops, otherClimate)
	out[byAge], ok = q.age(r)
	refuse(!ok, otherYears)
	if q.years == inventory.NearestEarlier {
		// the latest figure that was current serves: an open-ended row of 2016 is older than one of 2021
		out[byStart] = q.Year - r.YearFrom
	}
	out[bySpan] = cmp.Or(r.YearTo, 9999) - r.YearFrom
	refuse(q.Unit != quantity.One && !r.terms.unit.SameDimension(q.Unit), otherUnit)
	return out, no
}

func stepsIf(general bool) int {
	if general {
		return 1
	}
	return 0
}

// categorySteps is how far above the question's category the row is filed. A row that names no device holds for the
// whole branch that its parameter holds for.
func (q *question) categorySteps(r *Row) (int, bool) {
	steps := 0
	for at := q.Category; at != nil; at = at.Parent {
		if slices.Contains(r.terms.categories, at) {
			return steps, true
		}
		steps++
	}
	if q.holdsFor == nil || r.Technology != "" || !q.Category.Within(q.holdsFor) {
		return 0, false
	}
	return beyondChain, slices.ContainsFunc(r.terms.categories, func(c *inventory.Category) bool { return c.Within(q.holdsFor) })
}

// age is by how many years the row is off the question's, 0 if it covers its year, and whether its years serve.
func (q *question) age(r *Row) (int, bool) {
	switch {
	case r.Covers(q.Year):
		return 0, true
	case q.years == inventory.AnyYear:
		return 1, true
	case r.YearFrom > q.Year:
		return r.YearFrom - q.Year, false
	default:
		return q.Year - r.YearTo, q.years == inventory.NearestEarlier
	}
}
