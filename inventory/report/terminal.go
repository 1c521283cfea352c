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
			row = append(row, cellOf(inv, point, true))
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

// shown are the gases that have a column of their own: those of which the year has a number.
func shown(inv *inventory.Inventory, year int) []string {
	var out []string
	for _, gas := range inv.Vocabulary.Gases.All {
		for _, b := range inventory.Boundaries {
			if !slices.Contains(out, gas.Name) && slices.ContainsFunc(inv.Below(year, b, nil), func(e *inventory.Estimate) bool { return e.Number && e.Gas == gas.Name }) {
				out = append(out, gas.Name)
			}
		}
	}
	return out
}

func body(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	gases := shown(inv, year)
	t := &columns{right: []bool{false}}
	head := []string{inventory.Text{ZH: "类别", EN: "category"}.In(lang)}
	for _, gas := range gases {
		t.right, head = append(t.right, true), append(head, gas)
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

func boundaryRows(t *columns, inv *inventory.Inventory, year int, b inventory.Boundary, gases []string, lang string) {
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
		lines := inv.Below(year, b, c)
		numbers := slices.ContainsFunc(lines, func(e *inventory.Estimate) bool { return e.Number })
		shown := numbers || b == inventory.Territorial && c.Depth == 1 || b == inventory.Indirect && c.Depth > 1
		if len(lines) == 0 || !shown {
			continue
		}
		add(strings.Repeat("  ", c.Depth-1)+c.Code+" "+c.Name.In(lang), c.Code)
		itemRows(t, inv, year, b, c, gases, lang)
	}
}

// totalCells is one row: the mass of each gas, the CO2e, the keys.
func totalCells(inv *inventory.Inventory, name string, f inventory.Figure, gases []string) []string {
	row := []string{name}
	for _, gas := range gases {
		f.Gas = gas
		row = append(row, cellOf(inv, inv.Total(f), false))
	}
	f.Gas = inventory.AllGases
	t := inv.Total(f)
	keys := t.Notation.String()
	if len(t.Missing) > 0 {
		keys = strings.TrimPrefix(keys+",GWP?"+strings.Join(t.Missing, "+"), ",")
	}
	return append(row, cellOf(inv, t, true), keys)
}

func cellOf(inv *inventory.Inventory, t *inventory.Total, co2e bool) string {
	switch {
	case co2e && t.HasCO2e:
		return tonnes(inv.CO2eValue(t))
	case !co2e && t.Number:
		return tonnes(inv.MassValue(t))
	case t.Notation != 0:
		return t.Notation.String()
	default:
		return ""
	}
}

// itemRows lists the activities of one category, one a row.
func itemRows(t *columns, inv *inventory.Inventory, year int, b inventory.Boundary, c *inventory.Category, gases []string, lang string) {
	rows := map[string]map[string]*inventory.Estimate{}
	var order []string
	for _, e := range inv.Below(year, b, c) {
		if e.Category != c || !e.Number {
			continue
		}
		name := activityName(e, lang)
		if rows[name] == nil {
			rows[name] = map[string]*inventory.Estimate{}
			order = append(order, name)
		}
		rows[name][e.Gas] = e
	}
	for _, name := range order {
		row := []string{strings.Repeat("  ", c.Depth) + "· " + name}
		sum, known := decimal.Decimal{}, false
		for _, gas := range gases {
			e := rows[name][gas]
			if e == nil {
				row = append(row, "")
				continue
			}
			row = append(row, tonnes(e.Value))
			if node, ok := inv.CO2e(e.Mass, gas); ok {
				sum, known = sum.Add(inv.Value(node)), true
			}
		}
		co2e := ""
		if known {
			co2e = tonnes(sum)
		}
		t.add(append(row, co2e, "")...)
	}
}

// activityName names the activity of a line: facility, item, detail; the method's name where the table gives none.
func activityName(e *inventory.Estimate, lang string) string {
	item := e.ItemName()
	if item != "" && lang != "zh" && e.Item.EN != "" {
		item = e.Item.EN
	}
	name := strings.Join(strings.Fields(e.Facility+" "+item+" "+e.Detail), " ")
	if name == "" && e.Method != nil {
		return e.Method.Title.In(lang)
	}
	return name
}

// footer says how complete the year is, how much of it rests on unconfirmed factors, and what was chosen or would apply.
func footer(w io.Writer, inv *inventory.Inventory, year int, lang string) {
	t := inv.Total(inventory.Figure{Year: year, Scope: inventory.ScopeTotal, Gas: inventory.AllGases})
	done := inventory.Text{
		ZH: fmt.Sprintf("完整性：%d 个（类别，气体）中 %d 个有数、NO、NA 或有着落的 IE；其余 %d 个为 NE。总量不完整。", t.Pairs, t.Done, t.Pairs-t.Done),
		EN: fmt.Sprintf("Completeness: of %d (category, gas) pairs %d have a number, NO, NA or an IE that is met; the other %d are NE. The total is incomplete.", t.Pairs, t.Done, t.Pairs-t.Done)}
	if t.Done == t.Pairs && !t.Notation.Incomplete() {
		done = inventory.Text{
			ZH: fmt.Sprintf("完整性：%d 个（类别，气体）全部有着落。", t.Pairs),
			EN: fmt.Sprintf("Completeness: all %d (category, gas) pairs are settled.", t.Pairs)}
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
	var order []inventory.Text
	codes := map[inventory.Text][]string{}
	for _, e := range inv.Estimates {
		if e.Year != year {
			continue
		}
		for _, note := range e.Notes {
			if codes[note] == nil {
				order = append(order, note)
			}
			if !slices.Contains(codes[note], e.Category.Code) {
				codes[note] = append(codes[note], e.Category.Code)
			}
		}
	}
	const named = 3
	for _, note := range order {
		where := codes[note]
		list := strings.Join(where[:min(named, len(where))], ", ")
		if more := len(where) - named; more > 0 {
			list += inventory.Text{ZH: fmt.Sprintf(" 等 %d 类", len(where)), EN: fmt.Sprintf(" and %d more", more)}.In(lang)
		}
		fmt.Fprintf(w, "· %s%s%s\n", list, inventory.Text{ZH: "：", EN: ": "}.In(lang), note.In(lang))
	}
}
