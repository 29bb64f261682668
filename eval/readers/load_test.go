package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"

	"dixit/internal/servetest"
	"dixit/ledger"
	"dixit/ledger/ledgertest"
	"dixit/ledger/sqlite"
	"dixit/serve"
	"dixit/serve/api"
	"dixit/serve/web"
)

// mostGrowth is how much more a server may hold after it was read twice as much, bytes.
const mostGrowth = 24 << 20

// TestManyReaders: more readers than are answered at once get every page that they ask for while articles come in, and the server holds no more after
// many pages than after some.
func TestManyReaders(t *testing.T) {
	if testing.Short() {
		t.Skip("a few thousand statements are read by many")
	}
	store, err := sqlite.Open(t.Context(), t.TempDir()+"/ledger.db")
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	put(t, store, 0, 100)
	kinds, err := pagesOf(t.Context(), store, 1, 100)
	if err != nil {
		t.Fatal(err)
	}
	service := serve.New(store, servetest.Engine{}, serve.Links{}, slog.New(slog.DiscardHandler))
	defer service.Close()
	service.Questions = servetest.Questions(store)
	mux := http.NewServeMux()
	if err := web.Register(mux, service); err != nil {
		t.Fatal(err)
	}
	if err := api.Register(mux, service); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve.Manners{}.Handler(mux))
	defer server.Close()
	var beside sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	beside.Go(func() {
		for n := 100; ctx.Err() == nil && n < 200; n++ {
			put(t, store, n, 1)
		}
	})
	held := [3]uint64{}
	for i := range held {
		out := load{base: server.URL, kinds: kinds, readers: 40, most: 6, seed: uint64(i)}.run(t.Context())
		if out.all.n() < 240 || out.all.errors > 0 {
			t.Fatalf("%d pages, of which %d are none: %.1000s", out.all.n(), out.all.errors, fmt.Sprint(out.failures))
		}
		held[i] = holds()
	}
	stop()
	beside.Wait()
	if held[2] > held[0]+mostGrowth {
		t.Errorf("the server holds %v bytes, after as many pages each", held)
	}
}

// put keeps articles with twenty statements each, by some who say much and some who say little.
func put(t *testing.T, store ledger.Ledger, first, n int) {
	for i := first; i < first+n; i++ {
		a := ledgertest.Article{
			ID: fmt.Sprint("many", i), Outlet: fmt.Sprint("Outlet ", i%7), Title: fmt.Sprint("Report ", i), Published: fmt.Sprintf("2025-%02d-%02d", 1+i%12, 1+i%28),
		}
		for j := range 20 {
			who := []string{"Ada Lind", "Per Holm", fmt.Sprint("Witness ", i, " Berg"), fmt.Sprint("Clerk ", i%50, " Dahl")}[j%4]
			a.Says = append(a.Says, ledgertest.Say{
				Speaker: who, Act: "claim", Parts: []string{fmt.Sprintf("%s %s harbour %s %s %s", word(i*j), word(i+j), word(i*7+j), word(j), word(i*i+j*j))},
			})
		}
		doc, ex, err := a.Build()
		if err == nil {
			_, err = store.Put(context.Background(), doc, ex)
		}
		if err != nil {
			t.Error(err)
			return
		}
	}
}

// word is a word of its own for a number.
func word(n int) string {
	w := ""
	for n = n%5000 + 30; n > 0; n /= 18 {
		w += string("bcdfghklmnprstvwxz"[n%18]) + string("aeiou"[n%5])
	}
	return w
}

// holds is how many bytes are in use.
func holds() uint64 {
	runtime.GC()
	runtime.GC() // pools are emptied by the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
