package workspace

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/table"
)

var spliceSchema = table.Schema{
	{Name: "technique", ZH: "方法", Required: true},
	{Name: "year", ZH: "年份", Required: true},
	{Name: "to_year", ZH: "至年份"},
	{Name: "from_year", ZH: "依据年份"},
	{Name: "category", ZH: "类别", Required: true},
	{Name: "facility", ZH: "设施"},
	{Name: "item", ZH: "项目"},
	{Name: "detail", ZH: "细项"},
	{Name: "parameter", ZH: "参数"},
	{Name: "indicator", ZH: "指标"},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
	{Name: "until_year", ZH: "依据至年份"}, // last, so that rows of tables without it stand in the order of the template
}

type spliceRow struct {
	Technique string `csv:"technique"`
	Year      string `csv:"year"`
	ToYear    string `csv:"to_year"`
	FromYear  string `csv:"from_year"`
	Category  string `csv:"category"`
	Facility  string `csv:"facility"`
	Item      string `csv:"item"`
	Detail    string `csv:"detail"`
	Parameter string `csv:"parameter"`
	Indicator string `csv:"indicator"`
	By        string `csv:"by"`
	Date      string `csv:"date"`
	Reason    string `csv:"reason"`
	UntilYear string `csv:"until_year"`
}

var techniques = []word{{inventory.StatedChange, "已公布变化率"}, {inventory.Surrogate, "替代"}, {inventory.Interpolation, "内插"},
	{inventory.Overlap, "重叠"}, {inventory.Extrapolation, "外推"}}

// Techniques are the names of the techniques of splicing, in the order of the table's documentation.
func Techniques() []string {
	out := make([]string, len(techniques))
	for i, t := range techniques {
		out[i] = t.name
	}
	return out
}

// splicesFile is the table of splices.
const splicesFile = "records/splices.csv"

// WithSplice is the workspace with one splice more, as if its row stood at the end of records/splices.csv, and that file with the row;
// the cells go by the English names of its columns. Nothing is written. The problems are errors of the file with the row in it: then
// there is neither. Without one table.CodeReencoded is told of a file that was not UTF-8.
func (ws *Workspace) WithSplice(voc *inventory.Vocabulary, cells map[string]string) (*Workspace, []byte, inventory.Problems) {
	read := newReading(voc)
	content, err := ws.recorded(splicesFile)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		content = []byte(ws.spliceHeader())
	case err != nil:
		read.problems.Add(refusal(inventory.Source{File: splicesFile}, "unreadable",
			inventory.Text{ZH: "读不出来：" + cause(err).Error(), EN: "cannot be read: " + cause(err).Error()},
			inventory.Text{ZH: "检查文件是否损坏、是否有读取权限", EN: "see whether the file is damaged and may be read"}))
		return nil, nil, read.problems
	}
	content, ok := table.Appended(splicesFile, content, spliceSchema, cells, &read.problems)
	after := *ws
	after.Splices = nil
	if ok {
		rowsOf(read, splicesFile, bytes.NewReader(content), spliceSchema, func(r *row, c *spliceRow) {
			if out, ok := r.splice(c); ok {
				after.Splices = append(after.Splices, out)
			}
		})
	}
	if read.problems.Failed() {
		return nil, nil, read.problems.Sorted()
	}
	told := slices.DeleteFunc(read.problems, func(p inventory.Problem) bool { return p.Code != table.CodeReencoded })
	return &after, content, told
}

// recorded is a file of the workspace as it is, reached by no link out of the folder.
func (ws *Workspace) recorded(name string) ([]byte, error) {
	root, err := os.OpenRoot(ws.Dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.ReadFile(name)
}

// spliceHeader is the head of a new table of splices, in the language of the workspace.
func (ws *Workspace) spliceHeader() string {
	names := make([]string, len(spliceSchema))
	for i, f := range spliceSchema {
		if names[i] = f.ZH; ws.Config.Language == "en" {
			names[i] = f.Name
		}
	}
	return "\ufeff" + strings.Join(names, ",") + "\r\n"
}

func (l *loader) splices(name string) {
	rows(l, name, spliceSchema, func(r *row, c *spliceRow) {
		if out, ok := r.splice(c); ok {
			l.ws.Splices = append(l.ws.Splices, out)
		}
	})
}

// splice reads one row; false if it is unsound.
func (r *row) splice(c *spliceRow) (inventory.Splice, bool) {
	out := inventory.Splice{
		Technique: r.oneOf("technique", r.must("technique", c.Technique), techniques),
		Year:      r.year("year", c.Year), Category: r.category("category", c.Category),
		Facility: r.keep(c.Facility), Item: r.item("item", c.Item), Detail: r.detail(c.Detail), Parameter: r.keep(c.Parameter),
		Indicator: r.keep(c.Indicator), Signed: r.signed(c.By, c.Date, c.Reason),
	}
	if out.ToYear = out.Year; c.ToYear != "" {
		out.ToYear = r.year("to_year", c.ToYear)
	}
	r.spliceColumns(&out, c)
	if out.Technique == inventory.StatedChange && out.ToYear != out.Year {
		r.refuse("to_year", "splice-years", inventory.Text{ZH: "已公布变化率只推算一年", EN: "a stated change gives the figure of one year"},
			inventory.Text{ZH: "逐年各写一行，或用 surrogate、interpolation", EN: "write a row for each year, or name surrogate or interpolation"})
	}
	if out.Year == 0 || out.ToYear == 0 {
		return out, false // told
	}
	within := func(year int) bool { return year >= out.Year && year <= out.ToYear }
	if out.ToYear < out.Year || out.Technique != inventory.Overlap && (within(out.FromYear) || within(out.UntilYear)) {
		from := fmt.Sprint(out.FromYear)
		if out.UntilYear != 0 {
			from += "–" + fmt.Sprint(out.UntilYear)
		}
		r.refuse("to_year", "splice-years", inventory.Text{
			ZH: fmt.Sprintf("推算 %d 至 %d 年：至年份不能在前，依据年份 %s 不能在其中", out.Year, out.ToYear, from),
			EN: fmt.Sprintf("derived are %d to %d: to_year must not come first, and from_year %s must not lie between", out.Year, out.ToYear, from)},
			inventory.Text{ZH: "year 至 to_year 是缺的年份，from_year 是有数的一年", EN: "year to to_year are the years missing, from_year is one with a figure"})
	}
	return out, !r.bad
}

// spliceColumns reads what a technique follows from, and refuses a column that it does not take.
func (r *row) spliceColumns(out *inventory.Splice, c *spliceRow) {
	switch out.Technique {
	case inventory.Overlap:
		r.must("indicator", c.Indicator)
		r.between(out, c)
	case inventory.Extrapolation:
		r.notTaken("indicator", c.Indicator)
		r.between(out, c)
	case inventory.Interpolation:
		r.notTaken("from_year", c.FromYear)
		r.notTaken("until_year", c.UntilYear)
		r.notTaken("indicator", c.Indicator)
	default:
		out.FromYear = r.year("from_year", c.FromYear)
		r.notTaken("until_year", c.UntilYear)
		r.must("indicator", c.Indicator)
	}
}

// between reads the two years of an overlap or a line, both or neither.
func (r *row) between(out *inventory.Splice, c *spliceRow) {
	if c.FromYear == "" && c.UntilYear == "" {
		return
	}
	out.FromYear, out.UntilYear = r.year("from_year", c.FromYear), r.year("until_year", c.UntilYear)
	if !r.bad && out.FromYear >= out.UntilYear {
		r.refuse("until_year", "splice-years", inventory.Text{
			ZH: fmt.Sprintf("依据至年份 %d 要晚于依据年份 %d", out.UntilYear, out.FromYear),
			EN: fmt.Sprintf("until_year %d must come after from_year %d", out.UntilYear, out.FromYear)},
			inventory.Text{ZH: "先写早的一年；两列都空则用全部有数的年份", EN: "write the earlier year first; leave both blank for all years that have figures"})
	}
}

// notTaken refuses a column that the technique of the row does not take.
func (r *row) notTaken(field, text string) {
	if text == "" {
		return
	}
	title := r.title(field)
	r.refuse(field, "splice-columns",
		inventory.Text{ZH: "这种方法不用“" + title.ZH + "”", EN: "the technique takes no " + title.EN},
		inventory.Text{ZH: "留空；内插取前后两年的数，外推取 from_year 与 until_year 两年或全部年份的数，重叠和替代按指标",
			EN: "leave it blank: an interpolation lies between the years around it, an extrapolation goes on from from_year and until_year or from all years, an overlap or a surrogate follows an indicator"})
}
