package bundle

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"ghg/inventory/report"
)

// Whatever tables and inputs lie in a seal whose sums fit, verifying it ends with a verdict: identical where nothing rests on what was changed but
// the hash of the tables, else differs.
func TestDamagedSealsHaveAVerdict(t *testing.T) {
	dir := copyOf(t, "assessed")
	stored, err := prepared(t, dir, Recipe{Years: []int{2020}}).Store(dir + "/" + SealsFolder)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	damages := []func([]byte) []byte{
		func(b []byte) []byte { // a line gone
			rows := bytes.SplitAfter(b, []byte("\n"))
			at := random.IntN(len(rows))
			return bytes.Join(slices.Delete(rows, at, at+1), nil)
		},
		func(b []byte) []byte { // two cells exchanged
			cells := bytes.Split(b, []byte(","))
			i, j := random.IntN(len(cells)), random.IntN(len(cells))
			cells[i], cells[j] = cells[j], cells[i]
			return bytes.Join(cells, []byte(","))
		},
		func(b []byte) []byte { // a cell empty
			cells := bytes.Split(b, []byte(","))
			cells[random.IntN(len(cells))] = nil
			return bytes.Join(cells, []byte(","))
		},
		func(b []byte) []byte { b[random.IntN(len(b))] ^= 1 << random.IntN(7); return b },
	}
	const seals = 40
	for range seals {
		var changed string
		content := forged(t, stored.Content, func(_ *Manifest, parts map[string][]byte) {
			var names []string
			for name := range parts {
				if strings.HasPrefix(name, Tables) || strings.HasPrefix(name, Inputs) {
					names = append(names, name)
				}
			}
			slices.Sort(names)
			changed = names[random.IntN(len(names))]
			for range 1 + random.IntN(3) {
				parts[changed] = damages[random.IntN(len(damages))](slices.Clone(parts[changed]))
			}
		})
		v, _ := verified("seal.zip", content, newEngine(t), nil)
		if v.Authentic() && !v.Identical() && (len(v.Differences) == 0 || slices.ContainsFunc(v.Differences, func(d report.Difference) bool { return d.Cause.Kind == "" })) {
			t.Errorf("%s: %s without a cause: %v", changed, v.Word(), v.Failed)
		}
		for _, d := range v.Differences {
			if d.Cause.Kind == report.CauseAltered {
				t.Errorf("%s: a result is called altered where none is: %+v", changed, d)
				break
			}
		}
	}
}
