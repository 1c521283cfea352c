package inventory

import (
	"testing"

	"ghg/seeds"
)

// Rows of the bureau's form are known by what counts of their names: whatever numbers, brackets, signs and blanks stand around.
func TestNamesOfTheBalance(t *testing.T) {
	voc, err := LoadVocabulary(seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	for printed, want := range map[string]string{
		"一、可供本地区消费的能源量": "available", "1.一次能源生产量": "production", "一次能源生产量": "production", "2．外省（区、市）调入量": "inflow", "外省(区,市)调入量": "inflow",
		"5.本省（区、市）调出量(-)": "outflow", "8.库存增(-)、减(+)量": "stock", "库存增（－）、减（＋）量": "stock", "二、加工转换投入(-)产出(+)量": "transformation",
		"（一）火力发电": "thermal_power", "  1.火力发电": "thermal_power", "其中：用作原料、材料": "raw_material", "#其中:用作原料材料": "raw_material", "7.居民生活": "households",
		"III. Losses": "losses", "Industry": "industry", "Inflow": "inflow", "Imports": "imports", "六、消费量合计": "total", "6.其他": "other",
	} {
		flow, ok := voc.Flows.Lookup(printed)
		if !ok || flow.Name != want {
			t.Errorf("%q is %v, want %s", printed, flow, want)
		}
	}
	for printed, want := range map[string]string{"26": "26", "26化学原料和化学制品制造业": "26", "化学原料及化学制品制造业": "26", "炼焦": "252", "（30）非金属矿物制品业": "30"} {
		if i, ok := voc.Flows.Industry(printed); !ok || i.Code != want {
			t.Errorf("%q is %v, want %s", printed, i, want)
		}
	}
	for _, printed := range []string{"", "1.", "合计调入", "工业增加值"} {
		if flow, ok := voc.Flows.Lookup(printed); ok {
			t.Errorf("%q is %s", printed, flow.Name)
		}
	}
	// Every flow that is burned says where, every part is of a sum, and no two flows of one parent are both the rest of it.
	for _, flow := range voc.Flows.All {
		if (flow.Burned == NotBurned) != (flow.Category == nil) || flow.Adds && flow.Of == nil {
			t.Errorf("flow %s: burned %q, category %v, of %v", flow.Name, flow.Burned, flow.Category, flow.Of)
		}
	}
	for _, i := range voc.Flows.Industries {
		if i.Category == nil && i.Code != "25" {
			t.Errorf("industry %s has no category", i.Code)
		}
	}
}
