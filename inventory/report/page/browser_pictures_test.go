package page_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"ghg/inventory/golden"
)

const (
	cells    = 12  // of a block's picture, across and down
	pictured = 360 // pixels across that the whole page is pictured with

	tolerated       = 1.0 // mean difference of the cells of a block, of 15 levels of luminance
	toleratedCell   = 5   // difference of a cell
	toleratedCells  = 8   // of the 144 cells that may differ by more than that
	toleratedWidth  = 2   // difference of edges in per cent of the view
	toleratedHeight = 15  // difference of heights in per cent, beside that of a line
	line            = 30  // pixels
)

// block is a part of a page as it is seen: where it stands and how light its cells are. Wherever another version of the browser
// or of a font breaks lines elsewhere, it differs a little; a chart that is empty, a column that fell below another or a colour
// that is another one makes it differ much.
type block struct {
	Name                string
	X, Y, Width, Height float64
	levels              [cells * cells]int // of luminance: 0 black to 15 white
}

// blocks pictures the parts of a page that a selector names.
func (x *tab) blocks(v view, selector string) []block {
	x.Helper()
	x.settle()
	out := run[[]block](x, fmt.Sprintf("probes.blocks(%q)", selector))
	picture := x.picture(v)
	scale := float64(picture.Bounds().Dx()) / float64(v.width)
	for i := range out {
		b := &out[i]
		at := image.Rect(int(b.X*scale), int(b.Y*scale), int(math.Ceil((b.X+b.Width)*scale)), int(math.Ceil((b.Y+b.Height)*scale))).Intersect(picture.Bounds())
		b.levels = levels(picture, at)
	}
	return out
}

// picture is the whole page, small.
func (x *tab) picture(v view) image.Image {
	x.Helper()
	height := run[float64](x, "document.documentElement.scrollHeight")
	shot, err := chromedp.Run(x.ctx, func(ctx context.Context, t *chromedp.Target) (page.CaptureScreenshotResult, error) {
		beyond := true
		return cdp.Call(ctx, t, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatPng, CaptureBeyondViewport: &beyond,
			Clip: &page.Viewport{Width: float64(v.width), Height: height, Scale: pictured / float64(v.width) / v.scale}})
	})
	if err != nil {
		x.Fatal(err)
	}
	out, err := png.Decode(bytes.NewReader(shot.Data))
	if err != nil {
		x.Fatal(err)
	}
	keep(x, ".png", shot.Data)
	return out
}

// levels are the mean luminances of the cells of a part of a picture. A cell of a low block may share its pixels with the next.
func levels(picture image.Image, at image.Rectangle) (out [cells * cells]int) {
	for i := range out {
		top, left := at.Min.Y+i/cells*at.Dy()/cells, at.Min.X+i%cells*at.Dx()/cells
		bottom, right := max(top+1, at.Min.Y+(i/cells+1)*at.Dy()/cells), max(left+1, at.Min.X+(i%cells+1)*at.Dx()/cells)
		sum := 0
		for y := top; y < bottom; y++ {
			for x := left; x < right; x++ {
				sum += int(color.GrayModel.Convert(picture.At(x, y)).(color.Gray).Y)
			}
		}
		out[i] = (sum*15/(bottom-top)/(right-left) + 127) / 255
	}
	return out
}

func format(blocks []block) string {
	var out strings.Builder
	for _, b := range blocks {
		fmt.Fprintf(&out, "%s\t%.0f\t%.0f\t%.0f\t%.0f\n", b.Name, b.X, b.Y, b.Width, b.Height)
		for row := range slices.Chunk(b.levels[:], cells) {
			for _, l := range row {
				fmt.Fprintf(&out, "%x", l)
			}
			out.WriteByte('\n')
		}
	}
	return out.String()
}

func parse(tb testing.TB, text string) (out []block) {
	tb.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for rows := range slices.Chunk(lines, cells+1) {
		var b block
		fields := strings.Split(rows[0], "\t")
		if len(rows) != cells+1 || len(fields) != 5 {
			tb.Fatalf("no block: %q", rows)
		}
		b.Name = fields[0]
		if _, err := fmt.Sscan(strings.Join(fields[1:], " "), &b.X, &b.Y, &b.Width, &b.Height); err != nil {
			tb.Fatal(err)
		}
		for i, c := range strings.Join(rows[1:], "") {
			b.levels[i] = strings.IndexRune("0123456789abcdef", c)
		}
		out = append(out, b)
	}
	return out
}

// differences tell in what two pictures of a page differ beyond what fonts and versions of the browser explain.
func differences(v view, want, got []block) (out []string) {
	if len(want) != len(got) {
		return []string{fmt.Sprintf("%d blocks, want %d", len(got), len(want))}
	}
	for i, w := range want {
		g := got[i]
		edge := float64(v.width) * toleratedWidth / 100
		switch {
		case g.Name != w.Name:
			out = append(out, fmt.Sprintf("block %d is %s, want %s", i, g.Name, w.Name))
			continue
		case math.Abs(g.X-w.X) > edge || math.Abs(g.X+g.Width-w.X-w.Width) > edge:
			out = append(out, fmt.Sprintf("%s stands at %.0f–%.0f px, want %.0f–%.0f", w.Name, g.X, g.X+g.Width, w.X, w.X+w.Width))
		case math.Abs(g.Height-w.Height) > w.Height*toleratedHeight/100+line:
			out = append(out, fmt.Sprintf("%s is %.0f px high, want %.0f", w.Name, g.Height, w.Height))
		}
		sum, far := 0, 0
		for j := range w.levels {
			d := max(g.levels[j]-w.levels[j], w.levels[j]-g.levels[j])
			sum += d
			if d > toleratedCell {
				far++
			}
		}
		if mean := float64(sum) / (cells * cells); mean > tolerated || far > toleratedCells {
			out = append(out, fmt.Sprintf("%s looks another way: %.2f levels in the mean, %d cells by more than %d", w.Name, mean, far, toleratedCell))
		}
	}
	return out
}

// compare holds the blocks against those that were looked at once.
func compare(t *testing.T, v view, path string, got []block) {
	t.Helper()
	if golden.Updating() {
		golden.Compare(t, path, format(got))
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences(v, parse(t, string(want)), got) {
		t.Errorf("%s: %s", path, d)
	}
}
