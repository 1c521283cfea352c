package golden

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// alwaysRecalculate makes LibreOffice compute every formula of a workbook that it opens, whatever values stand there.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`

// Recalculated opens an XLSX workbook in LibreOffice, has it compute all formulas, and gives the workbook that it saves. Without
// LibreOffice the test is skipped, or with INVENTORY_REQUIRE fails.
func Recalculated(t *testing.T, book []byte) []byte {
	t.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("INVENTORY_REQUIRE") != "" {
			t.Fatal("no soffice (libreoffice-calc), and INVENTORY_REQUIRE wants it")
		}
		t.Skip("no soffice (libreoffice-calc)")
	}
	folder := t.TempDir()
	put := func(content []byte, names ...string) {
		path := filepath.Join(append([]string{folder}, names...)...)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put([]byte(alwaysRecalculate), "profile", "user", "registrymodifications.xcu")
	put(book, "book.xlsx")
	command := exec.Command(program, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(folder, "profile")), "--headless",
		"--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", filepath.Join(folder, "out"), filepath.Join(folder, "book.xlsx"))
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	content, err := os.ReadFile(filepath.Join(folder, "out", "book.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}
