package page_test

import (
	"os"
	"testing"

	"ghg/inventory/golden"
)

// pictureParts are the blocks that are compared, charts beside the blocks that hold them, without the folded tables, of which
// there are more or fewer.
const pictureParts = ".top, .card, .block, .chart"

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
