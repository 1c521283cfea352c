package uncertainty

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"ghg/inventory/golden"
)

// The figures of each sampling and the indices have the same bits on every architecture: the file was made on amd64, and
//
//	GOARCH=arm64 go test -exec qemu-aarch64-static -run SameBits ./inventory/uncertainty
//
// compares it on an emulated arm64.
func TestSameBits(t *testing.T) {
	var out strings.Builder
	line := func(name string, figures ...float64) {
		out.WriteString(name)
		for _, x := range figures {
			fmt.Fprintf(&out, " %016x", math.Float64bits(x))
		}
		out.WriteByte('\n')
	}
	mixed, many := mixedModel(t), reference(t, 9)
	mixed.Prepare(2)
	many.Prepare(2)
	for _, sampling := range everySampling {
		for i, m := range []Model{mixed, many} {
			plan := Plan{Model: m, Seed: 20260331, Sampling: sampling, Draws: 12_000, Workers: 2, Kept: []int{0}, Order: important(&m, 0), Along: []int{0, 1}}
			got := Simulate(plan)
			for root, d := range got.Distributions {
				line(fmt.Sprintf("%s, %s, root %d:", [2]string{"mixed", "reference"}[i], sampling, root),
					d.Point, d.Mean, d.SD, d.Low, d.Median, d.High, d.Shortest[0], d.Shortest[1], d.Min, d.Max, d.Error)
			}
		}
	}
	got := Simulate(Plan{Model: many, Seed: 1, Workers: 2, Kept: []int{0, 1}, Adaptive: Adaptive{Digits: 1, Cap: 60_000, Roots: []int{0, 1}}})
	line(fmt.Sprintf("adaptive, %d draws, %+v:", got.Draws, got.Stopped), got.Distributions[1].Mean, got.Distributions[1].SD)
	s := Sensitivity{Model: mixed, Seed: 1, Workers: 2, Roots: []int{0, 2}, Leading: [][]string{{"a", "b", "c"}, {"d"}}}
	first := s.FirstOrder()
	for r, indices := range s.Indices() {
		for g, c := range indices {
			low, high := mixed.bar(s.Roots[r], c.Variables)
			if g == len(s.Leading) {
				low, high = 0, 0
			}
			line(fmt.Sprintf("indices of root %d, group %d:", s.Roots[r], g), c.First, c.Total, c.Errors[0], c.Errors[1], low, high)
		}
		for _, id := range []string{"a", "b", "c", "d", "e", "f", "p", "q"} {
			line(fmt.Sprintf("by classes, root %d, %s:", s.Roots[r], id), first[r][id])
		}
	}
	for i, p := range mixed.Propagate(0, 2) {
		line(fmt.Sprintf("propagated, root %d:", 2*i), p.Value, p.Half)
	}
	golden.Compare(t, "testdata/bits.txt", out.String())
}
