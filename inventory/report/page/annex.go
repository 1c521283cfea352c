package page

import (
	"ghg/inventory"
	"ghg/inventory/report/exhibit"
)

// tableLink opens a table of the reports, where there is one.
func (p *page) tableLink(id string) string {
	if exhibit.Find(p.exhibits, id) == nil {
		return ""
	}
	return "table-" + id
}

// annex are all tables of the reports, folded.
func (p *page) annex(list []*exhibit.Exhibit) *section {
	out := &section{ID: "tables", Title: inventory.Text{ZH: "全部表格", EN: "All tables"}, Folded: true}
	for _, x := range list {
		out.Blocks = append(out.Blocks, &block{ID: "table-" + x.ID, Title: x.Title, Table: p.gridOf(x).html()})
	}
	return out
}

// unconfirmed are the factors that nobody has compared with print, with the share of the total that rests on each.
func (p *page) unconfirmed(list []*exhibit.Exhibit) *block {
	title := inventory.Text{ZH: "未与印刷本核对的因子及其占总量的比重", EN: "Factors not compared with print, and the share of the total that rests on them"}
	if x := exhibit.Find(list, "unconfirmed"); x != nil {
		return &block{ID: "unconfirmed-factors", Title: title, Table: p.gridOf(x).html(), Open: true}
	}
	share, ok := p.inv.UnconfirmedShare(p.s.Year)
	switch {
	case p.masked:
		return missing("unconfirmed-factors", title, leftOut)
	case ok && share.IsZero():
		return missing("unconfirmed-factors", title, inventory.Text{ZH: "所用因子都已核对。", EN: "All factors in use are confirmed."})
	}
	return missing("unconfirmed-factors", title, inventory.Text{ZH: "没有这张表。", EN: "There is no such table."})
}
