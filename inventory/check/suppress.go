package check

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// The problems that records/suppressions.csv itself may have.
const (
	codeNoRule    = "unknown-rule"
	codeBlocker   = "suppression-of-blocker"
	codeUnused    = "suppression-unused"
	codeIncurable = "suppression-of-last"
)

// breachOf is what breaches are told apart by before file, facility and item.
type breachOf struct {
	rule     string
	year     int
	category string
}

// suppress applies the district's suppressions to the breaches found: one that is answered for becomes a remark. A
// BLOCKER stays, and so does the last breach of a rule that breaks off its list, for it stands for others that nobody saw.
// What is wrong with the records is told with them.
func suppress(ws *workspace.Workspace, result *engine.Result, found inventory.Problems, ran []Rule) inventory.Problems {
	out := slices.Clone(found)
	if len(ws.Suppressions) == 0 {
		return out
	}
	breaches := map[breachOf][]int{}
	for i, p := range found {
		of := breachOf{p.Rule, p.Year, p.Category}
		breaches[of] = append(breaches[of], i)
	}
	rules := Catalogue()
	for i := range ws.Suppressions {
		s := &ws.Suppressions[i]
		at := slices.IndexFunc(rules, func(r Listed) bool { return r.is(s.Rule) })
		if at < 0 {
			out.Add(noRule(s))
			continue
		}
		rule := rules[at]
		if len(rule.Severities) > 0 && rule.Severities[len(rule.Severities)-1] == inventory.Blocker {
			out.Add(ofBlocker(s, rule.Rule))
			continue
		}
		category := ""
		if s.Category != nil {
			category = s.Category.Code
		}
		used := false
		for _, j := range breaches[breachOf{rule.ID, s.Year, category}] {
			p := found[j]
			if !s.Covers(rule.ID, p) {
				continue
			}
			used = true
			switch {
			case p.Severity == inventory.Blocker:
				out.Add(ofBlocker(s, rule.Rule))
			case p.Last:
				out.Add(ofLast(s, rule.Rule))
			case out[j].Suppressed == nil:
				out[j] = p.Suppress(s)
			}
		}
		if !used && due(ws, result, s, rule.Rule, ran) {
			out.Add(unused(s, rule.Rule))
		}
	}
	return out
}

// due tells whether the suppression could have met its breach: its rule ran, and on its year if the district has that.
func due(ws *workspace.Workspace, result *engine.Result, s *inventory.Suppression, rule Rule, ran []Rule) bool {
	chosen := slices.ContainsFunc(ran, func(r Rule) bool { return r.ID == rule.ID })
	return result.Inventory != nil && chosen && (slices.Contains(result.Inventory.Years, s.Year) || !slices.Contains(ws.Config.Years, s.Year))
}

func noRule(s *inventory.Suppression) inventory.Problem {
	hint := inventory.Text{ZH: "inventory check --rules 列出全部规则；读入和计算中的错误不能抑制，只能改正数据",
		EN: "inventory check --rules lists them; what reading and computing find cannot be suppressed, only mended"}
	if nearest := Nearest(s.Rule); nearest != "" {
		hint = inventory.Text{ZH: "是否指“" + nearest + "”？" + hint.ZH, EN: `did you mean "` + nearest + `"? ` + hint.EN}
	}
	return inventory.Problem{Source: s.Place.Cell("rule"), Code: codeNoRule, Severity: inventory.Error,
		Message: inventory.Text{ZH: "没有规则“" + s.Rule + "”", EN: `there is no rule "` + s.Rule + `"`}, Hint: hint}
}

func ofBlocker(s *inventory.Suppression, rule Rule) inventory.Problem {
	return inventory.Problem{Source: s.Place.Cell("rule"), Code: codeBlocker, Severity: inventory.Error,
		Message: inventory.Text{ZH: rule.ID + " 是 BLOCKER，不能抑制：这样的清单不可信", EN: rule.ID + " is a BLOCKER and cannot be suppressed: such an inventory cannot be trusted"},
		Hint:    inventory.Text{ZH: "删去这一行，改正它所指的问题；若是程序的错误，请报告", EN: "remove the row and mend what it is of; if the program is at fault, report it"}}
}

func ofLast(s *inventory.Suppression, rule Rule) inventory.Problem {
	return inventory.Problem{Source: s.Place.Cell("rule"), Code: codeIncurable, Severity: inventory.Error,
		Message: inventory.Text{ZH: rule.ID + " 的问题太多，没有全部列出：最后列出的一个不能抑制", EN: rule.ID + " is broken too often for all to be listed: the last that is listed cannot be suppressed"},
		Hint:    inventory.Text{ZH: "先改正其余的，直到全部列出", EN: "mend others first, until all are listed"}}
}

func unused(s *inventory.Suppression, rule Rule) inventory.Problem {
	return inventory.Problem{Source: s.Place.Cell("rule"), Code: codeUnused, Severity: inventory.Warning,
		Message: inventory.Text{ZH: "没有问题与这一行相符：" + rule.ID + " 没有指出这一年、这一类别的问题", EN: "no problem matches the row: " + rule.ID + " finds nothing of that year and category"},
		Hint:    inventory.Text{ZH: "已改正就删去这一行；否则照 check 列出的规则、年份、类别、文件、设施、项目填写", EN: "remove the row if the data are mended; else write rule, year, category, file, facility and item as check lists them"}}
}
