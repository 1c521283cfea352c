package engine

import (
	"slices"
	"strings"
	"testing"

	"ghg/inventory"
)

// The example of METHODS §2.12, with a final account beside the preliminary one, and renewable energy by source.
func TestAccounts(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2022, 2023", map[string]string{"indicators.csv": "year,indicator,value,unit,vintage\n" +
		"2023,煤炭消费量（标准量）,300000,tce,preliminary\n2023,油品消费量（标准量）,8,万吨标准煤,preliminary\n2023,天然气消费量（标准量）,12,万吨标准煤,preliminary\n" +
		"2023,煤炭消费量（标准量）,310000,tce,final\n2023,Oil consumption (standard coal),8,万吨标准煤,final\n2023,天然气消费量（标准量）,12,万吨标准煤,final\n2023,净调入电量,5,亿千瓦时,final\n" +
		"2023,光伏发电量,2000,万千瓦时,final\n2023,太阳能供热量,500,GJ,final\n2022,煤炭消费量（标准量）,1,tce,final\n"})
	var got []string
	for _, a := range r.Accounts {
		for _, l := range a.Lines {
			got = append(got, strings.Join([]string{a.Kind, a.Vintage, l.Entry.Source.EN, l.CO2.String()}, " "))
		}
		got = append(got, strings.Join([]string{a.Kind, a.Vintage, "total", a.CO2.String()}, " "))
	}
	want := []string{
		"fossil preliminary coal 798000", "fossil preliminary oil products 138400", "fossil preliminary natural gas 187200", "fossil preliminary total 1123600",
		"fossil final coal 824600", "fossil final oil products 138400", "fossil final natural gas 187200", "fossil final net imported electricity 279050", "fossil final total 1429250",
		"renewable final solar power 11162", "renewable final solar heat 55", "renewable final total 11217", // 20,000 MWh × 0.5581, 500 GJ × 0.11
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if a := r.Accounts[1]; a.Revised == nil || a.Revised.String() != "305650" {
		t.Errorf("revised by %v, want 305650", a.Revised)
	}
	if got, want := codes(r, inventory.Warning), []string{"indicators.csv:8:3 account-vintages-differ", "indicators.csv:11:2 account-incomplete"}; !slices.Equal(got, want) {
		t.Errorf("warnings %q, want %q", got, want)
	}
}

// Whatever unit the first figure is in, the account comes out in tonnes and each source keeps its line.
func TestAccountUnits(t *testing.T) {
	for _, coal := range []string{"300000,tce", "30,万吨标准煤", "8.79228,PJ"} {
		r := compiled(t, "CN-PROV-2011", "2023", map[string]string{"indicators.csv": "year,indicator,value,unit\n" +
			"2023,煤炭消费量（标准量）," + coal + "\n2023,油品消费量（标准量）,8,万吨标准煤\n2023,天然气消费量（标准量）,12,万吨标准煤\n"})
		if len(r.Accounts) != 1 || len(r.Accounts[0].Lines) != 3 || r.Accounts[0].CO2.String() != "1123600" {
			t.Errorf("%s: %v %+v", coal, codes(r, inventory.Error), r.Accounts)
		}
	}
}

// Each source of renewable energy keeps its line; two names of one source with two figures are an error, as is a source beside
// the sum that holds it, and a figure below zero of what is consumed or made.
func TestSourcesOfAnAccount(t *testing.T) {
	const head = "year,indicator,value,unit\n"
	r := compiled(t, "CN-PROV-2011", "2023", map[string]string{"indicators.csv": head +
		"2023,地热供热量,1000,GJ\n2023,空气源热泵供热量,500,GJ\n2023,生物质供热量,200,GJ\n2023,沼气供热量,300,GJ\n2023,光伏发电量,20000,MWh\n2023,太阳能发电量,2000,万千瓦时\n"})
	var got []string
	for _, a := range r.Accounts {
		for _, l := range a.Lines {
			got = append(got, l.Entry.Source.ZH+" "+l.CO2.String())
		}
	}
	if want := []string{"光伏 11162", "地热 110", "热泵 55", "生物质供热 22", "沼气供热 33"}; !slices.Equal(got, want) {
		t.Errorf("%v\ngot  %q\nwant %q", codes(r, inventory.Error), got, want)
	}
	for name, c := range map[string]struct{ rows, want string }{
		"two names":     {"2023,光伏发电量,2000,万千瓦时\n2023,太阳能发电量,500,万千瓦时\n", "indicators.csv:3:3 two-figures"},
		"sum and part":  {"2023,地热供热量,2000,GJ\n2023,地热和热泵供热量,2500,GJ\n", "indicators.csv:2:2 account-counted-twice"},
		"below zero":    {"2023,水力发电量,-5,MWh\n", "indicators.csv:2:3 account-negative"},
		"below zero, t": {"2023,煤炭消费量（标准量）,-1,tce\n2023,油品消费量（标准量）,8,tce\n2023,天然气消费量（标准量）,12,tce\n", "indicators.csv:2:3 account-negative"},
		"net of zero":   {"2023,煤炭消费量（标准量）,1,tce\n2023,油品消费量（标准量）,8,tce\n2023,天然气消费量（标准量）,12,tce\n2023,净调入电量,-5,MWh\n", ""},
	} {
		r := compiled(t, "CN-PROV-2011", "2023", map[string]string{"indicators.csv": head + c.rows})
		if got := strings.Join(codes(r, inventory.Error), "; "); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Figures without a vintage are of every vintage that the year names, and are no account of their own beside them.
func TestAccountOfFiguresWithoutAVintage(t *testing.T) {
	r := compiled(t, "CN-PROV-2011", "2023", map[string]string{"indicators.csv": "year,indicator,value,unit,vintage\n" +
		"2023,煤炭消费量（标准量）,300000,tce,\n2023,油品消费量（标准量）,8,万吨标准煤,\n2023,天然气消费量（标准量）,12,万吨标准煤,\n" +
		"2023,净调入电量,4,亿千瓦时,preliminary\n2023,净调入电量,5,亿千瓦时,final\n"})
	var got []string
	for _, a := range r.Accounts {
		got = append(got, a.Vintage+" "+a.CO2.String())
	}
	if want := []string{"preliminary 1346840", "final 1402650"}; !slices.Equal(got, want) { // 1123600 + 400,000 or 500,000 MWh × 0.5581
		t.Errorf("got %q, want %q", got, want)
	}
	if got := codes(r, inventory.Warning); len(got) > 0 {
		t.Errorf("warnings %q", got)
	}
}
