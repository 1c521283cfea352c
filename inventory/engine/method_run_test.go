package engine

import (
	"fmt"
	"strings"
	"testing"

	"ghg/inventory/expr"
)

// What the inputs of one method say wrong is told at its cell, and no row is passed over for another.
func TestRunMethodFaults(t *testing.T) {
	m, _ := newEngine(t).Method("1.A/comb.cn/CO2")
	const header, rest = "name,year,item,value,unit,low,high\n", "fuel,,,10000,t,,\ncarbon_content,,,26.1,t C/TJ,,\n"
	for _, c := range []struct{ rows, want string }{
		{"ncv,,,20.908,GJ/t,,\noxidation_rate,,,0.93,fraction,0.9,0.95\n", "= 18608.32908"},
		{"ncv,,,20.908,GJ/t,,\noxidation_rate,,,93,%,,\n", "= 18608.32908"},
		{"ncv,,,20.908,GJ/t,,\noxidation_rate,,,93,fraction,,\n", "5:4 implausible"},
		{"ncv,,,0,GJ/t,,\noxidation_rate,,,0.93,1,,\n", "4:4 implausible"},
		{"ncv,,,20,GJ/t,,\nncv,,,21,GJ/t,,\noxidation_rate,,,0.93,1,,\n", "5:1 input-twice"},
		{"ncv,2020,,20,GJ/t,,\nncv,,烟煤,21,GJ/t,,\noxidation_rate,2020,烟煤,0.93,1,,\n", "5:1 input-twice"},
		{"ncv,,,21,GJ/t,,\nncv,2020,,20.908,GJ/t,,\noxidation_rate,,,0.93,1,,\n", "= 18608.32908"},
		{"ncv,2020,,20.908,GJ/t,,\nncv,,,21,GJ/t,,\noxidation_rate,,,0.93,1,,\n", "= 18608.32908"},
		{"ncv,,,30,GJ/t,20,22\noxidation_rate,,,0.93,1,,\n", "4:4 value-outside-bounds"},
		{"ncv,,,21,GJ/t,22,20\noxidation_rate,,,0.93,1,,\n", "4:6 bounds-reversed"},
		{"ncv,,,21,t,,\noxidation_rate,,,0.93,1,,\n", "4:5 wrong-dimension unit t does not fit"},
		{"ncv,,,21,GJ/10^4 m3,,\noxidation_rate,,,0.93,1,,\n", "4:5 wrong-dimension unit GJ/10^4 m3 does not fit"},
		{"ncv,,,21,GJ/10^4 m3,,\noxidation_rate,,,0.93,1,,\n", "which is in GJ/t"},
		{"ncv,,,21,GJ/t,,\noxidation_rate,,,0.93,t,,\n", "5:5 wrong-dimension"},
	} {
		runs, problems := RunMethod(m, "in.csv", strings.NewReader(header+rest+c.rows))
		got := ""
		for _, p := range problems.Sorted() {
			got += fmt.Sprintf("%d:%d %s %s\n", p.Source.Row, p.Source.Col, p.Code, p.Message.EN)
			if p.Hint.ZH == "" || p.Hint.EN == "" || p.Message.ZH == "" {
				t.Errorf("incomplete problem %+v", p)
			}
		}
		for _, run := range runs {
			value, err := expr.Decimal(run.Node)
			got += fmt.Sprintf("= %s %v\n", value, err)
		}
		if !strings.Contains(got, c.want) || strings.Contains(c.want, "= ") != (len(runs) == 1) {
			t.Errorf("%s got %s want %s", c.rows, got, c.want)
		}
	}
}
