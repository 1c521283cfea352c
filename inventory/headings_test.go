package inventory

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"ghg/seeds"
)

// Every heading of the provincial table is understood: as its category, or as several of which one has to be named. Its
// number never is, where it does not happen to be the code itself.
func TestHeadings(t *testing.T) {
	voc, err := LoadVocabulary(seeds.FS)
	if err != nil {
		t.Fatal(err)
	}
	f, err := seeds.FS.Open("headings.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) != 98 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	for _, row := range rows[1:] {
		number, heading, codes := row[0], row[1], SplitList(row[2])
		found, ok := voc.Categories.Lookup(heading)
		switch {
		case len(codes) == 1 && (!ok || found.Code != codes[0]):
			t.Errorf("%s: %v, want %s", heading, found, codes[0])
		case len(codes) > 1 && ok:
			t.Errorf("%s: %s, want one of %v named", heading, found.Code, codes)
		case len(codes) > 1:
			said := voc.Categories.Unknown(heading)
			if said.Code != "category-ambiguous" || !slices.Equal(voc.Categories.Candidates(heading), codes) || !strings.Contains(said.Hint.ZH, strings.Join(codes, "、")) {
				t.Errorf("%s: %+v", heading, said)
			}
		}
		if at, ok := voc.Categories.Lookup(number); ok && at.Code != number {
			t.Errorf("the provincial number %s is taken for %s", number, at.Code)
		}
	}
	if said := voc.Categories.Unknown("1.1.3.4"); said.Code != "provincial-number" || !strings.Contains(said.Hint.EN, "1.A.2.f") {
		t.Errorf("%+v", said)
	}
	if said := voc.Categories.Unknown("公路运"); !strings.Contains(said.Hint.ZH, "是否指“公路") {
		t.Errorf("%+v", said)
	}
}
