package engine

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/expr"
	"ghg/inventory/quantity"
	"ghg/inventory/trend"
	"ghg/inventory/workspace"
)

const assessedFolder = "../../testdata/inventories/assessed"

// intensitiesIn are the intensities of a workspace folder.
func intensitiesIn(t *testing.T, e *Engine, dir string) *Intensities {
	t.Helper()
	ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
	if err != nil || problems.Failed() {
		t.Fatal(err, problems)
	}
	return e.Intensities(ws, e.Compile(ws, nil), 0, 0)
}

// program compiles the trees of one figure of every series and year together, and counts in how many roots each input is.
func program(t *testing.T, i *Intensities, what string) (p *expr.Program, roots map[string]int, uses map[string]map[string]bool) {
	t.Helper()
	roots, uses = map[string]int{}, map[string]map[string]bool{}
	var trees []expr.Node
	for _, x := range i.Series {
		for _, y := range x.Years {
			tree, ok := x.Figure(what, y.Year, -1)
			if !ok {
				continue
			}
			root := x.ID + " " + decimal.NewFromInt(int64(y.Year)).String()
			roots[root] = len(trees)
			trees = append(trees, tree)
			for _, leaf := range tree.Leaves() {
				if uses[leaf.Key()] == nil {
					uses[leaf.Key()] = map[string]bool{}
				}
				uses[leaf.Key()][root] = true
			}
		}
	}
	p, err := expr.Compile(trees)
	if err != nil {
		t.Fatal(err)
	}
	return p, roots, uses
}

// Over all series and years GDP, its indices and every factor are one input each, and GDP carries the bounds that its rows
// state: what is drawn of them is the same in both years of a decline and in all figures.
func TestDeclinesShareTheirInputs(t *testing.T) {
	i := intensitiesIn(t, newEngine(t), assessedFolder)
	p, roots, uses := program(t, i, "direct")
	cells := map[string]int{}
	for _, leaf := range p.Inputs() {
		of := inventory.ParameterOf(leaf)
		cells[of.Mark+" "+of.Origin.String()]++
		if strings.HasPrefix(of.Name, "地区生产总值") && (of.Bounds.Kind != "ci95" || of.Bounds.Low == nil || of.Bounds.High == nil) {
			t.Errorf("%s has the bounds %+v, want those of its row", of.Row, of.Bounds)
		}
	}
	for cell, n := range cells {
		if n > 1 {
			t.Errorf("%s is %d inputs", cell, n)
		}
	}
	want := func(mark, of string, figures int) {
		for key, in := range uses {
			if strings.Contains(key, of) {
				if len(in) != figures {
					t.Errorf("%s: in %d declines, want %d", mark, len(in), figures)
				}
				return
			}
		}
		t.Errorf("%s is no input", mark)
	}
	want("GDP of 2020", "2020|indicator|地区生产总值||当年价", 4*5)    // five series per GDP, in every year after 2020
	want("the index of 2021", "2021|indicator|地区生产总值指数", 4*5) // from 2021 on
	want("the growth of 2024", "2024|indicator|地区生产总值实际增速", 1*5)
	want("the carbon of bituminous coal", "CN-PROV-2011|1.A|烟煤||||||carbon_content", 4*15) // all series but those of energy: 4 per GDP, 7 per value added, 4 per head
	if len(roots) != 4*len(i.Series) {
		t.Errorf("%d declines of %d series", len(roots), len(i.Series))
	}
}

// deviation is the first-order standard deviation of a root by those of its inputs (per cent of each), and the root itself.
func deviation(p *expr.Program, root int, of func(expr.Leaf) float64) (value, deviation float64, partials []float64) {
	values := p.Values()
	partials = make([]float64, len(values))
	value = p.Machine().Gradient(values, root, partials)
	total := 0.0
	for n, leaf := range p.Inputs() {
		u := float64(partials[n]*values[n]) * of(leaf)
		total += float64(u * u)
	}
	return value, math.Sqrt(total), partials
}

// The uncertainty of a decline follows from the bounds of its leaves: of energy per GDP those of the indices alone, for the
// level of the base year stands in both years.
func TestUncertaintyOfADecline(t *testing.T) {
	i := intensitiesIn(t, newEngine(t), assessedFolder)
	p, roots, _ := program(t, i, "direct")
	half := func(leaf expr.Leaf) float64 { // half width of the bounds, per cent of the figure
		b := inventory.ParameterOf(leaf).Bounds
		if b.Kind == "" || !strings.Contains(leaf.Key(), "|indicator|") {
			return 0
		}
		width, _ := quantity.Quo(b.High.Sub(*b.Low).Shift(2), leaf.Value().Mul(decimal.NewFromInt(2)))
		out, _ := width.Float64()
		return out
	}
	d, u, partials := deviation(p, roots["energy/gdp 2024"], half)
	ln := math.Sqrt(0.5*0.5 + sq(0.32/1.032) + 0.5*0.5 + sq(0.61/1.061)) // ±0.5 %, ±0.32 of 103.2, ±0.5 %, ±0.61 of 106.1
	near(t, "U_D of energy per GDP, pp", u, (1-d)*ln)
	for n, leaf := range p.Inputs() {
		if strings.HasSuffix(leaf.Key(), "2020|indicator|地区生产总值||当年价") && math.Abs(partials[n]) > 1e-15 {
			t.Errorf("the level of 2020 moves the decline by %g", partials[n])
		}
	}
	_, chained, _ := program(t, i, "chained")
	if len(chained) != 4*len(i.Series) {
		t.Errorf("%d chained declines", len(chained))
	}
	p, roots, _ = program(t, i, "chained")
	d, u, _ = deviation(p, roots["energy/gdp 2024"], half)
	near(t, "the same, chained", u, (1-d)*ln)
}

func sq(x float64) float64 { return x * x }

// The example of METHODS §7.9: emissions of 1000 and 1100 with 5 % each and a correlation of 0.9 between the years, GDP of 500 and
// 620 with 1 % and 0.5. What two years share is an input of both: of a variance u² the part rho is of the shared input.
func TestUncertaintyOfThePublishedExample(t *testing.T) {
	us := map[string]float64{}
	leaf := func(name, value string, u float64) expr.Node {
		us[name] = u
		return expr.Of(&inventory.Parameter{Name: name, Mark: name, Row: name, Amount: decimal.RequireFromString(value), In: quantity.One})
	}
	factor, level := leaf("factor", "10", 5*math.Sqrt(0.9)), leaf("level", "1", math.Sqrt(0.5))
	intensity := func(year, activity, output string) expr.Node {
		return expr.Quo(expr.Mul(leaf("activity "+year, activity, 5*math.Sqrt(0.1)), factor), expr.Mul(leaf("output "+year, output, math.Sqrt(0.5)), level))
	}
	p, err := expr.Compile([]expr.Node{trend.Decline(intensity("t", "110", "620"), intensity("0", "100", "500"))})
	if err != nil {
		t.Fatal(err)
	}
	d, u, _ := deviation(p, 0, func(l expr.Leaf) float64 { return us[l.Key()] })
	near(t, "decline", d, 0.112903225806452)
	near(t, "U_ln, %", u/(1-d), 2.449489742783178)
	near(t, "U_D, pp", u, 2.172934449)
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Abs(want) {
		t.Errorf("%s: %.15g, want %.15g", what, got, want)
	}
}
