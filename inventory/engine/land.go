package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/sectors/land"
)

const (
	codeLand      = "3.B"
	codeFire      = "3.C.1.a"
	codeProducts  = "3.D.1"
	burnedOnSite  = "share_onsite"
	areaConverted = "area_converted"
	ofProvince    = "3.B/cn."
	poolsLeftOut  = "枯落物;枯死木;土壤"
	unitOfMatrix  = "ha"
	notePools     = "省级指南方法只算活生物质碳库；枯落物、枯死木、土壤有机碳未估算 · the provincial method counts living biomass alone: litter, dead wood and soil carbon are not estimated"
	noteProducts  = "省级指南方法不含木质林产品，未估算 · harvested wood products are outside the provincial method and not estimated"
)

// Land is the land matrix of the district with the rows that state it.
type Land struct {
	Matrix      *land.Matrix
	Areas       map[land.Held][]*inventory.Activity
	Conversions map[land.Conversion][]*inventory.Activity
}

// isOfMatrix tells whether the row states land by its use, or what became of it.
func (r *run) isOfMatrix(row *inventory.Activity) bool {
	return (row.Parameter == land.AreaOfUse || row.Parameter == land.AreaOfConversion) && row.Category.Within(r.Vocabulary.Categories.Must(codeLand))
}

// land takes the rows of the land matrix, of all years, and gives the burning of forest that is converted its place among the fires.
func (r *run) land() {
	r.matrix = &Land{Matrix: land.NewMatrix(), Areas: map[land.Held][]*inventory.Activity{}, Conversions: map[land.Conversion][]*inventory.Activity{}}
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool {
		if !r.isOfMatrix(row) {
			return false
		}
		if problem := r.matrix.take(row); problem != nil {
			r.problems.Add(*problem)
		}
		return true
	})
	groups := bySubject(r.rowsBelow(codeLand))
	r.fires(groups)
	r.poolsOfProvince(groups)
}

// take puts one row into the matrix.
func (l *Land) take(row *inventory.Activity) *inventory.Problem {
	area, err := quantity.Convert(row.Value, row.Unit, quantity.MustUnit(unitOfMatrix))
	if err != nil {
		problem := wrongDimension(row, &inventory.Input{Unit: unitOfMatrix, Title: inventory.Text{ZH: "土地面积", EN: "an area of land"}})
		problem.Source = row.Place.Cell("unit")
		return &problem
	}
	code := row.Category.Code
	if row.Parameter == land.AreaOfUse {
		use, ok := land.UseOf(code, row.ItemName())
		if !ok {
			return landUnsaid(row)
		}
		at := land.Held{Year: row.Year, Use: use}
		l.Matrix.Areas[at] = l.Matrix.Areas[at].Add(area)
		l.Areas[at] = append(l.Areas[at], row)
		return nil
	}
	from, to, ok := land.ConversionOf(code, row.ItemName())
	if !ok {
		return landUnsaid(row)
	}
	at := land.Conversion{Year: row.Year, From: from, To: to}
	l.Matrix.Conversions[at] = l.Matrix.Conversions[at].Add(area)
	l.Conversions[at] = append(l.Conversions[at], row)
	return nil
}

// landUnsaid says that a row of the matrix does not say of which land it is.
func landUnsaid(row *inventory.Activity) *inventory.Problem {
	return &inventory.Problem{
		Source: row.Place.Cell("category"), Code: "land-use-unsaid", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的 %s %s 没有说清是哪类土地、由哪类转来", aboutWorks(row), row.Parameter, answer(row)),
			EN: fmt.Sprintf("%s: %s %s does not say of which land use it is, or which it was before", aboutWorks(row), row.Parameter, answer(row))},
		Hint: inventory.Text{
			ZH: "面积写在 3.B.1–3.B.6；转化写在转入的类别，如林地转为建设用地 3.B.5.b.i；转为湿地（3.B.4.b）时项目写原地类，如 林地、耕地",
			EN: "areas are of 3.B.1 to 3.B.6; a conversion is filed by what the land becomes, as 3.B.5.b.i for forest to settlements; at 3.B.4.b the item names what it was, as forest land or cropland"},
	}
}

// rowsBelow are the rows of the years compiled in the category and below it.
func (r *run) rowsBelow(code string) []*inventory.Activity {
	root := r.Vocabulary.Categories.Must(code)
	var out []*inventory.Activity
	for _, row := range r.rows {
		if row.Category.Within(root) && slices.Contains(r.years, row.Year) {
			out = append(out, row)
		}
	}
	return out
}

// fires gives the burning on site of forest that is converted to the fires in forests: the CO2 is of the conversion, CH4 and N2O are
// of the burning. Each conversion stays apart by the name of its category.
func (r *run) fires(groups []group) {
	target := r.Vocabulary.Categories.Must(codeFire)
	for _, row := range r.rowsBelow(codeFire) {
		if row.Parameter == burnedOnSite {
			r.problems.Add(conversionAtFires(row))
			return
		}
	}
	var made []*inventory.Activity
	for _, g := range groups {
		if g.find(burnedOnSite) < 0 || r.keyed(g[0], target) {
			continue
		}
		var flowing group
		apart := strings.TrimPrefix(g[0].Detail+";"+g[0].Category.Name.ZH, ";")
		for _, row := range g {
			if name := cmp.Or(row.Parameter, areaConverted); r.takes(target, row.Item, name) {
				flowing = append(flowing, r.flowing(row, target, apart, name))
			}
		}
		made = append(made, r.ifTaken(flowing)...)
	}
	if made != nil {
		r.rows = sortRows(append(r.rows, made...))
	}
}

// conversionAtFires says that a conversion is filed where its fires are.
func conversionAtFires(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("category"), Code: "conversion-at-fires", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的现地燃烧 %s 填在 %s：转化的 CO2 没有地方算", aboutWorks(row), answer(row), row.Category.Code),
			EN: fmt.Sprintf("%s: on-site burning %s is filed at %s, where the CO2 of the conversion is not counted", aboutWorks(row), answer(row), row.Category.Code)},
		Hint: inventory.Text{
			ZH: "填在转化的类别，如 3.B.2.b.i、3.B.5.b.i：CH4 和 N2O 由它自动计入 3.C.1.a；只有火灾的面积填在 3.C.1.a",
			EN: "file it at the conversion, as 3.B.2.b.i or 3.B.5.b.i: its CH4 and N2O are counted at 3.C.1.a from there; only the area of fires is filed at 3.C.1.a"},
	}
}

// poolsOfProvince enters NE for the pools that the provincial method leaves out, in the categories and years in which land is counted by
// it alone, and for wood products of which nothing is said.
func (r *run) poolsOfProvince(groups []group) {
	type place struct {
		year     int
		category *inventory.Category
	}
	byProvince, more := map[place]*inventory.Activity{}, map[place]bool{}
	var order []place
	products := r.Vocabulary.Categories.Must(codeProducts)
	said := map[int]bool{} // of wood products in the year
	for _, row := range r.rowsBelow(codeProducts) {
		said[row.Year] = true
	}
	for _, g := range groups {
		row := g[0]
		at := place{row.Year, row.Category}
		more[at] = more[at] || slices.ContainsFunc(g, func(row *inventory.Activity) bool { return r.each(row.Category)[row.Parameter] })
		for _, m := range r.methodsOf(g) {
			if !strings.HasPrefix(m.ID, ofProvince) {
				more[at] = true
			} else if byProvince[at] == nil {
				byProvince[at] = row
				order = append(order, at)
			}
		}
	}
	for _, key := range r.keys {
		said[key.Year] = said[key.Year] || products.Within(key.Category) || key.Category.Within(products)
	}
	enter := func(row *inventory.Activity, c *inventory.Category, detail, note string) {
		r.keys = append(r.keys, &inventory.Activity{Particulars: &inventory.Particulars{Note: note, Document: row.Document, Department: row.Department},
			Year: row.Year, Category: c, Detail: detail, Notation: inventory.NE, Place: row.Place})
	}
	for _, at := range order {
		row := byProvince[at]
		if !more[at] {
			enter(row, row.Category, poolsLeftOut, notePools)
		}
		if !said[row.Year] {
			said[row.Year] = true
			enter(row, products, "", noteProducts)
		}
	}
}
