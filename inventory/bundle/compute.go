package bundle

import (
	"bytes"
	"fmt"
	"io/fs"
	"runtime"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/table"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// Recipe is what decides the results of a seal beside its inputs and tables.
type Recipe struct {
	Years []int  // ascending; none: all of the workspace
	AsOf  string // the day whose knowledge of factors counts, "" for all
	Draws int    // Monte Carlo draws, 0 for no analysis of uncertainty
	Seed  uint64

	lacking []string // results of draws that a seal lacks, which is then all that is to be said of them
	most    int      // draws that are made at the most; 0: as many as are asked for
}

// MostDraws is the most draws that a seal may ask for.
const MostDraws = 100_000_000

// Computed is an inventory with the files of out/ that a seal holds.
type Computed struct {
	Workspace *workspace.Workspace
	Result    *engine.Result     // its inventory is nil if errors stood in the way
	Files     map[string][]byte  // by name
	Omitted   []inventory.Text   // analyses that the workspace does not have what they need for, and why
	Undrawn   inventory.Problems // why draws that were asked for were not made
	Problems  inventory.Problems
}

// Compute reads the inputs and computes all that a seal holds of them: the files of compile, intensities where the workspace has figures for
// them, and with draws the uncertainties and key categories. The same inputs, tables and recipe give the same bytes. The error is that there
// is no workspace.
func Compute(e *engine.Engine, inputs fs.FS, recipe Recipe) (*Computed, error) {
	ws, problems, err := workspace.LoadFS(inputs, e.Vocabulary)
	if err != nil {
		return nil, err
	}
	c := &Computed{Workspace: ws, Result: &engine.Result{}, Files: map[string][]byte{}, Problems: problems}
	if problems.Failed() {
		return c, nil
	}
	if ws.AsOf = recipe.AsOf; len(recipe.Years) == 0 {
		recipe.Years = ws.Config.Years
	}
	if c.Problems.Add(recipe.faults(ws)...); c.Problems.Failed() {
		return c, nil
	}
	c.Result = check.Whole(e, ws, recipe.Years, problems)
	c.Problems = c.Result.Problems
	if c.Result.Inventory == nil {
		return c, nil
	}
	if err := c.write(report.Files(ws, c.Result)); err != nil {
		return nil, err
	}
	return c, c.analyses(e, recipe, problems)
}

// faults are what of a recipe can be of no seal of the workspace.
func (r Recipe) faults(ws *workspace.Workspace) (out inventory.Problems) {
	if r.Draws < 0 || r.Draws > MostDraws || r.AsOf != "" && !factors.IsDate(r.AsOf) {
		out.Add(refusal(inventory.Source{File: ManifestPath}, "seal-recipe", say("不能这样计算：%[1]d 次抽样，截至“%[2]s”", `cannot be computed so: %[1]d draws, as of "%[2]s"`, r.Draws, table.Excerpt(r.AsOf)),
			say("抽样 0 到 %d 次；日期写作 YYYY-MM-DD 或空着", "0 to %d draws; a day as YYYY-MM-DD, or none", MostDraws)))
	}
	missing := slices.DeleteFunc(slices.Clone(r.Years), func(year int) bool { return slices.Contains(ws.Config.Years, year) })
	if n := len(missing); n > 0 {
		const most = 5
		named := joined(missing[:min(n, most)], ", ")
		if n > most {
			named += " …"
		}
		out.Add(refusal(inventory.Source{File: "inventory.toml"}, "seal-years", say("inventory.toml 的年份中没有 %[1]s（共 %[2]d 年）", "the years of inventory.toml are without %[1]s (%[2]d in all)", named, n),
			say("inventory.toml 有 %[1]d–%[2]d 年", "inventory.toml has %[1]d to %[2]d", slices.Min(ws.Config.Years), slices.Max(ws.Config.Years))))
	}
	return out
}

// write keeps what the writers write.
func (c *Computed) write(files map[string]workspace.Writer) error {
	for name, write := range files {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		c.Files[name] = out.Bytes()
	}
	return nil
}

func (c *Computed) omit(zh, en string, args ...any) {
	c.Omitted = append(c.Omitted, say(zh, en, args...))
}

// analyses adds what rests on all years of the workspace: intensities and their declines count from a base year that need not be sealed.
func (c *Computed) analyses(e *engine.Engine, recipe Recipe, read inventory.Problems) error {
	ws, all := c.Workspace, c.Result
	if !slices.Equal(recipe.Years, ws.Config.Years) {
		if all = check.Whole(e, ws, ws.Config.Years, read); all.Inventory == nil {
			c.omit("没有强度和不确定度：工作区其他年份有错误", "no intensities and uncertainties: other years of the workspace have errors")
			return nil
		}
	}
	i := e.Intensities(ws, all, 0, 0)
	if found := i.Problems(); found.Failed() {
		first := found[slices.IndexFunc(found, func(p inventory.Problem) bool { return p.Severity >= inventory.Error })]
		c.omit("没有强度：%[1]s", "no intensities: %[2]s", first.Format("zh"), first.Format("en"))
	} else if len(ws.Indicators) > 0 {
		if err := c.intensities(e, i); err != nil {
			return err
		}
	}
	if recipe.Draws == 0 {
		return nil
	}
	if c.Undrawn = recipe.undrawn(); c.Undrawn != nil {
		return nil
	}
	return c.uncertainties(e, all, i, recipe)
}

// undrawn is why draws are not made.
func (r Recipe) undrawn() (out inventory.Problems) {
	for _, name := range r.lacking {
		out.Add(refusal(inventory.Source{File: Results + name}, "seal-lacks-draws", say("清单（manifest）写 %d 次抽样，封存件却没有这一结果：没有抽样核对", "the manifest says %d draws, and this result of them is not in the seal: none were made to compare", r.Draws), retrieve))
	}
	if out == nil && r.most > 0 && r.Draws > r.most {
		out.Add(refusal(inventory.Source{File: ManifestPath}, "seal-draws", say("清单（manifest）写 %[1]d 次抽样，多于核验所做的 %[2]d 次：抽样结果没有核对", "the manifest says %[1]d draws, more than the %[2]d that verifying makes: their results were not compared", r.Draws, r.most),
			inventory.Text{ZH: "信得过来源就用 --draws-limit 放宽", EN: "give --draws-limit if you trust where it comes from"}))
	}
	return out
}

// intensities adds the tables of intensities, with the scenarios of the target year where it lies ahead.
func (c *Computed) intensities(e *engine.Engine, i *engine.Intensities) error {
	var projections []engine.Projection
	var scenario *engine.Scenario
	if target := i.TargetYear(); target > slices.Max(c.Workspace.Config.Years) {
		if len(c.Workspace.Measures) > 0 {
			scenario = e.Scenario(c.Workspace, target)
		}
		projections = i.Project(target, scenario)
	}
	return c.write(report.IntensityFiles(i, projections, scenario))
}

// per cent that key categories make up (IPCC 2006 V1 ch4 p4.14 and p4.18)
const keyThreshold1, keyThreshold2 = 95, 90

// uncertainties adds the uncertainties of the latest year sealed, and the key categories.
func (c *Computed) uncertainties(e *engine.Engine, all *engine.Result, i *engine.Intensities, recipe Recipe) error {
	options := engine.UncertaintyOptions{Year: slices.Max(recipe.Years), Base: i.Base, Draws: recipe.Draws, Seed: recipe.Seed, Workers: runtime.GOMAXPROCS(0), Level: engine.GuideLevel,
		Adaptive: uncertainty.Adaptive{Digits: uncertainty.DefaultDigits, Cap: uncertainty.DefaultCap}}
	u := e.Uncertainty(c.Workspace, all, i, options)
	if u.Problems.Failed() {
		c.Problems.Add(u.Problems...)
		return nil
	}
	if err := c.write(report.UncertainFiles(u, false)); err != nil {
		return err
	}
	options.Draws, options.Workers = engine.NoDraws, 1
	keys := report.KeysOf(e.Uncertainty(c.Workspace, all, i, options), uncertainty.KeyAnalysis{Trend: uncertainty.Trend2006, Threshold1: decimal.NewFromInt(keyThreshold1), Threshold2: decimal.NewFromInt(keyThreshold2)})
	return c.write(map[string]workspace.Writer{"keys.csv": keys.Records().WriteCSV})
}

// Unsettled is what keeps a seal from being final: the errors of check --final for the years computed.
func (c *Computed) Unsettled(e *engine.Engine) inventory.Problems {
	return append(engine.Final(c.Problems), e.StatisticFaults(c.Workspace)...).Sorted()
}
