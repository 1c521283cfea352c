// Package seeds holds the tables that ship with the program: units, gases, categories, regions, items, guides, factor
// tables, the plan's figures and the example district. It only carries bytes; the packages above give them meaning.
package seeds

import "embed"

// FS holds every shipped table under its path below seeds/. The patterns are explicit, so that nothing a run writes
// (an out/ folder of the example district, say) is ever embedded.
//
//go:embed units.csv gwp.csv
var FS embed.FS
