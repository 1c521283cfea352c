package engine

import (
	"fmt"
	"testing"
	"time"

	"ghg/inventory/workspace"
)

func TestUncertaintyDev(t *testing.T) {
	for _, dir := range []string{"/tmp/dCN-PROV-2011"} {
		e := newEngine(t)
		ws, problems, err := workspace.Load(dir, e.Vocabulary, nil)
		if err != nil || problems.Failed() {
			t.Fatal(err, problems)
		}
		result := e.Compile(ws, nil)
		i := e.Intensities(ws, result, 0, 0)
		start := time.Now()
		u := e.Uncertainty(ws, result, i, UncertaintyOptions{Seed: 1, Workers: 2, Draws: -1})
		fmt.Println(dir, "approach1", time.Since(start), len(u.Problems), len(u.Variables), len(u.Figures), len(u.Rows), len(u.Bare))
		for n, p := range u.Problems {
			if n < 8 {
				fmt.Println("  ", p.Source, p.Code, p.Message.EN)
			}
		}
		start = time.Now()
		u = e.Uncertainty(ws, result, i, UncertaintyOptions{Seed: 1, Workers: 2, Draws: 100000})
		fmt.Println("all", time.Since(start))
		if u.Simulated == nil {
			continue
		}
		fmt.Println(u.Simulated.Draws, u.Simulated.Stopped)
		for n, f := range u.Figures {
			if n < 14 || f.Kind == DeclineFigure {
				s := f.Distribution.Spread()
				fmt.Println(f.ID, f.Kind, f.Linear.Value, f.Linear.Percent().Decimal, s.Mean.Decimal, s.Minus.Decimal, s.Plus.Decimal, s.Error.Decimal)
			}
		}
		fmt.Println("A1", u.Approach1[0].Level().Decimal, u.Approach1[0].TrendPoints())
		for n, r := range u.Rankings[0].Lines {
			if n < 14 {
				fmt.Println(r.Variables, r.Linear.Decimal.StringFixed(4), r.First.Decimal.StringFixed(4), r.Total.Decimal.StringFixed(4), r.TotalSE.Decimal.StringFixed(4), r.Gain.Decimal.StringFixed(2), r.Low.Decimal.StringFixed(0), r.High.Decimal.StringFixed(0))
			}
		}
		for n, b := range u.Bare {
			if n < 12 {
				fmt.Println("bare", b.Parameter.Variable.ID, b.Share.StringFixed(4))
			}
		}
		for n, s := range u.Shared {
			if n < 5 {
				fmt.Println("shared", s.Variable, len(s.Rows), s.Adds.StringFixed(3))
			}
		}
		for _, c := range u.Chances {
			fmt.Println("chance", c.Standing.Target.Indicator, c.Goal, c.OnPath, c.Chance)
		}
	}
}
