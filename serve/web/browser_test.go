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

	"dixit"
	"dixit/ledger/ledgertest"

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

// TestTasks does by clicks, without scripts and with them, what people come for.
func TestTasks(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, sample()...)
	for _, on := range []bool{false, true} {
		b.scripts(on)
		// Who said anything of a bridge? Only in one outlet; one of them; where it stands; who else is there.
		b.do(chromedp.Navigate(s.url))
		b.do(chromedp.SendKeys(chromedp.CSS("#q"), "bridge"))
		b.leads(chromedp.Click(chromedp.CSS(".find button")))
		b.at(s.url + "/search?q=bridge")
		b.leads(chromedp.Click(chromedp.CSS(`.facet a[href*="outlet%3A"]`)))
		b.at(s.url + "/search?q=bridge+outlet%3A")
		b.leads(chromedp.Click(chromedp.CSS(".card .words a")))
		b.at(s.url + "/s/")
		b.leads(chromedp.Click(chromedp.CSS(".big .where a")))
		b.at(s.url + "/a/")
		b.leads(chromedp.Click(chromedp.CSS(".note .name")))
		b.at(s.url + "/p/")
		b.leads(chromedp.Click(chromedp.CSS(".pages .next")))
		b.at(s.url + "/search?q=speaker%3A")
		b.leads(chromedp.Click(chromedp.CSS(`nav a[href="/chains"]`)))
		b.leads(chromedp.Click(chromedp.CSS("td.num a")))
		b.at(s.url + "/search?q=via%3A")
	}
}

// TestQuestionTasks does by clicks, without scripts and with them, what people come for who ask more: is this quotation right, what do
// others make of these words, and did she say otherwise before.
func TestQuestionTasks(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, sample()...)
	for _, on := range []bool{false, true} {
		b.scripts(on)
		b.do(chromedp.Navigate(s.url))
		b.leads(chromedp.Click(chromedp.CSS(`nav a[href="/verify"]`)))
		b.do(chromedp.SendKeys(chromedp.CSS("#text"), "Ana Roy said, “We shall build the old stone bridge across the river before the winter storms come”"))
		b.leads(chromedp.Click(chromedp.CSS(".draft button")))
		b.at(s.url + "/verify")
		b.leads(chromedp.Click(chromedp.CSS(`.note a[href^="/s/"]`)))
		b.at(s.url + "/s/")
		b.leads(chromedp.Click(chromedp.CSS("#same + p a")))
		b.at(s.url + "/c/")
		b.leads(chromedp.Click(chromedp.CSS(`.wordings a[href*="baseline"]`)))
		b.at(s.url + "/c/" + s.found[0].Statements[0].ID + "?baseline=")
		b.leads(chromedp.Click(chromedp.CSS(`.wordings a[href^="/p/"]`)))
		b.leads(chromedp.Click(chromedp.CSS(`.about a[href*="shift?about="]`)))
		b.at(s.url + "/p/Ana%20Roy/shift?about=")
		b.leads(chromedp.Click(chromedp.CSS(".sides a")))
		b.at(s.url + "/s/")
	}
}

// TestTyping proves that what is found is shown while it is typed, that a query which is not whole leaves what is there, and that the
// address and those who hear the page are told.
func TestTyping(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, sample()...)
	b.do(chromedp.Navigate(s.url), chromedp.SendKeys(chromedp.CSS("#q"), `"`), chromedp.SendKeys(chromedp.CSS("#q"), `late"`))
	const found = `new Promise((done) => {
		const look = () => document.querySelector(".count")?.textContent.startsWith("2 statements for") ? done(location.search + " " + document.querySelector("[role=status]").textContent) : setTimeout(look, 20);
		look();
	})`
	if got := ask[string](b, found); !strings.HasPrefix(got, "?q=%22late%22 2 statements") {
		t.Errorf("told: %q", got)
	}
	if id := ask[string](b, `document.activeElement.id`); id != "q" {
		t.Errorf("the focus is on %q", id)
	}
	b.leads(chromedp.Click(chromedp.CSS(".card .words a")))
	b.at(s.url + "/s/")
}

// TestKeys does it by keys alone.
func TestKeys(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, sample()...)
	b.do(chromedp.Navigate(s.url), chromedp.KeyEvent("/"))
	if id := ask[string](b, `document.activeElement.id`); id != "q" {
		t.Errorf("after / the focus is on %q", id)
	}
	ask[string](b, `document.getElementById("q").value = ""`) // the protocol types the key though the page has taken it
	b.leads(chromedp.KeyEvent("bridge\r"))
	b.at(s.url + "/search?q=bridge")
	b.do(chromedp.KeyEvent("j"), chromedp.KeyEvent("j"), chromedp.KeyEvent("k"))
	if n := ask[int](b, `[...document.querySelectorAll(".card")].findIndex((c) => c.classList.contains("current"))`); n != 0 {
		t.Errorf("after j, j and k card %d is the current one", n)
	}
	b.leads(chromedp.KeyEvent("\r"))
	b.at(s.url + "/s/")
	b.leads(chromedp.KeyEvent("?"))
	b.at(s.url + "/help")
	b.do(chromedp.Click(chromedp.ID("keys-on")))
	b.do(chromedp.Navigate(s.url+"/search?q=bridge"), chromedp.KeyEvent("j"))
	if n := ask[int](b, `document.querySelectorAll(".current").length`); n != 0 {
		t.Error("single keys act though they were switched off")
	}
	b.do(chromedp.Navigate(s.url + "/help"))
	ask[string](b, `localStorage.clear(), ""`)
	// Every link and field can be reached, and nothing is a trap.
	for _, path := range s.pages() {
		b.do(chromedp.Navigate(s.url + path))
		all := ask[int](b, `[...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")].filter((e) => e.tabIndex >= 0 && e.checkVisibility()).length`)
		for range min(all, 40) {
			b.do(chromedp.KeyEvent("\t"))
		}
		if all > 0 && ask[bool](b, `document.activeElement === document.body`) && all > 40 {
			t.Errorf("%s: the focus is lost", path)
		}
	}
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
	if err := os.WriteFile(filepath.Join(dir, string(rune('a'+i))+"-"+name+".png"), png, 0o644); err != nil {
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
	list := payloads()
	var articles []ledgertest.Article
	for i := 0; i+11 < len(list); i += 12 { // several in each
		p := list[i : i+12]
		articles = append(articles, ledgertest.Article{
			ID: p[0], URL: "https://a.example/" + p[1], Outlet: p[2], Title: p[4], Published: "2024-05-06", Loose: p[5],
			Says: []ledgertest.Say{
				{Speaker: p[6], Cue: p[7], Parts: []string{p[8], p[9]}, Chain: []string{p[10]}, To: p[11]},
				{Speaker: p[0], Cue: p[1], Parts: []string{p[3]}, Kind: dixit.Indirect, Inside: true},
			},
		})
	}
	s := newSite(t, articles...)
	b.do(chromedp.Navigate(s.url))
	for i := range s.docs {
		for _, path := range []string{"/a/" + s.docs[i].SHA256, "/s/" + s.found[i].Statements[0].ID, "/s/" + s.found[i].Statements[1].ID + "/card", "/c/" + s.found[i].Statements[0].ID} {
			b.do(chromedp.Navigate(s.url + path))
			ask[string](b, `document.querySelectorAll("a, button, summary, mark").forEach((e) => { e.focus(); e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})); }), ""`)
		}
	}
	for _, path := range []string{"/", "/speakers", "/outlets", "/chains", "/search?q=script"} {
		b.do(chromedp.Navigate(s.url + path))
	}
	mu.Lock()
	defer mu.Unlock()
	for _, what := range told {
		t.Error(what)
	}
}
