package engine

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// keyRows enters the rows that give notation keys instead of a number: for each gas of the registry rows they speak of.
// A key at a category above those of the registry stands for each of them.
func (r *run) keyRows() {
	for i := range r.ws.Activity {
		row := &r.ws.Activity[i]
		if row.Number || !slices.Contains(r.years, row.Year) {
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
				r.addKey(row, at, gas, entry.Boundary)
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
}

func (r *run) addKey(row *inventory.Activity, at *inventory.Category, gas string, boundary inventory.Boundary) {
	e := &inventory.Estimate{
		Year: row.Year, Category: at, Facility: row.Facility, Item: row.Item, Detail: strings.Join(row.Detail, ";"), Gas: gas, Boundary: boundary,
		Notation: row.Notation, Target: row.Target, Asked: true, Vintage: row.Vintage, Note: row.Note, Department: row.Department,
		Origin: row.Place.Cell("notation"),
	}
	if row.Notation.Has(inventory.NE) && boundary == inventory.Indirect {
		e.Notes = r.wouldApply(row, at)
	}
	r.estimates = append(r.estimates, e)
}

// wouldApply names the factor that purchased electricity or heat would take, were its amount known.
func (r *run) wouldApply(row *inventory.Activity, at *inventory.Category) []inventory.Text {
	for _, m := range r.methodsFor(r.ws.Config.Guide, at, row.Item, nil) {
		for _, declared := range m.Inputs {
			if !declared.Factor || declared.Item == "" {
				continue
			}
			asked := *row
			asked.Category = at
			in := &inputs{run: r, method: m, group: &group{rows: map[string]*inventory.Activity{"": &asked}, order: []string{""}}}
			answer, err := r.find(in, declared, quantity.MustUnit(declared.Unit), declared.Item, nil)
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

// unasked enters NE (not asked) for every registry pair that no row of the workspace mentions, with one warning a
// registry row and year.
func (r *run) unasked() {
	probe := inventory.New("", "", "", r.ws.Config.GWP, r.years, r.estimates, r.Vocabulary)
	for i := range r.Vocabulary.Registry {
		entry := &r.Vocabulary.Registry[i]
		for _, year := range r.years {
			var gases []string
			for _, gas := range entry.Gases {
				if len(probe.Of(entry, gas, year)) == 0 {
					gases = append(gases, gas)
				}
			}
			if len(gases) == 0 {
				continue
			}
			r.problems.Add(notAsked(entry, year, gases))
			for _, gas := range gases {
				r.estimates = append(r.estimates, &inventory.Estimate{
					Year: year, Category: entry.Category, Item: r.itemOf(entry), Gas: gas, Boundary: entry.Boundary, Notation: inventory.NE,
					Department: entry.Department, Note: "未询问 not asked",
				})
			}
		}
	}
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

func notAsked(entry *inventory.RegistryRow, year int, gases []string) inventory.Problem {
	what := strings.TrimSpace(entry.Category.Code + " " + entry.Items)
	return inventory.Problem{
		Code: CodeNotAsked, Severity: inventory.Warning,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年 %s %s（%s）没有任何一行提到：记为 NE（未询问）", year, what, entry.Category.Name.ZH, strings.Join(gases, "、")),
			EN: fmt.Sprintf("%d: no row mentions %s %s (%s): entered as NE (not asked)", year, what, entry.Category.Name.EN, strings.Join(gases, ", "))},
		Hint: inventory.Text{
			ZH: fmt.Sprintf("向 %s 询问；没有数据时写一行标记和理由（%s）", entry.Department, entry.KeyIfAbsent),
			EN: fmt.Sprintf("ask %s; without figures write a row with a key and the reason (%s)", entry.Department, entry.KeyIfAbsent)},
	}
}

// checkTargets holds IE to its word: the category that includes the emissions must have a number, or be IE itself
// towards one that has.
func (r *run) checkTargets(inv *inventory.Inventory) inventory.Problems {
	var out inventory.Problems
	for _, e := range inv.Estimates {
		if !e.Notation.Has(inventory.IE) || e.Target == nil || r.reaches(inv, e, e.Target, nil) {
			continue
		}
		out.Add(inventory.Problem{
			Source: e.Origin, Code: "ie-target-empty", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%d 年 %s 记为 IE，列入 %s，但 %s 没有数", e.Year, e.Category.Code, e.Target.Code, e.Target.Code),
				EN: fmt.Sprintf("%s of %d is IE in %s, but %s holds no number", e.Category.Code, e.Year, e.Target.Code, e.Target.Code)},
			Hint: inventory.Text{
				ZH: "在目标类别写入数，或把本行改为 NE 并写明理由",
				EN: "enter the number at the target, or change the key to NE with a reason"},
		})
	}
	return out
}

// reaches follows IE from category to category until a number is met; a cycle reaches none.
func (r *run) reaches(inv *inventory.Inventory, e *inventory.Estimate, at *inventory.Category, seen []*inventory.Category) bool {
	if slices.Contains(seen, at) {
		return false
	}
	lines := inv.Below(e.Year, e.Boundary, at)
	if slices.ContainsFunc(lines, func(line *inventory.Estimate) bool { return line.Number }) {
		return true
	}
	return slices.ContainsFunc(lines, func(line *inventory.Estimate) bool {
		return line.Notation.Has(inventory.IE) && line.Target != nil && r.reaches(inv, e, line.Target, append(seen, at))
	})
}

// Final raises to an ERROR what an inventory may leave open until it is final: a category that nobody mentioned.
func Final(problems inventory.Problems) inventory.Problems {
	out := slices.Clone(problems)
	for i := range out {
		if out[i].Code == CodeNotAsked {
			out[i].Severity = inventory.Error
		}
	}
	return out
}
