package workspace

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/seeds"
)

const plainConfig = "schema_version = 1\nyears = [2020]\nguide = \"CN-PROV-2011\"\n[region]\ncode = \"500151\"\nname = \"铜梁区\"\nprovince = \"重庆市\"\n"

func TestNoWorkspace(t *testing.T) {
	voc := vocabulary(t)
	empty := t.TempDir()
	for _, dir := range []string{empty, filepath.Join(empty, "missing")} {
		ws, problems, err := Load(dir, voc, nil)
		if !errors.Is(err, ErrNoWorkspace) || ws != nil || problems != nil {
			t.Errorf("%s: %v, %v, %v", dir, ws, problems, err)
		}
	}
}

func TestTemplatesAreAWorkspace(t *testing.T) {
	templates, err := fs.Sub(seeds.FS, "templates")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "new")
	if err := Create(dir, templates); err != nil {
		t.Fatal(err)
	}
	ws, problems, err := Load(dir, vocabulary(t), nil)
	if err != nil || problems != nil {
		t.Fatalf("%v, %v", problems, err)
	}
	paths := make([]string, len(ws.Files))
	for i, f := range ws.Files {
		paths[i] = f.Path
	}
	if want := []string{"activity/activity.csv", "estimates/estimates.csv", "factors/local.csv", "indicators.csv", "inventory.toml", "mapping/example.toml", "records/choices.csv", "records/confidential.csv", "records/correlations.csv", "records/explanations.csv", "records/judgements.csv", "records/measures.csv", "records/qualitative.csv", "records/recognised.csv", "records/splices.csv", "records/suppressions.csv", "targets.csv"}; !slices.Equal(paths, want) {
		t.Errorf("read %v", paths)
	}
	if c := ws.Config; c.GWP != "AR5" || c.Region.Key == "" || len(c.FactorSets) == 0 || len(c.NCVSets) == 0 || c.BaseYear != 2020 {
		t.Errorf("config %+v", c)
	}
	if len(ws.Factors) != 1 || ws.Factors[0].Name != "factors/local.csv" || len(ws.Activity) != 0 {
		t.Errorf("factors %v, activity %v", ws.Factors, ws.Activity)
	}
}

// The templates of the long tables have every column, under its Chinese name.
func TestTemplateHasEveryColumn(t *testing.T) {
	for name, schema := range map[string]table.Schema{"activity/activity.csv": activitySchema, "estimates/estimates.csv": estimateSchema} {
		content, err := fs.ReadFile(seeds.FS, "templates/"+name)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, f := range schema {
			if !f.Aside {
				want = append(want, f.ZH)
			}
		}
		if got := strings.TrimSpace(strings.TrimPrefix(string(content), "\ufeff")); got != strings.Join(want, ",") {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

func TestLinks(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.csv")
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(outside, "年份,类别,项目,数值,单位\n2020,1.A.2.m,原煤,1,t\n")
	write(filepath.Join(dir, configFile), plainConfig)
	if err := os.Mkdir(filepath.Join(dir, "activity"), 0o777); err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(dir, "activity", "inside.csv"), "年份,类别,项目,数值,单位\n2020,1.A.2.m,柴油,1,t\n")
	for name, target := range map[string]string{
		"activity/absolute.csv": outside, "activity/climbing.csv": "../../../../../../../../etc/hostname", "activity/nowhere.csv": "missing.csv",
		"factors": filepath.Dir(outside), "targets.csv": "/dev/zero",
	} {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Skipf("cannot make a symbolic link: %v", err)
		}
	}
	ws, problems, err := Load(dir, vocabulary(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range problems {
		got = append(got, p.Source.String()+" "+p.Code)
	}
	want := []string{"activity/absolute.csv link-out", "activity/climbing.csv link-out", "activity/nowhere.csv link-out", "factors link-out", "targets.csv link-out"}
	if !slices.Equal(got, want) {
		t.Errorf("problems %q", got)
	}
	if len(ws.Activity) != 1 || ws.Factors != nil {
		t.Errorf("read %v and %v", ws.Activity, ws.Factors)
	}
}

// The rows do not depend on the order of the columns, the language of the header or the line ends.
func TestFormsOfOneTable(t *testing.T) {
	voc := vocabulary(t)
	var first string
	for _, content := range []string{
		"年份,类别,项目,数值,单位,标记,备注\n2020,1.A.2.m,原煤,32.52,万吨,,\n2020,1.A.2.a,,,,IE,列入 1.A.2.m\n",
		"note,notation,unit,value,item,category,year\r\n,,10^4 t,32.52,原煤,1A2m,2020\r\n列入 1.A.2.m,IE,,,,1A2a,2020\r\n",
	} {
		ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: []byte(plainConfig)}, "activity/a.csv": {Data: []byte(content)}}, voc)
		if err != nil || problems != nil {
			t.Fatalf("%v %v", problems, err)
		}
		if got := taken(ws); first == "" {
			first = got
		} else if got != first {
			t.Errorf("got\n%swant\n%s", got, first)
		}
	}
}

func FuzzActivity(f *testing.F) {
	voc := vocabulary(f)
	f.Add([]byte("年份,类别,项目,数值,单位,不确定度\n2020,1.A.2.m,原煤,32.52,万吨,±5%\n"))
	f.Add([]byte("year,category,notation,note\n2020,1A2a,IE,in 1.A.2.m\n2020,1.A.2.b,NE,\n"))
	f.Add([]byte("year,category,item,value,unit,low,high,bounds\n2020,1.A.2.m,柴油,\"1,000\",t,9e2,1100,ci95\n"))
	f.Add([]byte("某区能源平衡表 2020\n项目,原煤（万吨）,天然气（亿立方米）\n一、可供本地区消费的能源量,32,0.4\n四、终端消费量,32,0.4\n"))
	f.Add([]byte("分行业终端能源消费 2020\n代码,行业,原煤(吨)\n26,化学原料和化学制品制造业,1\n,其中：用作原料、材料,1\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		files := fstest.MapFS{configFile: {Data: []byte(plainConfig)}, "activity/a.csv": {Data: content}}
		ws, problems, err := LoadFS(files, voc)
		if err != nil {
			t.Fatal(err)
		}
		if len(ws.Activity) > bytes.Count(content, []byte("\n"))+bytes.Count(content, []byte("\r"))+1 {
			t.Fatalf("%d rows from %q", len(ws.Activity), content)
		}
		for i := range ws.Activity {
			a := ws.Activity[i]
			if a.Category == nil || a.Year < firstYear || a.Year > lastYear || !a.Number && a.Notation == 0 || a.Notation.Has(inventory.IE) && a.Target == nil {
				t.Fatalf("an unsound row: %+v", a)
			}
		}
		for _, b := range ws.Balances {
			for _, c := range b.Columns {
				if (c.Item == nil) == (c.Apart == nil) || b.Year < firstYear || b.Year > lastYear {
					t.Fatalf("an unsound balance: %+v", b)
				}
			}
		}
		for _, p := range problems {
			if p.Code == "" || p.Message.ZH == "" || p.Message.EN == "" || strings.ContainsAny(p.Format("zh"), "\x1b\x00\r") {
				t.Fatalf("a problem that does not say what it is: %+v", p)
			}
		}
	})
}

// What a table of verified emissions holds is read as sound figures, or told; nothing is counted twice in silence.
func FuzzEstimates(f *testing.F) {
	voc := vocabulary(f)
	head := "年份,类别,设施,项目,气体,数值,单位,GWP集,边界,不确定度,核查机构,来源\n"
	f.Add([]byte(head + "2020,2.A.1,甲厂,,CO2,105.56,万t,,境内,±2%,公司,报告\n2020,1.A.2.f,甲厂,烟煤,CO2,\"350,000\",t,,territorial,,公司,\n"))
	f.Add([]byte("year,category,facility,gas,value,unit,gwp_set,boundary,verifier\n2020,2B2,乙厂,N2O,2650,t CO2e,AR5,territorial,v\n2020,2B2,乙厂,N2O,10,t,,territorial,v\n"))
	f.Add([]byte("year,category,facility,gas,value,unit,boundary,verifier\n2020,M.3,甲厂,CO2,1e-30,t,indirect,v\n2020,2A1,甲厂,CO2,1e30,Gg,memo,v\n2020,1A2f,甲厂,CO2,0,t,territorial,\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		files := fstest.MapFS{configFile: {Data: []byte(plainConfig)}, "estimates/v.csv": {Data: content}}
		ws, problems, err := LoadFS(files, voc)
		if err != nil {
			t.Fatal(err)
		}
		for i, v := range ws.Verified {
			mass := v.Unit.SameDimension(inventory.TonneOf(v.Gas))
			if v.Category == nil || v.Facility == "" || v.Gas == "" || v.Verifier == "" || v.Year < firstYear || v.Year > lastYear || mass == v.AsCO2e() ||
				v.AsCO2e() && v.GWPSet != ws.Config.GWP || v.Leaf("500151").Key() == "" {
				t.Fatalf("an unsound figure: %+v", v)
			}
			for _, other := range ws.Verified[:i] {
				same := v.Year == other.Year && v.Category == other.Category && v.Facility == other.Facility && v.Gas == other.Gas && v.Item == other.Item && v.Boundary == other.Boundary
				if same && !problems.Failed() {
					t.Fatalf("a figure twice: %+v %+v", v, other)
				}
			}
		}
		for _, p := range problems {
			if p.Code == "" || p.Message.ZH == "" || p.Message.EN == "" || strings.ContainsAny(p.Format("zh"), "\x1b\x00\r") {
				t.Fatalf("a problem that does not say what it is: %+v", p)
			}
		}
	})
}

func FuzzConfig(f *testing.F) {
	voc := vocabulary(f)
	f.Add([]byte(plainConfig))
	f.Add([]byte("a = [[[[1]]]]\n[region]\ncode.x = {a = 1}"))
	f.Fuzz(func(t *testing.T, content []byte) {
		ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: content}}, voc)
		if err != nil || !problems.Failed() && (ws.Config.Region.Key == "" || len(ws.Config.Years) == 0) {
			t.Fatalf("%+v %v %v", ws, problems, err)
		}
	})
}
