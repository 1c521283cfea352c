package inventory

import (
	"fmt"
	"strings"

	"ghg/inventory/spelling"
)

// The kinds of Statistic.
const (
	LevelStatistic      = "level"      // an amount of the year
	IndexStatistic      = "index"      // of the level Of: the year in per cent of the year before, or of a year that the price base names
	GrowthStatistic     = "growth"     // of the level Of against the year before
	AverageStatistic    = "average"    // yearly growth of the level Of over the years that the coverage names
	ShareStatistic      = "share"      // of the level Of
	DeclineStatistic    = "decline"    // published decline against the year before, of the intensity or the level Of
	CumulativeStatistic = "cumulative" // published decline over several years, of the intensity or the level Of
)

// Statistic is an indicator that the program knows the meaning of, by all its names.
type Statistic struct {
	ID         string
	Kind       string
	Of         string // id of a level, or an intensity as numerator/denominator; "" if it is of none
	Title      Text
	Department string // code of the department that publishes it
	Coverage   string // that the indicators of METHODS §7.9 are defined for, if figures of several are published; "" for none
	names      map[string]bool
}

// Is tells whether the name is one of the statistic's.
func (s *Statistic) Is(name string) bool { return s.names[spelling.Fold(name)] }

// Prefers tells whether figures of the coverage are those that indicators are defined for: it is named, whatever follows the name.
func (s *Statistic) Prefers(coverage string) bool {
	return s.Coverage != "" && strings.HasPrefix(spelling.Fold(coverage), spelling.Fold(s.Coverage))
}

// Statistic returns the statistic of an id; it is a fault of the program to ask for one that there is not.
func (v *Vocabulary) Statistic(id string) *Statistic {
	for _, s := range v.Statistics {
		if s.ID == id {
			return s
		}
	}
	panic("no statistic " + id)
}

// StatisticNamed is the statistic of which that is a name, nil if it is of none.
func (v *Vocabulary) StatisticNamed(name string) *Statistic {
	for _, s := range v.Statistics {
		if s.Is(name) {
			return s
		}
	}
	return nil
}

// StatisticOf is the statistic of the kind that is of the level or intensity, nil if there is none.
func (v *Vocabulary) StatisticOf(kind, of string) *Statistic {
	for _, s := range v.Statistics {
		if s.Kind == kind && s.Of == of {
			return s
		}
	}
	return nil
}

func (v *Vocabulary) takeStatistics(rows []record) error {
	taken := map[string]bool{}
	for _, r := range rows {
		s := &Statistic{ID: r.get("id"), Kind: r.get("kind"), Of: r.get("of"), Title: Text{r.get("name_zh"), r.get("name_en")}, Department: r.get("department"), Coverage: r.get("coverage"), names: map[string]bool{}}
		for _, name := range append([]string{s.Title.ZH, s.Title.EN}, append(r.list("aliases_zh"), r.list("aliases_en")...)...) {
			key := spelling.Fold(name)
			if taken[key] {
				return fmt.Errorf("row %d: %s is a name already", r.row, name)
			}
			taken[key], s.names[key] = true, true
		}
		v.Statistics = append(v.Statistics, s)
	}
	return nil
}
