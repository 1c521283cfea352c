package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
)

// Waste burned in a plant that recovers power or heat is reported with public power and heat, waste burned otherwise with
// waste incineration; each plant once (METHODS §6.3, IPCC 2006 V5 §5.1 p5.5). A row filed at 4.C.1 says in its detail
// which it is.
const (
	codeIncineration   = "4.C.1"
	codePower          = "1.A.1.a"
	withRecovery       = "能量回收"
	withoutRecovery    = "无能量回收"
	groupWaste         = "waste"
	groupWasteFossil   = "waste_fossil"
	groupWasteBiogenic = "waste_biogenic"
	codeCombustion     = "1.A"
)

var (
	filedAtIncineration = inventory.Text{
		ZH: "填在 4.C.1，细项写明回收能量：列入 1.A.1.a（IPCC 2006 V5 §5.1 p5.5）",
		EN: "filed at 4.C.1 with energy recovery as its detail: reported in 1.A.1.a (IPCC 2006 V5 §5.1 p5.5)"}
	noteIncludedInPower = "回收能量的焚烧列入 1.A.1.a · incineration with energy recovery is in 1.A.1.a"
)

// wasteBurned tells whether the row is a figure of waste burned.
func wasteBurned(row *inventory.Activity) bool {
	return row.Item != nil && slices.Contains([]string{groupWaste, groupWasteFossil, groupWasteBiogenic}, row.Item.Group)
}

// recovery is what the detail of a row says of energy: that it is recovered, that it is not, both or nothing.
func (r *run) recovery(row *inventory.Activity) (with, without bool) {
	details := r.Vocabulary.Details
	for _, word := range inventory.SplitList(row.Detail) {
		with = with || details.Canonical(word) == details.Canonical(withRecovery)
		without = without || details.Canonical(word) == details.Canonical(withoutRecovery)
	}
	return with, without
}

// allotted is the row under the category that reports it: a figure of waste burned with recovery of energy, filed at
// 4.C.1, is public power and heat. It keeps its place in the table.
func (r *run) allotted(row *inventory.Activity) *inventory.Activity {
	if !wasteBurned(row) || !row.Category.Within(r.Vocabulary.Categories.Must(codeIncineration)) {
		return row
	}
	if with, without := r.recovery(row); !with || without {
		return row
	}
	moved := *row
	moved.Category = r.Vocabulary.Categories.Must(codePower)
	r.filed[&moved] = filedAtIncineration
	return &moved
}

// wasteOf is the waste burned in one year: what is filed at 4.C.1 and at 1.A.1.a, one row an activity, in the order of the
// tables.
type wasteOf struct {
	year                 int
	incineration, plants []*inventory.Activity
	reported             *inventory.Activity   // the first in 1.A.1.a by the equations of incineration
	burned, shares       []*inventory.Activity // wherever it burns, and the shares of its components
}

// wasteEnergy holds the waste burned of each year to be counted once, and enters IE at 4.C.1 for what is in 1.A.1.a.
func (r *run) wasteEnergy() {
	incineration, power := r.Vocabulary.Categories.Must(codeIncineration), r.Vocabulary.Categories.Must(codePower)
	combustion, open := r.Vocabulary.Categories.Must(codeCombustion), r.Vocabulary.Categories.Must(codeOpenBurning)
	byYear := map[int]*wasteOf{}
	for _, row := range r.rows {
		inOpen := row.Category.Within(open) && row.Parameter == shareOfMixed
		if !wasteBurned(row) || !row.Category.Within(combustion) && !row.Category.Within(incineration) && !inOpen {
			continue
		}
		w := byYear[row.Year]
		if w == nil {
			w = &wasteOf{year: row.Year}
			byYear[row.Year] = w
		}
		switch row.Parameter {
		case "":
			r.classify(w, row, row.Category.Within(power), row.Category.Within(incineration))
		case shareOfMixed:
			w.shares = append(w.shares, row)
		}
	}
	for _, year := range r.years {
		if w := byYear[year]; w != nil {
			told := r.countedOnce(w)
			r.withoutEnergy(w)
			r.oneForm(w, told)
			r.sharesOfMixed(w)
			r.includedInPower(w)
		}
	}
}

// classify notes a figure of waste burned where it is filed.
func (r *run) classify(w *wasteOf, row *inventory.Activity, atPower, atIncineration bool) {
	w.burned = append(w.burned, row)
	if atPower && w.reported == nil && row.Item.Group == groupWaste {
		w.reported = row
	}
	_, moved := r.filed[row]
	switch {
	case atIncineration || moved:
		w.incineration = append(w.incineration, row)
	case atPower:
		w.plants = append(w.plants, row)
	}
}

// countedOnce refuses waste that may be counted twice: of one plant, or of plants that are not named, in both categories;
// and, where some of the year's waste gives power or heat, a row that does not say whether it does. A plant is
// told once; those told are returned.
func (r *run) countedOnce(w *wasteOf) map[string]bool {
	told := map[string]bool{}
	for _, row := range w.incineration {
		if told[row.Facility] {
			continue
		}
		_, moved := r.filed[row]
		at := slices.IndexFunc(w.plants, func(plant *inventory.Activity) bool {
			return plant.Facility == row.Facility || moved && (plant.Facility == "" || row.Facility == "")
		})
		with, without := r.recovery(row)
		switch {
		case at >= 0:
			r.problems.Add(burnedTwice(row, w.plants[at]))
		case with && without || !with && !without && (len(w.plants) > 0 || w.reported != nil):
			r.problems.Add(recoveryUnsaid(row, cmp.Or(w.reported, first(w.plants))))
		default:
			continue
		}
		told[row.Facility] = true
	}
	return told
}

func first(rows []*inventory.Activity) *inventory.Activity {
	if len(rows) == 0 {
		return nil
	}
	return rows[0]
}

// includedInPower enters IE at 4.C.1 for the year, unless the district says so itself.
func (r *run) includedInPower(w *wasteOf) {
	incineration, power := r.Vocabulary.Categories.Must(codeIncineration), r.Vocabulary.Categories.Must(codePower)
	said := slices.ContainsFunc(r.keys, func(key *inventory.Activity) bool {
		return key.Year == w.year && key.Category == incineration && key.Item == nil && key.Notation.Has(inventory.IE)
	})
	if w.reported == nil || said {
		return
	}
	r.keys = append(r.keys, &inventory.Activity{
		Particulars: &inventory.Particulars{Target: power, Note: noteIncludedInPower, Document: w.reported.Document, Department: w.reported.Department},
		Year:        w.year, Category: incineration, Notation: inventory.IE, Place: w.reported.Place,
	})
}

// figureAt prints a figure and its cell.
func figureAt(row *inventory.Activity) string {
	return strings.TrimSpace(row.Subject()+" "+answer(row)) + " (" + row.Place.Cell("value").String() + ")"
}

func burnedTwice(row, other *inventory.Activity) inventory.Problem {
	whose := inventory.Text{ZH: "没有写设施的垃圾", EN: "waste of no named plant"}
	if name := cmp.Or(row.Facility, other.Facility); name != "" {
		whose = inventory.Text{ZH: name + "的垃圾", EN: "the waste of " + name}
	}
	where := inventory.Text{ZH: "既填在 4.C.1 又填在 1.A.1.a", EN: "stands at 4.C.1 and at 1.A.1.a"}
	hint := inventory.Text{
		ZH: "一座厂只填一处：删去其中一行；若是两座厂，在 facility 写明各自名称",
		EN: "a plant is filed once: remove one of the rows; if they are two plants, name each in the column facility"}
	return inventory.Problem{
		Source: row.Place.Cell("category"), Code: "waste-burned-twice", Severity: inventory.Error, Hint: hint,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s%s：%s；%s", row.Year, whose.ZH, where.ZH, figureAt(row), figureAt(other)),
			EN: fmt.Sprintf("%d: %s %s: %s; %s", row.Year, whose.EN, where.EN, figureAt(row), figureAt(other))},
	}
}

func recoveryUnsaid(row, other *inventory.Activity) inventory.Problem {
	out := inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "waste-energy-unsaid", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 4.C.1 的 %s 没有写明是否回收能量", row.Year, figureAt(row)),
			EN: fmt.Sprintf("%d: %s at 4.C.1 does not say whether energy is recovered", row.Year, figureAt(row))},
		Hint: inventory.Text{
			ZH: "在 detail 写“发电”（列入 1.A.1.a）或“无能量回收”（留在 4.C.1），只写其一",
			EN: `write one word into the column detail: "energy recovery" (reported in 1.A.1.a) or "no energy recovery" (stays at 4.C.1)`},
	}
	if other != nil {
		out.Message.ZH += "，而同年有垃圾列入 1.A.1.a：" + figureAt(other)
		out.Message.EN += ", and other waste of the year is in 1.A.1.a: " + figureAt(other)
	}
	return out
}
