package main

import (
	"slices"

	"ghg/inventory"
)

// categoryOf finds the category that a flag names, by its code or a heading.
func categoryOf(voc *inventory.Vocabulary, written string) (*inventory.Category, error) {
	c, ok := voc.Categories.Lookup(written)
	if !ok {
		return nil, unknown("类别", "category", written, voc.Categories.Nearest(written))
	}
	return c, nil
}

// gasOf is the name of the gas, or family of gases, that a flag names; "" for none.
func gasOf(voc *inventory.Vocabulary, written string) (string, error) {
	if written == "" {
		return "", nil
	}
	if gas, ok := voc.Gases.Lookup(written); ok {
		return gas.Name, nil
	}
	if slices.ContainsFunc(voc.Gases.All, func(g *inventory.Gas) bool { return g.Matches(written) }) {
		return written, nil
	}
	return "", unknown("气体", "gas", written, voc.Gases.Nearest(written))
}

// itemOf is the name of the item that a flag names, by its name or an alias; "" for none.
func itemOf(voc *inventory.Vocabulary, written string) (string, error) {
	if written == "" {
		return "", nil
	}
	item, ok := voc.Items.Lookup(written)
	if !ok {
		return "", unknown("项目", "item", written, voc.Items.Nearest(written))
	}
	return item.Name, nil
}
