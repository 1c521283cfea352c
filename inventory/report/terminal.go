package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"ghg/inventory"
)

// columns is a table for the terminal: text columns left, figures right, East Asian characters two cells wide.
type columns struct {
	right []bool
	rows  [][]string
}

func (c *columns) add(cells ...string) { c.rows = append(c.rows, cells) }

// rule adds a line across the table.
func (c *columns) rule() { c.rows = append(c.rows, nil) }

func (c *columns) write(w io.Writer) {
	widths := make([]int, len(c.right))
	for _, row := range c.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], cells(cell))
		}
	}
	for _, row := range c.rows {
		if row == nil {
			total := 0
			for _, w := range widths {
				total += w + 2
			}
			fmt.Fprintln(w, strings.Repeat("─", total-2))
			continue
		}
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-cells(cell))
			if c.right[i] {
				line.WriteString(pad + cell)
			} else {
				line.WriteString(cell + pad)
			}
			line.WriteString("  ")
		}
		fmt.Fprintln(w, strings.TrimRight(line.String(), " "))
	}
}

// cells is the width of a text on a terminal.
func cells(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// rounded prints a figure for people: thousands separated, half-even at the given decimals.
func rounded(d decimal.Decimal, places int32) string {
	text := d.RoundBank(places).StringFixed(places)
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, _ := strings.Cut(text, ".")
	var groups []string
	for len(whole) > 3 {
		groups = append(groups, whole[len(whole)-3:])
		whole = whole[:len(whole)-3]
	}
	groups = append(groups, whole)
	slices.Reverse(groups)
	out := sign + strings.Join(groups, ",")
	if fraction != "" {
		out += "." + fraction
	}
	return out
}

// tonnes prints a mass: whole tonnes from a thousand on, else four significant digits, so that a gas of which grams
// matter does not vanish.
func tonnes(d decimal.Decimal) string {
	size := d.Abs()
	switch {
	case size.IsZero():
		return "0"
	case !size.LessThan(decimal.NewFromInt(1000)):
		return rounded(d, 0)
	default:
		return rounded(d, 3-int32(size.NumDigits())-size.Exponent()+1)
	}
}

// percent prints a share from 0 to 1.
func percent(share decimal.Decimal) string { return share.Shift(2).RoundBank(1).StringFixed(1) + " %" }

// Table prints the inventory of each year as a person wants to read it: the totals, the branches of the tree that hold
// numbers, and what is missing.
func Table(w io.Writer, inv *inventory.Inventory, lang string) {
	for i, year := range inv.Years {
		if i > 0 {
			fmt.Fprintln(w)
		}
		title(w, inv, year, lang)
		body(w, inv, year, lang)
		footer(w, inv, year, lang)
	}
	if len(inv.Years) > 1 {
		alongTheYears(w, inv, lang)
	}
}

// alongTheYears prints the totals of all years side by side, and warns where they do not count the same.
func alongTheYears(w io.Writer, inv *inventory.Inventory, lang string) {
	t := &columns{right: []bool{false}}
	head := []string{inventory.Text{ZH: "历年 CO2e（t）", EN: "CO2e by year (t)"}.In(lang)}
	for _, year := range inv.Years {
		t.right, head = append(t.right, true), append(head, strconv.Itoa(year))
	}
	t.rule()
	t.add(head...)
	t.rule()
	same := true
	for _, scope := range []string{inventory.ScopeTotal, inventory.ScopeWithoutLand} {
		series := inv.Series(inventory.Territorial, scope, inventory.AllGases)
		same = same && series.Comparable()
		row := []string{scopeTitles[scope].In(lang)}
		for _, point := range series.Points {
			row = append(row, cellOf(point, true))
		}
		t.add(row...)
	}
	fmt.Fprintln(w)
	t.write(w)
	if !same {
		fmt.Fprintln(w, inventory.Text{ZH: "各年所含的类别不同：年际差别不等于排放的变化。",
			EN: "The years do not count the same categories: a difference between them is not a change of emissions."}.In(lang))
	}
}

func title(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	text := inventory.Text{
		ZH: fmt.Sprintf("%s %d 年温室气体清单　指南 %s　GWP %s　单位 t", inv.RegionName, year, inv.Guide, inv.GWPSet),
		EN: fmt.Sprintf("%s greenhouse-gas inventory %d   guide %s   GWP %s   unit t", inv.RegionName, year, inv.Guide, inv.GWPSet)}
	fmt.Fprintln(w, text.In(lang))
}

func body(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	gases := gasColumns(inv, year)
	t := &columns{right: []bool{false}}
	head := []string{inventory.Text{ZH: "类别", EN: "category"}.In(lang)}
	for _, gas := range gases {
		t.right, head = append(t.right, true), append(head, gas.head())
	}
	t.right, head = append(t.right, true, false), append(head, "CO2e", inventory.Text{ZH: "标记", EN: "keys"}.In(lang))
	t.rule()
	t.add(head...)
	t.rule()
	for _, b := range inventory.Boundaries {
		boundaryRows(t, inv, year, b, gases, lang)
	}
	t.rule()
	t.write(w)
	byGas(w, inv, year, gases, lang)
}

var scopeTitles = map[string]inventory.Text{
	inventory.ScopeTotal:       {ZH: "总量（含土地利用变化和林业）", EN: "Total with land"},
	inventory.ScopeWithoutLand: {ZH: "总量（不含土地利用变化和林业）", EN: "Total without land"},
}

// boundaryTitles head the parts of the table that stand outside the total.
var boundaryTitles = map[inventory.Boundary]inventory.Text{
	inventory.Indirect: {ZH: "间接（调入电力、热力，不计入总量）", EN: "Indirect (purchased electricity and heat, outside the total)"},
	inventory.MemoItem: {ZH: "信息项（国际燃料舱、生物成因 CO2，不计入总量）", EN: "Memo (bunkers, biogenic CO2, outside the total)"},
}

func boundaryRows(t *columns, inv *inventory.Inventory, year int, b inventory.Boundary, gases []gasColumn, lang string) {
	add := func(name, scope string) {
		t.add(totalCells(inv, name, inventory.Figure{Year: year, Boundary: b, Scope: scope}, gases)...)
	}
	if b == inventory.Territorial {
		add(scopeTitles[inventory.ScopeTotal].In(lang), inventory.ScopeTotal)
		add(scopeTitles[inventory.ScopeWithoutLand].In(lang), inventory.ScopeWithoutLand)
	} else {
		t.rule()
		add(boundaryTitles[b].In(lang), inventory.ScopeTotal)
	}
	for _, c := range inv.Vocabulary.Categories.All {
		line, number := inv.Holds(year, b, c)
		shown := number && (b != inventory.Indirect || c.Depth > 1) || b == inventory.Territorial && c.Depth == 1 || b == inventory.Indirect && c.Depth > 1
		if !line || !shown {
			continue
		}
		add(strings.Repeat("  ", c.Depth-1)+c.Code+" "+c.Name.In(lang), c.Code)
		itemRows(t, inv, year, b, c, gases, lang)
	}
}

// totalCells is one row: the mass of each gas, the CO2e, the keys.
func totalCells(inv *inventory.Inventory, name string, f inventory.Figure, gases []gasColumn) []string {
	row := []string{name}
	for _, gas := range gases {
		f.Gas = gas.name
		row = append(row, cellOf(inv.Total(f), gas.family))
	}
	f.Gas = inventory.AllGases
	t := inv.Total(f)
	keys := t.Notation.String()
	if len(t.Missing) > 0 {
		keys = strings.TrimPrefix(keys+",GWP?"+strings.Join(t.Missing, "+"), ",")
	}
	return append(row, cellOf(t, true), keys)
}

func cellOf(t *inventory.Total, co2e bool) string {
	switch {
	case co2e && t.HasCO2e:
		return tonnes(t.CO2e)
	case !co2e && t.HasMass:
		return tonnes(t.Mass)
	case t.Notation != 0:
		return t.Notation.String()
	default:
		return ""
	}
}

// listedApart is the number of activities of a category up to which each has a row of its own; more are gathered by item.
const listedApart = 20

// itemRows lists what a category's own figure is made of: its activities, one a row, or its items if they are many.
func itemRows(t *columns, inv *inventory.Inventory, year int, b inventory.Boundary, c *inventory.Category, gases []gasColumn, lang string) {
	items := inv.ByItem(year, b, c)
	activities := 0
	for _, item := range items {
		activities += item.Lines
	}
	indent := strings.Repeat("  ", c.Depth) + "· "
	if activities > listedApart {
		for _, item := range items {
			name := itemName(item.Item, lang) + inventory.Text{ZH: fmt.Sprintf("（%d 项）", item.Lines), EN: fmt.Sprintf(" (%d activities)", item.Lines)}.In(lang)
			t.add(gasCells(indent+name, item.Gases, gases)...)
		}
		return
	}
	rows := map[string]map[string]*inventory.Total{}
	var order []string
	for _, e := range inv.Own(year, b, c) {
		if !e.Number {
			continue
		}
		name := activityName(e, lang)
		if rows[name] == nil {
			rows[name] = map[string]*inventory.Total{}
			order = append(order, name)
		}
		mass := &inventory.Total{HasMass: true, Mass: e.Value()}
		if gwp, ok := inv.GWP(e.Gas); ok {
			mass.HasCO2e, mass.CO2e = true, mass.Mass.Mul(gwp.Amount)
		}
		if known := rows[name][e.Gas]; known != nil { // what is used, and as a by-product of itself
			mass.Mass, mass.CO2e = mass.Mass.Add(known.Mass), mass.CO2e.Add(known.CO2e)
		}
		rows[name][e.Gas] = mass
	}
	for _, name := range order {
		t.add(gasCells(indent+name, rows[name], gases)...)
	}
}

// gasCells is the row of one activity or item: the mass of each gas and their CO2e.
func gasCells(name string, of map[string]*inventory.Total, gases []gasColumn) []string {
	row := []string{name}
	sum, known := decimal.Decimal{}, false
	for _, column := range gases {
		cell, whole, complete := "", decimal.Decimal{}, true
		for _, gas := range column.members() {
			mass := of[gas]
			if mass == nil {
				continue
			}
			cell, whole, complete = tonnes(mass.Mass), whole.Add(mass.CO2e), complete && mass.HasCO2e
			if mass.HasCO2e {
				sum, known = sum.Add(mass.CO2e), true
			}
		}
		if column.family && cell != "" {
			cell = "GWP?"
			if complete {
				cell = tonnes(whole)
			}
		}
		row = append(row, cell)
	}
	co2e := ""
	if known {
		co2e = tonnes(sum)
	}
	return append(row, co2e, "")
}

func itemName(item *inventory.Item, lang string) string {
	switch {
	case item == nil:
		return inventory.Text{ZH: "未注明项目", EN: "no item named"}.In(lang)
	case lang != "zh" && item.EN != "":
		return item.EN
	}
	return item.Name
}

// activityName names the activity of a line: facility, item, detail; the method's name where the table gives none.
func activityName(e *inventory.Estimate, lang string) string {
	item := ""
	if e.Row.Item != nil {
		item = itemName(e.Row.Item, lang)
	}
	name := strings.Join(strings.Fields(e.Row.Facility+" "+item+" "+e.Row.Detail), " ")
	if name == "" && e.Method != nil {
		return e.Method.Title.In(lang)
	}
	return name
}

// footer says how complete the year is, how much of it rests on unconfirmed factors, and what was chosen or would apply.
func footer(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	t := inv.Total(inventory.Figure{Year: year, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
	left := t.Pairs - t.Done
	done := inventory.Text{
		ZH: fmt.Sprintf("完整性：%d 个（类别，气体）中 %d 个有数、NO、NA 或有着落的 IE；其余 %d 个没有着落（%s）。总量不完整。", t.Pairs, t.Done, left, t.Open),
		EN: fmt.Sprintf("Completeness: of %d (category, gas) pairs %d have a number, NO, NA or an IE that is met; the other %d are open (%s). The total is incomplete.", t.Pairs, t.Done, left, t.Open)}
	switch {
	case left > 0:
	case len(t.Missing) > 0:
		done = inventory.Text{
			ZH: fmt.Sprintf("完整性：%d 个（类别，气体）全部有着落；但 GWP 集没有 %s 的值，总量不完整。", t.Pairs, strings.Join(t.Missing, "、")),
			EN: fmt.Sprintf("Completeness: all %d (category, gas) pairs are settled, but the GWP set has no value for %s: the total is incomplete.", t.Pairs, strings.Join(t.Missing, ", "))}
	case !t.Notation.Incomplete():
		done = inventory.Text{
			ZH: fmt.Sprintf("完整性：%d 个（类别，气体）全部有着落。", t.Pairs),
			EN: fmt.Sprintf("Completeness: all %d (category, gas) pairs are settled.", t.Pairs)}
	default:
		done = inventory.Text{
			ZH: fmt.Sprintf("完整性：%d 个（类别，气体）全部有着落；其中仍有未估算的部分（%s），总量不完整。", t.Pairs, t.Notation),
			EN: fmt.Sprintf("Completeness: all %d (category, gas) pairs are settled, but parts of them are not (%s): the total is incomplete.", t.Pairs, t.Notation)}
	}
	fmt.Fprintln(w, done.In(lang))
	if share, ok := inv.UnconfirmedShare(year); ok {
		fmt.Fprintln(w, inventory.Text{ZH: "未经印刷本核对（unconfirmed）的因子所占比重：" + percent(share),
			EN: "Share resting on unconfirmed factors: " + percent(share)}.In(lang))
	}
	remarks(w, inv, year, lang)
}

// remarks prints what the run has to say of the year's lines, each remark once with the categories it is for.
func remarks(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	const named = 3
	for _, remark := range inv.Remarks(year) {
		var codes []string
		for _, c := range remark.Categories {
			if !slices.Contains(codes, c.Code) {
				codes = append(codes, c.Code)
			}
		}
		list := strings.Join(codes[:min(named, len(codes))], ", ")
		if more := len(codes) - named; more > 0 {
			list += inventory.Text{ZH: fmt.Sprintf(" 等 %d 类", len(codes)), EN: fmt.Sprintf(" and %d more", more)}.In(lang)
		}
		fmt.Fprintf(w, "· %s%s%s\n", list, inventory.Text{ZH: "：", EN: ": "}.In(lang), remark.Text.In(lang))
	}
}
