package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// A tonne of lime is burned of 1.4–2.2 t of stone: of 1.785 t CaCO3 to CaO, less where a part is not burned, more with impurities.
var leastStone, mostStone = decimal.New(14, -1), decimal.New(22, -1)

// limeAndStone: limestone of no facility that would just make the lime of no facility is most likely what that lime was burned of,
// which the lime counts. Of a works by name KILN tells.
func (f *facts) limeAndStone() {
	var lime, stone []*inventory.Activity
	met := map[*inventory.Activity]bool{}
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("2.A.2")) {
		if e.Number && e.Gas == "CO2" && e.Method != nil && !byCarbonates(e.Method) && e.Row.Facility == "" && convertible(e.Row, "t") && !met[e.Row] {
			met[e.Row], lime = true, append(lime, e.Row)
		}
	}
	for _, row := range f.rows("2.A.4", nil) {
		name := row.ItemName()
		if row.Facility == "" && (name == "石灰石" || name == "白云石") && (row.Parameter == "" || row.Parameter == "carbonate") && convertible(row, "t") {
			stone = append(stone, row)
		}
	}
	made, burned := sum(lime, "t"), sum(stone, "t")
	if !made.IsPositive() || burned.LessThan(made.Mul(leastStone)) || burned.GreaterThan(made.Mul(mostStone)) {
		return
	}
	f.tell(inventory.Warning, place(stone[0]), inventory.Text{
		ZH: fmt.Sprintf("石灰 %s（%s t），其他用途的石灰石、白云石 %s（%s t）正好够烧这些石灰，都没有写设施", figures(lime), short(made), figures(stone), short(burned)),
		EN: fmt.Sprintf("%s of lime (%s t) and %s of limestone or dolomite for other uses (%s t), just what such lime is burned of; none names a facility", figures(lime), short(made), figures(stone), short(burned))},
		inventory.Text{ZH: "烧石灰的石灰石已在 2.A.2 计算，从 2.A.4 删去；确是别的用途的写上设施",
			EN: "limestone that lime is burned of is counted at 2.A.2: remove it from 2.A.4; if it has other uses, name the facilities"})
}
