package report

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
)

// Keys is what the report of key categories prints.
type Keys struct {
	Region      string // code of the district, "" of a table of the user's
	Title       inventory.Text
	Base, Year  int // 0 where a table of the user's names neither
	Scopes      []uncertainty.ScopedKeys
	Qualitative map[uncertainty.Label]string // criterion by category
	Unassessed  []uncertainty.Unassessed
	Notes       []inventory.Text
	GWPSet      string                    // "" of a table of the user's, which holds CO2e
	Level       string                    // of the rows; "" of a table
	Names       map[string]inventory.Text // of categories, by code
}

// KeysOf are the key categories of an inventory, by the thresholds and the trend assessment of the analysis.
func KeysOf(u *engine.Uncertainty, analysis uncertainty.KeyAnalysis) *Keys {
	analysis.Rows, analysis.NoBase = uncertainty.KeyRows(u.Rows), u.NoBase
	out := &Keys{Region: u.Inventory.Region, Base: u.Base, Year: u.Year, Scopes: uncertainty.KeyScopes(analysis), Qualitative: u.Qualitative, Unassessed: u.Unassessed,
		GWPSet: u.Inventory.GWPSet, Level: cmp.Or(u.Options.Level, engine.GuideLevel), Names: map[string]inventory.Text{}, Notes: append(oneYearNotes(u), changedNotes(u)...),
		Title: inventory.Text{ZH: fmt.Sprintf("%s %d 年", u.Inventory.RegionName, u.Year), EN: fmt.Sprintf("%s %d", u.Inventory.RegionName, u.Year)}}
	for _, c := range u.Inventory.Vocabulary.Categories.All {
		out.Names[c.Code] = c.Name
	}
	if u.NoBase != (inventory.Text{}) {
		out.Notes = append(out.Notes, u.NoBase)
	}
	return out
}

// Records lists the rows of every assessment in their ranks; after them the key categories with the criteria they are key by
// (assessment "summary"), and the categories without a figure (assessment "unassessed", the notation key in note). Those of an inventory name the potentials.
func (k *Keys) Records() Records {
	out := Records{Columns: []string{"region", "base_year", "year", "scope", "assessment", "rank", "category", "item", "gas", "e_base", "e_t", "u_pct",
		"value", "share", "cumulative", "key", "criteria", "without_land", "note"}}
	if k.GWPSet != "" {
		out.Columns = append(out.Columns, "gwp_set")
	}
	add := func(scope, assessment, rank string, l uncertainty.Label, rest ...string) {
		row := append([]string{k.Region, yearOrNone(k.Base), yearOrNone(k.Year), scope, assessment, rank, l.Category, l.Item, l.Gas}, rest...)
		if k.GWPSet != "" {
			row = append(row, k.GWPSet)
		}
		out.Rows = append(out.Rows, row)
	}
	for _, scope := range k.Scopes {
		for _, a := range scope.All() {
			for i := range a.Ranked {
				one := &a.Ranked[i]
				r := &scope.Analysis.Rows[one.Row]
				add(scope.Scope, a.ID, strconv.Itoa(i+1), r.Label(), k.before(r, decimal.Decimal.String), r.Year.String(), figureOrNone(r.U), figureOrNone(one.Value()),
					figure(one.Share()), figure(one.Cumulative()), flag(one.Key), "", "", "")
			}
		}
	}
	for _, s := range uncertainty.Summarised(k.Scopes, k.Qualitative) {
		add("", "summary", "", s.Label, "", "", "", "", "", "", "Y", strings.Join(s.Criteria, " "), strings.Join(s.Subset, " "), s.Qualitative)
	}
	listed := map[uncertainty.Unassessed]bool{} // of several facilities a line tells once
	for _, u := range k.Unassessed {
		if u.Facility = ""; listed[u] {
			continue
		}
		listed[u] = true
		add("", "unassessed", "", uncertainty.Label{Category: u.Category, Item: u.Item, Gas: u.Gas}, "", "", "", "", "", "", "", "", "", u.Notation.String())
	}
	return out
}

// group is a row's group of fuels in words; an item of a table of the user's is a label of theirs.
func (k *Keys) group(item, lang string) string {
	if k.GWPSet == "" {
		return item
	}
	return fuelGroup(item, lang)
}

// before is the row's figure of the base year, "" where the inventory has none of it.
func (k *Keys) before(r *uncertainty.KeyRow, shown func(decimal.Decimal) string) string {
	if k.Year != 0 && k.Base == 0 {
		return ""
	}
	return shown(r.Base)
}

// Page prints the key categories of each assessment, then the summary (2006 V1 Table 4.4, p4.20), and what was not assessed.
func (k *Keys) Page(w io.Writer, lang string) {
	a := k.Scopes[0].Analysis
	fmt.Fprintln(w, inventory.Text{
		ZH: fmt.Sprintf("%s：关键类别（IPCC 卷 1 第 4 章；趋势评估用 %d 年的式；阈值 %s %% 和 %s %%）", k.Title.ZH, int(a.Trend), a.Threshold1, a.Threshold2),
		EN: fmt.Sprintf("%s: key categories (IPCC V1 ch4; trend assessment of %d; thresholds %s %% and %s %%)", k.Title.EN, int(a.Trend), a.Threshold1, a.Threshold2)}.In(lang))
	if k.GWPSet == "" {
		fmt.Fprintln(w, asInTable.In(lang))
	} else {
		level, known := levelNames[k.Level]
		if !known {
			level = inventory.Text{ZH: "类别树第 " + k.Level + " 层", EN: "depth " + k.Level + " of the category tree"}
		}
		fmt.Fprintln(w, inventory.Text{ZH: "数字为 t CO2e，GWP " + k.GWPSet + "；汇总层级：" + level.ZH, EN: "figures in t CO2e, GWP " + k.GWPSet + "; rows: " + level.EN}.In(lang))
	}
	for _, note := range k.Notes {
		fmt.Fprintln(w, "· "+note.In(lang))
	}
	for i := range k.Scopes {
		scope := &k.Scopes[i]
		if len(k.Scopes) > 1 {
			fmt.Fprintf(w, "\n%s\n", scopeTitles[scope.Scope].In(lang))
		}
		for _, assessment := range scope.All() {
			k.assessment(w, scope, assessment, lang)
		}
	}
	k.summary(w, lang)
	if len(k.Unassessed) > 0 {
		fmt.Fprintln(w, "\n"+inventory.Text{ZH: "没有数、未评估的类别和设施", EN: "Categories and facilities without a figure, not assessed"}.In(lang))
		for _, u := range k.Unassessed {
			fmt.Fprintln(w, "· "+strings.Join(strings.Fields(k.named(u.Category, lang)+" "+u.Facility+" "+u.Item+" "+u.Gas), " ")+"  "+u.Notation.String())
		}
	}
}

var levelNames = map[string]inventory.Text{
	engine.GuideLevel:  {ZH: "指南卷 1 表 4.1", EN: "IPCC 2006 V1 Table 4.1"},
	engine.FinestLevel: {ZH: "最细", EN: "the finest categories"},
}

// named is a category with its name, where it is one of the tree.
func (k *Keys) named(code, lang string) string {
	return strings.TrimSpace(code + " " + k.Names[code].In(lang))
}

// criteriaNames are the qualitative criteria (IPCC 2006 V1 §4.3.3).
var criteriaNames = map[string]inventory.Text{
	inventory.Mitigation: {ZH: "减排技术", EN: "mitigation"}, inventory.Growth: {ZH: "预计增长", EN: "expected growth"}, inventory.Unquantified: {ZH: "不确定度未定量", EN: "uncertainty not quantified"},
	inventory.Incomplete: {ZH: "不完整", EN: "completeness"}, inventory.OtherReason: {ZH: "其他", EN: "other"}}

// criteriaIn puts criteria into words.
func criteriaIn(list, lang string) string {
	words := strings.Split(list, ", ")
	for i, w := range words {
		if name, known := criteriaNames[w]; known {
			words[i] = name.In(lang)
		}
	}
	return strings.Join(words, inventory.Text{ZH: "、", EN: ", "}.In(lang))
}

var assessmentTitles = map[string]inventory.Text{
	"L1": {ZH: "L1 水平评估，方法 1", EN: "L1 level assessment, Approach 1"},
	"T1": {ZH: "T1 趋势评估，方法 1", EN: "T1 trend assessment, Approach 1"},
	"L2": {ZH: "L2 水平评估，方法 2（计入不确定度）", EN: "L2 level assessment, Approach 2 (with uncertainty)"},
	"T2": {ZH: "T2 趋势评估，方法 2（计入不确定度）", EN: "T2 trend assessment, Approach 2 (with uncertainty)"},
}

// assessment prints the key categories of one assessment.
func (k *Keys) assessment(w io.Writer, scope *uncertainty.ScopedKeys, a *uncertainty.Assessment, lang string) {
	title := assessmentTitles[a.ID].In(lang)
	if a.Not != (inventory.Text{}) {
		fmt.Fprintln(w, "\n"+title+inventory.Text{ZH: "：没有。", EN: ": none. "}.In(lang)+a.Not.In(lang))
		return
	}
	count := 0
	for _, one := range a.Ranked {
		if one.Key {
			count++
		}
	}
	fmt.Fprintf(w, "\n%s%s\n", title, inventory.Text{ZH: fmt.Sprintf("：%d 个，共 %d 个", count, len(a.Ranked)), EN: fmt.Sprintf(": %d of %d", count, len(a.Ranked))}.In(lang))
	t := &columns{right: []bool{true, false, false, false, true, true, true, true, true}}
	t.rule()
	t.add("", inventory.Text{ZH: "类别", EN: "Category"}.In(lang), inventory.Text{ZH: "项", EN: "Item"}.In(lang), inventory.Text{ZH: "气体", EN: "Gas"}.In(lang),
		yearTitle(inventory.Text{ZH: "基准年", EN: "Base year"}, k.Base, lang), yearTitle(inventory.Text{ZH: "当年", EN: "Year t"}, k.Year, lang),
		inventory.Text{ZH: "评估值", EN: "Value"}.In(lang), inventory.Text{ZH: "份额", EN: "Share"}.In(lang), inventory.Text{ZH: "累计", EN: "Cumulative"}.In(lang))
	t.rule()
	shown := asStated
	if k.GWPSet != "" { // computed, not stated
		shown = tonnes
	}
	for i := range a.Ranked[:count] { // those that are key stand first
		one := &a.Ranked[i]
		r := &scope.Analysis.Rows[one.Row]
		value := none
		if v := one.Value(); v.Valid {
			value = rounded(v.Decimal, 4)
		}
		t.add(strconv.Itoa(i+1), k.named(r.Category, lang), k.group(r.Item, lang), r.Gas, cmp.Or(k.before(r, shown), none), shown(r.Year), value, rounded(one.Share().Shift(2), 2)+" %", rounded(one.Cumulative().Shift(2), 2)+" %")
	}
	t.rule()
	t.write(w)
	if a.Without != (inventory.Text{}) {
		fmt.Fprintln(w, "· "+a.Without.In(lang))
	}
}

// summary prints Table 4.4.
func (k *Keys) summary(w io.Writer, lang string) {
	fmt.Fprintln(w, "\n"+inventory.Text{ZH: "关键类别汇总（表 4.4）", EN: "Summary of key categories (Table 4.4)"}.In(lang))
	t := &columns{right: []bool{false, false, false, false, false}}
	t.rule()
	t.add(inventory.Text{ZH: "类别", EN: "Category"}.In(lang), inventory.Text{ZH: "项", EN: "Item"}.In(lang), inventory.Text{ZH: "气体", EN: "Gas"}.In(lang),
		inventory.Text{ZH: "判别依据", EN: "Criteria"}.In(lang), inventory.Text{ZH: "备注", EN: "Comments"}.In(lang))
	t.rule()
	for _, s := range uncertainty.Summarised(k.Scopes, k.Qualitative) {
		var remarks []string
		if s.Subset != nil {
			remarks = append(remarks, inventory.Text{ZH: "不含土地时 ", EN: "without land "}.In(lang)+strings.Join(s.Subset, ", "))
		}
		if s.Qualitative != "" {
			remarks = append(remarks, criteriaIn(s.Qualitative, lang))
		}
		t.add(k.named(s.Category, lang), k.group(s.Item, lang), s.Gas, strings.Join(s.Criteria, ", "), strings.Join(remarks, inventory.Text{ZH: "；", EN: "; "}.In(lang)))
	}
	t.rule()
	t.write(w)
}
