package engine

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// ofScenario are the errors of a compilation of years to come and what it assumes, and, where another is given to hold it against, the
// errors, warnings and assumptions that the other does not have. They say that they are of a scenario, and of the years to come that
// have the same error the first.
func ofScenario(problems, beside inventory.Problems) inventory.Problems {
	out := onlyIn(problems, beside)
	of := inventory.Text{ZH: "有措施的情景：", EN: "scenario with measures: "}
	if beside == nil {
		out = slices.DeleteFunc(out, func(p inventory.Problem) bool { return p.Severity < inventory.Error })
		of = inventory.Text{ZH: "参考情景：", EN: "reference scenario: "}
	}
	out = firstYears(out)
	for _, p := range problems {
		if assumed := p.Code == codeInProportion || p.Code == codeRecoveryHeld; assumed && !slices.Contains(beside, p) {
			out.Add(p)
		}
	}
	for i, p := range out {
		if !strings.HasPrefix(p.Code, "measure-") {
			out[i].Message = inventory.Text{ZH: of.ZH + p.Message.ZH, EN: of.EN + p.Message.EN}
		}
	}
	return out
}

// firstYears keeps of the problems of years to come that have one source and code that of the first year, and of those that say the same
// one.
func firstYears(problems inventory.Problems) inventory.Problems {
	type said struct {
		source        inventory.Source
		code          string
		message, hint inventory.Text
	}
	type cell struct {
		source inventory.Source
		code   string
	}
	first := map[cell]int{}
	for _, p := range problems {
		if at := (cell{p.Source, p.Code}); p.Year > 0 && (first[at] == 0 || p.Year < first[at]) {
			first[at] = p.Year
		}
	}
	met := map[said]bool{}
	return slices.DeleteFunc(slices.Clone(problems), func(p inventory.Problem) bool {
		is := said{p.Source, p.Code, p.Message, p.Hint}
		again := met[is] || p.Year > first[cell{p.Source, p.Code}]
		met[is] = true
		return again
	})
}

// ofYear are the problems of an activity in the given year: of a year to come, whose figures are those of the latest, they name the year
// and say that it is the measures that have to fit.
func (f *future) ofYear(year int, problems inventory.Problems) inventory.Problems {
	if !f.holds(year) {
		return problems
	}
	for i, p := range problems {
		problems[i].Year = year
		problems[i].Message = inventory.Text{ZH: fmt.Sprintf("%d 年 ", year) + p.Message.ZH, EN: fmt.Sprintf("in %d ", year) + p.Message.EN}
		if p.Severity >= inventory.Error {
			problems[i].Hint = inventory.Text{
				ZH: fmt.Sprintf("以后各年沿用 %d 年的数：核对 records/measures.csv 减少的量；由它带走、扣除的量随之减少的，用同一措施名另写一行", f.latest),
				EN: fmt.Sprintf("the figures of %d go on: check what records/measures.csv takes; what is taken off or carried away with it becomes less by a row of its own under the same name", f.latest)}
		}
	}
	return problems
}

// notAlone tells of a measure that cannot be taken alone while all together can.
func notAlone(problems inventory.Problems) inventory.Problems {
	for i := range problems {
		if problems[i].Code == codeTooMuch {
			problems[i].Message.ZH += "；别的措施补上了才够，单独不成立"
			problems[i].Message.EN += "; only what another measure adds makes it enough: alone it cannot be"
			problems[i].Hint = oneName
		}
	}
	return problems
}

func targetNotAfter(latest, target int) inventory.Problem {
	return inventory.Problem{Source: inventory.Source{File: "inventory.toml"}, Code: "scenario-target", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("情景的目标年 %d 不在清单最近一年 %d 之后", target, latest),
			EN: fmt.Sprintf("the target year of the scenario, %d, does not come after the latest year of the inventory, %d", target, latest)},
		Hint: inventory.Text{ZH: "目标年写将来的年份；已编清单的年份看清单本身", EN: "name a year to come; of a year that is compiled see the inventory itself"}}
}

func measureProblem(m *inventory.Measure, column, code, zh, en string, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: m.Place.Cell(column), Code: code, Severity: inventory.Error,
		Message: inventory.Text{ZH: "情景措施“" + m.Name + "”：" + zh, EN: fmt.Sprintf("measure %q of the scenario: ", m.Name) + en}, Hint: hint}
}

// withinScenario is the measure as far as it lies in the years of the scenario, nil if it does not, and what there is to say of that.
func withinScenario(m *inventory.Measure, latest, target int) (*inventory.Measure, inventory.Problems) {
	told := func(severity inventory.Severity, p inventory.Problem) inventory.Problems {
		p.Severity = severity
		return inventory.Problems{p}
	}
	switch {
	case m.FromYear > target:
		return nil, told(inventory.Info, measureProblem(m, "from_year", "measure-after-target",
			fmt.Sprintf("起始年份 %d 在目标年 %d 之后，不计入", m.FromYear, target), fmt.Sprintf("from_year %d comes after the target year %d: it is not taken", m.FromYear, target),
			inventory.Text{ZH: "要看它的效果，用 --target 取更晚的目标年", EN: "for its effect take a later target year by --target"}))
	case m.ToYear != 0 && m.ToYear <= latest:
		return nil, told(inventory.Warning, measureProblem(m, "to_year", "measure-passed",
			fmt.Sprintf("至年份 %d 已在清单之内，不计入", m.ToYear), fmt.Sprintf("it ends in %d, which the inventory holds: it is not taken", m.ToYear),
			inventory.Text{ZH: "已结束的措施可以删去，或改正至年份", EN: "a measure that has ended may be removed, or mend to_year"}))
	case m.FromYear <= latest:
		later := *m
		later.FromYear = latest + 1
		return &later, told(inventory.Warning, measureProblem(m, "from_year", "measure-begun",
			fmt.Sprintf("起始年份 %d 已在清单之内，从 %d 年起计", m.FromYear, later.FromYear),
			fmt.Sprintf("from_year %d is a year that the inventory holds: it counts from %d on", m.FromYear, later.FromYear),
			inventory.Text{ZH: fmt.Sprintf("%d 年的数已含它的效果的，年减少量只写此后再减少的，起始年份写 %d", latest, later.FromYear),
				EN: fmt.Sprintf("of what the figures of %d hold of it already give only what becomes less after that, from %d on", latest, later.FromYear)}))
	}
	return m, nil
}

// oneName says how measures that build on each other are written.
var oneName = inventory.Text{ZH: "前后相接的几步写同一个措施名（measure），合为一项", EN: "give steps that build on each other one name in the column measure, so that they are one measure"}

// noFigure refuses a measure that takes from what the latest year has no figure of, and names what it has.
func (r *run) noFigure(m *inventory.Measure, all *changeList, latest []*inventory.Activity) inventory.Problem {
	about := r.asMeasured(&m.Less)
	var near []string
	for _, row := range latest {
		if row.Category == about.Category && row.Unit.SameDimension(*m.Less.Unit) {
			near = append(near, strings.TrimSpace(strings.Join(strings.Fields(row.Subject()+" "+row.Parameter), " ")+" "+answer(row)))
		}
	}
	const most = 8
	if len(near) > most {
		near = append(near[:most], "…")
	}
	hint := inventory.Text{ZH: "设施、项目、细项、参数要与活动表一致", EN: "facility, item, detail and parameter must be those of the activity table"}
	if near != nil {
		hint.ZH += fmt.Sprintf("；%d 年 %s 有：%s", r.future.latest, about.Category.Code, strings.Join(near, "；"))
		hint.EN += fmt.Sprintf("; of %s %d has: %s", about.Category.Code, r.future.latest, strings.Join(near, "; "))
	}
	if all.find(about) >= 0 {
		hint = oneName
	}
	what := strings.Join(strings.Fields(about.Category.Code+" "+about.Subject()+" "+m.Less.Parameter), " ")
	column := "category"
	if m.Less.Item != nil {
		column = "item"
	}
	return measureProblem(m, column, "measure-no-figure", fmt.Sprintf("%d 年的清单没有 %s 的数", r.future.latest, what),
		fmt.Sprintf("the inventory of %d has no figure of %s", r.future.latest, what), hint)
}

// ofRatio refuses a measure on what the methods take as a factor: a share, a content or a calorific value is no amount of which some
// is taken.
func (r *run) ofRatio(m *inventory.Measure) (inventory.Problem, bool) {
	is := func(side *inventory.MeasureSide) bool {
		return side != nil && r.factorNames(r.subject(r.asMeasured(side)))[side.Parameter]
	}
	column, name := "parameter", m.Less.Parameter
	switch {
	case is(&m.Less):
	case is(m.Instead):
		column, name = "to_parameter", m.Instead.Parameter
	default:
		return inventory.Problem{}, false
	}
	return measureProblem(m, column, "measure-of-ratio", fmt.Sprintf("参数 %s 是比例或系数，不是数量：措施只增减数量", name),
		fmt.Sprintf("the parameter %s is a ratio or factor: a measure changes amounts", name),
		inventory.Text{ZH: "写因此增减的数量，例如少烧的燃料、少用的熟料的吨数；系数本身的变化不作措施", EN: "give the amount that becomes more or less by it, as the tonnes of fuel or clinker; the change of a factor itself is no measure"}), true
}

func measureUnits(m *inventory.Measure, column string, unit quantity.Unit, row *inventory.Activity) inventory.Problem {
	return measureProblem(m, column, "measure-units", fmt.Sprintf("单位 %s 与清单中 %s 的单位 %s 量纲不同", unit, aboutWorks(row), row.Unit),
		fmt.Sprintf("the unit %s is no other unit of %s, in which the inventory has %s", unit, row.Unit, aboutWorks(row)),
		inventory.Text{ZH: "改用量纲相同的单位", EN: "use a unit of the same dimension"})
}

func noHeat(m *inventory.Measure, column string, row *inventory.Activity) inventory.Problem {
	return measureProblem(m, column, "measure-no-heat", fmt.Sprintf("%s 没有低位发热量可用（单位 %s），推算不出等热量的替代量", aboutWorks(row), row.Unit),
		fmt.Sprintf("there is no calorific value of %s in %s: what gives the same heat cannot be derived", aboutWorks(row), row.Unit),
		inventory.Text{ZH: "写明 to_amount 和 to_unit；替代燃料的单位与 unit 不同时（如天然气用万m3）写 to_unit", EN: "state to_amount and to_unit; where the substitute is measured otherwise, as gas is in 10^4 m3, give to_unit"})
}

// codeInProportion marks a verified figure that goes on in proportion with the activities of its facility.
const codeInProportion = "verified-in-proportion"

func inProportion(v *inventory.Verified) inventory.Problem {
	return inventory.Problem{Source: v.Place.Cell("value"), Code: codeInProportion, Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s 的 %s 核查数 %s %s 以后各年随该设施活动数据的计算值按比例增减", v.Facility, v.Category.Code, v.Gas, v.Value, v.Unit),
			EN: fmt.Sprintf("%s of %s in %s: in the years to come the verified %s %s moves in proportion with what the activities of the facility give", v.Gas, v.Facility, v.Category.Code, v.Value, v.Unit)}}
}

// codeTooMuch marks a measure that takes more than there is.
const codeTooMuch = "measure-takes-too-much"

func moreThanThereIs(m *inventory.Measure, c *change, taken, all decimal.Decimal, year int) inventory.Problem {
	row := c.about
	zh := fmt.Sprintf("%d 年减少 %s %s，而 %s 只有 %s", year, inShort(taken), row.Unit, aboutWorks(row), answer(row))
	en := fmt.Sprintf("it takes %s %s in %d, and of %s there is no more than %s", inShort(taken), row.Unit, year, aboutWorks(row), answer(row))
	if c.least.IsPositive() {
		zh += fmt.Sprintf("，其中 %s 调出", inShort(c.least))
		en += fmt.Sprintf(", of which %s are exported", inShort(c.least))
	}
	if made := c.made(year); made.IsPositive() {
		zh += fmt.Sprintf("，措施另增 %s", inShort(made))
		en += fmt.Sprintf(", and %s that measures add", inShort(made))
	}
	if !all.Equal(taken) {
		zh += fmt.Sprintf("，各项措施共减少 %s", inShort(all))
		en += fmt.Sprintf(", of which all measures take %s", inShort(all))
	}
	hint := inventory.Text{ZH: "改小年减少量，或改正它所指的设施、项目、参数", EN: "lower the amount, or mend what it is taken from"}
	if m.Kind == inventory.Photovoltaic {
		hint = inventory.Text{ZH: "光伏发电超过净调入的部分是外送，不作负调入：年减少量至多写到净调入量", EN: "what is generated beyond the net imports is exported, and no negative import: give no more than the net imports"}
	}
	return measureProblem(m, "amount", codeTooMuch, zh, en, hint)
}

func withoutEffect(m *inventory.Measure, target int) inventory.Problem {
	p := measureProblem(m, "measure", "measure-without-effect", fmt.Sprintf("%d 年各项数字都不因它而变", target), fmt.Sprintf("it changes no figure of %d", target),
		inventory.Text{ZH: "核对至年份，以及它减少的活动是否计入清单", EN: "check to_year, and whether what it takes from is counted"})
	p.Severity = inventory.Warning
	return p
}
