package main

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/recalc"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// told is what is told of a bridge.
type told struct {
	causes    int
	tables    bool
	threshold string
}

func (p *program) diff() *cobra.Command {
	var told told
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "重算桥：两份清单之差的来由 · the recalculation bridge: what the difference of two inventories is due to",
		Long: "A 是上次，B 是本次，各是工作区或封存文件，写作 路径 或 路径@设置；B 不写路径则同 A，A 不写则为当前文件夹。设置用逗号分隔：年份（@2020）、guide、gwp、factor_sets、ncv_sets（几个之间用分号）、as-of。\n" +
			"例：diff 上次 本次；diff . @guide=IPCC-2006；diff .@2019 .@2020\n" +
			"A is the previous inventory, B the latest, each a workspace or a seal, PATH or PATH@SETTINGS; the path of B is that of A, and that of A the current folder, unless it is written. Settings are separated by commas: a year (@2020), " +
			"guide, gwp, factor_sets, ncv_sets (several joined by semicolons), as-of.\n" +
			"Examples: diff sent revised; diff . @guide=IPCC-2006; diff .@2019 .@2020",
		Args: takes(2, 2, "A B"),
		RunE: func(_ *cobra.Command, args []string) error {
			if told.causes < 0 {
				return usage("--causes %[1]d 应不小于 0", "--causes %[1]d is below 0", told.causes)
			}
			return p.compare(args, told)
		},
	}
	p.years(cmd)
	flags := cmd.Flags()
	flags.IntVar(&told.causes, "causes", 10, "number of causes told as sentences")
	flags.BoolVar(&told.tables, "tables", false, "of several years print the tables of each too")
	flags.StringVar(&told.threshold, "threshold", "", "per cent of the previous figure beyond which a recalculation wants an explanation (0: every difference; default: recalculation in [thresholds] of B)")
	flags.StringVar(&p.outDir, "out", "", "folder to write recalculation.csv and recalculation_causes.csv to")
	return cmd
}

// compare bridges the two sides.
func (p *program) compare(args []string, told told) error {
	old, latest, err := p.openSides(args)
	if err != nil {
		return err
	}
	for _, s := range []*side{old, latest} {
		if s.problems.Failed() {
			return p.compileSide(s, nil)
		}
	}
	limits, err := limitsOf(told.threshold, old, latest)
	if err != nil {
		return err
	}
	pairs, err := p.pairs(old, latest)
	if err != nil {
		return err
	}
	b, err := p.bridge(old, latest, pairs, limits)
	if err != nil {
		return err
	}
	b.Causes, b.Tables = told.causes, told.tables
	return p.printBridge(b)
}

// bridge computes the sides that are not computed yet, for the pairs of years, and compares them.
func (p *program) bridge(old, latest *side, pairs []recalc.Pair, limits *recalc.Limits) (*report.Recalculation, error) {
	var before, after []int
	for _, pair := range pairs {
		before, after = append(before, pair.Old), append(after, pair.New)
	}
	if err := p.compileSide(old, before); err != nil {
		return nil, err
	}
	if latest.result == nil {
		if err := p.compileSide(latest, after); err != nil {
			return nil, err
		}
	}
	records := latest.ws.Explanations
	var bridge *recalc.Bridge
	compare := func() error {
		bridge = recalc.Compare(old.compared(), latest.compared(), pairs, recalc.Corrections(records))
		return nil
	}
	for _, s := range []*side{old, latest} {
		if inner := compare; s.guard != nil {
			compare = func() error { return s.guard(inner) }
		}
	}
	if err := compare(); err != nil {
		return nil, failure{exitFailed, err}
	}
	return &report.Recalculation{Old: old.about(), New: latest.about(), Bridge: bridge, Explained: bridge.Explain(records, limits, latest.years), Limits: limits}, nil
}

// openSides opens both sides. Two of one path are read each: what is set otherwise on one reaches nothing of the other.
func (p *program) openSides(args []string) (old, latest *side, err error) {
	var asked [2]*askedSide
	for i, written := range args {
		if asked[i], err = askSide(written); err != nil {
			return nil, nil, err
		}
	}
	asked[0].at(".")
	asked[1].at(asked[0].path)
	if p.outDir != "" {
		for _, a := range asked {
			if err := writable(p.outDir, a.path); err != nil {
				return nil, nil, err
			}
		}
	}
	e, err := tables()
	if err != nil {
		return nil, nil, failure{exitFailed, err}
	}
	var sides [2]*side
	for i, a := range asked {
		if sides[i], err = p.side(a, e); err != nil {
			return nil, nil, err
		}
	}
	old, latest = sides[0], sides[1]
	p.speak(latest.ws)
	if a, b := old.ws.Config.Region, latest.ws.Config.Region; a.Code != b.Code {
		p.remark(inventory.Problems{{Code: "diff-regions", Severity: inventory.Warning,
			Message: inventory.Text{
				ZH: fmt.Sprintf("两边是不同的区县：%s 是 %s %s，%s 是 %s %s", old.written, a.Code, a.Name, latest.written, b.Code, b.Name),
				EN: fmt.Sprintf("the sides are different districts: %s is %s %s, %s is %s %s", old.written, a.Code, a.Name, latest.written, b.Code, b.Name)},
			Hint: inventory.Text{ZH: "核对路径；确要比较两个区县的，其差不是重算", EN: "check the paths; the difference of two districts is no recalculation"}}})
	}
	return old, latest, nil
}

// limitsOf are the limits beyond which explanations are wanted: those of the latest side, or of --threshold. None are of inventories
// that are computed otherwise than they are compiled, nor of two districts, whose difference is no recalculation, unless they are asked for.
func limitsOf(threshold string, old, latest *side) (*recalc.Limits, error) {
	config := &latest.ws.Config
	limits := &recalc.Limits{OfFigure: config.Threshold("recalculation"), OfTotal: config.Threshold("recalculation_share")}
	if threshold == "" {
		if old.otherwise || latest.otherwise || old.ws.Config.Region.Code != config.Region.Code {
			return nil, nil
		}
		return limits, nil
	}
	percent, err := quantity.Parse(threshold)
	if err != nil || percent.IsNegative() || percent.GreaterThan(decimal.NewFromInt(1000)) {
		return nil, usage("--threshold %[1]q 应是 0 到 1000 之间的百分数", "--threshold %[1]q must be a percentage from 0 to 1000", threshold)
	}
	if limits.OfFigure = percent; percent.IsZero() {
		limits.OfTotal = percent // every difference
	}
	return limits, nil
}

// pairs are the years to compare: those that the sides name, else those that both have and the flags ask for. Years that one side has
// alone are told.
func (p *program) pairs(old, latest *side) ([]recalc.Pair, error) {
	if old.year != 0 || latest.year != 0 {
		if p.year != 0 || p.from != 0 || p.to != 0 {
			return nil, usage("年份已写在 %[1]s 和 %[2]s 中：不再用 --year、--from、--to", "the years stand in %[1]s and %[2]s: --year, --from and --to have no place", old.written, latest.written)
		}
		pair := recalc.Pair{Old: old.year, New: latest.year}
		if pair.Old == 0 {
			pair.Old = pair.New
		}
		if pair.New == 0 {
			pair.New = pair.Old
		}
		for _, s := range []struct {
			*side
			year int
		}{{old, pair.Old}, {latest, pair.New}} {
			if !slices.Contains(s.years, s.year) {
				return nil, usage("%[1]s 没有 %[2]d 年：有 %[3]v", "%[1]s has no %[2]d: its years are %[3]v", s.written, s.year, s.years)
			}
		}
		return []recalc.Pair{pair}, nil
	}
	var out []recalc.Pair
	asked := func(year int) bool {
		return (p.year == 0 || year == p.year) && (p.from == 0 || year >= p.from) && (p.to == 0 || year <= p.to)
	}
	for _, year := range latest.years {
		if asked(year) && slices.Contains(old.years, year) {
			out = append(out, recalc.Pair{Old: year, New: year})
		}
	}
	if len(out) == 0 {
		return nil, usage("两边没有共同的、所要的年份：%[1]s 有 %[2]v，%[3]s 有 %[4]v", "there is no year that both sides have and that is asked for: %[1]s has %[2]v, %[3]s has %[4]v", old.written, old.years, latest.written, latest.years)
	}
	p.alone(old, latest, asked)
	p.alone(latest, old, asked)
	return out, nil
}

// alone tells which of the years asked for one side has alone.
func (p *program) alone(s, other *side, asked func(int) bool) {
	alone := slices.DeleteFunc(slices.Clone(s.years), func(year int) bool { return !asked(year) || slices.Contains(other.years, year) })
	if len(alone) == 0 || p.quiet {
		return
	}
	fmt.Fprintln(p.err, inventory.Text{ZH: fmt.Sprintf("只有 %s 有的年份不比较：%v", s.written, alone), EN: fmt.Sprintf("years that only %s has are not compared: %v", s.written, alone)}.In(p.lang))
}

// printBridge writes the files of --out and prints the bridge.
func (p *program) printBridge(b *report.Recalculation) error {
	records := report.RecalculationRecords(b)
	if err := p.writeAnalysis(map[string]workspace.Writer{"recalculation.csv": records.WriteCSV, "recalculation_causes.csv": report.CauseRecords(b).WriteCSV}); err != nil {
		return err
	}
	switch p.format {
	case "csv":
		return records.WriteCSV(p.out)
	case "json":
		return p.emitJSON(report.RecalculationJSON(b))
	}
	report.RecalculationTable(p.out, b, p.lang)
	return nil
}
