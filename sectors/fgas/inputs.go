package fgas

import (
	"fmt"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
)

// ofGas is an amount of whatever gas the activity names, in any unit of mass.
func ofGas(name, symbol, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: "t", OfUsed: true, Title: inventory.Text{ZH: zh, EN: en}}
}

// shareOf is a share or a rate that the tables state for the gas, or for all HFCs.
func shareOf(name, symbol, unit, zh, en string) inventory.Input {
	return inventory.Input{Name: name, Symbol: symbol, Unit: unit, Factor: true, Gas: "{gas}", ElseGas: "HFCs", Title: inventory.Text{ZH: zh, EN: en}}
}

// ofItem is the factor that the tables state for an item, whatever that of the activity.
func ofItem(item string, in inventory.Input) inventory.Input {
	in.Item = item
	return in
}

// recovers is an amount that is taken from what is emitted.
func recovers(in inventory.Input) inventory.Input {
	in.Optional, in.Recovers = true, true
	return in
}

// deducts is an amount that is taken from what is generated, as it went elsewhere.
func deducts(in inventory.Input) inventory.Input {
	in.Optional, in.Deducts = true, true
	return in
}

// inSeries is an activity of which earlier years enter the equation.
func inSeries(in inventory.Input) inventory.Input {
	in.Series = true
	return in
}

// oneYear and perUnit bring rates by the year and amounts by the piece to what a year and all pieces emit.
func oneYear() expr.Node { return expr.RatioOf(1, 1, quantity.MustUnit("yr")) }

func perUnit() expr.Node { return expr.RatioOf(1, 1, quantity.One.Div(quantity.MustUnit("unit"))) }

// terms adds up the terms of what the activity gives: each in the place of an activity, if that is there.
func terms(in inventory.Inputs, of ...term) expr.Node {
	var out []expr.Node
	for _, one := range of {
		if in.Has(one.activity) {
			out = append(out, expr.Mul(append([]expr.Node{in.Activity(one.activity)}, one.by(in)...)...))
		}
	}
	if out == nil {
		return expr.Fail(fmt.Errorf("no activity of the equation is given"))
	}
	return expr.Add(out...)
}

type term struct {
	activity string
	by       func(inventory.Inputs) []expr.Node
}

// factors are the named factors as they multiply an activity.
func factors(names ...string) func(inventory.Inputs) []expr.Node {
	return func(in inventory.Inputs) []expr.Node {
		var out []expr.Node
		for _, name := range names {
			out = append(out, in.Factor(name))
		}
		return out
	}
}

// ofYear are the factors with a rate by the year, which stands last.
func ofYear(names ...string) func(inventory.Inputs) []expr.Node {
	return func(in inventory.Inputs) []expr.Node { return append(factors(names...)(in), oneYear()) }
}

// twoYears is what is emitted of sales in the year and of those of the year before: S_t·EF + S_(t−1)·(1 − EF).
func twoYears(in inventory.Inputs, sales string, share func() expr.Node) expr.Node {
	now, before, failed := thisAndLast(in, sales)
	if failed != nil {
		return expr.Fail(failed)
	}
	return expr.Add(expr.Mul(now, share()), expr.Mul(before, expr.Sub(expr.Int(1), share())))
}

// thisAndLast are the figures of the year and of the one before.
func thisAndLast(in inventory.Inputs, name string) (now, before expr.Node, failed error) {
	figures := in.Series(name)
	if len(figures) == 0 {
		return in.Activity(name), in.Activity(name), nil
	}
	last := figures[len(figures)-1]
	if in.Year() == 0 && last.Year == 0 {
		return last.Node, expr.State("S_(t−1)", last.Node), nil
	}
	for _, f := range figures {
		if f.Year == last.Year-1 {
			return last.Node, f.Node, nil
		}
	}
	return now, before, inventory.Failf("缺上一年（%d 年）的数：当年排放的一部分是上一年售出的；没有就写 0",
		"the figure of the year before, %d, is missing: part of what is emitted was sold then; state 0 if there was none", last.Year-1)
}
