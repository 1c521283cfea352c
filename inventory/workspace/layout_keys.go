package workspace

import (
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

var (
	aFlag     = kind{inventory.Text{ZH: "true 或 false", EN: "true or false"}, is[bool]}
	ofTables  = kind{inventory.Text{ZH: "用 [[…]] 写的若干节", EN: "sections written [[…]]"}, isTables}
	saysKeys  = []setting{{"category", aText}, {"facility", aText}, {"item", aText}, {"detail", aText}, {"parameter", aText}, {"indicator", aText}, {"unit", aText}, {"ratio", aFlag}, {"aside", aFlag}}
	madeKeys  = []setting{{"less", texts}, {"times", texts}, {"in", aText}}
	mapLevels = map[string][]setting{
		"": {{"schema_version", aNumber}, {"name", aText}, {"title", aTable}, {"recognise", aTable}, {"year", aTable}, {"all", aTable}, {"names", ofTables},
			{"unit_heads", texts}, {"groups", texts}, {"heads_lookup", aText}, {"leave_out", texts}, {"leave_out_heads", texts},
			{"row", ofTables}, {"column", ofTables}, {"total", ofTables}, {"check", ofTables}},
		"title":     {{"zh", aText}, {"en", aText}},
		"recognise": {{"titles", texts}, {"files", texts}, {"sheets", texts}, {"heads", texts}},
		"year":      {{"from", aText}, {"head", texts}, {"value", aNumber}},
		"all":       slices.Concat(saysKeys, []setting{{"department", aText}, {"source", aText}, {"page", aText}, {"vintage", aText}, {"coverage", aText}, {"note", aText}}),
		"names":     {{"head", texts}, {"lookup", aText}, {"kinds", texts}, {"repeat", aFlag}, {"optional", aFlag}},
		"row":       slices.Concat([]setting{{"names", texts}, {"above", aText}, {"rest", aText}}, saysKeys, madeKeys),
		"column":    slices.Concat([]setting{{"head", texts}, {"keeps", texts}, {"kept_in", texts}, {"like", aText}, {"nonzero", aFlag}}, saysKeys, madeKeys),
		"total":     {{"names", texts}, {"parts", texts}},
		"check":     {{"product", aText}, {"sum", aText}, {"of", texts}, {"less", texts}, {"severity", aText}},
	}
)

func isTables(value any) bool {
	_, ok := value.([]map[string]any)
	return ok || all[map[string]any](value)
}

// keysOf refuses every key that is not known, is of another kind, or holds a character that does not show.
func (l *loader) keysOf(lines *lineFinder, values map[string]any) {
	l.level(lines, "", "", values)
	for _, section := range []string{"title", "recognise", "year", "all"} {
		if inside, ok := values[section].(map[string]any); ok {
			l.level(lines, section, section, inside)
		}
	}
	for _, section := range []string{"names", "row", "column", "total", "check"} {
		for i, inside := range tablesOf(values[section]) {
			l.level(lines, section, numbered(section, i), inside)
		}
	}
}

func tablesOf(value any) []map[string]any {
	list, ok := value.([]map[string]any)
	if mixed, other := value.([]any); other && !ok {
		for _, one := range mixed {
			if inside, ok := one.(map[string]any); ok {
				list = append(list, inside)
			}
		}
	}
	return list
}

// numbered names one of several sections, counted from 0.
func numbered(section string, i int) string { return section + "#" + strconv.Itoa(i) }

// level holds the keys of one section against those that it may have.
func (l *loader) level(lines *lineFinder, section, at string, values map[string]any) {
	known := mapLevels[section]
	var names []string
	for _, k := range known {
		names = append(names, k.name)
	}
	keys := make([]string, 0, len(values))
	for key := range values {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		where := lines.at(strings.TrimPrefix(at+"."+key, "."))
		i := slices.Index(names, key)
		switch {
		case i < 0 && section != "" && slices.ContainsFunc(mapLevels[""], func(k setting) bool { return k.name == key }):
			l.problems.Add(refusal(where, "mapping-misplaced-key",
				inventory.Text{ZH: key + " 写在了 [" + section + "] 里", EN: key + " stands under [" + section + "]"},
				inventory.Text{ZH: "移到文件开头，第一个 [节] 之前", EN: "move it to the beginning of the file, before the first [section]"}))
		case i < 0:
			l.problems.Add(refusal(where, "mapping-unknown-key",
				inventory.Text{ZH: "映射文件不认识的键“" + table.Excerpt(key) + "”", EN: `a mapping file has no key "` + table.Excerpt(key) + `"`},
				suggest(spelling.Nearest(table.Excerpt(key), names), inventory.Text{ZH: "这里可用：" + strings.Join(names, "、"), EN: "keys known here: " + strings.Join(names, ", ")})))
		case !known[i].kind.fits(values[key]):
			l.problems.Add(refusal(where, "wrong-kind",
				inventory.Text{ZH: key + " 应是" + known[i].kind.ZH, EN: key + " must be " + known[i].kind.EN}, mappingHint))
		case hides(values[key]):
			l.problems.Add(refusal(where, "control-character",
				inventory.Text{ZH: key + " 中有看不见的控制字符", EN: key + " holds an invisible control character"},
				inventory.Text{ZH: "删去该字符，重新输入这一项", EN: "type it again without it"}))
		}
	}
}

// hides tells whether a text, or one of a list, holds a character that does not show.
func hides(value any) bool {
	list, _ := value.([]any)
	return slices.ContainsFunc(append([]any{value}, list...), func(v any) bool {
		text, ok := v.(string)
		return ok && (table.Hidden(text) || strings.ContainsAny(text, "\t\n"))
	})
}

// lineFinder knows on which line of a TOML file each key stands.
type lineFinder struct {
	file  string
	lines map[string]int // by section, numbered if it is one of several, and key
}

func findLines(file, text string) *lineFinder {
	out := &lineFinder{file, map[string]int{}}
	count, section, n := map[string]int{}, "", 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "[["); ok {
			name, _, _ = strings.Cut(name, "]]")
			name = strings.TrimSpace(name)
			section = numbered(name, count[name])
			count[name]++
			out.lines[section] = n
		} else if name, ok := strings.CutPrefix(line, "["); ok && !strings.Contains(line, "=") && strings.Contains(line, "]") {
			name, _, _ = strings.Cut(name, "]")
			section = strings.TrimSpace(name)
			out.lines[section] = n
		} else if key, _, ok := strings.Cut(line, "="); ok {
			key = strings.Trim(strings.TrimSpace(key), `"'`)
			if path := strings.TrimPrefix(section+"."+key, "."); out.lines[path] == 0 {
				out.lines[path] = n
			}
		}
	}
	return out
}

// at finds a key: its line, else that of its section, else the file.
func (f *lineFinder) at(path string) inventory.Source {
	for {
		if n := f.lines[path]; n > 0 {
			return inventory.Source{File: f.file, Row: n}
		}
		cut := strings.LastIndexAny(path, ".#")
		if cut < 0 {
			return inventory.Source{File: f.file}
		}
		path = path[:cut]
	}
}
