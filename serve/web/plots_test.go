package web_test

import (
	"fmt"
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger/ledgertest"
)

// TestPlots proves that plots show what is there, and that their tables say the same.
func TestPlots(t *testing.T) {
	s := newSite(t, sample()...)
	has(t, "acts by month", s.page("/p/Ana%20Roy"), `<th scope="row">2023-01</th>`, `<th scope="row">2024-05</th>`, `class="inside"`, `data-first="2024-05-05"`)
	outlet := s.page("/o/Oldport%20Post")
	has(t, "the sankey", outlet, `<td>Oldport Post</td><td>Oldport Radio</td><td>a person</td><td>Bo Li</td>`, `class="band "`)
	if strings.Contains(outlet, "kept anonymous") {
		t.Error("the share of anonymous sources is told beside the habits")
	}
	has(t, "an article's sources", s.page("/a/"+s.docs[0].SHA256), `<a href="#ways">0 %</a> of what is said here`, `class="band "`)
	has(t, "the heat map", html.UnescapeString(s.page("/topics")), `<th scope="col"><a href="/search?q=about%3Abridge">bridge</a></th>`,
		`href="/search?q=speaker%3A%22Ana+Roy%22+about%3Abridge">5</a>`)
	has(t, "shift", s.page("/p/Ana%20Roy/shift"), `class="plot timeline"`)
	has(t, "the ladder", s.page("/c/"+s.found[0].Statements[0].ID), `class="ladder"`)
}

// TestWhoAnswersWhom proves it of an article whose statements are related.
func TestWhoAnswersWhom(t *testing.T) {
	s := newSite(t, sample()...)
	ex := s.found[0]
	ex.Engine.Version = "newer"
	ex.Statements[1].Relations = []dixit.Relation{{Type: dixit.Disputes, Target: ex.Statements[0].ID, Evidence: ex.Statements[1].Cue, Why: "denied"}}
	if _, err := s.store.Replace(t.Context(), s.docs[0].SHA256, ex); err != nil {
		t.Fatal(err)
	}
	has(t, "the matrix", s.page("/a/"+s.docs[0].SHA256), `<th scope="row">Bo Li</th><td class="tied">disputes <a href="#n-2">2</a></td>`)
}

// TestSameName proves that a name which several have leads to a page that asks who is meant, and a full name to its own.
func TestSameName(t *testing.T) {
	say := func(name, id string) ledgertest.Say {
		return ledgertest.Say{Speaker: name, ID: id, Cue: "said", Parts: []string{"that of " + name}}
	}
	s := newSite(t, ledgertest.Article{
		ID: "names", Outlet: "Post", Title: "Names", Published: "2024-05-06",
		Says: []ledgertest.Say{say("Ana Roy", "p1"), say("Bo Roy", "p2"), say("Anna Roy", "p1"), say("Bo Roy", "p2"), say("Roy", "")},
	})
	body := s.page("/p/Roy")
	has(t, "the page", body, "Who is meant by Roy?", `href="/p/Ana%20Roy"`, `href="/p/Bo%20Roy"`, "2 statements", `href="/p/Roy?all=yes"`)
	if strings.Contains(body, `href="/p/Anna%20Roy"`) {
		t.Error("two spellings are two people")
	}
	has(t, "the page of one", s.page("/p/Bo%20Roy"), "<h1>Bo Roy</h1>")
	has(t, "the page of all", s.page("/p/Roy?all=yes"), "<h1>Roy</h1>")
	m := regexp.MustCompile(`<a class="name" href="([^"]+)">Roy</a>`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal("the bare name leads nowhere")
	}
	has(t, "the search for the bare name", s.page(html.UnescapeString(m[1])), ">1 statement</a>")
}

// TestUnnamed proves that sources which are only described are listed with what they said, and have no page.
func TestUnnamed(t *testing.T) {
	s := newSite(t, ledgertest.Article{
		ID: "a", Outlet: "Post", Title: "Sources", Published: "2024-05-06",
		Says: []ledgertest.Say{
			{Speaker: "Ana Roy", Cue: "said", Parts: []string{"one"}},
			{Speaker: "officials", Cue: "said", Parts: []string{"two"}},
			{Speaker: "economists", Cue: "said", Parts: []string{"three"}},
		},
	})
	has(t, "the page of none", s.page("/unnamed"), "There are none.")
	ex := s.found[0]
	ex.Engine.Version = "newer"
	ex.Statements[1].Speaker.Kind, ex.Statements[2].Speaker.Kind = dixit.Anonymous, dixit.Collective
	if _, err := s.store.Replace(t.Context(), s.docs[0].SHA256, ex); err != nil {
		t.Fatal(err)
	}
	body := s.page("/unnamed")
	has(t, "the page", body, "<b>officials</b>", "<b>economists</b>", "anonymous", "1 statement")
	if strings.Contains(body, "Ana Roy") {
		t.Error("who has a name is among those that have none")
	}
	if status, header, _ := s.get("/p/officials"); status != http.StatusFound || header.Get("Location") != "/unnamed?q=speaker%3Aofficials" {
		t.Errorf("/p/officials: %d %s", status, header.Get("Location"))
	}
	has(t, "the outlet", s.page("/o/Post"), `source%3Aanonymous">1</a></td><td class="num">33 %`, `class="band hidden-source"`)
	has(t, "the article", s.page("/a/"+s.docs[0].SHA256), `<a href="#ways">33 %</a>`)
}

// TestSamples proves that of more statements than a plot takes, those of the last day that is not whole are left out, and that its numbers
// lead to as many as they say.
func TestSamples(t *testing.T) {
	s := newSite(t, days(9, 50)...)
	body := s.page("/p/Ana%20Roy?whole=1")
	m := regexp.MustCompile(`<th scope="row">2024-05</th><td class="num"><a href="([^"]+)">(\d+)</a>`).FindStringSubmatch(body)
	if m == nil {
		t.Fatal("there is no row")
	}
	has(t, "the search", s.page(html.UnescapeString(m[1])), ">"+m[2]+" statements</a>")
	if m[2] != "350" {
		t.Errorf("%s statements", m[2])
	}
}

// days are an article a day with so many statements of one speaker each.
func days(n, statements int) []ledgertest.Article {
	var articles []ledgertest.Article
	for day := range n {
		var says []ledgertest.Say
		for i := range statements {
			says = append(says, ledgertest.Say{Speaker: "Ana Roy", Cue: "said", Parts: []string{fmt.Sprintf("number %d of day %d is here", i, day)}})
		}
		articles = append(articles, ledgertest.Article{
			ID: fmt.Sprint(day), Outlet: "Post", Title: fmt.Sprint("Day ", day), Published: fmt.Sprintf("2024-05-%02d", day+1), Says: says,
		})
	}
	return articles
}
