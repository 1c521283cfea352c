package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

const (
	configFile    = "inventory.toml"
	schemaVersion = 1
	// maxConfig bounds the file, and with it the depth to which values can be nested.
	maxConfig = 64 << 10
)

// Config is inventory.toml: what inventory is compiled, of which region, by which guide.
type Config struct {
	SchemaVersion int        `toml:"schema_version"`
	Language      string     `toml:"language"` // zh or en
	Years         []int      `toml:"years"`    // ascending
	BaseYear      int        `toml:"base_year"`
	Guide         string     `toml:"guide"`
	GWP           string     `toml:"gwp_set"`     // AR5 unless another is named
	FactorSets    []string   `toml:"factor_sets"` // precedence; the guide's own unless named
	NCVSets       []string   `toml:"ncv_sets"`    // likewise, for calorific values
	Region        Region     `toml:"region"`
	Allocation    Allocation `toml:"allocation"`
	Requests      struct {
		Deadline string `toml:"deadline"` // MM-DD of the year after; 06-30 unless another is named
	} `toml:"requests"`
	Keys       []Key `toml:"-"` // who may sign, in the order of the file
	thresholds map[string]decimal.Decimal
}

// Allocation is in which sector carbon is reported that fuels bring into processes; that of the guide unless named.
type Allocation struct {
	Ammonia   string `toml:"ammonia_in"`
	Reductant string `toml:"reductant_in"`
}

// Region is the district.
type Region struct {
	Code       string `toml:"code"`
	Name       string `toml:"name"`
	Province   string `toml:"province"`
	GridRegion string `toml:"grid_region"` // where purchased electricity is looked up, by its name in the tables; "" = as the region
	// EquipmentRegion is that whose factors of electrical equipment count, by its name in the tables: Europe unless another is named.
	EquipmentRegion string `toml:"equipment_region"`
	Climate         string `toml:"climate"`     // climates of the tables, joined by semicolons: zone, ecological zone, class of temperature
	Development     string `toml:"development"` // developed or developing; that of the region's country unless named
	Key             string `toml:"-"`           // the name by which tables of factors know the region
}

// settings is inventory.toml being read.
type settings struct {
	*loader
	*Config
	text string
}

// config reads inventory.toml. Its key names are fixed: one that is not known is an error, because a misspelt setting
// would otherwise be a setting ignored.
func (l *loader) config() {
	text, ok := l.text(configFile)
	if !ok {
		return
	}
	s := &settings{l, &l.ws.Config, text}
	if len(text) > maxConfig {
		s.refuse(inventory.Text{ZH: fmt.Sprintf("超过 %d KiB", maxConfig>>10), EN: fmt.Sprintf("larger than %d KiB", maxConfig>>10)},
			inventory.Text{ZH: "设置文件不该这么大；数据写在 CSV 表里", EN: "settings are short: figures belong into the CSV tables"}, "config-too-large")
		return
	}
	values := map[string]any{}
	meta, err := toml.Decode(text, &values)
	if err != nil {
		s.broken(err)
		return
	}
	if !s.kinds(meta.Keys(), values) {
		return
	}
	if _, err := toml.Decode(text, s.Config); err != nil {
		s.broken(err)
		return
	}
	s.signers(values["keys"])
	s.general()
	s.years()
	s.guide()
	s.region()
	s.grid()
	s.equipment()
	s.climate()
	s.development()
	s.deadline()
}

func (s *settings) refuse(message, hint inventory.Text, code string, key ...string) {
	s.problems.Add(refusal(s.at(key), code, message, hint))
}

// at finds the line and column of a key.
func (s *settings) at(key []string) inventory.Source {
	section := ""
	for i, line := range strings.Split(s.text, "\n") {
		trimmed := strings.TrimSpace(line)
		name, _, isSetting := strings.Cut(trimmed, "=")
		name = strings.Join(strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(` "'`, r) }), "")
		if strings.HasPrefix(trimmed, "[") && !isSetting {
			section, _, _ = strings.Cut(strings.Trim(name, "["), "]")
			name, section = section, section+"."
		} else {
			name = section + name
		}
		if len(key) > 0 && strings.EqualFold(name, strings.Join(key, ".")) {
			return inventory.Source{File: configFile, Row: i + 1, Col: 1 + utf8.RuneCountInString(line[:strings.Index(line, trimmed)])}
		}
	}
	return inventory.Source{File: configFile}
}

// broken tells of a file that is no TOML.
func (s *settings) broken(err error) {
	at := inventory.Source{File: configFile}
	reason := err.Error()
	var fault toml.ParseError
	if errors.As(err, &fault) {
		at.Row, at.Col = fault.Position.Line, fault.Position.Col
		reason = fault.Message
	}
	s.problems.Add(refusal(at, "bad-toml",
		inventory.Text{ZH: "不是有效的 TOML：" + reason, EN: "not valid TOML: " + reason},
		tomlHint))
}

var tomlHint = inventory.Text{ZH: "文字加引号，列表加方括号，如 years = [2020]、guide = \"CN-PROV-2011\"",
	EN: `text stands in quotes, a list in brackets: years = [2020], guide = "CN-PROV-2011"`}

// kind is what the value of a setting must be.
type kind struct {
	inventory.Text
	fits func(any) bool
}

var (
	aNumber = kind{inventory.Text{ZH: "整数", EN: "a whole number"}, is[int64]}
	aText   = kind{inventory.Text{ZH: "带引号的文字", EN: "text in quotes"}, is[string]}
	numbers = kind{inventory.Text{ZH: "整数的列表", EN: "a list of whole numbers"}, all[int64]}
	texts   = kind{inventory.Text{ZH: "文字的列表", EN: "a list of texts"}, all[string]}
	aTable  = kind{inventory.Text{ZH: "一节", EN: "a section"}, is[map[string]any]}
	tables  = kind{inventory.Text{ZH: "以 [[keys]] 开头的若干节", EN: "sections that begin with [[keys]]"}, func(v any) bool { _, ok := tablesIn(v); return ok }}
)

func is[T any](value any) bool {
	_, ok := value.(T)
	return ok
}

func all[T any](value any) bool {
	list, ok := value.([]any)
	return ok && !slices.ContainsFunc(list, func(v any) bool { return !is[T](v) })
}

type setting struct {
	name string
	kind kind
}

// known are the settings.
var known = []setting{
	{"schema_version", aNumber}, {"language", aText}, {"years", numbers}, {"base_year", aNumber}, {"guide", aText}, {"gwp_set", aText},
	{"factor_sets", texts}, {"ncv_sets", texts}, {"region", aTable}, {"region.code", aText}, {"region.name", aText},

	{"region.province", aText}, {"region.grid_region", aText}, {"region.equipment_region", aText}, {"region.climate", aText}, {"region.development", aText}, {"thresholds", aTable},
	{"allocation", aTable}, {"allocation.ammonia_in", aText}, {"allocation.reductant_in", aText},
	{"requests", aTable}, {"requests.deadline", aText}, {"keys", tables},
}

// kinds checks that every setting is known and of its kind; false if one cannot be taken.
func (s *settings) kinds(keys []toml.Key, values map[string]any) bool {
	sound := true
	unknown := map[string]bool{}
	for _, key := range keys {
		name := key.String()
		if len(key) > 1 && unknown[key[:len(key)-1].String()] {
			unknown[name] = true
			continue
		}
		if len(key) > 1 && key[0] == "keys" {
			continue // each with its line, by signers
		}
		if len(key) == 2 && key[0] == "thresholds" {
			s.threshold(key, valueOf(values, key))
			unknown[name] = true // what stands below it is told with it
			continue
		}
		i := slices.IndexFunc(known, func(k setting) bool { return k.name == name })
		if i < 0 {
			unknown[name] = true
			s.unknown(key)
		} else if value, want := valueOf(values, key), known[i].kind; want.fits(value) {
			sound = s.shows(name, value, key) && sound
		} else {
			sound = false
			s.refuse(inventory.Text{ZH: name + " 应是" + want.ZH, EN: name + " must be " + want.EN}, tomlHint, "wrong-kind", key...)
		}
	}
	s.reversedThresholds()
	return sound
}

// shows refuses a text that holds characters which do not show: a name reaches terminals and reports.
func (s *settings) shows(name string, value any, key toml.Key) bool {
	texts, _ := value.([]any)
	for _, text := range append(texts, value) {
		if text, ok := text.(string); ok && (table.Hidden(text) || strings.ContainsAny(text, "\t\n")) {
			s.refuse(inventory.Text{ZH: name + " 中有看不见的控制字符", EN: name + " holds an invisible control character"},
				inventory.Text{ZH: "删去该字符，重新输入这一项", EN: "type the setting again without it"}, "control-character", key...)
			return false
		}
	}
	return true
}

func valueOf(values map[string]any, key toml.Key) any {
	var value any = values
	for _, part := range key {
		section, _ := value.(map[string]any)
		value = section[part]
	}
	return value
}

func (s *settings) unknown(key toml.Key) {
	names := make([]string, len(known))
	for i, k := range known {
		names[i] = k.name
	}
	name := key.String()
	s.refuse(inventory.Text{ZH: "不认识的设置“" + table.Excerpt(name) + "”", EN: `unknown setting "` + table.Excerpt(name) + `"`},
		suggest(spelling.Nearest(table.Excerpt(name), names), inventory.Text{ZH: "可用的设置：" + strings.Join(names, "、"), EN: "known settings: " + strings.Join(names, ", ")}),
		"unknown-setting", key...)
}

func (s *settings) general() {
	if s.SchemaVersion != schemaVersion {
		s.refuse(inventory.Text{ZH: fmt.Sprintf("schema_version 是 %d，本版本只认 %d", s.SchemaVersion, schemaVersion),
			EN: fmt.Sprintf("schema_version is %d, this version knows %d", s.SchemaVersion, schemaVersion)},
			inventory.Text{ZH: "写 schema_version = 1；更高的版本要用更新的程序", EN: "write schema_version = 1; a higher one needs a newer program"}, "schema-version", "schema_version")
	}
	if s.Language == "" {
		s.Language = "zh"
	}
	s.oneOf("language", s.Language, []string{"zh", "en"})
	if s.GWP == "" {
		s.GWP = "AR5"
	}
	s.oneOf("gwp_set", s.GWP, inventory.GWPSets)
}

// oneOf tells whether the setting has one of the values it allows.
func (s *settings) oneOf(key, value string, allowed []string) bool {
	if slices.Contains(allowed, value) {
		return true
	}
	list := strings.Join(allowed, ", ")
	if value == "" {
		s.refuse(inventory.Text{ZH: "没有写 " + key, EN: key + " is missing"}, inventory.Text{ZH: "可用：" + list, EN: "one of " + list}, "setting-missing", key)
		return false
	}
	s.refuse(inventory.Text{ZH: key + " 不认识“" + table.Excerpt(value) + "”", EN: key + ` does not know "` + table.Excerpt(value) + `"`},
		suggest(spelling.Nearest(table.Excerpt(value), allowed), inventory.Text{ZH: "可用：" + list, EN: "one of " + list}), "unknown-value", key)
	return false
}

func (s *settings) years() {
	if len(s.Years) == 0 {
		s.refuse(inventory.Text{ZH: "没有写清单年份 years", EN: "years names no year"}, inventory.Text{ZH: "如 years = [2020, 2021]", EN: "such as years = [2020, 2021]"}, "no-years", "years")
	}
	slices.Sort(s.Years)
	for i, year := range s.Years {
		s.inCentury("years", year)
		if i > 0 && year == s.Years[i-1] {
			s.refuse(inventory.Text{ZH: fmt.Sprintf("years 中 %d 重复", year), EN: fmt.Sprintf("years names %d twice", year)},
				inventory.Text{ZH: "删去一个", EN: "remove one of them"}, "year-twice", "years")
		}
	}
	if s.BaseYear != 0 {
		s.inCentury("base_year", s.BaseYear)
	}
}

func (s *settings) inCentury(key string, year int) {
	if year < firstYear || year > lastYear {
		s.refuse(inventory.Text{ZH: fmt.Sprintf("%s 中的 %d 不在 %d–%d 之间", key, year, firstYear, lastYear), EN: fmt.Sprintf("%d in %s does not lie within %d–%d", year, key, firstYear, lastYear)},
			yearHint, "year-out-of-range", key)
	}
}

// guide checks the guide and takes from it what the file leaves open.
func (s *settings) guide() {
	var guides []string
	for name := range s.voc.Guides {
		guides = append(guides, name)
	}
	slices.Sort(guides)
	if s.oneOf("guide", s.Guide, guides) {
		guide := s.voc.Guides[s.Guide]
		if len(s.FactorSets) == 0 {
			s.FactorSets = slices.Clone(guide.FactorSets)
		}
		if len(s.NCVSets) == 0 {
			s.NCVSets = slices.Clone(guide.NCVSets)
		}
		s.Allocation = Allocation{cmp.Or(s.Allocation.Ammonia, guide.Allocation.Ammonia), cmp.Or(s.Allocation.Reductant, guide.Allocation.Reductant)}
		s.oneOf("allocation.ammonia_in", s.Allocation.Ammonia, []string{inventory.InEnergy, inventory.InIPPU})
		s.oneOf("allocation.reductant_in", s.Allocation.Reductant, []string{inventory.InEnergy, inventory.InIPPU})
	}
	s.sets("factor_sets", s.FactorSets)
	s.sets("ncv_sets", s.NCVSets)
}

// sets checks a precedence of factor sets.
func (s *settings) sets(key string, sets []string) {
	known := []string{"local"}
	for name := range s.voc.Sets {
		known = append(known, name)
	}
	for _, file := range s.list("factors") {
		if own := s.voc.OwnSet(file); own != "" {
			known = append(known, own)
		}
	}
	slices.Sort(known)
	for i, name := range sets {
		if !slices.Contains(known, name) {
			s.refuse(inventory.Text{ZH: key + " 不认识因子集“" + table.Excerpt(name) + "”", EN: key + ` names an unknown set "` + table.Excerpt(name) + `"`},
				suggest(spelling.Nearest(table.Excerpt(name), known), inventory.Text{ZH: "用 inventory factors list 查看因子集", EN: "inventory factors list shows the sets"}), "unknown-set", key)
		}
		if slices.Contains(sets[:i], name) {
			s.refuse(inventory.Text{ZH: key + " 中“" + table.Excerpt(name) + "”重复", EN: key + ` names "` + table.Excerpt(name) + `" twice`},
				inventory.Text{ZH: "删去一个：先后顺序就是优先顺序", EN: "remove one of them: the order is the precedence"}, "set-twice", key)
		}
	}
}

// climate brings the climates to their names in the tables.
func (s *settings) climate() {
	names := inventory.SplitList(s.Region.Climate)
	for i, name := range names {
		known, ok := s.voc.Climates.Lookup(name)
		if !ok {
			s.refuse(inventory.Text{ZH: "不认识的气候“" + table.Excerpt(name) + "”", EN: `unknown climate "` + table.Excerpt(name) + `"`},
				suggest(s.voc.Climates.Nearest(table.Excerpt(name)), inventory.Text{ZH: "如“暖温带湿润”、“亚热带湿润林”、“年均气温17℃”，几个之间用分号；名称见 seeds/climates.csv",
					EN: `such as "warm temperate moist", "subtropical humid forest", "MAT 17 °C", joined by semicolons; seeds/climates.csv lists them`}),
				"unknown-climate", "region", "climate")
			continue
		}
		names[i] = known
	}
	s.Region.Climate = strings.Join(names, ";")
}

// development takes the status of the region's country if the file names none.
func (s *settings) development() {
	if s.Region.Development == "" {
		s.Region.Development = s.voc.Regions.Development(s.Region.Key)
		return
	}
	s.oneOf("region.development", s.Region.Development, []string{"developed", "developing"})
}
