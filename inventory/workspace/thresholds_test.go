package workspace

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/seeds"
)

// configOf reads plainConfig with the thresholds.
func configOf(t *testing.T, thresholds string) (*Config, inventory.Problems) {
	t.Helper()
	ws, problems, err := LoadFS(fstest.MapFS{configFile: {Data: []byte(plainConfig + "[thresholds]\n" + thresholds)}}, vocabulary(t))
	if err != nil {
		t.Fatal(err)
	}
	return &ws.Config, problems
}

// A figure is read as it is written: 0.1 + 0.2 is 0.3.
func TestThresholdsAreExact(t *testing.T) {
	c, problems := configOf(t, "jump = 40\njump_share = \"0.1\"\nief_change = \"12.75\"\nreference_gap = \"7.2\"\n")
	if problems.Failed() {
		t.Fatal(problems)
	}
	for name, want := range map[string]string{"jump": "40", "jump_share": "0.1", "ief_change": "12.75", "digit_near": "15"} {
		if got := c.Threshold(name); got.String() != want {
			t.Errorf("%s = %s, want %s", name, got, want)
		}
	}
	if got := c.ReferenceGap(); !got.Equal(decimal.RequireFromString("7.2")) {
		t.Errorf("reference gap %s", got)
	}
}

func TestBadThresholds(t *testing.T) {
	for written, says := range map[string][2]string{
		"jump = 0.5":              {"wrong-kind", "thresholds.jump must be a whole number, or a decimal in quotes"},
		"jump = \"many\"":         {"wrong-kind", "thresholds.jump must be"},
		"jump = [30]":             {"wrong-kind", "thresholds.jump must be"},
		"jumps = 30":              {"unknown-threshold", `unknown threshold "thresholds.jumps"`},
		"jump = 0":                {"threshold-out-of-range", "thresholds.jump = 0 does not lie within 1–1000"},
		"jump_share = \"100.01\"": {"threshold-out-of-range", "thresholds.jump_share = 100.01 does not lie within 0–100"},
		"co2_per_head_low = 40\nco2_per_head_high = 1": {"thresholds-reversed", "thresholds.co2_per_head_low = 40 lies above thresholds.co2_per_head_high = 1"},
		"waste_per_head_low = 3":                       {"thresholds-reversed", "thresholds.waste_per_head_low = 3 lies above waste_per_head_high = 2.5"},
		"power_per_head_high = 299":                    {"thresholds-reversed", "power_per_head_low = 300 lies above thresholds.power_per_head_high = 299"},
	} {
		_, problems := configOf(t, written)
		if len(problems) != 1 || problems[0].Code != says[0] || !strings.Contains(problems[0].Message.EN, says[1]) || problems[0].Source.String() != "inventory.toml:9:1" {
			t.Errorf("%s: %v", written, problems)
		}
	}
	if _, problems := configOf(t, "jumps = 30"); !strings.Contains(problems[0].Hint.EN, `did you mean "jump"?`) {
		t.Errorf("no nearest name in %s", problems[0].Hint.EN)
	}
}

// The template lists every threshold with the figure it has if it is left out.
func TestTemplateListsThresholds(t *testing.T) {
	content, err := fs.ReadFile(seeds.FS, "templates/inventory.toml")
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(content), "# [thresholds]\n")
	section, _, _ = strings.Cut(section, "\n\n")
	lines := strings.Split(section, "\n")
	if len(lines) != len(Thresholds()) {
		t.Errorf("%d lines, %d thresholds", len(lines), len(Thresholds()))
	}
	for i, limit := range Thresholds() {
		figure := limit.Default.String()
		if strings.Contains(figure, ".") {
			figure = `"` + figure + `"`
		}
		want := fmt.Sprintf("# %s = %s  # %s，%s–%s；%s · %s", limit.Name, figure, limit.Unit, limit.Low, limit.High, limit.Meaning.ZH, limit.Meaning.EN)
		if i < len(lines) && lines[i] != want {
			t.Errorf("the template has\n%s\nnot\n%s", lines[i], want)
		}
		if limit.Default.LessThan(limit.Low) || limit.Default.GreaterThan(limit.High) {
			t.Errorf("%s is outside its own range", limit.Name)
		}
	}
	if _, problems := configOf(t, strings.ReplaceAll("\n"+section, "\n# ", "\n")); len(problems) != 0 {
		t.Error(problems)
	}
}
