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
