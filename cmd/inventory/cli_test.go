package main

import (
	"encoding/csv"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/unicode"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"inventory": main})
}

// The scripts of testdata/cli run the program as its users do. Beside the commands of testscript they know
// "exits CODE program arguments…", which asserts the exit code, and "workbook TO FROM…", which makes a workbook with a sheet
// for each CSV file, named after it, and "utf16 TO FROM", which saves a text as UTF-16. $INVENTORIES is testdata/inventories, $KEYS
// is testdata/keys.
func TestCommandLine(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "../../testdata/cli",
		Setup: func(env *testscript.Env) error {
			folder, err := filepath.Abs("../../testdata/inventories")
			env.Setenv("INVENTORIES", folder)
			env.Setenv("KEYS", filepath.Join(filepath.Dir(folder), "keys"))
			return err
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"utf16": func(ts *testscript.TestScript, _ bool, args []string) {
				text := strings.TrimPrefix(ts.ReadFile(args[1]), "\ufeff")
				out, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(out), 0o644))
			},
			"workbook": func(ts *testscript.TestScript, _ bool, args []string) {
				f := excelize.NewFile()
				for _, from := range args[1:] {
					sheet := strings.TrimSuffix(filepath.Base(from), ".csv")
					_, err := f.NewSheet(sheet)
					ts.Check(err)
					rows, err := csv.NewReader(strings.NewReader(ts.ReadFile(from))).ReadAll()
					ts.Check(err)
					for i := range rows {
						ts.Check(f.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &rows[i]))
					}
				}
				ts.Check(f.DeleteSheet("Sheet1"))
				ts.Check(f.SaveAs(ts.MkAbs(args[0])))
			},
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exits CODE program arguments…")
				}
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				got := 0
				var failed *exec.ExitError
				if err := ts.Exec(args[1], args[2:]...); errors.As(err, &failed) {
					got = failed.ExitCode()
				} else {
					ts.Check(err)
				}
				if got != want {
					ts.Fatalf("%v exits with %d, want %d", args[1:], got, want)
				}
			},
		},
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
	})
}
