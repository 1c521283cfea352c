package page_test

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// probes are functions that look at a page from within and say what is wrong with it.
//
//go:embed testdata/probes.js
var probes string

// browser is the one Chromium of all tests.
type browser struct {
	ctx  context.Context
	stop context.CancelFunc
	dir  string // of the pages that are opened
}

var (
	chromium = sync.OnceValues(startChromium)
	started  bool // whether there is a Chromium to end
)

func TestMain(m *testing.M) {
	code := m.Run()
	if started {
		b, _ := chromium()
		b.stop()
		_ = os.RemoveAll(b.dir)
	}
	os.Exit(code)
}

func startChromium() (*browser, error) {
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		return nil, errors.New("needs chromium")
	}
	dir, err := os.MkdirTemp("", "pages")
	if err != nil {
		return nil, err
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(filepath.Join(dir, "profile")),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", false),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND"), chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("lang", "en-US"))
	allocator, endAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, endBrowser := chromedp.NewContext(allocator)
	b := &browser{ctx: ctx, dir: dir, stop: func() { endBrowser(); endAllocator() }}
	started = true
	return b, chromedp.Do(ctx)
}

// needBrowser is the browser; without a Chromium the test ends, and with INVENTORY_REQUIRE that is a failure.
func needBrowser(tb testing.TB) *browser {
	tb.Helper()
	b, err := chromium()
	if err != nil && os.Getenv("INVENTORY_REQUIRE") == "" {
		tb.Skip(err)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// view is how a page is looked at.
type view struct {
	name          string
	width, height int64
	scale         float64
	touch         bool
	print, dark   bool
	noScript      bool
	bars          bool // scroll bars take their room
}

var (
	phone  = view{name: "phone", width: 360, height: 740, scale: 2, touch: true}
	laptop = view{name: "laptop", width: 1366, height: 768, scale: 1}
	paper  = view{name: "paper", width: 680, height: 1009, scale: 1, print: true} // A4 within margins of 15 mm
)

func (v view) inDark() view {
	v.dark, v.name = true, v.name+".dark"
	return v
}

// tab is one page that is open, with all that the browser said of it.
type tab struct {
	testing.TB
	ctx    context.Context
	print  bool   // it is looked at as it is printed
	still  bool   // no frames and no timers: scripts are off
	file   string // its address
	mu     sync.Mutex
	asked  []string // addresses that were asked for
	faults []string
}

// openPage opens a page that no other tab shares anything with.
func openPage(tb testing.TB, v view, name, html string) *tab {
	tb.Helper()
	b := needBrowser(tb)
	x := &tab{TB: tb, print: v.print, still: v.noScript, file: b.lay(tb, name, html)}
	ctx, end := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext(), chromedp.WithListener(x.heard))
	tb.Cleanup(end)
	x.ctx, end = context.WithTimeout(ctx, 2*time.Minute)
	tb.Cleanup(end)
	x.call(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error { return v.prepare(ctx, t) }), chromedp.Navigate(x.file))
	return x
}

// lay puts a page into a file and returns its address.
func (b *browser) lay(tb testing.TB, name, html string) string {
	tb.Helper()
	file := filepath.Join(b.dir, name+".html")
	if held, err := os.ReadFile(file); err != nil || string(held) != html {
		if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(file)}).String()
}

// reopen opens another page in the tab, of which nothing has been said yet, for another test.
func (x *tab) reopen(tb testing.TB, name, html string) *tab {
	tb.Helper()
	x.TB = tb
	x.mu.Lock()
	x.file, x.asked, x.faults = needBrowser(tb).lay(tb, name, html), nil, nil
	x.mu.Unlock()
	x.call(chromedp.Navigate(x.file))
	return x
}

// prepare makes a tab look at pages so.
func (v view) prepare(ctx context.Context, t *chromedp.Target) error {
	scheme, media := "light", ""
	if v.dark {
		scheme = "dark"
	}
	if v.print {
		media = "print"
	}
	steps := []func() error{
		func() error { _, err := cdp.Call(ctx, t, network.Enable, network.EnableParams{}); return err },
		func() error { _, err := cdp.Call(ctx, t, audits.Enable, cdp.Empty{}); return err },
		func() error {
			_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: v.width, Height: v.height,
				DeviceScaleFactor: v.scale, Mobile: v.touch})
			return err
		},
		func() error {
			_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: v.touch})
			return err
		},
		func() error {
			_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: []*emulation.MediaFeature{
				{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
			return err
		},
		func() error {
			_, err := cdp.Call(ctx, t, emulation.SetScrollbarsHidden, emulation.SetScrollbarsHiddenParams{Hidden: !v.bars})
			return err
		},
		func() error {
			_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: v.noScript})
			return err
		},
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// heard notes every complaint and every request.
func (x *tab) heard(event any) {
	x.mu.Lock()
	defer x.mu.Unlock()
	fault := func(format string, args ...any) { x.faults = append(x.faults, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if kind := string(e.Type); kind != "log" && kind != "info" && kind != "debug" {
			for _, a := range e.Args {
				fault("console %s: %s%s", kind, a.Value, a.Description)
			}
		}
	case *runtime.EventExceptionThrown:
		fault("exception: %s", exception(e.ExceptionDetails))
	case *log.EventEntryAdded:
		if e.Entry.Level != "verbose" && e.Entry.Level != "info" {
			fault("log %s %s: %s", e.Entry.Level, e.Entry.Source, e.Entry.Text)
		}
	case *audits.EventIssueAdded:
		if said := issue(e.Issue.Details); !strings.Contains(said, string(audits.GenericIssueErrorTypeNavigationEntryMarkedSkippable)) { // of links that a test follows
			fault("issue %s%s", e.Issue.Code, said)
		}
	case *page.EventJavascriptDialogOpening:
		fault("dialog %s: %s", e.Type, e.Message)
		go func() {
			_ = chromedp.Do(x.ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
				_, err := cdp.Call(ctx, t, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
				return err
			}))
		}()
	case *page.EventWindowOpen:
		fault("window opened: %s", e.URL)
	case *network.EventRequestWillBeSent:
		x.asked = append(x.asked, e.Request.URL)
	case *network.EventWebSocketCreated:
		x.asked = append(x.asked, e.URL)
	case *network.EventWebTransportCreated:
		x.asked = append(x.asked, e.URL)
	}
}

// issue is what an issue of the inspector is about, of the kinds that a page may have without a network.
func issue(d *audits.InspectorIssueDetails) string {
	switch {
	case d == nil:
		return ""
	case d.GenericIssueDetails != nil:
		return fmt.Sprintf(" %s %s", d.GenericIssueDetails.ErrorType, d.GenericIssueDetails.ViolatingNodeAttribute)
	case d.ContentSecurityPolicyIssueDetails != nil:
		return fmt.Sprintf(" %s", d.ContentSecurityPolicyIssueDetails.ViolatedDirective)
	}
	return ""
}

func exception(d *runtime.ExceptionDetails) string {
	out := d.Text
	if d.Exception != nil {
		out += " " + d.Exception.Description
	}
	return out
}

func (x *tab) call(steps ...chromedp.Action[chromedp.Void]) {
	x.Helper()
	if err := chromedp.Do(x.ctx, steps...); err != nil {
		x.Fatal(err)
	}
}

// run is the value of an expression in the page; a promise is awaited. The probes are at hand.
func run[T any](x *tab, expression string) T {
	x.Helper()
	out, err := chromedp.Run(x.ctx, chromedp.Evaluate[T]("(async () => { globalThis.probes ??= "+probes+"\nreturn ("+expression+"); })()", chromedp.EvalAwaitPromise))
	if err != nil {
		x.Fatalf("%s: %v", expression, err)
	}
	return out
}

// clean fails for every complaint of the browser and for every request other than that for the page itself.
func (x *tab) clean() {
	x.Helper()
	for _, c := range x.complaints() {
		x.Error(c)
	}
}

// settle waits until the page is drawn as it is now, and what was said of it is here.
func (x *tab) settle() {
	x.Helper()
	if x.still {
		return
	}
	run[bool](x, "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0, true))))")
}

func (x *tab) complaints() []string {
	x.settle()
	x.mu.Lock()
	defer x.mu.Unlock()
	out := slices.Clone(x.faults)
	for _, address := range x.asked {
		if at, _, _ := strings.Cut(address, "#"); at != x.file && !strings.HasPrefix(at, "data:") && !strings.HasPrefix(at, "blob:") {
			out = append(out, "asked for "+address)
		}
	}
	return out
}

// probe fails for everything that a probe finds; few are shown.
func (x *tab) probe(what string) {
	x.Helper()
	found := run[[]string](x, what)
	for i, f := range found {
		if i == 12 {
			x.Errorf("%s: and %d more", what, len(found)-i)
			break
		}
		x.Errorf("%s: %s", what, f)
	}
}
