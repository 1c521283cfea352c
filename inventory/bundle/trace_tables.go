package bundle

import (
	"slices"
	"strings"

	"ghg/inventory/report"
)

// rowDiffers tells whether a row of the shipped tables is another in the seal than the results were computed with. It is not known if they
// were computed with tables that are not at hand.
func (t *tracer) rowDiffers(key, source string) bool {
	if t.said != t.tables.program {
		return true
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(source, shippedAs), ":")
	spoken := strings.Join(strings.FieldsFunc(key, func(r rune) bool { return r == '|' || r == '–' }), " ")
	return slices.ContainsFunc(t.tables.differ, func(d report.Difference) bool { return d.Part == Tables+name && d.Row == spoken })
}

// ofTables says which rows of the tables are not those of the results, of a category and a gas if they are named.
func (t *tracer) ofTables(category, gas string) report.Cause {
	out := report.Cause{Kind: report.CauseTable, Of: "tables", Words: say("封存的表不是结果所据的那些", "the tables in the seal are not those that the results were computed with")}
	if t.said != t.tables.program {
		return out
	}
	var files []string
	for _, d := range t.tables.differ {
		files = append(files, d.Part)
		fields := strings.Fields(d.Row)
		rule := d.Part == Tables+"methods.csv" && len(fields) > 1 && category != "" && (fields[1] == category || strings.HasPrefix(category, fields[1]+"."))
		potential := d.Part == Tables+"gwp.csv" && gas != "" && d.Row == gas
		if rule || potential {
			return d.Cause
		}
	}
	slices.Sort(files)
	if files = slices.Compact(files); len(files) > 0 {
		named := strings.Join(files[:min(len(files), 5)], ", ")
		out.Words = say("%[1]s：%[2]s", "%[3]s: %[2]s", out.Words.ZH, named, out.Words.EN)
	}
	return out
}

func ofInput(file string) report.Cause {
	return report.Cause{Kind: report.CauseInput, Of: file, Words: say("输入 %[1]s 不是结果所据的那一份", "the input %[1]s is not the one that the results were computed from", file)}
}

func altered() report.Cause {
	return report.Cause{Kind: report.CauseAltered, Words: say("结果被改动，或由编号相同的另一个构建写出：输入的哈希、表和引擎编号都是结果自己所写的那些", "the result was altered, or written by another build of the same engine number: hashes of inputs, tables and number are those that the results name")}
}
