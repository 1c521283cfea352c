package inventory

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory/spelling"

	"github.com/shopspring/decimal"
)

// Item is what an activity is about: a fuel, product, crop, animal, gas or waste type.
type Item struct {
	Name  string // canonical Chinese name
	EN    string
	Kind  string   // fuel, crop, animal, ...
	Group string   // of a fuel: solid, liquid, gas, peat, waste_fossil, waste_biogenic, biomass, carrier; waste of what is burned as collected
	May   []string // the items an ambiguous name may stand for
	// Classes are the broader items that it is one of, the narrowest first: where a table does not tell it apart, a row of them
	// is of it. Enteric and Manure are the categories of an animal, "" for none.
	Classes         []string
	Enteric, Manure string
}

// Biogenic tells whether the CO2 of burning the item is a memo item.
func (i *Item) Biogenic() bool { return i.Group == "biomass" || i.Group == "waste_biogenic" }

// Items is every item with its aliases.
type Items struct {
	All    []*Item
	byName map[string]*Item
	names  []string
	over   map[*Item][]*Item // the ambiguous names that may stand for an item
}

// General are the items whose ambiguous name may stand for the item: raw coal for bituminous coal.
func (i *Items) General(item *Item) []*Item { return i.over[item] }

// Lookup finds an item by its name or an alias.
func (i *Items) Lookup(name string) (*Item, bool) {
	found, ok := i.byName[spelling.Fold(name)]
	return found, ok && found != nil
}

// Nearest names the item closest to what was written, "" if none is close. Of names equally close one of the same length
// goes first, and among those a fuel: most rows are about fuels.
func (i *Items) Nearest(name string) string { return i.NearestIn(name, nil) }

// NearestIn is Nearest for a row of the category, nil if it is not known: only in energy do fuels go first.
func (i *Items) NearestIn(name string, in *Category) string {
	fuels := in == nil || in.Code[0] == '1' || in.Code[0] == 'M'
	length := len([]rune(name))
	var near []string
	for limit := 2; near == nil && limit <= 1+max(1, length/3); limit++ {
		near = spelling.Near(name, i.names, limit, len(i.names)) // all of them cost limit-1 edits: cheaper ones were looked for before
	}
	if near == nil {
		return ""
	}
	rank := func(candidate string) int {
		out := 0
		if len([]rune(candidate)) != length {
			out += 2
		}
		if found, ok := i.Lookup(candidate); !fuels || !ok || found.Kind != "fuel" {
			out++
		}
		return out
	}
	return slices.MinFunc(near, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
}

func (v *Vocabulary) takeItems(rows []record) error {
	items := &Items{byName: map[string]*Item{}}
	for _, r := range rows {
		item := &Item{Name: r.get("item"), EN: r.get("name_en"), Kind: r.get("kind"), Group: r.get("group"), May: r.list("may_map_to")}
		if key := spelling.Fold(item.Name); items.byName[key] != nil {
			return fmt.Errorf("row %d: item %s twice", r.row, item.Name)
		}
		items.byName[spelling.Fold(item.Name)] = item
		items.All = append(items.All, item)
		items.names = append(items.names, item.Name)
	}
	for n, r := range rows {
		aliases := append([]string{r.get("name_en")}, append(r.list("aliases_zh"), r.list("aliases_en")...)...)
		for _, alias := range aliases {
			items.addAlias(alias, items.All[n])
		}
	}
	items.over = map[*Item][]*Item{}
	for _, general := range items.All {
		for _, name := range general.May {
			if one, ok := items.Lookup(name); ok && one != general {
				items.over[one] = append(items.over[one], general)
			}
		}
	}
	v.Items = items
	return nil
}

func (v *Vocabulary) takeClasses(rows []record) error {
	for _, r := range rows {
		item, ok := v.Items.Lookup(r.get("item"))
		if !ok || item.Name != r.get("item") {
			return fmt.Errorf("row %d: no item %s", r.row, r.get("item"))
		}
		for _, name := range r.list("classes") {
			if broader, ok := v.Items.Lookup(name); !ok || broader.Name != name || broader == item {
				return fmt.Errorf("row %d: no other item %s", r.row, name)
			}
		}
		item.Classes, item.Enteric, item.Manure = r.list("classes"), r.get("enteric"), r.get("manure")
	}
	return nil
}

// addAlias makes alias a name of the item; an alias of two items names neither, a canonical name keeps its item.
func (i *Items) addAlias(alias string, to *Item) {
	key := spelling.Fold(alias)
	if key == "" {
		return
	}
	switch known, taken := i.byName[key]; {
	case !taken:
		i.byName[key] = to
		i.names = append(i.names, alias)
	case known != nil && known != to && spelling.Fold(known.Name) != key:
		i.byName[key] = nil
	}
}

// Gas is a greenhouse gas with its global warming potentials over 100 years, by assessment report (SAR, TAR, AR4, AR5,
// AR6). A report that gives no value is absent from GWP.
type Gas struct {
	Name     string
	Formula  string
	Family   string // CO2, CH4, N2O, HFC, PFC, SF6, NF3, ...
	GWP      map[string]decimal.Decimal
	Document string
	Status   Status
	Order    int
	Row      int // in gwp.csv
}

// GWPSets are the sets the table holds, oldest first.
var GWPSets = []string{"SAR", "TAR", "AR4", "AR5", "AR6"}

// Gases is every gas with its GWPs.
type Gases struct {
	All    []*Gas
	byName map[string]*Gas // by folded name or formula
	named  map[string]*Gas // by exact name
	ranks  map[string]int
	names  []string
	order  []string // every gas
}

// Lookup finds a gas by name or formula.
func (g *Gases) Lookup(name string) (*Gas, bool) {
	found, ok := g.byName[spelling.Fold(name)]
	return found, ok
}

// Names are the gases in their order.
func (g *Gases) Names() []string { return slices.Clone(g.order) }

// Nearest names the gas closest to what was written, "" if none is close.
func (g *Gases) Nearest(name string) string { return spelling.Nearest(name, g.names) }

// precursor is the family of gases that tables name and no inventory of greenhouse gases holds: CO, NOx.
const precursor = "precursor"

// FGases is the token of all fluorinated gases, by which some factors are stated.
const FGases = "F-gases"

// Matches tells whether the gas is the one named by token, or of the family that token names (HFCs, PFCs, F-gases).
func (g *Gas) Matches(token string) bool {
	return g.Name == token || g.Family == token || g.Family+"s" == token || token == FGases && g.fluorinated()
}

func (g *Gas) fluorinated() bool {
	return slices.Contains([]string{"HFC", "PFC", "SF6", "NF3", "HFE", "other F-gas"}, g.Family)
}

// rankByFamily places a gas among its family, the families in the order of their first gas and the name of a family
// after its gases.
func (g *Gases) rankByFamily(gas *Gas) {
	const room = 1000
	first, ok := g.ranks[gas.Family+"s"]
	if !ok {
		first = (gas.Order+1)*room - 1
		g.ranks[gas.Family+"s"] = first
	}
	g.ranks[gas.Name] = first - room + 1 + gas.Order
}

func (v *Vocabulary) takeGases(rows []record) error {
	gases := &Gases{byName: map[string]*Gas{}, named: map[string]*Gas{}, ranks: map[string]int{}}
	for i, r := range rows {
		status, err := ParseStatus(r.get("status"))
		if err != nil {
			return fmt.Errorf("row %d: %w", r.row, err)
		}
		gas := &Gas{Name: r.get("gas"), Formula: r.get("formula"), Family: r.get("family"), GWP: map[string]decimal.Decimal{},
			Document: r.get("source"), Status: status, Order: i, Row: r.row}
		for _, set := range GWPSets {
			if cell := r.get(set); cell != "" {
				if gas.GWP[set], err = decimal.NewFromString(cell); err != nil {
					return fmt.Errorf("row %d: GWP %s: %w", r.row, set, err)
				}
			}
		}
		gases.All, gases.order = append(gases.All, gas), append(gases.order, gas.Name)
		gases.byName[spelling.Fold(gas.Name)], gases.named[gas.Name] = gas, gas
		if gas.Family != precursor {
			gases.names = append(gases.names, gas.Name)
		}
	}
	for _, gas := range gases.All {
		gases.rankByFamily(gas)
		if key := spelling.Fold(gas.Formula); gases.byName[key] == nil && key != "" {
			gases.byName[key] = gas
		}
	}
	v.Gases = gases
	return nil
}

// Department returns the full name of a department given by its short code or its full name; unknown names are
// returned as they are.
func (v *Vocabulary) Department(name string) string {
	if known, ok := v.Departments[strings.TrimSpace(name)]; ok {
		return known.ZH
	}
	return strings.TrimSpace(name)
}
