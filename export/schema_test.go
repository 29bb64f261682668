package export

import (
	"testing"

	"dixit"
	"dixit/internal/schema"
)

// TestSchema proves that docs/document.schema.json says what the type of a document's line is.
func TestSchema(t *testing.T) {
	schema.Schema{
		Title: "A document in what dixit export --format ndjson writes (docs/json.md)",
		Lines: []any{documentLine{Type: "document"}},
		Rules: map[string]map[string]any{
			"document.sha256": {"pattern": "^[0-9a-f]{64}$"},
			"region":          {"enum": []dixit.Region{dixit.Headline, dixit.Body, dixit.Caption, dixit.LinkLine, dixit.Boilerplate}},
			"blockKind":       {"enum": []dixit.BlockKind{dixit.Paragraph, dixit.Heading, dixit.ListItem, dixit.BlockQuote}},
		},
	}.Golden(t, "../docs/document.schema.json")
}
