package engine

import (
	"fmt"
	"slices"

	"ghg/inventory"
)

// Ammonia is reported with the process or, by the district's allocation, with the fuel of chemicals: then its feedstock
// stays where the statistics have it, and its own rows are told of and not computed (METHODS §3.6, D6).
const (
	codeAmmonia   = "2.B.1"
	codeChemicals = "1.A.2.c"
)

var noteAmmoniaInEnergy = "合成氨原料列入 1.A.2.c（ammonia_in = energy）· the feedstock of ammonia is in 1.A.2.c (ammonia_in = energy)"

// ammonia leaves the feedstock of ammonia in energy where the district reports it there: IE at 2.B.1, once a year.
func (r *run) ammonia() {
	if r.ws.Config.Allocation.Ammonia != inventory.InEnergy {
		return
	}
	process, fuel := r.Vocabulary.Categories.Must(codeAmmonia), r.Vocabulary.Categories.Must(codeChemicals)
	type works struct {
		year     int
		facility string
	}
	said, told := map[int]bool{}, map[works]bool{}
	for _, key := range r.keys {
		said[key.Year] = said[key.Year] || key.Category == process && key.Item == nil
	}
	r.rows = slices.DeleteFunc(r.rows, func(row *inventory.Activity) bool {
		if !row.Category.Within(process) {
			return false
		}
		if of := (works{row.Year, row.Facility}); !told[of] && slices.Contains(r.years, row.Year) {
			told[of] = true
			r.yearly = append(r.yearly, yearly{row, leftInEnergy(row)})
		}
		if !said[row.Year] {
			said[row.Year] = true
			r.keys = append(r.keys, &inventory.Activity{
				Particulars: &inventory.Particulars{Target: fuel, Note: noteAmmoniaInEnergy, Document: row.Document, Department: row.Department},
				Year:        row.Year, Category: process, Notation: inventory.IE, Place: row.Place})
		}
		return true
	})
}

func leftInEnergy(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("value"), Code: "ammonia-in-energy", Severity: inventory.Info,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s = %s 不另计算：合成氨原料的碳列入 %s", aboutWorks(row), answer(row), codeChemicals),
			EN: fmt.Sprintf("%s = %s is not computed by itself: the carbon of ammonia's feedstock is reported in %s", aboutWorks(row), answer(row), codeChemicals)},
		Hint: inventory.Text{
			ZH: "要按过程计算时，在 inventory.toml 写 [allocation] ammonia_in = \"ippu\"，并把原料从 1.A.2.c 中扣除",
			EN: `to compute the process, write [allocation] ammonia_in = "ippu" into inventory.toml, and take the feedstock out of 1.A.2.c`},
	}
}
