package engine

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// A herd is stated once and stands in enteric fermentation, in manure management and, by its nitrogen, in soils: what is filed at
// livestock is of all of these, what is filed at manure management of manure and soils, what is filed at enteric fermentation of
// that alone.
const (
	codeLivestock = "3.A"
	codeEnteric   = "3.A.1"
	codeManure    = "3.A.2"
	codeSoils     = "3.C.4"
	codeIndirect  = "3.C.5"
	codeStorage   = "3.C.6"
	byPopulation  = "3.A/population.aap/head"
	onPasture     = "放牧"
	forFuel       = "燃料燃烧"
	urineInField  = "燃料燃烧粪便的尿"
	inSystem      = "AWMS"
	animals       = "animal"
)

// The parameters of a herd by what they are of: the animals kept, their turnover, one manure system.
var (
	ofPopulation = []string{"head", "stock_year_end", "slaughtered", "days_alive"}
	ofTurnover   = []string{"stock_start", "births", "deaths", "animals_bought", "animals_sold"}
	ofSystem     = []string{inSystem, "MCF", "EF3", "EF_VS", "FracGasMS", "FracLeachMS", "FracLossMS", "codigestate_nitrogen"}
	ofAnimal     = []string{"VS", "Nex", "TAM", "Nrate", "Ym", "gross_energy", "digestibility", "urinary_energy", "manure_ash"}
	ofOneSystem  = []string{inSystem, "codigestate_nitrogen"}
)

// sharesByName are the shares of manure that are stated as such where systems are not, with the system that each is of.
var sharesByName = []struct{ word, parameter string }{{onPasture, "grazing_share"}, {forFuel, "burned_share"}}

// Herd is the animals of one kind that are kept alike, in one year.
type Herd struct {
	Rows    []*inventory.Activity // what is stated of them, but of their manure systems
	Systems []*System
	words   []string // their detail
}

// System is a manure system of a herd with what is stated of it.
type System struct {
	Words []string // of the detail, beside those of the herd
	Rows  []*inventory.Activity
	of    *inventory.Parameter // the share, where it is of the tables
}

// First is the row by which the herd is called.
func (h *Herd) First() *inventory.Activity { return h.Rows[0] }

// Find is the first row of the parameter; nil if there is none.
func (h *Herd) Find(parameter string) *inventory.Activity { return firstOf(h.Rows, parameter) }

// Find is the first row of the parameter; nil if there is none.
func (s *System) Find(parameter string) *inventory.Activity { return firstOf(s.Rows, parameter) }

func firstOf(rows []*inventory.Activity, parameter string) *inventory.Activity {
	if at := group(rows).find(parameter); at >= 0 {
		return rows[at]
	}
	return nil
}

// herdOf is what herds are gathered by: a kind of animal of one facility and year.
type herdOf struct {
	year     int
	facility string
	item     *inventory.Item
}

// livestock takes the rows of animals out of the tables, gathers them to herds, and gives each category the rows that are of it.
func (r *run) livestock() {
	root := r.Vocabulary.Categories.Must(codeLivestock)
	var order []herdOf
	by := map[herdOf][]*inventory.Activity{}
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool {
		if !row.Category.Within(root) || row.Item == nil || row.Item.Kind != animals {
			return false
		}
		key := herdOf{row.Year, row.Facility, row.Item}
		if by[key] == nil {
			order = append(order, key)
		}
		by[key] = append(by[key], row)
		return true
	})
	var made []*inventory.Activity
	for _, key := range order {
		compiled := slices.Contains(r.years, key.year)
		herds := r.herds(by[key], compiled && !r.unsettled[key])
		r.kept = append(r.kept, herds...)
		for _, h := range herds {
			if compiled && !r.unsettled[key] {
				made = append(made, r.herdRows(h)...)
			}
		}
	}
	if made == nil {
		return
	}
	r.rows = sortRows(append(r.rows, made...))
	r.indirectElsewhere()
}

// herds parts the rows of one kind of animal to herds by the details of their populations. Any other row is of the herd of its
// own detail, or of a manure system of the herd whose detail its own holds. What fits none is told if that is asked for.
func (r *run) herds(rows []*inventory.Activity, tell bool) []*Herd {
	var out []*Herd
	of := func(words []string) *Herd {
		at := slices.IndexFunc(out, func(h *Herd) bool { return slices.Equal(h.words, words) })
		if at < 0 {
			return nil
		}
		return out[at]
	}
	var others []*inventory.Activity
	for _, row := range rows {
		if row.Parameter != "" && !slices.Contains(ofPopulation, row.Parameter) && !slices.Contains(ofTurnover, row.Parameter) {
			others = append(others, row)
			continue
		}
		words := r.Vocabulary.Details.Each(row.Detail)
		h := of(words)
		if h == nil {
			h = &Herd{words: words}
			out = append(out, h)
		}
		h.Rows = append(h.Rows, row)
	}
	for _, row := range others {
		words := r.Vocabulary.Details.Each(row.Detail)
		if h := of(words); h != nil && !slices.Contains(ofOneSystem, row.Parameter) {
			h.Rows = append(h.Rows, row)
		} else if problem := r.system(out, row, words); problem != nil && tell {
			r.problems.Add(*problem)
		}
	}
	return out
}

// system gives a row of a manure system to the herd whose detail its own holds; of several, to that of most words.
func (r *run) system(herds []*Herd, row *inventory.Activity, words []string) *inventory.Problem {
	var of *Herd
	for _, h := range herds {
		if !slices.ContainsFunc(h.words, func(word string) bool { return !slices.Contains(words, word) }) && (of == nil || len(h.words) > len(of.words)) {
			of = h
		}
	}
	if of == nil {
		if r.herdKeyed(row) {
			return nil
		}
		problem := systemOfNoHerd(row)
		return &problem
	}
	var left []string
	for _, word := range inventory.SplitList(row.Detail) {
		if !slices.Contains(of.words, r.Vocabulary.Details.Canonical(word)) {
			left = append(left, word)
		}
	}
	slices.SortFunc(left, func(a, b string) int {
		return strings.Compare(r.Vocabulary.Details.Canonical(a), r.Vocabulary.Details.Canonical(b))
	})
	if len(left) == 0 {
		problem := systemUnnamed(row)
		return &problem
	}
	same := func(s *System) bool {
		return slices.EqualFunc(s.Words, left, func(a, b string) bool { return r.Vocabulary.Details.Canonical(a) == r.Vocabulary.Details.Canonical(b) })
	}
	at := slices.IndexFunc(of.Systems, same)
	if at < 0 {
		at = len(of.Systems)
		of.Systems = append(of.Systems, &System{Words: left})
	}
	s := of.Systems[at]
	if other := s.Find(row.Parameter); other != nil && row.Parameter == inSystem {
		problem := herdTwice([]*inventory.Activity{other, row})
		return &problem
	}
	s.Rows = append(s.Rows, row)
	if s.is(r, onPasture, forFuel) && len(left) > 1 && s.is(r, managedWords(r, left)...) {
		problem := systemsMixed(row)
		return &problem
	}
	return nil
}

// managedWords are those of the words that name a system in which manure is managed: that factors of its N2O know.
func managedWords(r *run, words []string) []string {
	var out []string
	for _, word := range words {
		if canonical := r.Vocabulary.Details.Canonical(word); r.systems()[canonical] {
			out = append(out, word)
		}
	}
	return out
}

// systems are the canonical words of the systems that factors of direct N2O are stated for.
func (r *run) systems() map[string]bool {
	if r.managed == nil {
		r.managed = map[string]bool{}
		for _, row := range r.table.Rows() {
			if row.Parameter == "EF3" {
				for _, word := range inventory.SplitList(row.Technology) {
					r.managed[r.Vocabulary.Details.Canonical(word)] = true
				}
			}
		}
	}
	return r.managed
}

// herdKeyed tells whether a key stands for the animals of which the row speaks.
func (r *run) herdKeyed(row *inventory.Activity) bool {
	return slices.ContainsFunc(r.keys, func(key *inventory.Activity) bool {
		return key.Year == row.Year && key.Item == row.Item && key.Facility == row.Facility
	})
}

// within tells whether what is filed at the category is of the target.
func (r *run) within(filed, target *inventory.Category) bool {
	categories := r.Vocabulary.Categories
	if target.Within(categories.Must(codeLivestock)) {
		return target.Within(filed) || filed.Within(target)
	}
	return !filed.Within(categories.Must(codeEnteric)) // soils follow manure
}

// of are the rows that are of the target.
func (r *run) ofTarget(rows []*inventory.Activity, target *inventory.Category) []*inventory.Activity {
	var out []*inventory.Activity
	for _, row := range rows {
		if r.within(row.Category, target) {
			out = append(out, row)
		}
	}
	return out
}

// flowing is the row as an input of the target: its own cell under another category.
func (r *run) flowing(from *inventory.Activity, to *inventory.Category, detail, parameter string) *inventory.Activity {
	row := *from
	row.Category, row.Detail, row.Parameter = to, detail, parameter
	r.flowed[from] = true
	if from.Category == to && from.Detail == detail && from.Parameter == parameter {
		return from
	}
	of := derivation{from: from, tree: func(declared *inventory.Input) expr.Node { return r.cell(from, declared) }}
	if from.Category != to {
		of.note = inventory.Text{ZH: "数据填在 " + from.Category.Code, EN: "stated at " + from.Category.Code}
	}
	r.derived[&row] = of
	if note, ok := r.chosen[from]; ok {
		r.chosen[&row] = note
	}
	return &row
}

// all are the rows of the parameters.
func (g group) all(parameters ...string) []*inventory.Activity {
	var out []*inventory.Activity
	for _, row := range g {
		if slices.Contains(parameters, row.Parameter) {
			out = append(out, row)
		}
	}
	return out
}

// firstOf is the first row of one of the parameters; nil if there is none.
func (g group) firstOf(parameters ...string) *inventory.Activity {
	if rows := g.all(parameters...); rows != nil {
		return rows[0]
	}
	return nil
}

// takes tells whether a method that the guide offers for the subject has an input of the name.
func (r *run) takes(target *inventory.Category, item *inventory.Item, name string) bool {
	key := named{target, item, name}
	is, ok := r.taking[key]
	if !ok {
		is = slices.ContainsFunc(r.rules, func(one rule) bool {
			if !one.serves(r.ws.Config.Guide, target, item) {
				return false
			}
			_, has := one.method.InputOf(name)
			return has
		})
		r.taking[key] = is
	}
	return is
}

// bySystems tells whether the guide counts the target system by system.
func (r *run) bySystems(target *inventory.Category, item *inventory.Item) bool {
	return r.takes(target, item, inSystem)
}
