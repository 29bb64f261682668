package web_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// browser is Chromium with a tab. Tests that need one are left out unless $DIXIT_BROWSER is set.
type browser struct {
	*testing.T
	ctx context.Context
}

func newBrowser(t *testing.T) browser {
	t.Helper()
	if os.Getenv("DIXIT_BROWSER") == "" {
		t.Skip("a browser takes long: .ci/web sets DIXIT_BROWSER")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatal("there is no chromium")
	}
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(1280, 1000), chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("force-prefers-reduced-motion", true), chromedp.Flag("disable-sync", true), chromedp.Flag("disable-quic", true))
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := browser{t, ctx}
	b.do()
	return b
}

// do does steps, which must succeed.
func (b browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.Fatal(err)
	}
}

// ask is what an expression is in the page.
func ask[T any](b browser, expression string) T {
	b.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatalf("%.200s: %v", expression, err)
	}
	return v
}

// leads does what leads to another page, and waits for it.
func (b browser) leads(step chromedp.Action[chromedp.Void]) {
	b.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.WaitEvent(page.LoadEventFired, nil, step)); err != nil {
		b.Fatal(err)
	}
}

// at complains if the address of the page does not begin so.
func (b browser) at(prefix string) {
	b.Helper()
	where, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		b.Fatal(err)
	}
	if !strings.HasPrefix(where, prefix) {
		b.Fatalf("at %s, not %s", where, prefix)
	}
}

// scripts switches scripts on or off.
func (b browser) scripts(on bool) {
	b.Helper()
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	}))
}

// whole has on the page what is counted behind it: with scripts it comes, without them a link leads to it.
func (b browser) whole(scripts bool) {
	b.Helper()
	const missing = `document.querySelector("[data-later]") !== null`
	if scripts {
		ask[bool](b, `(async () => { while (`+missing+`) await new Promise((r) => setTimeout(r, 20)); return true; })()`)
	}
	for ask[bool](b, missing) {
		b.leads(chromedp.Click(chromedp.CSS(`[data-later] a[href*="whole=1"]`)))
	}
}

// dark switches between night and day.
func (b browser) dark(on bool) {
	b.Helper()
	scheme := "light"
	if on {
		scheme = "dark"
	}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// verified is the page of a draft that was sent.
const verified = "/verify, sent"

// TestAccessible runs axe-core over every sort of page, by day and by night and on a narrow screen.
func TestAccessible(t *testing.T) {
	b := newBrowser(t)
	axe, err := os.ReadFile(filepath.Join("..", "..", ".ci", "node", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal("axe-core is not installed; .ci/web does it")
	}
	s := newSite(t, sample()...)
	for _, night := range []bool{false, true} {
		b.dark(night)
		for i, path := range append(s.pages(), verified) {
			b.do(chromedp.EmulateViewport(1280, 1000), chromedp.Navigate(s.url+strings.TrimSuffix(path, verified[len("/verify"):])))
			if path == verified {
				ask[string](b, fmt.Sprintf(`document.getElementById("text").value = %q`, draft))
				b.leads(chromedp.Click(chromedp.CSS(".draft button")))
			}
			b.whole(true)
			ask[bool](b, string(axe)+"; true")
			found := ask[[]string](b, `axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then((r) =>
				r.violations.flatMap((v) => v.nodes.map((n) => v.id + ": " + n.html.slice(0, 160) + " " + (n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ""))))`)
			for _, f := range found {
				t.Errorf("%s, night %v: %s", path, night, f)
			}
			b.picture(night, i, path)
			b.do(chromedp.EmulateViewport(320, 640))
			if wide := ask[int](b, `document.documentElement.scrollWidth`); wide > 320 {
				t.Errorf("%s is %d pixels wide on a screen of 320", path, wide)
			}
		}
	}
}

// picture keeps a picture of the page in the folder $DIXIT_SCREENSHOTS, if it is set.
func (b browser) picture(night bool, i int, path string) {
	b.Helper()
	dir := os.Getenv("DIXIT_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.Fatal(err)
	}
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, strings.SplitN(strings.Trim(path, "/"), "?", 2)[0])
	if len(name) > 8 {
		name = name[:8]
	}
	if night {
		name += "-night"
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d-%s.png", i, name)), png, 0o644); err != nil {
		b.Fatal(err)
	}
}

// TestNothingRuns opens pages of articles that are full of what would run, and waits for anything that runs or is reported.
func TestNothingRuns(t *testing.T) {
	b := newBrowser(t)
	var mu sync.Mutex
	var told []string
	if err := chromedp.Listen(b.ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *page.EventJavascriptDialogOpening:
			told = append(told, "dialog: "+ev.Message)
		case *log.EventEntryAdded:
			if ev.Entry.Source == log.EntrySourceSecurity || strings.Contains(ev.Entry.Text, "Content Security Policy") {
				told = append(told, ev.Entry.Text)
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, log.Enable, cdp.Empty{})
		return err
	}))
	s := newHostileSite(t)
	for _, path := range s.hostilePages(40) {
		b.do(chromedp.Navigate(s.url + path))
		ask[string](b, `document.querySelectorAll("a, button, summary, mark").forEach((e) => { e.focus(); e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})); }), ""`)
	}
	// Every statement, with its speaker, title, outlet and topics, on a page that a script puts together.
	b.do(chromedp.Navigate(s.url + "/search"))
	const whole = `new Promise((done) => {
		const cards = () => document.querySelectorAll(".card").length;
		const more = () => {
			const n = cards(), next = document.querySelector("a.next[data-hx-get]");
			if (!next) return done(n);
			next.click();
			const wait = () => cards() > n ? more() : setTimeout(wait, 10);
			wait();
		};
		more();
	})`
	if n, all := ask[int](b, whole), ask[int](b, `parseInt(document.querySelector(".count").textContent)`); n != all || all < len(payloads()) {
		t.Errorf("%d of %d statements are shown", n, all)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, what := range told {
		t.Error(what)
	}
}
