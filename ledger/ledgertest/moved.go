package ledgertest

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dixit"
	"dixit/ledger"
)

// moved carries all that a ledger holds to another by what the interface gives, as an export and an import do: the other answers
// the same.
func moved(t *testing.T, open func(t *testing.T) ledger.Ledger) {
	one, two := open(t), open(t)
	for _, l := range []ledger.Ledger{one, two} {
		defer func() {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}()
	}
	articles := tangle()
	page := "https://example.org/page"
	for _, note := range []string{"third", "first", "second"} { // of no day: their order is that of their coming
		a := Article{ID: note, URL: page, Title: "A page", Says: []Say{{Speaker: "Ann Moe", Cue: "said", Parts: []string{"Nothing but " + note}}}}
		articles = append(articles, a)
	}
	put(t, one, articles...)
	chance := rand.New(rand.NewPCG(7, 8))
	annotate(t, one, remarksByChance(t, chance, articles, 60)...)
	annotate(t, one, remark(t, Article{ID: "elsewhere", Title: "Elsewhere", Says: []Say{{Speaker: "A", Cue: "said", Parts: []string{"b"}}}}, 0, 1, ledger.OnTag, "later"))
	var old []string
	for i, a := range articles {
		doc, was, now := reread(t, a, "next")
		if i%2 == 0 {
			replace(t, one, doc, now)
		}
		for _, s := range was.Statements {
			old = append(old, s.ID)
		}
	}
	mirrored, ex := build(t, articles[0])
	mirrored.URL = "https://mirror.example/x"
	if _, err := one.Put(t.Context(), mirrored, ex); err != nil {
		t.Fatal(err)
	}
	if err := one.SaveSearch(t.Context(), ledger.Saved{Name: "deals", Query: "deal", At: time.Unix(1, 0).UTC()}); err != nil {
		t.Fatal(err)
	}
	carry(t, one, two)
	for _, x := range []struct {
		what string
		ask  func(l ledger.Ledger) any
	}{
		{"known", func(l ledger.Ledger) any { return knownOf(t, l, articles) }},
		{"arrivals", func(l ledger.Ledger) any { return arrivals(t, l) }},
		{"annotations", func(l ledger.Ledger) any { return annotations(t, l, "") }},
		{"versions", func(l ledger.Ledger) any { return versions(t, l, page) }},
		{"redirects", func(l ledger.Ledger) any { return redirects(t, l) }},
		{"old ids", func(l ledger.Ledger) any { return ledTo(t, l, old) }},
		{"searches", func(l ledger.Ledger) any {
			list, err := l.Searches(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return list
		}},
	} {
		expect(t, x.what, x.ask(two), x.ask(one))
	}
	if len(redirects(t, one)) == 0 || len(versions(t, one, page)) != 3 {
		t.Error("nothing was moved")
	}
}

// carry moves everything.
func carry(t *testing.T, from, to ledger.Ledger) {
	t.Helper()
	var leads []ledger.Redirect
	for _, address := range arrivals(t, from) {
		doc, err := from.Document(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		ex, err := from.Extraction(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		copies, err := from.Copies(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := to.Put(t.Context(), doc, ex); err != nil {
			t.Fatal(err)
		}
		for _, a := range copies.Addresses {
			again := *doc
			again.URL, again.Path, again.Outlet = a.URL, a.Path, a.Outlet
			if _, err := to.Put(t.Context(), &again, dixit.Extraction{}); err != nil {
				t.Fatal(err)
			}
		}
		list, err := from.Redirects(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		leads = append(leads, list...)
	}
	if n, err := to.AddRedirects(t.Context(), leads...); err != nil || n != len(leads) {
		t.Errorf("%d of %d redirects are new, %v", n, len(leads), err)
	}
	if n, err := to.AddRedirects(t.Context(), leads...); err != nil || n != 0 {
		t.Errorf("again: %d redirects are new, %v", n, err)
	}
	annotate(t, to, annotations(t, from, "")...)
	searches, err := from.Searches(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range searches {
		if err := to.SaveSearch(t.Context(), s); err != nil {
			t.Fatal(err)
		}
	}
}

// arrivals are the addresses of all documents in the order in which they came.
func arrivals(t *testing.T, l ledger.Ledger) []string {
	t.Helper()
	list := []string{}
	for address, err := range l.Arrivals(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, address)
	}
	return list
}

// versions are the addresses of what stood at a URL.
func versions(t *testing.T, l ledger.Ledger, url string) (list []string) {
	t.Helper()
	found, err := l.Versions(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range found {
		list = append(list, v.Doc.SHA256)
	}
	return list
}

// redirects are those of all documents.
func redirects(t *testing.T, l ledger.Ledger) (list []ledger.Redirect) {
	t.Helper()
	for _, address := range arrivals(t, l) {
		some, err := l.Redirects(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, some...)
	}
	return list
}

// ledTo is where ids lead: to a statement, or to an error.
func ledTo(t *testing.T, l ledger.Ledger, ids []string) (list []string) {
	for _, id := range ids {
		got, err := l.Statement(t.Context(), id)
		if err != nil {
			list = append(list, id+": "+err.Error())
			continue
		}
		list = append(list, id+": "+got.Record.Statement.ID+" was "+got.Was)
	}
	return list
}

// arrivalTests are about the order in which documents came, and about redirects of another ledger.
func arrivalTests() []test {
	return []test{
		{"InOrder", func(t *testing.T, l ledger.Ledger) {
			expect(t, "of an empty ledger", arrivals(t, l), []string{})
			want := []string{}
			for _, a := range append(shuffled(week()), harbour()) {
				put(t, l, a)
				doc, _ := build(t, a)
				want = append(want, doc.SHA256)
			}
			doc, ex := build(t, week()[0])
			if _, err := l.Put(t.Context(), doc, ex); err != nil {
				t.Fatal(err)
			}
			expect(t, "order", arrivals(t, l), want)
			for range l.Arrivals(t.Context()) {
				break
			}
			put(t, l, one("after", "2025-06-03", "A", "nothing is held"))
		}},
		{"Many", func(t *testing.T, l ledger.Ledger) {
			var entries []ledger.Entry
			want := []string{}
			for i := range 600 {
				doc, ex := build(t, one(string(rune('a'+i)), "", "A", "b"))
				entries = append(entries, ledger.Entry{Doc: doc, Extraction: ex})
				want = append(want, doc.SHA256)
			}
			if _, err := l.PutAll(t.Context(), entries); err != nil {
				t.Fatal(err)
			}
			expect(t, "order", arrivals(t, l), want)
		}},
		{"RedirectsOfAnother", redirectsOfAnother},
	}
}

func redirectsOfAnother(t *testing.T, l ledger.Ledger) {
	doc, was, now := reread(t, harbour(), "next")
	other, _ := build(t, week()[0])
	put(t, l, harbour(), week()[0])
	const id, engine = "aaaaaaaaaaaaaaaa", "before"
	lead := func(id, doc, to string) ledger.Redirect {
		return ledger.Redirect{ID: id, Doc: doc, To: to, Engine: dixit.Engine{Version: engine, Model: "m"}}
	}
	for name, bad := range map[string]ledger.Redirect{
		"NoID": lead("x", doc.SHA256, ""), "NoTarget": lead(id, doc.SHA256, "x"), "ToItself": lead(id, doc.SHA256, id),
		"NoDocument": lead(id, "x", ""), "NoEngine": {ID: id, Doc: doc.SHA256, Engine: dixit.Engine{Model: "\n"}},
	} {
		_, err := l.AddRedirects(t.Context(), lead(id, doc.SHA256, ""), bad)
		refused(t, name, err, dixit.Invalid)
	}
	add := func(want int, r ledger.Redirect) {
		t.Helper()
		if n, err := l.AddRedirects(t.Context(), r); n != want || err != nil {
			t.Errorf("%s to %s: %d new, %v", r.ID, r.To, n, err)
		}
	}
	add(0, lead(was.Statements[0].ID, doc.SHA256, ""))         // it is there
	add(0, lead(id, other.SHA256, was.Statements[0].ID))       // it leads into another document
	add(0, lead(id, doc.SHA256, "bbbbbbbbbbbbbbbb"))           // it leads to nothing
	add(0, lead(id, "00"+doc.SHA256[2:], ""))                  // its document is not here
	expect(t, "kept", redirects(t, l), []ledger.Redirect(nil)) // nothing so far
	add(1, lead(id, doc.SHA256, was.Statements[1].ID))         // an id that an engine gave before
	add(0, lead(id, doc.SHA256, ""))                           // it leads somewhere already
	add(1, lead("cccccccccccccccc", doc.SHA256, ""))           // gone
	expect(t, "leads", ledTo(t, l, []string{id}), []string{id + ": " + was.Statements[1].ID + " was " + id})
	replace(t, l, doc, now)
	expect(t, "leads on", ledTo(t, l, []string{id}), []string{id + ": " + now.Statements[1].ID + " was " + id})
	add(1, lead("dddddddddddddddd", doc.SHA256, was.Statements[1].ID)) // which leads on
	expect(t, "follows", ledTo(t, l, []string{"dddddddddddddddd"}), []string{"dddddddddddddddd: " + now.Statements[1].ID + " was dddddddddddddddd"})
	list, err := l.Redirects(t.Context(), doc.SHA256)
	if err != nil || !slices.IsSortedFunc(list, func(a, b ledger.Redirect) int { return strings.Compare(a.ID, b.ID) }) {
		t.Errorf("redirects %v, %v", list, err)
	}
	_, err = l.Statement(t.Context(), "cccccccccccccccc")
	refused(t, "gone", err, dixit.NotFound)
}
