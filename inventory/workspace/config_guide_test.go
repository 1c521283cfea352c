package workspace

import (
	"slices"
	"testing"
	"testing/fstest"
)

// What the file leaves to the guide follows the guide that is set; what it names stays.
func TestOverride(t *testing.T) {
	voc := vocabulary(t)
	read := func(more string) *Workspace {
		ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: []byte(more + plainConfig)}, "factors/EFDB.csv": {Data: []byte("set,category,parameter,value,unit\n")}}, voc)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		return ws
	}
	ws := read("")
	if problems := ws.Override(Override{Guide: "IPCC-2006", GWP: "AR6"}, voc); len(problems) > 0 {
		t.Fatal(problems)
	}
	guide := voc.Guides["IPCC-2006"]
	if c := ws.Config; c.Guide != "IPCC-2006" || c.GWP != "AR6" || !slices.Equal(c.FactorSets, guide.FactorSets) || !slices.Equal(c.NCVSets, guide.NCVSets) || c.Allocation.Ammonia != guide.Allocation.Ammonia {
		t.Errorf("%+v", c)
	}
	if problems := ws.Override(Override{Guide: "CN-PROV-2011"}, voc); len(problems) > 0 || !slices.Equal(ws.Config.FactorSets, voc.Guides["CN-PROV-2011"].FactorSets) {
		t.Errorf("the way back: %v %v", problems, ws.Config.FactorSets)
	}
	named := read("factor_sets = [\"CN-ENT\", \"IPCC-2006\"]\n")
	if named.Override(Override{Guide: "IPCC-2006"}, voc); !slices.Equal(named.Config.FactorSets, []string{"CN-ENT", "IPCC-2006"}) || !slices.Equal(named.Config.NCVSets, guide.NCVSets) {
		t.Errorf("%+v", named.Config)
	}
	if problems := ws.Override(Override{FactorSets: []string{"EFDB", "local"}, NCVSets: []string{"local"}}, voc); len(problems) > 0 || !slices.Equal(ws.Config.FactorSets, []string{"EFDB", "local"}) {
		t.Errorf("the sets of files: %v %v", problems, ws.Config.FactorSets)
	}
	before := ws.Config.FactorSets
	for code, to := range map[string]Override{"unknown-value": {Guide: "IPCC-2007", FactorSets: []string{"local"}}, "unknown-set": {FactorSets: []string{"IPCC-2007"}}, "set-twice": {NCVSets: []string{"local", "local"}}} {
		if problems := ws.Override(to, voc); len(problems) != 1 || problems[0].Code != code {
			t.Errorf("%s: %v", code, problems)
		}
		if !slices.Equal(ws.Config.FactorSets, before) {
			t.Errorf("%s changed the workspace to %v", code, ws.Config.FactorSets)
		}
	}
}
