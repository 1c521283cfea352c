package factors

import (
	"testing"

	"ghg/inventory"
)

// A word that decides nothing in the set that answers, and does in a later one, is told of with both values.
func TestUnheeded(t *testing.T) {
	table := tableOf(t, localHeader)
	find := func(category string, detail ...string) (Query, Answer) {
		q := Query{Parameter: "ef", Gas: "CH4", Category: voc(t).Categories.Must(category), Detail: detail, Region: "Chongqing", Year: 2020, Sets: []string{"local", "IPCC-2019", "IPCC-2006"}}
		answer, err := table.Find(q)
		if err != nil {
			t.Fatal(err)
		}
		return q, answer
	}
	q, answer := find("1.B.1.a.i.2", "采深>400m", "高瓦斯矿")
	found := table.Unheeded(q, answer)
	if found == nil {
		t.Fatal("a depth that the Refinement does not tell apart is passed over in silence")
	}
	p := found.Problem(answer, q.Category, inventory.Source{File: "a.csv", Row: 2, Col: 5})
	if want := "1.B.1.a.i.2 的细项“采深>400m”对排放因子不起作用：用的是 IPCC-2019 的 2.5 m3/t raw coal，它不分此细项；IPCC-2006 有：4 m3/t raw coal"; p.Message.ZH != want {
		t.Errorf("got  %s\nwant %s", p.Message.ZH, want)
	}
	if want := "the detail 采深>400m of 1.B.1.a.i.2 decides nothing of emission factor: 2.5 m3/t raw coal of IPCC-2019 is used, which does not tell it apart; IPCC-2006 does: 4 m3/t raw coal"; p.Message.EN != want {
		t.Errorf("got  %s\nwant %s", p.Message.EN, want)
	}
	for _, c := range []struct {
		category string
		detail   []string
	}{{"1.B.1.a.i.2", nil}, {"1.B.1.a.i.2", []string{"低瓦斯矿"}}, {"1.B.1.a.i.1", []string{"采深>400 m"}}} {
		q, answer := find(c.category, c.detail...)
		if found := table.Unheeded(q, answer); found != nil {
			t.Errorf("%s %v: %s", c.category, c.detail, found.Row.Key())
		}
	}
}
