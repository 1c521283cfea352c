package inventory

import (
	"fmt"
	"slices"
)

// Guide is a guideline an inventory may follow, with the precedence of factor sets it ships with.
type Guide struct {
	Name       string
	Title      Text
	OwnSets    []string // the guide's own tables
	FactorSets []string
	NCVSets    []string
	Allocation Allocation // unless the district says otherwise
	ByStock    bool       // counts animals by the stock at the end of the year, not by the average population
	Document   string
}

// Allocation says in which sector carbon is reported that is fuel to the statistics and raw material to a process: energy,
// where the fuel stands, or ippu, where the process does (METHODS §3.6, §3.7).
type Allocation struct {
	Ammonia   string // gas, oil and coal of which ammonia is made: 1.A.2.c or 2.B.1
	Reductant string // coke and coal that reduce ore: 1.A.2.a, 1.A.2.b or 2.C
}

// The sectors of an allocation.
const (
	InEnergy = "energy"
	InIPPU   = "ippu"
)

// ParameterName describes a factor parameter: its symbol in formulas, what it may be, how its rows are chosen by year, and
// the category for all of which its rows hold, whatever category they are filed under ("" = the usual category chain).
type ParameterName struct {
	Name     string
	Symbol   string
	Title    Text
	Years    YearRule
	HoldsFor string
	Limits
}

// YearRule says which year's row of a factor serves an inventory year.
type YearRule uint8

// The rules: a row serves the years it covers; the latest row that is not later than the inventory year (grid
// electricity, heat); or any row.
const (
	ExactYear YearRule = iota
	NearestEarlier
	AnyYear
)

// Proxy is a category whose factors stand in for one the tables have none for (METHODS §1.4, category_proxy).
type Proxy struct{ Category, Gas, Proxy string }

// FactorSet is the title and the standing of one set of factors.
type FactorSet struct {
	Name    string
	Title   Text
	Note    string
	Default string
}

// RegistryRow is one category and group of gases that every inventory must account for (METHODS §9.2).
type RegistryRow struct {
	Category    *Category
	Items       string // "" = every item but biogenic fuels; else the groups it is for: biomass, waste_biogenic, waste
	Gases       []string
	Boundary    Boundary
	Department  string
	KeyIfAbsent Text // the key to propose
}

// Covers tells whether an entry for the item belongs to this row rather than to its neighbour of the same category.
func (r *RegistryRow) Covers(item *Item) bool {
	if r.Items == "" {
		return item == nil || !item.Biogenic()
	}
	return item != nil && slices.Contains(SplitList(r.Items), item.Group)
}

// Accounting is the row of the registry that accounts for the category: its own, or that of the nearest category above it;
// nil for a category so general that several rows lie below it.
func (v *Vocabulary) Accounting(c *Category) *RegistryRow {
	var out *RegistryRow
	for i := range v.Registry {
		entry := &v.Registry[i]
		if entry.Items == "" && c.Within(entry.Category) && (out == nil || entry.Category.Depth > out.Category.Depth) {
			out = entry
		}
	}
	return out
}

func (v *Vocabulary) takeGuides(rows []record) error {
	v.Guides = map[string]*Guide{}
	for _, r := range rows {
		g := &Guide{Name: r.get("guide"), Title: Text{r.get("name_zh"), r.get("name_en")},
			OwnSets: r.list("own_sets"), FactorSets: r.list("factor_sets"), NCVSets: r.list("ncv_sets"),
			Allocation: Allocation{Ammonia: r.get("ammonia_in"), Reductant: r.get("reductant_in")}, ByStock: r.get("herds") == "stock", Document: r.get("source")}
		v.Guides[g.Name] = g
	}
	return nil
}

func (v *Vocabulary) takeDepartments(rows []record) error {
	v.Departments = map[string]Text{}
	for _, r := range rows {
		v.Departments[r.get("code")] = Text{r.get("name_zh"), r.get("name_en")}
		v.DepartmentCodes = append(v.DepartmentCodes, r.get("code"))
	}
	return nil
}

func (v *Vocabulary) takeParameters(rows []record) error {
	v.Parameters = map[string]*ParameterName{}
	rules := map[string]YearRule{"exact": ExactYear, "nearest_earlier": NearestEarlier, "any": AnyYear}
	for _, r := range rows {
		rule, ok := rules[r.get("years")]
		if !ok {
			return fmt.Errorf("row %d: year rule %q", r.row, r.get("years"))
		}
		limits, err := r.limits()
		if err != nil {
			return err
		}
		p := &ParameterName{Name: r.get("parameter"), Symbol: r.get("symbol"), Title: Text{r.get("name_zh"), r.get("name_en")},
			Years: rule, HoldsFor: r.get("holds_for"), Limits: limits}
		v.Parameters[p.Name] = p
	}
	return nil
}

func (v *Vocabulary) takeProxies(rows []record) error {
	for _, r := range rows {
		for _, gas := range r.list("gas") {
			v.Proxies = append(v.Proxies, Proxy{r.get("category"), gas, r.get("proxy")})
		}
	}
	return nil
}

func (v *Vocabulary) takeSets(rows []record) error {
	v.Sets = map[string]*FactorSet{}
	for _, r := range rows {
		s := &FactorSet{Name: r.get("set"), Title: Text{r.get("title_zh"), r.get("title_en")}, Note: r.get("note"), Default: r.get("default")}
		v.Sets[s.Name] = s
	}
	return nil
}

func (v *Vocabulary) takeRegistry(rows []record) error {
	boundaries := map[string]Boundary{"territorial": Territorial, "indirect": Indirect, "memo": MemoItem}
	for _, r := range rows {
		category, ok := v.Categories.Lookup(r.get("category"))
		if !ok {
			return fmt.Errorf("row %d: category %q is not in the tree", r.row, r.get("category"))
		}
		boundary, ok := boundaries[r.get("boundary")]
		if !ok {
			return fmt.Errorf("row %d: boundary %q", r.row, r.get("boundary"))
		}
		v.Registry = append(v.Registry, RegistryRow{Category: category, Items: r.get("items"), Gases: r.list("gases"),
			Boundary: boundary, Department: r.get("department"), KeyIfAbsent: Text{r.get("key_if_absent_zh"), r.get("key_if_absent")}})
	}
	return nil
}
