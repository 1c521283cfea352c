package expr

import (
	"bytes"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"ghg/inventory/golden"
	"ghg/inventory/quantity"
)

// bench is a sheet on which formulas are tried: inputs in column A, placed parts in column B, the wholes in column C.
type bench struct {
	t      testing.TB
	file   *excelize.File
	inputs map[string]string
	placed map[string]string
	texts  []string // of all cells
	roots  []Node
}

func newBench(t testing.TB) *bench {
	b := &bench{t: t, file: excelize.NewFile(), inputs: map[string]string{}, placed: map[string]string{}}
	t.Cleanup(func() { b.file.Close() })
	return b
}

// leaf gives an input its cell; another figure of the same key, as other trees have, has a cell of its own.
func (b *bench) leaf(l Leaf) (string, quantity.Unit) {
	id := l.Key() + "=" + l.Value().String() + l.Unit().String()
	if b.inputs[id] == "" {
		b.inputs[id] = "A" + strconv.Itoa(len(b.inputs)+1)
		if err := b.file.SetCellDefault("Sheet1", b.inputs[id], l.Value().String()); err != nil {
			b.t.Fatal(err)
		}
	}
	return b.inputs[id], l.Unit()
}

func (b *bench) place(name string, _ Node, formula string) string {
	id := name + "=" + formula
	if b.placed[id] == "" {
		b.placed[id] = "B" + strconv.Itoa(len(b.placed)+1)
		b.put(b.placed[id], formula)
	}
	return b.placed[id]
}

func (b *bench) put(cell, formula string) {
	b.texts = append(b.texts, formula)
	if err := b.file.SetCellFormula("Sheet1", cell, formula); err != nil {
		b.t.Fatal(err)
	}
}

// add lays a tree out and gives its formula.
func (b *bench) add(n Node) string {
	b.t.Helper()
	text, err := Spreadsheet(n, Sheet{Leaf: b.leaf, Place: b.place})
	if err != nil {
		b.t.Fatal(err)
	}
	b.roots = append(b.roots, n)
	b.put("C"+strconv.Itoa(len(b.roots)), text)
	return text
}

// compare holds what a program that is none of ours computes against the exact values.
func (b *bench) compare(t *testing.T) {
	t.Helper()
	var out bytes.Buffer
	if _, err := b.file.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	theirs, err := excelize.OpenReader(bytes.NewReader(golden.Recalculated(t, out.Bytes())))
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	for i, root := range b.roots {
		cell := "C" + strconv.Itoa(i+1)
		shown, err := theirs.GetCellValue("Sheet1", cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		got, bad := strconv.ParseFloat(shown, 64)
		exact, err := Decimal(root)
		if err != nil {
			t.Fatal(err)
		}
		if want, _ := exact.Float64(); bad != nil || !near(got, want, 1e-9) {
			formula, _ := b.file.GetCellFormula("Sheet1", cell)
			t.Errorf("%.300s\n=%.300s gives %s, want %v", Format(root, Numbers), formula, shown, want)
		}
	}
}

// The cells are A1, A2, … in the order of first use.
func TestSpreadsheet(t *testing.T) {
	whole := newBench(t)
	a, b, c := leaf("a", "7", "1"), leaf("b", "-2", "1"), leaf("c", "3", "1")
	kg, tonne := quantity.MustUnit("kg"), quantity.MustUnit("t")
	minus := Const(decimal.NewFromInt(-2), quantity.One)
	for _, x := range []struct {
		node Node
		want string
	}{
		{a, "A1"},
		{minus, "-2"},
		{Pow(minus, Int(2)), "(-2)^2"},
		{Pow(b, Int(2)), "A1^2"},
		{Pow(a, minus), "A1^(-2)"},
		{Pow(Pow(a, Int(2)), Int(3)), "(A1^2)^3"},
		{Pow(a, Pow(Int(2), Int(3))), "A1^(2^3)"},
		{Pow(b, Int(0)), "1"},
		{Sub(a, Sub(b, c)), "A1-(A2-A3)"},
		{Sub(Sub(a, b), c), "A1-A2-A3"},
		{Sub(a, Add(b, c)), "A1-(A2+A3)"},
		{Sub(a, minus), "A1-(-2)"},
		{Add(minus, a), "(-2)+A1"},
		{Quo(a, Mul(b, c)), "A1/(A2*A3)"},
		{Quo(a, Quo(b, c)), "A1/(A2/A3)"},
		{Mul(a, Quo(b, c)), "A1*A2/A3"},
		{Mul(Add(a, b), c), "(A1+A2)*A3"},
		{Mul(Int(-1), a), "(-1)*A1"},
		{Mul(a, Ratio(44, 12), Ratio(1, 1)), "A1*44/12"},
		{Quo(a, Ratio(44, 12)), "A1/(44/12)"},
		{Mul(a, Ratio(-44, 12)), "A1*(-44)/12"},
		{Mul(Ratio(1, 1), Ratio(1, 1)), "1"},
		{Exp(Mul(Int(-1), a)), "EXP((-1)*A1)"},
		{Log(a), "LN(A1)"},
		{Max(Int(-1), a, Sub(b, c)), "MAX(-1,A1,A2-A3)"},
		{Min(a, b), "MIN(A1,A2)"},
		{In(leaf("m", "2", "t"), kg), "A1*1000"},
		{In(leaf("m", "2", "kg"), tonne), "A1/1000"},
		{In(Add(leaf("m", "2", "t"), leaf("n", "500", "kg")), kg), "(A1+A2/1000)*1000"},
		{In(leaf("m", "2", "month"), quantity.MustUnit("yr")), "A1/12"},
		{Mul(State("S", Sub(a, b)), c), "B1*A3"},
		{Label("part", Round34(Add(a, b))), "A1+A2"},
		{State("S", Add(a, b)), "B1"},
		{Const(decimal.RequireFromString("0.00000000123"), quantity.One), "0.00000000123"},
	} {
		if x.node.Err() != nil {
			t.Errorf("%s: %v", x.want, x.node.Err())
			continue
		}
		if text := newBench(t).add(x.node); text != x.want {
			t.Errorf("=%s, want =%s", text, x.want)
		}
		whole.add(x.node)
	}
	// an input has one cell, in whichever of the units it is read
	if text, err := Spreadsheet(Mul(leaf("m", "2000", "kg"), a), Sheet{Leaf: func(l Leaf) (string, quantity.Unit) {
		if l.Key() == "m" {
			return "D4", tonne
		}
		return "A1", l.Unit()
	}}); err != nil || text != "D4*1000*A1" {
		t.Errorf("=%s, %v", text, err)
	}
	if _, err := Spreadsheet(Quo(a, Fail(quantity.ErrDivisionByZero)), Sheet{}); err == nil {
		t.Error("a tree that failed has a formula")
	}
	whole.compare(t)
}

// Random trees are computed as their exact values are, and so is what is laid out over cells because it would be too long or deep.
func TestSpreadsheetAgrees(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	b := newBench(t)
	for range 200 {
		f := newForest(rng)
		b.add(f.number(1 + rng.IntN(4)))
		b.add(f.mass(1 + rng.IntN(3)))
		b.add(State("top", Add(f.number(2), State("S", f.number(2)))))
	}
	var terms []Node
	for i := range 3000 {
		terms = append(terms, Mul(leaf("x"+strconv.Itoa(i%40), strconv.Itoa(i%40), "1"), Int(int64(i))))
	}
	deep := leaf("d", "1.5", "1")
	for range 200 {
		deep = Log(Add(Int(3), Mul(deep, deep)))
	}
	for _, n := range []Node{Sum(terms...), Mul(terms[1:39]...), deep, Max(terms[:600]...), Mul(Sum(terms...), Add(Min(terms...), deep))} {
		b.add(n)
	}
	for _, text := range b.texts {
		depth, deepest := 0, 0
		for _, r := range text {
			switch r {
			case '(':
				depth++
			case ')':
				depth--
			}
			deepest = max(deepest, depth)
		}
		if len(text) > 8192 || deepest > 60 || strings.Count(text, ",") > 254 {
			t.Errorf("%d characters, %d levels: %.80s…", len(text), deepest, text)
		}
	}
	b.compare(t)
}

// Trees of several years that go by the same states share their cells.
func TestSpreadsheetSharesStates(t *testing.T) {
	b := newBench(t)
	bank := State("B_2000", Add(leaf("n", "5", "1"), leaf("m", "2", "1")))
	for year := range 5 {
		bank = State("B_"+strconv.Itoa(2001+year), Round34(Mul(bank, Ratio(9, 10))))
		b.add(Mul(bank, bank))
		if len(b.placed) != year+2 {
			t.Errorf("%d cells after %d years", len(b.placed), year+1)
		}
	}
}
