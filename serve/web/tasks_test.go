package web_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

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
		b.leads(chromedp.Click(chromedp.CSS(`.lede a[href*="shift?about="]`)))
		b.at(s.url + "/p/Ana%20Roy/shift?about=")
		b.whole(on)
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

// TestOlder proves that older statements come under those that are there, and that the focus goes to the first of them.
func TestOlder(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, days(2, 30)...)
	b.do(chromedp.Navigate(s.url+"/search?q=speaker:roy"), chromedp.Click(chromedp.CSS("a.next")))
	const come = `new Promise((done) => {
		const look = () => document.querySelectorAll(".card").length > 25 && document.activeElement.closest(".card") ? done([...document.querySelectorAll(".card")].indexOf(document.activeElement.closest(".card"))) : setTimeout(look, 20);
		look();
	})`
	if at := ask[int](b, come); at != 25 {
		t.Errorf("the focus is on card %d", at)
	}
	b.at(s.url + "/search?q=speaker:roy")
	if n := ask[int](b, `document.querySelectorAll("#pages").length`); n != 1 {
		t.Errorf("%d places lead on", n)
	}
}

// TestTimeline looks closely at a timeline by keys and by pointer, and follows it to a statement.
func TestTimeline(t *testing.T) {
	b := newBrowser(t)
	s := newSite(t, sample()...)
	b.do(chromedp.Navigate(s.url+"/p/Ana%20Roy"), chromedp.Focus(chromedp.CSS(".chart")), chromedp.KeyEvent(kb.ArrowRight))
	told := ask[string](b, `document.querySelector(".pointed").textContent`)
	if !strings.Contains(told, "Ana Roy") {
		t.Errorf("told: %q", told)
	}
	if hidden := ask[bool](b, `document.querySelector(".timeline > svg").checkVisibility()`); hidden {
		t.Error("the plot is there twice")
	}
	b.do(chromedp.KeyEvent("+"), chromedp.KeyEvent("0"), chromedp.Click(chromedp.CSS(".zoom button")))
	b.leads(chromedp.Click(chromedp.CSS(".pointed a")))
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
	b.do(chromedp.Navigate(s.url+"/a/"+s.docs[0].SHA256), chromedp.KeyEvent("j"), chromedp.KeyEvent("n"))
	const current = `[...document.querySelectorAll(".note")].findIndex((c) => c.classList.contains("current"))`
	if n := ask[int](b, current); n != 3 {
		t.Errorf("after j and n note %d is the current one: not the next of the same speaker", n)
	}
	b.do(chromedp.KeyEvent("N"))
	if n := ask[int](b, current); n != 0 {
		t.Errorf("after N note %d is the current one", n)
	}
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
