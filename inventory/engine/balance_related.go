package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

// relatedFuels refuses rows of combustion, and columns of the annex, of a fuel that the balance does not name while it names one
// of which it is a kind, or that is a kind of it: bituminous coal beside raw coal, jet kerosene beside kerosene. The balance
// holds it already.
func (d *balancing) relatedFuels() {
	alone := len(d.Columns) == 0
	of := d.Balance
	if alone {
		of = d.Annex
	} else if d.Annex != nil {
		for _, c := range d.Annex.Columns {
			if at := slices.IndexFunc(c.Lines, holdsFuel); c.Item != nil && at >= 0 {
				d.related(c.Lines[at].Place.Cell("value"), c.Item, c.Lines[at].Value.String()+" "+c.Unit.String(), of)
			}
		}
	}
	for _, row := range d.asides {
		if row.Parameter != "" || !row.Category.Within(d.Vocabulary.Categories.Must("1.A")) || d.ofBunkers(row.Category) || alone && !d.ofIndustry(row.Category) {
			continue
		}
		d.related(row.Place.Cell("item"), row.Item, row.Category.Code+" "+row.Value.String()+" "+row.Unit.String(), of)
	}
}

func holdsFuel(l inventory.BalanceLine) bool { return !l.Value.IsZero() }

// ofBunkers tells whether fuel of the category is burned outside the district by what leaves it.
func (d *balancing) ofBunkers(c *inventory.Category) bool {
	return c.Within(d.Vocabulary.Categories.Must("1.A.3.a.i")) || c.Within(d.Vocabulary.Categories.Must("1.A.3.d.i"))
}

// related refuses the fuel if the table names a related one and not itself.
func (d *balancing) related(at inventory.Source, fuel *inventory.Item, figure string, table *inventory.Balance) {
	if columnOf(table, fuel) != nil {
		return
	}
	for _, c := range table.Columns {
		if c.Item == nil || !d.Vocabulary.Flows.Related(fuel, c.Item) || !slices.ContainsFunc(c.Lines, holdsFuel) {
			continue
		}
		d.problems.Add(balanceProblem(at, "balance-related-fuel",
			inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s（%s）与平衡表的“%s”是同类燃料，平衡表已含，会计两次", d.Year, fuel.Name, figure, c.Name()),
				EN: fmt.Sprintf("%s (%s) of %d is of the kind of %s, which the balance has: it would count twice", fuel.Name, figure, d.Year, c.Name())},
			inventory.Text{
				ZH: "燃料名与平衡表一致，写“" + c.Name() + "”，因子用哪种在 records/choices.csv 写 stands_for；确属另外的燃料，在平衡表里给它单独一列",
				EN: "name it " + c.Name() + " as the balance does, and record in records/choices.csv which fuel it stands for (stands_for); a fuel apart gets a column of its own in the balance"}))
		return
	}
}

// keysBeside refuses keys that say there is no figure of a fuel in a category for which a balance gives one. One of the very
// same subject is held against it as any other two answers are.
func (r *run) keysBeside() {
	for _, key := range r.keys {
		if key.Item == nil || key.Parameter != "" || key.Facility != "" || key.Detail != "" {
			continue
		}
		for _, b := range r.balances {
			at := slices.IndexFunc(b.Lines, func(l BalancedLine) bool {
				return l.Row.Year == key.Year && l.Row.Item == key.Item && l.Row.Category.Within(key.Category) && !l.Row.Value.IsZero() && !sameQuantity(l.Row, key)
			})
			if at < 0 {
				continue
			}
			row := b.Lines[at].Row
			r.problems.Add(balanceProblem(key.Place.Cell("notation"), "key-beside-balance",
				inventory.Text{
					ZH: fmt.Sprintf("%d 年 %s %s 写为 %s，而平衡表推算 %s 有 %s %s（%s）", key.Year, key.Category.Code, key.ItemName(), key.Notation, row.Category.Code, row.Value, row.Unit, row.Place.Cell("value")),
					EN: fmt.Sprintf("%s of %s is %s in %d, and the balance gives %s %s of it in %s (%s)", key.ItemName(), key.Category.Code, key.Notation, key.Year, row.Value, row.Unit, row.Category.Code, row.Place.Cell("value"))},
				inventory.Text{ZH: "删去标记一行；平衡表有误则改正平衡表", EN: "remove the row of the key; if the balance is wrong, mend it"}))
		}
	}
}
