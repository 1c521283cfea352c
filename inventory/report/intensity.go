package report

import (
	"io"
	"strconv"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// IntensityRecords is every intensity of the inventory, a row a year. Declines are shares, falls positive.
func IntensityRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "year", "intensity", "title_zh", "title_en", "base_year", "price_year", "numerator", "numerator_unit", "output", "output_unit", "value", "unit",
		"decline_annual", "decline_direct", "decline_chained", "decline_mean", "recognised_annual", "published_annual", "comparable", "comparable_before", "open", "coverage", "preliminary"}}
	for _, x := range i.Series {
		title := x.Title()
		for _, y := range x.Years {
			recognised := ""
			if y.Recognised != nil {
				recognised = y.Recognised.Decline.String()
			}
			prices := ""
			if x.Prices != 0 {
				prices = strconv.Itoa(x.Prices)
			}
			out.Rows = append(out.Rows, []string{i.Inventory.Region, strconv.Itoa(y.Year), x.ID, title.ZH, title.EN, strconv.Itoa(x.Base), prices, y.Numerator.String(), x.Numerator.Unit.String(),
				y.Output.String(), x.OutputUnit.String(), y.Value.String(), x.Unit.String(), number(y.Annual), number(y.Direct), number(y.Chained), number(y.Mean), recognised, number(y.Published), flag(y.Comparable), flag(y.LikeBefore), y.Open.String(), x.Coverage(), flag(y.Preliminary)})
		}
	}
	return out
}

func flag(is bool) string {
	if is {
		return "Y"
	}
	return "N"
}

// AssessmentRecords is the official account, a row a year; it is no inventory.
func AssessmentRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "year", "account", "base_year", "price_year", "co2_t", "gdp", "gdp_unit", "intensity", "unit", "decline_annual", "published_annual", "recognised_annual", "recognised_cumulative",
		"decline_cumulative", "decline_recomputed", "decline_one_factor", "inventory_co2_t", "difference_t"}}
	if i.Assessment == nil {
		return out
	}
	for _, y := range i.Assessment.Years {
		row := []string{i.Inventory.Region, strconv.Itoa(y.Year), "official_assessment", strconv.Itoa(i.Assessment.Base), strconv.Itoa(i.Assessment.Prices), "", "", "10^4 CNY", "", "t CO2/10^4 CNY",
			number(y.Annual), number(y.Published), recognisedOf(y.Recognised), recognisedOf(y.Whole), number(y.Cumulative), number(y.Recomputed), number(y.SameFactor), "", ""}
		if y.Account != nil {
			row[5] = y.Account.CO2.String()
		}
		if !y.GDP.IsZero() {
			row[6], row[8] = y.GDP.String(), y.Intensity.String()
		}
		if y.Gap != nil {
			row[17], row[18] = y.Inventory.String(), y.Account.CO2.Sub(y.Inventory).String()
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func recognisedOf(r *inventory.Recognised) string {
	if r == nil {
		return ""
	}
	return r.Decline.String()
}

// GapRecords is why the official account and the CO2 of energy in the inventory differ, a row a reason; the differences of a year add
// up to that of the two.
func GapRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "year", "reason_zh", "reason_en", "account_t", "inventory_t", "difference_t"}}
	if i.Assessment == nil {
		return out
	}
	for _, y := range i.Assessment.Years {
		for _, part := range y.Gap {
			out.Rows = append(out.Rows, []string{i.Inventory.Region, strconv.Itoa(y.Year), part.Why.ZH, part.Why.EN, part.Account.String(), part.Inventory.String(), part.Difference().String()})
		}
	}
	return out
}

// PlanRecords is where every target of the plan stands, a row a year with a figure and one where there is none.
func PlanRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "indicator", "kind", "form", "direction", "base_year", "target_year", "target", "unit", "department", "measured_by", "base", "year", "reached", "value_in", "preliminary", "comparable", "due_straight", "due_geometric",
		"needed_yearly", "needed_in", "progress", "log_progress", "time_share", "trend_scenario", "state", "why_zh", "why_en", "source"}}
	for _, s := range i.Plan {
		t := s.Target
		head := []string{i.Inventory.Region, t.Indicator, t.Kind, t.Form, t.Direction, yearOrNone(t.BaseYear), strconv.Itoa(t.TargetYear), number(t.Value), t.Unit, t.Department, "", number(s.Base)}
		tail := []string{s.State, s.Why.ZH, s.Why.EN, t.Document}
		if len(s.Points) == 0 {
			out.Rows = append(out.Rows, append(append(append([]string{}, head...), make([]string, 13)...), tail...))
		}
		for n, p := range s.Points {
			of := tail
			if n < len(s.Points)-1 {
				of = []string{"", "", "", t.Document}
			}
			row := append(append([]string{}, head...), strconv.Itoa(p.Year), p.Reached.String(), valueIn(t), flag(p.Preliminary), flag(p.Comparable), number(p.Straight), number(p.Geometric), number(p.Needed), neededIn(s), number(p.Progress), number(p.LogProgress), p.Time.String(), number(p.Trend))
			row[10] = p.By.ZH
			out.Rows = append(out.Rows, append(row, of...))
		}
	}
	return out
}

// valueIn is what the figures of a target are in: a decline in shares, others in the target's unit.
func valueIn(t *inventory.Target) string {
	if t.Form == "decline_pct" {
		return "share"
	}
	return t.Unit
}

// neededIn is what a yearly change that is needed is in.
func neededIn(s *engine.Standing) string {
	if s.InPoints {
		return "points"
	}
	return "share"
}

func yearOrNone(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

// EnergyRecords is total energy consumption with its growth and the shares in it, a row a year.
func EnergyRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "year", "energy_tce", "growth", "growth_stated", "renewable_share", "nonfossil_share"}}
	for _, y := range i.Energy {
		out.Rows = append(out.Rows, []string{i.Inventory.Region, strconv.Itoa(y.Year), number(y.Total), number(y.Growth), number(y.Stated), number(y.Renewable), number(y.NonFossil)})
	}
	return out
}

// StatedRecords is the cumulative declines that documents state, a row a figure.
func StatedRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "indicator", "from", "to", "decline", "counts", "implied_output_growth", "numerator_growth", "computed", "cell", "source"}}
	for _, d := range i.Stated {
		for _, f := range d.Figures {
			out.Rows = append(out.Rows, []string{i.Inventory.Region, d.Statistic.Title.ZH, yearOrNone(d.From), strconv.Itoa(d.To), f.Decline.String(), flag(f.Counts), number(f.Implied), number(d.Growth), number(d.Computed),
				f.Row.Place.Cell("value").String(), f.Row.Document})
		}
	}
	return out
}

// LackRecords is what is missing for what the plan assesses, a row a figure.
func LackRecords(i *engine.Intensities) Records {
	out := Records{Columns: []string{"region", "missing_zh", "missing_en", "years", "department"}}
	for _, l := range i.Lacking {
		out.Rows = append(out.Rows, []string{i.Inventory.Region, l.Title.ZH, l.Title.EN, engine.YearList(l.Years), l.Department.ZH})
	}
	return out
}

// IntensityJSON is all of it as one document.
func IntensityJSON(i *engine.Intensities, projections []engine.Projection, scenario *engine.Scenario) ([]byte, error) {
	type document struct {
		Region     string   `json:"region"`
		Base       int      `json:"base_year"`
		GWPSet     string   `json:"gwp_set"`
		Intensity  []object `json:"intensity"`
		Assessment []object `json:"assessment"`
		Gap        []object `json:"assessment_less_inventory"`
		Plan       []object `json:"plan"`
		Energy     []object `json:"energy"`
		Stated     []object `json:"stated_declines"`
		Peaks      []object `json:"peaks"`
		Projection []object `json:"projection_scenario"`
		Scenario   []object `json:"measures_scenario,omitempty"`
		Notes      []object `json:"measures_scenario_notes,omitempty"`
		Lacking    []object `json:"lacking"`
	}
	var measures, notes []object
	if scenario != nil {
		measures, notes = ScenarioRecords(scenario).objects(), ScenarioNoteRecords(scenario).objects()
	}
	return encode(document{i.Inventory.Region, i.Base, i.Inventory.GWPSet, IntensityRecords(i).objects(), AssessmentRecords(i).objects(), GapRecords(i).objects(), PlanRecords(i).objects(), EnergyRecords(i).objects(),
		StatedRecords(i).objects(), PeakRecords(i).objects(), ProjectionRecords(i, projections).objects(), measures, notes, LackRecords(i).objects()})
}

// IntensityFiles is what the verb writes into a folder, each file by what writes it. The scenario may be nil.
func IntensityFiles(i *engine.Intensities, projections []engine.Projection, scenario *engine.Scenario) map[string]workspace.Writer {
	tables := map[string]Records{"intensity.csv": IntensityRecords(i), "assessment.csv": AssessmentRecords(i), "assessment_gap.csv": GapRecords(i), "plan.csv": PlanRecords(i), "energy.csv": EnergyRecords(i),
		"stated_declines.csv": StatedRecords(i), "peaks.csv": PeakRecords(i), "projection_scenario.csv": ProjectionRecords(i, projections), "lacking.csv": LackRecords(i)}
	if scenario != nil {
		tables["measures_scenario.csv"] = ScenarioRecords(scenario)
	}
	files := map[string]workspace.Writer{}
	for name, records := range tables {
		files[name] = func(w io.Writer) error { return records.WriteCSV(w) }
	}
	return files
}

// perCent prints a share in per cent, or a dash for none.
func perCent(share *decimal.Decimal, places int32) string {
	if share == nil {
		return "–"
	}
	return rounded(share.Shift(2), places)
}
