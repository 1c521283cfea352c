package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// fused are the instructions of arm64 that multiply and add with one rounding.
var fused = regexp.MustCompile(`\bV?(FN?M(ADD|SUB)[SDH]?|FML[AS])\b`)

// multiplication shows that a listing is of code that computes with floats.
var multiplication = regexp.MustCompile(`\bFMUL[SD]\b`)

// disassembled are the instructions of every function in a compiled package or program.
func disassembled(t *testing.T, compiled string, options ...string) map[string]string {
	t.Helper()
	listing, err := exec.Command("go", append(append([]string{"tool", "objdump"}, options...), compiled)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for function := range strings.SplitSeq("\n"+string(listing), "\nTEXT ") {
		if name, code, ok := strings.Cut(function, "(SB)"); ok {
			out[name] += code
		}
	}
	return out
}

// fusedIn are the functions that hold a fused instruction, with the first line that does.
func fusedIn(functions map[string]string) (out []string) {
	for name, code := range functions {
		for line := range strings.Lines(code) {
			if fused.MatchString(line) {
				out = append(out, name+": "+strings.Join(strings.Fields(line), " "))
				break
			}
		}
	}
	slices.Sort(out)
	return out
}

// No function of the rooms of floats, as compiled, multiplies and adds with one rounding. A package is looked at before
// it is linked, with all its functions and without its tests; the program is too, since a function may be compiled into
// its caller.
func TestNoFusedInstructions(t *testing.T) {
	dir, multiplies := t.TempDir(), false
	for _, p := range list(t) {
		if _, room := floor(p.ImportPath); !slices.Contains(floatRooms, room) {
			continue
		}
		compiled := filepath.Join(dir, strings.ReplaceAll(p.ImportPath, "/", "-")+".a")
		goFor(t, ".", arm64, "build", "-o", compiled, p.ImportPath)
		functions := disassembled(t, compiled)
		for _, fault := range fusedIn(functions) {
			t.Error(fault)
		}
		for _, code := range functions {
			multiplies = multiplies || multiplication.MatchString(code)
		}
	}
	if !multiplies {
		t.Error("no package multiplies floats: the listing is not theirs")
	}
	goFor(t, ".", arm64, "build", "-o", dir+"/inventory", "./cmd/inventory")
	functions := disassembled(t, dir+"/inventory", "-s", `^(main|ghg/.*)\.`)
	if len(functions) < 100 {
		t.Errorf("%d functions in the program: the listing is not its own", len(functions))
	}
	for _, fault := range fusedIn(functions) {
		t.Error(fault)
	}
}

// carelessPackage holds functions that the compiler fuses, named so, and others that it may not.
const carelessPackage = `package careless

func FusedSum(a, b, c float64) float64                { return a*b + c }
func FusedDifference(a, b, c float64) float64         { return c - a*b }
func FusedNegative(a, b, c float64) float64           { return -(a * b) - c }
func FusedAcrossStatements(a, b, c float64) float64   { p := a * b; return p + c }
func FusedAssignment(a, b, c float64) float64         { c += a * b; return c }
func FusedSingle(a, b, c float32) float32             { return a*b + c }
func FusedMemory(a []float64, b, c float64) float64   { a[0] = a[1] * b; return a[0] + c }
func product(a, b float64) float64                    { return a * b }
func FusedInlined(a, b, c float64) float64            { return product(a, b) + c }
func RoundedSum(a, b, c float64) float64              { return float64(a*b) + c }
func RoundedInlined(a, b, c float64) float64          { return float64(product(a, b)) + c }
func RoundedQuotient(a, b, c float64) float64         { return a*b/c + c }
`

// TestFusedInstructionsAreSeen compiles careless arithmetic for arm64.
func TestFusedInstructionsAreSeen(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module careless\n\ngo 1.26.0\n", "careless.go": carelessPackage} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	goFor(t, dir, arm64, "build", "-o", "careless.a", ".")
	functions := disassembled(t, filepath.Join(dir, "careless.a"))
	found := strings.Join(fusedIn(functions), "\n")
	for name := range functions {
		name = name[strings.LastIndex(name, ".")+1:]
		seen := strings.Contains(found, "."+name+": ")
		if strings.HasPrefix(name, "Fused") && !seen || strings.HasPrefix(name, "Rounded") && seen {
			t.Errorf("%s: fused instruction seen: %t", name, seen)
		}
	}
	if n := strings.Count(found, ".Fused"); n != 8 {
		t.Errorf("%d functions with fused instructions, want 8:\n%s", n, found)
	}
}
