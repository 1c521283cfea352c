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

// concern is what breaches are told apart by before file, facility and item.
type concern struct {
	rule     string
	year     int
	category string
}

// answers applies the district's suppressions to the breaches that the rules found.
type answers struct {
	ws       *workspace.Workspace
	result   *engine.Result
	ran      []Rule
	compared map[string]bool // the rules that looked at several years
}

// to is what becomes of the breaches: one that is answered for becomes a remark; one of which a record speaks that did not
// see it so stays what it is and says so. A BLOCKER stays, and so does the last breach of a rule that breaks off its list,
// for it stands for others that nobody saw. What is wrong with the records is told with them.
func (a *answers) to(found inventory.Problems) inventory.Problems {
	out := slices.Clone(found)
	if len(a.ws.Suppressions) == 0 {
		return out
	}
	breaches := map[concern][]int{}
	for i, p := range found {
		of := concern{p.Rule, p.Year, p.Category}
		breaches[of] = append(breaches[of], i)
	}
	rules, at, nearest := Catalogue(), map[string]int{}, map[string]string{} // by the rule as written
	var idle []spoken
	for i := range a.ws.Suppressions {
		s := &a.ws.Suppressions[i]
		if _, met := at[s.Rule]; !met {
			at[s.Rule] = slices.IndexFunc(rules, func(r Listed) bool { return r.is(s.Rule) })
			nearest[s.Rule] = Nearest(s.Rule)
		}
		if at[s.Rule] < 0 {
			out.Add(noRule(s, nearest[s.Rule]))
			continue
		}
		rule := rules[at[s.Rule]]
		if len(rule.Severities) > 0 && rule.Severities[len(rule.Severities)-1] == inventory.Blocker {
			out.Add(ofBlocker(s, rule.Rule))
			continue
		}
		of := spoken{by: s, rule: rule.Rule}
		for _, j := range breaches[concern{rule.ID, s.Year, codeOf(s.Category)}] {
			if s.Covers(rule.ID, found[j]) {
				of.breaches = append(of.breaches, j)
			}
		}
		if !a.apply(of, found, &out) {
			idle = append(idle, of)
		}
	}
	for _, of := range idle {
		if !reopen(of, found, out) && a.due(of) {
			out.Add(unused(of.by, of.rule))
		}
	}
	return out
}

// spoken are the breaches of which a suppression speaks.
type spoken struct {
	by       *inventory.Suppression
	rule     Rule
	breaches []int
}

// apply suppresses the breaches that the suppression saw; false if there is none of them.
func (a *answers) apply(of spoken, found inventory.Problems, out *inventory.Problems) bool {
	used := false
	for _, j := range of.breaches {
		p := found[j]
		switch {
		case p.Severity == inventory.Blocker:
			out.Add(ofBlocker(of.by, of.rule))
		case !a.saw(of.by, p):
			continue
		case p.Last:
			out.Add(ofLast(of.by, of.rule))
		case (*out)[j].Suppressed == nil:
			(*out)[j] = p.Suppress(of.by)
		}
		used = true
	}
	return used
}

// saw tells whether the suppression saw the breach as it is. A WARNING that comes of comparing years says something else
// if some of them are left out: then the year, the place and what it is of must do, and a run of all years tells of changes.
func (a *answers) saw(s *inventory.Suppression, p inventory.Problem) bool {
	return s.Saw(p) || s.Seen != "" && p.Severity < inventory.Error && a.compared[p.Rule] && !a.whole()
}

// whole tells whether all years of the district are compiled.
func (a *answers) whole() bool {
	return a.result.Inventory != nil && len(a.result.Inventory.Years) == len(a.ws.Config.Years)
}

// reopen says of the breaches of which the suppression speaks, and for which nobody answers, that they are no longer what
// it saw; false if there are none.
func reopen(of spoken, found, out inventory.Problems) bool {
	did := false
	for _, j := range of.breaches {
		if out[j].Suppressed == nil {
			out[j], did = found[j].Reopen(of.by), true
		}
	}
	return did
}

func codeOf(c *inventory.Category) string {
	if c == nil {
		return ""
	}
	return c.Code
}

// due tells whether the suppression could have met its breach: its rule ran, and on all years of the district.
func (a *answers) due(of spoken) bool {
	return a.whole() && slices.ContainsFunc(a.ran, func(r Rule) bool { return r.ID == of.rule.ID })
}

func noRule(s *inventory.Suppression, nearest string) inventory.Problem {
	hint := inventory.Text{ZH: "inventory check --rules 列出全部规则；读入和计算中的错误不能抑制，只能改正数据",
		EN: "inventory check --rules lists them; what reading and computing find cannot be suppressed, only mended"}
	if nearest != "" {
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
		Message: inventory.Text{ZH: "没有问题与这一行相符：" + rule.ID + " 没有指出这一年、类别、文件、设施、项目的问题", EN: "no problem matches the row: " + rule.ID + " finds nothing of that year, category, file, facility and item"},
		Hint:    inventory.Text{ZH: "已改正就删去这一行；否则照抄 check 在问题下面给出的一行（没有的留空，* 表示不限）", EN: "remove the row if the data are mended; else copy the row that check prints below the breach (blank is none, * any)"}}
}
