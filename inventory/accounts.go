package inventory

import (
	"fmt"

	"ghg/inventory/spelling"
)

// The accounts of energy beside the inventory.
const (
	FossilAccount    = "fossil"    // 化石能源二氧化碳排放年度核算
	RenewableAccount = "renewable" // 可再生能源统计核算
)

// AccountEntry is one indicator that an account of energy is made of.
type AccountEntry struct {
	Account string
	Input   string // of the method of the account
	Of      string // the source of energy, in Chinese, that this one is a part of; "" if it is of none
	Source  Text   // of energy
	Title   Text   // name of the indicator
	names   map[string]bool
}

// Is tells whether the indicator of indicators.csv is this one.
func (e *AccountEntry) Is(i *Indicator) bool { return e.names[spelling.Fold(i.Name)] }

func (v *Vocabulary) takeAccounts(rows []record) error {
	taken := map[string]bool{}
	for _, r := range rows {
		e := &AccountEntry{Account: r.get("account"), Input: r.get("input"), Of: r.get("of"), Source: Text{r.get("source_zh"), r.get("source_en")},
			Title: Text{r.get("name_zh"), r.get("name_en")}, names: map[string]bool{}}
		for _, name := range append([]string{e.Title.ZH, e.Title.EN}, append(r.list("aliases_zh"), r.list("aliases_en")...)...) {
			key := spelling.Fold(name)
			if taken[key] {
				return fmt.Errorf("row %d: %s is a name already", r.row, name)
			}
			taken[key], e.names[key] = true, true
		}
		v.Accounts = append(v.Accounts, e)
	}
	return nil
}
