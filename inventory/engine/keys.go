package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// keyEstimates are the lines of the rows that give notation keys instead of a number: one for each gas of the registry
// rows they speak of. A key at a category above those of the registry stands for each of them.
func (r *run) keyEstimates() []*inventory.Estimate {
	var out []*inventory.Estimate
	for _, row := range r.keys {
		if !slices.Contains(r.years, row.Year) {
			continue
		}
		met := false
		for j := range r.Vocabulary.Registry {
			entry := &r.Vocabulary.Registry[j]
			at := row.Category
			if entry.Category.Within(row.Category) {
				at = entry.Category
			}
			if !at.Within(entry.Category) || !entry.Covers(row.Item) {
				continue
			}
			for _, gas := range entry.Gases {
				out = append(out, r.keyEstimate(row, at, gas, entry.Boundary))
			}
			met = true
		}
		if !met {
			r.problems.Add(inventory.Problem{
				Source: row.Place.Cell("category"), Code: "key-outside-registry", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s 不在清单应覆盖的类别之内，标记 %s 无从归属", row.Category.Code, row.Notation),
					EN: fmt.Sprintf("%s is not among the categories an inventory accounts for; the key %s belongs nowhere", row.Category.Code, row.Notation)},
				Hint: inventory.Text{ZH: "改用清单类别（见 seeds/registry.csv）", EN: "use a category of the registry (seeds/registry.csv)"},
			})
		}
	}
	return out
}

func (r *run) keyEstimate(row *inventory.Activity, at *inventory.Category, gas string, boundary inventory.Boundary) *inventory.Estimate {
	if at != row.Category {
		moved := *row
		moved.Category = at
		row = &moved
	}
	e := &inventory.Estimate{Row: row, Gas: gas, Boundary: boundary, Notation: row.Notation, Asked: true}
	if row.Notation.Has(inventory.NE) && boundary == inventory.Indirect {
		if texts := r.wouldApply(row); texts != nil {
			e.Remarks = &inventory.Remarks{Texts: texts}
		}
	}
	return e
}

// wouldApply names the factor that purchased electricity or heat would take, were its amount known.
func (r *run) wouldApply(row *inventory.Activity) []inventory.Text {
	for _, m := range r.methodsFor(r.subject(row), nil) {
		for _, declared := range m.Inputs {
			if !declared.Factor || declared.Item == "" {
				continue
			}
			a := &asking{run: r, method: m, group: group{row}, findings: newFindings()}
			answer, err := a.find(declared, quantity.MustUnit(declared.Unit), declared.Item, nil)
			if err != nil || answer.Row.Value == nil {
				continue
			}
			p := answer.Row
			years := fmt.Sprint(p.YearTo)
			if p.YearTo == 0 {
				years = "—"
			}
			return []inventory.Text{{
				ZH: fmt.Sprintf("若有数量，将用%s %s %s（%s，%s 年，%s）", declared.Title.ZH, p.Value, p.Unit, r.Vocabulary.Regions.ZH(p.Region), years, p.Status),
				EN: fmt.Sprintf("if the amount were known, %s %s %s would apply (%s, %s, %s)", declared.Title.EN, p.Value, p.Unit, p.Region, years, p.Status),
			}}
		}
	}
	return nil
}

// unasked makes NE (not asked) for every registry pair that no line mentions, with one warning a registry row and year.
func (r *run) unasked(inv *inventory.Inventory) []*inventory.Estimate {
	var out []*inventory.Estimate
	for i := range r.Vocabulary.Registry {
		entry := &r.Vocabulary.Registry[i]
		for _, year := range r.years {
			var gases []string
			for _, gas := range entry.Gases {
				if !inv.Mentions(entry, gas, year) {
					gases = append(gases, gas)
				}
			}
			if len(gases) == 0 {
				continue
			}
			r.problems.Add(r.notAsked(entry, year, gases))
			row := &inventory.Activity{Particulars: &inventory.Particulars{Department: entry.Department, Note: "未询问 not asked"},
				Year: year, Category: entry.Category, Item: r.itemOf(entry)}
			for _, gas := range gases {
				out = append(out, &inventory.Estimate{Row: row, Gas: gas, Boundary: entry.Boundary, Notation: inventory.NE})
			}
		}
	}
	return out
}

// itemOf is an item for which the registry row stands rather than its neighbour of the same category.
func (r *run) itemOf(entry *inventory.RegistryRow) *inventory.Item {
	if entry.Items == "" {
		return nil
	}
	at := slices.IndexFunc(r.Vocabulary.Items.All, func(item *inventory.Item) bool { return entry.Covers(item) })
	if at < 0 {
		return nil
	}
	return r.Vocabulary.Items.All[at]
}

// CodeNotAsked marks a category that no row mentions; it stops only what is final.
const CodeNotAsked = "not-asked"

func (r *run) notAsked(entry *inventory.RegistryRow, year int, gases []string) inventory.Problem {
	code, zh, en := entry.Category.Code, entry.Category.Name.ZH, entry.Category.Name.EN
	if groups := inventory.SplitList(entry.Items); groups != nil {
		zh, en = zh+"中的生物质燃料和垃圾的生物质部分", en+", biomass fuels and the biogenic part of waste"
	}
	return inventory.Problem{
		Code: CodeNotAsked, Severity: inventory.Warning, Year: year, Category: code,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s %s（%s）没有任何一行提到：记为 NE（未询问）", year, code, zh, strings.Join(gases, "、")),
			EN: fmt.Sprintf("%d: no row mentions %s %s (%s): entered as NE (not asked)", year, code, en, strings.Join(gases, ", "))},
		Hint: inventory.Text{
			ZH: fmt.Sprintf("向 %s 询问；没有数据时写一行标记和理由（%s）", entry.Department, entry.KeyIfAbsent.ZH),
			EN: fmt.Sprintf("ask %s; without figures write a row with a key and the reason (%s)", entry.Department, entry.KeyIfAbsent.EN)},
	}
}

// Final raises to an ERROR what an inventory may leave open until it is final: a category that nobody mentioned, a gap
// between the approaches that nobody explained.
func Final(problems inventory.Problems) inventory.Problems {
	out := slices.Clone(problems)
	for i := range out {
		if out[i].Code == CodeNotAsked || out[i].Code == CodeGapUnexplained {
			out[i].Severity = inventory.Error
		}
	}
	return out
}
