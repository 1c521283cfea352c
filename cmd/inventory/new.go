package main

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
	"ghg/seeds"
)

// Release is the version of the program.
const Release = "0.1.0"

func (p *program) create() *cobra.Command {
	var example bool
	cmd := &cobra.Command{
		Use:   "new DIR",
		Short: "新建工作区 · make a workspace with templates",
		Args:  takes(1, 1, "DIR"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := p.allow("table"); err != nil {
				return err
			}
			source := "templates"
			if example {
				source = "tongliang"
			}
			files, err := fs.Sub(seeds.FS, source)
			if err != nil {
				return err
			}
			if err := workspace.Create(args[0], files); errors.Is(err, workspace.ErrNotEmpty) {
				return usage("文件夹不是空的：%s", "the folder is not empty: %s", args[0])
			} else if err != nil {
				return unwritten(err)
			}
			p.speak(nil)
			fmt.Fprintln(p.err, inventory.Text{
				ZH: "已建立 " + args[0] + "：先改 inventory.toml，再填 activity/（inventory template 写出各部门的填报表），然后 inventory check " + args[0],
				EN: "made " + args[0] + ": edit inventory.toml, fill activity/ (inventory template writes the departments' workbooks), then run inventory check " + args[0]}.In(p.lang))
			return nil
		},
	}
	cmd.Flags().BoolVar(&example, "example", false, "copy the real example district")
	return cmd
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "版本 · version, revision, Go version, hash of the embedded tables",
		Args:  takes(0, 0, ""),
		RunE: func(*cobra.Command, []string) error {
			tables, err := engine.TablesHash(engine.Shipped())
			if err != nil {
				return err
			}
			revision := "unknown"
			if build, ok := debug.ReadBuildInfo(); ok {
				for _, s := range build.Settings {
					if s.Key == "vcs.revision" {
						revision = s.Value
					}
				}
			}
			records := report.Records{Columns: []string{"inventory", "engine", "revision", "go", "tables"},
				Rows: [][]string{{Release, strconv.Itoa(engine.Version), revision, runtime.Version(), "sha256:" + tables}}}
			return p.emit(records, func() {
				for i, name := range records.Columns {
					fmt.Fprintf(p.out, "%-9s %s\n", name, records.Rows[0][i])
				}
			})
		},
	}
}
