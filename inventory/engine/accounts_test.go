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
