package inventory

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"strings"
)

// Vocabulary is every name a table may use: categories, items, gases, regions, guides, departments and parameters, with
// their aliases. It is read once from the shipped tables and never changes.
type Vocabulary struct {
	Categories      *Categories
	Items           *Items
	Gases           *Gases
	Regions         *Regions
	Climates        *Climates
	Details         *Details
	Guides          map[string]*Guide
	Blends          *Blends
	Registry        []RegistryRow
	Departments     map[string]Text // by the short code of METHODS §1.5
	DepartmentCodes []string        // in the order of departments.csv
	Parameters      map[string]*ParameterName
	Proxies         []Proxy
	Sets            map[string]*FactorSet
	Flows           *Flows
	Accounts        []*AccountEntry
	Statistics      []*Statistic
	Sectors         []*EconomicSector
	Defaults        *Defaults
	Requests        []Request
	Layouts         []Layout // how tables of other departments are read, by file
	Inputs          []string // names of what activities state for the methods, told by whoever knows these; nil where nobody does
}

// LoadVocabulary reads the shipped tables. An error means that the program was built with broken tables.
func LoadVocabulary(seeds fs.FS) (*Vocabulary, error) {
	v := &Vocabulary{}
	for _, part := range []struct {
		file string
		take func([]record) error
	}{
		{"categories.csv", v.takeCategories},
		{"headings.csv", v.takeHeadings},
		{"items.csv", v.takeItems},
		{"item_classes.csv", v.takeClasses},
		{"gwp.csv", v.takeGases},
		{"blends.csv", v.takeBlends},
		{"regions.csv", v.takeRegions},
		{"climates.csv", v.takeClimates},
		{"details.csv", v.takeDetails},
		{"detail_classes.csv", v.takeBroader},
		{"guides.csv", v.takeGuides},
		{"departments.csv", v.takeDepartments},
		{"parameters.csv", v.takeParameters},
		{"category_proxy.csv", v.takeProxies},
		{"sets.csv", v.takeSets},
		{"registry.csv", v.takeRegistry},
		{"balance.csv", v.takeFlows},
		{"balance_fuels.csv", v.takeFlowFuels},
		{"balance_columns.csv", v.takeBalanceColumns},
		{"industries.csv", v.takeIndustries},
		{"accounts.csv", v.takeAccounts},
		{"indicators.csv", v.takeStatistics},
		{"economic_sectors.csv", v.takeSectors},
		{"requests.csv", v.takeRequests},
		{"uncertainties.csv", v.takeUncertainties},
	} {
		rows, err := readRecords(seeds, part.file)
		if err == nil {
			err = part.take(rows)
		}
		if err != nil {
			return nil, fmt.Errorf("shipped table %s: %w", part.file, err)
		}
	}
	if err := v.takeLayouts(seeds); err != nil {
		return nil, fmt.Errorf("shipped layouts: %w", err)
	}
	return v, nil
}

// record is one row of a shipped table, by column name, with its row number in the file.
type record struct {
	fields map[string]string
	row    int
}

func (r record) get(name string) string { return r.fields[name] }

func (r record) list(name string) []string { return SplitList(r.fields[name]) }

func readRecords(files fs.FS, name string) ([]record, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	reader := csv.NewReader(f)
	header, err := reader.Read()
	if err != nil {
		return nil, err
	}
	lines, err := reader.ReadAll()
	if err != nil {
		return nil, err
	}
	out := make([]record, len(lines))
	for i, line := range lines {
		fields := make(map[string]string, len(header))
		for j, column := range header {
			fields[column] = line[j]
		}
		out[i] = record{fields, i + 2}
	}
	return out, nil
}

// SplitList splits a cell of several values joined by semicolons, Western or Chinese, and drops empty ones.
func SplitList(s string) []string {
	if !strings.ContainsAny(s, ";；") {
		if s = strings.TrimSpace(s); s == "" {
			return nil
		}
		return []string{s}
	}
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '；' }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
