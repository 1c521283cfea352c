package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ghg/inventory"
)

// fewRows makes a workspace of the rows, of 2019 and 2020, and lists the needs of 2020.
func fewRows(t *testing.T, rows ...string) *inventory.Needs {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"inventory.toml": "schema_version = 1\nyears = [2019, 2020]\nguide = \"CN-PROV-2011\"\ngwp_set = \"AR5\"\n[region]\ncode = \"500199\"\nname = \"某区\"\nprovince = \"重庆市\"\ngrid_region = \"重庆市\"\n",
		"activity/a.csv": "year,category,facility,item,detail,parameter,value,notation,unit,source,note\n" + strings.Join(rows, "\n") + "\n",
	}
	for name, content := range files {
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return needsOf(t, dir, 2020)
}

// standingOf tells how a quantity stands: its status, "lapsed", or "" if it is not known.
func standingOf(n *inventory.Needs, category, facility, item, parameter string) string {
	is := func(r *inventory.Need) bool {
		return r.Category != nil && r.Category.Code == category && r.Facility == facility && nameOf(r.Item) == item && r.Parameter == parameter
	}
	for i := range n.Rows {
		if r := &n.Rows[i]; is(r) {
			return r.Status()
		}
	}
	for i := range n.Lapsed {
		if is(&n.Lapsed[i]) {
			return "lapsed"
		}
	}
	return ""
}

// A key of a whole category answers what was asked of its items, of that category and of none beside it.
func TestNeedsAnsweredByKey(t *testing.T) {
	for _, key := range []string{"NO", "NE", "IE"} {
		n := fewRows(t, "2019,2.A.2,,高钙石灰,,,1000,,t,年鉴,", "2019,2.A.1,,水泥熟料,,,1000,,t,年鉴,", "2020,2.A.2,,,,,,"+key+",,年鉴,列入 2.A.1")
		lime, cement := standingOf(n, "2.A.2", "", "高钙石灰", ""), standingOf(n, "2.A.1", "", "水泥熟料", "")
		if lime != "key" || cement != "missing" {
			t.Errorf("%s: lime is %q, clinker %q", key, lime, cement)
		}
	}
}

// What another method of the gas takes of the same works is not missing, nor is a total that has come by facilities; of another works,
// or of less than the method needs, it is.
func TestNeedsGivenOtherwise(t *testing.T) {
	last := "2019,2.A.1,甲厂,水泥熟料,,,1000,,t,年鉴,"
	for row, want := range map[string]string{
		"2020,2.A.1,甲厂,水泥熟料,,clinker_ets,1000,,t,年鉴,":  "lapsed",
		"2020,2.A.1,乙厂,水泥熟料,,clinker_ets,1000,,t,年鉴,":  "missing",
		"2020,2.A.1,甲厂,水泥熟料,,cao_fraction,0.65,,1,年鉴,": "missing",
		"2020,2.A.1,甲厂,水泥熟料,,clinker_ets,,NE,,年鉴,没有统计": "missing",
	} {
		if got := standingOf(fewRows(t, last, row), "2.A.1", "甲厂", "水泥熟料", ""); got != want {
			t.Errorf("%s: clinker is %q, want %q", row, got, want)
		}
	}
	total := "2019,1.A.2.c,,烟煤,,,1000,,t,年鉴,"
	for row, want := range map[string]string{"2020,1.A.2.c,甲厂,烟煤,,,1000,,t,年鉴,": "lapsed", "2020,1.A.2.c,甲厂,天然气,,,1000,,m3,年鉴,": "missing"} {
		if got := standingOf(fewRows(t, total, row), "1.A.2.c", "", "烟煤", ""); got != want {
			t.Errorf("%s: the total is %q, want %q", row, got, want)
		}
	}
}
