package report_test

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"ghg/seeds"
)

// inventory.json follows its schema, and a document that does not is told apart.
func TestInventoryFollowsItsSchema(t *testing.T) {
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
