package report

import (
	"encoding/json"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// leafJSON is one input of a figure: where it was read, how far it is confirmed, and what else could have been taken.
type leafJSON struct {
	Symbol     string          `json:"symbol"`
	Name       string          `json:"name"`
	Title      bilingual       `json:"title"`
	Key        string          `json:"key"`
	Value      string          `json:"value"`
	Unit       string          `json:"unit"`
	Low        string          `json:"low,omitempty"`
	High       string          `json:"high,omitempty"`
	Bounds     string          `json:"bounds,omitempty"`
	Set        string          `json:"set,omitempty"`
	Item       string          `json:"item,omitempty"`
	Years      string          `json:"years,omitempty"`
	Status     string          `json:"status,omitempty"`
	Document   string          `json:"document,omitempty"`
	Cell       string          `json:"cell"`
	Why        *bilingual      `json:"why,omitempty"`
	Candidates []candidateJSON `json:"candidates,omitempty"`
	More       int             `json:"more_candidates,omitempty"`
}

type candidateJSON struct {
	Key    string     `json:"key"`
	Figure string     `json:"figure"`
	Status string     `json:"status"`
	Cell   string     `json:"cell"`
	Taken  bool       `json:"taken"`
	Lost   *bilingual `json:"lost,omitempty"`
}

func leafOf(p *inventory.Parameter) *leafJSON {
	out := &leafJSON{Symbol: p.Mark, Name: p.Name, Title: bilingual(p.Title), Key: p.Key(), Value: p.Amount.String(), Unit: p.In.String(),
		Low: number(p.Bounds.Low), High: number(p.Bounds.High), Bounds: p.Bounds.Kind, Set: p.Set, Item: p.Item, Years: p.Years,
		Status: p.Status.String(), Document: p.Document, Cell: p.Origin.String(), Why: text(p.Why)}
	if p.Candidates == nil {
		return out
	}
	all := p.Candidates()
	out.More = all.More
	for _, c := range all.List {
		out.Candidates = append(out.Candidates, candidateJSON{c.Key, c.Figure, c.Status.String(), c.Source.String(), c.Lost == inventory.Text{}, text(c.Lost)})
	}
	return out
}

// text is a sentence in both languages, nil for none.
func text(t inventory.Text) *bilingual {
	if t == (inventory.Text{}) {
		return nil
	}
	return &bilingual{t.ZH, t.EN}
}

// lineJSON is one line explained.
type lineJSON struct {
	Line    estimateJSON `json:"line"`
	GWP     string       `json:"gwp,omitempty"`
	GWPSet  string       `json:"gwp_set,omitempty"`
	Source  string       `json:"method_source,omitempty"`
	Numbers string       `json:"numbers,omitempty"`
	Leaves  []*leafJSON  `json:"leaves,omitempty"`
	// Superseded are the computed lines in whose place a verified figure stands.
	Superseded []lineJSON `json:"superseded,omitempty"`
}

// LinesJSON explains lines for machines: value, formula, formula with numbers, and each leaf with its document, cell,
// status, the reason for it, and its candidates.
func (x *Explainer) LinesJSON(lines []*inventory.Estimate) ([]byte, error) {
	return encode(x.lines(lines))
}

func (x *Explainer) lines(lines []*inventory.Estimate) []lineJSON {
	out := make([]lineJSON, 0, len(lines))
	for _, e := range lines {
		line := lineJSON{Line: estimateOf(x.Inventory, e, map[string]inputJSON{})}
		if e.Number {
			tree := e.Mass()
			line.Source, line.Numbers = e.Method.Source, expr.Format(tree, expr.Numbers)
			if gwp, ok := x.Inventory.GWP(e.Gas); ok {
				line.GWP, line.GWPSet = gwp.Amount.String(), gwp.Set
			}
			for _, leaf := range tree.Leaves() {
				line.Leaves = append(line.Leaves, leafOf(inventory.ParameterOf(leaf)))
			}
		}
		if by := e.Superseded(); by != nil {
			line.Superseded = x.lines(by)
		}
		out = append(out, line)
	}
	return out
}

// nodeJSON is a node of a total, opened down to the depth: a result with what it is made of, or an input.
type nodeJSON struct {
	Name  string      `json:"name"`
	Value string      `json:"value"`
	Unit  string      `json:"unit"`
	Leaf  *leafJSON   `json:"leaf,omitempty"`
	Parts []*nodeJSON `json:"parts,omitempty"`
}

// explainedJSON is one total explained.
type explainedJSON struct {
	totalJSON
	Formula string    `json:"formula,omitempty"`
	Tree    *nodeJSON `json:"tree,omitempty"`
}

// TotalsJSON explains totals for machines, each as the tree of what it is made of, down to the depth.
func (x *Explainer) TotalsJSON(totals []*inventory.Total, depth int) ([]byte, error) {
	out := make([]json.RawMessage, 0, len(totals))
	for _, t := range totals {
		e := explainedJSON{totalJSON: totalOf(t)}
		node := x.Inventory.Opened(t, depth)
		if t.Number && node.Err() == nil {
			steps, err := expr.Explain(node, depth)
			if err != nil {
				return nil, err
			}
			e.Formula, e.Tree = formula(node), tree(steps)
		}
		text, err := encode(e)
		if err != nil {
			return nil, err
		}
		out = append(out, text)
	}
	return encode(out)
}

// tree hangs the steps of an explanation below each other, by their depths.
func tree(steps []expr.Step) *nodeJSON {
	var path []*nodeJSON
	for _, s := range steps {
		node := &nodeJSON{Name: s.Node.Name(), Value: s.Value.Value.String(), Unit: s.Value.Unit.String()}
		if leaf, ok := s.Node.Leaf(); ok {
			node.Name = leaf.Symbol()
			node.Leaf = leafOf(inventory.ParameterOf(leaf))
		}
		path = append(path[:s.Depth], node)
		if s.Depth > 0 {
			above := path[s.Depth-1]
			above.Parts = append(above.Parts, node)
		}
	}
	return path[0]
}
