package factors

import (
	"bytes"
	"os"
	"testing"

	"ghg/inventory"
)

// FuzzOutsideCells holds that no cell of an outside table makes its readers fail, and that what is read keeps its sense: a
// figure has its value within its bounds, a unit is spelled as it is parsed, a category is the one of its code.
func FuzzOutsideCells(f *testing.F) {
	v := voc(f)
	for _, cell := range []string{"56100", "0.5 - 1.2", "24 (16-32)", "1.2 ± 25%", "<5", "1.2×10⁻⁵", "12,5", "see table", "-1.5 - -0.5", "1e9999", "10 ^(-3)",
		"kg/TJ", "(Gg CO2/TJ)", "kg CH4 ha-1 day-1", "Dimensionless", "tonnes per year", "t CO2/t clinker", "10^6 m3/yr",
		"1.A.1.a - Main Activity Electricity and Heat Production", "1A2f", "1 - Energy", "3.A.1 - Rice cultivations"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		if figure, ok := ParseFigure(cell); ok {
			if figure.Value == nil && figure.Low == nil && figure.High == nil {
				t.Errorf("%q is read as nothing", cell)
			}
			if low, high := figure.Low, figure.High; low != nil && high != nil && low.GreaterThan(*high) ||
				figure.Value != nil && (low != nil && low.GreaterThan(*figure.Value) || high != nil && high.LessThan(*figure.Value)) {
				t.Errorf("%q is read as %s", cell, figureText(figure))
			}
			if figure.Value != nil {
				again, ok := ParseFigure(figure.Value.String())
				if !ok || !again.Value.Equal(*figure.Value) {
					t.Errorf("the value of %q, %s, is not read again", cell, figure.Value)
				}
			}
		}
		if unit, err := ParseOutsideUnit(cell); err == nil {
			if again, err := ParseOutsideUnit(unit.String()); err != nil || again != unit {
				t.Errorf("the unit of %q, %s, is read again as %s (%v)", cell, unit, again, err)
			}
		}
		if category, wrong := outsideCategory(v, cell); wrong == nil {
			if again, wrong := outsideCategory(v, category.Code+" - "+category.Name.EN); wrong != nil || again != category {
				t.Errorf("the category of %q, %s, is not read again", cell, category.Code)
			}
		} else if wrong.message.ZH == "" || wrong.message.EN == "" || wrong.hint.ZH == "" || wrong.hint.EN == "" {
			t.Errorf("%q: an incomplete message %+v", cell, wrong)
		}
	})
}

// FuzzImport holds that no export and no mapping makes the program fail: what cannot be read is a problem in both
// languages, and the table that is written reads back as the rows that were taken, the same every time.
func FuzzImport(f *testing.F) {
	known := shippedTable(f)
	export, err := os.ReadFile("../testdata/efdb/export.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(export, []byte(""))
	f.Add([]byte("编号,类别,燃料,参数,数值,单位,文献\n1,1.A,天然气,低位发热量,389.31,GJ/10^4 Nm3,甲\n2,1.A,天然气,ncv,400 - 500,GJ/10^4 Nm3,=1+1\n3,1.A,天然气,ncv,\"a\n|b\",%,@x\n"), []byte(nationalMapping))
	f.Add([]byte("EF ID,x\n1,2\n"), []byte("schema_version = 1\nkind = \"factors\"\nlike = \"EFDB\"\nset = \"A.b\"\n[columns]\nvalue = [\"x\", \"EF ID\"]\n[values.unit]\n\"a\" = \"kg\"\n"))
	f.Add([]byte("a\n"), []byte("kind = \"factors\"\n[columns]\n\"\" = 1\n[values]\nx = 2\n[[ignore]]\n"))
	f.Fuzz(func(t *testing.T, content, mapping []byte) {
		outside := Outside{Name: "a.csv", Content: content, KnownSince: "2024"}
		if len(mapping) > 0 {
			m, problems := ParseMapping("m.toml", mapping)
			complete(t, problems)
			if problems.Failed() {
				return
			}
			outside.Mapping = m
		}
		in, problems := known.Import(outside)
		complete(t, problems)
		if problems.Failed() {
			return
		}
		again, _ := known.Import(outside)
		if !bytes.Equal(in.File, again.File) {
			t.Error("the same export gives other bytes")
		}
		rows, faults := Load("factors/"+in.Set+".csv", bytes.NewReader(in.File), voc(t), true)
		if faults.Failed() || len(rows) != len(in.Rows) {
			t.Fatalf("%d rows read back as %d: %v\n%s", len(in.Rows), len(rows), faults, in.File)
		}
		for i, row := range rows {
			if row.Key() != in.Rows[i].Key() || row.Figure() != in.Rows[i].Figure() {
				t.Errorf("%s = %s reads back as %s = %s", in.Rows[i].Key(), in.Rows[i].Figure(), row.Key(), row.Figure())
			}
		}
		if _, twice := New(rows); twice.Failed() {
			t.Errorf("the table holds a key twice: %v", twice)
		}
	})
}

func complete(t *testing.T, problems inventory.Problems) {
	t.Helper()
	for _, p := range problems {
		if p.Code == "" || p.Message.ZH == "" || p.Message.EN == "" || p.Severity >= inventory.Error && (p.Hint.ZH == "" || p.Hint.EN == "") {
			t.Errorf("incomplete problem %+v", p)
		}
	}
}
