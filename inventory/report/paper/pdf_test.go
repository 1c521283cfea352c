package paper

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// program is the path of a program that a test needs: without it there is no test or, with INVENTORY_REQUIRE, a failure.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("INVENTORY_REQUIRE") != "" {
			t.Fatalf("needs %s", name)
		}
		t.Skipf("needs %s", name)
	}
	return path
}

// A word processor opens the documents, and its pages hold the sentences, the tables and their numbers.
func TestAWordProcessorOpensTheDocuments(t *testing.T) {
	office, reader := program(t, "soffice"), program(t, "pdftotext")
	dir := t.TempDir()
	s := gathered(t, copied(t, "testdata/inventories/assessed", ""), 0)
	documents := map[string][]byte{"inventory_report": written(t, Inventory, s), "co2_account": written(t, CO2Account, s)}
	arguments := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "pdf", "--outdir", dir}
	for name, document := range documents {
		path := filepath.Join(dir, name+".docx")
		if err := os.WriteFile(path, document, 0o600); err != nil {
			t.Fatal(err)
		}
		arguments = append(arguments, path)
	}
	if said, err := exec.Command(office, arguments...).CombinedOutput(); err != nil || strings.Contains(string(said), "Error") {
		t.Fatalf("%v: %s", err, said)
	}
	for name, wanted := range map[string][]string{
		"inventory_report": {"示例区2024年温室气体清单报告", "温室气体排放总量（不含土地利用变化和林业）为152.79万吨二氧化碳当量", "九、碳排放强度与目标"},
		"co2_account":      {"示例区2024年化石能源二氧化碳排放年度核算报告", "合计为212.63万吨", "2,126,271", "—3—"},
	} {
		text, err := exec.Command(reader, filepath.Join(dir, name+".pdf"), "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		joined := regexp.MustCompile(`\s`).ReplaceAllString(string(text), "") // lines are broken where the page ends
		holds(t, joined, wanted...)
	}
}
