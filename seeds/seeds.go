// Package seeds holds the tables that ship with the program: units, gases, categories, regions, items, guides, factor
// tables, the plan's figures and the example district. It only carries bytes; the packages above give them meaning.
package seeds

import "embed"

// FS holds every shipped table under its path below seeds/. The patterns are explicit, so that nothing a run writes
// (an out/ folder of the example district, say) is ever embedded.
//
//go:embed accounts.csv indicators.csv economic_sectors.csv balance.csv balance_columns.csv balance_fuels.csv industries.csv
//go:embed units.csv gwp.csv blends.csv categories.csv category_proxy.csv climates.csv departments.csv details.csv guides.csv headings.csv
//go:embed detail_classes.csv item_classes.csv changes.csv releases.csv
//go:embed items.csv methods.csv parameters.csv regions.csv registry.csv requests.csv sets.csv uncertainties.csv
//go:embed factors/energy.csv factors/industry.csv factors/agriculture.csv factors/land.csv factors/waste.csv
//go:embed factors/intensity.csv factors/stoichiometry.csv factors/additions.csv
//go:embed layouts/crops.toml layouts/livestock.toml layouts/industry_energy.toml layouts/waste.toml layouts/sewage.toml
//go:embed crosswalks/schemes.csv crosswalks/rows.csv crosswalks/gaps.csv
//go:embed schema/inventory.schema.json
//go:embed templates/inventory.toml templates/indicators.csv templates/targets.csv templates/activity/activity.csv
//go:embed templates/records/choices.csv templates/records/splices.csv templates/records/explanations.csv templates/records/suppressions.csv
//go:embed templates/records/recognised.csv templates/records/measures.csv templates/records/correlations.csv templates/records/judgements.csv
//go:embed templates/records/qualitative.csv templates/records/confidential.csv templates/factors/local.csv
//go:embed templates/estimates/estimates.csv templates/mapping/example.toml
//go:embed tongliang/inventory.toml tongliang/README.md tongliang/indicators.csv tongliang/targets.csv
//go:embed tongliang/activity/energy.csv tongliang/activity/not_in_plan.csv tongliang/activity/key_emitters.csv tongliang/factors/local.csv
//go:embed tongliang/records/choices.csv tongliang/records/splices.csv
var FS embed.FS
