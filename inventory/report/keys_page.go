package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
)

// Page prints the key categories of each assessment, then the summary (2006 V1 Table 4.4, p4.20), and what was not assessed.
func (k *Keys) Page(w io.Writer, lang string) {
	a := k.Scopes[0].Analysis
	fmt.Fprintln(w, inventory.Text{
		ZH: fmt.Sprintf("%s：关键类别（IPCC 卷 1 第 4 章；趋势评估用 %d 年的式；阈值 %s %% 和 %s %%）", k.Title.ZH, int(a.Trend), a.Threshold1, a.Threshold2),
		EN: fmt.Sprintf("%s: key categories (IPCC V1 ch4; trend assessment of %d; thresholds %s %% and %s %%)", k.Title.EN, int(a.Trend), a.Threshold1, a.Threshold2)}.In(lang))
	if k.GWPSet != "" {
		level, known := levelNames[k.Level]
		if !known {
			level = inventory.Text{ZH: "类别树第 " + k.Level + " 层", EN: "depth " + k.Level + " of the category tree"}
		}
		fmt.Fprintln(w, inventory.Text{ZH: "数字为 t CO2e，GWP " + k.GWPSet + "；汇总层级：" + level.ZH, EN: "figures in t CO2e, GWP " + k.GWPSet + "; rows: " + level.EN}.In(lang))
	}
	if k.GWPSet == "" {
		fmt.Fprintln(w, inventory.Text{ZH: "数字的单位同该表", EN: "figures in the unit of the table"}.In(lang))
	}
	for _, note := range append(slices.Clone(k.Notes), k.leftNotes()...) {
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
	k.unassessed(w, lang)
}

var levelNames = map[string]inventory.Text{
	engine.GuideLevel:  {ZH: "指南卷 1 表 4.1", EN: "IPCC 2006 V1 Table 4.1"},
	engine.FinestLevel: {ZH: "最细", EN: "the finest categories"},
}

// subject is a row in words.
func (k *Keys) subject(l uncertainty.Label, lang string) string {
	return strings.Join(strings.Fields(k.named(l.Category, lang)+" "+k.item(l.Item, lang)+" "+l.Gas), " ")
}

// item is a group of fuels in words; what a table of the user's calls an item stays.
func (k *Keys) item(item, lang string) string {
	if k.GWPSet == "" {
		return item
	}
	return fuelGroup(item, lang)
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
	said := inventory.Text{ZH: fmt.Sprintf("：%d 个，共 %d 个", count, len(a.Ranked)), EN: fmt.Sprintf(": %d of %d", count, len(a.Ranked))}
	if n := len(a.Left); n > 0 {
		said.ZH, said.EN = said.ZH+fmt.Sprintf("；另有 %d 行不排", n), said.EN+fmt.Sprintf("; left out: %d", n)
	}
	fmt.Fprintf(w, "\n%s%s\n", title, said.In(lang))
	t := &columns{right: []bool{true, false, false, false, true, true, true, true, true}}
	t.rule()
	t.add("", inventory.Text{ZH: "类别", EN: "Category"}.In(lang), inventory.Text{ZH: "项", EN: "Item"}.In(lang), inventory.Text{ZH: "气体", EN: "Gas"}.In(lang),
		yearTitle(inventory.Text{ZH: "基准年", EN: "Base year"}, k.Base, lang), yearTitle(inventory.Text{ZH: "当年", EN: "Year t"}, k.Year, lang),
		inventory.Text{ZH: "评估值", EN: "Value"}.In(lang), inventory.Text{ZH: "份额", EN: "Share"}.In(lang), inventory.Text{ZH: "累计", EN: "Cumulative"}.In(lang))
	t.rule()
	for i := range a.Ranked[:count] { // those that are key stand first
		one := &a.Ranked[i]
		r := &scope.Analysis.Rows[one.Row]
		value := none
		if v := one.Value(); v.Valid {
			value = rounded(v.Decimal, 4)
		}
		base, year := k.cells(scope, r)
		t.add(strconv.Itoa(i+1), k.named(r.Category, lang), k.item(r.Item, lang), r.Gas, base, year, value, rounded(one.Share().Shift(2), 2)+" %", rounded(one.Cumulative().Shift(2), 2)+" %")
	}
	t.rule()
	t.write(w)
	if !a.Total.Valid {
		fmt.Fprintln(w, "· "+inventory.Text{ZH: "总量没有变化，式 4.2（2019）的分母为 0：没有评估值，只有份额", EN: "the total did not change, so that Eq 4.2 of 2019 divides by 0: there are shares, and no values"}.In(lang))
	}
	if a.ID == "L1" && scope.Before.Not == (inventory.Text{}) {
		fmt.Fprintln(w, "· "+k.baseOnly(scope, lang))
	}
}

// baseOnly names the categories that are key by level in the base year alone.
func (k *Keys) baseOnly(scope *uncertainty.ScopedKeys, lang string) string {
	year := inventory.Text{ZH: "基准年", EN: "the base year"}
	if k.Base != 0 {
		year = inventory.Text{ZH: " " + strconv.Itoa(k.Base) + " 年", EN: strconv.Itoa(k.Base)}
	}
	only := scope.BaseOnly()
	if only == nil {
		return inventory.Text{ZH: strings.TrimSpace(year.ZH) + "的水平评估没有另外的关键类别", EN: "the level assessment of " + year.EN + " has no other key categories"}.In(lang)
	}
	names := make([]string, len(only))
	for i, l := range only {
		names[i] = k.subject(l, lang)
	}
	return inventory.Text{ZH: "只在" + year.ZH + "的水平评估中是关键类别：" + strings.Join(names, "、"), EN: "key by level in " + year.EN + " alone: " + strings.Join(names, "; ")}.In(lang)
}

// cells are the row's two figures for people.
func (k *Keys) cells(scope *uncertainty.ScopedKeys, r *uncertainty.KeyRow) (base, year string) {
	shown := asStated
	if k.GWPSet != "" { // computed, not stated
		shown = tonnes
	}
	base, year = shown(r.Base), shown(r.Year)
	switch {
	case scope.Analysis.NoTrend != (inventory.Text{}):
		base = none
	case r.BaseNE:
		base = inventory.NE.String()
	}
	if r.YearNE {
		year = inventory.NE.String()
	}
	return base, year
}

// shownLeft is how many rows that are left out people are shown.
const shownLeft = 5

// leftNotes name the rows that the assessments leave out, the largest first, and say why.
func (k *Keys) leftNotes() (out []inventory.Text) {
	scope := &k.Scopes[0]
	if left := scope.T1.Left; len(left) > 0 {
		out = append(out, inventory.Text{
			ZH: fmt.Sprintf("趋势含未估算的年份（NE 不是 0），T1、T2 不排这 %d 行：%s", len(left), k.listed(left, "zh")),
			EN: fmt.Sprintf("one year of the trend is not estimated (NE is not 0), so that T1 and T2 leave out these rows (%d): %s", len(left), k.listed(left, "en"))})
	}
	return append(out, k.unstated()...)
}

// unstated says which rows Approach 2 leaves out for want of an uncertainty, and where to state one.
func (k *Keys) unstated() []inventory.Text {
	var left []uncertainty.Left
	for _, one := range k.Scopes[0].L2.Left {
		if one.Lack == uncertainty.Unstated {
			left = append(left, one)
		}
	}
	if left == nil {
		return nil
	}
	where := inventory.Text{ZH: "在表的 u_ad_pct、u_ef_pct 列写明", EN: "state it in the columns u_ad_pct and u_ef_pct"}
	if k.GWPSet != "" {
		where = inventory.Text{ZH: "在 records/judgements.csv 写明其输入的不确定度", EN: "state that of their inputs in records/judgements.csv"}
	}
	return []inventory.Text{{
		ZH: fmt.Sprintf("%d 行没有不确定度，L2、T2 不排，它们可能也是关键类别：%s；%s", len(left), k.listed(left, "zh"), where.ZH),
		EN: fmt.Sprintf("rows without an uncertainty (%d) are left out of L2 and T2 and may be key too: %s; %s", len(left), k.listed(left, "en"), where.EN)}}
}

// listed names the first of the rows with their figures.
func (k *Keys) listed(left []uncertainty.Left, lang string) string {
	scope := &k.Scopes[0]
	var names []string
	for i, one := range left {
		if i == shownLeft {
			names = append(names, "…")
			break
		}
		r := &scope.Analysis.Rows[one.Row]
		base, year := k.cells(scope, r)
		figures := base + " → " + year
		if scope.Analysis.NoTrend != (inventory.Text{}) {
			figures = year
		}
		names = append(names, k.subject(r.Label(), lang)+inventory.Text{ZH: "（" + figures + "）", EN: " (" + figures + ")"}.In(lang))
	}
	return strings.Join(names, inventory.Text{ZH: "、", EN: ", "}.In(lang))
}

// Problems warns of the rows that Approach 2 leaves out, which are those of a file.
func (k *Keys) Problems(file string) (out inventory.Problems) {
	for _, said := range k.unstated() {
		out = append(out, inventory.Problem{Source: inventory.Source{File: file}, Code: "rows-without-uncertainty", Severity: inventory.Warning, Message: said,
			Hint: inventory.Text{ZH: "keys.csv 的 note 列标出全部这样的行（no uncertainty）", EN: "the column note of keys.csv marks them all (no uncertainty)"}})
	}
	return out
}

// shownUnassessed is how many categories without a figure people are shown, of those included elsewhere and of the others.
const shownUnassessed = 20

// unassessed lists what has no figure, the gases of a category in one line; what is included elsewhere apart, with where it went.
func (k *Keys) unassessed(w io.Writer, lang string) {
	var missing, elsewhere []string
	add := func(u uncertainty.Unassessed, gases []string) {
		line := strings.Join(strings.Fields(k.named(u.Category, lang)+" "+u.Facility+" "+u.Item+" "+strings.Join(gases, inventory.Text{ZH: "、", EN: ", "}.In(lang))), " ")
		part := ""
		if u.Part {
			part = inventory.Text{ZH: "（该类别的一部分）", EN: " (part of the category)"}.In(lang)
		}
		switch {
		case u.Notation != inventory.IE:
			missing = append(missing, line+"  "+u.Notation.String()+part)
		case u.Target != "":
			elsewhere = append(elsewhere, line+part+" → "+k.named(u.Target, lang))
		default:
			elsewhere = append(elsewhere, line+part)
		}
	}
	var gases []string
	for i, u := range k.Unassessed {
		gases = append(gases, u.Gas)
		if i+1 < len(k.Unassessed) {
			next := k.Unassessed[i+1]
			if next.Gas = u.Gas; next == u {
				continue
			}
		}
		add(u, gases)
		gases = nil
	}
	bulleted(w, inventory.Text{ZH: "没有数、未评估的类别", EN: "Categories without a figure, not assessed"}, missing, lang)
	bulleted(w, inventory.Text{ZH: "列入他处（IE）的类别", EN: "Categories included elsewhere (IE)"}, elsewhere, lang)
}

// bulleted prints the first of the lines under a title.
func bulleted(w io.Writer, title inventory.Text, lines []string, lang string) {
	if len(lines) == 0 {
		return
	}
	fmt.Fprintln(w, "\n"+title.In(lang))
	for _, line := range lines[:min(len(lines), shownUnassessed)] {
		fmt.Fprintln(w, "· "+line)
	}
	if more := len(lines) - shownUnassessed; more > 0 {
		fmt.Fprintln(w, "· "+inventory.Text{ZH: fmt.Sprintf("另有 %d 行，见 keys.csv（assessment = unassessed）", more), EN: fmt.Sprintf("lines in keys.csv beside these: %d (assessment = unassessed)", more)}.In(lang))
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
		t.add(k.named(s.Category, lang), k.item(s.Item, lang), s.Gas, strings.Join(s.Criteria, ", "), strings.Join(remarks, inventory.Text{ZH: "；", EN: "; "}.In(lang)))
	}
	t.rule()
	t.write(w)
}
