package read

import (
	"os"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dixit"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"
)

// FuzzMetadata reads what any bytes say of themselves, as a page and as the bare tags and texts of one, which need not match:
// nothing panics, days and instants are such and within bounds, and no field holds what it cannot.
func FuzzMetadata(f *testing.F) {
	data, err := os.ReadFile("testdata/meta.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range txtar.Parse(data).Files {
		if !strings.HasSuffix(file.Name, ".want") {
			f.Add(string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, page string) {
		page = strings.ToValidUTF8(page, "\ufffd")
		if d, err := Bytes("page", []byte("<!doctype html>"+page), Options{}); err == nil {
			sane(t, d)
		}
		d := &dixit.Document{URL: "https://example.org/news/bridge"}
		m := newMarked()
		m.tokens(page)
		m.fill(d)
		sane(t, d)
	})
}

// tokens feeds m the tags and texts of a page as they stand.
func (m *marked) tokens(page string) {
	z := html.NewTokenizer(strings.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.TextToken:
			m.Words(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			m.Open(token.DataAtom, token.Attr)
		case html.EndTagToken:
			m.Close(z.Token().DataAtom)
		}
	}
}

// sane checks what must hold of a document's metadata, whatever the page.
func sane(t *testing.T, d *dixit.Document) {
	t.Helper()
	for _, day := range []string{d.Published, d.Guessed} {
		if day == "" {
			continue
		}
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			if at, err = time.Parse(time.RFC3339, day); err != nil {
				t.Errorf("%q is neither a day nor an instant", day)
			}
		}
		if at.Year() < firstSaid || at.After(time.Now().Add(72*time.Hour)) {
			t.Errorf("%q is out of bounds", day)
		}
	}
	if d.Guessed != "" && (d.Published != "" || len(d.Guessed) != len(time.DateOnly)) {
		t.Errorf("guessed %q beside %q", d.Guessed, d.Published)
	}
	if (d.PublishedBasis == "") != (d.Published == "" && d.Guessed == "") {
		t.Errorf("basis %q of %q, %q", d.PublishedBasis, d.Published, d.Guessed)
	}
	if len(d.Authors) > maxWriters {
		t.Errorf("%d authors", len(d.Authors))
	}
	for _, s := range append([]string{d.Title, d.Outlet, d.URL, d.Lang, d.Agency}, d.Authors...) {
		if !utf8.ValidString(s) || s != strings.TrimSpace(s) || strings.Contains(s, "\n") {
			t.Errorf("%q", s)
		}
	}
	for _, s := range d.Authors {
		if s == "" || len(s) > 60 {
			t.Errorf("author %q", s)
		}
	}
	if d.URL != "" && !isURL(d.URL) {
		t.Errorf("address %q", d.URL)
	}
}
