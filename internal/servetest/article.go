package servetest

import (
	"strings"
	"testing"

	"dixit"
	"dixit/ledger"
)

// article is an article in the making.
type article struct {
	id, url, outlet, title, published, text string

	list  []said
	loose string // a quotation that belongs to nobody
}

// said is a statement by the words of its text.
type said struct {
	speaker               string
	speakerKind           dixit.SpeakerKind
	mention, cue, content string
	kind                  dixit.Kind
	act                   dixit.Act
	chain                 []string
}

func (a *article) says(s said) { a.list = append(a.list, s) }

// entry is the article as a ledger is given it.
func (a *article) entry(t testing.TB) ledger.Entry {
	t.Helper()
	text, err := dixit.NewText(a.text)
	if err != nil {
		t.Fatal(err)
	}
	d := &dixit.Document{
		ID: a.id, Name: a.id, Path: a.id + ".txt", URL: a.url, Outlet: a.outlet, Title: a.title, Published: a.published, Lang: "en",
		MediaType: "text/plain", Source: []byte(a.text), Text: text,
		Blocks: []dixit.Block{{Span: dixit.Span{End: len(a.text)}, Kind: dixit.Paragraph, Region: dixit.Body}},
	}
	d.Address()
	list, err := a.statements(d)
	if err != nil {
		t.Fatal(err)
	}
	ex := dixit.Extraction{Statements: list, Engine: engine()}
	if a.loose != "" {
		at := strings.Index(a.text, a.loose)
		words, err := text.Fragment(dixit.Span{Start: at, End: at + len(a.loose)})
		if err != nil {
			t.Fatal(err)
		}
		ex.Loose = []dixit.Quotation{{Words: words, Open: "“", Close: "”", CloseOK: true, Why: "scare"}}
	}
	return ledger.Entry{Doc: d, Extraction: ex}
}

// statements are what is said in the article. Each part of a statement is looked for after the one before in the text, but for the
// content, which may come first.
func (a *article) statements(d *dixit.Document) ([]dixit.Statement, error) {
	var out []dixit.Statement
	for _, s := range a.list {
		var err error
		fragment := func(words string, last bool) dixit.Fragment {
			at := strings.Index(a.text, words)
			if last {
				at = strings.LastIndex(a.text, words)
			}
			f, wrong := d.Text.Fragment(dixit.Span{Start: at, End: at + len(words)})
			if wrong != nil {
				err = wrong
			}
			return f
		}
		st := dixit.Statement{
			Tier: 1, Region: dixit.Body, Mention: fragment(s.mention, false), Cue: []dixit.Fragment{fragment(s.cue, false)},
			Content: []dixit.Fragment{fragment(s.content, true)}, Kind: s.kind, Act: s.act, When: dixit.When{Basis: "none"},
			Speaker: dixit.Speaker{Name: s.speaker, Kind: s.speakerKind}, Confidence: 0.9, Why: "made by hand",
		}
		if s.kind == dixit.Direct {
			st.Quotes = []dixit.Quotation{{Words: st.Content[0], Open: "“", Close: "”", CloseOK: true}}
		}
		for _, name := range s.chain {
			st.Chain = append(st.Chain, dixit.Link{Name: name})
		}
		if len(s.chain) == 0 {
			st.Chain = []dixit.Link{{Name: s.speaker}}
		}
		if err != nil {
			return nil, err
		}
		if st, err = st.Seal(d.SHA256); err != nil {
			return nil, err
		}
		out = append(out, st)
	}
	return out, nil
}
