package check_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

const settings = `schema_version = 1
years = [2020]
guide = "IPCC-2019"
[region]
code = "500151"
name = "铜梁区"
province = "重庆市"
`

const head = "year,category,facility,item,detail,parameter,value,unit,notation,note\n"

// found compiles a workspace of one activity table, with a balance if one is given, and returns what the rules find.
func found(t *testing.T, e *engine.Engine, rows, balance string) inventory.Problems {
	t.Helper()
	files := fstest.MapFS{"inventory.toml": {Data: []byte(settings)}, "activity/a.csv": {Data: []byte(head + rows)}}
	if balance != "" {
		files["activity/b.csv"] = &fstest.MapFile{Data: []byte(balance)}
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	result := e.Compile(ws, nil)
	if result.Inventory == nil {
		for _, p := range result.Problems {
			if p.Severity >= inventory.Error {
				t.Fatal(p.Format("en"))
			}
		}
	}
	return check.Run(ws, result)
}

const gasBalance = `能源平衡表 2020
项目,天然气（亿立方米）
一、可供本地区消费的能源量,0.52
三、损失量,0.02
四、终端消费量,0.50
2.工业,0.40
7.居民生活,0.10
城镇,0.10
五、平衡差额,0
`

// Each rule is broken once, and kept once by the same figures put right.
func TestRules(t *testing.T) {
	e, err := engine.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			problems := found(t, e, c.broken, c.balance)
			at := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Code == c.code })
			if at < 0 || problems[at].Severity != c.severity || problems[at].Source.String() != c.at {
				t.Fatalf("%s %s at %s is not among %v", c.severity, c.code, c.at, problems)
			}
			for _, said := range c.says {
				if !strings.Contains(problems[at].Message.EN, said) || problems[at].Message.ZH == "" || problems[at].Hint.ZH == "" {
					t.Errorf("no %q in %s", said, problems[at].Format("en"))
				}
			}
			for _, p := range found(t, e, c.kept, c.balance) {
				if p.Code == c.code {
					t.Errorf("what is in order is refused: %s", p.Format("en"))
				}
			}
		})
	}
}

// Every rule has a case, and ids are unique.
func TestEveryRuleIsTested(t *testing.T) {
	ids := map[string]bool{}
	for _, rule := range check.Rules() {
		if ids[rule.ID] || rule.Title.ZH == "" || rule.Title.EN == "" {
			t.Errorf("rule %s", rule.ID)
		}
		ids[rule.ID] = true
		if !slices.ContainsFunc(cases, func(c example) bool { return c.code == "check-"+strings.ToLower(rule.ID) }) {
			t.Errorf("no case breaks rule %s", rule.ID)
		}
	}
}

type example struct {
	name, code   string
	severity     inventory.Severity
	at           string
	says         []string
	broken, kept string
	balance      string
}

var cases = []example{
	{"a plant inside whose heat is imported", "check-d2", inventory.Error, "activity/a.csv:2:7", []string{"M.4", "100 GJ", "200 t"},
		"2020,M.4,热电厂,热力,,heat_net,100,GJ,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", "2020,M.4,邻区电厂,热力,,heat_net,100,GJ,,\n2020,1.A.1.a,热电厂,烟煤,,,200,t,,\n", ""},
	{"an autoproducer's fuel twice", "check-d3", inventory.Error, "activity/a.csv:3:7", []string{"1.A.1.a 水泥厂", "1.A.2.f 水泥厂", "200 t"},
		"2020,1.A.1.a,水泥厂,烟煤,,,200,t,,\n2020,1.A.2.f,水泥厂,烟煤,,,200,t,,\n", "2020,1.A.2.f,水泥厂,烟煤,,,200,t,,\n", ""},
	{"rows beside the balance", "check-d4", inventory.Error, "activity/a.csv:2:7", []string{"0.58", "0.5", "off by 0.08", "800 10^4 m3"},
		"2020,1.A.4.b,,天然气,,,800,万m3,,\n", "2020,1.A.2.f,,天然气,,,800,万m3,,\n", gasBalance},
	{"fuel sold and fuel by kilometres", "check-d5", inventory.Error, "activity/a.csv:3:7", []string{"1000 t", "900 t"},
		"2020,1.A.3.b,,柴油,,,1000,t,,\n2020,1.A.3.b,,柴油,按行驶里程,,900,t,,\n", "2020,1.A.3.b,,柴油,,,1000,t,,\n", ""},
	{"gas lost without a figure of leakage", "check-d22", inventory.Warning, "activity/b.csv:4:2", []string{"0.02 10^8 m3"},
		"2020,1.A.4.c,,柴油,,,1,t,,\n", "2020,1.B.2.b.iii.5,,,城镇配气;塑料管>50%,,5000,万m3,,\n", gasBalance},
	{"volumes in two states", "check-state", inventory.Warning, "activity/a.csv:2:7", []string{"100 10^4 m3", "50 10^4 Nm3", "1.0732"},
		"2020,1.A.4.b,,天然气,,,100,万m3,,\n2020,1.A.4.a,,天然气,,,50,万Nm3,,\n", "2020,1.A.4.b,,天然气,,,100,万m3,,\n2020,1.A.4.a,,天然气,,,50,万m3,,\n", ""},
}
