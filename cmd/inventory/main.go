// Command inventory compiles a district's greenhouse-gas inventory from the tables of its departments.
//
// Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 an ERROR in data, configuration
// or encoding; 2 wrong usage; 3 a verification differs; 4 not authentic; 5 cannot write.
package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// The exit codes of FORMATS.md that this program uses so far.
const (
	exitFailed       = 1
	exitUsage        = 2
	exitDiffers      = 3
	exitNotAuthentic = 4
	exitWrite        = 5
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

// program holds the streams and the common flags of one call.
type program struct {
	out, err io.Writer
	asked    string // --lang as given
	lang     string // the language of the results
	format   string
	outDir   string
	quiet    bool
	year     int
	from, to int
	asOf     string // the day whose knowledge of factors counts, "" for all
	signing  signing
	results  results // of the workspace that was compiled last
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, errOut io.Writer) int {
	printed := &stream{to: out}
	p := &program{out: printed, err: errOut}
	root := p.root()
	root.SetArgs(args)
	root.SetOut(printed)
	root.SetErr(errOut)
	err := root.Execute()
	if failed := printed.unprinted(); failed != nil {
		err = failed
	}
	if err == nil {
		return 0
	}
	var f failure
	if !errors.As(err, &f) {
		f = failure{exitUsage, err}
	}
	if f.err != nil {
		fmt.Fprintln(errOut, "inventory: "+p.told(f.err, args))
	}
	return f.code
}

// told is an error in the language of --lang, wherever it stands; in both without it, for what is wrong may be the
// workspace that states one.
func (p *program) told(err error, args []string) string {
	var known said
	if !errors.As(err, &known) {
		return err.Error()
	}
	lang := p.asked
	for i, arg := range args {
		if after, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = after
		} else if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		}
	}
	return known.in(lang)
}

func (p *program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "inventory",
		Short:         "区县温室气体清单 · a district's greenhouse-gas inventory",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          takes(0, 0, ""),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return p.common(cmd) }
	root.SetFlagErrorFunc(wrongFlag)
	flags := root.PersistentFlags()
	flags.StringVar(&p.asked, "lang", "", "zh | en (default: the workspace's language)")
	flags.StringVar(&p.format, "format", "table", "table | csv | json; explain also md")
	flags.BoolVar(&p.quiet, "quiet", false, "no remarks on standard error, only errors")
	root.CompletionOptions.DisableDefaultCmd = true
	root.AddCommand(p.compile(), p.explain(), p.check(), p.intensity(), p.decompose(), p.diff(), p.report(), p.uncertainty(), p.keys(), p.splice(), p.factors(), p.methods(), p.create(), p.requests(), p.template(), p.review(), p.key(), p.seal(), p.sign(), p.verify(), p.version())
	return root
}

// writesBooks marks the verbs that write workbooks to standard output.
const writesBooks = "xlsx"

// writesMarkdown marks the verbs that write Markdown.
const writesMarkdown = "md"

// common checks the flags that all verbs share.
func (p *program) common(cmd *cobra.Command) error {
	if p.asked != "" && p.asked != "zh" && p.asked != "en" {
		return usage("--lang %[1]q 不是 zh 或 en", "--lang %[1]q is neither zh nor en", p.asked)
	}
	p.lang = p.asked
	if err := p.knownDay(); err != nil {
		return err
	}
	formats := []string{"table", "csv", "json"}
	for _, more := range []string{writesBooks, writesMarkdown} {
		if cmd.Annotations[more] != "" {
			formats = append(formats, more)
		}
	}
	return p.allow(formats...)
}

// years adds the flags that choose years.
func (p *program) years(cmd *cobra.Command) {
	cmd.Flags().IntVar(&p.year, "year", 0, "one year")
	p.span(cmd)
}

// span adds the flags of the first and the last year.
func (p *program) span(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.IntVar(&p.from, "from", 0, "first year")
	flags.IntVar(&p.to, "to", 0, "last year")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		one, from, to := flags.Changed("year"), flags.Changed("from"), flags.Changed("to")
		switch {
		case one && (from || to):
			return usage("--year 与 --from、--to 不能同时给出", "give --year, or --from and --to, not both")
		case from && to && p.from > p.to:
			return usage("--from %[1]d 晚于 --to %[2]d", "--from %[1]d is after --to %[2]d", p.from, p.to)
		case one && p.year < 1 || from && p.from < 1 || to && p.to < 1:
			return usage("年份应为正整数", "a year is a positive whole number")
		}
		return nil
	}
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
		return nil, usage("工作区的年份 %v 中没有所要的年份", "none of the years %v of the workspace is asked for", ws.Config.Years)
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
	return usage("--format %[1]q 不可用；此处可用：%[2]s", "--format %[1]q is not written here; one of: %[2]s", p.format, strings.Join(formats, ", "))
}

// folder is the workspace that a verb is given, the current folder by default.
func folder(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return "."
}

// tables loads the shipped tables. Nearly all that this allocates is kept: a collection meanwhile is not worth its time.
func tables() (*engine.Engine, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	return engine.New()
}

// open loads the engine and the workspace of the folder, the current one by default.
func (p *program) open(args []string) (*engine.Engine, *workspace.Workspace, inventory.Problems, error) {
	dir := folder(args)
	e, err := tables()
	if err != nil {
		return nil, nil, nil, failure{exitFailed, err}
	}
	watch, done := p.progress()
	ws, problems, err := workspace.Load(dir, e.Vocabulary, watch)
	done()
	if err != nil {
		return nil, nil, nil, noWorkspace(dir, err)
	}
	p.speak(ws)
	ws.AsOf = p.asOf
	if problems.Failed() && ws != nil {
		_, found := e.Factors(ws) // nothing will be compiled: what the factor tables have wrong is told with the rest
		problems.Add(found...)
	}
	return e, ws, problems, nil
}

// speak settles the language of the results: that of --lang, else of the workspace, else Chinese.
func (p *program) speak(ws *workspace.Workspace) {
	if p.lang == "" && ws != nil {
		p.lang = ws.Config.Language
	}
	if p.lang == "" {
		p.lang = "zh"
	}
}

// noWorkspace says why a folder is none.
func noWorkspace(dir string, err error) error {
	stat, missing := os.Stat(dir)
	switch {
	case errors.Is(missing, fs.ErrNotExist):
		return usage("%[1]s 不是工作区：没有这个文件夹；inventory new 新建一个", "%[1]s is no workspace: there is no such folder; inventory new makes one", dir)
	case missing == nil && !stat.IsDir():
		return usage("%[1]s 不是工作区：是文件，不是文件夹", "%[1]s is no workspace: it is a file, not a folder", dir)
	case missing == nil && !errors.Is(err, fs.ErrPermission):
		return usage("%[1]s 不是工作区：没有 inventory.toml；inventory new 新建一个", "%[1]s is no workspace: there is no inventory.toml; inventory new makes one", dir)
	}
	return usage("%[1]s 打不开：%[2]v", "%[1]s cannot be opened: %[2]v", dir, cause(err))
}

// unwritten says which file could not be written and what may be done, exit code 5.
func unwritten(err error) error {
	var w *workspace.WriteError
	if !errors.As(err, &w) {
		return failure{exitWrite, err}
	}
	return failure{exitWrite, said{
		inventory.Text{ZH: fmt.Sprintf("无法写入 %s：%s；原有文件未动", w.Path, reasonOf(w.Err).ZH), EN: fmt.Sprintf("cannot write %s: %s; nothing was changed", w.Path, reasonOf(w.Err).EN)},
		hintOf(w.Err)}}
}

// say prints problems on standard error, errors and warnings, and that nothing was written if there are errors.
func (p *program) say(problems inventory.Problems) {
	if failed := p.remark(problems); failed > 0 {
		fmt.Fprintln(p.err, inventory.Text{
			ZH: fmt.Sprintf("%d 个错误：未写任何文件", failed), EN: fmt.Sprintf("%d errors: nothing was written", failed)}.In(p.lang))
	}
}

// mostTold is the number of problems of one kind that a verb prints beside its result.
const mostTold = 100

// remark prints problems on standard error, and counts the errors. Categories that nobody mentioned are counted in one
// line: a new workspace has a hundred of them.
func (p *program) remark(problems inventory.Problems) int {
	failed, unasked, paint := 0, 0, painter(p.err, os.Getenv)
	told := map[string]int{}
	for _, problem := range problems {
		isError := problem.Severity >= inventory.Error
		if isError {
			failed++
		}
		switch told[problem.Code]++; {
		case problem.Code == engine.CodeNotAsked && !isError:
			unasked++
		case !isError && (p.quiet || problem.Severity < inventory.Warning):
		case told[problem.Code] <= mostTold:
			fmt.Fprintln(p.err, problem.Painted(p.lang, paint))
		case told[problem.Code] == mostTold+1:
			fmt.Fprintln(p.err, inventory.Text{
				ZH: "… 其后的 [" + problem.Code + "] 不再逐一列出：inventory check 列出全部",
				EN: "… further [" + problem.Code + "] are not listed here: inventory check lists them all"}.In(p.lang))
		}
	}
	if unasked > 0 && !p.quiet {
		fmt.Fprintln(p.err, inventory.Text{
			ZH: fmt.Sprintf("WARNING [%s] 有 %d 个类别和年份没有任何一行提到，记为 NE（未询问）；check 逐一列出，并写明应问哪个部门", engine.CodeNotAsked, unasked),
			EN: fmt.Sprintf("WARNING [%s] %d categories and years are mentioned by no row and entered as NE (not asked); check lists them, with the department to ask", engine.CodeNotAsked, unasked)}.In(p.lang))
	}
	return failed
}

// failedIf ends a verb that has printed what it could with exit code 1 if there are errors.
func failedIf(problems inventory.Problems) error {
	if problems.Failed() {
		return failure{exitFailed, nil}
	}
	return nil
}

// emit writes a result in the form of --format: as records, or as the table that people read.
func (p *program) emit(records report.Records, table func()) error {
	switch p.format {
	case "csv":
		return records.WriteCSV(p.out)
	case "json":
		return p.emitJSON(records.JSON())
	}
	table()
	return nil
}

// emitJSON writes a document.
func (p *program) emitJSON(document []byte, err error) error {
	if err == nil {
		_, err = p.out.Write(document)
	}
	return err
}
