package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/golden"
	"ghg/inventory/workspace"
	"ghg/seeds"
)

// schemaOf compiles the schema of inventory.json.
func schemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := seeds.FS.Open("schema/inventory.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	definition, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("inventory.schema.json", definition); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("inventory.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// inventory.json follows its schema, and a document that does not is told apart.
func TestInventoryFollowsItsSchema(t *testing.T) {
	schema := schemaOf(t)
	e := newEngine(t)
	for _, dir := range []string{"../../seeds/tongliang", inventories + "/combustion", inventories + "/electricity", inventories + "/emitters"} {
		ws, result := compile(t, e, dir)
		content := files(t, ws, result)["inventory.json"]
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		broken, err := jsonschema.UnmarshalJSON(bytes.NewReader(bytes.Replace(content, []byte(`"value_t":"`), []byte(`"value_t":"about `), 1)))
		if err != nil {
			t.Fatal(err)
		}
		if schema.Validate(broken) == nil {
			t.Errorf("%s: a figure in words passes the schema", dir)
		}
	}
}

// The document of the ten-year district follows the schema under every guide.
func TestDistrictFollowsTheSchema(t *testing.T) {
	schema, e := schemaOf(t), newEngine(t)
	for _, guide := range []string{"CN-PROV-2011", "CN-PROV-2025", "IPCC-2006", "IPCC-2019"} {
		ws, problems, err := workspace.LoadFS(golden.District(t, "../..", guide), e.Vocabulary)
		if err != nil {
			t.Fatal(err)
		}
		result := check.Whole(e, ws, ws.Config.Years, problems)
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(files(t, ws, result)["inventory.json"]))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s: %v", guide, err)
		}
	}
}

// The breaches that a person answers for stand in suppressions.csv and in inventory.json by its schema; one whose reason is
// missing does not pass.
func TestSuppressionsAreWritten(t *testing.T) {
	schema, e := schemaOf(t), newEngine(t)
	ws, result := compile(t, e, "../../seeds/tongliang")
	before := files(t, ws, result)
	if _, written := before["suppressions.csv"]; written || bytes.Contains(before["inventory.json"], []byte(`"suppressions"`)) {
		t.Error("a list of nothing is written")
	}
	breach := inventory.Problem{Source: inventory.Source{File: "activity/a.csv", Row: 3, Col: 7}, Code: "check-plant", Severity: inventory.Error, Rule: "PLANT", Year: 2020, Category: "1.A.2.f", Seen: "bcdfghjk",
		Message: inventory.Text{ZH: "两处", EN: "twice"}}
	by := &inventory.Suppression{Signed: inventory.Signed{By: "张三", Date: "2026-03-01", Reason: "核实",
		Place: inventory.Place{Table: &inventory.Table{File: "records/suppressions.csv", Columns: map[string]int{"rule": 1}}, Row: 2}}}
	result.Problems = append(result.Problems, breach.Suppress(by))
	out := files(t, ws, result)
	const want = "rule,year,category,file,facility,item,seen,severity,source,message_zh,message_en,by,date,reason,record\n" +
		"PLANT,2020,1.A.2.f,activity/a.csv,,,bcdfghjk,ERROR,activity/a.csv:3:7,两处,twice,张三,2026-03-01,核实,records/suppressions.csv:2:1\n"
	if got := string(out["suppressions.csv"]); got != want {
		t.Errorf("suppressions.csv is %s", got)
	}
	for content, sound := range map[string]bool{string(out["inventory.json"]): true, strings.Replace(string(out["inventory.json"]), `"reason":"核实",`, "", 1): false} {
		document, err := jsonschema.UnmarshalJSON(strings.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(document); (err == nil) != sound {
			t.Errorf("sound %v: %v", sound, err)
		}
	}
}
