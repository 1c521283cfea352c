package engine

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// check holds the table against itself: its own sums, its signs, its identity. Nothing is derived from a table that does not
// close.
func (d *balancing) check() bool {
	before := len(d.problems)
	for _, c := range d.Columns {
		d.signs(c)
		for _, flow := range d.Vocabulary.Flows.All {
			d.sums(c, flow)
		}
		d.identity(c)
	}
	d.columnSums(d.Balance)
	d.relatedFuels()
	sound := d.checkSplit()
	d.roadSharesMissing()
	return sound && !d.problems[before:].Failed()
}

// signs refuses a figure of a row that the form prints with a minus and that has none, and negative consumption.
func (d *balancing) signs(c *inventory.BalanceFuel) {
	final := d.Vocabulary.Flows.Must("final")
	for i := range c.Lines {
		line := &c.Lines[i]
		wrong := printedNegative(c, line.Flow) && line.Value.IsPositive()
		consumed := line.Flow == final || line.Flow.Of == final || line.Flow.Of != nil && line.Flow.Of.Of == final
		negative := (consumed || line.Flow.Name == "losses" || line.Flow.Name == "production" || line.Flow.Name == "inflow") && line.Value.IsNegative()
		if !wrong && !negative {
			continue
		}
		is := inventory.Text{ZH: "应是负数（表式印作“-”）", EN: "is printed with a minus by the form"}
		if negative {
			is = inventory.Text{ZH: "不应是负数", EN: "cannot be negative"}
		}
		d.problems.Add(signProblem(line, c, is, inventory.Text{
			ZH: "改正符号：调出、出口、境外加油、再投入和燃料的发电、供热投入写负数",
			EN: "mend the sign: outflow, exports, foreign refuelling, what is fed in again and the fuel of power and heat plants are negative"}))
	}
}

func signProblem(line *inventory.BalanceLine, c *inventory.BalanceFuel, is, hint inventory.Text) inventory.Problem {
	title := line.Title()
	return balanceProblem(line.Place.Cell("value"), "balance-sign",
		inventory.Text{ZH: fmt.Sprintf("%s“%s”= %s %s：%s", c.Name(), title.ZH, line.Value, c.Unit, is.ZH), EN: fmt.Sprintf("%s, %s = %s %s: it %s", c.Name(), strings.ToLower(title.EN), line.Value, c.Unit, is.EN)}, hint)
}

// printedNegative tells whether the form prints the flow with a minus: what goes out, and the fuel that goes into power and heat.
func printedNegative(c *inventory.BalanceFuel, flow *inventory.Flow) bool {
	return flow.Negative || isFuel(c) && flow.Burned == inventory.BurnedInput
}

// sums holds a printed sum against its parts, and what a row contains against the row.
func (d *balancing) sums(c *inventory.BalanceFuel, flow *inventory.Flow) {
	whole := c.Line(flow)
	if whole == nil {
		return
	}
	var parts []*inventory.BalanceLine
	sum := decimal.Decimal{}
	for _, of := range d.Vocabulary.Flows.All {
		if of.Of != flow {
			continue
		}
		part := d.figure(c, of)
		switch {
		case part == nil:
		case printedNegative(c, of) && part.Value.IsPositive():
			return // its sign is told already
		case of.Adds:
			parts, sum = append(parts, part), sum.Add(part.Value)
		case part.Value.Abs().GreaterThan(whole.Value.Abs()) && of.Name == rawMaterial:
			d.problems.Add(nonEnergyAbove(part, whole, c))
		case part.Value.Abs().GreaterThan(whole.Value.Abs()) && !of.Negative:
			title, of := part.Title(), whole.Title()
			d.problems.Add(balanceProblem(part.Place.Cell("value"), "balance-part-above-whole",
				inventory.Text{ZH: fmt.Sprintf("%s：其中“%s”%s 大于“%s”%s %s", c.Name(), title.ZH, part.Value, of.ZH, whole.Value, c.Unit),
					EN: fmt.Sprintf("%s: of which %s, %s, is more than %s, %s %s", c.Name(), strings.ToLower(title.EN), part.Value, strings.ToLower(of.EN), whole.Value, c.Unit)},
				inventory.Text{ZH: "“其中”是上一行的一部分；核对两格", EN: "it is a part of the row above: check both cells"}))
		}
	}
	difference := whole.Value.Sub(sum)
	if parts == nil {
		d.totalOnly(c, whole)
		return
	}
	if !difference.Abs().GreaterThan(Tolerance(c, len(parts))) {
		return
	}
	d.problems.Add(sumProblem(c, whole, parts, sum, difference))
}

// totalOnly refuses a fuel's consumption or transformation of which the table gives the sum and no part: what burned it is not
// known.
func (d *balancing) totalOnly(c *inventory.BalanceFuel, whole *inventory.BalanceLine) {
	if !isFuel(c) || whole.Value.IsZero() || whole.Flow.Name != "final" && whole.Flow.Name != "transformation" {
		return
	}
	title := whole.Title()
	hint := inventory.Text{ZH: "填写下面各行（农业、工业、建筑业、交通运输、批发零售、其他、居民生活）", EN: "fill the rows below it: farming, industry, construction, transport, trade, other, households"}
	if whole.Flow.Name == "transformation" {
		hint = inventory.Text{ZH: "填写下面各行（火力发电、供热、煤炭洗选、炼焦等）", EN: "fill the rows below it: thermal power, heat supply, coal washing, coking and the others"}
	}
	d.problems.Add(balanceProblem(whole.Place.Cell("value"), "balance-total-only",
		inventory.Text{
			ZH: fmt.Sprintf("%s“%s”只有合计 %s %s，没有分到各行，无法归入部门", c.Name(), title.ZH, whole.Value, c.Unit),
			EN: fmt.Sprintf("%s, %s: %s %s are given as a sum only and belong to no sector", c.Name(), strings.ToLower(title.EN), whole.Value, c.Unit)}, hint))
}

// isFuel tells whether the column is of a fuel that is burned, not of electricity, heat or a sum.
func isFuel(c *inventory.BalanceFuel) bool { return c.Item != nil && c.Item.Group != "carrier" }

// sumProblem says by how much a sum differs, and which one cell with the opposite sign would make up for it.
func sumProblem(c *inventory.BalanceFuel, whole *inventory.BalanceLine, parts []*inventory.BalanceLine, sum, difference decimal.Decimal) inventory.Problem {
	title := whole.Title()
	for _, part := range parts {
		if part.Value.Mul(decimal.NewFromInt(-2)).Sub(difference).Abs().GreaterThan(Tolerance(c, len(parts))) || part.Value.IsZero() {
			continue
		}
		wrong := part.Title()
		return balanceProblem(part.Place.Cell("value"), "balance-sign",
			inventory.Text{
				ZH: fmt.Sprintf("%s“%s”= %s %s 的符号反了：“%s”%s，各行之和 %s，差 %s，正好是它的两倍", c.Name(), wrong.ZH, part.Value, c.Unit, title.ZH, whole.Value, sum, difference),
				EN: fmt.Sprintf("%s, %s = %s %s has the wrong sign: %s is %s, its rows add up to %s, and the difference %s is twice this figure", c.Name(), strings.ToLower(wrong.EN), part.Value, c.Unit, strings.ToLower(title.EN), whole.Value, sum, difference)},
			inventory.Text{ZH: "库存增加写负数、减少写正数；调出、出口写负数", EN: "a stock increase is negative, a decrease positive; outflow and exports are negative"})
	}
	var cells []string
	for _, part := range parts {
		cells = append(cells, part.Value.String())
	}
	return balanceProblem(whole.Place.Cell("value"), "balance-sum",
		inventory.Text{
			ZH: fmt.Sprintf("%s“%s”印作 %s %s，各行之和 %s = %s，差 %s", c.Name(), title.ZH, whole.Value, c.Unit, strings.Join(cells, " + "), sum, difference),
			EN: fmt.Sprintf("%s, %s is printed as %s %s, its rows add up to %s = %s: %s is missing", c.Name(), strings.ToLower(title.EN), whole.Value, c.Unit, strings.Join(cells, " + "), sum, difference)},
		inventory.Text{ZH: "核对这一列各格；空格不当作零，只是不参加求和", EN: "check the cells of the column; a blank one adds nothing"})
}

// identity tests available + transformation − losses − final consumption = statistical difference.
func (d *balancing) identity(c *inventory.BalanceFuel) {
	flows := d.Vocabulary.Flows
	available, final := d.figure(c, flows.Must("available")), d.figure(c, flows.Must("final"))
	if available == nil || final == nil {
		return
	}
	sum, terms := available.Value.Sub(final.Value), 2
	print := available.Value.String()
	for _, other := range []struct {
		flow string
		sign int64
	}{{"transformation", 1}, {"losses", -1}} {
		if line := d.figure(c, flows.Must(other.flow)); line != nil {
			sum, terms = sum.Add(line.Value.Mul(decimal.NewFromInt(other.sign))), terms+1
			print += fmt.Sprintf(" %c (%s)", "-.+"[other.sign+1], line.Value)
		}
	}
	print += " - " + final.Value.String()
	stated, at := decimal.Decimal{}, final.Place
	if line := c.Line(flows.Must("difference")); line != nil {
		stated, at = line.Value, line.Place
	}
	if off := stated.Sub(sum); off.Abs().GreaterThan(Tolerance(c, terms)) {
		d.problems.Add(balanceProblem(at.Cell("value"), "balance-identity",
			inventory.Text{
				ZH: fmt.Sprintf("%s 不平衡：可供量 + 加工转换 − 损失 − 终端消费 = %s = %s，平衡差额印作 %s %s，差 %s", c.Name(), print, sum, stated, c.Unit, off),
				EN: fmt.Sprintf("%s does not balance: available + transformation − losses − final = %s = %s, the statistical difference is printed as %s %s: off by %s", c.Name(), print, sum, stated, c.Unit, off)},
			inventory.Text{ZH: "核对这一列；平衡差额 = 可供量 + 加工转换 − 损失 − 终端消费", EN: "check the column; the difference is what is available and made, less losses and final consumption"}))
	}
}

// figure is the cell of the flow or, where the table leaves its sum blank, the sum of its parts; nil if it has neither.
func (d *balancing) figure(c *inventory.BalanceFuel, flow *inventory.Flow) *inventory.BalanceLine {
	return d.Vocabulary.Flows.Figure(c, flow)
}

// roadSharesMissing warns of gasoline and diesel that others than transport consume and of which no row says how much was
// burned on roads: it is then counted where it was bought.
func (d *balancing) roadSharesMissing() {
	for _, c := range d.Columns {
		if c.Item == nil || c.Item.Name != "汽油" && c.Item.Name != "柴油" {
			continue
		}
		var zh, en []string
		at := inventory.Source{}
		for _, flow := range d.Vocabulary.Flows.All {
			line := c.Line(flow)
			burned := d.Vocabulary.Flows.Burned(c, line)
			if line == nil || line.Value.IsZero() || burned != inventory.BurnedRest && burned != inventory.BurnedIndustry || d.aside(roadShare, c.Item, flow.CategoryOf(c.Item)) != nil {
				continue
			}
			if at == (inventory.Source{}) {
				at = line.Place.Cell("value")
			}
			zh, en = append(zh, flow.Title.ZH+" "+line.Value.String()), append(en, strings.ToLower(flow.Title.EN)+" "+line.Value.String())
		}
		if zh == nil {
			continue
		}
		d.problems.Add(inventory.Problem{Source: at, Code: "road-share-missing", Severity: inventory.Warning,
			Message: inventory.Text{ZH: fmt.Sprintf("%d 年%s没有写道路用油比例：%s（%s）全部留在原处，不移入 1.A.3.b", d.Year, c.Name(), strings.Join(zh, "、"), c.Unit),
				EN: fmt.Sprintf("no share burned on roads is stated for %s of %d: %s (%s) stay where they are and are not moved to 1.A.3.b", c.Name(), d.Year, strings.Join(en, ", "), c.Unit)},
			Hint: inventory.Text{
				ZH: "在 activity/ 写行：类别 1.A.2、1.A.4.a、1.A.4.b、1.A.4.c，项目 " + c.Name() + "，参数 road_share，数值 0–100 %，并写明调查来源。常见取法（未核对，不作缺省）：汽油 工业、建筑、服务 95%，农业、居民 100%；柴油 工业、服务 35%，居民 95%",
				EN: "state rows under activity/: category 1.A.2, 1.A.4.a, 1.A.4.b, 1.A.4.c, item " + c.Name() + ", parameter road_share, 0–100 %, with the survey it is from. Often used, unconfirmed, never a default: gasoline 95 % of industry, construction and services, 100 % of farms and households; diesel 35 % of industry and services, 95 % of households"}})
	}
}

// Tolerance is half of a unit in the last printed place of the column, times the figures that are added.
func Tolerance(c *inventory.BalanceFuel, terms int) decimal.Decimal {
	places := int32(0)
	for _, line := range c.Lines {
		places = max(places, -line.Value.Exponent())
	}
	return decimal.New(int64(terms+1)*5, -places-1)
}
