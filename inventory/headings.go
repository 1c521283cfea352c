package inventory

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory/spelling"
)

// takeHeadings makes the headings of the provincial table names of their categories. A heading that stands for several
// codes names none of them: an activity belongs to one.
//
// The numbers of the provincial table are never names. They look like codes and are others: its 3 is agriculture, its 4
// land use and its 5 waste, which are agriculture with land, waste, and other in the tree; and a spreadsheet turns 2.10,
// semiconductors, into 2.1, cement. They only serve to say which code was meant.
func (v *Vocabulary) takeHeadings(rows []record) error {
	for _, r := range rows {
		heading, number := r.get("heading"), r.get("cn_code")
		codes := r.list("codes")
		for _, code := range codes {
			if found, ok := v.Categories.Lookup(code); !ok || found.Code != code {
				return fmt.Errorf("row %d: no category %s", r.row, code)
			}
		}
		key := spelling.Fold(heading)
		if known := v.Categories.byName[key]; known != nil && (len(codes) != 1 || known.Code != codes[0]) {
			return fmt.Errorf("row %d: %s names %s already", r.row, heading, known.Code)
		}
		v.Categories.standsFor[key] = codes
		v.Categories.standsFor[spelling.Fold(number)] = codes
		v.Categories.names = append(v.Categories.names, heading)
		v.Categories.byName[key] = nil
		if len(codes) == 1 {
			v.Categories.byName[key] = v.Categories.Must(codes[0])
		}
	}
	return nil
}

// Candidates lists the codes one of which was meant by a heading that stands for several, or by a number of the
// provincial table.
func (c *Categories) Candidates(name string) []string {
	return slices.Clone(c.standsFor[spelling.Fold(name)])
}

// Unknown says what is wrong with the name of a category that Lookup does not find.
func (c *Categories) Unknown(name string) Fault {
	candidates := c.Candidates(name)
	listed := strings.Join(candidates, "、")
	switch {
	case len(candidates) > 0 && strings.Trim(name, "0123456789.") == "":
		return Fault{"category", "provincial-number",
			Text{"“" + name + "”是省级清单表的编号，不是 IPCC 编码", `"` + name + `" is a number of the provincial table, not an IPCC code`},
			Text{"写 IPCC 2006 编码 " + listed + "，或写指南的中文标题", "write the IPCC 2006 code " + strings.Join(candidates, ", ") + ", or the guide's heading"}}
	case len(candidates) > 1:
		return Fault{"category", "category-ambiguous",
			Text{"“" + name + "”包括几个类别", `"` + name + `" stands for several categories`},
			Text{"写其中一个的编码：" + listed, "write the code of one of them: " + strings.Join(candidates, ", ")}}
	}
	hint := Text{"写 IPCC 2006 编码，如 1.A.2.f，或指南的中文标题，如 建材", "write the IPCC 2006 code, such as 1.A.2.f, or the guide's heading, such as 建材"}
	if nearest := c.Nearest(name); nearest != "" {
		hint = Text{"是否指“" + nearest + "”？" + hint.ZH, `did you mean "` + nearest + `"? ` + hint.EN}
	}
	return Fault{"category", "unknown-category", Text{"不认识的类别“" + name + "”", `unknown category "` + name + `"`}, hint}
}
