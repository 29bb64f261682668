package api_test

import (
	"fmt"
	"sync"
	"testing"

	"dixit"
)

// TestReadersAndWriter proves that readers are answered while articles are kept and remarks are made.
func TestReadersAndWriter(t *testing.T) {
	s := newServer(t)
	id := s.all()[0]
	var readers sync.WaitGroup
	for range 8 {
		readers.Go(func() {
			for _, path := range []string{
				"/api/v1/statements", "/api/v1/facets", "/api/v1/speakers/roy", "/api/v1/chains", "/feeds/atom?q=roy", "/api/v1/statements/" + id,
				"/api/v1/export/csv", "/api/v1/articles", "/api/openapi.yaml",
			} {
				if a := s.ask("GET", path, ""); a.status != 200 {
					t.Errorf("%s: %d %s", path, a.status, a.body)
				}
			}
		})
	}
	for n := range 5 {
		text, err := dixit.NewText(fmt.Sprintf("Story %d: nobody said anything.", n))
		if err != nil {
			t.Fatal(err)
		}
		d := &dixit.Document{Source: []byte(text.String()), Text: text}
		d.Address()
		if _, err := s.store.Put(t.Context(), d, dixit.Extraction{}); err != nil {
			t.Fatal(err)
		}
		a := s.ask("POST", "/api/v1/statements/"+id+"/tags", fmt.Sprintf(`{"add":["t%d"]}`, n), "Authorization", "Bearer secret write")
		if a.status != 200 {
			t.Errorf("%d %s", a.status, a.body)
		}
	}
	readers.Wait()
}
