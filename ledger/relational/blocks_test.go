package relational

import (
	"encoding/json"
	"slices"
	"testing"

	"dixit"

	"pgregory.net/rapid"
)

// TestPlainBlocks: blocks are read as they were written, and without encoding/json.
func TestPlainBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.IntRange(0, 1<<30)
		span := rapid.Custom(func(t *rapid.T) dixit.Span {
			return rapid.SampledFrom([]dixit.Span{{}, {Start: number.Draw(t, "start"), End: number.Draw(t, "end")}}).Draw(t, "span")
		})
		list := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) block {
			return block{
				number.Draw(t, "start"), number.Draw(t, "end"),
				rapid.SampledFrom([]dixit.BlockKind{dixit.Paragraph, dixit.Heading, dixit.ListItem, dixit.BlockQuote}).Draw(t, "kind"),
				rapid.SampledFrom([]dixit.Region{dixit.Headline, dixit.Body, dixit.Caption, dixit.LinkLine, dixit.Boilerplate}).Draw(t, "region"),
				span.Draw(t, "source"), span.Draw(t, "turn"),
			}
		}), 1, 5).Draw(t, "blocks")
		raw, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := plainBlocks(raw); !ok || !slices.Equal(got, list) {
			t.Fatalf("%s: %v %v", raw, got, ok)
		}
	})
}

// FuzzBlocksOf: what is read quickly is read so by encoding/json.
func FuzzBlocksOf(f *testing.F) {
	for _, s := range []string{
		`[]`, `null`, `[{"start":0,"end":5,"kind":"paragraph","region":"body"}]`, `[{"start":0,"end":5,"kind":"a\u0062","region":"body"}]`,
		`[{"start":01,"end":5,"kind":"","region":"","source":{"Start":1,"End":2}},{"start":1,"end":5,"kind":"","region":"","turn":{"Start":1,"End":2}}]`,
		`[{"start":-1,"end":99999999999999999999,"kind":"x","region":"y"}] `,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, ok := plainBlocks(raw)
		if !ok {
			return
		}
		var want []block
		if err := json.Unmarshal(raw, &want); err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s: %v, by encoding/json %v %v", raw, got, want, err)
		}
	})
}
