package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strings"

	"dixit"
	"dixit/ledger"
)

// kind is pages of one kind, in an order of chance.
type kind struct {
	name  string
	often int // of a hundred pages that are asked for
	pages []string
}

// pagesOf are some pages of each kind: of articles by chance, of one statement of each, and of its speaker, so that who says much
// is there more often; searches are for words of statements and what else people ask for.
func pagesOf(ctx context.Context, store ledger.Ledger, seed uint64, n int) ([]kind, error) {
	chance := rand.New(rand.NewPCG(seed, 0))
	addresses, err := some(ctx, store, chance, 2*n)
	if err != nil {
		return nil, err
	}
	article, statement, speaker := kind{name: "article", often: 20}, kind{name: "statement", often: 25}, kind{name: "speaker", often: 15}
	search, twin := kind{name: "search", often: 30}, kind{name: "json", often: 10}
	asked := map[string]bool{}
	for _, address := range addresses {
		ex, err := store.Extraction(ctx, address)
		if err != nil {
			return nil, err
		}
		if len(ex.Statements) == 0 || len(article.pages) == n {
			continue
		}
		s := ex.Statements[chance.IntN(len(ex.Statements))]
		article.pages = append(article.pages, "/a/"+address)
		statement.pages = append(statement.pages, "/s/"+s.ID)
		if name := s.Speaker.Name; name != "" && !asked[name] && !strings.ContainsAny(name, "/.") {
			asked[name] = true
			speaker.pages = append(speaker.pages, "/p/"+url.PathEscape(name))
		}
		q := "?" + url.Values{"q": {asks(chance, s)}}.Encode()
		search.pages = append(search.pages, "/search"+q)
		twin.pages = append(twin.pages, []string{"/s/" + s.ID + ".json", "/a/" + address + ".json", "/api/v1/statements" + q}[chance.IntN(3)])
	}
	if len(speaker.pages) == 0 {
		return nil, fmt.Errorf("nobody says anything")
	}
	return []kind{article, statement, speaker, search, twin}, nil
}

// some are n of the addresses of documents, each as likely as the others.
func some(ctx context.Context, store ledger.Ledger, chance *rand.Rand, n int) (list []string, err error) {
	seen := 0
	for address, err := range store.Addresses(ctx) {
		if err != nil {
			return nil, err
		}
		if seen++; len(list) < n {
			list = append(list, address)
		} else if i := chance.IntN(seen); i < n {
			list[i] = address
		}
	}
	chance.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list, nil
}

// asks is a search that somebody may make who has s in mind.
func asks(chance *rand.Rand, s dixit.Statement) string {
	var words []string
	for _, f := range s.Content {
		for _, w := range ledger.Words(f.Text()) {
			if len(w) > 4 {
				words = append(words, `"`+w+`"`)
			}
		}
	}
	if len(words) == 0 {
		return "act:" + string(s.Act)
	}
	word := func() string { return words[chance.IntN(len(words))] }
	switch by := strings.ReplaceAll(s.Speaker.Name, `"`, ""); chance.IntN(6) {
	case 0:
		return word() + " act:" + string(s.Act)
	case 1:
		if by != "" {
			return word() + ` speaker:"` + by + `"`
		}
	case 2:
		return word() + " " + word() + " since:2012"
	case 3:
		return word() + " OR " + word()
	case 4:
		return word() + " " + word()
	}
	return word()
}
