package engine

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// strontiumWorks is the works of METHODS §3.5.
const strontiumWorks = "2020,2.B.10,锶厂,碳酸锶,碳还原法,,30000,t,,,企\n2020,2.B.10,锶厂,烟煤,,carbon_in,9000,t,,,企\n2020,2.B.10,锶厂,烟煤,,carbon_content,0.70,t C/t,,,企\n" +
	"2020,2.B.10,锶厂,锶渣,,carbon_out,12000,t,,,企\n2020,2.B.10,锶厂,锶渣,,carbon_content,100,kg C/t,,,企\n"

// Works of the chemical industry that give their materials: fuels of which ammonia and hydrogen are made, carbon of products,
// strontium.
func TestChemicalWorks(t *testing.T) {
	sr := strontiumWorks
	nh3 := "2020,2.B.1,甲厂,合成氨,天然气重整（新旧混合平均）;天然气,,100000,t,,,企\n"
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"ammonia by what it requires", "IPCC-2006", nh3, []string{"2020 2.B.1 甲厂 合成氨 CO2 210375 2.B.1/t1/CO2 printed"}},
		{"ammonia less the CO2 of urea", "IPCC-2019", nh3 + "2020,2.B.1,甲厂,合成氨,天然气重整（新旧混合平均）;天然气,co2_recovered,73000,t,,,企\n",
			[]string{"2020 2.B.1 甲厂 合成氨 CO2 137375 2.B.1/t1/CO2 printed"}},
		{"ammonia less the urea made, by its gas", "IPCC-2006", "2020,2.B.1,甲厂,合成氨,,,100000,t,,,企\n2020,2.B.1,甲厂,合成氨,,urea,90000,t,,,企\n" +
			"2020,2.B.1,甲厂,天然气,,feedstock,3750,TJ,,,企\n", []string{"2020 2.B.1 甲厂 合成氨 CO2 144375 2.B.1/t2/CO2 printed"}},
		{"more urea than the gas has carbon for", "IPCC-2006", "2020,2.B.1,甲厂,合成氨,,,100000,t,,,企\n2020,2.B.1,甲厂,合成氨,,urea,900000,t,,,企\n" +
			"2020,2.B.1,甲厂,天然气,,feedstock,3750,TJ,,,企\n", []string{"activity/a.csv:3:7 deduction-exceeds-generation"}},
		{"titanium dioxide by its petroleum coke", "IPCC-2006", "2020,2.B.6,甲厂,钛白粉,,,1000,t,,,企\n2020,2.B.6,甲厂,石油焦,,feedstock,500,t,,,企\n",
			[]string{"2020 2.B.6 甲厂 钛白粉 CO2 1584.916666666666666666666666666667 2.B.6/t2/CO2 printed"}},
		{"methanol of methane, and its CH4", "IPCC-2006", "2020,2.B.8.a,甲厂,甲醇(产品),,,900,t,,,企\n2020,2.B.8.a,甲厂,甲烷,,carbon_in,1000,t,,,企\n",
			[]string{"2020 2.B.8.a 甲厂 甲醇(产品) CO2 1508.833333333333333333333333333333 2.B.8/t2/CO2 printed", "2020 2.B.8.a 甲厂 甲醇(产品) CH4 2.07 2.B.8/t1/CH4 printed"}},
		{"acrylonitrile with its by-products", "IPCC-2006", "2020,2.B.8.e,甲厂,丙烯腈,,,1000,t,,,企\n2020,2.B.8.e,甲厂,丙烯,,carbon_in,1090,t,,,企\n" +
			"2020,2.B.8.e,甲厂,乙腈,,carbon_out,18.5,t,,,企\n2020,2.B.8.e,甲厂,氢氰酸,,carbon_out,105,t,,,企\n",
			[]string{"2020 2.B.8.e 甲厂 丙烯腈 CO2 768.0889333333333333333333333333333 2.B.8/t2/CO2 printed", "2020 2.B.8.e 甲厂 丙烯腈 CH4 0.18 2.B.8/t1/CH4 printed"}},
		{"more carbon in the products than in the feedstock", "IPCC-2006", "2020,2.B.8.a,甲厂,甲醇(产品),,,9000,t,,,企\n2020,2.B.8.a,甲厂,甲烷,,carbon_in,1000,t,,,企\n",
			[]string{"activity/a.csv:2:7 deduction-exceeds-generation"}},
		{"hydrogen of natural gas", "IPCC-2019", "2020,2.B.10,甲厂,氢气,天然气蒸汽重整,,1000,t,,,企\n", []string{"2020 2.B.10 甲厂 氢气 CO2 9256.5 2.B.10/h2/CO2 printed"}},
		{"hydrogen of wood is a memo item", "IPCC-2019", "2020,2.B.10,甲厂,氢气,废木气化,,1000,t,,,企\n",
			[]string{"2020 2.B.10 甲厂 氢气 CO2 29076.66666666666666666666666666667 2.B.10/h2.biogenic/CO2 printed"}},
		{"hydrogen by its feedstock", "CN-PROV-2025", "2020,2.B.10,甲厂,氢气,,,1000,t,,,企\n2020,2.B.10,甲厂,天然气,,feedstock,165,TJ,,,企\n",
			[]string{"2020 2.B.10 甲厂 氢气 CO2 9256.5 2.B.10/h2.t1c/CO2 quoted"}},
		{"strontium, uptake shown", "CN-PROV-2011", sr,
			[]string{"2020 2.B.10 锶厂 碳酸锶 CO2 18700 2.B.10/sr/CO2", "2020 2.B.10 锶厂 碳酸锶 CO2 -8943.269237933765001297171488780313 2.B.10/sr.uptake.memo/CO2 unconfirmed"}},
		{"strontium, uptake counted, with ore carbonate and limestone", "IPCC-2006", strings.ReplaceAll(sr, "碳还原法", "碳还原法;吸收可扣减") +
			"2020,2.B.10,锶厂,碳酸锶,矿石,carbonate,500,t,,,企\n2020,2.B.10,锶厂,石灰石,,carbonate,1000,t,,,企\n2020,2.B.10,锶厂,石灰石,,calcination_fraction,95,%,,,企\n",
			[]string{"2020 2.B.10 锶厂 碳酸锶 CO2 -8943.269237933765001297171488780313 2.B.10/sr.uptake/CO2 unconfirmed", "2020 2.B.10 锶厂 碳酸锶 CO2 19266.7245 2.B.10/sr/CO2 quoted"}},
		{"more carbon in the residue of strontium than in its coal", "IPCC-2006", strings.Replace(sr, "12000", "120000", 1), []string{"activity/a.csv:5:7 deduction-exceeds-generation"}},
		{"strontium whose coal is counted as fuel", "CN-PROV-2011", "2020,2.B.10,锶厂,碳酸锶,碳还原法,,30000,t,,,企\n",
			[]string{"2020 2.B.10 锶厂 碳酸锶 CO2 -8943.269237933765001297171488780313 2.B.10/sr.uptake.memo/CO2 unconfirmed"}},
		{"strontium by double decomposition", "CN-PROV-2011", "2020,2.B.10,锶厂,碳酸锶,复分解法,,30000,t,,,企\n", []string{"2020 2.B.10 锶厂 碳酸锶 CO2 0 2.B.10/sr.exchange/CO2 unconfirmed"}},
	} {
		t.Run(c.name, func(t *testing.T) { compiles(t, c.guide, c.rows, c.want) })
	}
}

// The carbon balance of a strontium works is held against its reaction: below it some carbon was missed. The carbonates of the
// ore are no part of the reaction.
func TestStrontiumStoichiometry(t *testing.T) {
	ore := "2020,2.B.10,锶厂,碳酸锶,矿石,carbonate,20000,t,,,企\n"
	for _, c := range []struct {
		rows string
		want inventory.Severity
		said string
	}{
		{strontiumWorks, inventory.Info, "the carbon balance gives 18700 t CO2, the reaction at least 17886.538 t CO2"},
		{strings.Replace(strontiumWorks, "9000", "8000", 1) + ore, inventory.Warning, "the carbon balance gives 16133.333 t CO2, the reaction at least 17886.538 t CO2"},
		{strings.ReplaceAll(strontiumWorks, "碳还原法", ""), 0, ""},
	} {
		var said []string
		for _, p := range compiled(t, "CN-PROV-2011", "2020", map[string]string{"activity/a.csv": head + c.rows}).Problems {
			if p.Code == "stoichiometry" {
				said = append(said, p.Message.EN)
				if p.Severity != c.want {
					t.Errorf("%s: severity %s, want %s", p.Message.EN, p.Severity, c.want)
				}
			}
		}
		if len(said) > 1 || !strings.Contains(strings.Join(said, ""), c.said) || c.said == "" && said != nil {
			t.Errorf("%q, want %q", said, c.said)
		}
	}
}
