package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// What is grown, spread or burnt on fields is stated once, at 3.C, and stands in each category that it is of: a crop in residues,
// burning and rice, fertiliser in direct and indirect N2O, urea in its CO2 as well. What is filed at the direct N2O of soils is of
// the indirect too.
const (
	codeFields  = "3.C"
	codeBurning = "3.C.1.b"
	codeRice    = "3.C.7"
	byProduct   = "3.C/nitrogen.product/nitrogen"
	nitrogenIn  = "nitrogen"
	productOf   = "fertiliser_product"
	contentOf   = "n_content"
)

var fieldTargets = []string{codeBurning, "3.C.2", "3.C.3", codeSoils, codeIndirect, codeRice}

// fields gives each category the rows of the fields that are of it.
func (r *run) fields() {
	root, soils, indirect := r.Vocabulary.Categories.Must(codeFields), r.Vocabulary.Categories.Must(codeSoils), r.Vocabulary.Categories.Must(codeIndirect)
	var rows []*inventory.Activity
	stated := map[herdOf]bool{} // subjects with rows of their own at 3.C.5
	var direct []*inventory.Activity
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool {
		if !slices.Contains(r.years, row.Year) || row.Item != nil && row.Item.Kind == animals {
			return false
		}
		switch row.Category {
		case root:
			rows = append(rows, row)
			return true
		case soils:
			direct = append(direct, row)
		case indirect:
			stated[herdOf{row.Year, row.Facility, row.Item}] = true
		}
		return false
	})
	var made []*inventory.Activity
	for _, g := range bySubject(rows) {
		made = append(made, r.fieldRows(g)...)
	}
	for _, g := range bySubject(direct) {
		if !stated[herdOf{g[0].Year, g[0].Facility, g[0].Item}] && !r.keyed(g[0], indirect) {
			made = append(made, r.ifTaken(r.flowingTo(r.namedByUnit(g), indirect))...)
		}
	}
	if made != nil {
		r.rows = sortRows(append(r.rows, made...))
	}
}

// bySubject parts rows in the order of the tables to activities.
func bySubject(rows []*inventory.Activity) []group {
	var out []group
	for from := 0; from < len(rows); {
		to := from + 1
		for to < len(rows) && inventory.CompareSubjects(rows[from], rows[to]) == 0 {
			to++
		}
		out = append(out, group(rows[from:to]))
		from = to
	}
	return out
}

// keyed tells whether a key speaks of the subject at the target: then nothing is put there beside it.
func (r *run) keyed(row *inventory.Activity, target *inventory.Category) bool {
	return slices.ContainsFunc(r.keys, func(key *inventory.Activity) bool {
		elsewhere := key.Item == nil && key.Notation.Has(inventory.IE)
		return key.Year == row.Year && target.Within(key.Category) && key.Facility == row.Facility && (elsewhere || key.Item == row.Item && row.Item != nil)
	})
}

// flowingTo are the rows that a method of the target takes, under it.
func (r *run) flowingTo(g group, target *inventory.Category) group {
	var out group
	for _, row := range g {
		if r.takes(target, row.Item, row.Parameter) {
			out = append(out, r.flowing(row, target, row.Detail, row.Parameter))
		}
	}
	return out
}

// fieldRows are the rows that an activity of the fields gives its categories. What none of them takes is left at the direct N2O
// of soils, where it is said what is taken.
func (r *run) fieldRows(g group) []*inventory.Activity {
	g = r.namedByUnit(g)
	nitrogen := r.ofProduct(g)
	if nitrogen != nil {
		g = append(g, nitrogen)
	}
	var out []*inventory.Activity
	used := map[*inventory.Activity]bool{}
	for _, code := range fieldTargets {
		target := r.Vocabulary.Categories.Must(code)
		rows := r.ifTaken(r.flowingTo(g, target))
		if rows == nil {
			continue
		}
		for _, row := range g {
			used[row] = used[row] || slices.ContainsFunc(rows, func(made *inventory.Activity) bool { return made.Parameter == row.Parameter })
		}
		if r.keyed(g[0], target) || code == codeRice && r.statesRice(g[0]) {
			continue
		}
		out = append(out, rows...)
	}
	unused := func(row *inventory.Activity) bool {
		made := nitrogen != nil && (row.Parameter == productOf || row.Parameter == contentOf)
		return !used[row] && !made && !r.ofOtherGuide(row)
	}
	if slices.ContainsFunc(g, unused) {
		soils := r.Vocabulary.Categories.Must(codeSoils)
		var rest group
		for _, row := range g {
			rest = append(rest, r.flowing(row, soils, row.Detail, row.Parameter))
		}
		return rest
	}
	return out
}

// ofOtherGuide tells whether the figure is one that another guide asks for, and this one does not.
func (r *run) ofOtherGuide(row *inventory.Activity) bool {
	for _, code := range fieldTargets {
		if r.takes(r.Vocabulary.Categories.Must(code), row.Item, row.Parameter) {
			return false
		}
	}
	other := slices.ContainsFunc(r.rules, func(one rule) bool {
		_, has := one.method.InputOf(row.Parameter)
		return has && slices.Contains(fieldTargets, one.category.Code) && one.serves(one.guide, one.category, row.Item)
	})
	if other {
		r.notices.Add(notOfGuide(row, r.ws.Config.Guide))
	}
	return other
}

func notOfGuide(row *inventory.Activity, guide string) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "not-of-guide", Severity: inventory.Info,
		Message: inventory.Text{ZH: "指南 " + guide + " 不用参数 " + row.Parameter, EN: "the guide " + guide + " has no use for " + row.Parameter},
		Hint:    inventory.Text{ZH: "改用别的指南时才用得上", EN: "it serves where another guide is chosen"}}
}

// statesRice tells whether rice of the subject is filed by itself as well.
func (r *run) statesRice(row *inventory.Activity) bool {
	rice := r.Vocabulary.Categories.Must(codeRice)
	return slices.ContainsFunc(r.rows, func(other *inventory.Activity) bool {
		return other.Category == rice && other.Year == row.Year && other.Facility == row.Facility && other.Item == row.Item
	})
}

// namedByUnit gives a row that names no parameter the one that its unit says: nitrogen, an area, else the output of a crop or
// what is applied.
func (r *run) namedByUnit(g group) group {
	out := slices.Clone(g)
	for i, row := range out {
		if row.Parameter != "" {
			continue
		}
		name := "output"
		switch soils := r.Vocabulary.Categories.Must(codeSoils); {
		case row.Unit.SameDimension(inventory.TonneOf("N")) || r.takes(soils, row.Item, nitrogenIn):
			name = nitrogenIn
		case row.Unit.SameDimension(quantity.MustUnit("ha")):
			name = "crop_area"
		case !r.takes(soils, row.Item, name):
			name = "applied"
		}
		out[i] = r.flowing(row, row.Category, row.Detail, name)
	}
	return out
}

// ofProduct is the nitrogen of a fertiliser whose mass and content are stated; nil if they are not, or its nitrogen is.
func (r *run) ofProduct(g group) *inventory.Activity {
	product, content := g.find(productOf), g.find(contentOf)
	if product < 0 || content < 0 || g.find(nitrogenIn) >= 0 {
		return nil
	}
	method, ok := r.Method(byProduct)
	if !ok {
		panic("no method " + byProduct)
	}
	in := nodes{}
	for name, at := range map[string]int{productOf: product, contentOf: content} {
		declared, _ := method.InputOf(name)
		in[name] = r.cell(g[at], declared)
	}
	tree := method.Tree(in)
	value, err := expr.Decimal(tree)
	if err != nil {
		r.problems.Add(equationFailed(method, g[content].Place.Cell("unit"), err))
		return nil
	}
	row := *g[product]
	row.Parameter, row.Value, row.Unit, row.Uncertainty = nitrogenIn, value, tree.Unit(), nil
	r.derived[&row] = derivation{from: g[product], tree: func(declared *inventory.Input) expr.Node { return expr.Label(declared.Symbol, tree) },
		note: inventory.Text{
			ZH: strings.TrimSpace("折纯：" + answer(g[product]) + " × 含氮量 " + answer(g[content])),
			EN: strings.TrimSpace("nitrogen: " + answer(g[product]) + " × content " + answer(g[content]))}}
	return &row
}
