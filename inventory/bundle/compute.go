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
}

// MostDraws is the most draws that a seal may ask for.
const MostDraws = 100_000_000

// Computed is an inventory with the files of out/ that a seal holds.
type Computed struct {
	Workspace *workspace.Workspace
	Result    *engine.Result    // its inventory is nil if errors stood in the way
	Files     map[string][]byte // by name
	Omitted   []inventory.Text  // analyses that the workspace does not have what they need for, and why
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
	if recipe.Draws < 0 || recipe.Draws > MostDraws || recipe.AsOf != "" && !factors.IsDate(recipe.AsOf) {
		c.Problems.Add(refusal(inventory.Source{File: ManifestPath}, "seal-recipe", say("不能这样计算：%[1]d 次抽样，截至“%[2]s”", `cannot be computed so: %[1]d draws, as of "%[2]s"`, recipe.Draws, table.Excerpt(recipe.AsOf)), retrieve))
		return c, nil
	}
	if missing := slices.DeleteFunc(slices.Clone(recipe.Years), func(year int) bool { return slices.Contains(ws.Config.Years, year) }); len(missing) > 0 {
		c.Problems.Add(refusal(inventory.Source{File: "inventory.toml"}, "seal-years", say("inventory.toml 的年份中没有 %[1]d（这样的有 %[2]d 年）", "the years of inventory.toml are without %[1]d; there are %[2]d of these", missing[0], len(missing)), retrieve))
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
	return c.uncertainties(e, all, i, recipe)
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
