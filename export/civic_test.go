package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"
	"dixit/internal/casetest"

	"github.com/google/go-cmp/cmp"
)

// civicForms are the forms of the web, of civic data and of scholars' references.
func civicForms() []string {
	return []string{"tei", "webannotation", "schemaorg", "claimreview", "plover", "popolo", "bibtex", "csl"}
}

// at is the fragment of the n-th place, from 1, where words stand in doc.
func at(t testing.TB, doc *dixit.Document, words string, n int) dixit.Fragment {
	t.Helper()
	from := 0
	for ; n > 0; n-- {
		i := strings.Index(doc.Text.String()[from:], words)
		if i < 0 {
			t.Fatalf("%q is not in the text", words)
		}
		from += i + 1
	}
	f, err := doc.Text.Fragment(dixit.Span{Start: from - 1, End: from - 1 + len(words)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// sampler makes the records of a sample.
type sampler struct {
	t       testing.TB
	doc     *dixit.Document
	records []dixit.Record
}

// add makes a record of s, whose mention, cue, content and quoted words stand in the text for the first time.
func (m *sampler) add(s dixit.Statement, mention, cue string, content, quoted []string) string {
	m.t.Helper()
	if mention != "" {
		s.Mention = at(m.t, m.doc, mention, 1)
	}
	if cue != "" {
		s.Cue = []dixit.Fragment{at(m.t, m.doc, cue, 1)}
	}
	for _, words := range content {
		s.Content = append(s.Content, at(m.t, m.doc, words, 1))
	}
	for _, words := range quoted {
		f := at(m.t, m.doc, words, 1)
		first, n := utf8.DecodeRuneInString(words)
		last, k := utf8.DecodeLastRuneInString(words)
		s.Quotes = append(s.Quotes, dixit.Quotation{
			Words: f, Open: string(first)[:n], Close: string(last)[:k], CloseOK: true,
		})
	}
	s.Tier, s.Region, s.Confidence, s.Why = max(s.Tier, 1), dixit.Body, 0.5, "made by hand"
	if s.When.Basis == "" {
		s.When.Basis = "none"
	}
	sealed, err := s.Seal(m.doc.SHA256)
	if err != nil {
		m.t.Fatal(err)
	}
	m.records = append(m.records, dixit.Record{Doc: m.doc.Ref(), Statement: sealed, Engine: dixit.Engine{Version: "test", Model: "none"}})
	return sealed.ID
}

// civicSample is two documents with everything that is hard.
func civicSample(t testing.TB) []*sampler {
	t.Helper()
	doc := paragraphs(t, "The minister & <the> {bear}\n"+
		"“It’s 5% of $3_000 ~ 2^8,” Ann Lee told reporters on Monday. “We\\they won’t pay #1.”\n"+
		"The ministry called the plan “a bear trap”, according to Reuters.\n"+
		"Lee said that Bo Kim had promised to leave “soon”.\n"+
		"Did he mean it, a reporter asked.\n"+
		"Kim did not answer. Lee shook her head.\n"+
		"The report denies that money \x01 was lost.\n"+
		"We stay.\nWe stay. “Yes.”\n"+
		"The so-called “tiger” slept.")
	doc.Blocks[0].Kind, doc.Blocks[0].Region = dixit.Heading, dixit.Headline
	doc.Blocks[7].Kind, doc.Blocks[8].Kind = dixit.ListItem, dixit.ListItem
	doc.Outlet, doc.Title, doc.Published, doc.Authors = "The Example {&} Post", "The minister & <the> {bear}", "2025-09-25", []string{"O. Writer", "and Sons"}
	one := &sampler{t: t, doc: doc}
	lee := dixit.Speaker{Name: "Ann Lee", Kind: dixit.Person, Role: "finance minister", ID: "Q42"}
	one.add(dixit.Statement{
		Kind: dixit.Direct, Act: "reject", Speaker: lee, Addressee: []dixit.Link{{Name: "reporters"}},
		When: dixit.When{EDTF: "2025-09-22", Basis: "resolved"}, Setting: "at a meeting", Chain: []dixit.Link{{Name: "Ann Lee"}},
	}, "Ann Lee", "told", []string{"“It’s 5% of $3_000 ~ 2^8,”", "“We\\they won’t pay #1.”"}, []string{"“It’s 5% of $3_000 ~ 2^8,”", "“We\\they won’t pay #1.”"})
	one.add(dixit.Statement{
		Kind: dixit.Mixed, Act: "criticise", Speaker: dixit.Speaker{Name: "ministry", Kind: dixit.Organisation},
		Chain: []dixit.Link{{Name: "Reuters"}, {Name: "ministry"}}, When: dixit.When{EDTF: "2025-09", Basis: "stated"},
	}, "The ministry", "called", []string{"the plan “a bear trap”"}, []string{"“a bear trap”"})
	outer := one.add(dixit.Statement{Kind: dixit.Mixed, Act: "state", Speaker: lee, Chain: []dixit.Link{{Name: "Ann Lee"}}},
		"Lee", "said", []string{"that Bo Kim had promised to leave “soon”"}, []string{"“soon”"})
	one.add(dixit.Statement{
		Kind: dixit.Indirect, Act: "promise", Speaker: dixit.Speaker{Name: "Bo Kim", Kind: dixit.Person}, Parent: outer,
		Chain: []dixit.Link{{Name: "Ann Lee"}, {Name: "Bo Kim"}}, When: dixit.When{EDTF: "2025-09-01/2025-09-03", Basis: "inferred"},
	}, "Bo Kim", "had promised", []string{"to leave “soon”"}, nil)
	one.add(dixit.Statement{Kind: dixit.Question, Act: "ask", Speaker: dixit.Speaker{Name: "a reporter", Kind: dixit.Anonymous}},
		"a reporter", "asked", []string{"Did he mean it"}, nil)
	one.add(dixit.Statement{Kind: dixit.Nonresponse, Act: "decline", Speaker: dixit.Speaker{Name: "Bo Kim", Kind: dixit.Person}},
		"Kim did", "did not answer", nil, nil)
	one.add(dixit.Statement{Kind: dixit.Nonverbal, Act: "deny", Speaker: lee}, "Lee shook", "shook her head", nil, nil)
	one.add(dixit.Statement{Kind: dixit.Indirect, Act: "deny", Speaker: dixit.Speaker{Name: "report", Kind: dixit.Written}},
		"The report", "denies", []string{"that money \x01 was lost"}, nil)
	// Two that overlap, one of them across blocks.
	one.add(dixit.Statement{Kind: dixit.Indirect, Act: "state", Speaker: dixit.Speaker{Kind: dixit.Implicit}, Negated: true},
		"", "", []string{"stay.\nWe stay."}, nil)
	one.add(dixit.Statement{Kind: dixit.Direct, Act: "agree", Speaker: dixit.Speaker{Name: "they", Kind: dixit.Collective}},
		"", "", []string{"We stay. “Yes.”"}, []string{"“Yes.”"})

	two := &sampler{t: t, doc: paragraphs(t, "“Aye,” said Bo Kim.")}
	two.doc.ID, two.doc.URL, two.doc.Title = "made-too", "", ""
	two.add(dixit.Statement{Kind: dixit.Direct, Act: "confirm", Speaker: dixit.Speaker{Name: "Bo Kim", Kind: dixit.Person}},
		"Bo Kim", "said", []string{"“Aye,”"}, []string{"“Aye,”"})
	two.records[0].Copies = []dixit.Copy{{ID: "x", Doc: "d", URL: "https://example.net/b", Outlet: "Copier"}}
	return []*sampler{one, two}
}

// exported is samples in a form.
func exported(t interface {
	Helper()
	Fatal(args ...any)
}, name string, opt Options, samples ...*sampler,
) string {
	t.Helper()
	form, err := Named(name)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w, err := form.New(&b, opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples {
		for _, r := range s.records {
			if err := w.Write(r, s.doc); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCivicGolden compares each form of the sample with a file.
func TestCivicGolden(t *testing.T) {
	opt := Options{Permalink: func(id string) string { return "https://dixit.example/s/" + id }}
	for _, name := range append(civicForms(), "ndjson") { // what the checks compare the others with
		t.Run(name, func(t *testing.T) {
			form, err := Named(name)
			if err != nil {
				t.Fatal(err)
			}
			got := exported(t, name, opt, civicSample(t)...)
			path := filepath.Join("testdata", "civic", name+form.Ext)
			if casetest.Update() {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", path, diff)
			}
		})
	}
}

// TestCivicEmpty: a file without statements is one that can be read.
func TestCivicEmpty(t *testing.T) {
	for name, want := range map[string]string{"csl": "[\n]\n", "bibtex": "", "webannotation": "", "schemaorg": "", "plover": ""} {
		if got := exported(t, name, Options{}); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if err := wellFormed(exported(t, "tei", Options{})); err != nil {
		t.Error(err)
	}
}

// wellFormed reads an XML file to its end.
func wellFormed(s string) error {
	d := xml.NewDecoder(strings.NewReader(s))
	for {
		if _, err := d.Token(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// TestNeverQuoted: words that nobody quotes are in no Quotation, and what was not said is in no form that says it was.
func TestNeverQuoted(t *testing.T) {
	got := exported(t, "schemaorg", Options{}, civicSample(t)...)
	var quotations, others []string
	for line := range strings.Lines(got) {
		var doc struct {
			Graph []struct {
				Type string `json:"@type"`
				Text string `json:"text"`
			} `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(line), &doc); err != nil {
			t.Fatal(err)
		}
		for _, n := range doc.Graph {
			switch n.Type {
			case "Quotation":
				quotations = append(quotations, n.Text)
			case "Statement", "Question":
				others = append(others, n.Type+": "+n.Text)
			}
		}
	}
	want := []string{"It’s 5% of $3_000 ~ 2^8, … We\\they won’t pay #1.", "a bear trap", "soon", "Yes.", "Aye,"}
	if diff := cmp.Diff(want, quotations); diff != "" {
		t.Errorf("quotations (-want +got):\n%s", diff)
	}
	want = []string{
		"Statement: the plan “a bear trap”", "Statement: that Bo Kim had promised to leave “soon”", "Statement: to leave “soon”",
		"Question: Did he mean it", "Statement: that money \x01 was lost",
	}
	if diff := cmp.Diff(want, others); diff != "" {
		t.Errorf("others (-want +got):\n%s", diff)
	}
}

// TestPloverLost: everything that PLOVER has no word for is counted.
func TestPloverLost(t *testing.T) {
	form := ploverForm()
	w, err := form.New(io.Discard, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range civicSample(t) {
		for _, r := range s.records {
			if err := w.Write(r, s.doc); err != nil {
				t.Fatal(err)
			}
		}
	}
	want := []string{
		"plover has no class for 6 of 11 statements: ask 1, decline 1, deny 2, state 2",
		"left out, for want of a day: 1 of 11 statements",
		"dated by publication, not by the day of the saying: 7 of 11",
		"without an actor: 1 of 11",
		"not in plover: the chain of sources, quotation marks, statements inside statements, how sure each is",
	}
	if diff := cmp.Diff(want, w.(Lossy).Lost()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
