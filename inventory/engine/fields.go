package engine

import (
	"cmp"
	"fmt"
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
	outputOf    = "output"
)

var fieldTargets = []string{codeBurning, "3.C.2", "3.C.3", codeSoils, codeIndirect, codeRice}

// fields gives each category the rows of the fields that are of it.
func (r *run) fields() {
	root, soils, indirect := r.Vocabulary.Categories.Must(codeFields), r.Vocabulary.Categories.Must(codeSoils), r.Vocabulary.Categories.Must(codeIndirect)
	var rows []*inventory.Activity
	var direct, stated []*inventory.Activity
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
			stated = append(stated, row)
		}
		return false
	})
	var made []*inventory.Activity
	for _, g := range bySubject(rows) {
		if !r.unsettled[herdOf{g[0].Year, g[0].Facility, g[0].Item}] {
			made = append(made, r.fieldRows(g)...)
		}
	}
	for _, g := range bySubject(direct) {
		r.grow(g)
		if !r.statedApart(g[0], direct, stated) && !r.keyed(g[0], indirect) {
			made = append(made, r.ifTaken(r.flowingTo(r.namedByUnit(g), indirect))...)
		}
	}
	if made != nil {
		r.rows = sortRows(append(r.rows, made...))
	}
}

// statedApart tells whether the indirect N2O of what the row spreads is stated by itself: under the same detail, in parts of it, or in
// all, unless the direct N2O has that detail as well.
func (r *run) statedApart(row *inventory.Activity, direct, indirect []*inventory.Activity) bool {
	same := func(a *inventory.Activity) bool {
		return a.Year == row.Year && a.Facility == row.Facility && a.Item == row.Item
	}
	return slices.ContainsFunc(indirect, func(other *inventory.Activity) bool {
		if !same(other) {
			return false
		}
		return r.ofDetail(row, other) || r.ofDetail(other, row) && !slices.ContainsFunc(direct, func(a *inventory.Activity) bool { return same(a) && a.Detail == other.Detail })
	})
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
		return key.Year == row.Year && target.Within(key.Category) && key.Facility == row.Facility && r.ofDetail(key, row) && (elsewhere || key.Item == row.Item && row.Item != nil)
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
	if problem := r.keyBeside(g, codeFields); problem != nil {
		r.problems.Add(*problem)
		return nil
	}
	g = r.namedByUnit(g)
	r.grow(g)
	nitrogen := r.ofProduct(g)
	if nitrogen != nil {
		g = append(g, nitrogen)
	}
	var out []*inventory.Activity
	used := map[*inventory.Activity]bool{}
	inSoils := false
	for _, code := range fieldTargets {
		target := r.Vocabulary.Categories.Must(code)
		rows := r.ifTaken(r.flowingTo(g, target))
		if rows == nil {
			continue
		}
		inSoils = inSoils || code == codeSoils
		other := r.statedAt(target, g)
		for _, row := range g {
			if other != nil && code == codeRice && !used[row] && row.Parameter != "crop_area" && r.takes(target, row.Item, row.Parameter) {
				r.problems.Add(riceApart(row, other))
			}
			if slices.ContainsFunc(rows, func(made *inventory.Activity) bool { return made.Parameter == row.Parameter }) {
				used[row] = true
			}
		}
		if other != nil {
			if code != codeRice {
				r.problems.Add(fieldTwice(g[0], other))
				return nil
			}
			continue
		}
		if !r.keyed(g[0], target) {
			out = append(out, rows...)
		}
	}
	unused := func(row *inventory.Activity) bool {
		made := nitrogen != nil && (row.Parameter == productOf || row.Parameter == contentOf)
		return !used[row] && !made && !r.ofOtherGuide(row, len(used) > 0)
	}
	if slices.ContainsFunc(g, unused) || g.find(outputOf) >= 0 && !inSoils {
		return r.leftAtSoils(g)
	}
	r.ofUrea(g, nitrogen)
	return out
}

// grow notes a crop, whose straw is balanced whatever is computed of it.
func (r *run) grow(g group) {
	if g.find(outputOf) < 0 {
		return
	}
	if rows := r.ifTaken(r.flowingTo(g, r.Vocabulary.Categories.Must(codeSoils))); rows != nil {
		r.sown = append(r.sown, rows)
	}
}

// leftAtSoils are the rows under the direct N2O of soils, of which no method takes them.
func (r *run) leftAtSoils(g group) []*inventory.Activity {
	soils := r.Vocabulary.Categories.Must(codeSoils)
	var out group
	for _, row := range g {
		out = append(out, r.flowing(row, soils, row.Detail, row.Parameter))
	}
	return out
}

// ofUrea tells of a fertiliser of which the nitrogen or, of urea, the mass is not stated: a part of its emissions would be missing.
func (r *run) ofUrea(g group, nitrogen *inventory.Activity) {
	soils, urea := r.Vocabulary.Categories.Must(codeSoils), r.Vocabulary.Categories.Must("3.C.3")
	product, stated := g.find(productOf), g.find(nitrogenIn)
	switch {
	case product >= 0 && stated < 0 && nitrogen == nil && r.takes(soils, g[0].Item, nitrogenIn) && !r.keyed(g[0], soils):
		r.problems.Add(inventory.Problem{Source: g[product].Place.Cell("parameter"), Code: "nitrogen-missing", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s %s 没有写含氮量：它的氧化亚氮算不了", aboutWorks(g[product]), answer(g[product])),
				EN: fmt.Sprintf("%s %s states no nitrogen content: its N2O cannot be computed", aboutWorks(g[product]), answer(g[product]))},
			Hint: inventory.Text{ZH: "写含氮量 n_content（尿素 46 %），或写折纯氮 nitrogen；只算尿素的 CO2 时填在 3.C.3", EN: "state n_content (46 % of urea) or the nitrogen itself; file it at 3.C.3 if only the CO2 of urea is meant"}})
	case product < 0 && stated >= 0 && r.takes(urea, g[0].Item, productOf) && r.statedAt(urea, g) == nil && !r.keyed(g[0], urea):
		r.problems.Add(inventory.Problem{Source: g[stated].Place.Cell("parameter"), Code: "urea-without-mass", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s %s 没有写实物量：尿素施用的 CO2（3.C.3）没有计算", aboutWorks(g[stated]), answer(g[stated])),
				EN: fmt.Sprintf("%s %s states no mass of urea: its CO2 (3.C.3) is not computed", aboutWorks(g[stated]), answer(g[stated]))},
			Hint: inventory.Text{ZH: "写实物量 fertiliser_product 和含氮量 n_content，代替折纯氮", EN: "state fertiliser_product with n_content instead of the nitrogen"}})
	}
}

// statedAt is a row of the same thing that is filed at the target itself; nil if there is none.
func (r *run) statedAt(target *inventory.Category, g group) *inventory.Activity {
	from, _ := slices.BinarySearchFunc(r.rows, g[0].Year, func(row *inventory.Activity, year int) int {
		return cmp.Or(cmp.Compare(row.Year, year), cmp.Compare(row.Category.Order, target.Order))
	})
	for _, other := range r.rows[from:] {
		if other.Year != g[0].Year || other.Category != target {
			return nil
		}
		if other.Facility == g[0].Facility && other.Item == g[0].Item && g[0].Item != nil && (other.Parameter == "" || g.find(other.Parameter) >= 0) {
			return other
		}
	}
	return nil
}

// riceApart says that a figure of rice is left unused because its paddies are filed by themselves.
func riceApart(row, paddy *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "rice-filed-apart", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("3.C 的 %s %s 没有用上：水稻另填在 3.C.7（%s）", row.Parameter, answer(row), paddy.Place.Cell("value")),
			EN: fmt.Sprintf("%s %s of 3.C is not used: the rice is filed by itself at 3.C.7 (%s)", row.Parameter, answer(row), paddy.Place.Cell("value"))},
		Hint: inventory.Text{
			ZH: "在 3.C.7 的每种水分状况下各写一行，或把面积都填在 3.C",
			EN: "state it at 3.C.7 with each water regime, or file the areas at 3.C"}}
}

// statedWhere names a figure with its value and its cell.
func statedWhere(row *inventory.Activity) inventory.Text {
	what, where := strings.TrimSpace(aboutWorks(row)+" "+row.Parameter)+" "+answer(row), row.Place.Cell("value").String()
	return inventory.Text{ZH: what + "（" + where + "）", EN: what + " (" + where + ")"}
}

// fieldTwice says that one crop or fertiliser is stated in two places.
func fieldTwice(a, b *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: b.Place.Cell("value"), Code: "field-twice", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年同一作物或肥料填了两处：%s；%s", a.Year, statedWhere(a).ZH, statedWhere(b).ZH),
			EN: fmt.Sprintf("%d: one crop or fertiliser is stated in two places: %s; %s", a.Year, statedWhere(a).EN, statedWhere(b).EN)},
		Hint: inventory.Text{
			ZH: "填在 3.C 的同时用于 3.C.1.b、3.C.3、3.C.4、3.C.5、3.C.7，不再另填；不同的用设施分开",
			EN: "what is filed at 3.C serves 3.C.1.b, 3.C.3, 3.C.4, 3.C.5 and 3.C.7 alike; tell others apart by facility"},
	}
}

// ofOtherGuide tells whether the figure is one that another guide asks for, and this one does not; it warns where the guide leaves
// out all that is stated of the thing, and so the thing itself.
func (r *run) ofOtherGuide(row *inventory.Activity, counted bool) bool {
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
		said := notOfGuide(row, r.ws.Config.Guide)
		if counted {
			r.notices.Add(said)
		} else {
			said.Severity = inventory.Warning
			r.problems.Add(said)
		}
	}
	return other
}

func notOfGuide(row *inventory.Activity, guide string) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("parameter"), Code: "not-of-guide", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: "指南 " + guide + " 不用" + row.ItemName() + "的 " + row.Parameter + "，这一行不进清单",
			EN: "the guide " + guide + " has no use for " + row.Parameter + " of " + row.ItemName() + ": the row adds nothing to the inventory"},
		Hint: inventory.Text{ZH: "改用别的指南时才用得上", EN: "it serves where another guide is chosen"}}
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
