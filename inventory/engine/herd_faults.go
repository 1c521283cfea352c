package engine

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
)

// misfiled is the problem of a herd that is filed at the category of another animal.
func (r *run) misfiled(h *Herd, enteric, manure *inventory.Category) *inventory.Problem {
	for _, row := range h.Rows {
		for root, leaf := range map[string]*inventory.Category{codeEnteric: enteric, codeManure: manure} {
			if !row.Category.Within(r.Vocabulary.Categories.Must(root)) || leaf != nil && (leaf.Within(row.Category) || row.Category.Within(leaf)) {
				continue
			}
			belongs := inventory.Text{ZH: "它没有这一类排放", EN: "it has none of these emissions"}
			if leaf != nil {
				belongs = inventory.Text{ZH: "它属于 " + leaf.Code, EN: "it belongs to " + leaf.Code}
			}
			return &inventory.Problem{
				Source: row.Place.Cell("category"), Code: "animal-of-other-category", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s（%s）填在 %s：%s", row.ItemName(), answer(row), row.Category.Code, belongs.ZH),
					EN: fmt.Sprintf("%s (%s) is filed at %s: %s", row.ItemName(), answer(row), row.Category.Code, belongs.EN)},
				Hint: inventory.Text{ZH: "填在 3.A，一处填写，各类共用", EN: "file it at 3.A, once for every category that it is of"}}
		}
	}
	return nil
}

// strange is the problem of a parameter that no method knows of an animal, or that of a herd under one of its manure systems.
func (r *run) strange(h *Herd) *inventory.Problem {
	rows := h.Rows
	for _, s := range h.Systems {
		rows = append(slices.Clip(rows), slices.DeleteFunc(slices.Clone(s.Rows), func(row *inventory.Activity) bool { return slices.Contains(ofSystem, row.Parameter) })...)
	}
	for _, row := range rows {
		inSystem := len(rows) > len(h.Rows) && !slices.Contains(h.Rows, row)
		known := row.Parameter == "" || slices.Contains(ofPopulation, row.Parameter) || slices.Contains(ofTurnover, row.Parameter) || r.ofAnimals(row)
		if known && !(inSystem && slices.Contains(ofAnimal, row.Parameter)) {
			continue
		}
		if known {
			return &inventory.Problem{
				Source: row.Place.Cell("detail"), Code: "system-of-an-animal", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s 的参数 %s 是牲畜的，不随粪便管理系统变化", aboutWorks(row), row.Parameter),
					EN: fmt.Sprintf("%s: %s is of the animals, and the same in every manure system", aboutWorks(row), row.Parameter)},
				Hint: inventory.Text{ZH: "细项中去掉管理系统，只写畜群", EN: "leave the manure system out of its detail, which is that of the herd"}}
		}
		lists := strings.Join(append(slices.Clone(ofPopulation), ofTurnover...), ", ")
		systems := strings.Join(ofSystem, ", ")
		return &inventory.Problem{
			Source: row.Place.Cell("parameter"), Code: "parameters-do-not-fit", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的参数 %s 不是畜群的参数", aboutWorks(row), row.Parameter),
				EN: fmt.Sprintf("%s: %s is no parameter of a herd", aboutWorks(row), row.Parameter)},
			Hint: inventory.Text{ZH: "畜群：" + lists + "；管理系统（细项写明）：" + systems, EN: "of a herd: " + lists + "; of a manure system, named in the detail: " + systems}}
	}
	return nil
}

// ofAnimals tells whether a method of any guide that serves the animal knows the parameter.
func (r *run) ofAnimals(row *inventory.Activity) bool {
	key := named{nil, row.Item, row.Parameter}
	is, ok := r.taking[key]
	if !ok {
		is = slices.ContainsFunc(r.rules, func(one rule) bool {
			return slices.Contains(one.items, row.ItemName()) && r.hasNamed(one.method, row.Parameter)
		})
		r.taking[key] = is
	}
	return is
}

// hasNamed tells whether the method, or one that yields a factor of it, has an input of the name.
func (r *run) hasNamed(m *inventory.Method, name string) bool {
	return slices.ContainsFunc(m.Inputs, func(in inventory.Input) bool {
		if in.Name == name {
			return true
		}
		by, ok := r.Method(in.ElseBy)
		return ok && r.hasNamed(by, name)
	})
}

// emissionFactorOfBoth is the problem of a factor of CH4 filed at livestock: enteric fermentation and manure each have one.
func (r *run) emissionFactorOfBoth(h *Herd) *inventory.Problem {
	for _, row := range h.Rows {
		if row.Parameter != "EF" || row.Category.Within(r.Vocabulary.Categories.Must(codeEnteric)) || row.Category.Within(r.Vocabulary.Categories.Must(codeManure)) {
			continue
		}
		return &inventory.Problem{
			Source: row.Place.Cell("category"), Code: "factor-of-several", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的排放因子 %s 没有写明是肠道发酵的还是粪便管理的", aboutWorks(row), answer(row)),
				EN: fmt.Sprintf("%s: the emission factor %s does not say whether it is of enteric fermentation or of manure management", aboutWorks(row), answer(row))},
			Hint: inventory.Text{ZH: "排放因子填在 3.A.1 或 3.A.2，畜群仍填在 3.A", EN: "file the factor at 3.A.1 or 3.A.2; the herd stays at 3.A"}}
	}
	return nil
}

// systemAsHerd is the problem of a herd whose detail is a manure system.
func (r *run) systemAsHerd(h *Herd) *inventory.Problem {
	for _, word := range []string{onPasture, forFuel} {
		if slices.Contains(h.words, r.Vocabulary.Details.Canonical(word)) {
			first := h.First()
			return &inventory.Problem{
				Source: first.Place.Cell("detail"), Code: "system-as-herd", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s 的细项“%s”是粪便管理系统，不是饲养方式", aboutWorks(first), word),
					EN: fmt.Sprintf("%s: the detail %s is a manure system, and no way of keeping animals", aboutWorks(first), word)},
				Hint: inventory.Text{ZH: "饲养方式写 放牧饲养；粪便去向用参数 AWMS 另写一行", EN: "the way of keeping is 放牧饲养 (grazing); where the manure goes is a row of AWMS"}}
		}
	}
	return nil
}

// sharesTwice is the problem of a share that is stated by its name and, otherwise, as that of a manure system.
func (r *run) sharesTwice(h *Herd) *inventory.Problem {
	for _, one := range sharesByName {
		named, share := h.Find(one.parameter), h.shareOf(r, one.word)
		if named == nil || share == nil {
			continue
		}
		a, errA := quantity.Convert(named.Value, named.Unit, quantity.One)
		b, errB := quantity.Convert(share.Value, share.Unit, quantity.One)
		if errA != nil || errB != nil || a.Equal(b) {
			continue
		}
		return &inventory.Problem{
			Source: named.Place.Cell("value"), Code: "share-twice", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的 %s 为 %s，而“%s”的 AWMS 为 %s（%s）", aboutWorks(named), named.Parameter, answer(named), one.word, answer(share), share.Place.Cell("value")),
				EN: fmt.Sprintf("%s: %s is %s, and the AWMS of %s is %s (%s)", aboutWorks(named), named.Parameter, answer(named), one.word, answer(share), share.Place.Cell("value"))},
			Hint: inventory.Text{ZH: "两者是同一比例，只写 AWMS", EN: "both are one share; state the AWMS alone"}}
	}
	return nil
}

// keyOfSystem is the problem of a key that speaks of one manure system of a herd: its lines follow from the herd.
func (r *run) keyOfSystem(h *Herd) *inventory.Problem {
	first := h.First()
	for _, key := range r.keys {
		words := r.Vocabulary.Details.Each(key.Detail)
		if key.Year != first.Year || key.Item != first.Item || key.Facility != first.Facility || len(words) == 0 || r.ofDetail(key, first) {
			continue
		}
		for _, s := range h.Systems {
			ofHerd := func(word string) bool { return slices.Contains(h.words, word) }
			if len(s.Rows) == 0 || slices.ContainsFunc(words, func(word string) bool { return !ofHerd(word) && !s.is(r, word) }) {
				continue
			}
			return &inventory.Problem{
				Source: key.Place.Cell("detail"), Code: "key-beside-figure", Severity: inventory.Error,
				Message: inventory.Text{
					ZH: fmt.Sprintf("%s %s 写了标记 %s，而这一管理系统有数：%s（%s）", key.Category.Code, key.Detail, key.Notation, answer(s.Rows[0]), s.Rows[0].Place.Cell("value")),
					EN: fmt.Sprintf("%s %s has the key %s, and the manure system has a figure: %s (%s)", key.Category.Code, key.Detail, key.Notation, answer(s.Rows[0]), s.Rows[0].Place.Cell("value"))},
				Hint: inventory.Text{ZH: "删去其中一行；标记只能说整个畜群，细项中不写管理系统", EN: "remove one of the rows; a key is of a whole herd, and names no manure system"}}
		}
	}
	return nil
}

// keyBeside is the problem of a key that speaks of the same animals or fields as the figures: at the category where they are filed
// or above it, or anywhere if it says that there are none.
func (r *run) keyBeside(rows []*inventory.Activity, root string) *inventory.Problem {
	first := rows[0]
	for _, key := range r.keys {
		if key.Year != first.Year || key.Item == nil || key.Facility != first.Facility || !r.ofDetail(key, first) {
			continue
		}
		if key.Item != first.Item && !(key.Notation.Has(inventory.NO) && slices.Contains(first.Item.Classes, key.ItemName())) {
			continue
		}
		above := r.Vocabulary.Categories.Must(root).Within(key.Category)
		never := key.Notation.Has(inventory.NO) && (key.Category.Within(r.Vocabulary.Categories.Must("3.A")) || key.Category.Within(r.Vocabulary.Categories.Must("3.C")))
		if !above && !never {
			continue
		}
		return &inventory.Problem{
			Source: key.Place.Cell("notation"), Code: "key-beside-figure", Severity: inventory.Error,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s %s 写了标记 %s，而 %s 有数：%s（%s）", key.Category.Code, key.ItemName(), key.Notation, first.Category.Code, answer(first), first.Place.Cell("value")),
				EN: fmt.Sprintf("%s %s has the key %s, and %s has a figure: %s (%s)", key.Category.Code, key.ItemName(), key.Notation, first.Category.Code, answer(first), first.Place.Cell("value"))},
			Hint: inventory.Text{ZH: "删去其中一行；只有一类不计算时，在那一类写 NE 或 IE", EN: "remove one of the rows; where one category alone is not computed, write NE or IE there"}}
	}
	return nil
}

// ofDetail tells whether a key speaks of the row: it names no detail, or words that the row has.
func (r *run) ofDetail(key, row *inventory.Activity) bool {
	words := r.Vocabulary.Details.Each(row.Detail)
	return !slices.ContainsFunc(r.Vocabulary.Details.Each(key.Detail), func(word string) bool { return !slices.Contains(words, word) })
}

// keyedAnywhere tells whether keys stand in the place of the row.
func (r *run) keyedAnywhere(row *inventory.Activity) bool {
	return slices.ContainsFunc(r.keys, func(key *inventory.Activity) bool {
		return key.Year == row.Year && key.Item == row.Item && key.Facility == row.Facility && r.ofDetail(key, row)
	})
}

// herdOfNoUse says why a herd gives no line: it states no population, or no method serves the animal.
func (r *run) herdOfNoUse(h *Herd, manure *inventory.Category) inventory.Problem {
	first := h.First()
	for _, target := range []*inventory.Category{r.leaf(first.Item.Enteric), manure} {
		if target == nil || r.population(h, target, first.Detail) == nil {
			continue
		}
		out := r.noMethod(group{r.flowing(first, target, first.Detail, "")})
		out.Source = first.Place.Cell("item")
		if first.Item.May != nil {
			list := strings.Join(first.Item.May, " | ")
			out.Hint = inventory.Text{ZH: "写明是哪一种：" + list, EN: "say which it is: " + list}
		}
		return out
	}
	return inventory.Problem{Source: first.Place.Cell("parameter"), Code: "herd-without-population", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: aboutWorks(first) + " 没有可用的饲养量",
			EN: aboutWorks(first) + " states no population that can be used"},
		Hint: inventory.Text{
			ZH: "写年均饲养量 head，或年末存栏 stock_year_end，或出栏量 slaughtered 和饲养天数 days_alive",
			EN: "state the average population head, the stock at the end of the year stock_year_end, or slaughtered with days_alive"}}
}

// unusedOf remarks on what is stated of a herd and nothing uses.
func (r *run) unusedOf(h *Herd) {
	rows := slices.Clone(h.Rows)
	for _, s := range h.Systems {
		rows = append(rows, s.Rows...)
	}
	for _, row := range rows {
		if r.flowed[row] || row.Parameter == "" || slices.Contains(ofPopulation, row.Parameter) && row.Parameter != "days_alive" || slices.Contains(ofTurnover, row.Parameter) {
			continue
		}
		said := inventory.Problem{
			Source: row.Place.Cell("parameter"), Code: "not-of-guide", Severity: inventory.Info,
			Message: inventory.Text{
				ZH: fmt.Sprintf("%s 的 %s 没有用上：指南 %s 的方法不用它，或还缺与它同用的数", row.Category.Code, row.Parameter, r.ws.Config.Guide),
				EN: fmt.Sprintf("%s of %s is not used: the methods of %s do not take it, or lack what goes with it", row.Parameter, row.Category.Code, r.ws.Config.Guide)},
			Hint: inventory.Text{
				ZH: "MCF 与 VS 同用，Ym 与 gross_energy 同用，slaughtered 与 days_alive 同用；改用别的指南时可能用上",
				EN: "MCF goes with VS, Ym with gross_energy, slaughtered with days_alive; another guide may use it"}}
		if row.Parameter != "EF" {
			r.notices.Add(said)
			continue
		}
		said.Severity = inventory.Warning // a factor that was measured, and gives way
		r.problems.Add(said)
	}
}

// statedTwice finds figures of one herd that stand in two places for one category.
func (r *run) statedTwice(h *Herd, targets ...*inventory.Category) []*inventory.Activity {
	for _, target := range targets {
		if target == nil {
			continue
		}
		rows := group(r.ofTarget(h.Rows, target))
		for _, row := range rows {
			same := rows.all(row.Parameter)
			if slices.Contains([]string{"head", ""}, row.Parameter) {
				same = rows.all("head", "")
			}
			if len(same) > 1 {
				return same
			}
		}
		population := rows.all(append(slices.Clone(ofPopulation), "")...)
		for _, row := range population {
			if row.Category != population[0].Category {
				return []*inventory.Activity{population[0], row}
			}
		}
	}
	return nil
}

// herdTwice says that one herd is stated in two places.
func herdTwice(rows []*inventory.Activity) inventory.Problem {
	slices.SortStableFunc(rows, func(a, b *inventory.Activity) int { return cmp.Compare(a.Category.Order, b.Category.Order) })
	a, b := rows[0], rows[1]
	return inventory.Problem{
		Source: b.Place.Cell("value"), Code: "herd-twice", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%d 年同一畜群填了两处：%s；%s", a.Year, statedWhere(a).ZH, statedWhere(b).ZH),
			EN: fmt.Sprintf("%d: one herd is stated in two places: %s; %s", a.Year, statedWhere(a).EN, statedWhere(b).EN)},
		Hint: inventory.Text{
			ZH: "填在 3.A 的畜群同时用于肠道发酵、粪便管理和农用地，不再另填；不同的畜群用设施或细项分开",
			EN: "a herd filed at 3.A serves enteric fermentation, manure management and soils alike; tell other herds apart by facility or detail"},
	}
}

func systemsMixed(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "systems-mixed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 一行写了两种去处：放牧或作燃料的粪便没有贮存", aboutWorks(row)),
			EN: fmt.Sprintf("%s names two systems: manure dropped on pasture or burned for fuel is not stored", aboutWorks(row))},
		Hint: inventory.Text{ZH: "每种系统一行，各写占比", EN: "give each system a row and a share of its own"},
	}
}

func systemOfNoHerd(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "system-of-no-herd", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s %s = %s 不属于任何畜群：同年、同设施没有细项相合的 %s", aboutWorks(row), row.Parameter, answer(row), row.ItemName()),
			EN: fmt.Sprintf("%s: %s = %s is of no herd: no %s of the year and facility has a detail that goes with it", aboutWorks(row), row.Parameter, answer(row), row.ItemName())},
		Hint: inventory.Text{
			ZH: "细项写畜群的细项加管理系统，如“规模化饲养;固体贮存”；畜群另有一行写饲养量",
			EN: "the detail is that of the herd and the system, as in 规模化饲养;固体贮存 (solid storage); another row states the animals kept"},
	}
}

func systemUnnamed(row *inventory.Activity) inventory.Problem {
	return inventory.Problem{
		Source: row.Place.Cell("detail"), Code: "system-unnamed", Severity: inventory.Error,
		Message: inventory.Text{
			ZH: fmt.Sprintf("%s 的占比 %s 没有写是哪种粪便管理系统", aboutWorks(row), answer(row)),
			EN: fmt.Sprintf("%s: the share %s does not say of which manure system it is", aboutWorks(row), answer(row))},
		Hint: inventory.Text{ZH: "在细项写明，如 固体贮存、液体贮存(无自然结壳)、沼气池、放牧", EN: "name it as the detail: solid storage, liquid/slurry without natural crust, anaerobic digester, pasture"},
	}
}
