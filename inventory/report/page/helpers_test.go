package page

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"ghg/inventory/check"
	"ghg/inventory/engine"
	"ghg/inventory/golden"
	"ghg/inventory/report"
	"ghg/inventory/workspace"
)

// subjectOf is all that the reports tell of a workspace.
func subjectOf(tb testing.TB, files fs.FS) *report.Subject {
	tb.Helper()
	e, err := engine.New()
	if err != nil {
		tb.Fatal(err)
	}
	ws, problems, err := workspace.LoadFS(files, e.Vocabulary)
	if err != nil {
		tb.Fatal(err)
	}
	result := check.Whole(e, ws, ws.Config.Years, problems)
	if result.Inventory == nil {
		tb.Fatalf("%v", result.Problems)
	}
	s, _ := report.Gather(e, ws, result, report.SubjectOptions{Draws: engine.NoDraws})
	return s
}

// district is the ten-year district, gathered once for all tests, none of which changes it.
func district(tb testing.TB) *report.Subject {
	tb.Helper()
	gatherDistrict.Do(func() { districtSubject = subjectOf(tb, golden.District(tb, "../../..", "CN-PROV-2011")) })
	return districtSubject
}

var (
	gatherDistrict  sync.Once
	districtSubject *report.Subject
)

// written is the page of a subject.
func written(tb testing.TB, s *report.Subject) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := Write(&b, s); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// districtPage is the page of the ten-year district, written once for all tests.
func districtPage(tb testing.TB) []byte {
	tb.Helper()
	writeDistrict.Do(func() { districtText = written(tb, district(tb)) })
	return districtText
}

var (
	writeDistrict sync.Once
	districtText  []byte
)

// parsed is the tree of a page.
func parsed(tb testing.TB, text []byte) *html.Node {
	tb.Helper()
	tree, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return tree
}

// each calls visit for every element of the tree.
func each(tree *html.Node, visit func(*html.Node)) {
	for n := range tree.Descendants() {
		if n.Type == html.ElementNode {
			visit(n)
		}
	}
}

// attribute is the value of an attribute, "" for none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf is all text of an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for one := range n.Descendants() {
		if one.Type == html.TextNode {
			b.WriteString(one.Data)
		}
	}
	return b.String()
}

// unpacked are the explanations of a page.
func unpacked(tb testing.TB, tree *html.Node) *book {
	tb.Helper()
	var out book
	each(tree, func(n *html.Node) {
		if attribute(n, "id") != "explanations" {
			return
		}
		var packed string
		if err := json.Unmarshal([]byte(textOf(n)), &packed); err != nil {
			tb.Fatal(err)
		}
		zip, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(packed)))
		if err != nil {
			tb.Fatal(err)
		}
		if err := json.NewDecoder(zip).Decode(&out); err != nil {
			tb.Fatal(err)
		}
	})
	return &out
}
