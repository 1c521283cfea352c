package factors

import (
	"encoding/csv"
	"strings"
	"testing"
)

// outsideRowOf is a row of an export: the category, gas, item, description, technology, condition, region, figure and unit.
type outsideRowOf struct{ category, gas, item, text, technology, condition, region, value, unit string }

// importedAs imports one row and tells its key without set and figure, and what was said of it.
func importedAs(t *testing.T, known *Table, row outsideRowOf) string {
	t.Helper()
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Write([]string{"EF ID", efdbCategory, "Gas", "Fuel 2006", efdbType, efdbDescription, "Technologies / Practices", "Parameters / Conditions", "Region / Regional Conditions", efdbValue, "Unit", efdbReference})
	w.Write([]string{"9", row.category, row.gas, row.item, "Measured", row.text, row.technology, row.condition, row.region, row.value, row.unit, "x"})
	w.Flush()
	in, problems := known.Import(Outside{Name: "e.csv", Content: []byte(b.String()), KnownSince: "2024"})
	var out []string
	if in != nil {
		for _, r := range in.Rows {
			out = append(out, strings.TrimPrefix(r.Key(), "EFDB|"))
		}
	}
	for _, p := range problems {
		if p.Code != "nothing-imported" {
			out = append(out, p.Severity.String()+" "+p.Code+": "+p.Message.EN)
		}
	}
	return strings.Join(out, " / ")
}

// A word of a row that no column tells of is never lost: it becomes the item or a detail, or the row is taken only by its
// number, or not at all.
func TestImportNarrowed(t *testing.T) {
	known := shippedTable(t)
	for _, c := range []struct {
		row  outsideRowOf
		want string
	}{
		{outsideRowOf{"3.A.1", "METHANE", "", "Emission factor for dairy cows", "", "", "Asia", "61", "kg CH4/head/yr"}, `3.A.1|奶牛||||||EF|CH4|Asia||–`},
		{outsideRowOf{"3.A.1", "METHANE", "", "Enteric fermentation emission factor", "", "", "Asia", "61", "kg CH4/head/yr"}, `WARNING item-unsaid: 9 not imported: nothing says of which item the figure is; here factors are told apart by item (奶牛, 山羊, 水牛, 猪, 绵羊 …)`},
		{outsideRowOf{"3.A.1", "METHANE", "", "Emission factor for dairy cows and swine", "", "", "Asia", "61", "kg CH4/head/yr"}, `WARNING several-items: 9 not imported: the text names several items: 奶牛 (Dairy cattle), 猪 (Swine)`},
		{outsideRowOf{"3.A.1", "METHANE", "", "EF for non-dairy cattle, grazing in Tibet", "", "", "Asia", "61", "kg CH4/head/yr"}, `3.A.1|非奶牛|||EFDB 9|||EF|CH4|Asia||– / INFO words-in-no-column: no column tells of "grazing Tibet": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"3.A.1", "METHANE", "", "Emission factor", "", "Dairy cows", "Asia", "61", "kg CH4/head/yr"}, `3.A.1|奶牛||||||EF|CH4|Asia||–`},
		{outsideRowOf{"3.A.1", "METHANE", "", "奶牛排放因子", "", "", "China", "61", "kg CH4/head/yr"}, `3.A.1|奶牛||||||EF|CH4|China||–`},
		{outsideRowOf{"3.A.2", "METHANE", "", "Manure management CH4 emission factor, swine", "", "", "Asia", "5", "kg CH4/head/yr"}, `3.A.2|猪||||||EF|CH4|Asia||–`},
		{outsideRowOf{"3.A.2", "METHANE", "", "MCF for daily spread", "", "", "Asia", "5", "%"}, `WARNING parameter-unclear: 9 not imported: which parameter "MCF for daily spread" means is not known`},
		{outsideRowOf{"1.B.1.a", "METHANE", "", "CH4 emission factor of underground mining", "", "", "China", "18", "m3 CH4/t"}, `1.B.1.a||||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "underground": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.B.1.a.i.1", "METHANE", "", "CH4 emission factor of underground mining", "", "", "China", "18", "m3 CH4/t"}, `1.B.1.a.i.1|||||||ef|CH4|China||–`},
		{outsideRowOf{"2.B.2", "NITROUS OXIDE", "", "N2O emission factor of high pressure plants", "", "", "China", "9", "kg/t"}, `2.B.2||||EFDB 9|||emission_factor|N2O|China||– / INFO words-in-no-column: no column tells of "high pressure": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"2.B.2", "NITROUS OXIDE", "", "N2O emission factor for nitric acid production", "", "", "China", "9", "kg/t"}, `2.B.2|硝酸||||||emission_factor|N2O|China||–`},
		{outsideRowOf{"2.C.3", "CARBON DIOXIDE", "", "CO2 emission factor, Soderberg cells", "", "", "China", "1.7", "t/t"}, `WARNING item-unsaid: 9 not imported: nothing says of which item the figure is; here factors are told apart by item (氧化铝, 电解铝 …)`},
		{outsideRowOf{"2.C.1", "CARBON DIOXIDE", "", "CO2 emission factor per t of pig iron", "", "", "China", "1.35", "t/t"}, `2.C.1|生铁||||||emission_factor|CO2|China||–`},
		{outsideRowOf{"2.C.1", "CARBON DIOXIDE", "", "CO2 emission factor of steel per tonne of pig iron", "", "", "China", "1.35", "t/t"}, `WARNING several-items: 9 not imported: the text names several items: 粗钢 (Crude steel), 生铁 (Pig iron)`},
		{outsideRowOf{"2.A.1", "CARBON DIOXIDE", "", "CO2 emission factor of cement production", "", "", "China", "0.4", "t/t"}, `2.A.1|水泥||||||emission_factor|CO2|China||–`},
		{outsideRowOf{"1.A.2", "CARBON DIOXIDE", "Anthracite", "CO2 Emission Factor gross calorific basis", "", "", "China", "94.6", "t/TJ"}, `WARNING gross-basis: 9 not imported: the figure is on a gross calorific basis, heat is net here`},
		{outsideRowOf{"1.A.2", "CARBON DIOXIDE", "Anthracite", "CO2 Emission Factor (t/TJ, HHV)", "", "", "China", "94.6", "t/TJ"}, `WARNING gross-basis: 9 not imported: the figure is on a gross calorific basis, heat is net here`},
		{outsideRowOf{"1.A.2", "CARBON DIOXIDE", "Anthracite", "CO2 emission factor", "", "GCV", "China", "94.6", "t/TJ"}, `WARNING gross-basis: 9 not imported: the figure is on a gross calorific basis, heat is net here`},
		{outsideRowOf{"1.A.2", "CARBON DIOXIDE", "", "CO2 emission factor", "", "", "China", "94.6", "t/TJ"}, `WARNING parameter-unclear: 9 not imported: "CO2 emission factor" can mean several parameters: ef_full_oxidation, ef_full_oxidation_biogenic_memo`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor of lignite", "", "", "China", "1", "kg/TJ"}, `WARNING another-item: 9 not imported: the item is 无烟煤 (Anthracite), the text speaks of 褐煤 (Lignite)`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor of coal combustion", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤||||||ef|CH4|China||–`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor, uncontrolled", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "uncontrolled": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor", "", "", "Sichuan", "1", "kg/TJ"}, `1.A.2|无烟煤||||||ef|CH4|Sichuan||–`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor", "", "", "China, eastern provinces", "1", "kg/TJ"}, `WARNING unknown-region: 9 not imported: unknown region "China, eastern provinces"`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor in Sichuan", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "Sichuan": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor (as C)", "", "", "China", "1", "kg/TJ"}, `WARNING element-basis: 9 not imported: the figure is of the mass of carbon or nitrogen, and its unit does not say so`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH₄ emission factor (CH4-C)", "", "", "China", "1", "kg/TJ"}, `WARNING element-basis: 9 not imported: the figure is of the mass of carbon or nitrogen, and its unit does not say so`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor 1990-1995", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "1990 1995": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor", "", "", "China", "1", "kg C/TJ"}, `WARNING parameter-unclear: 9 not imported: which parameter "CH4 emission factor" means is not known`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor", "", "", "China", "5-12 (mean 8)", "kg/TJ"}, `WARNING unread-figure: 9 not imported: "5-12 (mean 8)" is not one number, a range (0.5 - 1.2), a number with bounds (24 (16-32), 1.2 ± 0.3) or a bound (<5)`},
		{outsideRowOf{"3.C.4", "NITROUS OXIDE", "", "EF1 N2O-N per kg N applied", "", "", "China", "0.01", "kg/kg"}, `WARNING parameter-unclear: 9 not imported: which parameter "EF1 N2O-N per kg N applied" means is not known / WARNING element-basis: 9 not imported: the figure is of the mass of carbon or nitrogen, and its unit does not say so`},
		{outsideRowOf{"4.B", "METHANE", "", "CH4 emission factor for composting, dry weight", "", "", "China", "10", "g/kg"}, `WARNING parameter-unclear: 9 not imported: "CH4 emission factor for composting, dry …" can mean several parameters: EF_dry, EF_wet`},
		{outsideRowOf{"4.B", "METHANE", "", "CH4 emission factor for composting", "", "", "China", "4", "g CH4/kg wet waste"}, `WARNING parameter-unclear: 9 not imported: "CH4 emission factor for composting" can mean several parameters: EF_dry, EF_wet`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 emission factor of industrial boilers", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "industrial boilers": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A", "METHANE", "Anthracite", "CH4 Emission Factor for Stationary Combustion (kg/TJ on a net calorific basis)", "", "", "China", "1", "kg/TJ"}, `1.A|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "Stationary": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "CH4 Emission Factor for Stationary Combustion (kg/GJ on a net calorific basis)", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "GJ": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"2.C.3", "CARBON DIOXIDE", "", "CO2 emission factor of aluminium, Soderberg cells", "", "", "China", "1.7", "t/t"}, `WARNING item-unsaid: 9 not imported: nothing says of which item the figure is; here factors are told apart by item (氧化铝, 电解铝 …)`},
		{outsideRowOf{"1.A.2", "CARBON DIOXIDE", "", "天然气排放因子，地下", "", "", "China", "56.1", "t/TJ"}, `1.A.2|天然气|||EFDB 9|||ef_full_oxidation|CO2|China||– / INFO words-in-no-column: no column tells of "地 下": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"4.B", "METHANE", "", "CH4 emission factor, wet weight basis: composting", "", "", "China", "4", "g/kg"}, `4.B||||EFDB 9|||EF_wet|CH4|China||– / INFO words-in-no-column: no column tells of "composting": the row is taken only where an activity states EFDB 9 in its detail`},
		{outsideRowOf{"1.A.2", "METHANE", "Anthracite", "N2O emission factor", "", "", "China", "1", "kg/TJ"}, `1.A.2|无烟煤|||EFDB 9|||ef|CH4|China||– / INFO words-in-no-column: no column tells of "N2O": the row is taken only where an activity states EFDB 9 in its detail`},
	} {
		if got := importedAs(t, known, c.row); got != c.want {
			t.Errorf("%v\n is %s\nnot %s", c.row, got, c.want)
		}
	}
}

// A mapping that says what the words mean is believed: they narrow the row to nothing then.
func TestImportNarrowedByMapping(t *testing.T) {
	const export = "EF ID,IPCC 2006 Source/Sink Category,Gas,Value,Unit,Fuel 2006,Type of parameter,Description,Region / Regional Conditions,Technical Reference\n" +
		"7,1.A.2,METHANE,2,kg/TJ,Anthracite,Measured,CH4 emission factor of boilers,China,x\n"
	m, problems := ParseMapping("m.toml", []byte("schema_version = 1\nkind = \"factors\"\nlike = \"EFDB\"\nset = \"MINE\"\n[values.description]\n\"CH4 emission factor of boilers\" = \"CH4 emission factor\"\n"))
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	in, problems := shippedTable(t).Import(Outside{Name: "e.csv", Content: []byte(export), Mapping: m, KnownSince: "2024"})
	if len(problems) != 0 || len(in.Rows) != 1 || in.Rows[0].Key() != "MINE|1.A.2|无烟煤||||||ef|CH4|China||–" || in.Worded != 0 {
		t.Errorf("%v, %v", problems, in.Rows)
	}
}
