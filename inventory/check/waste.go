package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/engine"
)

func waste() []Rule {
	return []Rule{
		{"MSW", inventory.Text{ZH: "生活垃圾的去向", EN: "where municipal waste goes"}, collectedOnce},
		{"KEYS", inventory.Text{ZH: "标记 NO 与数", EN: "NO and numbers"}, notOccurring},
		{"COVER", inventory.Text{ZH: "填埋场的覆盖氧化", EN: "oxidation in the cover of a disposal site"}, coverOfManaged},
	}
}

// collected is the indicator of municipal waste that was collected and carried off, as the statistics of cities name it.
const collected = "生活垃圾清运量"

// fates are where municipal waste goes, each once.
var fates = []string{"4.A", "4.B", "4.C.1", "1.A"}

// collectedOnce: what is deposited, composted and burned of municipal waste is no more than was collected, if that is known: a tonne
// that went to the incinerator is not in the landfill. Where waste that crosses the border is stated, the balance is D24's.
func collectedOnce(f *facts) {
	tonnes, whole := f.tonnesOf(collected)
	treated, list, first := f.treatedWaste()
	over := treated.Sub(tonnes)
	if whole == nil || first == nil || over.Abs().LessThanOrEqual(tonnes.Shift(-2)) {
		return
	}
	if _, sent := f.tonnesOf(wasteSent); sent != nil {
		return
	}
	if _, received := f.tonnesOf(wasteReceived); received != nil {
		return
	}
	figures := fmt.Sprintf("%s %s (%s)", whole.Value, whole.Unit, whole.Place.Cell("value"))
	if over.IsPositive() {
		f.tell(inventory.Warning, place(first), inventory.Text{
			ZH: fmt.Sprintf("%s = %s t，比清运量 %s 多 %s t", list, short(treated), figures, short(over)),
			EN: fmt.Sprintf("%s = %s t, %s t more than was collected, %s", list, short(treated), short(over), figures)},
			inventory.Text{ZH: "同一批垃圾是否填埋、堆肥、焚烧填了两处；外区运入的写入 indicators.csv（" + wasteReceived + "）", EN: "see whether waste stands in two places (deposited, composted, burned); state what comes from other districts in indicators.csv (" + wasteReceived + ")"})
		return
	}
	f.tell(inventory.Info, place(first), inventory.Text{
		ZH: fmt.Sprintf("%s = %s t，比清运量 %s 少 %s t", list, short(treated), figures, short(over.Neg())),
		EN: fmt.Sprintf("%s = %s t, %s t less than was collected, %s", list, short(treated), short(over.Neg()), figures)},
		inventory.Text{ZH: "运往外区的写入 indicators.csv（" + wasteSent + "）；其余查明去向", EN: "state what goes to other districts in indicators.csv (" + wasteSent + "), and find out where the rest goes"})
}

// treatedWaste is the municipal waste of the year by its fates, in t, with the list of them and the first row.
func (f *facts) treatedWaste() (decimal.Decimal, string, *inventory.Activity) {
	treated := decimal.Zero
	var parts []string
	var first *inventory.Activity
	for _, code := range fates {
		rows := f.municipalWaste(code)
		if len(rows) == 0 {
			continue
		}
		mass := sum(rows, "t")
		treated = treated.Add(mass)
		parts = append(parts, fmt.Sprintf("%s %s t (%s)", code, short(mass), place(rows[0])))
		if first == nil {
			first = rows[0]
		}
	}
	return treated, strings.Join(parts, " + "), first
}

// municipalWaste are the masses of municipal waste of the year that the tables state for the category: mixed, or by component. Waste
// burned of which components state their shares stands as mixed waste in the row of each, and counts once a plant.
func (f *facts) municipalWaste(code string) []*inventory.Activity {
	type plant struct {
		category *inventory.Category
		facility string
	}
	root := f.category(code)
	var all []*inventory.Activity
	shared := map[plant]bool{}
	for _, row := range f.ws.Activity {
		if row.Year != f.year || !row.Number || !row.Category.Within(root) || !engine.MunicipalWasteOf(row.Item) {
			continue
		}
		switch row.Parameter {
		case "", "waste":
			all = append(all, row)
		case "share":
			shared[plant{row.Category, row.Facility}] = code != "4.A"
		}
	}
	counted := map[plant]bool{}
	return slices.DeleteFunc(all, func(row *inventory.Activity) bool {
		of := plant{row.Category, row.Facility}
		again := shared[of] && counted[of]
		counted[of] = true
		return again
	})
}

// coverOfManaged: methane oxidises in the cover of managed sites only (IPCC 2006 V5 Table 3.2 p3.15).
func coverOfManaged(f *facts) {
	for _, code := range []string{"4.A.2", "4.A.3"} {
		for _, row := range f.rows(code, func(row *inventory.Activity) bool {
			return slices.Contains(inventory.SplitList(row.Detail), "有覆盖")
		}) {
			f.tell(inventory.Warning, row.Place.Cell("detail"), inventory.Text{
				ZH: about(row) + " 写了“有覆盖”：只有管理的填埋场按 0.1 计覆盖层氧化",
				EN: about(row) + " says 有覆盖: methane is taken to oxidise in the cover of managed sites only"},
				inventory.Text{ZH: "改为“无透气覆盖”，或核对填埋场的类别", EN: "write 无透气覆盖, or see whether the site is managed (4.A.1)"})
			break
		}
	}
}

// notOccurring: of what does not occur in the district there is no number.
func notOccurring(f *facts) {
	for _, key := range f.ws.Activity {
		if key.Year != f.year || key.Number || !key.Notation.Has(inventory.NO) || key.Facility != "" {
			continue
		}
		for _, e := range f.inv.Below(f.year, inventory.Territorial, key.Category) {
			if !e.Number || e.Value().IsZero() || key.Item != nil && e.Row.Item != key.Item || e.Row.Category.Depth > key.Category.Depth && key.Item != nil {
				continue
			}
			f.tell(inventory.Warning, key.Place.Cell("notation"), inventory.Text{
				ZH: fmt.Sprintf("%s 标记 NO（不存在），而 %s（%s）有 %s t %s", about(key), about(e.Row), e.Origin(), short(e.Value()), e.Gas),
				EN: fmt.Sprintf("%s is NO, and %s (%s) has %s t %s", about(key), about(e.Row), e.Origin(), short(e.Value()), e.Gas)},
				inventory.Text{ZH: "删去标记，或写明它所指的项目；没有估算的部分标 NE", EN: "remove the key, or name the item it is of; what is not estimated is NE"})
			break
		}
	}
}
