package inventory

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"ghg/inventory/spelling"
)

// Burned says how what is burned of a flow of the energy balance is worked out.
type Burned string

// The ways of burning. A flow of none of them is not burned: its carbon leaves as a product, or it is a sum.
const (
	NotBurned       Burned = ""
	BurnedInput     Burned = "input"     // the input of power and heat plants, printed as a negative figure
	BurnedIndustry  Burned = "industry"  // final consumption less what is raw material and less road fuel
	BurnedRest      Burned = "rest"      // final consumption less road fuel
	BurnedTransport Burned = "transport" // what the transport trade buys, to which the road fuel of the others comes
)

// Flow is one row of the energy balance table (能源平衡表).
type Flow struct {
	Name     string // production, inflow, …
	Title    Text
	Of       *Flow // the flow that this one is a part of; nil at the top
	Adds     bool  // the parts of Of add up to it; otherwise it is one that Of contains
	Negative bool  // the table prints it with a minus
	Burned   Burned
	Category *Category // of what is burned
	byFuel   []flowFuel
}

// flowFuel sends some fuels of a flow to a category of their own.
type flowFuel struct {
	items, groups []string
	category      *Category
}

// CategoryOf is the category of what is burned of the fuel.
func (f *Flow) CategoryOf(fuel *Item) *Category {
	for _, special := range f.byFuel {
		if slices.Contains(special.items, fuel.Name) || slices.Contains(special.groups, fuel.Group) {
			return special.category
		}
	}
	return f.Category
}

// Industry is a division or group of GB/T 4754 with the category of the fuel it burns. One of which the parts belong to
// different categories has none.
type Industry struct {
	Code     string
	Title    Text
	Category *Category
}

// BalanceColumn is a column of the energy balance that is not one fuel: the sum of several, which Items lists, or energy of
// kinds that are not told apart. Also are items that some editions of the table add into the sum.
type BalanceColumn struct {
	Name        string
	Items, Also []string
}

// Flows are the names of the energy balance: its rows, its columns that are no fuel, and the industries of its annex.
type Flows struct {
	All        []*Flow
	Industries []*Industry
	byName     map[string]*Flow
	columns    map[string]*BalanceColumn
	industries map[string]*Industry
	kinds      map[string][]string // of a fuel of the table that others are kinds of
	names      []string
	trades     []string
}

// Related tells whether one of two fuels is a kind of the other, or may stand for it: a column of one holds the other.
func (f *Flows) Related(a, b *Item) bool {
	holds := func(a, b *Item) bool {
		return slices.Contains(a.May, b.Name) || slices.Contains(f.kinds[a.Name], b.Name)
	}
	return a != b && (holds(a, b) || holds(b, a))
}

// Must returns the flow of the name; it panics if there is none, which is a programmer's error.
func (f *Flows) Must(name string) *Flow {
	for _, flow := range f.All {
		if flow.Name == name {
			return flow
		}
	}
	panic("no flow " + name)
}

// Lookup finds a flow by what the table prints, numbering and brackets apart.
func (f *Flows) Lookup(printed string) (*Flow, bool) {
	return found(f.byName, printed)
}

// Nearest names the flow closest to what was written, "" if none is close.
func (f *Flows) Nearest(printed string) string { return spelling.Nearest(flowKey(printed), f.names) }

// Column finds a column that is not one fuel.
func (f *Flows) Column(printed string) (*BalanceColumn, bool) {
	c, ok := f.columns[flowKey(printed)]
	return c, ok
}

// Industry finds an industry by its code or its name.
func (f *Flows) Industry(printed string) (*Industry, bool) {
	return found(f.industries, printed)
}

// found looks a printed name up, and then what stands behind a code without a sign between them: 13农副食品加工业.
func found[T any](names map[string]*T, printed string) (*T, bool) {
	key := flowKey(printed)
	out, ok := names[key]
	if rest := strings.TrimLeft(key, "0123456789"); !ok && rest != "" && len(key)-len(rest) <= 3 {
		out, ok = names[rest]
	}
	return out, ok
}

// NearestIndustry names the industry closest to what was written, "" if none is close.
func (f *Flows) NearestIndustry(printed string) string {
	return spelling.Nearest(flowKey(printed), f.trades)
}

// PrintedKey is what counts of a name that a table of the bureau prints: its letters and digits, without the numbering before it,
// 其中 and signs.
func PrintedKey(printed string) string { return flowKey(printed) }

// flowKey is what counts of a printed name: its letters and digits, without the numbering before it, 其中 and signs.
func flowKey(printed string) string {
	text := spelling.Fold(withoutSerial(printed))
	text = strings.TrimLeft(text, "#*·-—")
	if head, rest, ok := strings.Cut(text, "其中"); ok && strings.Trim(head, "():") == "" {
		text = strings.TrimLeft(rest, ":")
	}
	text = withoutNumbering(text)
	for _, sign := range []string{"(-)", "(+)", "(+、-)", "(-、+)"} {
		text = strings.ReplaceAll(text, sign, "")
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// withoutNumbering takes 一、 or 1. or (一) from the front. A code that stands alone is no numbering, nor is a year, nor digits with
// nothing between them and the name: 1号窑 and 2号窑 are two.
func withoutNumbering(text string) string {
	rest := strings.TrimLeft(strings.TrimPrefix(text, "("), "一二三四五六七八九十0123456789ivx")
	after := strings.TrimLeft(rest, ")､.,:") // folded: 、 is half-width
	if digits := strings.TrimPrefix(text[:len(text)-len(rest)], "("); after == "" || after == rest || isYear(digits) || startsWithDigit(after) && strings.HasPrefix(rest, ".") {
		return text
	}
	return after
}

// withoutSerial takes a number that a blank parts from the name: 1 玉米, but not 1 号窑.
func withoutSerial(printed string) string {
	text := strings.TrimSpace(printed)
	rest := strings.TrimLeft(text, "0123456789")
	name := strings.TrimSpace(rest)
	first, _ := utf8.DecodeRuneInString(name)
	if digits := len(text) - len(rest); digits == 0 || digits > 3 || name == rest || !unicode.IsLetter(first) || strings.ContainsRune("号期线厂月年季度级类区岁吨头只", first) {
		return printed
	}
	return name
}

func isYear(digits string) bool {
	return len(digits) == 4 && (strings.HasPrefix(digits, "19") || strings.HasPrefix(digits, "20")) && strings.Trim(digits, "0123456789") == ""
}

func startsWithDigit(text string) bool { return text != "" && text[0] >= '0' && text[0] <= '9' }

func (v *Vocabulary) takeFlows(rows []record) error {
	f := &Flows{byName: map[string]*Flow{}, columns: map[string]*BalanceColumn{}, industries: map[string]*Industry{}, kinds: map[string][]string{}}
	for _, r := range rows {
		flow := &Flow{Name: r.get("flow"), Title: Text{r.get("name_zh"), r.get("name_en")}, Adds: r.get("part") == "sum",
			Negative: r.get("printed") == "negative", Burned: Burned(r.get("burned"))}
		if of := r.get("of"); of != "" {
			flow.Of = f.Must(of)
		}
		if code := r.get("category"); code != "" {
			flow.Category = v.Categories.Must(code)
		}
		f.All = append(f.All, flow)
		for _, name := range append([]string{flow.Title.ZH, flow.Title.EN}, append(r.list("aliases_zh"), r.list("aliases_en")...)...) {
			key := flowKey(name)
			if known := f.byName[key]; known != nil && known != flow {
				return fmt.Errorf("row %d: %s names %s already", r.row, name, known.Name)
			}
			f.byName[key] = flow
			f.names = append(f.names, name)
		}
	}
	v.Flows = f
	return nil
}

func (v *Vocabulary) takeFlowFuels(rows []record) error {
	for _, r := range rows {
		flow := v.Flows.Must(r.get("flow"))
		flow.byFuel = append(flow.byFuel, flowFuel{r.list("items"), r.list("groups"), v.Categories.Must(r.get("category"))})
	}
	return nil
}

func (v *Vocabulary) takeBalanceColumns(rows []record) error {
	for _, r := range rows {
		if r.get("kind") == "kinds" {
			v.Flows.kinds[r.get("column")] = r.list("items")
			continue
		}
		c := &BalanceColumn{Name: r.get("column"), Items: r.list("items"), Also: r.list("also")}
		for _, name := range append([]string{c.Name}, append(r.list("aliases_zh"), r.list("aliases_en")...)...) {
			v.Flows.columns[flowKey(name)] = c
		}
	}
	return nil
}

func (v *Vocabulary) takeIndustries(rows []record) error {
	for _, r := range rows {
		i := &Industry{Code: r.get("code"), Title: Text{r.get("name_zh"), r.get("name_en")}}
		if code := r.get("category"); code != "" {
			i.Category = v.Categories.Must(code)
		}
		v.Flows.Industries = append(v.Flows.Industries, i)
		for _, name := range append([]string{i.Code, i.Title.ZH, i.Title.EN}, r.list("aliases_zh")...) {
			v.Flows.industries[flowKey(name)] = i
			v.Flows.trades = append(v.Flows.trades, name)
		}
	}
	return nil
}
