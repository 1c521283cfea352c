package engine

import (
	"slices"
	"testing"
)

// Each process of the chemical industry, compiled from rows as a plant writes them, under each guide.
func TestChemicalIndustry(t *testing.T) {
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"nitric acid of 2011", "CN-PROV-2011", "2020,2.B.2,甲厂,硝酸,双加压法,,20000,t,,,企\n", []string{"2020 2.B.2 甲厂 硝酸 N2O 160 2.B.2/cn/N2O unconfirmed"}},
		{"nitric acid with NSCR that the plant measures", "IPCC-2006", "2020,2.B.2,甲厂,硝酸,中压,,20000,t,,,企\n2020,2.B.2,甲厂,硝酸,中压,destruction_factor,85,%,,,企\n" +
			"2020,2.B.2,甲厂,硝酸,中压,utilisation_factor,95,%,,,企\n", []string{"2020 2.B.2 甲厂 硝酸 N2O 26.95 2.B.2/ipcc/N2O printed"}},
		{"nitric acid of 2019", "IPCC-2019", "2020,2.B.2,甲厂,硝酸,双加压 M/H,,20000,t,,,企\n", []string{"2020 2.B.2 甲厂 硝酸 N2O 180 2.B.2/ipcc/N2O printed"}},
		{"nitric acid of 2025", "CN-PROV-2025", "2020,2.B.2,甲厂,硝酸,双加压法,,20000,t,,,企\n", []string{"2020 2.B.2 甲厂 硝酸 N2O 160 2.B.2/ipcc/N2O unconfirmed"}},
		{"a destruction factor without its utilisation", "IPCC-2006", "2020,2.B.2,甲厂,硝酸,中压,,20000,t,,,企\n2020,2.B.2,甲厂,硝酸,中压,destruction_factor,85,%,,,企\n",
			[]string{"activity/a.csv:2:4 factor-not-found"}},
		{"adipic acid of 2011", "CN-PROV-2011", "2020,2.B.3,甲厂,己二酸,,,10000,t,,,企\n", []string{"2020 2.B.3 甲厂 己二酸 N2O 2930 2.B.3/cn/N2O unconfirmed"}},
		{"adipic acid with thermal destruction", "IPCC-2006", "2020,2.B.3,甲厂,己二酸,热分解,,10000,t,,,企\n", []string{"2020 2.B.3 甲厂 己二酸 N2O 133.65 2.B.3/ipcc/N2O printed"}},
		{"adipic acid with thermal destruction under the guide of 2011", "CN-PROV-2011", "2020,2.B.3,甲厂,己二酸,热分解,,10000,t,,,企\n",
			[]string{"2020 2.B.3 甲厂 己二酸 N2O 130.5315 2.B.3/ipcc/N2O unconfirmed"}}, // 10000*0.293*(1-0.985*0.97)
		{"adipic acid uncontrolled", "IPCC-2006", "2020,2.B.3,甲厂,己二酸,,,10000,t,,,企\n", []string{"2020 2.B.3 甲厂 己二酸 N2O 3000 2.B.3/ipcc.t1/N2O printed"}},
		{"caprolactam", "IPCC-2006", "2020,2.B.4,甲厂,己内酰胺,,,1000,t,,,企\n", []string{"2020 2.B.4 甲厂 己内酰胺 N2O 9 2.B.4/t1/N2O printed"}},
		{"glyoxal after destruction", "IPCC-2006", "2020,2.B.4,甲厂,乙二醛,,,1000,t,,,企\n", []string{"2020 2.B.4 甲厂 乙二醛 N2O 100 2.B.4/glyoxal/N2O printed"}},
		{"glyoxal is not destroyed twice", "IPCC-2006", "2020,2.B.4,甲厂,乙二醛,,,1000,t,,,企\n2020,2.B.4,甲厂,乙二醛,,destruction_factor,0.8,fraction,,,企\n",
			[]string{"activity/a.csv:3:6 parameters-do-not-fit"}},
		{"glyoxal by what is generated", "IPCC-2006", "2020,2.B.4,甲厂,乙二醛,,abated_production,1000,t,,,企\n2020,2.B.4,甲厂,乙二醛,,utilisation_factor,0.95,fraction,,,企\n",
			[]string{"2020 2.B.4 甲厂 乙二醛 N2O 124.8 2.B.4/glyoxal.abated/N2O printed"}}, // 1000*0.52*(1-0.8*0.95)
		{"carbide of 2011", "CN-PROV-2011", "2020,2.B.5,甲厂,电石,,,40000,t,,,企\n", []string{"2020 2.B.5 甲厂 电石 CO2 46160 2.B.5/cn/CO2 unconfirmed"}},
		{"the provincial factor is not that of coke and use", "CN-PROV-2011", "2020,2.B.5,甲厂,电石,使用（乙炔）,,10000,t,,,企\n2020,2.B.5,乙厂,电石,按石油焦用量,,10000,t,,,企\n",
			[]string{"2020 2.B.5 乙厂 电石 CO2 17000 2.B.5/coke/CO2 printed", "2020 2.B.5 甲厂 电石 CO2 11000 2.B.5/use/CO2 printed"}},
		{"silicon carbide by coke", "CN-PROV-2011", "2020,2.B.5,甲厂,碳化硅,per t petroleum coke,activity,5000,t,,,企\n",
			[]string{"2020 2.B.5 甲厂 碳化硅 CO2 11500 2.B.5/coke/CO2 printed", "2020 2.B.5 甲厂 碳化硅 CH4 51 2.B.5/coke/CH4 printed"}},
		{"silicon carbide made", "IPCC-2006", "2020,2.B.5,甲厂,碳化硅,,,5000,t,,,企\n",
			[]string{"2020 2.B.5 甲厂 碳化硅 CO2 13100 2.B.5/ipcc/CO2 printed", "2020 2.B.5 甲厂 碳化硅 CH4 58 2.B.5/ipcc/CH4 printed"}},
		{"titanium dioxide", "IPCC-2019", "2020,2.B.6,甲厂,氯化法钛白粉,,,1000,t,,,企\n", []string{"2020 2.B.6 甲厂 钛白粉 CO2 1340 2.B.6/t1/CO2 printed"}},
		{"soda ash and trona", "CN-PROV-2011", "2020,2.B.7,甲厂,纯碱,,,5000,t,,,企\n2020,2.B.7,甲厂,天然碱,,,10000,t,,,企\n",
			[]string{"2020 2.B.7 甲厂 天然碱 CO2 873 2.B.7/trona/CO2 printed", "2020 2.B.7 甲厂 纯碱 CO2 690 2.B.7/t1/CO2 printed"}},
		{"ethylene oxide", "IPCC-2006", "2020,2.B.8.d,甲厂,环氧乙烷,空气法 70%;无热处理,,10000,t,,,企\n",
			[]string{"2020 2.B.8.d 甲厂 环氧乙烷 CO2 8630 2.B.8/t1/CO2 printed", "2020 2.B.8.d 甲厂 环氧乙烷 CH4 17.9 2.B.8/t1/CH4 printed"}},
		{"methanol", "CN-PROV-2025", "2020,2.B.8.a,甲厂,甲醇产量,天然气常规蒸汽转化,,50000,t,,,企\n",
			[]string{"2020 2.B.8.a 甲厂 甲醇(产品) CO2 33500 2.B.8/t1/CO2 printed", "2020 2.B.8.a 甲厂 甲醇(产品) CH4 115 2.B.8/t1/CH4 printed"}},
		{"ethylene has the factor of its region", "IPCC-2006", "2020,2.B.8.b,甲厂,乙烯,石脑油,,100000,t,,,企\n",
			[]string{"2020 2.B.8.b 甲厂 乙烯 CO2 224900 2.B.8/t1.ethylene/CO2 printed", "2020 2.B.8.b 甲厂 乙烯 CH4 300 2.B.8/t1/CH4 printed"}},
		{"vinyl chloride of an integrated plant", "IPCC-2006", "2020,2.B.8.c,甲厂,氯乙烯,balanced process with EDC,,50000,t,,,企\n",
			[]string{"2020 2.B.8.c 甲厂 氯乙烯 CO2 14700 2.B.8/t1/CO2 printed", "2020 2.B.8.c 甲厂 氯乙烯 CH4 1.13 2.B.8/t1.vcm/CH4 printed"}},
		{"oxalic acid", "CN-PROV-2011", "2020,2.B.10,甲厂,草酸,,,500,t,,,企\n", []string{"2020 2.B.10 甲厂 草酸 CO2 173.802 2.B.10/oxalic/CO2 quoted"}},
	} {
		t.Run(c.name, func(t *testing.T) { compiles(t, c.guide, c.rows, c.want) })
	}
}

// HFC-23 of HCFC-22 and its destruction, and what escapes where fluorinated gases are made.
func TestFluorochemicals(t *testing.T) {
	plant := "2020,2.B.9.a,甲厂,HCFC-22,,,10000,t,,,企\n"
	for _, c := range []struct {
		name, guide, rows string
		want              []string
	}{
		{"HFC-23 of 2011", "CN-PROV-2011", plant, []string{"2020 2.B.9.a 甲厂 HCFC-22 HFC-23 292 2.B.9.a/cn/HFC-23 unconfirmed"}},
		{"HFC-23 less what is destroyed, and its CO2", "CN-PROV-2011", plant + "2020,2.B.9.a,甲厂,HCFC-22,,destroyed,140,t,,,企\n",
			[]string{"2020 2.B.9.a 甲厂 HCFC-22 CO2 88 2.B.9.a/destroyed/CO2", "2020 2.B.9.a 甲厂 HCFC-22 HFC-23 10 2.B.9.a/ent/HFC-23 quoted"}},
		{"HFC-23 of an old plant", "IPCC-2006", "2020,2.B.9.a,甲厂,HCFC-22,未优化老厂,,10000,t,,,企\n", []string{"2020 2.B.9.a 甲厂 HCFC-22 HFC-23 400 2.B.9.a/ipcc/HFC-23 printed"}},
		{"HFC-23 by efficiencies", "IPCC-2019", plant + "2020,2.B.9.a,甲厂,HCFC-22,,emission_factor,0.02,t/t,,,企\n2020,2.B.9.a,甲厂,HCFC-22,,released_fraction,25,%,,,企\n",
			[]string{"2020 2.B.9.a 甲厂 HCFC-22 HFC-23 50 2.B.9.a/ipcc.t2/HFC-23"}},
		{"HFC-23 by the reactor product", "IPCC-2006", plant + "2020,2.B.9.a,甲厂,HCFC-22,,concentration,3,%,,,企\n2020,2.B.9.a,甲厂,HCFC-22,,vented_fraction,0.1,fraction,,,企\n" +
			"2020,2.B.9.a,甲厂,HCFC-22,,recovered,5,t,,,企\n", []string{"2020 2.B.9.a 甲厂 HCFC-22 HFC-23 25 2.B.9.a/ipcc.t3c/HFC-23"}},
		{"more destroyed than made", "IPCC-2006", plant + "2020,2.B.9.a,甲厂,HCFC-22,,destroyed,0.2,kt,,,企\n", []string{"activity/a.csv:3:7 recovery-exceeds-generation"}},
		{"more recovered and destroyed than made", "CN-PROV-2011", plant + "2020,2.B.9.a,甲厂,HCFC-22,,destroyed,100,t,,,企\n2020,2.B.9.a,甲厂,HCFC-22,,recovered,100,t,,,企\n",
			[]string{"activity/a.csv:4:7 recovery-exceeds-generation"}},
		{"HFC-134a of 2011", "CN-PROV-2011", "2020,2.B.9.b,甲厂,HFC-134a,,,5000,t,,,企\n", []string{"2020 2.B.9.b 甲厂 四氟乙烷 HFC-134a 25 2.B.9.b/t1/HFC-134a unconfirmed"}},
		{"HFC-134a of 2006", "IPCC-2006", "2020,2.B.9.b,甲厂,HFC-134a,,,5000,t,,,企\n", []string{"2020 2.B.9.b 甲厂 四氟乙烷 HFC-134a 25 2.B.9.b/ipcc/HFC-134a printed"}},
		{"SF6, highly purified", "CN-PROV-2011", "2020,2.B.9.b,甲厂,SF6,高纯,,100,t,,,企\n", []string{"2020 2.B.9.b 甲厂 六氟化硫 SF6 8 2.B.9.b/t1/SF6 printed"}},
		{"NF3 of 2019", "IPCC-2019", "2020,2.B.9.b,甲厂,NF3,,,100,t,,,企\n", []string{"2020 2.B.9.b 甲厂 三氟化氮 N2O 3 2.B.9.b/nf3/N2O printed",
			"2020 2.B.9.b 甲厂 三氟化氮 CF4 1 2.B.9.b/nf3/CF4 printed", "2020 2.B.9.b 甲厂 三氟化氮 NF3 2 2.B.9.b/t1/NF3 printed"}},
	} {
		t.Run(c.name, func(t *testing.T) { compiles(t, c.guide, c.rows, c.want) })
	}
	r := compiled(t, "IPCC-2019", "2020", map[string]string{"activity/a.csv": head + "2020,2.B.9.b,甲厂,HFC-134a,,,5000,t,,,企\n"})
	if got := lines(r); len(got) != len([]string{"C2F6", "C3F8", "C6F14", "CF4", "HFC-125", "HFC-134a", "HFC-143a", "HFC-23", "HFC-32", "c-C4F8"}) ||
		!slices.Contains(got, "2020 2.B.9.b 甲厂 四氟乙烷 CF4 36 2.B.9.b/2019/CF4 printed") {
		t.Errorf("a fluorochemical of which the composition is not known: %q", got)
	}
}

// compiles holds the figures of the rows, or the errors if there are any, against those wanted.
func compiles(t *testing.T, guide, rows string, want []string) {
	t.Helper()
	if got := lines(compiled(t, guide, "2020", map[string]string{"activity/a.csv": head + rows})); !slices.Equal(got, want) {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
}
