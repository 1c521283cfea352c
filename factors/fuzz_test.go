package factors

import (
	"bytes"
	"testing"

	"ghg/inventory"
)

// FuzzLoad holds that no table makes the program fail: what cannot be read is a problem with its place, in both
// languages, and every row that is read can be keyed, printed, put in a table and looked up.
func FuzzLoad(f *testing.F) {
	v := voc(f)
	for _, text := range []string{
		localHeader + "local,1.A.2,烟煤,,,ncv,,22,GJ/t,20,24,China,,2010,2012,lab report,local\n",
		localHeader + ",1.A.2;1.A.4,bituminous coal,湿基,x;y,ncv,CH4,,kg/TJ,1e3,2e3,,厂,,,\"a \"\"b\"\"\",\n",
		localHeader + "CN-ENTT,9.Z,烟煤煤,a|b,,nvc,CH5,20x,quux,9,1,Chnia,,20,2201,,x\n" + localHeader,
		"\xef\xbb\xbf类别,项目,参数,数值,单位,来源\r\n1A2f,原煤,ncv,２０,GJ/t,x\r\n",
		localHeader + "local,1.A.2,烟煤;无烟煤,,,ncv,,22,GJ/t,20,24,CN Zone IV,,2010,2012,lab report,local\n",
		"category,item,climate,development,parameter,value,unit,source\n3.A.2,,warm temperate,developing,MCF,0.2,1,x\n3.A.2,,暖温带湿润,x,MCF,0.2,1,x\n",
		"category\tparameter\tvalue\tunit\tsource\n1.A\tef\t=1+1\tkg/TJ\t@x\n",
	} {
		f.Add([]byte(text), true)
		f.Add([]byte(text), false)
	}
	f.Fuzz(func(t *testing.T, content []byte, local bool) {
		rows, problems := Load("factors/own.csv", bytes.NewReader(content), v, local)
		for _, p := range problems {
			if p.Source.File != "factors/own.csv" || p.Code == "" || p.Message.ZH == "" || p.Message.EN == "" || p.Severity >= inventory.Error && (p.Hint.ZH == "" || p.Hint.EN == "") {
				t.Errorf("incomplete problem %+v", p)
			}
		}
		table, _ := New(rows)
		for _, row := range table.Rows() {
			q := Query{Parameter: row.Parameter, Gas: row.Gas, Category: row.terms.categories[0], Detail: row.details(), Facility: row.Facility,
				Region: row.Region, Climate: inventory.SplitList(row.Climate), Development: row.Development, Year: max(row.YearFrom, row.YearTo), Sets: []string{row.Set}}
			if row.terms.items != nil {
				q.Item = row.terms.items[0]
			}
			answer, err := table.Find(q)
			if err == nil && answer.Row.AsParameter(v).Row == "" {
				t.Errorf("no key: %+v", answer.Row)
			}
			if err != nil && Problem(err, inventory.Source{}).Code == "factor-not-found" {
				t.Errorf("the row %s does not find itself: %v", row.Key(), err)
			}
		}
	})
}
