package main

import (
	"github.com/spf13/cobra"

	"ghg/factors"
)

// asOfFlag adds the flag by which only the factors count that were known on a day.
func (p *program) asOfFlag(cmd *cobra.Command) {
	cmd.PersistentFlags().StringVar(&p.asOf, "as-of", "", "only factors known on this day: 2026-03-31")
}

// knownDay checks --as-of.
func (p *program) knownDay() error {
	if p.asOf != "" && !factors.IsDate(p.asOf) {
		return usage("--as-of %[1]q 不是日期：写成 2026-03-31", "--as-of %[1]q is not a date: write it as 2026-03-31", p.asOf)
	}
	return nil
}
