package engine

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Account is a yearly account of energy beside the inventory: the CO2 of fossil energy by the official factors per standard
// coal, or renewable energy by source. Nothing of it enters a total. A preliminary and a final account of one year stand side
// by side.
type Account struct {
	Kind    string
	Year    int
	Vintage string // "", preliminary, final
	Lines   []AccountLine
	Tree    expr.Node // of the whole
	CO2     decimal.Decimal
	Revised *decimal.Decimal // against the preliminary account of the year; nil if there is none
}

// AccountLine is one source of energy. CO2 is what it emits, or in the renewable account what it stands for.
type AccountLine struct {
	Entry  *inventory.AccountEntry
	Value  decimal.Decimal
	Unit   quantity.Unit
	CO2    decimal.Decimal
	Method *inventory.Method
	Tree   expr.Node
	Origin inventory.Source
}

// accountMethods are the methods of the accounts.
var accountMethods = map[string]string{inventory.FossilAccount: "1.A/ci.fossil/CO2", inventory.RenewableAccount: "1.A/re.avoided/CO2"}

// accounts makes the accounts of the years compiled from indicators.csv.
func (r *run) accounts() []*Account {
	var out []*Account
	for _, kind := range []string{inventory.FossilAccount, inventory.RenewableAccount} {
		for _, year := range r.years {
			for _, vintage := range r.accountVintages(kind, year) {
				if a := r.account(kind, year, vintage); a != nil {
					out = append(out, a)
				}
			}
		}
	}
	for _, a := range out {
		for _, earlier := range out {
			if earlier.Kind == a.Kind && earlier.Year == a.Year && earlier.Vintage == "preliminary" && a.Vintage != "preliminary" {
				revised := a.CO2.Sub(earlier.CO2)
				a.Revised = &revised
				r.sameSources(earlier, a)
			}
		}
	}
	return out
}

// accountsBeyond makes the accounts of fossil energy of years that have no inventory: they rest on statistics alone.
func (e *Engine) accountsBeyond(ws *workspace.Workspace, inventories []int) ([]*Account, inventory.Problems) {
	years := map[int]bool{}
	for i := range ws.Indicators {
		row := &ws.Indicators[i]
		is := func(entry *inventory.AccountEntry) bool {
			return entry.Account == inventory.FossilAccount && entry.Is(row)
		}
		if !slices.Contains(inventories, row.Year) && slices.ContainsFunc(e.Vocabulary.Accounts, is) {
			years[row.Year] = true
		}
	}
	if len(years) == 0 {
		return nil, nil
	}
	r := e.newRun(ws, slices.Sorted(maps.Keys(years)))
	told := len(r.problems) // of the tables of factors: told when the inventory was compiled
	out := r.accounts()
	return out, slices.Concat(r.problems[told:], once(r.notices))
}

// holds tells whether the account has a line of the source of energy.
func (a *Account) holds(entry *inventory.AccountEntry) bool {
	return slices.ContainsFunc(a.Lines, func(l AccountLine) bool { return l.Entry == entry })
}

// sameSources warns where two accounts of one year do not hold the same sources: what changed is then not only the figures.
func (r *run) sameSources(earlier, later *Account) {
	for _, pair := range [][2]*Account{{earlier, later}, {later, earlier}} {
		for _, line := range pair[0].Lines {
			if pair[1].holds(line.Entry) {
				continue
			}
			r.problems.Add(inventory.Problem{Source: line.Origin, Code: "account-vintages-differ", Severity: inventory.Warning,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%d 年的核算：“%s”只在一个版本里（%s t CO2），初步与最终之差不只是数据修订", later.Year, line.Entry.Title.ZH, line.CO2),
					EN: fmt.Sprintf("account of %d: %q is in one vintage only (%s t CO2): the difference of the two is not only a revision of figures", later.Year, line.Entry.Title.EN, line.CO2)},
				Hint: inventory.Text{ZH: "两个版本写同样的指标", EN: "state the same indicators in both vintages"}})
		}
	}
}

// account makes one account of one vintage; nil if no indicator speaks of it, or one of them cannot be.
func (r *run) account(kind string, year int, vintage string) *Account {
	given := r.entries(kind, year, vintage)
	if len(given) == 0 || !r.entriesSound(given) || kind == inventory.FossilAccount && r.lacking(given, year, vintage) {
		return nil
	}
	out := &Account{Kind: kind, Year: year, Vintage: vintage}
	if kind == inventory.FossilAccount {
		r.fossil(out, given)
	} else {
		for _, g := range given {
			r.renewable(out, g)
		}
	}
	if out.Lines == nil {
		return nil
	}
	var trees []expr.Node
	for _, line := range out.Lines {
		out.CO2 = out.CO2.Add(line.CO2)
		trees = append(trees, expr.Label(line.Entry.Source.EN, line.Tree))
	}
	out.Tree = sumOf(trees)
	return out
}

// lacking says which of coal, oil and gas an account of fossil energy leaves out: without one of them it is none.
func (r *run) lacking(given []entryOf, year int, vintage string) bool {
	var zh, en []string
	for _, entry := range r.Vocabulary.Accounts {
		if entry.Account == inventory.FossilAccount && strings.HasSuffix(entry.Input, "_consumption") && !slices.ContainsFunc(given, func(g entryOf) bool { return g.entry == entry }) {
			zh, en = append(zh, entry.Title.ZH), append(en, entry.Title.EN)
		}
	}
	if zh == nil {
		return false
	}
	r.problems.Add(inventory.Problem{Source: given[0].row.Place.Cell("indicator"), Code: "account-incomplete", Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年化石能源二氧化碳年度核算%s缺 %s：不核算", year, vintageName(vintage).ZH, strings.Join(zh, "、")),
			EN: fmt.Sprintf("the account of fossil CO2 of %d%s lacks %s: it is not made", year, vintageName(vintage).EN, strings.Join(en, ", "))},
		Hint: inventory.Text{ZH: "在 indicators.csv 补上；没有消费的写 0，并写明来源", EN: "add it to indicators.csv; write 0, with the source, where nothing is consumed"}})
	return true
}

func vintageName(vintage string) inventory.Text {
	switch vintage {
	case "preliminary":
		return inventory.Text{ZH: "（初步）", EN: " (preliminary)"}
	case "final":
		return inventory.Text{ZH: "（最终）", EN: " (final)"}
	}
	return inventory.Text{}
}

// accountRow dresses an indicator as an activity of the account's method.
func (r *run) accountRow(g entryOf) (*inventory.Activity, bool) {
	unit, err := quantity.ParseUnit(g.row.Unit)
	if err != nil {
		r.problems.Add(inventory.Problem{Source: g.row.Place.Cell("unit"), Code: "unknown-unit", Severity: inventory.Error,
			Message: inventory.Text{ZH: "不认识的单位“" + g.row.Unit + "”", EN: "unknown unit " + g.row.Unit},
			Hint:    inventory.Text{ZH: "如 tce、万吨标准煤、万千瓦时、GJ", EN: "such as tce, 10^4 tce, 10^4 kWh, GJ"}})
		return nil, false
	}
	row := &inventory.Activity{Particulars: &inventory.Particulars{Document: g.row.Document, Department: g.row.Department, Vintage: g.row.Vintage},
		Category: r.Vocabulary.Categories.Must("1.A"), Parameter: g.entry.Input, Value: g.row.Value, Unit: unit, Place: g.row.Place, Year: g.row.Year, Number: true}
	r.derived[row] = derivation{tree: func(declared *inventory.Input) expr.Node {
		leaf := *r.indicatorLeaf(g.row)
		leaf.Mark, leaf.Row, leaf.Variable.ID = declared.Symbol, leaf.Row+"|"+g.row.Vintage, leaf.Variable.ID+"|"+g.row.Vintage
		leaf.In = leaf.In.Of(declared.Gas)
		return expr.Of(&leaf)
	}}
	return row, true
}

// served finds the factors of an account; nil if one is missing, which is told.
func (r *run) servedAccount(kind string, rows group) *binding {
	m, ok := r.Method(accountMethods[kind])
	if !ok {
		panic("no method of the account " + kind)
	}
	a := &asking{run: r, method: m, group: rows, findings: newFindings()}
	s := a.serve()
	r.notices.Add(a.notices...)
	for i := range s.faults {
		r.problems.Add(s.faults[i].at(rows))
	}
	if s.faults != nil {
		return nil
	}
	return &binding{s, rows}
}

// fossil fills the account of fossil energy: one equation, a line a term.
func (r *run) fossil(out *Account, given []entryOf) {
	var rows group
	for _, g := range given {
		row, ok := r.accountRow(g)
		if !ok {
			return
		}
		rows = append(rows, row)
	}
	b := r.servedAccount(out.Kind, rows)
	if b == nil {
		return
	}
	terms := b.method.Formula(b).Args() // not of the tree, which may bring their sum to another unit
	at := 0
	for i := range b.method.Inputs {
		declared := &b.method.Inputs[i]
		if declared.Factor || b.inputs[i].absent {
			continue
		}
		g := given[slices.IndexFunc(given, func(g entryOf) bool { return g.entry.Input == declared.Name })]
		r.accountLine(out, g, rows[rows.find(declared.Name)], b.method, terms[at])
		at++
	}
}

// renewable adds one source to the account of renewable energy.
func (r *run) renewable(out *Account, g entryOf) {
	row, ok := r.accountRow(g)
	if !ok {
		return
	}
	if b := r.servedAccount(out.Kind, group{row}); b != nil {
		r.accountLine(out, g, row, b.method, b.method.Tree(b))
	}
}

func (r *run) accountLine(out *Account, g entryOf, row *inventory.Activity, m *inventory.Method, tree expr.Node) {
	tree = m.In(tree)
	value, err := expr.Decimal(tree)
	if err != nil {
		r.problems.Add(equationFailed(m, row.Place.Cell("value"), err))
		return
	}
	out.Lines = append(out.Lines, AccountLine{g.entry, row.Value, row.Unit, value, m, tree, row.Place.Cell("value")})
}

// finalFirst orders the vintages of an indicator: the final figure counts before one without a vintage, and that before a
// preliminary one.
func finalFirst(a, b *inventory.Indicator) int {
	rank := map[string]int{"final": 0, "": 1, "preliminary": 2}
	return cmp.Compare(rank[a.Vintage], rank[b.Vintage])
}
