package uncertainty

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"ghg/inventory"
)

func readText(text string) (*EstimatesTable, []inventory.Problem) {
	return ReadEstimates("t.csv", strings.NewReader(text))
}

// said are the problems as place, severity and code.
func said(problems []inventory.Problem) (out []string) {
	for _, p := range problems {
		out = append(out, fmt.Sprintf("%s %s %s", strings.TrimPrefix(p.Source.String(), "t.csv:"), p.Severity, p.Code))
	}
	return out
}

const chinese = "示例表,,,,,,,,,,,\n类别,项,气体,基准年排放量,当年排放量,活动水平不确定度(%),排放因子不确定度（%）,活动水平年际相关,排放因子年际相关,下限,上限,土地\n" +
	"1.A.1,原煤,CO2,\"1,000.50\",１２００,5,10%,,,,,\n3.B.1,,CO2,-100,-90,,,否,N,-40,60,是\n4.A,,CH4,20,30,,,,,25,80,N\n5.B,,N2O,NE,NE,,,,,,,\n6.C,,N2O,NO,1,2,,是,,,,\n"

func TestReadEstimates(t *testing.T) {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(chinese)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8": chinese, "UTF-8 with mark": "\ufeff" + chinese, "GB18030": gb, "UTF-16": wide, "tabs": strings.ReplaceAll(strings.ReplaceAll(chinese, "\"1,000.50\"", "1000.50"), ",", "\t")} {
		got, problems := readText(text)
		if inventory.Problems(problems).Failed() || len(got.Rows) != 4 || len(got.Places) != 4 {
			t.Fatalf("%s: %v, %d rows", name, said(problems), len(got.Rows))
		}
		want := []string{
			"1.A.1|原煤|CO2|1000.5|1200|5|10|false|true|false|0|0|false", "3.B.1||CO2|-100|-90|60|0|false|false|true|-40|60|true",
			"4.A||CH4|20|30|0|80|false|true|true|-25|80|false", "6.C||N2O|0|1|2|0|true|true|false|0|0|false"}
		for i, r := range got.Rows {
			if text := fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%t|%t|%t|%s|%s|%t", r.Category, r.Item, r.Gas, r.Base, r.Year, r.AD, r.EF, r.ADCorrelated, r.EFCorrelated, r.asymmetric(), r.Low.Decimal, r.High.Decimal, r.Land); text != want[i] {
				t.Errorf("%s: %s, want %s", name, text, want[i])
			}
		}
		if got.Rows[0].Base.Exponent() != -2 {
			t.Errorf("%s: the figure is not kept as it is written: %s", name, got.Rows[0].Base)
		}
		if u := got.Unassessed; len(u) != 1 || u[0].Notation.String() != "NE" || got.Places[1].Row != 4 || got.Unstated() != nil {
			t.Errorf("%s: unassessed %+v, places %+v", name, u, got.Places)
		}
	}
}

const head = "category,item,gas,e_base,e_t,u_ad_pct,u_ef_pct,ad_correlated,ef_correlated,low_pct,high_pct,land\n"

func TestFaultsOfEstimates(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want string
	}{
		"NaN":                       {head + "a,,CO2,NaN,1,1,1,,,,,\nb,,CO2,1,1,nan,1,,,,,\n", "2:4 ERROR not-a-number; 3:6 ERROR not-a-number"},
		"infinite":                  {head + "a,,CO2,Inf,-Infinity,+inf,1,,,,,\n", "2:4 ERROR not-a-number; 2:5 ERROR not-a-number; 2:6 ERROR not-a-number"},
		"text":                      {head + "a,,CO2,about 5,1e99,five,1,,,,,\n", "2:4 ERROR not-a-number; 2:5 ERROR exponent-too-large; 2:6 ERROR not-a-number"},
		"comma":                     {head + "a,,CO2,\"1,5\",1,1,1,,,,,\n", "2:4 ERROR ambiguous-comma"},
		"negative":                  {head + "a,,CO2,1,1,-5,-0.1,,,,,\n", "2:6 ERROR negative-uncertainty; 2:7 ERROR negative-uncertainty"},
		"low above high":            {head + "a,,CO2,1,1,,,,,50,40,\nb,,CO2,1,1,,,,,-50,-60,\nc,,CO2,1,1,,,,,-50,-40,\n", "2:10 ERROR low-above-high; 3:10 ERROR low-above-high; 4:10 ERROR low-above-high"},
		"too large":                 {head + "a,,CO2,1,1,1000.1,5000,,,,,\nb,,CO2,1,1,1000,1000,,,-40,1415,\nc,,CO2,1,1,,,,,-10001,10000.1,\nd,,CO2,1,1,,,,,-40,10000,\n", "2:6 ERROR uncertainty-too-large; 2:7 ERROR uncertainty-too-large; 4:10 ERROR uncertainty-too-large; 4:11 ERROR uncertainty-too-large"},
		"lower end with no sign":    {head + "a,,CO2,1,1,,,,,10,50,\nb,,CO2,1,1,,,,,0,50,\n", "2:10 WARNING low-without-sign"},
		"lower end below nothing":   {head + "a,,CO2,1,1,,,,,-150,200,\nb,,CO2,1,1,,,,,-150,200,Y\nc,,CO2,-1,-1,,,,,-150,200,\nd,,CO2,1,1,,,,,-100,200,\n", "2:10 WARNING below-nothing"},
		"two keys":                  {head + "a,,CO2,IE,C,1,1,,,,,\nb,,CO2,1,1,1,1,,,,,\n", "2:5 WARNING not-assessed"},
		"one side":                  {head + "a,,CO2,1,1,,,,,-50,,\nb,,CO2,1,1,,,,,,50,\n", "2:11 ERROR one-side; 3:10 ERROR one-side"},
		"sides and u":               {head + "a,,CO2,1,1,3,4,,,-2,5,\nb,,CO2,1,1,3,4,,,-2,9,\n", "3:11 WARNING sides-differ"},
		"no base year":              {head + "a,,CO2,,1,1,1,,,,,\n", "2:4 WARNING counted-as-zero"},
		"no year":                   {head + "a,,CO2,1,,1,1,,,,,\n", "2:5 WARNING counted-as-zero"},
		"neither":                   {head + "a,,CO2,,—,1,1,,,,,\n", "2:5 ERROR missing-estimate"},
		"half estimated":            {head + "a,,CO2,NE,1,1,1,,,,,\nb,,CO2,2,IE,1,1,,,,,\n", "2:5 ERROR half-estimated; 3:5 ERROR half-estimated"},
		"not estimated":             {head + "a,,CO2,NE,,1,1,,,,,\nb,,CO2,1,1,1,1,,,,,\n", "2:5 WARNING not-assessed"},
		"all zero":                  {head + "a,,CO2,0,0,1,1,,,,,\nb,,CO2,NO,0.00,1,1,,,,,\n", "t.csv ERROR zero-inventory"},
		"no rows":                   {head, "t.csv ERROR no-rows"},
		"twice":                     {head + "a,x,CO2,1,1,1,1,,,,,\nb,x,CO2,1,1,1,1,,,,,\nA, X ,co2,1,1,1,1,,,,,\n", "4:1 ERROR row-twice"},
		"twice, one faulty":         {head + "a,,CO2,x,1,1,1,,,,,\na,,CO2,1,1,1,1,,,,,\n", "2:4 ERROR not-a-number; 3:1 ERROR row-twice"},
		"flags":                     {head + "a,,CO2,1,1,1,1,maybe,oui,,,?\n", "2:8 ERROR unknown-word; 2:9 ERROR unknown-word; 2:12 ERROR unknown-word"},
		"blank labels":              {head + ",,,1,1,1,1,,,,,\n", "2:1 ERROR blank-cell; 2:3 ERROR blank-cell"},
		"total":                     {head + "a,,CO2,1,1,1,1,,,,,\n合计,,,1,1,1,1,,,,,\nTotal,,CO2,1,1,1,1,,,,,\n", "3:3 ERROR blank-cell; 3:1 ERROR total-row; 4:1 ERROR total-row"},
		"control character":         {head + "a\u202e,,CO2,1,1,1,1,,,,,\nb,\x1b[31m,CO2,1,1,1,1,,,,,\n", "2:1 ERROR control-character; 3:2 ERROR control-character"},
		"line break":                {head + "\"a\nb\",,CO2,1,1,1,1,,,,,\n", "2:1 ERROR line-break"},
		"no column of the year":     {"category,gas,e_base\na,CO2,1\n", "1 ERROR missing-column"},
		"a column nobody knows":     {"category,gas,e_base,e_t,u_xx\na,CO2,1,1,1\n", "1:5 ERROR unknown-column"},
		"more digits than there be": {head + "a,,CO2," + strings.Repeat("9", 60) + ",1,1,1,,,,,\n", "2:4 ERROR too-many-digits"},
		"empty":                     {"", "t.csv ERROR empty-file"},
	} {
		got, problems := readText(c.text)
		if text := strings.Join(said(problems), "; "); text != c.want {
			t.Errorf("%s: %s, want %s", name, text, c.want)
		}
		for _, p := range problems {
			if p.Message.ZH == "" || p.Message.EN == "" || p.Severity == inventory.Error && (p.Hint.ZH == "" || p.Hint.EN == "") {
				t.Errorf("%s: not said in both languages: %+v", name, p)
			}
		}
		if len(got.Rows) != len(got.Places) {
			t.Errorf("%s: %d rows, %d places", name, len(got.Rows), len(got.Places))
		}
	}
}

func TestUnstated(t *testing.T) {
	got, problems := readText("category,gas,e_base,e_t\na,CO2,1,2\nb,CO2,0,0\n")
	if len(problems) != 0 {
		t.Fatal(said(problems))
	}
	if text := strings.Join(said(got.Unstated()), "; "); text != "2 ERROR missing-uncertainty" {
		t.Error(text)
	}
	if keys := analysed(KeyRows(got.Rows), Trend2006); keys.L1.Not.EN != "" || keys.L2.Not.EN == "" {
		t.Errorf("L1 %v, L2 %v", keys.L1.Not, keys.L2.Not)
	}
}

// The published table as a file, with flags and zero base years, gives what its rows give.
func TestEstimatesOfFinland(t *testing.T) {
	var text strings.Builder
	text.WriteString(head)
	for i, row := range finlandRows(t) {
		fmt.Fprintf(&text, "%d,\"%s\",%s,%s,%s,%s,%s,,,,,\n", i, row.Item, row.Gas, row.Base, row.Year, row.AD, row.EF)
	}
	got, problems := readText(text.String())
	if len(problems) != 0 || foot(Approach1(got.Rows)) != foot(Approach1(finlandRows(t))) {
		t.Error(said(problems), foot(Approach1(got.Rows)))
	}
}

func FuzzReadEstimates(f *testing.F) {
	f.Add([]byte(chinese))
	f.Add([]byte(head + "a,,CO2,1,-1,5,10,Y,N,-40,250,Y\nb,,CO2,-1,1,,,,,,,\n"))
	f.Add([]byte(head + "a,,CO2,1e-30,1e30,1e30,1e30,,,,,\nb,,CO2,-1e-28,1,,,,,,,\n"))
	f.Add([]byte(head + "a,,CO2,1,1e30,1e30,1e30,,,,,\nb,,CO2,1,-1e30,,3,,,,,\nc,,CO2,1,1e-20,1,1,,,,,\n"))
	if raw, err := os.ReadFile("testdata/vectors/" + finland + "inputs.csv"); err == nil {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, problems := ReadEstimates("t", strings.NewReader(string(raw)))
		if inventory.Problems(problems).Failed() {
			return
		}
		for _, scope := range Approach1Scopes(got.Rows) {
			if scope.NoTrend == (inventory.Text{}) {
				_ = foot(scope.Propagation)
			}
			for i := range scope.Lines {
				l := &scope.Lines[i]
				_, _, _, _ = l.Contribution(), l.Share(), l.TypeB(), l.TrendPoints()
			}
			_, _, _ = scope.Corrected()
			_, _, _ = scope.Lognormal()
		}
		for _, form := range []Trend{Trend2006, Trend2019} {
			Summarised(KeyScopes(KeyAnalysis{Rows: KeyRows(got.Rows), Trend: form, Threshold1: d("95"), Threshold2: d("90")}), nil)
		}
	})
}

// The message of two keys tells which year has which; the hint of a number is of what is wrong with it.
func TestMessagesOfEstimates(t *testing.T) {
	_, problems := readText(head + "a,,CO2,IE,C,1,1,,,,,\nb,,CO2,1,1e99,1,1,,,,,\n")
	if len(problems) != 2 || problems[0].Message.EN != "a CO2 is IE in the base year and C in the year: it is not in the total and not assessed" || problems[0].Message.ZH != "“a CO2”是 基准年 IE、当年 C：不在合计内，没有评估" ||
		strings.Contains(problems[1].Hint.EN, "notation") || problems[1].Hint.EN == "" {
		t.Errorf("%+v", problems)
	}
}
