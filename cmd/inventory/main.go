// Command inventory compiles a district's greenhouse-gas inventory from the tables of its departments.
//
// Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 an ERROR in data, configuration
// or encoding; 2 wrong usage; 5 cannot write.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// The exit codes of FORMATS.md that this program uses so far.
const (
	exitFailed = 1
	exitUsage  = 2
	exitWrite  = 5
)

// failure is an error with its exit code. A nil err means that everything has been said already.
type failure struct {
	code int
	err  error
}

func (f failure) Error() string {
	if f.err == nil {
		return ""
	}
	return f.err.Error()
}

func (f failure) Unwrap() error { return f.err }

func usage(format string, args ...any) error { return failure{exitUsage, fmt.Errorf(format, args...)} }

// program holds the streams and the common flags of one call.
type program struct {
	out, err io.Writer
	lang     string
	format   string
	outDir   string
	quiet    bool
	year     int
	from, to int
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errOut io.Writer) int {
	p := &program{out: out, err: errOut}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.Execute()
	if err == nil {
		return 0
	}
	var f failure
	if !errors.As(err, &f) {
		f = failure{exitUsage, err}
	}
	if f.err != nil {
		fmt.Fprintln(errOut, "inventory: "+f.err.Error())
	}
	return f.code
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "inventory",
		Short:         "区县温室气体清单 · a district's greenhouse-gas inventory",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&p.lang, "lang", "", "zh | en (default: the workspace's language)")
	flags.StringVar(&p.format, "format", "table", "table | csv | json")
	flags.BoolVar(&p.quiet, "quiet", false, "no remarks on standard error, only errors")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(p.compile(), p.explain(), p.check(), p.factors(), p.methods(), p.create(), p.version())
	return root
}

// years adds the flags that choose years.
func (p *program) years(cmd *cobra.Command) {
	cmd.Flags().IntVar(&p.year, "year", 0, "one year")
	cmd.Flags().IntVar(&p.from, "from", 0, "first year")
	cmd.Flags().IntVar(&p.to, "to", 0, "last year")
}

// chosen returns the years of the workspace that the flags ask for.
func (p *program) chosen(ws *workspace.Workspace) ([]int, error) {
	var out []int
	for _, year := range ws.Config.Years {
		if (p.year == 0 || year == p.year) && (p.from == 0 || year >= p.from) && (p.to == 0 || year <= p.to) {
			out = append(out, year)
		}
	}
	if len(out) == 0 {
		return nil, usage("none of the years %v of the workspace is asked for · 工作区的年份 %v 中没有所要的年份", ws.Config.Years, ws.Config.Years)
	}
	return out, nil
}

// allow refuses a --format that the verb does not write.
func (p *program) allow(formats ...string) error {
	for _, f := range formats {
		if p.format == f {
			return nil
		}
	}
	return usage("--format %q is not one of %v", p.format, formats)
}

// open loads the engine and the workspace of the folder, the current one by default.
func (p *program) open(args []string) (*engine.Engine, *workspace.Workspace, inventory.Problems, error) {
	dir := "."
	if len(args) > 0 {
		dir = args[0]
	}
	e, err := engine.New()
	if err != nil {
		return nil, nil, nil, failure{exitFailed, err}
	}
	ws, problems, err := workspace.Load(dir, e.Vocabulary)
	if err != nil {
		return nil, nil, nil, failure{exitUsage, err}
	}
	if p.lang == "" {
		p.lang = "zh"
		if ws != nil && ws.Config.Language != "" {
			p.lang = ws.Config.Language
		}
	}
	if p.lang != "zh" && p.lang != "en" {
		return nil, nil, nil, usage("--lang %q is neither zh nor en", p.lang)
	}
	return e, ws, problems, nil
}

// say prints problems on standard error: errors and warnings, and in the end how many there were.
func (p *program) say(problems inventory.Problems) {
	count := map[inventory.Severity]int{}
	for _, problem := range problems {
		count[problem.Severity]++
		if problem.Severity >= inventory.Error || problem.Severity == inventory.Warning && !p.quiet {
			fmt.Fprintln(p.err, problem.Format(p.lang))
		}
	}
	if failed := count[inventory.Error] + count[inventory.Blocker]; failed > 0 {
		fmt.Fprintln(p.err, inventory.Text{
			ZH: fmt.Sprintf("%d 个错误：未写任何文件", failed), EN: fmt.Sprintf("%d errors: nothing was written", failed)}.In(p.lang))
	}
}
