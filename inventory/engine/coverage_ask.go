package engine

import (
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

// asked identifies a look-up.
type asked struct {
	inputs   string // name, gas, item and unit of each that must come from one set
	at       int    // which of them
	item     string
	detail   string
	category *inventory.Category
	year     int
	unit     quantity.Unit // of the activity, where a factor is stated per unit of it
}

// found is the outcome of one look-up.
type found struct {
	outcome                    Outcome
	row                        *factors.Row
	together                   []string // the parameters that must come from one set, if there are several
	words, elsewhere, standIns []string
	hint                       inventory.Text
}

// ask looks one factor up, once for all that ask the same: for its gas, or for the family that serves where the gas is not
// stated.
func (s *survey) ask(in *asking, declared inventory.Input, item string) found {
	out := s.askFor(in, declared, item)
	if declared.ElseGas != "" && out.outcome != Found && out.outcome != WantsWord && out.outcome != RangeOnly {
		out = s.askFor(in, declared.Else(), item)
	}
	return out
}

func (s *survey) askFor(in *asking, declared inventory.Input, item string) found {
	group := in.together(declared)
	for i := range group {
		if group[i].Name == declared.Name {
			group[i] = declared
		}
	}
	first := in.group[0]
	key := asked{item: item, detail: first.Detail, year: first.Year, category: first.Category}
	for _, other := range group {
		key.inputs += other.InTables() + "|" + strings.Join(other.Sets, ";") + "|" + other.Gas + "|" + other.Item + "|" + other.FiledAt + "|" + other.Unit + "|"
		if other.Per != "" {
			key.unit = first.Unit
		}
	}
	for i, other := range group {
		if other.Name == declared.Name {
			key.at = i
		}
	}
	if known, ok := s.known[key]; ok {
		return known
	}
	var queries []factors.Query
	for _, other := range group {
		unit, _ := in.unit(other)
		queries = append(queries, in.query(other, unit, item, s.sets(other, len(group) > 1)))
	}
	at := key.at
	if s.tables == nil {
		s.tables = s.table.Probe(queries[at])
	}
	p := s.tables.Ask(queries, at)
	out := found{row: p.Row, words: p.Words, elsewhere: p.Elsewhere, hint: p.Hint}
	for _, q := range queries {
		out.together = append(out.together, q.Parameter)
	}
	switch {
	case p.Range:
		out.outcome = RangeOnly
	case p.Row != nil:
		out.outcome = Found
	case p.Ambiguous || p.Words != nil:
		out.outcome = WantsWord
	case declared.Own:
		out.outcome = OwnFactor
	default:
		out.outcome = NotInTable
		out.standIns = s.standIns(in, declared, item)
		if out.standIns != nil {
			out.outcome = WantsItem
		}
	}
	s.known[key] = out
	return out
}

// standIns are the items that a general item may stand for, of which the factor is found.
func (s *survey) standIns(in *asking, declared inventory.Input, name string) []string {
	item, ok := s.Vocabulary.Items.Lookup(name)
	if !ok {
		return nil
	}
	var out []string
	for _, other := range item.May {
		known, ok := s.Vocabulary.Items.Lookup(other)
		if ok && known != item && s.ask(in, declared, known.Name).outcome == Found {
			out = append(out, known.Name)
		}
	}
	return out
}

// todo says what mends a look-up that finds nothing, in short.
func (a found) todo() inventory.Text {
	own := inventory.Text{ZH: "在 factors/ 写一行本地因子", EN: "state a row of your own under factors/"}
	if len(a.together) > 1 {
		names := strings.Join(a.together, ", ")
		own = inventory.Text{ZH: "须同出一集：在 factors/ 写本地的 " + names, EN: "one set must have them all: state your own " + names + " under factors/"}
	}
	switch {
	case a.outcome == WantsWord && a.words != nil:
		list := strings.Join(a.words, " | ")
		return inventory.Text{ZH: "细项写明其一：" + list, EN: "name one as detail: " + list}
	case a.outcome == WantsWord:
		return a.hint
	case a.outcome == WantsItem:
		return inventory.Text{ZH: "choices.csv 记 stands_for，其一：" + strings.Join(a.standIns, " | "), EN: "record stands_for in choices.csv, one of: " + strings.Join(a.standIns, " | ")}
	case a.outcome == RangeOnly:
		return inventory.Text{ZH: "choices.csv 记 point，范围 " + a.row.Figure(), EN: "record a point in choices.csv, of the range " + a.row.Figure()}
	case a.outcome == NotInTable && a.elsewhere != nil:
		list := strings.Join(a.elsewhere, " | ")
		return inventory.Text{ZH: own.ZH + "；或把有它的因子集加入优先序：" + list, EN: own.EN + "; or add a set that has it to the precedence: " + list}
	case a.outcome == Found:
		return inventory.Text{}
	}
	return own
}
