package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// intensityOptions choose what declines count from.
type intensityOptions struct {
	base, prices, target int
	baseless             bool // a base year without an inventory is no error: what is asked for is more than declines
}

func (o *intensityOptions) flags(cmd *cobra.Command) {
	cmd.Flags().IntVar(&o.base, "base", 0, "year that declines count from (default: base_year of inventory.toml, else of the targets)")
	cmd.Flags().IntVar(&o.target, "target", 0, "year of the scenario (default: the last target year of targets.csv)")
	cmd.Flags().IntVar(&o.prices, "price-year", 0, "year at whose prices output stands (default: the base year, or the latest that is stated)")
}

func (p *program) intensity() *cobra.Command {
	var o intensityOptions
	cmd := &cobra.Command{
		Use:   "intensity [DIR]",
		Short: "碳排放强度、下降率和规划指标进度 · carbon intensity, its decline, and where the plan's targets stand",
		Long: "强度（清单口径）和考核核算（非清单）是两套账，分开列出；csv 只列清单口径的强度，json 列出全部，--out 把各表写入文件夹。" +
			"\nIntensities of the inventory and the official account are two accounts and stand apart; csv lists the intensities of the inventory, json all of it, --out writes each table into a folder.",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(_ *cobra.Command, args []string) error {
			if p.outDir != "" {
				if err := writable(p.outDir, folder(args)); err != nil {
					return err
				}
			}
			found, err := p.intensities(args, o)
			if err != nil {
				return err
			}
			i := found.Intensities
			projections, scenario, err := p.outlook(found, o.target)
			if err != nil {
				return err
			}
			if p.outDir != "" {
				if err := p.write(p.outDir, report.IntensityFiles(i, projections, scenario)); err != nil {
					return err
				}
				if !p.quiet {
					defer fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + p.outDir, EN: "written to " + p.outDir}.In(p.lang))
				}
			}
			if err := p.showIntensities(i, projections, scenario); err != nil {
				return err
			}
			if o.target != 0 && scenario != nil && scenario.Problems.Failed() {
				return failure{exitFailed, nil}
			}
			return nil
		},
	}
	p.years(cmd)
	p.asOfFlag(cmd)
	o.flags(cmd)
	cmd.Flags().StringVar(&p.outDir, "out", "", "folder to write the tables to: intensity.csv, assessment.csv, plan.csv and the others")
	return cmd
}

// showIntensities prints the intensities in the format that is asked for.
func (p *program) showIntensities(i *engine.Intensities, projections []engine.Projection, scenario *engine.Scenario) error {
	switch p.format {
	case "csv":
		return report.IntensityRecords(i).WriteCSV(p.out)
	case "json":
		return p.emitJSON(report.IntensityJSON(i, projections, scenario))
	}
	from, to := p.from, p.to
	if p.year != 0 {
		from, to = p.year, p.year
	}
	report.IntensityPage(p.out, i, projections, scenario, from, to, p.lang)
	return nil
}

// assessed is a compiled workspace with its intensities.
type assessed struct {
	*engine.Intensities
	engine    *engine.Engine
	workspace *workspace.Workspace
	result    *engine.Result
}

// intensities compiles every year of the workspace, for declines count from years that need not be printed, and forms its
// intensities.
func (p *program) intensities(args []string, o intensityOptions) (*assessed, error) {
	e, ws, result, err := p.compiled(args, func(ws *workspace.Workspace) ([]int, error) {
		if o.base != 0 && !slices.Contains(ws.Config.Years, o.base) {
			return nil, usage("--base %[1]d 没有清单：工作区的年份是 %[2]v", "--base %[1]d has no inventory: the workspace has the years %[2]v", o.base, ws.Config.Years)
		}
		_, err := p.chosen(ws)
		return ws.Config.Years, err
	}, p.counted)
	if err != nil {
		return nil, err
	}
	i := e.Intensities(ws, result, o.base, o.prices)
	if gdp := i.Statistics.ConstantPrices("gdp", "", cmp.Or(o.prices, i.Base)); o.prices != 0 && gdp.Base != o.prices && gdp.Base != 0 {
		return nil, usage("--price-year %[1]d：indicators.csv 没有按 %[1]d 年价的地区生产总值；可用：%[2]v", "--price-year %[1]d: indicators.csv states no GDP at %[1]d prices, but at those of %[2]v", o.prices, gdp.Bases())
	}
	found := i.Problems()
	if o.baseless {
		found = slices.DeleteFunc(found, func(f inventory.Problem) bool {
			return f.Code == engine.NoBaseInventory && f.Severity == inventory.Error
		})
	}
	if p.say(found); found.Failed() {
		return nil, failure{exitFailed, nil}
	}
	return &assessed{i, e, ws, result}, nil
}

// outlook makes the scenarios of the target year: by the trend, and with the measures of records/measures.csv where there are any. There
// is none if no target year lies after the latest year. Errors of a scenario with measures are told and leave it without figures: no
// intensity depends on it.
func (p *program) outlook(a *assessed, target int) ([]engine.Projection, *engine.Scenario, error) {
	latest := slices.Max(a.workspace.Config.Years)
	switch {
	case target > engine.LastTarget:
		return nil, nil, usage("--target %[1]d 晚于 %[2]d", "--target %[1]d is after %[2]d", target, engine.LastTarget)
	case target != 0 && target <= latest:
		return nil, nil, usage("--target %[1]d 不晚于最新的清单年份 %[2]d", "--target %[1]d is not after %[2]d, the latest year of the inventory", target, latest)
	case target == 0:
		target = a.TargetYear()
	}
	measures := len(a.workspace.Measures)
	if target <= latest {
		if measures > 0 && !p.quiet {
			fmt.Fprintln(p.err, inventory.Text{
				ZH: fmt.Sprintf("records/measures.csv 有 %d 行措施没有用上：没有 %d 年以后的目标年；用 --target 给出", measures, latest),
				EN: fmt.Sprintf("rows of records/measures.csv that serve nothing: %d; no target year comes after %d: give one by --target", measures, latest)}.In(p.lang))
		}
		return nil, nil, nil
	}
	var scenario *engine.Scenario
	if measures > 0 {
		scenario = a.engine.Scenario(a.workspace, target)
		if failed := p.remark(scenario.Problems); failed > 0 {
			fmt.Fprintln(p.err, inventory.Text{
				ZH: fmt.Sprintf("情景有 %d 个错误，没有数字；强度照常列出", failed),
				EN: fmt.Sprintf("errors of the scenario: %d; it has no figures, the intensities stand", failed)}.In(p.lang))
		}
	}
	projections := a.Project(target, scenario)
	if failed := a.Problems(); failed.Failed() {
		p.say(failed)
		return nil, nil, failure{exitFailed, nil}
	}
	return projections, scenario, nil
}
