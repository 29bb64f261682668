package when_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dixit/internal/casetest"
	"dixit/when"
)

// inSentence are the dates of the sentence that an expression stands in, from it on, or those of the expression if it is not found
// there: what is to come is told by the words around it.
func inSentence(list []string, n int, text string, ref when.Reference) []when.Expression {
	for _, i := range []int{n, n - 1} {
		if i < 0 || i >= len(list) {
			continue
		}
		at := strings.Index(list[i], text)
		if at < 0 {
			continue
		}
		for _, e := range when.Find(list[i], ref) {
			switch first, last, ok := strings.Cut(e.EDTF, "/"); {
			case e.Span.Start >= at && e.Span.End <= at+len(text):
				return []when.Expression{e}
			case ok && len(text) > 4 && e.Span.Start < at && e.Span.End == at+len(text): // the end of a range
				return []when.Expression{{EDTF: last, First: e.Last, Last: e.Last}}
			case ok && e.Span.Start <= at && e.Span.End > at+len(text) && e.Span.Start > at-len("from "): // its beginning
				return []when.Expression{{EDTF: first, First: e.First, Last: e.First}}
			}
		}
	}
	return when.Find(text, ref)
}

// TestGUM looks at the dates that the annotators of real texts resolved: news of Wikinews, split train and dev.
func TestGUM(t *testing.T) {
	sentences := map[string][]string{}
	for _, split := range []string{"train", "dev"} {
		doc := ""
		each(t, casetest.Shared(t, "..", "corpora/gum-clean/gum-"+split+".conllu.gz"), func(line []byte) {
			if id, ok := strings.CutPrefix(string(line), "# newdoc id = "); ok {
				doc = id
			} else if s, ok := strings.CutPrefix(string(line), "# text = "); ok {
				sentences[doc] = append(sentences[doc], s)
			}
		})
	}
	asked, answered, correct := 0, 0, 0
	each(t, casetest.Shared(t, "..", "corpora/gum-clean/dates.jsonl"), func(data []byte) {
		var c struct {
			Doc      string
			DocDate  string `json:"doc_date"`
			Sentence int
			Text     string
			When     string
			From     string
			To       string
		}
		if err := json.Unmarshal(data, &c); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(c.Doc, "_news_") || c.When == "" && (c.From == "" || c.To == "") {
			return
		}
		asked++
		text := strings.NewReplacer(" ,", ",", " .", ".", "[ ", "", " ]", "").Replace(c.Text)
		found := inSentence(sentences[c.Doc], c.Sentence, text, when.On(c.DocDate))
		want := c.When
		if want == "" {
			want = c.From + "/" + c.To
		}
		switch {
		case len(found) == 0 || found[0].EDTF == "":
			t.Logf("none   %q at %s: %s", text, c.DocDate, want)
			return
		case strings.TrimRight(found[0].EDTF, "~") == want, found[0].First+"/"+found[0].Last == want:
			correct++
		default:
			t.Logf("wrong  %q at %s: %s, want %s", text, c.DocDate, found[0].EDTF, want)
		}
		answered++
	})
	t.Logf("%d dates, %d answered, %d of these right", asked, answered, correct)
	if asked == 0 || float64(correct) < 0.9*float64(answered) {
		t.Errorf("want 0.9 of the answers right")
	}
}
