package page

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// extra is a figure that is no total and no line, explained: a change, an intensity, a share.
type extra struct {
	id               string
	title            inventory.Text
	symbols, numbers string
	value, printed   string
	unit             inventory.Text // of the value
	parts            []part
	leaves           []*inventory.Parameter
}

// part is another figure that one is made of.
type part struct {
	name        inventory.Text
	value, link string
}

// extra keeps an explanation and returns the link that opens it.
func (p *page) extra(x *extra) string {
	if !slices.ContainsFunc(p.extras, func(known *extra) bool { return known.id == x.id }) {
		p.extras = append(p.extras, x)
	}
	return "x=" + x.id
}

// item is the number of an item in links: its place in the vocabulary, −1 for none.
func (p *page) item(name string) int {
	return slices.IndexFunc(p.inv.Vocabulary.Items.All, func(of *inventory.Item) bool { return of.Name == name })
}

// categoryData is a category as the explanations know it.
type categoryData struct {
	Code   string   `json:"c"`
	Name   []string `json:"n"`
	Parent int      `json:"p"`
	Land   bool     `json:"l,omitempty"`
}

// gasData is a gas with its potential and the tokens that name it.
type gasData struct {
	Name   string   `json:"n"`
	Tokens []string `json:"t"`
	GWP    string   `json:"g,omitempty"`
	Leaf   int      `json:"l"`
}

type methodData struct {
	ID     string   `json:"id"`
	Title  []string `json:"n"`
	Tier   string   `json:"tier"`
	Source string   `json:"src"`
}

// leafData is one input: where it was read, how far it is confirmed, why it was taken.
type leafData struct {
	Mark     string   `json:"m"`
	Value    string   `json:"v"`
	Unit     string   `json:"u,omitempty"`
	Title    []string `json:"n"`
	Status   string   `json:"s,omitempty"`
	Set      string   `json:"f,omitempty"`
	Item     string   `json:"i,omitempty"`
	Years    string   `json:"y,omitempty"`
	Document string   `json:"d,omitempty"`
	Cell     string   `json:"c"`
	Why      []string `json:"w,omitempty"`
	Bounds   []string `json:"b,omitempty"` // low, high, kind
}

// lineData is one line; the order of its fields is that of the script.
type lineData struct {
	Year     int        `json:"y"`
	Category int        `json:"c"`
	Boundary int        `json:"b,omitempty"`
	Gas      int        `json:"g"`
	Item     int        `json:"i"`
	Name     []string   `json:"n"`
	Value    string     `json:"v"`
	Method   int        `json:"m"`
	Formula  int        `json:"f"`
	Numbers  string     `json:"x"`
	Leaves   []int      `json:"l"`
	States   []string   `json:"s,omitempty"`
	Notes    [][]string `json:"o,omitempty"`
	Instead  []string   `json:"z,omitempty"` // computed lines in whose place a verified figure stands
}

// sumData is a figure that is the sum of totals of a year, by the numbers of their links without it, and of lines, in t CO2e.
type sumData struct {
	Year    int   `json:"y,omitempty"`
	Figures []int `json:"f,omitempty"`
	Lines   []int `json:"l,omitempty"`
}

// wayData is how a category is computed, without figures.
type wayData struct {
	Category  int      `json:"c"`
	Method    int      `json:"m"`
	Formula   int      `json:"f"`
	Documents []string `json:"d"`
}

type extraData struct {
	Title   []string `json:"n"`
	Symbols string   `json:"f"`
	Numbers string   `json:"x"`
	Value   string   `json:"v"`
	Unit    []string `json:"u,omitempty"`
	Printed string   `json:"p,omitempty"`
	Parts   [][]any  `json:"q,omitempty"`
	Leaves  []int    `json:"l,omitempty"`
}

// book is all explanations, what repeats held once.
type book struct {
	Years      []int                `json:"years"`
	Set        string               `json:"set"`
	Categories []categoryData       `json:"cats"`
	Gases      []gasData            `json:"gases"`
	Items      [][]string           `json:"items"`
	Methods    []methodData         `json:"methods"`
	Formulas   []string             `json:"formulas"`
	Leaves     []leafData           `json:"leaves"`
	Lines      []lineData           `json:"lines"`
	Extras     map[string]extraData `json:"extras"`
	Sums       map[string]sumData   `json:"sums,omitempty"`
	Parts      []string             `json:"parts,omitempty"`   // of sums: links of totals without their years
	Figures    map[string][]string  `json:"figures,omitempty"` // of a masked report: the totals that may be shown
	Ways       []wayData            `json:"ways,omitempty"`    // likewise: how categories are computed none of whose lines is hidden

	gas, formula, leaf map[string]int
	method             map[*inventory.Method]int
}

// bind explains the totals and the lines, or what of them may be shown.
func (p *page) bind() *book {
	b := &book{Years: p.inv.Years, Set: p.inv.GWPSet, Extras: map[string]extraData{}, gas: map[string]int{}, formula: map[string]int{}, leaf: map[string]int{}, method: map[*inventory.Method]int{}}
	p.vocabulary(b)
	if p.masked {
		p.safe(b)
	} else {
		p.bookLines(b)
	}
	return b
}

// explanations are the book with those of single figures, packed: JSON, gzip, base64.
func (p *page) explanations(b *book) (template.JS, error) {
	b.Sums, b.Parts = p.sums, p.parts
	for _, x := range p.extras {
		b.Extras[x.id] = b.extra(x)
	}
	text, err := json.Marshal(b)
	if err != nil {
		return "", err
	}
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := zip.Write(text); err != nil {
		return "", err
	}
	if err := zip.Close(); err != nil {
		return "", err
	}
	return template.JS(strconv.Quote(base64.StdEncoding.EncodeToString(packed.Bytes()))), nil
}

func (p *page) vocabulary(b *book) {
	at := map[*inventory.Category]int{}
	for i, c := range p.inv.Vocabulary.Categories.All {
		at[c] = i
		parent := -1
		if c.Parent != nil {
			parent = at[c.Parent]
		}
		b.Categories = append(b.Categories, categoryData{c.Code, pair(c.Name), parent, inventory.IsLand(c)})
	}
	for _, item := range p.inv.Vocabulary.Items.All {
		b.Items = append(b.Items, pair(inventory.Text{ZH: item.Name, EN: item.EN}))
	}
	for _, e := range p.inv.Estimates {
		if e.Number {
			b.gasOf(p.inv, e.Gas)
		}
	}
}

func (b *book) gasOf(inv *inventory.Inventory, name string) int {
	if i, ok := b.gas[name]; ok {
		return i
	}
	g := gasData{Name: name, Tokens: []string{name}, Leaf: -1}
	if of, ok := inv.Vocabulary.Gases.Lookup(name); ok {
		for _, token := range []string{of.Family, of.Family + "s", inventory.FGases} {
			if of.Matches(token) && !slices.Contains(g.Tokens, token) {
				g.Tokens = append(g.Tokens, token)
			}
		}
	}
	if gwp, ok := inv.GWP(name); ok {
		g.GWP, g.Leaf = gwp.Amount.String(), b.leafOf(gwp)
	}
	b.gas[name] = len(b.Gases)
	b.Gases = append(b.Gases, g)
	return b.gas[name]
}

func (b *book) leafOf(p *inventory.Parameter) int {
	origin := p.Origin.String()
	key := p.Key() + "\x00" + origin + "\x00" + p.Why.EN
	if i, ok := b.leaf[key]; ok {
		return i
	}
	out := leafData{Mark: p.Mark, Value: p.Amount.String(), Unit: p.In.String(), Title: pair(p.Title), Status: p.Status.String(), Set: p.Set, Item: p.Item, Years: p.Years, Document: p.Document, Cell: origin}
	if p.Why != (inventory.Text{}) {
		out.Why = pair(p.Why)
	}
	if p.Bounds.Low != nil || p.Bounds.High != nil {
		side := func(open bool, text func() string) string {
			if open {
				return "…"
			}
			return text()
		}
		out.Bounds = []string{side(p.Bounds.Low == nil, func() string { return p.Bounds.Low.String() }), side(p.Bounds.High == nil, func() string { return p.Bounds.High.String() }), p.Bounds.Kind}
	}
	b.leaf[key] = len(b.Leaves)
	b.Leaves = append(b.Leaves, out)
	return b.leaf[key]
}

func (b *book) methodOf(m *inventory.Method) int {
	i, ok := b.method[m]
	if !ok {
		i = len(b.Methods)
		b.method[m] = i
		b.Methods = append(b.Methods, methodData{m.ID, pair(m.Title), m.Tier, m.Source})
	}
	return i
}

func (b *book) formulaOf(text string) int {
	i, ok := b.formula[text]
	if !ok {
		i = len(b.Formulas)
		b.formula[text] = i
		b.Formulas = append(b.Formulas, text)
	}
	return i
}

func (b *book) extra(x *extra) extraData {
	out := extraData{Title: pair(x.title), Symbols: x.symbols, Numbers: x.numbers, Value: x.value, Printed: x.printed}
	if x.unit != (inventory.Text{}) {
		out.Unit = pair(x.unit)
	}
	for _, part := range x.parts {
		out.Parts = append(out.Parts, []any{pair(part.name), part.value, part.link})
	}
	for _, leaf := range x.leaves {
		out.Leaves = append(out.Leaves, b.leafOf(leaf))
	}
	return out
}

// safe is what a masked report explains: the totals that may be shown and the methods of categories none of whose lines is hidden.
func (p *page) safe(b *book) {
	b.Figures = map[string][]string{}
	for _, f := range p.inv.Figures() {
		if p.s.Mask.Hides(f) {
			continue
		}
		if t := p.inv.Total(f); t.HasCO2e || t.HasMass {
			both := []string{"", ""}
			if t.HasMass {
				both[0] = t.Mass.String()
			}
			if t.HasCO2e {
				both[1] = t.CO2e.String()
			}
			b.Figures[p.figure(f, "")] = both
		}
	}
	hidden := map[string]bool{}
	for _, e := range p.inv.Estimates {
		if p.s.Mask.HidesLine(e) {
			hidden[e.Row.Category.Code] = true
		}
	}
	type key struct {
		category, method, formula int
	}
	known := map[key]int{}
	for _, e := range p.inv.Estimates {
		if !e.Number || hidden[e.Row.Category.Code] {
			continue
		}
		tree := e.Mass()
		k := key{e.Row.Category.Order, b.methodOf(e.Method), b.formulaOf(expr.Format(tree, expr.Symbols))}
		i, ok := known[k]
		if !ok {
			i, known[k] = len(b.Ways), len(b.Ways)
			b.Ways = append(b.Ways, wayData{Category: k.category, Method: k.method, Formula: k.formula})
		}
		for _, leaf := range tree.Leaves() {
			if p := inventory.ParameterOf(leaf); p.Set != "" && p.Status != inventory.Local && p.Document != "" && !slices.Contains(b.Ways[i].Documents, p.Document) {
				b.Ways[i].Documents = append(b.Ways[i].Documents, p.Document)
			}
		}
	}
}

// shown is a line prepared for the book, which is bound in order afterwards.
type shown struct {
	symbols, numbers string
	leaves           []*inventory.Parameter
	states           []string
	instead          []string
}

func open(e *inventory.Estimate) shown {
	tree := e.Mass()
	out := shown{symbols: expr.Format(tree, expr.Symbols), numbers: expr.Format(tree, expr.Numbers)}
	seen := map[string]bool{}
	for _, leaf := range tree.Leaves() {
		seen[leaf.Key()] = true
		out.leaves = append(out.leaves, inventory.ParameterOf(leaf))
	}
	for _, leaf := range e.Given() {
		if !seen[leaf.Key()] {
			out.leaves = append(out.leaves, inventory.ParameterOf(leaf))
		}
	}
	for _, state := range expr.States(tree) {
		if v, err := expr.Decimal(state); err == nil {
			out.states = append(out.states, strings.Join([]string{state.Name(), expr.Format(state, expr.Symbols), v.String() + " " + state.Unit().String()}, " = "))
		}
	}
	for _, by := range e.Superseded() {
		out.instead = append(out.instead, by.Method.ID+" = "+by.Value().String()+" t "+by.Gas)
	}
	return out
}
