package workspace

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ghg/inventory"
)

// A workspace in English without a table of splices gets one with the head in English; one that is there keeps its columns, and what
// the row says is read as the loader reads it.
func TestWithSplice(t *testing.T) {
	voc := vocabulary(t)
	cells := map[string]string{"technique": "extrapolation", "year": "2021", "from_year": "2018", "until_year": "2020", "category": "1.A.2.f", "item": "烟煤", "by": "a", "date": "2026-11-30", "reason": "r, of two \"parts\""}
	for _, c := range []struct{ name, language, before, want string }{
		{"none, English", "en", "", "\ufefftechnique,year,to_year,from_year,category,facility,item,detail,parameter,indicator,by,date,reason,until_year\r\nextrapolation,2021,,2018,1.A.2.f,,烟煤,,,,a,2026-11-30,\"r, of two \"\"parts\"\"\",2020\r\n"},
		{"none, Chinese", "zh", "", "\ufeff方法,年份,至年份,依据年份,类别,设施,项目,细项,参数,指标,决定人,日期,理由,依据至年份\r\nextrapolation,2021,,2018,1.A.2.f,,烟煤,,,,a,2026-11-30,\"r, of two \"\"parts\"\"\",2020\r\n"},
		{"without the newest column", "zh", "technique,year,from_year,category,item,by,date,reason\ninterpolation,2015,,1.A.2.f,烟煤,b,2026-01-01, x \n", "technique,year,from_year,category,item,by,date,reason,until_year\ninterpolation,2015,,1.A.2.f,烟煤,b,2026-01-01, x \nextrapolation,2021,2018,1.A.2.f,烟煤,a,2026-11-30,\"r, of two \"\"parts\"\"\",2020\n"},
	} {
		ws := spliceless(t, c.before)
		ws.Config.Language = c.language
		with, content, problems := ws.WithSplice(voc, cells)
		if len(problems) > 0 || string(content) != c.want {
			t.Errorf("%s: %q, want %q %v", c.name, content, c.want, problems)
			continue
		}
		last := with.Splices[len(with.Splices)-1]
		if last.Technique != inventory.Extrapolation || last.FromYear != 2018 || last.UntilYear != 2020 || last.Reason != `r, of two "parts"` || len(ws.Splices) != 0 {
			t.Errorf("%s: read as %+v", c.name, last)
		}
	}
}

// What the row or the file has wrong is told with its cell, and there is no workspace with it.
func TestWithSpliceRefused(t *testing.T) {
	voc := vocabulary(t)
	sound := map[string]string{"technique": "interpolation", "year": "2021", "category": "1.A.2.f", "by": "a", "date": "2026-11-30", "reason": "r"}
	bad := map[string]string{"technique": "overlap", "year": "2021", "category": "1.A.2.f", "by": "a", "date": "2026-11-30", "reason": "r"}
	for _, c := range []struct {
		before string
		cells  map[string]string
		want   string
	}{
		{"technique,yaer\n", sound, "records/splices.csv:1:2: ERROR [unknown-column]"},
		{"technique,year,category,by,date,reason,indicator\n", bad, "records/splices.csv:2:7: ERROR [blank-cell]"},
		{" ", sound, "records/splices.csv: ERROR [empty-file]"},
	} {
		with, content, problems := spliceless(t, c.before).WithSplice(voc, c.cells)
		if with != nil || content != nil || len(problems) == 0 || !strings.HasPrefix(problems[0].Format("en"), c.want) {
			t.Errorf("%q: %q %v", c.before, content, problems)
		}
	}
	ws := spliceless(t, "")
	if err := os.Mkdir(filepath.Join(ws.Dir, "records", "splices.csv"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, _, problems := ws.WithSplice(voc, sound); len(problems) != 1 || problems[0].Code != "unreadable" {
		t.Errorf("a folder: %v", problems)
	}
}

// spliceless is a workspace of nothing but a table of splices, or of none.
func spliceless(t *testing.T, text string) *Workspace {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "records"), 0o755); err != nil {
		t.Fatal(err)
	}
	if text != "" {
		if err := os.WriteFile(filepath.Join(dir, "records", "splices.csv"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &Workspace{Dir: dir}
}
