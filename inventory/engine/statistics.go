package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/workspace"
)

// Statistics reads indicators.csv for the figures that the program knows the meaning of: levels, money at the constant
// prices of one year, shares and published declines. Faults it meets are collected, each once.
type Statistics struct {
	voc      *inventory.Vocabulary
	ws       *workspace.Workspace
	rows     map[string][]*inventory.Indicator // by statistic, in the order of the table
	prices   map[priced]*ConstantPrices
	levels   map[string]*Level
	told     map[string]bool
	written  map[*inventory.Indicator]string // coverage as its row has it, of those that are read without
	problems inventory.Problems
}

type priced struct {
	id, coverage string
	base         int
}

// NewStatistics reads the indicators of a workspace.
func NewStatistics(voc *inventory.Vocabulary, ws *workspace.Workspace) *Statistics {
	s := &Statistics{voc: voc, ws: ws, rows: map[string][]*inventory.Indicator{}, prices: map[priced]*ConstantPrices{}, levels: map[string]*Level{}, told: map[string]bool{}, written: map[*inventory.Indicator]string{}}
	for i := range ws.Indicators {
		of := voc.StatisticNamed(ws.Indicators[i].Name)
		if of == nil {
			continue
		}
		row := ofDistrict(&ws.Indicators[i])
		if row != &ws.Indicators[i] {
			s.written[row] = ws.Indicators[i].Coverage
		}
		if unitOf(row) == nil {
			s.tell(row, "unit", "unknown-unit", inventory.Warning, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”的单位“%s”不认识：不用这个数", row.Year, row.Name, row.Unit), EN: fmt.Sprintf("the unit %q of %q of %d is not known: the figure is not used", row.Unit, row.Name, row.Year)},
				inventory.Text{ZH: "如 亿元、%、万吨标准煤、万人", EN: "such as 10^8 CNY, %, 10^4 tce, 10^4 person"})
			continue
		}
		if s.sound(of, row) {
			s.rows[of.ID] = append(s.rows[of.ID], row)
		}
	}
	return s
}

// dimensionOf is what the statistic is measured in; false if in whatever its rows say.
func dimensionOf(of *inventory.Statistic) (inventory.Text, quantity.Unit, bool) {
	switch {
	case of.Kind != inventory.LevelStatistic:
		return inventory.Text{ZH: "%", EN: "%"}, quantity.One, true
	case of.ID == "gdp" || strings.HasSuffix(of.ID, "_va"):
		return inventory.Text{ZH: "亿元、万元", EN: "10^8 CNY, 10^4 CNY"}, quantity.MustUnit("CNY"), true
	case of.ID == "population":
		return inventory.Text{ZH: "万人、人", EN: "10^4 person, person"}, quantity.MustUnit("person"), true
	case of.ID == "energy" || strings.HasSuffix(of.ID, "_energy"):
		return inventory.Text{ZH: "万吨标准煤、tce", EN: "10^4 tce, tce"}, quantity.MustUnit("tce"), true
	}
	return inventory.Text{}, quantity.Unit{}, false
}

// wholeDistrict are the coverages that say no more than that a figure is of the district.
var wholeDistrict = []string{"全区", "全社会", "全部", "全口径"}

// ofDistrict is the row without a coverage that says no more than that the figure is of the whole district, or of its own year.
func ofDistrict(row *inventory.Indicator) *inventory.Indicator {
	year := fmt.Sprint(row.Year)
	own := []string{year, year + "年", fmt.Sprintf("比%d年", row.Year-1), "比上年"}
	if !slices.Contains(wholeDistrict, row.Coverage) && !slices.Contains(own, row.Coverage) {
		return row
	}
	out := *row
	out.Coverage = ""
	return &out
}

// Problems are the faults met so far.
func (s *Statistics) Problems() inventory.Problems { return slices.Clone(s.problems) }

// tell adds a problem of an indicator's cell, unless it was told already.
func (s *Statistics) tell(row *inventory.Indicator, column, code string, severity inventory.Severity, message, hint inventory.Text) {
	s.add(inventory.Problem{Source: row.Place.Cell(column), Code: code, Severity: severity, Message: message, Hint: hint, Year: row.Year})
}

func (s *Statistics) add(p inventory.Problem) {
	if key := p.Source.String() + p.Code + p.Message.EN; !s.told[key] {
		s.told[key] = true
		s.problems.Add(p)
	}
}

// unitOf is the unit of an indicator, without what stands behind it in brackets; a rate a year (%/a) is a share. Nil for one that
// is not known.
func unitOf(row *inventory.Indicator) *quantity.Unit {
	text, _, _ := strings.Cut(row.Unit, "（")
	if strings.HasPrefix(text, "%") {
		text = "%"
	}
	unit, err := quantity.ParseUnit(text)
	if err != nil {
		return nil
	}
	return &unit
}

// leaf is an indicator's figure as a leaf with the symbol.
func (s *Statistics) leaf(row *inventory.Indicator, mark string) expr.Node {
	written := *row
	if coverage, changed := s.written[row]; changed {
		written.Coverage = coverage
	}
	out := markedLeaf(s.ws, &written, mark)
	out.Name, out.Title = s.voc.StatisticNamed(row.Name).ID, s.voc.StatisticNamed(row.Name).Title
	return expr.Of(out)
}

// markedLeaf is an indicator's figure, whose unit is known, as a leaf with the symbol.
func markedLeaf(ws *workspace.Workspace, row *inventory.Indicator, mark string) *inventory.Parameter {
	plain := *row
	plain.Unit = unitOf(row).String()
	out := indicatorLeaf(ws, &plain)
	out.Mark = mark
	return out
}

// one is the figure of a statistic that counts among those that fit; nil for none. Two figures that differ and of which
// nobody chose are told.
func (s *Statistics) one(id string, fits func(*inventory.Indicator) bool) *inventory.Indicator {
	var rows []*inventory.Indicator
	for _, row := range s.rows[id] {
		if fits(row) {
			rows = append(rows, row)
		}
	}
	chosen := func(row *inventory.Indicator) bool { return choiceOf(s.ws, row) != nil }
	out := counting(rows, chosen)
	for _, row := range rows {
		if row.Vintage == out.Vintage && !chosen(out) && !sameIndicated(row, out) && row.Name != out.Name { // of one name: told when the inventory is compiled
			s.tell(row, "value", "two-figures", inventory.Error, inventory.Text{
				ZH: fmt.Sprintf("%d 年“%s”有两个数：%s %s %s（%s）与 %s %s %s", row.Year, s.voc.Statistic(id).Title.ZH, out.Name, out.Value, out.Unit, out.Place.Cell("value"), row.Name, row.Value, row.Unit),
				EN: fmt.Sprintf("%q of %d is given twice: %s %s %s (%s) and %s %s %s", s.voc.Statistic(id).Title.EN, row.Year, out.Name, out.Value, out.Unit, out.Place.Cell("value"), row.Name, row.Value, row.Unit)},
				inventory.Text{ZH: "两个指标名是同一指标：只留一个，或在 records/choices.csv 写一行 kind=between，item 填指标名，chosen 填所采用的数",
					EN: "both names are of one indicator: keep one, or write a row of kind between into records/choices.csv: item = the indicator, chosen = the number that counts"})
		}
	}
	return out
}

// mark is the symbol of a statistic of a year in formulas.
func mark(id string, year int) string {
	symbol := map[string]string{"gdp": "G", "population": "P", "energy": "C", "industry_va": "V"}[id]
	return cmp.Or(symbol, id) + "_" + fmt.Sprint(year)
}

// halfDigit is half a unit of the last digit that the number was written with: as far as it may be off by rounding.
func halfDigit(d decimal.Decimal) decimal.Decimal { return decimal.New(5, d.Exponent()-1) }
