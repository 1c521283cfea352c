package engine

import (
	"cmp"
	"slices"
	"testing"

	"ghg/factors"
	"ghg/inventory"
	"ghg/inventory/quantity"
)

func surveyed(t *testing.T, e *Engine, guide string) []Offer {
	t.Helper()
	table, _ := e.Factors(nil)
	offers, err := e.Coverage(table, nil, guide)
	if err != nil {
		t.Fatal(err)
	}
	return offers
}

// Every method that a guide offers finds its factors for some activity, and what the survey finds is what a look-up finds.
func TestCoverage(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	offers := surveyed(t, e, "")
	if problems := CheckOffers(offers); problems.Failed() {
		for _, p := range problems {
			if p.Severity >= inventory.Error {
				t.Error(p.Format("en"))
			}
		}
	}
	table, _ := e.Factors(nil)
	met := map[Outcome]int{}
	guides := map[string]bool{}
	for _, o := range offers {
		guides[o.Guide] = true
		for i, c := range o.Cases {
			met[c.Outcome]++
			if i%97 != 0 || c.Input.NCV || c.Input.Per != "" || len(c.Input.Sets) > 0 || c.Input.With != "" || c.Input.Name == "carbon_content" || c.Outcome == WantsItem {
				continue
			}
			category, item := c.Category, nameOf(c.Item)
			if c.Input.FiledAt != "" {
				category = e.Vocabulary.Categories.Must(c.Input.FiledAt)
			}
			if c.Input.Item != "" {
				item = c.Input.Item
			}
			q := factors.Query{Parameter: c.Input.InTables(), Gas: c.Input.Gas, Category: category, Item: item, Detail: inventory.SplitList(cmp.Or(c.Input.Words, c.Detail)), Region: "Tongliang", Climate: []string{"warm temperate moist", "subtropical humid forest"},
				Development: "developing", Year: c.Years[0], Sets: e.Vocabulary.Guides[o.Guide].FactorSets,
				Unit: quantity.MustUnit(c.Input.Unit)}
			if c.Input.Equipment {
				q.Region, q.Home = "Europe", "Tongliang"
			}
			answer, err := table.Find(q)
			if (err == nil) != (c.Outcome == Found) || err == nil && answer.Row != c.Row {
				t.Errorf("%s %s %s %s %s: %s, but the look-up says %v", o.Guide, o.Method.ID, c.Category.Code, nameOf(c.Item), c.Input.Name, c.Outcome, err)
			}
		}
	}
	if len(guides) != 4 || met[Found] < 10000 || met[WantsItem] == 0 || met[WantsWord] == 0 || met[NotInTable] == 0 || met[OwnFactor] == 0 {
		t.Errorf("guides %v, outcomes %v", guides, met)
	}
}

// A method without any factor is an error, one that needs a detail is none; raw coal, of which the tables have no carbon
// content, may stand for the coals that have one.
func TestCoverageOfOneGuide(t *testing.T) {
	e, err := New()
	if err != nil {
		t.Fatal(err)
	}
	offers := surveyed(t, e, "CN-PROV-2011")
	at := slices.IndexFunc(offers, func(o Offer) bool { return o.Method.ID == "1.A/bio.cn/CH4" })
	if !offers[at].Reachable() {
		t.Error("stoves are a matter of a detail")
	}
	for i := range offers[at].Cases {
		offers[at].Cases[i].Outcome = NotInTable
	}
	problems := CheckOffers(offers)
	if failed := slices.IndexFunc(problems, func(p inventory.Problem) bool { return p.Severity == inventory.Error }); failed < 0 || problems[failed].Code != "method-without-factors" {
		t.Errorf("%v", problems)
	}
	coal := slices.IndexFunc(Gaps(offers), func(g Gap) bool {
		return g.Outcome == WantsItem && g.Parameter == "carbon_content" && slices.Contains(g.Items, "原煤") && g.Hint.EN == "record stands_for in choices.csv, one of: 无烟煤 | 烟煤 | 炼焦煤 | 褐煤"
	})
	if coal < 0 {
		t.Error("no line for raw coal")
	}
}
