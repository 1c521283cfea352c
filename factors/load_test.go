package factors

import (
	"fmt"
	"strings"
	"testing"

	"ghg/inventory"
)

// TestLoadFaults gives every kind of faulty row, with the place and the code of what is said of it.
func TestLoadFaults(t *testing.T) {
	const sound = "local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,local"
	for _, c := range []struct{ row, want string }{
		{"CN-ENTT,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,quoted", "2:1 unknown-set"},
		{"local,9.Z,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,local", "2:2 unknown-category"},
		{"local,1.A.1;9.Z,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,local", "2:2 unknown-category"},
		{"local,,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,local", "2:2 missing-category"},
		{"local,1.A,烟煤煤,,,ncv,,20,GJ/t,,,China,,,,own,local", "2:3 unknown-item"},
		{"local,1.A,烟煤,a|b,,ncv,,20,GJ/t,,,China,,,,own,local", "2:4 bar-in-key"},
		{"local,1.A,烟煤,,,nvc,,20,GJ/t,,,China,,,,own,local", "2:6 unknown-parameter"},
		{"local,1.A,烟煤,,,,,20,GJ/t,,,China,,,,own,local", "2:6 missing-parameter"},
		{"local,1.A,烟煤,,,ncv,CH5,20,GJ/t,,,China,,,,own,local", "2:7 unknown-gas"},
		{"local,1.A,烟煤,,,ncv,,20x,GJ/t,,,China,,,,own,local", "2:8 bad-number"},
		{"local,1.A,烟煤,,,ncv,,1e400,GJ/t,,,China,,,,own,local", "2:8 bad-number"},
		{"local,1.A,烟煤,,,ncv,,,GJ/t,,,China,,,,own,local", "2:8 no-figure"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,21,22,China,,,,own,local", "2:8 value-outside-bounds"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,19,China,,,,own,local", "2:8 value-outside-bounds"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/quux,,,China,,,,own,local", "2:9 unknown-unit"},
		{"local,1.A,烟煤,,,ncv,,20,,,,China,,,,own,local", "2:9 missing-unit"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,22,18,China,,,,own,local", "2:10 bounds-reversed"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,Chnia,,,,own,local", "2:12 unknown-region"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,2020,2019,own,local", "2:14 years-reversed"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,20,,own,local", "2:14 bad-year"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,,2201,own,local", "2:15 bad-year"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,,,,local", "2:16 missing-source"},
		{"local,1.A,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,confirmed", "2:17 unknown-status"},
		{"IPCC-2006,1.A,烟煤,,,oxidation_rate,C,0.9,fraction,,,China,,,,own,local", "2:1 set-not-own"},
		{"CN-PROV-2011,1.A,烟煤,,,oxidation_rate,C,0.9,fraction,,,China,,,,own,printed", "2:1 set-not-own"},
		{"local,1.A,烟煤,,,oxidation_rate,C,93,fraction,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,烟煤,,,oxidation_rate,C,93,%,,,,,,,own,", ""},
		{"local,1.A,烟煤,,,oxidation_rate,C,0.93,1,0.9,0.95,,,,,own,", ""},
		{"local,1.A,烟煤,,,oxidation_rate,C,0.93,1,0.9,95,,,,,own,", "2:11 implausible"},
		{"local,1.A,烟煤,,,ncv,,-25,GJ/t,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,烟煤,,,ncv,,0,GJ/t,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,天然气,,,ncv,,-389,GJ/10^4 m3,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,烟煤,,,ncv,,20908,GJ/t,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,烟煤,,,ncv,,20908,kJ/kg,0,,,,,,own,", ""},
		{"local,1.A,烟煤,,,ef,CH4,-10,kg/TJ,,,,,,,own,", "2:8 implausible"},
		{"local,1.A,烟煤,,,ef,CH4,0,kg/TJ,,,,,,,own,", ""},
		{"local,1.A,烟煤,,,ncv,,25,t,,,,,,,own,", "2:9 wrong-dimension"},
		{"local,1.A,烟煤,,,ncv,,25,kg/kWh,,,,,,,own,", "2:9 wrong-dimension"},
		{"local,1.A,烟煤,,,ef,CH4,10,TJ,,,,,,,own,", "2:9 wrong-dimension"},
		{"local,1.A,烟煤,,,ef,CH4,10,kg N2O/TJ,,,,,,,own,", "2:9 other-substance"},
		{"local,1.A,烟煤,,,ef,CH4,10,kg CO2/TJ,,,,,,,own,", "2:9 other-substance"},
		{"local,1.A,烟煤,,,ef,CH4,10,g CH4/GJ,,,,,,,own,", ""},
		{"local,1.A,烟煤,,,carbon_content,C,26,t CO2/TJ,,,,,,,own,", "2:9 wrong-dimension"},
		{"local,3.A.2,猪,,,MCF,CH4,27,%,,,,,,,own,", ""},
		{"local,3.A.2,猪,,,MCF,CH4,27,1,,,,,,,own,", "2:8 implausible"},
		{"local,3.B.2.a,,,,FLU,CO2,1.65,1,,,,,,,own,", ""},
		{strings.TrimSpace(localHeader), "2:0 header-repeated"},
		{"nowhere,9.Z,烟煤,,,ncv,,20,GJ/t,,,China,,,,own,local", "2:1 unknown-set; 2:2 unknown-category"},
		{sound, ""},
	} {
		rows, problems := Load("factors/own.csv", strings.NewReader(localHeader+c.row+"\n"), voc(t), true)
		if got := places(problems); got != c.want {
			t.Errorf("%s\n got %q\nwant %q", c.row, got, c.want)
		}
		if (len(rows) == 1) != (c.want == "") {
			t.Errorf("%s: %d rows", c.row, len(rows))
		}
		for _, p := range problems {
			if p.Message.ZH == "" || p.Message.EN == "" || p.Hint.ZH == "" || p.Hint.EN == "" || p.Source.File != "factors/own.csv" {
				t.Errorf("incomplete problem %+v", p)
			}
		}
	}
}

// places prints the problems as "row:column code", in the order of the file.
func places(problems inventory.Problems) string {
	var out []string
	for _, p := range problems.Sorted() {
		out = append(out, fmt.Sprintf("%d:%d %s", p.Source.Row, p.Source.Col, p.Code))
	}
	return strings.Join(out, "; ")
}

// TestLoadShipped holds that a shipped table must say what a local one may leave open.
func TestLoadShipped(t *testing.T) {
	row := ",1.A,烟煤,,,ncv,,20,GJ/t,,,,,,,own,\n"
	_, problems := Load("seeds/factors/x.csv", strings.NewReader(localHeader+row), voc(t), false)
	if got := places(problems); got != "2:1 missing-set; 2:12 missing-region; 2:17 unknown-status" {
		t.Error(got)
	}
	_, problems = Load("seeds/factors/x.csv", strings.NewReader(localHeader+"IPCC-2006,1.A,烟煤,,,oxidation_rate,C,0.9,fraction,,,China,,,,own,quoted\n"), voc(t), false)
	if got := places(problems); got != "2:1 oxidation-of-ipcc" {
		t.Error(got)
	}
	_, problems = Load("seeds/factors/x.csv", strings.NewReader(localHeader+"local"+row), voc(t), false)
	if got := places(problems); !strings.Contains(got, "2:1 unknown-set") {
		t.Error(got)
	}
}

// TestLoadLocal reads a table of the district with Chinese headers and names, full-width digits and blanks.
func TestLoadLocal(t *testing.T) {
	text := "类别,项目,参数,数值,单位,下限,上限,来源,气体\n1A2f；1.A.2.m,bituminous coal,ncv,２０．５,GJ/t,—,…,化验单 3,\n"
	rows, problems := Load("factors/own.csv", strings.NewReader(text), voc(t), true)
	if len(problems) > 0 || len(rows) != 1 {
		t.Fatalf("%v %v", rows, problems)
	}
	r := rows[0]
	if r.Key() != "local|1.A.2.f;1.A.2.m|烟煤||||||ncv||||–" || r.Figure() != "20.5 GJ/t" || r.Status != inventory.Local {
		t.Errorf("%s = %s (%s)", r.Key(), r.Figure(), r.Status)
	}
	if r.Low != nil || r.High != nil {
		t.Error("blank bounds are no bounds")
	}
	p := r.AsParameter(voc(t))
	if p.Row != r.Key() || p.Variable.ID+"|–" != p.Row || p.Origin.String() != "factors/own.csv:2:4" || p.Value().String() != "20.5" {
		t.Errorf("parameter %+v", p)
	}
}

// TestHeader refuses a column that stands twice, and one that nobody knows.
func TestHeader(t *testing.T) {
	for header, code := range map[string]string{
		"set,category,因子集,parameter,value,unit,source": "column-twice",
		"set,category,parametre,value,unit,source":     "unknown-column",
		"category,parameter,value,source":              "missing-column",
		"":                                             "empty-file",
	} {
		_, problems := Load("factors/own.csv", strings.NewReader(header), voc(t), true)
		if len(problems) == 0 || problems[0].Code != code {
			t.Errorf("%s: %v, want %s", header, problems, code)
		}
	}
}

// TestSameKey names both rows of one key, though they differ in value and source.
func TestSameKey(t *testing.T) {
	rows, _ := Load("factors/own.csv", strings.NewReader(localHeader+
		",1.A,烟煤,,,ncv,,20,GJ/t,,,,,,,first,\n,1.A,烟煤,,,ncv,,21,GJ/t,,,,,,,second,\n"), voc(t), true)
	for _, order := range [][]*Row{rows, {rows[1], rows[0]}} {
		table, problems := New(order)
		if len(table.Rows()) != 1 || len(problems) != 1 || problems[0].Source.Row != 3 || !strings.Contains(problems[0].Message.EN, "factors/own.csv:2") {
			t.Errorf("%v", problems)
		}
	}
}

// TestGasInUnit holds that the gas of a row names the substance of its unit, so that factors of two gases never mix.
func TestGasInUnit(t *testing.T) {
	rows, problems := Load("factors/own.csv", strings.NewReader(localHeader+",1.A,烟煤,,,ef,CH4,2,kg/TJ,,,,,,,own,\n"), voc(t), true)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if unit := rows[0].AsParameter(voc(t)).In; unit != unitOf("kg CH4/TJ") {
		t.Errorf("unit %s", unit)
	}
}

// TestGasOfParameter refuses a row that no equation would ask for, because it has no gas where all others have one, or has
// one where none has.
func TestGasOfParameter(t *testing.T) {
	for row, want := range map[string]string{
		",1.A,烟煤,,,oxidation_rate,,0.93,fraction,,,,,,,own,\n": "2:7 missing-gas",
		",1.A,烟煤,,,ef,,10,kg CH4/TJ,,,,,,,own,\n":              "2:7 missing-gas",
		",1.A,烟煤,,,ncv,CO2,20,GJ/t,,,,,,,own,\n":               "2:7 gas-of-none",
		",1.A,烟煤,,,ef,CH4,10,kg/TJ,,,,,,,own,\n":               "",
		",1.A,烟煤,,,ncv,,20,GJ/t,,,,,,,own,\n":                  "",
	} {
		rows, problems := Load("factors/own.csv", strings.NewReader(localHeader+row), voc(t), true)
		_, found := New(shippedRows(t), rows)
		if got := places(append(problems, found...)); got != want {
			t.Errorf("%s: %q, want %q", row, got, want)
		}
	}
}
