package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// checkTargets holds IE to its word: the category that includes the emissions must have a number of one of the row's gases
// at least, or be IE itself towards one that has. Of many rows likewise the first are told.
func (r *run) checkTargets(inv *inventory.Inventory) {
	type claim struct {
		row *inventory.Activity
		met map[string]pathEnd // by gas
	}
	claims := map[inventory.Source]*claim{}
	var order []inventory.Source
	paths := r.paths(inv)
	for _, e := range inv.Estimates {
		if !e.Notation.Has(inventory.IE) || e.Row.Target == nil {
			continue
		}
		at := e.Origin()
		if claims[at] == nil {
			claims[at] = &claim{e.Row, map[string]pathEnd{}}
			order = append(order, at)
		}
		claims[at].met[e.Gas] = max(claims[at].met[e.Gas], paths.follow(e))
	}
	told := map[string]int{}
	for _, at := range order {
		c := claims[at]
		best, missing := deadEnd, []string{}
		for gas, end := range c.met {
			if best = max(best, end); end != number {
				missing = append(missing, gas)
			}
		}
		slices.Sort(missing)
		if len(missing) == 0 {
			continue
		}
		problem := targetProblem(at, c.row, best, missing)
		if told[problem.Message.EN]++; told[problem.Message.EN] > toldOneByOne {
			continue
		}
		if told[problem.Message.EN] == toldOneByOne {
			problem.Message = notListed(problem.Message)
		}
		r.problems.Add(problem)
	}
}

// notListed ends the last message that is told of many alike.
func notListed(message inventory.Text) inventory.Text {
	return inventory.Text{ZH: message.ZH + "；其后同样的行不再逐一列出", EN: message.EN + "; further rows of the kind are not listed"}
}

// pathEnd is where a path of IE ends, the worst first.
type pathEnd uint8

const (
	deadEnd pathEnd = iota // at a category without a number
	circle                 // where it began
	number
)

// trail is what decides where IE leads.
type trail struct {
	year     int
	from, to *inventory.Category
	item     *inventory.Item
	gas      string
	boundary inventory.Boundary
}

// paths follows IE through an inventory, each path once.
type paths struct {
	inv       *inventory.Inventory
	known     map[trail]pathEnd
	elsewhere map[trail]bool // year, category and item of the rows that are IE themselves
}

func (r *run) paths(inv *inventory.Inventory) *paths {
	out := &paths{inv: inv, known: map[trail]pathEnd{}, elsewhere: map[trail]bool{}}
	for _, row := range r.keys {
		if row.Item != nil && row.Notation.Has(inventory.IE) {
			out.elsewhere[trail{year: row.Year, from: row.Category, item: row.Item}] = true
		}
	}
	return out
}

func (p *paths) follow(e *inventory.Estimate) pathEnd {
	along := trail{e.Row.Year, e.Row.Category, e.Row.Target, e.Row.Item, e.Gas, e.Boundary}
	end, ok := p.known[along]
	if !ok {
		end = p.walk(along)
		p.known[along] = end
	}
	return end
}

// walk goes from category to category until a number of the gas is met. A category that answers for the item itself, by IE,
// is followed by that answer.
func (p *paths) walk(along trail) pathEnd {
	seen := []*inventory.Category{}
	for at := []*inventory.Category{along.to}; len(at) > 0; at = at[1:] {
		c := at[0]
		switch {
		case c == along.from:
			return circle
		case p.inv.HoldsNumber(c, along.gas, along.year, along.boundary) && !p.elsewhere[trail{year: along.year, from: c, item: along.item}]:
			return number
		case !slices.Contains(seen, c):
			seen = append(seen, c)
			at = append(at, p.inv.Targets(c, along.gas, along.year, along.boundary)...)
		}
	}
	return deadEnd
}

func targetProblem(at inventory.Source, row *inventory.Activity, best pathEnd, missing []string) inventory.Problem {
	from, to, gases := row.Category.Code, row.Target.Code, strings.Join(missing, ", ")
	out := inventory.Problem{Source: at, Code: "ie-target-empty", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s 记为 IE，列入 %s，但 %s 没有数", row.Year, from, to, to),
			EN: fmt.Sprintf("%s of %d is IE in %s, but %s holds no number", from, row.Year, to, to)},
		Hint: inventory.Text{
			ZH: "在目标类别写入数，或把本行改为 NE 并写明理由",
			EN: "enter the number at the target, or change the key to NE with a reason"}}
	switch best {
	case circle:
		out.Code = "ie-circle"
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s 记为 IE，列入 %s，而那里又指回原处：排放没有列在任何地方", row.Year, from, to),
			EN: fmt.Sprintf("%s of %d is IE in %s, which leads back to where it began: the emissions stand nowhere", from, row.Year, to)}
	case number:
		out.Code, out.Severity = "ie-target-partly-empty", inventory.Warning
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s 记为 IE，列入 %s，但 %s 没有 %s 的数", row.Year, from, to, to, gases),
			EN: fmt.Sprintf("%s of %d is IE in %s, but %s holds no number of %s", from, row.Year, to, to, gases)}
	}
	return out
}
