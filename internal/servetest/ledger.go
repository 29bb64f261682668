// Package servetest is a small ledger for the tests of the faces: articles of two towns, one of which is as hostile as an article
// can be. It is for tests only.
package servetest

import (
	"context"
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
	"dixit/ledger/sqlite"
	"dixit/serve"
)

// Hostile is what stands in every part of the hostile article: its title, its outlet, its words, its speaker.
const Hostile = `<script>alert(1)</script>&"'` + "\u202e\x01=cmd"

// Articles are the articles of the ledger: the newest first.
func Articles(t testing.TB) []ledger.Entry {
	t.Helper()
	bridge := article{id: "bridge", url: "https://bay.example/bridge", outlet: "The Bay Times", title: "Bridge to close", published: "2024-05-06T08:00:00Z"}
	bridge.text = "“The bridge will close,” Ana Roy said on Monday. Harbour Watch denied that it had asked for it. It was a so-called “quick fix”."
	bridge.says(said{"Ana Roy", dixit.Person, "Ana Roy", "said", "“The bridge will close,”", dixit.Direct, "announce", nil})
	bridge.says(said{"Harbour Watch", dixit.Organisation, "Harbour Watch", "denied", "that it had asked for it", dixit.Indirect, "deny", nil})
	bridge.loose = "“quick fix”"

	ferry := article{id: "ferry", url: "https://bay.example/ferry", outlet: "The Bay Times", title: "A ferry, perhaps", published: "2024-04-02"}
	ferry.text = "A ferry would run by June, Ana Roy had told the council, Per Lind wrote. “Never,” said a trader."
	ferry.says(said{"Ana Roy", dixit.Person, "Ana Roy", "told", "A ferry would run by June", dixit.Indirect, "promise", []string{"Per Lind", "Ana Roy"}})
	ferry.says(said{"", dixit.Anonymous, "a trader", "said", "“Never,”", dixit.Direct, "reject", nil})

	odd := article{id: "odd", url: "javascript:alert(1)", outlet: Hostile, title: Hostile, published: "2023-01-02"}
	odd.text = Hostile + " said " + Hostile + "!"
	odd.says(said{Hostile, dixit.Person, Hostile, "said", Hostile + "!", dixit.Indirect, "state", nil})

	silent := article{id: "silent", url: "https://bay.example/silent", outlet: "The Bay Times", title: "Weather"}
	silent.text = "It rained."
	return []ledger.Entry{bridge.entry(t), ferry.entry(t), odd.entry(t), silent.entry(t)}
}

// Ledger is a new ledger with Articles, closed when the test ends.
func Ledger(t testing.TB) ledger.Ledger {
	t.Helper()
	l, err := sqlite.Open(t.Context(), t.TempDir()+"/ledger.db")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := l.PutAll(t.Context(), Articles(t)); err != nil {
		t.Fatal(err)
	}
	return l
}

// Engine finds one statement in an article: that whoever stands before the first " said " has said what follows.
type Engine struct{}

var _ serve.Engine = Engine{}

// Read implements serve.Engine.
func (Engine) Read(in serve.Input) (*dixit.Document, error) {
	text, err := dixit.NewText(in.Text + in.HTML)
	if err != nil {
		return nil, err
	}
	d := &dixit.Document{Title: in.Title, URL: in.URL, Outlet: in.Outlet, Published: in.Published, Text: text, Source: []byte(text.String())}
	d.Address()
	d.Blocks = []dixit.Block{{Span: dixit.Span{End: text.Len()}, Kind: dixit.Paragraph, Region: dixit.Body}}
	return d, nil
}

// ReadFile implements serve.Engine: every file is a text.
func (e Engine) ReadFile(_ string, data []byte) (*dixit.Document, error) {
	return e.Read(serve.Input{Text: string(data)})
}

// Extract implements serve.Engine. An article that is nothing but "wait" is read until ctx ends.
func (Engine) Extract(ctx context.Context, doc *dixit.Document) (dixit.Extraction, error) {
	if doc.Text.String() == "wait" {
		<-ctx.Done()
		return dixit.Extraction{}, ctx.Err()
	}
	who, what, ok := strings.Cut(doc.Text.String(), " said ")
	if !ok || who == "" || what == "" {
		return dixit.Extraction{Engine: engine()}, nil
	}
	a := article{text: doc.Text.String()}
	a.says(said{who, dixit.Person, who, "said", what, dixit.Indirect, "state", nil})
	list, err := a.statements(doc)
	return dixit.Extraction{Statements: list, Engine: engine()}, err
}

// EntityOf implements serve.Engine.
func (Engine) EntityOf(s dixit.Speaker) string {
	return "person/" + strings.ReplaceAll(strings.ToLower(s.Name), " ", "-")
}

func engine() dixit.Engine { return dixit.Engine{Version: "1", Model: "test"} }
