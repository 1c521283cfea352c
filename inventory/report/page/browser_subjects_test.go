package page_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/report/page"
	"ghg/inventory/workspace"
)

// told is a subject and the page that tells of it.
type told struct {
	subject *report.Subject
	html    string
}

var (
	toldBefore = map[string]*told{}
	telling    sync.Mutex
)

// tell makes the page of a workspace; one name has one workspace.
func tell(tb testing.TB, name string, files func(tb testing.TB) fs.FS) *told {
	tb.Helper()
	telling.Lock()
	defer telling.Unlock()
	if held := toldBefore[name]; held != nil {
		return held
	}
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files(tb), e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	for _, x := range result.Inventory.Estimates {
		if x.Row.Facility == hostileNames[turned] {
			x.Row.Facility += "\u202e\u2066exe.\u2028\u200f\x00\x1b" // no table gets through with these; a page must not rest on that
		}
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	var out bytes.Buffer
	if err := page.Write(&out, s); err != nil {
		tb.Fatal(err)
	}
	toldBefore[name] = &told{s, out.String()}
	return toldBefore[name]
}

func district(tb testing.TB) *told {
	tb.Helper()
	return tell(tb, "district", func(tb testing.TB) fs.FS { return golden.District(tb, root, "CN-PROV-2011") })
}

func tongliang(tb testing.TB) *told {
	tb.Helper()
	return tell(tb, "tongliang", func(testing.TB) fs.FS { return os.DirFS(root + "/seeds/tongliang") })
}

const root = "../../.."

// struck is what a script sets that should never have run.
const struck = "globalThis.struck"

const turned = 4 // of hostileNames is the one that runs both ways

var hostileNames = []string{
	`安溪"热'电` + "`" + `厂</script><script>` + struck + `=1</script>`,
	`<img src=x onerror="` + struck + `=2">`,
	`javascript:` + struck + `=3//`,
	`{{.}}{{constructor.constructor('` + struck + `=4')()}}${` + struck + `=4}{b}{c}`,
	"钢铁公司 gnp.exe שלום عربي <b>",
	"🏭🇨🇳 & &lt;i&gt; &amp;",
	strings.Repeat("长", 10_000),
	`=cmd|' /C calc'!A0`,
	`]]>--!><!--</textarea></title></style><svg onload=` + struck + `=5>`,
	"\\u003cscript\\u003e" + struck + "=6",
	"onmouseover=" + struck + "=7 x='y' \"z",
	strings.Repeat("x", 3_000),
}

// hostile is the ten-year district with names of plants, a district, sources, notes and records that are meant to break pages.
func hostile(tb testing.TB) *told {
	tb.Helper()
	return tell(tb, "hostile", func(tb testing.TB) fs.FS {
		files := golden.District(tb, root, "CN-PROV-2011")
		plants := []string{"安溪热电厂", "乙水泥厂", "安溪锶盐公司", "安溪钢铁公司", "甲水泥厂", "安溪铝业公司", "药厂", "安溪填埋场", "安溪氟化工公司", "安溪炼化公司", "安溪化工园锅炉房", "安溪玻璃厂"}
		quoted := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
		var pairs []string
		for i, plant := range plants {
			pairs = append(pairs, ","+plant+",", ","+quoted(hostileNames[i])+",")
		}
		for i, text := range []string{"虚构数据，仅供检验程序 (made up)", "区统计局", "清单编制组（示例）", "设计规模 1200 t/d"} {
			pairs = append(pairs, ","+text+",", ","+quoted(hostileNames[i])+",", ","+text+"\n", ","+quoted(hostileNames[i])+"\n")
		}
		pairs = append(pairs, "示例：关闭的都是低瓦斯矿，取下限", quoted(hostileNames[8]), "示例：供电公司的全区净调入含甲水泥厂", quoted(hostileNames[0]))
		swap := strings.NewReplacer(pairs...)
		for name, file := range files {
			if strings.HasSuffix(name, ".csv") {
				files[name] = &fstest.MapFile{Data: []byte(swap.Replace(swap.Replace(string(file.Data))))} // twice: neighbours share a comma
			}
		}
		config := string(files["inventory.toml"].Data)
		files["inventory.toml"] = &fstest.MapFile{Data: []byte(strings.Replace(config, `name = "示例区"`, fmt.Sprintf("name = %q", `示例<b>"区'`+hostileNames[0]), 1))}
		return files
	})
}
