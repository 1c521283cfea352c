package factors

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
)

// outsideCategories reads a cell of categories, one a line or joined by semicolons, each a code, a heading, or both as in
// "1.A.1.a - Main Activity Electricity and Heat Production".
func (in *importing) outsideCategories(cell string) ([]*inventory.Category, *fault) {
	var out []*inventory.Category
	for _, one := range strings.FieldsFunc(cell, func(r rune) bool { return r == '\n' || r == ';' || r == '；' }) {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		if wrong, known := in.wrong["category "+one]; known {
			return nil, &wrong
		}
		category, wrong := outsideCategory(in.table.voc, one)
		if wrong != nil {
			in.wrong["category "+one] = *wrong
			return nil, wrong
		}
		if !slices.Contains(out, category) {
			out = append(out, category)
		}
	}
	return out, nil
}

// outsideCategory reads one category. A code and a heading that are of two categories are a fault: the codes of other
// guides look the same and mean another thing.
func outsideCategory(voc *inventory.Vocabulary, written string) (*inventory.Category, *fault) {
	code, heading, both := strings.Cut(written, " - ")
	if !both {
		code, heading, both = strings.Cut(written, " – ")
	}
	whole, ok := voc.Categories.Lookup(written)
	if ok {
		return whole, nil
	}
	byCode, known := voc.Categories.Lookup(code)
	if !known {
		said := voc.Categories.Unknown(table.Excerpt(code))
		return nil, &fault{said.Message, said.Hint}
	}
	if byHeading, found := voc.Categories.Lookup(heading); both && found && byHeading != byCode {
		return nil, &fault{
			inventory.Text{ZH: "类别代码 " + byCode.Code + "（" + byCode.Name.ZH + "）与标题“" + table.Excerpt(heading) + "”（" + byHeading.Code + "）不是同一类别",
				EN: "code " + byCode.Code + " (" + byCode.Name.EN + ") and heading \"" + table.Excerpt(heading) + "\" (" + byHeading.Code + ") are two categories"},
			inventory.Text{ZH: "可能是其他指南的代码：在映射文件的 [values.category] 写明它对应的类别", EN: "it may be the code of another guide: say in [values.category] of a mapping which category it stands for"}}
	}
	return byCode, nil
}

// narrowed leaves out of a list each category of which only some parts stand beside it: such a list is the path to what the
// row is of. A category all of whose parts are listed stands for them. It tells whether anything was left out.
func narrowed(list []*inventory.Category) ([]*inventory.Category, bool) {
	// covered tells whether the list names the category and nothing below it, or else all of its parts.
	var covered func(*inventory.Category) bool
	covered = func(c *inventory.Category) bool {
		if slices.ContainsFunc(list, func(other *inventory.Category) bool { return other != c && other.Within(c) }) {
			return !slices.ContainsFunc(c.Children, func(child *inventory.Category) bool { return !covered(child) })
		}
		return slices.Contains(list, c)
	}
	var kept []*inventory.Category
	for _, c := range list {
		if covered(c) {
			kept = append(kept, c)
		}
	}
	out := slices.DeleteFunc(slices.Clone(kept), func(c *inventory.Category) bool {
		return slices.ContainsFunc(kept, func(top *inventory.Category) bool { return top != c && c.Within(top) })
	})
	return out, len(kept) < len(list)
}
