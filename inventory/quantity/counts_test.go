package quantity

import "testing"

// A bare count is one of whatever is counted; a count of something is no other thing, and a measure is no count.
func TestCounting(t *testing.T) {
	for _, c := range []struct{ unit, of, want string }{
		{"个", "mine", "mine"}, {"万个", "mine", "10^4 mine"}, {"口", "well", "well"}, {"口井", "well", "well"}, {"座", "mine", "mine"}, {"万台", "appliance", "10^4 appliance"},
		{"辆车", "appliance", "car"}, {"well", "mine", "well"}, {"person", "well", "person"},
		{"口井", "unit", "unit"}, {"万口井", "unit", "10^4 unit"}, {"座", "unit", "unit"}, {"active well", "unit", "unit"},
	} {
		unit := MustUnit(c.unit)
		if got := unit.Counting(MustUnit(c.of)); got != MustUnit(c.want) || !unit.Counts() {
			t.Errorf("%s of %s: %s, want %s", c.unit, c.of, got, c.want)
		}
	}
	for _, measure := range []string{"t", "t CH4", "10^4 m3", "km", "t/well", "yr", "1"} {
		if MustUnit(measure).Counts() {
			t.Errorf("%s counts", measure)
		}
	}
}
