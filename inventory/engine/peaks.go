package engine

import (
	"slices"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
)

// EmissionPeak is what the years say of whether a series has peaked.
type EmissionPeak struct {
	Title      inventory.Text
	Unit       quantity.Unit
	Peak       trend.Peak
	Comparable bool // the inventory answers for as much in each of the years
}

// peaks looks for the peak of what the plan wants to see peaking: CO2 of energy and of processes, all gases, the official account,
// and energy itself.
func (i *Intensities) peaks() {
	for _, n := range numerators() {
		if n.ofIndustry() || n.ID == "co2e_with_land" {
			continue
		}
		found := EmissionPeak{Title: n.Title, Unit: n.Unit, Comparable: true}
		var series []trend.Dated
		for _, year := range i.Inventory.Years {
			if tree, ok := i.numerator(n, year, 1); ok {
				series = append(series, trend.Dated{Year: year, Value: *i.evaluated(expr.In(tree, n.Unit))})
				found.Comparable = found.Comparable && i.alike(n, i.Inventory.Years[0], year)
			}
		}
		i.peak(found, series)
	}
	if i.Assessment == nil {
		return
	}
	var series []trend.Dated
	for _, y := range i.Assessment.Years {
		if y.Account != nil {
			series = append(series, trend.Dated{Year: y.Year, Value: y.Account.CO2})
		}
	}
	i.peak(EmissionPeak{Title: inventory.Text{ZH: "考核核算 CO2（非清单）", EN: "CO2 of the official account (not the inventory)"}, Unit: inventory.TonneOf("CO2"), Comparable: true}, series)
}

// peak keeps what a series of three years or more says.
func (i *Intensities) peak(found EmissionPeak, series []trend.Dated) {
	if len(series) < 3 {
		return
	}
	slices.SortFunc(series, func(a, b trend.Dated) int { return a.Year - b.Year })
	found.Peak = trend.PeakOf(series)
	i.Peaks = append(i.Peaks, found)
}
