package quantity

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/width"

	"ghg/inventory/spelling"
	"ghg/seeds"
)

// UnitError is the fault of a text that is no unit. Nearest names the known units that look most like it.
type UnitError struct {
	Text    string
	Nearest []string
}

// Error names the text and what it may have meant.
func (e *UnitError) Error() string {
	if len(e.Nearest) == 0 {
		return fmt.Sprintf("%q is not a known unit", e.Text)
	}
	return fmt.Sprintf("%q is not a known unit; did you mean %s?", e.Text, strings.Join(e.Nearest, ", "))
}

const (
	stateCold = "0 °C"
	stateWarm = "20 °C"
)

// tables are the atoms and spellings of seeds/units.csv.
type tables struct {
	atoms     map[string]*atom  // by spelling
	folded    map[string]string // lower-case spelling → spelling, "" where two atoms share it
	aliases   map[string]string // whole spellings → canonical spelling
	byLength  []string          // spellings of atoms, longest first
	substance map[string]bool
	things    map[string]bool // dimensions that are a number of things
	described map[string]bool // what units.csv says units are of, beside substances: raw coal, natural gas input
	names     []string
}

var (
	load   = sync.OnceValue(loadTables)
	parsed sync.Map // text → Unit
)

// counted are things that a unit may count and that units.csv names only behind a stroke.
var counted = []string{"plane", "season", "abandoned well", "active gas well", "active well"}

// extra are atoms that units.csv uses only inside a quotient: the special sort of a power, a voltage, an anode effect.
var extra = map[string]atom{
	"W":                 {dims: []power[string]{{"power", 1}}, scale: big.NewRat(1, 1)},
	"MW":                {dims: []power[string]{{"power", 1}}, scale: big.NewRat(1000000, 1)},
	"V":                 {dims: []power[string]{{"voltage", 1}}, scale: big.NewRat(1, 1)},
	"mV":                {dims: []power[string]{{"voltage", 1}}, scale: big.NewRat(1, 1000)},
	"mol":               {dims: []power[string]{{"amount", 1}}, scale: big.NewRat(1, 1)},
	"(AE-min/cell-day)": {dims: []power[string]{{"anode-effect minutes per cell-day", 1}}, scale: big.NewRat(1, 1)},
	"kpcs":              {dims: []power[string]{{"piece", 1}}, scale: big.NewRat(1000, 1)},
	"fraction":          {scale: big.NewRat(1, 1)},
	"volume fraction":   {scale: big.NewRat(1, 1)},
}

// nitrogen are descriptions of nitrogen on its way: excreted, leached, volatilised. All are mass of N.
var nitrogen = map[string]bool{"N excreted": true, "N leached": true, "(NH3-N+NOx-N)": true}

// dimensions maps the words of units.csv to base symbols.
var dimensions = map[string][]power[string]{
	"mass": {{"mass", 1}}, "area": {{"length", 2}}, "volume": {{"length", 3}}, "normal volume (0 C)": {{"length", 3}}, "length": {{"length", 1}},
	"energy": {{"energy", 1}}, "coal equivalent": {{"energy", 1}}, "oil equivalent": {{"energy", 1}}, "money": {{"money", 1}}, "ratio": nil,
	"day": {{"day", 1}}, "year": {{"year", 1}}, "power-law coefficient": {{"power-law coefficient", 1}},
}

func loadTables() *tables {
	f, err := seeds.FS.Open("units.csv")
	if err != nil {
		panic("shipped units.csv: " + err.Error())
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic("shipped units.csv: " + err.Error())
	}
	t := &tables{atoms: map[string]*atom{}, folded: map[string]string{}, aliases: map[string]string{}, substance: loadSubstances(), things: map[string]bool{}, described: map[string]bool{}}
	for name, a := range extra {
		a.name = name
		t.atoms[name] = &a
		t.names = append(t.names, name)
	}
	for _, name := range counted {
		kind := name[strings.LastIndexByte(name, ' ')+1:]
		t.atoms[name] = &atom{name: name, dims: []power[string]{{kind, 1}}, scale: big.NewRat(1, 1)}
	}
	for _, row := range rows[1:] {
		for _, words := range strings.Split(row[4], ";") {
			t.described[strings.TrimSpace(words)] = true
		}
	}
	for _, row := range rows[1:] {
		t.addRow(row)
	}
	for name := range t.atoms {
		t.byLength = append(t.byLength, name)
	}
	slices.SortFunc(t.byLength, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	for _, name := range t.byLength {
		fold := strings.ToLower(name)
		if known, twice := t.folded[fold]; !twice {
			t.folded[fold] = name
		} else if known != "" && t.atoms[known].name != t.atoms[name].name {
			t.folded[fold] = ""
		}
	}
	return t
}

// loadSubstances names what a mass may be of, where that matters: the gases, and the carbon, nitrogen, organic matter
// and oxygen demand of the equations.
func loadSubstances() map[string]bool {
	out := map[string]bool{}
	for _, name := range []string{"C", "N", "CO2", "CH4", "N2O", "N2O-N", "CH4-C", "CO-C", "NOx-N", "NH3-N", "N2-N", "CO2e", "BOD", "COD", "VS", "TN", "dm", "N2", "CO"} {
		out[name] = true
	}
	f, err := seeds.FS.Open("gwp.csv")
	if err != nil {
		panic("shipped gwp.csv: " + err.Error())
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		panic("shipped gwp.csv: " + err.Error())
	}
	for _, row := range rows[1:] {
		out[row[0]] = true
	}
	return out
}

func isSubstance(name string) bool { return load().substance[name] }

// addRow enters one row of units.csv: an atom if it is no quotient, and its aliases.
func (t *tables) addRow(row []string) {
	name, dimension, factor, si, aliases := normal(row[0]), row[1], row[2], row[3], row[6]
	t.names = append(t.names, row[0])
	words := strings.Fields(row[0])
	named := len(words) > 1 && t.substance[words[len(words)-1]]
	if _, known := t.atoms[name]; !known && !named && !strings.Contains(name, "/") {
		scale, ok := new(big.Rat).SetString(factor)
		if !ok {
			panic("shipped units.csv: factor " + factor)
		}
		a := &atom{name: row[0], scale: scale}
		if base, special := dimensions[dimension]; special {
			a.dims = base
		} else if dimension == "count" {
			a.dims = []power[string]{{si, 1}}
			t.things[si] = true
		} else {
			panic("shipped units.csv: dimension " + dimension)
		}
		switch {
		case dimension == "normal volume (0 C)":
			a.state = stateCold
		case strings.HasSuffix(name, "(20C)"):
			a.state = stateWarm
		}
		t.atoms[name] = a
	}
	for _, alias := range strings.Split(aliases, ";") {
		if alias = normal(alias); alias == "" {
			continue
		}
		t.aliases[alias] = row[0]
		t.names = append(t.names, alias)
		if a := t.atoms[name]; a != nil {
			t.atoms[alias] = a
		}
	}
}

// spellings brings the ways of writing powers and strokes to one.
var spellings = strings.NewReplacer("³", "3", "²", "2", "m^3", "m3", "m^2", "m2", "km^2", "km2", "㎡", "m2", "㎥", "m3",
	"10²", "10^2", "10³", "10^3", "10⁴", "10^4", "10⁵", "10^5", "10⁶", "10^6", "10⁷", "10^7", "10⁸", "10^8", "10⁹", "10^9", "×", "*", "∕", "/", "⁄", "/", " /", "/", "/ ", "/", "立方米³", "立方米")

// normal is the form in which spellings are compared.
func normal(s string) string {
	return spellings.Replace(strings.Join(strings.Fields(width.Narrow.String(s)), " "))
}

// ParseUnit reads a unit: one of seeds/units.csv under any of its names, or a quotient or product of such, each with a
// multiple (10^4, 万, 亿, 千, 百万) before it and a substance after it.
func ParseUnit(s string) (Unit, error) {
	if known, ok := parsed.Load(s); ok {
		return known.(Unit), nil
	}
	t := load()
	text := normal(s)
	if len(text) > 80 || text == "" {
		return Unit{}, &UnitError{Text: s}
	}
	atoms, ok := t.parse(text)
	if !ok {
		return Unit{}, &UnitError{s, t.nearest(text)}
	}
	u := wrap(internMerged(merge(atoms, true)))
	if len(s) <= 40 {
		parsed.Store(s, u)
	}
	return u, nil
}

// nearest are the known units that the text may have meant. Who writes MT or mt more often means t than Mt.
func (t *tables) nearest(text string) []string {
	if n := len(text) - 2; n >= 0 && strings.EqualFold(text[n:], "mt") && (n == 0 || text[n-1] == ' ') {
		return []string{text[:n] + "t", text[:n] + "Mt"}
	}
	return spelling.Near(text, t.names, 1+max(1, len([]rune(text))/2), 3)
}

// MustUnit is ParseUnit for the units that the program itself names.
func MustUnit(s string) Unit {
	u, err := ParseUnit(s)
	if err != nil {
		panic(err.Error())
	}
	return u
}

func (t *tables) parse(text string) ([]power[*atom], bool) {
	if a, ok := t.atoms[text]; ok {
		return t.single(a, 1), true
	}
	if canonical, ok := t.aliases[text]; ok && normal(canonical) != text {
		return t.parse(normal(canonical))
	}
	var out []power[*atom]
	for i, piece := range splitOutside(text, '/') {
		exp := 1
		if i > 0 {
			exp = -1
		}
		for _, factor := range strings.Split(strings.ReplaceAll(piece, "*", "·"), "·") {
			a, ok := t.piece(strings.TrimSpace(factor))
			if !ok {
				return nil, false
			}
			out = append(out, t.single(a, exp)...)
		}
	}
	return out, len(out) > 0 || text == "1"
}

// single is the atom as a factor; the plain number 1 is none.
func (t *tables) single(a *atom, exp int) []power[*atom] {
	if a.name == "1" {
		return nil
	}
	return []power[*atom]{{a, exp}}
}

// splitOutside splits at the separator where it stands outside parentheses.
func splitOutside(s string, sep rune) []string {
	var out []string
	depth, start := 0, 0
	for i, r := range s {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == sep && depth == 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// multiple does not take 104 for a mutilated 10⁴, nor any other number that no unit is multiplied by.
var multiple = regexp.MustCompile(`^(10\^[1-9]\d?|10{0,8}|十亿|百亿|千亿|万亿|十万|百万|千万|万|亿|千|百) ?`)

var chineseMultiples = map[string]string{"百": "10^2", "千": "10^3", "万": "10^4", "十万": "10^5", "百万": "10^6", "千万": "10^7", "亿": "10^8",
	"十亿": "10^9", "百亿": "10^10", "千亿": "10^11", "万亿": "10^12"}

// piece reads one factor: [multiple] atom [substance or description]. One multiple is enough.
func (t *tables) piece(text string) (*atom, bool) {
	if a, ok := t.base(text); ok {
		return a, true
	}
	prefix := multiple.FindString(text)
	if prefix == "" || len(prefix) == len(text) {
		return nil, false
	}
	a, ok := t.base(text[len(prefix):])
	if !ok || a.name != "1" && multiple.MatchString(a.name) {
		return nil, false
	}
	word := strings.TrimSpace(prefix)
	if spelt, chinese := chineseMultiples[word]; chinese {
		word = spelt
	}
	if word == "1" {
		return a, true
	}
	if known, ok := t.atoms[word+" "+a.name]; ok {
		return known, true
	}
	size, ok := multipleOf(word)
	if !ok {
		return nil, false
	}
	scaled := *a
	scaled.name, scaled.scale = word+" "+a.name, new(big.Rat).Mul(a.scale, size)
	return &scaled, true
}

func multipleOf(word string) (*big.Rat, bool) {
	if digits, ok := strings.CutPrefix(word, "10^"); ok {
		n := 0
		if _, err := fmt.Sscanf(digits, "%d", &n); err != nil || n > MaxExponent {
			return nil, false
		}
		return new(big.Rat).SetInt(pow10(n)), true
	}
	return new(big.Rat).SetString(word)
}

// base reads an atom with what it is of. A substance becomes part of the dimension, any other words a description.
func (t *tables) base(text string) (*atom, bool) {
	if a, ok := t.atoms[text]; ok {
		return a, true
	}
	if name := t.folded[strings.ToLower(text)]; name != "" && !t.otherPrefix(text, name) {
		return t.atoms[name], true
	}
	for _, name := range t.byLength {
		rest, ok := strings.CutPrefix(text, name)
		if !ok {
			continue
		}
		words, spaced := strings.CutPrefix(rest, " ")
		a := t.atoms[name]
		switch {
		case t.substance[words] && a.plainMass():
			return a.named(words), true
		case nitrogen[words] && a.plainMass():
			named := *a.named("N")
			named.name = a.name + " " + words
			return &named, true
		case spaced && t.described[words]:
			described := *a
			described.name = a.name + " " + words
			return &described, true
		}
	}
	return nil, false
}

// otherPrefix tells whether a text that differs from a known spelling only in case may mean another unit: mJ is no MJ,
// and MT is written for metric tons as well as for megatons.
func (t *tables) otherPrefix(text, name string) bool {
	first, bare := name[:1], name[1:]
	if !strings.Contains("mMpP", first) {
		return false
	}
	_, prefixed := t.atoms[bare]
	return text[:1] != first && (prefixed || bare == "" || bare == "Wh") || text == "MT"
}
