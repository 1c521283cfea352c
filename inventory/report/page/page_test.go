package page

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"golang.org/x/net/html"

	"ghg/inventory"
	"ghg/inventory/report"
)

// echartsDigest is that which build.sh prints.
const echartsDigest = "fa65f13c7288fe42856c6d04b1728467e7a1dfb81380a77c11897fdac375f587"

func TestChartLibraryIsTheOneThatWasBuilt(t *testing.T) {
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(echarts))); got != echartsDigest {
		t.Errorf("sha256 of echarts.min.js is %s", got)
	}
	for _, end := range []string{"</script", "<!--"} {
		if strings.Contains(echarts+script+dialogScript+early, end) {
			t.Errorf("a script holds %q, which ends or hides it", end)
		}
	}
	for _, notice := range []string{"The Apache Software Foundation", "Baidu", "Mike Bostock"} {
		if !strings.Contains(echarts[:6000], notice) {
			t.Errorf("the notice of %s is not at its head", notice)
		}
	}
}

func TestPageIsSmallAndTheSameEveryTime(t *testing.T) {
	s := district(t)
	first := districtPage(t)
	if len(first) >= 2_900_000 {
		t.Errorf("%d bytes", len(first))
	}
	before := runtime.GOMAXPROCS(1)
	second := written(t, s)
	runtime.GOMAXPROCS(before)
	if !bytes.Equal(first, second) {
		t.Error("two pages of one subject differ")
	}
}

// figureOf reads the link of a total.
func figureOf(t *testing.T, link string) (inventory.Figure, string) {
	t.Helper()
	w := strings.Split(strings.TrimPrefix(link, "#f="), ",")
	year, err := strconv.Atoi(w[0])
	if err != nil || len(w) < 4 {
		t.Fatalf("link %s", link)
	}
	at := slices.IndexFunc(inventory.Boundaries[:], func(b inventory.Boundary) bool { return b.String()[:1] == w[1] })
	part := ""
	if len(w) > 4 {
		part = w[4]
	}
	return inventory.Figure{Year: year, Boundary: inventory.Boundaries[at], Scope: w[2], Gas: w[3]}, part
}

// sumOf adds up the lines of a figure or a part of it one by one.
func sumOf(inv *inventory.Inventory, f inventory.Figure, part string) *inventory.Total {
	var lines []*inventory.Estimate
	for _, e := range inv.Below(f.Year, f.Boundary, nil) {
		c, ok := inv.Vocabulary.Categories.Lookup(f.Scope)
		land := inventory.IsLand(e.Row.Category)
		if ok && f.Scope == c.Code && !e.Row.Category.Within(c) || land && (part == withoutLand || f.Scope == inventory.ScopeWithoutLand) || !land && part == landAlone || !e.Number {
			continue
		}
		if gas, known := inv.Vocabulary.Gases.Lookup(e.Gas); f.Gas == inventory.AllGases || known && gas.Matches(f.Gas) {
			lines = append(lines, e)
		}
	}
	out := &inventory.Total{Figure: f}
	for _, e := range lines {
		if gwp, ok := inv.GWP(e.Gas); ok {
			out.CO2e, out.HasCO2e = out.CO2e.Add(e.Value().Mul(gwp.Amount)), true
		}
		out.Mass = out.Mass.Add(e.Value())
	}
	return out
}

// Every figure that opens is the sum of its lines, to the digit printed.
func TestFiguresAreThoseOfTheInventory(t *testing.T) {
	s := district(t)
	inv := s.Inventory()
	tree := parsed(t, districtPage(t))
	links := 0
	each(tree, func(n *html.Node) {
		link := attribute(n, "href")
		if !strings.HasPrefix(link, "#f=") || n.Parent.Data != "td" && n.Parent.Data != "p" {
			return
		}
		if class := attribute(n.Parent, "class"); n.Parent.Data == "td" && !strings.HasPrefix(class, "n") {
			return // a name, or how complete it is
		}
		links++
		f, part := figureOf(t, link)
		sum := sumOf(inv, f, part)
		got := strings.TrimPrefix(textOf(n), "-")
		if got != report.Tonnes(sum.CO2e.Abs()) && got != report.Tonnes(sum.Mass.Abs()) {
			t.Errorf("%s: %s, the lines come to %s t CO2e, %s t", link, textOf(n), report.Tonnes(sum.CO2e), report.Tonnes(sum.Mass))
		}
	})
	if links < 100 {
		t.Errorf("%d figures open", links)
	}
}

// Every figure of a table that adds up others is their sum, to the digit printed.
func TestSumsAreThoseOfTheirParts(t *testing.T) {
	s := district(t)
	inv := s.Inventory()
	tree := parsed(t, districtPage(t))
	b, links := unpacked(t, tree), 0
	each(tree, func(n *html.Node) {
		id, ok := strings.CutPrefix(attribute(n, "href"), "#s=")
		if !ok {
			return
		}
		links++
		of, sum := b.Sums[id], decimal.Decimal{}
		for _, part := range of.Figures {
			f, _ := figureOf(t, fmt.Sprintf("#f=%d,%s", of.Year, b.Parts[part]))
			sum = sum.Add(inv.Total(f).CO2e)
		}
		for _, line := range of.Lines {
			l := b.Lines[line]
			gwp, _ := inv.GWP(b.Gases[l.Gas].Name)
			sum = sum.Add(decimal.RequireFromString(l.Value).Mul(gwp.Amount))
		}
		if got := textOf(n); got != report.Tonnes(sum) {
			t.Errorf("%s: %s, its parts come to %s", id, got, report.Tonnes(sum))
		}
	})
	if links < 1000 {
		t.Errorf("%d sums open", links)
	}
}

// What the explanations hold adds up to every total of the inventory, whole.
func TestExplanationsAddUp(t *testing.T) {
	s := district(t)
	inv := s.Inventory()
	b := unpacked(t, parsed(t, districtPage(t)))
	n := 0
	for _, e := range inv.Estimates {
		if !e.Number {
			continue
		}
		l := b.Lines[n]
		n++
		gwp, _ := inv.GWP(e.Gas)
		mass, _ := e.Figures(gwp)
		if l.Value != mass || l.Year != e.Row.Year || b.Categories[l.Category].Code != e.Row.Category.Code || b.Gases[l.Gas].Name != e.Gas || len(l.Leaves) < len(e.Mass().Leaves()) {
			t.Fatalf("line %d is %+v, not %s %s", n-1, l, e.Row.Category.Code, mass)
		}
		for _, leaf := range l.Leaves {
			if b.Leaves[leaf].Cell == "" || b.Leaves[leaf].Value == "" {
				t.Fatalf("an input of line %d has no cell: %+v", n-1, b.Leaves[leaf])
			}
		}
	}
	if n != len(b.Lines) {
		t.Errorf("%d lines explained of %d", len(b.Lines), n)
	}
	for _, f := range inv.Figures() {
		total, sum := inv.Total(f), sumOf(inv, f, "")
		if total.HasCO2e && !total.CO2e.Equal(sum.CO2e) || total.HasMass && !total.Mass.Equal(sum.Mass) {
			t.Errorf("%v: %s, its lines come to %s", f, total.CO2e, sum.CO2e)
		}
	}
}

func TestFlowsBalance(t *testing.T) {
	s := district(t)
	p := &page{s: s, inv: s.Inventory()}
	d := p.diagram()
	total := p.inv.Total(of(s.Year, inventory.ScopeTotal, inventory.AllGases))
	if sum := d.emitted.Add(d.removed); !sum.Equal(total.CO2e) {
		t.Errorf("flows less removals are %s, the total is %s", sum, total.CO2e)
	}
	in, out := make([]point, len(d.nodes)), make([]point, len(d.nodes))
	for _, f := range d.flows {
		if !f.Value.IsPositive() || d.nodes[f.From].Depth >= d.nodes[f.To].Depth {
			t.Errorf("flow %+v", f)
		}
		out[f.From].value.Decimal = out[f.From].value.Decimal.Add(f.Value)
		in[f.To].value.Decimal = in[f.To].value.Decimal.Add(f.Value)
	}
	fuels := 0
	for i, n := range d.nodes {
		came, went := in[i].value.Decimal, out[i].value.Decimal
		switch {
		case n.Depth == 0:
			fuels++
			came = n.Sum
		case n.Depth == 2:
			went = n.Sum
		case came.IsZero(): // not of fuel combustion: it enters here
			came = n.Sum
		}
		if !came.Equal(n.Sum) || !went.Equal(n.Sum) {
			t.Errorf("%s: %s in, %s out, %s written", n.Name.EN, came, went, n.Sum)
		}
	}
	if fuels < 3 {
		t.Errorf("%d fuels", fuels)
	}
}

// A report is made of whatever the data bear, and says why of what they do not.
func TestPartsMayBeMissing(t *testing.T) {
	bare := *district(t)
	bare.Intensities, bare.Uncertainty, bare.Keys, bare.Effects, bare.Lacking = nil, nil, nil, nil, nil
	text := string(written(t, &bare))
	if strings.Contains(text, `data-chart="pareto"`) || strings.Contains(text, `data-chart="path"`) || !strings.Contains(text, `class="lack"`) {
		t.Error("a chart stands where there is nothing to draw")
	}
	for _, want := range []string{"地区生产总值", "没有与之比较的上次报送"} {
		if !strings.Contains(string(districtPage(t)), want) {
			t.Errorf("nothing says %s", want)
		}
	}
	for _, folder := range []string{"seeds/tongliang", "testdata/inventories/assessed", "testdata/inventories/emitters", "testdata/inventories/banks", "testdata/inventories/forest"} {
		written(t, subjectOf(t, os.DirFS("../../../"+folder)))
	}
}

func BenchmarkPage(b *testing.B) {
	s := district(b)
	for b.Loop() {
		written(b, s)
	}
}
