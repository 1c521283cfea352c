package factors

import (
	"io"
	"slices"

	"github.com/gocarina/gocsv"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// carbon is the gas column of rows that speak of carbon, not of a gas: carbon content, oxidation.
const carbon = "C"

// Years that a row may name.
const (
	firstYear = 1900
	lastYear  = 2100
)

var schema = table.Schema{
	{Name: "set", ZH: "因子集"},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "source_category", ZH: "原文类别"},
	{Name: "item", ZH: "项目"},
	{Name: "detail", ZH: "细项"},
	{Name: "technology", ZH: "技术"},
	{Name: "basis", ZH: "基准"},
	{Name: "climate", ZH: "气候"},
	{Name: "development", ZH: "发展水平"},
	{Name: "parameter", ZH: "参数", Required: true},
	{Name: "gas", ZH: "气体"},
	{Name: "value", ZH: "数值", Required: true},
	{Name: "unit", ZH: "单位", Required: true},
	{Name: "low", ZH: "下限"},
	{Name: "high", ZH: "上限"},
	{Name: "bounds", ZH: "界限"},
	{Name: "distribution", ZH: "分布"},
	{Name: "region", ZH: "地区"},
	{Name: "facility", ZH: "设施"},
	{Name: "year_from", ZH: "起始年"},
	{Name: "year_to", ZH: "终止年"},
	{Name: "known_since", ZH: "公布日期"},
	{Name: "source", ZH: "来源", Required: true},
	{Name: "status", ZH: "状态"},
}

// line is one row of the file as written.
type line struct {
	Set            string `csv:"set"`
	Category       string `csv:"category"`
	SourceCategory string `csv:"source_category"`
	Item           string `csv:"item"`
	Detail         string `csv:"detail"`
	Technology     string `csv:"technology"`
	Basis          string `csv:"basis"`
	Climate        string `csv:"climate"`
	Development    string `csv:"development"`
	Parameter      string `csv:"parameter"`
	Gas            string `csv:"gas"`
	Value          string `csv:"value"`
	Unit           string `csv:"unit"`
	Low            string `csv:"low"`
	High           string `csv:"high"`
	Bounds         string `csv:"bounds"`
	Distribution   string `csv:"distribution"`
	Region         string `csv:"region"`
	Facility       string `csv:"facility"`
	YearFrom       string `csv:"year_from"`
	YearTo         string `csv:"year_to"`
	KnownSince     string `csv:"known_since"`
	Source         string `csv:"source"`
	Status         string `csv:"status"`
}

// Load reads a factor table, every sheet of a workbook. In a table of the workspace (local) a row without set, status and
// region is the district's own: set and status local, the region left open; its rows may also be of the set that the table
// is named after. Every fault is a problem of its cell; a faulty row is left out.
func Load(name string, r io.Reader, voc *inventory.Vocabulary, local bool) ([]*Row, inventory.Problems) {
	var problems inventory.Problems
	var rows []*Row
	known := &met{map[string]string{}, map[string]quantity.Unit{}, map[string]string{}}
	own := ""
	if local {
		own = voc.OwnSet(name)
	}
	sheets, _ := table.Sheets(name, r, &problems)
	for _, sheet := range sheets {
		reader, ok := sheet.Open(schema, &problems)
		if !ok {
			continue
		}
		var lines []line
		if err := gocsv.UnmarshalCSV(reader, &lines); err != nil {
			problems.Add(unreadable(name, err))
			continue
		}
		rows = slices.Grow(rows, len(lines))
		for i := range lines {
			p := parser{line: &lines[i], met: known, voc: voc, local: local, own: own, place: reader.Place(i), problems: &problems}
			if row := p.row(); row != nil {
				rows = append(rows, row)
			}
		}
	}
	return rows, problems
}

// met is what the cells met so far mean, so that each is looked up once.
type met struct {
	categories map[string]string
	units      map[string]quantity.Unit
	items      map[string]string
}

// parser reads one line. Faults of its cells are collected, so that one does not hide the next.
type parser struct {
	*line
	*met
	voc      *inventory.Vocabulary
	local    bool
	own      string // the set that the table is named after, "" for none
	place    inventory.Place
	problems *inventory.Problems
	faults   int
}

func (p *parser) row() *Row {
	if p.repeatsHeader() {
		p.fault("header-repeated", "parameter", headerRepeated)
		return nil
	}
	row := &Row{
		Set: p.set(), Category: p.category(), SourceCategory: p.SourceCategory, Item: p.item(),
		Detail: p.Detail, Technology: p.Technology, Basis: p.Basis, Climate: p.climate(), Development: p.development(),
		Parameter: p.parameter(), Gas: p.gas(), Value: p.number("value", p.Value), Low: p.number("low", p.Low), High: p.number("high", p.High),
		Unit: p.unit(), Bounds: p.bounds(), Distribution: p.distribution(), Region: p.region(), Facility: p.Facility,
		YearFrom: p.year("year_from", p.YearFrom), YearTo: p.year("year_to", p.YearTo), KnownSince: p.knownSince(),
		Document: p.document(), Status: p.status(), Place: p.place, own: p.local,
	}
	if p.faults == 0 {
		p.checkNumbers(row)
		p.checkKey(row)
		p.checkOxidation(row)
		p.checkSense(row)
	}
	if p.faults > 0 {
		return nil
	}
	row.resolve(p.voc)
	return row
}

// repeatsHeader tells whether the line is a second header: tables pasted below each other have one.
func (p *parser) repeatsHeader() bool {
	field := schema[slices.IndexFunc(schema, func(f table.Field) bool { return f.Name == "parameter" })]
	written := spelling.Fold(p.Parameter)
	return written != "" && (written == field.Name || written == field.ZH)
}

func (p *parser) set() string {
	switch _, shipped := p.voc.Sets[p.Set]; {
	case p.Set == "" && p.local:
		return LocalSet
	case p.Set == "":
		p.missing("set")
	case !shipped && !(p.local && (p.Set == LocalSet || p.Set == p.own)):
		p.fault("unknown-set", "set", p.unknownSet())
	case shipped && p.local:
		// it would win the look-up as if it stood in print
		p.fault("set-not-own", "set", setNotOwn(p.Set))
	}
	return p.Set
}

func (p *parser) category() string {
	if known, ok := p.categories[p.Category]; ok {
		return known
	}
	sound := p.faults
	codes := inventory.SplitList(p.Category)
	if len(codes) == 0 {
		p.missing("category")
	}
	for i, code := range codes {
		known, ok := p.voc.Categories.Lookup(code)
		if !ok {
			said := p.voc.Categories.Unknown(table.Excerpt(code))
			p.fault(said.Code, "category", fault{said.Message, said.Hint})
			continue
		}
		codes[i] = known.Code
	}
	out := joined(p.Category, codes)
	if p.faults == sound {
		p.categories[p.Category] = out
	}
	return out
}

func (p *parser) item() string {
	if p.Item == "" {
		return ""
	}
	if known, ok := p.items[p.Item]; ok {
		return known
	}
	sound := p.faults
	names := inventory.SplitList(p.Item)
	for i, name := range names {
		item, ok := p.voc.Items.Lookup(name)
		if !ok {
			p.fault("unknown-item", "item", unknown("项目", "item", name, p.voc.Items.Nearest(name)))
			continue
		}
		names[i] = item.Name
	}
	out := joined(p.Item, names)
	if p.faults == sound {
		p.items[p.Item] = out
	}
	return out
}

func (p *parser) climate() string {
	if p.Climate == "" {
		return ""
	}
	climate, ok := p.voc.Climates.Lookup(p.Climate)
	if !ok {
		p.fault("unknown-climate", "climate", unknown("气候", "climate", p.Climate, p.voc.Climates.Nearest(p.Climate)))
	}
	return climate
}

func (p *parser) parameter() string {
	switch {
	case p.Parameter == "":
		p.missing("parameter")
	case p.voc.Parameters[p.Parameter] == nil:
		p.fault("unknown-parameter", "parameter", unknown("参数", "parameter", p.Parameter, nearestKey(p.Parameter, p.voc.Parameters)))
	}
	return p.Parameter
}

// gas accepts a gas, a family of gases (HFCs) or carbon.
func (p *parser) gas() string {
	if p.Gas == "" || p.Gas == carbon {
		return p.Gas
	}
	if gas, ok := p.voc.Gases.Lookup(p.Gas); ok {
		return gas.Name
	}
	if !slices.ContainsFunc(p.voc.Gases.All, func(g *inventory.Gas) bool { return g.Matches(p.Gas) }) {
		p.fault("unknown-gas", "gas", unknown("气体", "gas", p.Gas, p.voc.Gases.Nearest(p.Gas)))
	}
	return p.Gas
}

func (p *parser) number(field, cell string) *decimal.Decimal {
	if cell == "" {
		return nil
	}
	value, err := quantity.Parse(cell)
	if err != nil {
		p.fault("bad-number", field, badNumber(cell, err))
		return nil
	}
	return &value
}

func (p *parser) unit() quantity.Unit {
	if p.Unit == "" {
		p.missing("unit")
		return quantity.One
	}
	if known, ok := p.units[p.Unit]; ok {
		return known
	}
	unit, err := quantity.ParseUnit(p.Unit)
	if err != nil {
		p.fault("unknown-unit", "unit", badUnit(p.Unit, err))
		return unit
	}
	p.units[p.Unit] = unit
	return unit
}

func (p *parser) region() string {
	if p.Region == "" {
		if !p.local {
			p.missing("region")
		}
		return ""
	}
	region, ok := p.voc.Regions.Lookup(p.Region)
	if !ok {
		p.fault("unknown-region", "region", unknown("地区", "region", p.Region, p.voc.Regions.Nearest(p.Region)))
	}
	return region
}

func (p *parser) document() string {
	if p.Source == "" {
		p.missing("source")
	}
	return p.Source
}

func (p *parser) status() inventory.Status {
	if p.Status == "" && p.local {
		return inventory.Local
	}
	status, err := inventory.ParseStatus(p.Status)
	if err != nil {
		p.fault("unknown-status", "status", oneOf("状态", "status", p.Status, "printed", "quoted", "local", "unconfirmed"))
	}
	return status
}
