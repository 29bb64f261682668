package verify

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// documentOf is a document with a paragraph.
func documentOf(t rapid.TB, name, words string) *dixit.Document {
	t.Helper()
	text, err := dixit.NewText(words)
	if err != nil {
		t.Fatal(err)
	}
	d := &dixit.Document{
		Name: name, Path: name, Text: text, Source: []byte(words), MediaType: "text/plain",
		Blocks: []dixit.Block{{Span: dixit.Span{End: len(words)}, Kind: dixit.Paragraph, Region: dixit.Body}},
	}
	d.Address()
	return d
}

func nobody(context.Context, *dixit.Document) (dixit.Extraction, error) {
	return dixit.Extraction{}, nil
}

// memoryOf is an index over paragraphs.
func memoryOf(t rapid.TB, paragraphs ...string) *Memory {
	m := NewMemory(nobody)
	for i, p := range paragraphs {
		m.Add(documentOf(t, fmt.Sprint(i), p))
	}
	return m
}

// near are the names of the documents near words.
func near(t rapid.TB, in Index, words string, most int) (names []string, complete bool) {
	t.Helper()
	sources, complete, err := in.Near(context.Background(), Fold(words), most)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		names = append(names, s.Doc().Name)
	}
	return names, complete
}

// TestMemoryFindsEveryHolder: every document that holds words in a row is found, as a scan of all of them finds it, or it is said that
// some are missing.
func TestMemoryFindsEveryHolder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.SampledFrom([]string{"it", "is", "a", "paper", "tiger", "Bear", "don’t", "don't", "naïve", "3.5", "we"})
		texts := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(word, 1, 30), func(w []string) string { return strings.Join(w, " ") }), 1, 8).Draw(t, "texts")
		quote := strings.Join(rapid.SliceOfN(word, 1, 5).Draw(t, "quote"), " ")
		most := rapid.IntRange(1, 10).Draw(t, "most")
		names, complete := near(t, memoryOf(t, texts...), quote, most)
		holders := 0
		for i, text := range texts {
			if !strings.Contains(" "+strings.Join(Fold(text), " ")+" ", " "+strings.Join(Fold(quote), " ")+" ") {
				continue
			}
			if holders++; complete && !slices.Contains(names, fmt.Sprint(i)) {
				t.Fatalf("%q holds %q and is not among %q", text, quote, names)
			}
		}
		if complete != (holders <= most) || len(names) > most {
			t.Fatalf("complete %v, %d holders, %d sources", complete, holders, len(names))
		}
	})
}

// TestMemoryFindsWhatIsNear: of documents of the same common words, the one that holds nearly the quotation comes first.
func TestMemoryFindsWhatIsNear(t *testing.T) {
	const said = "we will never give up the land that is ours because the people of the north will not have it"
	m := memoryOf(t,
		"the people of the north will give up what is ours because we have it and the land will never be that",
		"she said that "+said+" and then it rained on the people of the land for a week",
		"it is the land that we will give up",
	)
	for _, quote := range []string{
		said,
		"we will give up the land that is ours because the people of the north will not have it",
		"we shall never ever give up the land that was ours because the people of the north would not have it",
		"never give up the land … the people of the north will not have it",
		"the people of the north will not have the land",
	} {
		if names, complete := near(t, m, quote, 3); len(names) == 0 || names[0] != "1" || !complete {
			t.Errorf("%q: %v %v", quote, names, complete)
		}
	}
	for _, quote := range []string{"", "nobody knows", "…"} {
		if names, complete := near(t, m, quote, 3); len(names) > 0 || !complete {
			t.Errorf("%q: %v %v", quote, names, complete)
		}
	}
}

// TestCacheIsBounded: the sources kept have no more text than they may, but for a single one.
func TestCacheIsBounded(t *testing.T) {
	var c cache
	made := 0
	get := func(key string, size int) {
		t.Helper()
		_, err := c.get(key, func() (*Source, error) {
			made++
			return NewSource(documentOf(t, key, strings.Repeat("a", size)), dixit.Extraction{}), nil
		})
		if err != nil || c.bytes > max(cachedText, size) || len(c.at) != c.order.Len() {
			t.Fatalf("%v: %d bytes, %d and %d sources", err, c.bytes, len(c.at), c.order.Len())
		}
	}
	for _, key := range []string{"a", "b", "a", "c", "a", "d", "b"} {
		get(key, cachedText/3)
	}
	if made != 5 { // b had gone
		t.Errorf("%d made", made)
	}
	get("huge", 2*cachedText)
	get("huge", 2*cachedText)
	if made != 6 {
		t.Errorf("%d made", made)
	}
}
