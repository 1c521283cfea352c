package main

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"ghg/inventory/workspace"
)

// A killable is a command that is killed while it writes into a folder. Its inputs have two versions, the results of which differ.
type killable struct {
	name    string
	inputs  [2]map[string]string      // by path in the workspace
	command func(dir string) []string // for a workspace
	folder  string                    // where it writes, in the workspace
	// What is wrong with the files of the folder by name, given those of a run with each version alone: after a kill, what is hidden left
	// out; when the folder has been held by the next; and after an undisturbed run with a version.
	killed, ended func(got map[string]string, whole [2]map[string]string) error
	undisturbed   func(got map[string]string, whole [2]map[string]string, version int) error
}

const killedSettings = "schema_version = 1\nlanguage = \"en\"\nyears = [2020]\nguide = \"CN-PROV-2011\"\ngwp_set = \"AR5\"\n" +
	"[region]\ncode = \"500199\"\nname = \"示例区\"\nprovince = \"重庆市\"\n"

var killables = []killable{{
	name: "compile",
	inputs: [2]map[string]string{
		{"inventory.toml": killedSettings, "activity/a.csv": "year,category,item,value,unit,source,department\n2020,1.A.2.f,烟煤,50,t,x,区统计局\n"},
		{"inventory.toml": killedSettings, "activity/a.csv": "year,category,facility,item,value,unit,source,department\n" +
			"2020,1.A.2.f,,烟煤,70,t,x,区统计局\n2020,1.A.2.f,甲水泥厂,烟煤,20,t,x,企业\n"},
	},
	command:     func(dir string) []string { return []string{"compile", "--quiet", dir} },
	folder:      "out",
	killed:      ofEither,
	ended:       ofOne,
	undisturbed: ofThis,
}}

// ofEither wants each file to be that of one of the versions, and those that both have to be there.
func ofEither(got map[string]string, whole [2]map[string]string) error {
	for name, content := range got {
		if first, second := whole[0][name], whole[1][name]; content != first && content != second || content == "" {
			return fmt.Errorf("%s is of neither run: %d bytes, not %d or %d", name, len(content), len(first), len(second))
		}
	}
	for name := range whole[0] {
		if _, there := got[name]; !there && whole[1][name] != "" {
			return fmt.Errorf("%s is missing", name)
		}
	}
	return nil
}

// ofOne wants the files of one of the versions and no others.
func ofOne(got map[string]string, whole [2]map[string]string) error {
	if ofThis(got, whole, 0) != nil && ofThis(got, whole, 1) != nil {
		return fmt.Errorf("neither of the old run nor of the new one: %v", slices.Sorted(maps.Keys(got)))
	}
	return nil
}

// ofThis wants the files of a version and no others.
func ofThis(got map[string]string, whole [2]map[string]string, version int) error {
	if !maps.Equal(got, whole[version]) {
		return fmt.Errorf("not those of an undisturbed run: %v", slices.Sorted(maps.Keys(got)))
	}
	return nil
}

// A victim is a killable command in its workspace.
type victim struct {
	killable
	program, dir string
	whole        [2]map[string]string          // the results of the versions
	took         [fromCommit + 1]time.Duration // how long the command takes from a moment to its end
}

// Moments from which the command may be killed.
const (
	fromStart  = iota
	fromWrite  // its first file is being written
	fromCommit // all are written and are being put in place
)

// lay writes files into a folder.
func lay(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// start lays the inputs of a version and starts the command.
func (v *victim) start(t *testing.T, version int) *exec.Cmd {
	t.Helper()
	lay(t, v.dir, v.inputs[version])
	command := exec.Command(v.program, v.command(v.dir)...)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	return command
}

// runs lets the command come to its end and returns the whole folder, what is hidden too.
func (v *victim) runs(t *testing.T, version int) map[string]string {
	t.Helper()
	if err := v.start(t, version).Wait(); err != nil {
		t.Fatalf("undisturbed: %v", err)
	}
	return filesOf(t, v.at(), true)
}

// at is the folder the command writes into.
func (v *victim) at() string { return filepath.Join(v.dir, v.folder) }

// await waits until the command, which has ended when the channel is closed, has come to a moment. It sees the traces of a killed
// run too; they are gone when the folder has been held.
func (v *victim) await(moment int, ended <-chan struct{}) {
	for pattern := range slices.Values([]string{fromWrite: ".writing-*", fromCommit: ".writing-*/commit"}[:moment+1]) {
		for pattern != "" {
			if found, _ := filepath.Glob(filepath.Join(v.at(), pattern)); found != nil {
				break
			}
			select {
			case <-ended:
				return
			default:
			}
			if pattern == ".writing-*" {
				time.Sleep(200 * time.Microsecond)
			}
		}
	}
}

// measure learns the results of both versions and how long the command takes.
func (v *victim) measure(t *testing.T) {
	for version := range v.whole {
		alone := &victim{killable: v.killable, program: v.program, dir: t.TempDir()}
		v.whole[version] = alone.runs(t, version)
	}
	for moment := range v.took {
		command, ended := v.start(t, 1), make(chan struct{})
		go func() { _ = command.Wait(); close(ended) }()
		v.await(moment, ended)
		began := time.Now()
		<-ended
		v.took[moment] = time.Since(began)
	}
}

// kill starts the command and kills it at random between a moment and the end. Files are put in place within the first millisecond
// after they are written, too short a time to sleep.
func (v *victim) kill(t *testing.T, version int, random *rand.Rand, moment int) {
	t.Helper()
	longest := v.took[moment]
	if moment == fromCommit {
		longest = min(longest, time.Millisecond)
	}
	after := time.Duration(random.Int64N(int64(longest)))
	command, ended := v.start(t, version), make(chan struct{})
	go func() { _ = command.Wait(); close(ended) }()
	v.await(moment, ended)
	if began := time.Now(); moment == fromCommit {
		for time.Since(began) < after {
			continue
		}
	} else {
		select {
		case <-time.After(after):
		case <-ended:
		}
	}
	_ = command.Process.Kill()
	<-ended
}

// filesOf reads a folder by name, hidden ones too or without them.
func filesOf(t *testing.T, dir string, hidden bool) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, entry := range entries {
		switch isHidden := strings.HasPrefix(entry.Name(), "."); {
		case isHidden && hidden:
			out[entry.Name()] = "hidden"
		case !isHidden:
			content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
			if err != nil {
				t.Fatal(err)
			}
			out[entry.Name()] = string(content)
		}
	}
	return out
}

// A command that is killed at any moment leaves no half file and loses none; what it had begun is ended or undone by the next who
// takes the folder, and nothing of it stays.
func TestKilled(t *testing.T) {
	rounds := 200
	if testing.Short() {
		rounds = 20
	}
	program := built(t)
	for _, one := range killables {
		t.Run(one.name, func(t *testing.T) {
			v := &victim{killable: one, program: program, dir: t.TempDir()}
			v.measure(t)
			random := rand.New(rand.NewPCG(2020, 12))
			left, mixed := 0, 0
			for round := range rounds {
				version := round % 2
				v.kill(t, version, random, round%(fromCommit+1))
				got := filesOf(t, v.at(), false)
				if err := v.killed(got, v.whole); err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				if v.ended(got, v.whole) != nil {
					mixed++
				}
				if len(filesOf(t, v.at(), true)) > len(got) {
					left++
				}
				if round%10 == 0 {
					if err := v.undisturbed(v.runs(t, version), v.whole, version); err != nil {
						t.Fatalf("round %d: after the next run: %v", round, err)
					}
					continue
				}
				folder, err := workspace.Hold(v.at())
				if err != nil {
					t.Fatal(err)
				}
				folder.Release()
				if err := v.ended(filesOf(t, v.at(), true), v.whole); err != nil {
					t.Fatalf("round %d: held by the next: %v", round, err)
				}
			}
			t.Logf("%d killed; a run takes %v, from its start, its first file and its last: %d left something behind, %d of them some files put in place and others not", rounds, v.took, left, mixed)
		})
	}
}

// built makes the program.
func built(t *testing.T) string {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		if os.Getenv("INVENTORY_REQUIRE") != "" {
			t.Fatal("needs the go command")
		}
		t.Skip("needs the go command")
	}
	program := filepath.Join(t.TempDir(), "inventory")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if said, err := exec.Command("go", "build", "-buildvcs=false", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return program
}
