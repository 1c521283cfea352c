package house

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"ghg/inventory/golden"
)

// cannot ends a test for want of a program; with INVENTORY_REQUIRE that is a failure.
func cannot(t *testing.T, format string, args ...any) {
	t.Helper()
	if os.Getenv("INVENTORY_REQUIRE") != "" {
		t.Fatalf(format, args...)
	}
	t.Skipf(format, args...)
}

func goCommand(t *testing.T) {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		cannot(t, "needs the go command")
	}
}

// emulator is the program that runs arm64 programs here.
func emulator(t *testing.T) string {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		cannot(t, "needs linux/amd64 to compare with, this is %s/%s", runtime.GOOS, runtime.GOARCH)
	}
	for _, name := range []string{"qemu-aarch64-static", "qemu-aarch64"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	cannot(t, "needs qemu-aarch64-static or qemu-aarch64 (Debian: qemu-user-static)")
	return ""
}

// goFor runs the go command in a folder for another architecture.
func goFor(t *testing.T, dir string, env []string, args ...string) {
	t.Helper()
	goCommand(t)
	command := exec.Command("go", args...)
	command.Dir = dir
	command.Env = append(append(command.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOFLAGS=-buildvcs=false"), env...)
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("go %s for %s: %v\n%s", strings.Join(args, " "), env, err, said)
	}
}

var amd64, arm64 = []string{"GOARCH=amd64", "GOAMD64=v1"}, []string{"GOARCH=arm64"}

// build is a build of the program, what runs it, and a folder of its own in which it runs.
type build struct {
	program []string
	dir     string
	env     []string
}

// run gives what the program says and its exit code as one text.
func (b build) run(t *testing.T, args ...string) string {
	t.Helper()
	command := exec.Command(b.program[0], append(b.program[1:], args...)...)
	var out, said bytes.Buffer
	command.Dir, command.Stdout, command.Stderr = b.dir, &out, &said
	command.Env = append(command.Environ(), b.env...)
	err := command.Run()
	if failed, ok := err.(*exec.ExitError); err != nil && (!ok || failed.ExitCode() < 0) {
		t.Fatalf("%s: %v\n%s", args, err, said.Bytes())
	}
	return fmt.Sprintf("%s\n-- standard error, exit code %d --\n%s", out.Bytes(), command.ProcessState.ExitCode(), said.Bytes())
}

// wrote is every file below the folder.
func wrote(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(dir, name))
		out[name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameFiles compares two folders, which must hold the files of a compilation, byte for byte.
func sameFiles(t *testing.T, want, got map[string]string) {
	t.Helper()
	if a, b := slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got)); !slices.Equal(a, b) {
		t.Errorf("files %q, want %q", b, a)
	}
	for _, name := range []string{"inventory.csv", "summary.csv", "inventory.json", "problems.csv", "manifest.json"} {
		if want[name] == "" {
			t.Errorf("no %s", name)
		}
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs: %s", name, golden.Difference(want[name], got[name]))
		}
	}
}

// example is a workspace that the tests compile, under another guide than its own if one is named.
type example struct{ name, source, guide string }

// examples are the district and the golden inventories.
func examples(t *testing.T) (out []example) {
	t.Helper()
	out = []example{{"tongliang", "seeds/tongliang", ""}}
	found, err := filepath.Glob("testdata/inventories/*/inventory.toml")
	if err != nil || len(found) == 0 {
		t.Fatalf("no golden inventories: %v", err)
	}
	for _, config := range found {
		dir := filepath.Dir(config)
		guides, _ := filepath.Glob(dir + "/*/golden")
		for _, g := range guides {
			guide := filepath.Base(filepath.Dir(g))
			out = append(out, example{filepath.Base(dir) + "-" + guide, dir, guide})
		}
		if len(guides) == 0 {
			out = append(out, example{filepath.Base(dir), dir, ""})
		}
	}
	return out
}

var guideLine = regexp.MustCompile(`(?m)^guide = .*$`)

// copyTo makes the workspace anew in a folder, its files in the order of their names or in the opposite one.
func (e example) copyTo(t *testing.T, dir string, backwards bool) {
	t.Helper()
	files := wrote(t, e.source)
	names := slices.Sorted(maps.Keys(files))
	if backwards {
		slices.Reverse(names)
	}
	for _, name := range names {
		text := files[name]
		if e.guide != "" && name == "inventory.toml" {
			if !guideLine.MatchString(text) {
				t.Fatalf("%s/%s names no guide", e.source, name)
			}
			text = guideLine.ReplaceAllString(text, fmt.Sprintf("guide = %q", e.guide))
		}
		if strings.Contains(name, "golden/") {
			continue
		}
		if _, over := files[e.guide+"/"+name]; over {
			continue
		}
		if e.guide != "" { // what the inventory states for one guide alone lies over what it states for all
			name = strings.TrimPrefix(name, e.guide+"/")
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// explained are the calls of explain for the totals, opened down to the leaves, and for a few of the categories that have
// figures.
func explained(t *testing.T, name, inventoryCSV string) (calls [][]string) {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(inventoryCSV)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	category, value, year := slices.Index(rows[0], "category"), slices.Index(rows[0], "value"), slices.Index(rows[0], "year")
	categories, last := map[string]bool{}, ""
	for _, row := range rows[1:] {
		last = max(last, row[year])
	}
	for _, row := range rows[1:] {
		if row[value] != "" && row[year] == last {
			categories[row[category]] = true
		}
	}
	if len(categories) == 0 {
		t.Fatalf("%s has no figure", name)
	}
	for _, lang := range []string{"zh", "en"} {
		calls = append(calls, []string{"explain", name, "--year", last, "--lang", lang, "--figure", "total", "--depth", "9"})
	}
	const few = 4
	sorted := slices.Sorted(maps.Keys(categories))
	for i := range min(few, len(sorted)) {
		calls = append(calls, []string{"explain", name, "--year", last, "--lang", []string{"zh", "en"}[i%2], "--category", sorted[i*len(sorted)/min(few, len(sorted))]})
	}
	return calls
}

// emulated is how long the comparison on an emulated machine may take; the limit that go test sets by itself is shorter.
const emulated = 15 * time.Minute

// Every file and every text is the same on linux/amd64 and linux/arm64.
func TestOutputsAreTheSameOnARM(t *testing.T) {
	qemu, dir := emulator(t), t.TempDir()
	if limit, ok := flag.Lookup("test.timeout").Value.(flag.Getter).Get().(time.Duration); ok && limit > 0 && limit < emulated {
		cannot(t, "needs go test -timeout 20m: the machine is emulated")
	}
	goFor(t, ".", amd64, "build", "-o", dir+"/amd64", "./cmd/inventory")
	goFor(t, ".", arm64, "build", "-o", dir+"/arm64", "./cmd/inventory")
	for _, e := range examples(t) {
		t.Run(e.name, func(t *testing.T) {
			t.Parallel()
			here := build{program: []string{dir + "/amd64"}, dir: t.TempDir()}
			there := build{program: []string{qemu, dir + "/arm64"}, dir: t.TempDir()}
			compare := func(calls ...[]string) {
				for _, args := range calls {
					if want, got := here.run(t, args...), there.run(t, args...); got != want {
						t.Errorf("%s says on arm64: %s", args, golden.Difference(want, got))
					}
				}
			}
			e.copyTo(t, filepath.Join(here.dir, e.name), false)
			e.copyTo(t, filepath.Join(there.dir, e.name), false)
			compare([]string{"compile", e.name, "--lang", "zh"}, []string{"compile", e.name, "--lang", "en", "--out", "en"}, []string{"check", e.name, "--format", "csv"})
			want := wrote(t, filepath.Join(here.dir, e.name, "out"))
			sameFiles(t, want, wrote(t, filepath.Join(there.dir, e.name, "out")))
			sameFiles(t, wrote(t, filepath.Join(here.dir, "en")), wrote(t, filepath.Join(there.dir, "en")))
			compare(explained(t, e.name, want["inventory.csv"])...)
			if e.name == "assessed" {
				compare([]string{"intensity", e.name, "--target", "2030"}, []string{"intensity", e.name, "--format", "json"}, []string{"decompose", e.name, "--format", "csv"},
					[]string{"decompose", e.name, "--of", "intensity", "--lang", "en"}, []string{"explain", e.name, "--figure", "projection:energy_co2/gdp"},
					[]string{"uncertainty", e.name, "--draws", "20480", "--format", "json"}, []string{"uncertainty", e.name, "--sampling", "latin", "--draws", "8192", "--gwp-uncertainty", "20", "--format", "csv"},
					[]string{"uncertainty", e.name, "--sampling", "sobol", "--draws", "8192", "--lang", "en"}, []string{"keys", e.name, "--format", "csv"})
				sealsAreTheSame(t, here, there, e.name, compare)
			}
		})
	}
}

// sealsAreTheSame holds the seals of two machines against each other byte for byte, and verifies on both those that the versions have
// left behind.
func sealsAreTheSame(t *testing.T, here, there build, name string, compare func(...[]string)) {
	t.Helper()
	compare([]string{"seal", name, "--draft", "--draws", "8192", "--quiet"}, []string{"verify", "--log", name})
	want, got := wrote(t, filepath.Join(here.dir, name, "seals")), wrote(t, filepath.Join(there.dir, name, "seals"))
	if len(want) != 2 || !maps.Equal(want, got) {
		t.Errorf("seals differ: %q, want %q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
	files, err := filepath.Glob("testdata/seals/*.zip")
	if err != nil || len(files) == 0 {
		t.Fatal("no seals", err)
	}
	for _, file := range files {
		path, err := filepath.Abs(file)
		if err != nil {
			t.Fatal(err)
		}
		compare([]string{"verify", path})
		if said := there.run(t, "verify", path); !strings.Contains(said, "重算：一致") && !strings.Contains(said, "每处差异都由方法的已知变更说明") {
			t.Errorf("%s on arm64: %s", file, said)
		}
	}
}

// The time zone, the language of the system, the number of processors, the folder, the dates and order of the files and
// Go's random order of maps reach no file and no text.
func TestSurroundingsReachNoOutput(t *testing.T) {
	if runtime.GOOS == "windows" {
		cannot(t, "needs folders and environments as on Unix, not %s", runtime.GOOS)
	}
	dir := t.TempDir()
	goFor(t, ".", []string{"GOOS=" + runtime.GOOS}, "build", "-o", dir+"/inventory", "./cmd/inventory")
	district := example{"tongliang", "seeds/tongliang", ""}
	calls := [][]string{{"compile", ".", "--quiet"}, {"compile", ".", "--lang", "en", "--quiet"}, {"check", ".", "--format", "csv"},
		{"explain", ".", "--figure", "total", "--depth", "9"}, {"intensity", ".", "--format", "json"}, {"factors", "list", "--format", "csv"}, {"uncertainty", ".", "--draws", "8192", "--format", "json"}, {"keys", "."}}
	var files map[string]string
	var texts []string
	for i, env := range [][]string{
		{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1"},
		{"TZ=Asia/Shanghai", "LC_ALL=zh_CN.UTF-8", "LANG=zh_CN.GB18030", "GOMAXPROCS=8"},
		{"TZ=America/St_Johns", "LC_ALL=tr_TR.UTF-8", "GOMAXPROCS=3", "GOGC=1"},
		{"TZ=nowhere", "LC_ALL=ar_EG", "LC_NUMERIC=de_DE", "GOMAXPROCS=2", "HOME=/nonexistent", "COLUMNS=20", "NO_COLOR=1"},
		{"TZ=", "LC_ALL=", "LANG=", "TERM=dumb", "GODEBUG=randautoseed=0"},
	} {
		b := build{program: []string{dir + "/inventory"}, dir: filepath.Join(t.TempDir(), strings.Repeat("区", i), "w"), env: env}
		district.copyTo(t, b.dir, i%2 == 1)
		for name := range wrote(t, b.dir) {
			date := time.Date(1999+9*i, 2, 28, 23, 59, 59, 0, time.UTC)
			if err := os.Chtimes(filepath.Join(b.dir, name), date, date); err != nil {
				t.Fatal(err)
			}
		}
		for j, args := range calls {
			text := b.run(t, args...)
			if i == 0 {
				texts = append(texts, text)
			} else if text != texts[j] {
				t.Errorf("%s with %s: %s", args, env, golden.Difference(texts[j], text))
			}
		}
		if got := wrote(t, filepath.Join(b.dir, "out")); i == 0 {
			files = got
			sameFiles(t, got, got)
		} else {
			sameFiles(t, files, got)
		}
	}
}

var digests = regexp.MustCompile(`(?m)^ +(exp|log|pow|draws|gradient|ratio|careless|laws|fits) +(\d+ [0-9a-f]{64})$`)

// The floats of these packages have the same bits on linux/amd64 and linux/arm64, and the emulator would show it if they
// had not.
func TestFloatsAreTheSameOnARM(t *testing.T) {
	qemu, dir := emulator(t), t.TempDir()
	results := func(env []string, name, folder string, want int, run ...string) map[string]string {
		goFor(t, ".", env, "test", "-c", "-o", dir+"/"+name, "./"+folder)
		command := exec.Command(run[0], append(run[1:], "-test.v", "-test.run=^TestFloatsHaveTheSameBitsEverywhere$")...)
		command.Dir = folder
		said, err := command.CombinedOutput()
		if err != nil {
			t.Errorf("%s on %s: %v\n%s", folder, name, err, said)
		}
		out := map[string]string{}
		for _, m := range digests.FindAllStringSubmatch(string(said), -1) {
			out[m[1]] = m[2]
		}
		if len(out) != want {
			t.Fatalf("%s on %s: %d digests, want %d:\n%s", folder, name, len(out), want, said)
		}
		return out
	}
	for folder, want := range map[string]int{"inventory/expr": 7, "inventory/uncertainty": 2} {
		here, there := results(amd64, "amd64", folder, want, dir+"/amd64"), results(arm64, "arm64", folder, want, qemu, dir+"/arm64")
		for name := range here {
			if same := here[name] == there[name]; same == (name == "careless") {
				t.Errorf("%s: %s: amd64 %s, arm64 %s", folder, name, here[name], there[name])
			}
		}
	}
}
