package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/engine"
)

type importJSON struct {
	File     string      `json:"file"`
	Set      string      `json:"set"`
	Read     int         `json:"rows_read"`
	Taken    int         `json:"rows_imported"`
	Left     int         `json:"rows_left_out"`
	Narrowed int         `json:"rows_narrowed"`
	Named    int         `json:"rows_taken_only_by_number"`
	Worded   int         `json:"rows_of_words_in_no_column"`
	Unread   []string    `json:"columns_not_read,omitempty"`
	Same     []object    `json:"same_in_other_sets"`
	Problems []object    `json:"problems"`
	Impact   *impactJSON `json:"impact,omitempty"`
}

// ImportJSON is an import with all that was said of it, and its impact where that was asked for.
func ImportJSON(file string, in *factors.Import, impact *engine.Impact, problems inventory.Problems) ([]byte, error) {
	out := importJSON{File: file, Set: in.Set, Read: in.Read, Taken: len(in.Rows), Left: in.Left, Narrowed: in.Narrowed, Named: in.Named, Worded: in.Worded, Unread: in.Unread,
		Same: sameRecords(in.Same).objects(), Problems: ProblemRecords(problems).objects()}
	if impact != nil {
		of := impactOf(impact, nil)
		out.Impact = &of
	}
	return encode(out)
}

func sameRecords(pairs []factors.Pair) Records {
	out := Records{Columns: []string{"key", "same_as", "value"}}
	for _, p := range pairs {
		out.Rows = append(out.Rows, []string{p.B.Key(), p.A.Key(), p.B.Figure()})
	}
	return out
}

// Import prints how many rows of an outside database were taken, why others were not, and which say what is known already.
func Import(w io.Writer, file string, in *factors.Import, problems inventory.Problems, lang string) {
	say := func(zh, en string) string { return inventory.Text{ZH: zh, EN: en}.In(lang) }
	fmt.Fprintln(w, say(fmt.Sprintf("%s：读 %d 行，导入 %d 行（因子集 %s），%d 行未导入", file, in.Read, len(in.Rows), in.Set, in.Left),
		fmt.Sprintf("%s: rows read %d, imported %d (set %s), left out %d", file, in.Read, len(in.Rows), in.Set, in.Left)))
	for _, line := range reasons(problems) {
		fmt.Fprintln(w, "  "+line)
	}
	if in.Unread != nil {
		fmt.Fprintln(w, say("没有读的列：", "columns not read: ")+strings.Join(in.Unread, say("、", ", ")))
	}
	if in.Narrowed > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("%d 行同时列出上级类别和它的一部分：只归入这一部分", in.Narrowed), fmt.Sprintf("rows that list a category beside some of its parts, and are taken for the parts alone: %d", in.Narrowed)))
	}
	if in.Named > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("%d 行与另一行同键而数值不同：活动行的“细项”写明编号（如 %s）才会取用", in.Named, numbered(in)),
			fmt.Sprintf("rows that share their key with another of another figure: %d; each is taken only where an activity names it in its detail, as %s", in.Named, numbered(in))))
	}
	if in.Worded > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("%d 行的文字没有一栏能装下：活动行的“细项”写明编号（如 %s）才会取用", in.Worded, numbered(in)),
			fmt.Sprintf("rows of which no column holds all the words: %d; each is taken only where an activity names it in its detail, as %s", in.Worded, numbered(in))))
	}
	if len(in.Same) > 0 {
		fmt.Fprintln(w, say(fmt.Sprintf("%d 行与已有的因子相同：", len(in.Same)), fmt.Sprintf("rows that say what is known already: %d", len(in.Same))))
		t := &columns{right: []bool{false, true, false}}
		for _, p := range in.Same[:min(mostLines, len(in.Same))] {
			t.add("  "+p.B.Key(), p.B.Figure(), "= "+p.A.Key())
		}
		t.write(w)
		if rest := len(in.Same) - mostLines; rest > 0 {
			fmt.Fprintln(w, say(fmt.Sprintf("  … 另有 %d 行", rest), fmt.Sprintf("  … %d more", rest)))
		}
	}
}

// numbered is the number of the first row that is taken only by it.
func numbered(in *factors.Import) string {
	for _, row := range in.Rows {
		if strings.HasPrefix(row.Basis, in.Set+" ") {
			return row.Basis
		}
	}
	return ""
}

// reasons counts the warnings by their code, those of most rows first.
func reasons(problems inventory.Problems) []string {
	count := map[string]int{}
	var codes []string
	for _, p := range problems {
		if p.Severity < inventory.Warning || p.Code == "column-not-read" {
			continue
		}
		if count[p.Code]++; count[p.Code] == 1 {
			codes = append(codes, p.Code)
		}
	}
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(count[b]-count[a], cmp.Compare(a, b)) })
	var out []string
	for _, code := range codes {
		out = append(out, fmt.Sprintf("%d [%s]", count[code], code))
	}
	return out
}
