package web_test

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"
	"time"

	"dixit/ledger"
)

// TestRows proves that what stands in rows is there in CSV too, a page at a time, that no cell of it is a formula, and that forms which there
// are not are refused with what there is.
func TestRows(t *testing.T) {
	s := newSite(t, sample()...)
	if err := s.store.NoteFailures(t.Context(), ledger.Failure{At: time.Now(), Run: "watch", Place: "=cmd()", Reason: "+1, or \"so\"", Sort: "x"}); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]struct {
		rows  int
		lines []string
	}{
		"/status":                    {0, []string{"what,value,n", "documents,,3", "failures,,5", "work,dead,1", "failures,status …,1"}},
		"/status/feeds":              {3, []string{"address,fetched,", "https://post.example/feed,2025-03-04T12:00:00Z,,2025-03-04T13:00:00Z,3,status 503: Service Unavailable,2025-03-04T12:00:00Z,0,0"}},
		"/status/feeds?trouble=1":    {2, nil},
		"/status/failures":           {5, []string{"id,at,run,", ",watch,'=cmd(),,,\"'+1, or \"\"so\"\"\",x"}},
		"/status/failures?reason=x":  {1, nil},
		"/status/runs":               {3, []string{"what,running,", "reextract,true,", "ingest,false,2025-03-04T12:00:00Z,2025-03-04T12:00:00Z,2025-03-04T12:01:00Z,12,40,3,0,0,"}},
		"/status/work":               {1, []string{"id,path,", "a2,crawl-1.warc.gz,0,1048576,2097152,dead,5,,,truncated gzip member"}},
		"/status/work?state=waiting": {1, nil},
		"/articles":                  {3, []string{"n,sha256,title,", ",Talks at Oldport,Oldport Post,2024-05-06,https://post.example/talks,"}},
		"/speakers?name=roy":         {1, []string{"name,n", "Ana Roy,6"}},
		"/outlets":                   {3, []string{"name,n", "Bay Times,2"}},
		"/chains":                    {1, []string{"names,outlet,n,id", "Oldport Radio > city hall > Bo Li,Oldport Post,1,"}},
	} {
		address, asked, _ := strings.Cut(path, "?")
		status, header, body := s.get(address + ".csv?" + asked)
		rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		if status != http.StatusOK || header.Get("Content-Type") != "text/csv; charset=utf-8" || err != nil || want.rows > 0 && len(rows) != want.rows+1 {
			t.Errorf("%s: %d %s, %d rows, %v\n%s", path, status, header.Get("Content-Type"), len(rows), err, body)
		}
		has(t, path, body, want.lines...)
		page := s.page(path)
		has(t, path+" as a page", page, `">CSV</a>`, `">JSON</a>`, address+".csv")
		for _, form := range []string{".atom", ".md"} {
			if status, _, body := s.get(address + form); status != http.StatusNotFound || !strings.Contains(body, address+".csv") {
				t.Errorf("%s: %d\n%s", address+form, status, body)
			}
		}
	}
	var names struct{ Rows []struct{ Name string } }
	if s.json("/speakers.json?name=fox", &names); len(names.Rows) != 1 || names.Rows[0].Name != "Cy Fox" {
		t.Errorf("%+v", names)
	}
}

// TestRowsGoOn proves that a page of rows in CSV tells where the next is.
func TestRowsGoOn(t *testing.T) {
	s := newSite(t)
	var many []ledger.Failure
	for range 150 {
		many = append(many, ledger.Failure{At: time.Now(), Run: "ingest", Place: strings.Repeat("x", len(many)+1), Reason: "no text", Sort: "no text"})
	}
	if err := s.store.NoteFailures(t.Context(), many...); err != nil {
		t.Fatal(err)
	}
	n := 0
	for path := "/status/failures.csv?reason=no+text"; path != ""; {
		_, header, body := s.get(path)
		n += strings.Count(body, "\n") - 1
		next := header.Get("Link")
		path, _, _ = strings.Cut(strings.TrimPrefix(next, "<"), ">")
	}
	if n != 150 {
		t.Errorf("%d rows", n)
	}
}
