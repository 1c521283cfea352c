package workspace

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// Threshold is a limit of the checks and comparisons that a district may move: [thresholds] of inventory.toml.
type Threshold struct {
	Name               string
	Default, Low, High decimal.Decimal // Low and High bound what may be written, both included
	Unit               string
	Meaning            inventory.Text // what is told beyond it, and who proposes the figure
}

// Thresholds lists the limits in the order of the template. Where no source is named the figure is of this program: wide enough
// that what lies beyond it wants a word, and no standard.
func Thresholds() []Threshold { return thresholds }

var thresholds = []Threshold{
	limit("reference_gap", "5", "0", "100", "%", "参考方法与部门法之差超过部门法的这一比例要写说明（IPCC 2006 V2 §6.8）", "the gap of the reference approach, of the sectoral one, that wants an explanation (IPCC 2006 V2 §6.8)"),
	limit("reference_trend", "5", "0", "100", "%", "上述差的百分比一年之间变动这么多个百分点", "points by which that gap moves from one year to the next"),
	limit("jump", "30", "1", "1000", "%", "一项排放一年之间的变化", "the change of an emission from one year to the next"),
	limit("jump_share", "0.5", "0", "100", "%", "变化量占全区当年排放（各项绝对值之和）不到这一比例的不提", "a change smaller than this share of the district's emissions (sum of their sizes) is not told"),
	limit("digit_near", "15", "1", "40", "%", "与 10、100、1000……倍相差不到这一比例的，像错位或单位写错", "how near a ratio to 10, 100, 1000 … is to look like a slip of a digit or unit"),
	limit("outlier_ratio", "5", "2", "10000", "1", "一个数是同一量其他年份中位数的多少倍（或几分之一）", "how many times the median of its other years a figure is, or they are it"),
	limit("ief_change", "20", "1", "1000", "%", "单位活动水平排放一年之间的变化", "the change of the emission per activity from one year to the next"),
	limit("factor_ratio", "2", "1", "1000", "1", "指南只印一个数的因子，本地值不超过它的几倍（或几分之一）", "how many times the one figure that a guide prints a factor of the district's own may be, or that be it"),
	limit("recalculation", "1", "0", "1000", "%", "与上次相比，一个数的重算差超过上次的这一比例要写说明（inventory diff）", "the recalculation of a figure, of the previous one, that wants an explanation (inventory diff)"),
	limit("recalculation_share", "0.05", "0", "100", "%", "重算差占本次全区总量（不含土地利用变化和林业）不超过这一比例的不要说明", "a recalculation of no more than this share of the latest total without land wants none"),
	limit("repeated_years", "3", "2", "50", "yr", "同一个数连续几年完全相同", "years in a row in which a figure stays the very same"),
	limit("repeated_share", "50", "1", "100", "%", "一张表中与上一年完全相同的行占的比例，达到时像整列复制", "the share of a table's figures that are those of the year before at which it looks copied"),
	limit("remainder_share", "50", "0", "100", "%", "总量减去设施后其余部分占总量的比例", "the share of a total that is left when its facilities are taken out"),
	limit("two_figures", "5", "0", "1000", "%", "两个部门对同一量的数之差，占未采用的数", "the difference of two departments' figures, of the one that is not taken"),
	limit("preliminary_years", "2", "0", "50", "yr", "初步数距最近年份达到几年就该有最终数", "years before the latest one at which a preliminary figure is due to be final"),
	limit("factor_years", "5", "0", "100", "yr", "没有写适用年份的本地因子用了超过几年", "years for which a factor of the district's own that names none may be used"),
	limit("unconfirmed_share", "20", "0", "100", "%", "未核对原文的因子所支撑的排放占的比例", "the share of emissions that rest on factors not compared with print"),
	limit("sum_gap", "1", "0", "100", "%", "公布的合计与其各部分之和、相关指标互相推算之差", "the gap of a published sum and its parts, or of indicators that follow from each other"),
	limit("population_change", "3", "0", "100", "%", "人口一年之间的变化", "the change of the population in a year"),
	limit("gdp_change", "20", "0", "1000", "%", "地区生产总值一年之间的变化", "the change of GDP in a year"),
	limit("co2_per_head_low", "0.3", "0", "1000", "t CO2", "人均燃料燃烧 CO2 下限", "CO2 of fuels per head, least"),
	limit("co2_per_head_high", "40", "0", "1000", "t CO2", "人均燃料燃烧 CO2 上限", "CO2 of fuels per head, most"),
	limit("co2_per_gdp_high", "10", "0", "1000", "t CO2", "万元地区生产总值的燃料燃烧 CO2 上限", "CO2 of fuels per 10^4 yuan of GDP, most"),
	limit("power_per_head_low", "300", "0", "100000", "kWh", "人均用电量下限", "electricity used per head, least"),
	limit("power_per_head_high", "30000", "0", "1000000", "kWh", "人均用电量上限", "electricity used per head, most"),
	limit("waste_per_head_low", "0.2", "0", "100", "kg", "人均每日生活垃圾清运量下限", "municipal waste collected per head and day, least"),
	limit("waste_per_head_high", "2.5", "0", "100", "kg", "人均每日生活垃圾清运量上限", "municipal waste collected per head and day, most"),
	limit("nitrogen_per_area_high", "600", "0", "10000", "kg N/ha", "每公顷播种面积化肥氮上限", "nitrogen of fertiliser per hectare sown, most"),
}

func limit(name, usual, low, high, unit, zh, en string) Threshold {
	return Threshold{name, decimal.RequireFromString(usual), decimal.RequireFromString(low), decimal.RequireFromString(high), unit, inventory.Text{ZH: zh, EN: en}}
}

// Threshold is the limit of the name, that of the list unless inventory.toml moves it. It panics if there is none of the name,
// which is a programmer's error.
func (c *Config) Threshold(name string) decimal.Decimal {
	if value, moved := c.thresholds[name]; moved {
		return value
	}
	for _, t := range thresholds {
		if t.Name == name {
			return t.Default
		}
	}
	panic("no threshold " + name)
}

// ReferenceGap is the gap between the reference and the sectoral approach, in per cent, beyond which an explanation is demanded.
func (c *Config) ReferenceGap() decimal.Decimal { return c.Threshold("reference_gap") }

// threshold takes one setting of [thresholds]. TOML has no decimals but binary fractions, which are not
// what was written: a figure with a point stands in quotes.
func (s *settings) threshold(key toml.Key, value any) {
	name := key[len(key)-1]
	var names []string
	for _, t := range thresholds {
		if names = append(names, t.Name); t.Name == name {
			s.move(t, key, value)
			return
		}
	}
	shown := table.Excerpt(key.String())
	s.refuse(inventory.Text{ZH: "不认识的阈值“" + shown + "”", EN: `unknown threshold "` + shown + `"`},
		suggest(spelling.Nearest(table.Excerpt(name), names), inventory.Text{ZH: "可用的阈值：" + strings.Join(names, "、"), EN: "known thresholds: " + strings.Join(names, ", ")}),
		"unknown-threshold", key...)
}

// move gives the threshold the figure that was written.
func (s *settings) move(t Threshold, key toml.Key, value any) {
	hint := inventory.Text{
		ZH: fmt.Sprintf("%s；单位 %s，不写则为 %s；整数直接写，带小数点的加引号，如 %s = \"%s\"", t.Meaning.ZH, t.Unit, t.Default, t.Name, t.Default),
		EN: fmt.Sprintf("%s; in %s, %s if left out; a whole number stands as it is, one with a point in quotes: %s = %q", t.Meaning.EN, t.Unit, t.Default, t.Name, t.Default)}
	var figure decimal.Decimal
	var err error
	switch value := value.(type) {
	case int64:
		figure = decimal.NewFromInt(value)
	case string:
		figure, err = quantity.Parse(value)
	default:
		err = fmt.Errorf("%v is no text", value)
	}
	if err != nil {
		s.refuse(inventory.Text{ZH: key.String() + " 应是整数，或带引号的小数", EN: key.String() + " must be a whole number, or a decimal in quotes"}, hint, "wrong-kind", key...)
		return
	}
	if figure.LessThan(t.Low) || figure.GreaterThan(t.High) {
		s.refuse(inventory.Text{
			ZH: fmt.Sprintf("%s = %s 不在 %s–%s 之间", key, figure, t.Low, t.High), EN: fmt.Sprintf("%s = %s does not lie within %s–%s", key, figure, t.Low, t.High)},
			hint, "threshold-out-of-range", key...)
		return
	}
	if s.thresholds == nil {
		s.thresholds = map[string]decimal.Decimal{}
	}
	s.thresholds[t.Name] = figure
}

// reversedThresholds refuses a least figure above the most: everything would lie outside. It is told at the first of the two
// that is written; one that could not be taken has been told of.
func (s *settings) reversedThresholds() {
	for _, t := range thresholds {
		bare, ok := strings.CutSuffix(t.Name, "_low")
		if !ok {
			continue
		}
		low, high := t.Name, bare+"_high"
		least, most := s.Threshold(low), s.Threshold(high)
		if !least.GreaterThan(most) {
			continue
		}
		_, lowWritten := s.thresholds[low]
		_, highWritten := s.thresholds[high]
		at, shown := low, [2]string{low, high}
		if lowWritten {
			shown[0] = "thresholds." + low
		} else {
			at = high
		}
		if highWritten {
			shown[1] = "thresholds." + high
		}
		s.refuse(inventory.Text{
			ZH: fmt.Sprintf("%s = %s 大于 %s = %s", shown[0], least, shown[1], most), EN: fmt.Sprintf("%s = %s lies above %s = %s", shown[0], least, shown[1], most)},
			inventory.Text{
				ZH: "下限不能大于上限：对调两者，或两个都写（不写的用默认值）", EN: "the least cannot lie above the most: exchange them, or write both (one left out has its default)"},
			"thresholds-reversed", "thresholds", at)
	}
}
