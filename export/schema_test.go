package export

import (
	"testing"

	"dixit"
	"dixit/internal/schema"
	"dixit/ledger"
)

// TestSchema proves that docs/document.schema.json says what the types of lines are.
func TestSchema(t *testing.T) {
	hash := map[string]any{"pattern": "^[0-9a-f]{64}$"}
	id := map[string]any{"pattern": "^[a-z2-7]{16}$"}
	schema.Schema{
		Title: "What dixit export --format ndjson writes beside records: documents, redirects, annotations and searches (docs/json.md)",
		Lines: []any{documentLine{Type: typeDocument}, redirectLine{Type: typeRedirect}, annotationLine{Type: typeAnnotation}, searchLine{Type: typeSearch}},
		Rules: map[string]map[string]any{
			"document.sha256": hash, "redirect.doc": hash, "annotation.doc": hash,
			"redirect.id": id, "redirect.to": {"pattern": "^([a-z2-7]{16})?$"}, "annotation.id": id,
			"aspect":    {"enum": append(ledger.Corrections(), ledger.OnNote, ledger.OnTag)},
			"region":    {"enum": []dixit.Region{dixit.Headline, dixit.Body, dixit.Caption, dixit.LinkLine, dixit.Boilerplate}},
			"blockKind": {"enum": []dixit.BlockKind{dixit.Paragraph, dixit.Heading, dixit.ListItem, dixit.BlockQuote}},
		},
	}.Golden(t, "../docs/document.schema.json")
}
