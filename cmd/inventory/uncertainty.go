package main

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/quantity"
	"ghg/inventory/report"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// uncertaintyFlags are the flags of the verb as given.
type uncertaintyFlags struct {
	table, sampling, gwp, level        string
	base, draws, digits, most, leading int
	seed                               uint64
	workers                            int
	repair, samples                    bool
}

// mostDraws is the most draws that are taken on; ten times as many leave a third of the error.
const mostDraws = 100_000_000

// leastDraws is the fewest draws that have 2.5 and 97.5 percentiles worth the name.
const leastDraws = 1000

func (p *program) uncertainty() *cobra.Command {
	var o uncertaintyFlags
	cmd := &cobra.Command{
		Use:   "uncertainty [DIR] | --table FILE",
		Short: "不确定度：误差传递（方法 1）和蒙特卡洛（方法 2） · uncertainty by propagation of errors (Approach 1) and simulation (Approach 2)",
		Long: "排放量、变化趋势、强度和下降率的不确定度：误差传递（IPCC 方法 1，2019 年修订版卷 1 表 3.2）、按偏导数的一阶传递（共用的输入是同一个变量）" +
			"和蒙特卡洛（方法 2）；哪些数据最该改进；目标达到的概率。\n" +
			"输入的不确定度取自：记录的专家判断 records/judgements.csv，数据行自报，因子行的界限，指南缺省值；相关性写在 records/correlations.csv。\n" +
			"--table：自备的估算表，列见下。u_ad_pct、u_ef_pct 是 95 % 区间的一半，占数值的百分比；上下不等的写 low_pct 和 high_pct。\n" +
			"The uncertainty of levels, trends, intensities and declines: by propagation of errors (IPCC Approach 1, 2019 Refinement V1 Table 3.2), to first " +
			"order by partial derivatives (a shared input is one variable), and by simulation (Approach 2); which data to improve next; the chances of targets.\n" +
			"Inputs have the spread that a judgement in records/judgements.csv says, else that of their row, else a default of the guidelines; correlations stand in " +
			"records/correlations.csv.\n--table: a ready table of estimates; u_ad_pct and u_ef_pct are half the 95 % interval in per cent of the figure, low_pct " +
			"and high_pct the ends of one with unequal sides.",
		Args: takes(0, 1, "[DIR]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ready, err := tableAlone(cmd, args, "year", "base", "level", "samples", "gwp-uncertainty", "repair-correlations", "as-of")
			if err != nil {
				return err
			}
			options, err := o.options(cmd)
			switch {
			case err != nil:
				return err
			case ready:
				return p.uncertaintyOfTable(o.table, options, cmd.Flags().Changed("draws") || cmd.Flags().Changed("cap"))
			}
			return p.uncertaintyOf(args, options, o.samples)
		},
	}
	o.flags(cmd)
	p.asOfFlag(cmd)
	cmd.Flags().IntVar(&p.year, "year", 0, "year of the inventory (default: the latest)")
	cmd.Flags().StringVar(&p.outDir, "out", "", "folder to write uncertainty.csv to, and of a workspace contributions.csv, variables.csv and chances.csv")
	return cmd
}

// estimatesColumns are the columns of a table of estimates, for the help.
const estimatesColumns = "CSV or XLSX: category,item,gas,e_base,e_t,u_ad_pct,u_ef_pct,ad_correlated,ef_correlated,low_pct,high_pct,land"

func (o *uncertaintyFlags) flags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.table, "table", "", estimatesColumns)
	flags.IntVar(&o.base, "base", 0, "year that trends count from (default: base_year of inventory.toml)")
	flags.IntVar(&o.draws, "draws", 0, "exactly so many draws; 0: Approach 1 only (default: as many as JCGM 101 7.9.4 asks for; latin 100,000; sobol 32,768)")
	flags.Uint64Var(&o.seed, "seed", 1, "seed of the draws")
	flags.StringVar(&o.sampling, "sampling", uncertainty.Samplings[0], strings.Join(uncertainty.Samplings[:], " | "))
	flags.IntVar(&o.digits, "digits", uncertainty.DefaultDigits, "significant digits of the standard uncertainty that adaptive draws reach: 1 | 2")
	flags.IntVar(&o.most, "cap", uncertainty.DefaultCap, "the most draws of the adaptive rule")
	flags.StringVar(&o.gwp, "gwp-uncertainty", "", "± per cent at 95 % of the GWP of every gas but CO2 (default: none)")
	flags.BoolVar(&o.repair, "repair-correlations", false, "raise the eigenvalues of a matrix of correlations that is not positive definite to 1e-10, and say what changed")
	flags.BoolVar(&o.samples, "samples", false, "write the draws of the totals and their trends to samples.csv in --out")
	flags.StringVar(&o.level, "level", engine.GuideLevel, "level of the rows: guide (IPCC 2006 V1 Table 4.1) | finest | a depth of the category tree")
	flags.IntVar(&o.leading, "leading", 0, "variables with total indices of Sobol', up to 200 (default: 12; none of a table of thousands of rows)")
	flags.IntVar(&o.workers, "workers", runtime.GOMAXPROCS(0), "goroutines that draw; never changes a figure")
}

// options are the flags, checked.
func (o *uncertaintyFlags) options(cmd *cobra.Command) (out engine.UncertaintyOptions, err error) {
	sampling := slices.Index(uncertainty.Samplings[:], o.sampling)
	changed := cmd.Flags().Changed
	switch {
	case sampling < 0:
		return out, usage("--sampling %[1]q 不可用；可用：%[2]s", "--sampling %[1]q is not known; one of: %[2]s", o.sampling, strings.Join(uncertainty.Samplings[:], ", "))
	case o.draws < 0:
		return out, usage("--draws %[1]d：抽样次数不能为负；0 表示只做方法 1", "--draws %[1]d: draws cannot be below 0; 0 is Approach 1 only", o.draws)
	case o.draws > 0 && o.draws < leastDraws:
		return out, usage("--draws %[1]d：至少 %[2]d 次，或 0（只做方法 1）", "--draws %[1]d: at least %[2]d, or 0 for Approach 1 only", o.draws, leastDraws)
	case o.draws > mostDraws || o.most > mostDraws:
		return out, tooMany(max(o.draws, o.most))
	case o.most < 2*uncertainty.BatchDraws:
		return out, usage("--cap %[1]d：至少 %[2]d", "--cap %[1]d: at least %[2]d", o.most, 2*uncertainty.BatchDraws)
	case o.most > engine.MostKept: // the adaptive rule compares sorted draws, which are kept
		return out, usage("--cap %[1]d：至多 %[2]d；更多的用 --draws", "--cap %[1]d: at most %[2]d; for more give --draws", o.most, engine.MostKept)
	case o.digits != 1 && o.digits != 2:
		return out, usage("--digits %[1]d：1 或 2", "--digits %[1]d: 1 or 2", o.digits)
	case !engine.ParseLevel(o.level):
		return out, usage("--level %[1]q：guide、finest 或类别树的层数（1 至 9）", "--level %[1]q: guide, finest or a depth of the category tree (1 to 9)", o.level)
	case o.leading < 0 || o.leading > 200:
		return out, usage("--leading %[1]d：0 至 200", "--leading %[1]d: 0 to 200", o.leading)
	case o.workers < 1 || o.workers > 1024:
		return out, usage("--workers %[1]d：1 至 1024", "--workers %[1]d: 1 to 1024", o.workers)
	}
	out = engine.UncertaintyOptions{Base: o.base, Draws: o.draws, Seed: o.seed, Sampling: uncertainty.Sampling(sampling), Workers: o.workers, Repair: o.repair, Level: o.level, Leading: o.leading,
		Adaptive: uncertainty.Adaptive{Digits: o.digits, Cap: o.most}}
	switch {
	case changed("draws") && o.draws == 0:
		out.Draws = engine.NoDraws
	case !changed("draws"):
		out.Draws = defaultDraws[out.Sampling]
	}
	if o.samples && (!changed("out") || out.Draws == engine.NoDraws || out.Draws > engine.MostKept) {
		return out, usage("--samples 要有 --out，抽样次数在 1 到 %[1]d 之间", "--samples needs --out, and between 1 and %[1]d draws", engine.MostKept)
	}
	if o.gwp != "" {
		out.GWP, err = quantity.Parse(o.gwp)
		if err != nil || out.GWP.IsNegative() || out.GWP.GreaterThan(decimal.NewFromInt(1000)) {
			return out, usage("--gwp-uncertainty %[1]q：应为 0 至 1000 的百分数", "--gwp-uncertainty %[1]q: per cent from 0 to 1000 are wanted", o.gwp)
		}
	}
	return out, nil
}

// defaultDraws are the draws of a sampling that are not asked for: of plain ones as many as the adaptive rule takes.
var defaultDraws = map[uncertainty.Sampling]int{uncertainty.PlainSampling: 0, uncertainty.LatinSampling: 100_000, uncertainty.SobolSampling: 1 << 15}

// nanosPerVariate is about what one draw of one input and its part of the sums take; manyInputs are the inputs of a large inventory.
const (
	nanosPerVariate = 25
	manyInputs      = 1000
)

// foretold is from how many seconds on the user is told how long draws take.
const foretold = 20

// foretell says before long draws about how long they will take, in minutes: at most so long where the draws are but a limit.
func (p *program) foretell(draws, variates int, limit bool) {
	seconds := int64(variates) / (1_000_000_000 / nanosPerVariate) / int64(runtime.GOMAXPROCS(0))
	if p.quiet || seconds < foretold {
		return
	}
	minutes := (seconds + 59) / 60
	said := inventory.Text{ZH: fmt.Sprintf("正在抽样 %d 次，约需 %d 分钟（--quiet 不提示）", draws, minutes), EN: fmt.Sprintf("taking %d draws, for about %d minutes (--quiet leaves this out)", draws, minutes)}
	if limit {
		said = inventory.Text{ZH: fmt.Sprintf("正在抽样，至多 %d 次、约 %d 分钟（--quiet 不提示）", draws, minutes), EN: fmt.Sprintf("taking draws, at most %d and for about %d minutes (--quiet leaves this out)", draws, minutes)}
	}
	fmt.Fprintln(p.err, said.In(p.lang))
}

// tooMany refuses draws that no result needs, and says how long they would take for an inventory of a thousand inputs.
func tooMany(draws int) error {
	hours := decimal.NewFromInt(int64(draws)).Mul(decimal.New(nanosPerVariate*manyInputs, -9))
	hours, err := quantity.Quo(hours, decimal.NewFromInt(int64(3600*runtime.GOMAXPROCS(0))))
	if err != nil {
		panic(err)
	}
	return usage("%[1]d 次抽样在本机约需 %[2]s 小时（一千个输入）；最多 %[3]d 次。一百万次已使分位数准到区间的千分之一，或用 --sampling sobol",
		"%[1]d draws take about %[2]s hours here (of a thousand inputs); at most %[3]d. A million leave percentiles right to a thousandth of the interval; or take --sampling sobol", draws, hours.RoundUp(0).String(), mostDraws)
}

// uncertaintyOfTable propagates the uncertainties of a ready table; asked tells whether the number of draws is the user's.
func (p *program) uncertaintyOfTable(file string, o engine.UncertaintyOptions, asked bool) error {
	t, err := p.readEstimates(file, report.UncertainTableFiles...)
	if err != nil {
		return err
	}
	if err := p.refused(t.Unstated()); err != nil {
		return err
	}
	if o.Draws == engine.NoDraws {
		u := &report.UncertainTable{Title: titleOf(file), TableAnalysis: &uncertainty.TableAnalysis{Approach1: uncertainty.Approach1Scopes(t.Rows)}}
		return p.publish("uncertainty.csv", u.Records(), func() { u.Page(p.out, p.lang) })
	}
	model, problems := t.Model()
	if err := p.refused(problems); err != nil {
		return err
	}
	options := uncertainty.TableOptions{Draws: o.Draws, Seed: o.Seed, Sampling: o.Sampling, Adaptive: o.Adaptive, Workers: o.Workers, Leading: o.Leading, Bounded: !asked}
	if most := model.Cap(); !asked {
		options.Draws, options.Adaptive.Cap = min(o.Draws, most), most
		if most < 2*uncertainty.BatchDraws {
			options.Draws = most
		}
	}
	p.foretell(cmp.Or(options.Draws, options.Adaptive.Cap), model.Variates(cmp.Or(options.Draws, options.Adaptive.Cap)), options.Draws == 0)
	u := &report.UncertainTable{Title: titleOf(file), TableAnalysis: model.Analyse(options)}
	if err := p.writeAnalysis(u.Files()); err != nil {
		return err
	}
	return p.emit(u.Records(), func() { u.Page(p.out, p.lang) })
}

// writeAnalysis writes the files of an analysis where a folder is named.
func (p *program) writeAnalysis(files map[string]workspace.Writer) error {
	if p.outDir == "" {
		return nil
	}
	if err := p.write(p.outDir, files); err != nil {
		return err
	}
	if !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{ZH: "已写入 " + p.outDir, EN: "written to " + p.outDir}.In(p.lang))
	}
	return nil
}

// uncertaintyOf analyses the inventory of a workspace.
func (p *program) uncertaintyOf(args []string, o engine.UncertaintyOptions, samples bool) error {
	if p.outDir != "" {
		if err := writable(p.outDir, folder(args)); err != nil {
			return err
		}
	}
	u, err := p.analysed(args, o)
	if err != nil {
		return err
	}
	if err := p.writeAnalysis(report.UncertainFiles(u, samples)); err != nil {
		return err
	}
	if p.format == "json" {
		return p.emitJSON(report.UncertainJSON(u))
	}
	return p.emit(report.UncertainRecords(u), func() { report.UncertainPage(p.out, u, p.lang) })
}

// analysed compiles every year of the workspace and analyses the uncertainty of one.
func (p *program) analysed(args []string, o engine.UncertaintyOptions) (*engine.Uncertainty, error) {
	found, err := p.intensities(args, intensityOptions{base: o.Base, baseless: true})
	if err != nil {
		return nil, err
	}
	if err := baseAfter(o.Base, p.year, found.result.Inventory.Years); err != nil {
		return nil, err
	}
	if o.Draws > 0 {
		p.foretell(o.Draws, o.Draws*manyInputs, false)
	}
	o.Year, o.Base = p.year, found.Base
	u := found.engine.Uncertainty(found.workspace, found.result, found.Intensities, o)
	if err := p.refused(u.Problems); err != nil {
		return nil, err
	}
	return u, nil
}
