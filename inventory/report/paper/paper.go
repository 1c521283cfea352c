// Package paper writes the reports that a bureau submits, in Chinese and as documents (DOCX) that it goes on writing in: the report of
// the inventory (温室气体清单报告) and the annual account of CO2 of fossil energy (化石能源二氧化碳排放年度核算报告). Sentences and tables
// hold the figures of the inventory; places where only the bureau can write are marked.
package paper

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

// Inventory writes the report of the inventory of the year that is told of.
func Inventory(w io.Writer, s *report.Subject) error {
	return newTeller(s, exhibit.All(s), s.Mask).inventory().write(w)
}

// CO2Account writes the annual account of CO2 of fossil energy, the final one where there is one: of the year that is told of or, where
// that has none, of the latest after it. Where there is none at all the document says what it wants.
func CO2Account(w io.Writer, s *report.Subject) error {
	return accountOf(newTeller(s, exhibit.All(s), s.Mask)).report().write(w)
}

// mask is what a disclosure.Mask tells.
type mask interface {
	Any() bool
	Hides(inventory.Figure) bool
	HidesLine(*inventory.Estimate) bool
}

// teller tells of a subject in a document.
type teller struct {
	*document
	mask
	s        *report.Subject
	inv      *inventory.Inventory
	region   string
	exhibits []*exhibit.Exhibit
	shown    []string           // ids of the tables that are in the document already, or will be
	late     []*exhibit.Exhibit // tables for the appendix, in the order of their numbers
}

func newTeller(s *report.Subject, exhibits []*exhibit.Exhibit, m mask) *teller {
	inv := s.Inventory()
	return &teller{document: &document{}, mask: m, s: s, inv: inv, region: inv.RegionName, exhibits: exhibits}
}

// open tells whether all figures may be shown.
func (t *teller) open() bool { return !t.Any() }

// withheld says that what is named is not published, since figures of confidential plants could be had from it.
func withheld(what string) string { return what + "涉及保密数据，不予公布。" }

// find is the table of an id; nil if there is none, or nothing in it.
func (t *teller) find(id string) *exhibit.Exhibit {
	e := exhibit.Find(t.exhibits, id)
	if e == nil || len(e.Rows) == 0 || len(e.Columns) == 0 {
		return nil
	}
	return e
}

// show puts the table of an id in its place, or says in which table of the appendix it stands; where there is none, why: what is what it
// is of, and otherwise is said where no part of the report lacks data for it.
func (t *teller) show(id, what, otherwise string) {
	e := t.find(id)
	if e == nil {
		t.say(t.absent(id, what, otherwise))
		return
	}
	t.shown = append(t.shown, id)
	if !bulky(e) && layoutOf(e).form == upright {
		t.table(e)
		return
	}
	t.late = append(t.late, e)
	t.say(fmt.Sprintf("%s见附表%d。", what, len(t.late)))
}

// partOf is the part of the reports, by the id of its report.Lack, that a table belongs to, unless it is named as the part itself.
var partOf = map[string]string{"targets": "intensity", "contributions": "uncertainty", "keys": "uncertainty"}

// absent says why there is no table.
func (t *teller) absent(id, what, otherwise string) string {
	if !t.open() {
		return "公开版不列" + what + "。"
	}
	family, _, _ := strings.Cut(id, ".")
	for _, lack := range t.s.Lacking {
		if lack.ID != id && lack.ID != family && lack.ID != partOf[family] {
			continue
		}
		var why []string
		for _, p := range lack.Problems {
			if p.Severity >= inventory.Error && !slices.Contains(why, p.Message.ZH) {
				why = append(why, p.Message.ZH)
			}
		}
		if len(why) > 0 {
			return "没有" + what + "：" + strings.Join(why, "；") + "。"
		}
	}
	return "没有" + what + "：" + otherwise + "。"
}

// annex adds the appendix: the tables that the text refers to, then those of the ids that it did not show, and says where more is.
func (t *teller) annex(ids func(id string) bool, more string) {
	for _, e := range t.exhibits {
		if ids(e.ID) && !slices.Contains(t.shown, e.ID) && t.find(e.ID) != nil {
			t.shown, t.late = append(t.shown, e.ID), append(t.late, e)
		}
	}
	if len(t.late) == 0 {
		return
	}
	lying := upright
	t.end(upright)
	t.add(heading1, text("附录　附表"))
	t.say(more)
	t.appendix = true
	for i, e := range t.late {
		if form := layoutOf(e).form; form != lying && i > 0 {
			t.end(lying)
			lying = form
		} else {
			lying = form
		}
		t.table(e)
	}
	t.end(lying)
}
