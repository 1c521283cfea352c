package inventory

import (
	"fmt"
	"strings"

	"ghg/inventory/spelling"
)

// Category is a node of the category tree of the 2006 IPCC Guidelines (V1 Table 8.2), with the local memo items M.3
// and M.4.
type Category struct {
	Code     string // 1.A.2.f
	Parent   *Category
	Children []*Category
	Name     Text
	CNCode   string // row of the Chinese provincial table
	Order    int    // position in the tree: 2.B.9 stands before 2.B.10
	Depth    int    // 1 for a sector
}

// Within tells whether c is the category top or lies below it.
func (c *Category) Within(top *Category) bool {
	for ; c != nil; c = c.Parent {
		if c == top {
			return true
		}
	}
	return false
}

// Categories is the category tree.
type Categories struct {
	All       []*Category // in tree order
	byCode    map[string]*Category
	byName    map[string]*Category
	standsFor map[string][]string // codes, by folded heading or number of the provincial table
	names     []string
}

// Lookup finds a category by its code, in either spelling (1.A.2.f, 1A2f), or by a Chinese or English heading that
// belongs to one category alone, the guide's own or that of the tree.
func (c *Categories) Lookup(name string) (*Category, bool) {
	key := spelling.Fold(name)
	if found, ok := c.byName[key]; ok {
		return found, found != nil
	}
	found, ok := c.byName[codeKey(key)]
	return found, ok && found != nil
}

// Must returns the category of a code the program itself uses.
func (c *Categories) Must(code string) *Category {
	found := c.byCode[code]
	if found == nil {
		panic("no category " + code)
	}
	return found
}

// Nearest names the code or heading closest to what was written, "" if none is close.
func (c *Categories) Nearest(name string) string { return spelling.Nearest(name, c.names) }

// codeKey drops the points of a code: 1.a.2.f and 1a2f are one.
func codeKey(folded string) string {
	if folded == "" || strings.Trim(folded, "abcdefghijklmnopqrstuvwxyz0123456789.") != "" {
		return folded
	}
	return "#" + strings.ReplaceAll(folded, ".", "")
}

func (v *Vocabulary) takeCategories(rows []record) error {
	tree := &Categories{byCode: map[string]*Category{}, byName: map[string]*Category{}, standsFor: map[string][]string{}}
	byCode := map[string]*Category{}
	for i, r := range rows {
		c := &Category{Code: r.get("code"), Name: Text{r.get("name_zh"), r.get("name_en")}, CNCode: r.get("cn_code"), Order: i, Depth: 1}
		if parent := r.get("parent"); parent != "" {
			if c.Parent = byCode[parent]; c.Parent == nil {
				return fmt.Errorf("row %d: parent %s of %s does not stand above it", r.row, parent, c.Code)
			}
			c.Depth = c.Parent.Depth + 1
			c.Parent.Children = append(c.Parent.Children, c)
		}
		if byCode[c.Code] != nil {
			return fmt.Errorf("row %d: category %s twice", r.row, c.Code)
		}
		byCode[c.Code] = c
		tree.All = append(tree.All, c)
		tree.byCode[c.Code] = c
		tree.byName[codeKey(spelling.Fold(c.Code))] = c
		tree.names = append(tree.names, c.Code)
	}
	for _, c := range tree.All {
		for _, heading := range []string{c.Name.ZH, c.Name.EN} {
			tree.addHeading(heading, c)
		}
	}
	v.Categories = tree
	return nil
}

// addHeading makes a heading a name of the category; one that belongs to two categories names neither.
func (c *Categories) addHeading(heading string, to *Category) {
	key := spelling.Fold(heading)
	if key == "" {
		return
	}
	if _, taken := c.byName[key]; taken {
		c.byName[key] = nil
		return
	}
	c.byName[key] = to
	c.names = append(c.names, heading)
}
