package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

const root = "../../.."

// gathered is all that the reports tell of a workspace in a year, the latest for 0.
func gathered(tb testing.TB, files fs.FS, year int) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	if problems.Failed() {
		tb.Fatalf("%v", problems)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Year: year, Draws: engine.NoDraws})
	return s
}

// copied is a folder of the repository as files that a test may change: pairs of what a file holds and what stands there instead.
func copied(tb testing.TB, dir, file string, changes ...string) fstest.MapFS {
	tb.Helper()
	out := fstest.MapFS{}
	files := os.DirFS(filepath.Join(root, dir))
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, path)
		if path == file {
			changed := strings.NewReplacer(changes...).Replace(string(data))
			if changed == string(data) {
				tb.Errorf("%s holds none of %q", file, changes)
			}
			data = []byte(changed)
		}
		out[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// written is what a report writes.
func written(tb testing.TB, write func(io.Writer, *report.Subject) error, s *report.Subject) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := write(&b, s); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// textOf is the text of a document, a paragraph a line.
func textOf(tb testing.TB, document []byte) string {
	tb.Helper()
	packed, err := zip.NewReader(bytes.NewReader(document), int64(len(document)))
	if err != nil {
		tb.Fatal(err)
	}
	file, err := packed.Open("word/document.xml")
	if err != nil {
		tb.Fatal(err)
	}
	decoder := xml.NewDecoder(file)
	var out strings.Builder
	inside := false
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return out.String()
		}
		if err != nil {
			tb.Fatal(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			inside = t.Name.Local == "t"
		case xml.EndElement:
			inside = false
			if t.Name.Local == "p" {
				out.WriteString("\n")
			}
		case xml.CharData:
			if inside {
				out.Write(t)
			}
		}
	}
}

// holds fails where a text lacks something it should hold.
func holds(t *testing.T, text string, wanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			t.Errorf("the document does not say %q", want)
		}
	}
}

// stated is the figure that a pattern finds in a text.
func stated(t *testing.T, text, pattern string) decimal.Decimal {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("nothing matches %s", pattern)
	}
	return decimal.RequireFromString(found[1])
}

// The figures of the sentences are those of the inventory.
func TestSentencesHoldTheFiguresOfTheInventory(t *testing.T) {
	s := gathered(t, golden.District(t, root, "CN-PROV-2011"), 0)
	text := textOf(t, written(t, Inventory, s))
	total := func(year int, scope, gas string) decimal.Decimal {
		return s.Inventory().Total(inventory.Figure{Year: year, Scope: scope, Gas: gas}).CO2e
	}
	all, without := inventory.AllGases, inventory.ScopeWithoutLand
	for pattern, want := range map[string]decimal.Decimal{
		`2024年示例区温室气体排放总量（不含土地利用变化和林业）为([\d.]+)万吨`: total(2024, without, all),
		`计入后总量为([\d.]+)万吨`:       total(2024, inventory.ScopeTotal, all),
		`分部门看，能源活动([\d.]+)万吨`:    total(2024, "1", all),
		`工业生产过程和产品使用([\d.]+)万吨`:  total(2024, "2", all),
		`农业活动([\d.]+)万吨`:         total(2024, "3.A", all).Add(total(2024, "3.C", all)).Sub(total(2024, "3.C.1.a", all)),
		`废弃物处理([\d.]+)万吨`:        total(2024, "4", all),
		`土地利用变化和林业净吸收([\d.]+)万吨`: total(2024, without, all).Sub(total(2024, inventory.ScopeTotal, all)),
		`二氧化碳([\d.]+)万吨，占`:       total(2024, without, "CO2"),
		`甲烷([\d.]+)万吨，占`:         total(2024, without, "CH4"),
		`氧化亚氮([\d.]+)万吨，占`:       total(2024, without, "N2O"),
		`氟化气体([\d.]+)万吨，占`:       total(2024, without, inventory.FGases),
		`间接排放为([\d.]+)万吨`:        s.Inventory().Total(inventory.Figure{Year: 2024, Boundary: inventory.Indirect, Scope: inventory.ScopeTotal, Gas: all}).CO2e,
		`最低为2015年的([\d.]+)万吨`:    total(2015, without, all),
	} {
		if got := stated(t, text, pattern); !got.Equal(want.Shift(-4).RoundBank(2)) {
			t.Errorf("%s finds %s, the inventory has %s t", pattern, got, want)
		}
	}
	growth := stated(t, text, `比2015年增长([\d.]+)%`)
	exact := total(2024, without, all).Sub(total(2015, without, all)).Shift(2)
	if off := growth.Mul(total(2015, without, all)).Sub(exact).Abs(); off.GreaterThan(total(2015, without, all).Shift(-2)) {
		t.Errorf("a growth of %s %% is not that of the inventory", growth)
	}
	holds(t, text, "其总量（不包括土地利用变化和林业）为1232.30万吨二氧化碳当量，与本报告的排放总量相差0.83万吨", "比2023年下降", "因四舍五入", "变化不全是排放的变化", "【待填写：", "四、关键类别", "九、碳排放强度与目标")
}

// Without GDP, without an earlier year, without an account the documents say so, and print no figure.
func TestWhatTheDataDoNotBearIsSaid(t *testing.T) {
	s := gathered(t, golden.District(t, root, "CN-PROV-2011"), 2015)
	text := textOf(t, written(t, Inventory, s))
	holds(t, text, "没有更早年份的清单，不比较变化", "2015年没有地区生产总值等产出数据，不计算强度", "本次没有与以前提交的清单比较", "没有燃烧二氧化碳的因素分解：分解所需的统计数不全")
	account := textOf(t, written(t, CO2Account, s))
	holds(t, account, "示例区2015年化石能源二氧化碳排放年度核算报告\n", "没有可用的核算数据", "数据不足，没有核算结果")
	for _, text := range []string{text, account} {
		for _, wrong := range []string{"%!", "<nil>", "NaN", "{", "。。", "，，"} {
			if strings.Contains(text, wrong) {
				t.Errorf("the document holds %q", wrong)
			}
		}
	}
}

// The real district has two years with few figures.
func TestTheRealDistrict(t *testing.T) {
	s := gathered(t, copied(t, "seeds/tongliang", ""), 0)
	text := textOf(t, written(t, Inventory, s))
	holds(t, text, "铜梁区2020年温室气体清单报告", "地理边界为重庆市铜梁区（行政区划代码500151）", "单位地区生产总值二氧化碳排放下降（2025年）的目标尚待下达。", "比2015年下降29.60%")
	holds(t, textOf(t, written(t, CO2Account, s)), "铜梁区2020年化石能源二氧化碳排放年度核算报告")
}

// The form of an account follows the vintage of its figures, and the final one tells what it changes.
func TestAccountIsPreliminaryOrFinal(t *testing.T) {
	const dir, file = "testdata/inventories/assessed", "indicators.csv"
	final := textOf(t, written(t, CO2Account, gathered(t, copied(t, dir, ""), 2023)))
	holds(t, final, "示例区2023年化石能源二氧化碳排放年度核算报告（最终核算）", "采用统计最终数", "煤炭消费量（标准量）27万吨标准煤", "初步核算为208.02万吨，最终核算比初步核算增长0.62%。")
	preliminary := textOf(t, written(t, CO2Account, gathered(t, copied(t, dir, file, "2023,煤炭消费量（标准量）,27.0", "2013,煤炭消费量（标准量）,27.0",
		"2023,油品消费量（标准量）,10.0,万tce,,final", "2013,油品消费量（标准量）,10.0,万tce,,final", "2023,天然气消费量（标准量）,14.8", "2013,天然气消费量（标准量）,14.8", "2023,净调入电量,17.4", "2013,净调入电量,17.4"), 2023)))
	holds(t, preliminary, "（初步核算）", "采用统计初步数", "煤炭消费量（标准量）27.2万吨标准煤", "待统计最终数公布后进行最终核算")
	if strings.Contains(preliminary, "比初步核算") {
		t.Error("a preliminary account is compared with itself")
	}
	unmarked := textOf(t, written(t, CO2Account, gathered(t, copied(t, dir, ""), 2024)))
	holds(t, unmarked, "2024年化石能源二氧化碳排放年度核算报告\n", "【待填写：数据的版本：初步核算或最终核算】")
}

// The account adds up, and is compared with the year before and the base year.
func TestAccountHoldsItsFigures(t *testing.T) {
	s := gathered(t, copied(t, "testdata/inventories/assessed", ""), 2024)
	text := textOf(t, written(t, CO2Account, s))
	y := s.Intensities.Assessment.At(2024)
	if got := stated(t, text, `合计为([\d.]+)万吨`); !got.Equal(y.Account.CO2.Shift(-4).RoundBank(2)) {
		t.Errorf("the account is %s, stated as %s", y.Account.CO2, got)
	}
	if got := stated(t, text, `单位地区生产总值二氧化碳排放为([\d.]+)吨/万元`); got.Sub(y.Intensity).Abs().GreaterThan(decimal.New(1, -4)) {
		t.Errorf("the intensity is %s, stated as %s", y.Intensity, got)
	}
	parts := decimal.Decimal{}
	for _, l := range y.Account.Lines {
		holds(t, text, "\n"+report.Tonnes(l.CO2)+"\n")
		parts = parts.Add(l.CO2)
	}
	if !parts.Equal(y.Account.CO2) {
		t.Errorf("the lines add up to %s, not to %s", parts, y.Account.CO2)
	}
	holds(t, text, "上年（2023年）核算为", "基准年（2020年）核算为", "比2020年累计下降", "2025年比2020年的目标为下降18%", "同年温室气体清单中能源活动的二氧化碳为")
}

// What a user writes is text in the document, whatever it holds.
func TestUserTextStaysText(t *testing.T) {
	s := gathered(t, copied(t, "testdata/inventories/assessed", ""), 0)
	s.Inventory().RegionName = `区|#**<script>alert("x")</script>&amp;]]><w:p/>'=1+1【待填写：x🔥` + "\u202e\u200f" + strings.Repeat("长", 10000) + "\x00\x01\t\n"
	for _, write := range []func(io.Writer, *report.Subject) error{Inventory, CO2Account} {
		text := textOf(t, written(t, write, s))
		holds(t, text, inventory.Printable(s.Inventory().RegionName)+"2024年")
		if strings.ContainsAny(text, "\x00\x01\u202e\u200f\ufffd") {
			t.Error("a control character stands in the document")
		}
	}
}

func TestSameBytes(t *testing.T) {
	files := copied(t, "testdata/inventories/assessed", "")
	for _, write := range []func(io.Writer, *report.Subject) error{Inventory, CO2Account} {
		first := written(t, write, gathered(t, files, 0))
		if !bytes.Equal(first, written(t, write, gathered(t, files, 0))) {
			t.Error("the same inputs give other bytes")
		}
		packed, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range packed.File {
			if f.Modified.UTC().Year() > 1980 {
				t.Errorf("%s is of %s", f.Name, f.Modified)
			}
		}
	}
}
