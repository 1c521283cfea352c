package factors

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory"
)

// world is what random tables and queries are made of: few enough words for rows to meet.
var world = struct{ sets, filed, asked, regions, words, facilities, climates, items []string }{
	[]string{"local", "A", "B"}, []string{"1.A", "1.A.2", "1.A.2.m", "1.A.1;1.A.2", "1.B"}, []string{"1.A.2", "1.A.2.m", "1.A.4.b"},
	[]string{"", "World", "World", "China", "China", "Sichuan", "CN Zone IV"}, []string{"", "wet", "wet", "wet;old", "wet;wet", "dry"}, []string{"", "", "", "mill"},
	[]string{"", "", "", "", "", "warm temperate moist", "warm temperate", "all", "tropical"}, []string{"", "烟煤", "烟煤", "烟煤;无烟煤", "褐煤;焦炭"},
}

// How far the regions of the world are from Chongqing, and how broad its climates are: the groups China's soil zone IV
// and warm temperate are nearer than what they lie in.
var (
	distances = map[string]int{"": 0, "CN Zone IV": 1, "China": 2, "World": 3}
	breadths  = map[string]int{"warm temperate moist": 1, "warm temperate": 2, "all": 10, "": 99}
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// randomRows are rows of distinct keys, some of them ranges.
func randomRows(t *testing.T, r *rand.Rand, parameter string) []*Row {
	var out []*Row
	keys := map[string]bool{}
	plain := r.IntN(2) == 0 // rows that differ in less meet more often
	for range 1 + r.IntN(150) {
		row := &Row{Set: pick(r, world.sets), Category: pick(r, world.filed), Item: pick(r, world.items), Detail: pick(r, world.words),
			Technology: pick(r, world.words), Basis: pick(r, []string{"", "", "", "", "", "wet", "wet;wet"}), Parameter: parameter, Region: pick(r, world.regions), Facility: pick(r, world.facilities),
			Unit: unitOf("GJ/t"), Climate: pick(r, world.climates), Development: pick(r, []string{"", "", "", "", "developing", "developed"})}
		if plain {
			row.Climate, row.Development, row.Facility, row.Technology, row.Basis = "", "", "", "", ""
		}
		if r.IntN(3) > 0 {
			row.YearFrom = 2017 + r.IntN(5)
			row.YearTo = row.YearFrom + r.IntN(4)
		}
		if r.IntN(6) == 0 {
			row.YearTo = 0 // from a year on, or for any year
		}
		if value := decimal.NewFromInt(int64(len(out))); r.IntN(12) > 0 {
			row.Value = &value
		} else {
			row.Low, row.High = &value, &value
		}
		if !keys[row.Key()] {
			keys[row.Key()] = true
			row.resolve(voc(t))
			out = append(out, row)
		}
	}
	return out
}

func randomQuery(t *testing.T, r *rand.Rand, parameter string) Query {
	sets := slices.Clone(world.sets)
	r.Shuffle(len(sets), func(i, j int) { sets[i], sets[j] = sets[j], sets[i] })
	return Query{Parameter: parameter, Category: voc(t).Categories.Must(pick(r, world.asked)), Item: "烟煤", Detail: inventory.SplitList(pick(r, world.words)),
		Facility: pick(r, world.facilities), Region: "Chongqing", Climate: inventory.SplitList(pick(r, []string{"", "warm temperate moist"})), Development: "developing", Year: 2017 + r.IntN(8), Sets: sets[:1+r.IntN(3)]}
}

// TestRandomTables holds the look-up to its rules on random tables: the order of the rows is nothing to it, and it ends
// with the row that the rules leave when they are applied one after the other, or as ambiguous if they leave several.
func TestRandomTables(t *testing.T) {
	outcomes := map[string]int{}
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 1))
		parameter := pick(r, []string{"ncv", "ef", "grid_average_ef"})
		rows, q := randomRows(t, r, parameter), randomQuery(t, r, parameter)
		table, _ := New(rows)
		answer, err := table.Find(q)
		left := byRules(t, rows, q)
		var missing *NotFound
		var ambiguous *Ambiguous
		var ranged *OnlyRange
		switch {
		case err == nil:
			outcomes["found"]++
			if len(left) != 1 || left[0] != answer.Row || answer.Set != answer.Row.Set {
				t.Fatalf("seed %d: %s, the rules leave %v", seed, answer.Row.Key(), keysOf(left))
			}
		case errors.As(err, &missing):
			outcomes["missing"]++
			if len(left) != 0 {
				t.Fatalf("seed %d: nothing, the rules leave %v", seed, keysOf(left))
			}
		case errors.As(err, &ambiguous):
			outcomes["ambiguous"]++
			if len(left) < 2 || !slices.Equal(keysOf(left), keysOf(ambiguous.Rows)) {
				t.Fatalf("seed %d: ambiguous %v, the rules leave %v", seed, keysOf(ambiguous.Rows), keysOf(left))
			}
		case errors.As(err, &ranged):
			outcomes["range"]++
			if len(left) != 1 || left[0] != ranged.Row || left[0].Value != nil {
				t.Fatalf("seed %d: range %s, the rules leave %v", seed, ranged.Row.Key(), keysOf(left))
			}
		}
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		shuffled, _ := New(rows)
		again, errAgain := shuffled.Find(q)
		if again.Row != answer.Row || again.Why != answer.Why || (err == nil) != (errAgain == nil) || err != nil && err.Error() != errAgain.Error() {
			t.Fatalf("seed %d: %v %v, shuffled %v %v", seed, answer.Why, err, again.Why, errAgain)
		}
	}
	for _, outcome := range []string{"found", "missing", "ambiguous", "range"} {
		if outcomes[outcome] < 20 {
			t.Errorf("the random tables hardly reach %s: %v", outcome, outcomes)
		}
	}
}

func keysOf(rows []*Row) []string {
	var out []string
	for _, row := range rows {
		out = append(out, row.Key())
	}
	slices.Sort(out)
	return out
}

// byRules applies the order that the design declares, one criterion after the other, each to the rows that the one before
// has left: facility, region, item, category, detail, technology, basis, climate, development, years.
func byRules(t *testing.T, rows []*Row, q Query) []*Row {
	var left []*Row
	for _, set := range q.Sets {
		for _, row := range rows {
			if row.Set == set && allowed(t, row, q) {
				left = append(left, row)
			}
		}
		if left != nil {
			break
		}
	}
	last := func(r *Row) int {
		if r.YearTo == 0 {
			return 9999
		}
		return r.YearTo
	}
	criteria := []func(*Row) int{
		func(r *Row) int { return stepsIf(r.Facility == "") },
		func(r *Row) int { return distances[r.Region] },
		func(r *Row) int { return stepsIf(r.Item == "") },
		func(r *Row) int { return stepsUp(t, r, q) },
		func(r *Row) int { return -wordsOf(r.Detail) },
		func(r *Row) int { return -wordsOf(r.Technology) },
		func(r *Row) int { return -wordsOf(r.Basis) },
		func(r *Row) int { return breadths[r.Climate] },
		func(r *Row) int { return stepsIf(r.Development == "") },
	}
	if voc(t).Parameters[q.Parameter].Years == inventory.NearestEarlier {
		criteria = append(criteria, func(r *Row) int { return -r.YearFrom }, func(r *Row) int { return -min(last(r), q.Year) })
	}
	for _, distance := range append(criteria, func(r *Row) int { return last(r) - r.YearFrom }) {
		least := 1 << 30
		for _, row := range left {
			least = min(least, distance(row))
		}
		left = slices.DeleteFunc(left, func(r *Row) bool { return distance(r) > least })
	}
	return left
}

// wordsOf counts the different words of a column.
func wordsOf(column string) int {
	words := inventory.SplitList(column)
	slices.Sort(words)
	return len(slices.Compact(words))
}

// stepsUp is how far above the asked category the row is filed, -1 if it is not in the chain.
func stepsUp(t *testing.T, r *Row, q Query) int {
	steps, best := 0, 99
	for c := q.Category; c != nil; c = c.Parent {
		if slices.Contains(inventory.SplitList(r.Category), c.Code) {
			best = min(best, steps)
		}
		steps++
	}
	return best
}

func allowed(t *testing.T, r *Row, q Query) bool {
	given := func(words string) bool {
		return !slices.ContainsFunc(inventory.SplitList(words), func(w string) bool { return !slices.Contains(q.Detail, w) })
	}
	covers := r.YearFrom <= q.Year && (r.YearTo == 0 || q.Year <= r.YearTo)
	if p := voc(t).Parameters[q.Parameter]; p.Years == inventory.NearestEarlier {
		covers = r.YearFrom <= q.Year
	}
	filed := stepsUp(t, r, q) < 99
	if branch := voc(t).Parameters[q.Parameter].HoldsFor; branch != "" && r.Technology == "" && r.Category != "1.B" {
		filed = true
	}
	_, near := distances[r.Region]
	_, fitting := breadths[r.Climate]
	return filed && covers && near && given(r.Detail) && given(r.Technology) && given(r.Basis) && r.Development != "developed" &&
		(r.Climate == "" || fitting && len(q.Climate) > 0) && (r.Facility == "" || r.Facility == q.Facility) &&
		(r.Item == "" || slices.Contains(inventory.SplitList(r.Item), q.Item))
}
