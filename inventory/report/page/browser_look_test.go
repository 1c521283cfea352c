package page_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"ghg/inventory/report/page"
)

// pages are the subjects that are looked at: ten years without targets, and a plan with targets and decompositions.
var pages = map[string]func(testing.TB) *told{"district": district, "tongliang": tongliang}

// layoutProbes are what every view of every page must pass.
var layoutProbes = []string{"probes.sideways()", "probes.overlaps()", "probes.clipped()", "probes.contrast()", "probes.blankCharts()", "probes.chartsFit()", "probes.chartTexts()"}

// Every page opens cleanly, passes the probes and looks as it did when a person looked at it last: -update pictures it anew.
func TestOpensWithoutFault(t *testing.T) {
	for _, c := range []struct {
		subject  string
		view     view
		pictured string // languages
	}{
		{"district", phone, "zh"}, {"district", phone.inDark(), "en"}, {"district", laptop, "zh en"}, {"district", laptop.inDark(), "zh"}, {"district", paper, "zh"},
		{"tongliang", phone, ""}, {"tongliang", laptop, "zh"}, {"tongliang", paper, ""},
	} {
		t.Run(c.subject+"/"+c.view.name, func(t *testing.T) {
			x := openPage(t, c.view, c.subject, pages[c.subject](t).html)
			x.ready()
			x.clean()
			for _, what := range append(slices.Clone(layoutProbes), c.view.probes()...) {
				x.probe(what)
			}
			for _, lang := range strings.Fields(c.pictured) {
				x.speak(lang)
				compare(t, c.view, "testdata/layout/"+c.subject+"."+c.view.name+"."+lang+".txt", x.blocks(c.view, pictureParts))
			}
			x.clean()
		})
	}
}

// probes are those of the view alone.
func (v view) probes() []string {
	switch {
	case v.print:
		return []string{"probes.small(10)"} // 7.5 pt
	case v.touch:
		return []string{"probes.small(11)", "probes.targets()"}
	}
	return []string{"probes.small(11)"}
}

// The page of a recalculation draws its waterfall.
func TestRecalculationIsDrawn(t *testing.T) {
	var html bytes.Buffer
	if err := page.Write(&html, page.Recalculated(t)); err != nil {
		t.Fatal(err)
	}
	x := openPage(t, laptop, "recalculated", html.String())
	x.ready()
	for _, what := range layoutProbes {
		x.probe(what)
	}
	if said := run[string](x, "document.querySelector('#c-recalculated svg').textContent"); !strings.Contains(said, "+350.11") || !strings.Contains(said, "+160.92") {
		t.Errorf("the waterfall says %q", said)
	}
	x.clean()
}

func TestChineseIsDrawnInAChineseFont(t *testing.T) {
	x := openPage(t, laptop, "district", district(t).html)
	x.ready()
	x.chineseInItsFont()
}

// One page, opened at the width of a laptop, that is made wider and narrower is laid out anew, its charts with it.
func TestFitsEveryWidth(t *testing.T) {
	v := laptop
	v.bars = true
	for name, of := range pages {
		x := openPage(t, v, name, of(t).html)
		x.ready()
		for _, width := range []int64{1920, 768, 320, 1024} {
			x.resize(width, 800)
			for _, what := range []string{"probes.sideways()", "probes.overlaps()", "probes.clipped()", "probes.blankCharts()", "probes.chartsFit()"} {
				t.Run(fmt.Sprintf("%s/%d", name, width), func(t *testing.T) {
					x.TB = t
					x.probe(what)
				})
			}
		}
		x.TB = t
		x.clean()
	}
}

func (x *tab) resize(width, height int64) {
	x.Helper()
	x.call(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
		return err
	}))
	x.ready()
}

var (
	pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfBox  = regexp.MustCompile(`/MediaBox\s*\[([^\]]*)\]`)
)

// What is printed, from a dark screen too, are sheets of A4 with every text.
func TestPrints(t *testing.T) {
	for _, v := range []view{phone.inDark()} {
		t.Run(v.name, func(t *testing.T) {
			x := openPage(t, v, "district", district(t).html)
			x.ready()
			pdf, err := chromedp.Run(x.ctx, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground(), chromedp.PDFStream()))
			if err != nil {
				t.Fatal(err)
			}
			x.clean()
			keep(t, ".pdf", pdf)
			sheets := len(pdfPage.FindAll(pdf, -1))
			if sheets < 5 || sheets > 250 {
				t.Errorf("%d sheets", sheets)
			}
			for _, box := range pdfBox.FindAllSubmatch(pdf, -1) {
				var a, b, width, height float64
				if _, err := fmt.Sscan(string(box[1]), &a, &b, &width, &height); err != nil || min(width, height) < 590 || min(width, height) > 600 || max(width, height) < 838 || max(width, height) > 846 {
					t.Fatalf("a sheet is %s pt, not A4", box[1])
				}
			}
		})
	}
}

// ready waits until the page has its fonts and has drawn every chart, which it does as they come into sight; in the end it is at
// the top again.
func (x *tab) ready() {
	x.Helper()
	if x.print {
		run[bool](x, "dispatchEvent(new Event('beforeprint'))")
	}
	run[bool](x, `(async () => {
		await document.fonts.ready;
		const frame = () => new Promise(done => requestAnimationFrame(done));
		await frame();
		for (const c of probes.charts().filter(probes.shown)) {
			c.scrollIntoView({block: 'center', behavior: 'instant'});
			for (let i = 0; i < 60 && !c.querySelector('svg, canvas'); i++) await frame();
		}
		scrollTo({top: 0, behavior: 'instant'});
		await frame();
		await frame();
		return true;
	})()`)
	x.settle()
}

// keep puts a file where a person looks at it, if one is to.
func keep(t testing.TB, ending string, content []byte) {
	if folder := os.Getenv("INVENTORY_PICTURES"); folder != "" {
		_ = os.WriteFile(folder+"/"+strings.NewReplacer("/", ".", " ", "_").Replace(t.Name())+ending, content, 0o644)
	}
}
