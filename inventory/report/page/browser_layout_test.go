package page_test

import (
	"os"
	"testing"

	"ghg/inventory/golden"
)

// pictureParts are the blocks that are compared, charts beside the blocks that hold them, without the folded tables, of which
// there are more or fewer.
const pictureParts = ".top, .card, .block, .chart"

// The page looks as it did when a person looked at it last: -update pictures it anew.
func TestLooksAsItWasLookedAt(t *testing.T) {
	for _, c := range []struct {
		subject, lang string
		view          view
	}{
		{"district", "zh", phone}, {"district", "en", phone.inDark()}, {"district", "zh", laptop}, {"district", "zh", laptop.inDark()},
		{"district", "en", laptop}, {"district", "zh", paper}, {"tongliang", "zh", laptop},
	} {
		name := c.subject + "." + c.view.name + "." + c.lang
		t.Run(name, func(t *testing.T) {
			x := openPage(t, c.view, c.subject, pages[c.subject](t).html)
			x.ready()
			x.speak(c.lang)
			compare(t, c.view, "testdata/layout/"+name+".txt", x.blocks(c.view, pictureParts))
			x.clean()
		})
	}
}

// What would be ugly or missing makes the picture differ from the one that is kept.
func TestABrokenPageLooksBroken(t *testing.T) {
	if golden.Updating() {
		t.Skip("the pictures are being made")
	}
	kept, err := os.ReadFile("testdata/layout/district.laptop.zh.txt")
	if err != nil {
		t.Fatal(err)
	}
	x := openPage(t, laptop, "district", district(t).html)
	x.ready()
	for _, css := range []string{"body{letter-spacing:.15px}", "body *{font-family:'DejaVu Sans','Noto Serif CJK SC',serif !important}", ":root{line-height:1.5 !important}"} { // another font is no fault
		run[bool](x, "probes.restyle(`"+css+"`)")
		x.settle()
		for _, d := range differences(laptop, parse(t, string(kept)), x.blocks(laptop, pictureParts)) {
			t.Errorf("%s: %s", css, d)
		}
	}
	for _, css := range []string{".chart > *{visibility:hidden}", ".chart svg path{fill:none !important}", ".cards{display:block !important}", ".frame{display:block !important}",
		"body, .block{background:#111 !important}", "#trend{display:none}", ".chart{transform:scale(.6)}"} {
		run[bool](x, "probes.restyle(`"+css+"`)")
		x.settle()
		if len(differences(laptop, parse(t, string(kept)), x.blocks(laptop, pictureParts))) == 0 {
			t.Errorf("%s is not seen", css)
		}
	}
}
