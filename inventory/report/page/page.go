// Package page writes the report that people read in a browser: one file that opens without a network, in Chinese and English, on
// screens of all widths and on paper. Every figure in it opens to its explanation.
package page

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // of the files that the page is made of
	"encoding/base64"
	"html/template"
	"io"

	"ghg/inventory"
	"ghg/inventory/report"
	"ghg/inventory/report/exhibit"
)

//go:embed page.gohtml
var skeleton string

//go:embed page.css
var style string

//go:embed early.js
var early string

//go:embed page.js
var script string

//go:embed dialog.js
var dialogScript string

//go:embed echarts/echarts.min.js
var echarts string

// page is one report on its way.
type page struct {
	exhibits []*exhibit.Exhibit
	sums     map[string]sumData // figures of tables that add up others, by their links
	parts    []string           // the links of these others, without their years
	partAt   map[string]int
	s        *report.Subject
	inv      *inventory.Inventory
	charts   []*chart
	extras   []*extra
	lines    map[*inventory.Estimate]int // by their numbers in the explanations; empty where nothing of a line may be shown
	masked   bool
}

// document is what the skeleton is filled with.
type document struct {
	Lang                           string
	Title, District, Basis         inventory.Text
	Year                           int
	Policy                         string
	Style                          template.CSS
	Early, ECharts, Script, Charts template.JS
	Explanations                   template.JS
	Masked                         bool
	Cards                          []card
	Sections                       []*section
}

// section is a part of the report with a heading of the second level.
type section struct {
	ID     string
	Title  inventory.Text
	Lead   []inventory.Text
	Blocks []*block
	Folded bool // its blocks are tables that open one by one
}

// block is a part of a section: a chart with the table behind it, a table, or a note on why there is none.
type block struct {
	ID      string
	Title   inventory.Text
	Lead    []inventory.Text
	Missing []inventory.Text // why there is nothing to show
	Chart   *chart
	Table   template.HTML
	Open    bool // the table stands without being unfolded
}

// Write writes the report of the subject. The same subject gives the same bytes.
func Write(w io.Writer, s *report.Subject) error {
	p := &page{s: s, inv: s.Inventory(), lines: map[*inventory.Estimate]int{}, sums: map[string]sumData{}, partAt: map[string]int{}, masked: s.Mask.Any()}
	p.number()
	p.exhibits = exhibit.All(s)
	doc := &document{Lang: "zh-CN", Title: inventory.Text{ZH: "温室气体清单报告", EN: "Greenhouse-gas inventory report"}, Year: s.Year, Masked: p.masked,
		District: inventory.Text{ZH: p.inv.RegionName, EN: p.inv.RegionName}, Basis: p.basis(), Style: template.CSS(style), Early: template.JS(early), ECharts: template.JS(echarts), Script: template.JS(script + dialogScript)}
	if s.Workspace.Config.Language == "en" {
		doc.Lang = "en"
	}
	bound := make(chan *book, 1)
	go func() { bound <- p.bind() }()
	doc.Cards = p.glance()
	doc.Sections = p.sections()
	var err error
	if doc.Charts, err = p.chartData(); err != nil {
		return err
	}
	if doc.Explanations, err = p.explanations(<-bound); err != nil {
		return err
	}
	doc.Policy = "default-src 'none'; script-src " + digest(early) + " " + digest(echarts) + " " + digest(script+dialogScript) +
		"; style-src 'unsafe-inline'; style-src-elem " + digest(style) + "; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
	var out bytes.Buffer
	if err := layout.Execute(&out, doc); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

var layout = template.Must(template.New("page").Funcs(template.FuncMap{"t": both, "en": english, "say": say, "name": name, "href": href}).Parse(skeleton))

// digest is the source expression by which a content security policy lets one inline script or style pass.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

func (p *page) basis() inventory.Text {
	return inventory.Text{ZH: "指南 " + p.inv.Guide + "，GWP " + p.inv.GWPSet, EN: "guide " + p.inv.Guide + ", GWP " + p.inv.GWPSet}
}

func (p *page) sections() []*section {
	list := p.exhibits
	out := []*section{
		{ID: "trend", Title: inventory.Text{ZH: "历年趋势", EN: "Trend"}, Blocks: []*block{p.bySector(), p.byGas()}},
		{ID: "energy", Title: inventory.Text{ZH: "能源与流向", EN: "Energy and flows"}, Blocks: []*block{p.byFuel(), p.flows()}},
		{ID: "intensity", Title: inventory.Text{ZH: "强度与目标", EN: "Intensity and targets"}, Blocks: p.paths()},
		{ID: "changes", Title: inventory.Text{ZH: "变化的原因", EN: "What changed and why"}, Blocks: append([]*block{p.recalculated()}, p.effects()...)},
		{ID: "keys", Title: inventory.Text{ZH: "关键类别", EN: "Key categories"}, Blocks: []*block{p.pareto()}},
		{ID: "uncertainty", Title: inventory.Text{ZH: "不确定度", EN: "Uncertainty"}, Blocks: []*block{p.tornado()}},
		{ID: "completeness", Title: inventory.Text{ZH: "完整性", EN: "Completeness"}, Blocks: []*block{p.matrix()}},
		{ID: "unconfirmed", Title: inventory.Text{ZH: "未核对的因子", EN: "Unconfirmed factors"}, Blocks: []*block{p.unconfirmed(list)}},
	}
	if len(list) > 0 {
		out = append(out, p.annex(list))
	}
	return out
}
