package expr

import (
	"strings"
	"testing"

	"ghg/inventory/quantity"
)

// A recurrence whose states are used twice costs its length, not the 2^70 ways through it: the test ends.
func TestSharedNodesAreEvaluatedOnce(t *testing.T) {
	sum, state := keyed("x", "1", "1"), keyed("x", "1", "1")
	for range 70 {
		sum = Add(sum, sum)
		state = Label("state", Quo(Add(Mul(state, Int(3)), Mul(Label("again", state), keyed("r", "5", "1"))), Int(8)))
	}
	if got := mustDecimal(t, sum); got != "1180591620717411303424" {
		t.Errorf("2^70 = %s", got)
	}
	if got := mustDecimal(t, state); got != "1" {
		t.Errorf("state %s, want 1", got)
	}
	if _, err := Explain(Sum(sum, state), 2); err != nil {
		t.Error(err)
	}
	bad := Label("bad", Quo(Int(1), Int(0)))
	for range 70 {
		bad = Add(bad, bad)
	}
	if _, err := Decimal(Label("total", bad)); err == nil || err.Error() != "total: bad: division by zero" {
		t.Errorf("got %v", err)
	}
	for _, n := range []Node{sum, state, Mul(Int(2), sum)} {
		for _, s := range []Style{Symbols, Numbers} {
			if text := Format(n, s); len(text) > 100_000 {
				t.Errorf("%d bytes of text", len(text))
			}
		}
	}
}

// A long chain prints its last step with the states it starts from: their names in the formula, their values in figures.
func TestLongChainsAreCutAtTheirStates(t *testing.T) {
	state := keyed("x", "0.5", "t")
	for range 2000 {
		state = Label("bank", Round34(Add(Mul(state, keyed("k", "0.5", "1")), keyed("in", "0.25", "t"))))
	}
	if got := Format(state, Symbols); got != "bank × k + in" {
		t.Errorf("symbols: %s", got)
	}
	if got := Format(state, Numbers); got != "0.5 t × 0.5 + 0.25 t" {
		t.Errorf("numbers: %.200s", got)
	}
	unnamed := keyed("x", "0.5", "1")
	for range 30 {
		unnamed = Round34(Add(unnamed, Mul(unnamed, quantityZero)))
	}
	if got := Format(unnamed, Symbols); got != "… + … × z" {
		t.Errorf("unnamed states: %.200s", got)
	}
	if got := Format(unnamed, Numbers); got != "0.5 + 0.5 × 0" {
		t.Errorf("unnamed states in figures: %.200s", got)
	}
	short := Label("a", Round34(Add(Label("b", Round34(keyed("x", "1", "t"))), keyed("y", "2", "t"))))
	if got := Format(short, Numbers); got != "1 t + 2 t" || strings.Contains(got, "…") {
		t.Errorf("a short one opens: %s", got)
	}
}

var quantityZero = Of(&input{"z", "z", unity.Sub(unity), quantity.One})
