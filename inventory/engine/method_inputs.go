package engine

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/seeds"
)

// inputRow is one row of the inputs of a method.
type inputRow struct {
	year      int // 0 = every run
	item      string
	declared  inventory.Input
	parameter *inventory.Parameter
	place     inventory.Place
}

// parameterNames are those of the shipped tables: a method is run without an engine.
var parameterNames = sync.OnceValue(func() map[string]*inventory.ParameterName {
	voc, err := inventory.LoadVocabulary(seeds.FS)
	if err != nil {
		panic(err.Error())
	}
	return voc.Parameters
})

func seeMethod(m *inventory.Method) inventory.Text {
	return inventory.Text{ZH: "inventory method show " + m.ID + " 列出各参数及其单位", EN: "inventory method show " + m.ID + " lists the inputs and their units"}
}

func refuseInput(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}

func inputTwice(at, first inventory.Source) inventory.Problem {
	return refuseInput(at, "input-twice",
		inventory.Text{ZH: "这一参数已在 " + first.String() + " 给出", EN: "the input is given at " + first.String() + " already"},
		inventory.Text{ZH: "只保留一行，或用年份、项目分开", EN: "keep one of the rows, or tell them apart by year or item"})
}

// check holds unit, value and bounds of a row against each other and against what the input may be.
func (r *inputRow) check(m *inventory.Method) (inventory.Problem, bool) {
	wanted := r.units(m)
	if !slices.ContainsFunc(wanted, r.parameter.In.SameDimension) {
		return r.wrongUnit(wanted), true
	}
	low, high := r.parameter.Bounds.Low, r.parameter.Bounds.High
	switch value := r.parameter.Amount; {
	case low != nil && high != nil && low.GreaterThan(*high):
		return refuseInput(r.place.Cell("low"), "bounds-reversed",
			inventory.Text{ZH: fmt.Sprintf("下限 %s 大于上限 %s", low, high), EN: fmt.Sprintf("low %s is above high %s", low, high)},
			inventory.Text{ZH: "对调两者，或核对来源", EN: "exchange them, or check the source"}), true
	case low != nil && value.LessThan(*low) || high != nil && value.GreaterThan(*high):
		return refuseInput(r.place.Cell("value"), "value-outside-bounds",
			inventory.Text{ZH: fmt.Sprintf("数值 %s 不在自己的上下限之内（%s–%s）", value, side(low), side(high)), EN: fmt.Sprintf("value %s lies outside its own bounds (%s–%s)", value, side(low), side(high))},
			inventory.Text{ZH: "上下限用数值的单位填写；核对来源", EN: "low and high are in the unit of the value; check the source"}), true
	}
	if name := parameterNames()[r.declared.InTables()]; name != nil && r.declared.Factor {
		if found, bad := name.CheckValue(r.parameter.Amount, r.parameter.In, r.declared.Gas); bad {
			return refuseInput(r.place.Cell(found.Field), found.Code, found.Message, found.Hint), true
		}
	}
	return inventory.Problem{}, false
}

func side(d *decimal.Decimal) string {
	if d == nil {
		return "…"
	}
	return d.String()
}

// units lists the units that the equation takes for the input: those declared, by each unit of the activity where it is
// stated per activity.
func (r *inputRow) units(m *inventory.Method) []quantity.Unit {
	var out []quantity.Unit
	for _, name := range inventory.SplitList(r.declared.Unit) {
		unit := quantity.MustUnit(name)
		if r.declared.Per == "" {
			out = append(out, unit)
		}
		for _, per := range inventory.SplitList(r.declared.Per) {
			of, _ := m.Input(per)
			for _, of := range inventory.SplitList(of.Unit) {
				out = append(out, unit.Div(quantity.MustUnit(of)))
			}
		}
	}
	return out
}

func (r *inputRow) wrongUnit(wanted []quantity.Unit) inventory.Problem {
	var names []string
	for _, unit := range wanted {
		names = append(names, unit.String())
	}
	title := r.declared.Title
	return refuseInput(r.place.Cell("unit"), "wrong-dimension",
		inventory.Text{
			ZH: fmt.Sprintf("单位 %s 不能用于%s（%s），应为 %s 一类的单位", r.parameter.In, title.ZH, r.declared.Name, strings.Join(names, "、")),
			EN: fmt.Sprintf("unit %s does not fit %s (%s), which is in %s or the like", r.parameter.In, title.EN, r.declared.Name, strings.Join(names, ", "))},
		inventory.Text{ZH: "核对单位是否写错；不同量纲之间不作换算", EN: "check the unit; nothing is converted between dimensions"})
}

// serves tells whether the row belongs to the run.
func (r *inputRow) serves(g *given) bool {
	return (r.year == 0 || r.year == g.year) && (r.item == "" || r.item == g.item || g.method.OfMaterial(&r.declared))
}

// stated counts what the row says it is for: a row for the run's own year and item goes before one for every run.
func (r *inputRow) stated() int {
	n := 0
	if r.year != 0 {
		n++
	}
	if r.item != "" {
		n++
	}
	return n
}

// take gives the run its inputs; false if two rows give one of them or units do not go together.
func (g *given) take(rows []inputRow, problems *inventory.Problems) bool {
	var own []*inputRow
	of := map[*given][]*inputRow{}
	for i := range rows {
		row := &rows[i]
		if row.declared.Series && row.year != 0 && row.year <= g.year {
			if g.method.OfMaterial(&row.declared) {
				g.material(row.item).addYear(row.year, row.parameter)
			} else if row.item == g.item || row.item == "" {
				g.addYear(row.year, row.parameter)
			}
		}
		switch {
		case !row.serves(g):
		case g.method.OfMaterial(&row.declared):
			m := g.material(row.item)
			of[m] = append(of[m], row)
		default:
			own = append(own, row)
		}
	}
	sound := g.choose(own, problems)
	for _, m := range g.materials {
		sound = m.choose(of[m], problems) && sound
	}
	return sound
}

// choose takes of each input the row that is most to the point.
func (g *given) choose(rows []*inputRow, problems *inventory.Problems) bool {
	chosen := map[string]*inputRow{}
	sound := true
	for _, row := range rows {
		switch known := chosen[row.declared.Name]; {
		case known == nil || row.stated() > known.stated():
			chosen[row.declared.Name] = row
		case row.stated() == known.stated():
			problems.Add(inputTwice(row.place.Cell("name"), known.place.Cell("name")))
			sound = false
		}
	}
	for _, in := range g.method.Inputs {
		row := chosen[in.Name]
		if row == nil {
			continue
		}
		g.leaves[in.Name] = row.parameter
		for _, per := range inventory.SplitList(in.Per) {
			of := chosen[per]
			if of == nil {
				continue
			}
			if unit := quantity.MustUnit(row.declared.Unit).Div(of.parameter.In); !unit.SameDimension(row.parameter.In) {
				problems.Add(row.wrongUnit([]quantity.Unit{unit}))
				sound = false
			}
		}
	}
	return sound
}
