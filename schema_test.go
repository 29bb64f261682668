package dixit

import (
	"testing"

	"dixit/internal/schema"
)

// TestSchema proves that docs/record.schema.json says what the types of records are.
func TestSchema(t *testing.T) {
	id := map[string]any{"pattern": "^[a-z2-7]{16}$"}
	hash := map[string]any{"pattern": "^[0-9a-f]{64}$"}
	schema.Schema{
		Title: "A line of dixit extract, search --json or show --json (docs/json.md)",
		Lines: []any{wire{Type: "statement"}, wireLoose{Type: "quote"}},
		Rules: map[string]map[string]any{
			"statement.id": id, "statement.tier": {"enum": []int{1, 2}}, "statement.confidence": {"maximum": 1, "minimum": 0},
			"statement.parent":   {"anyOf": []any{map[string]any{"type": "string", "pattern": id["pattern"]}, map[string]any{"type": "null"}}},
			"quote.statement":    {"anyOf": []any{map[string]any{"type": "null"}}},
			"quote.why":          {"enum": []string{"scare", "title", "nickname", "unattributed"}},
			"documentRef.sha256": hash, "copy.id": id, "statement.cluster": id, "original.sha256": hash,
			"region":       {"enum": []Region{Headline, Body, Caption, LinkLine, Boilerplate}},
			"kind":         {"enum": Kinds()},
			"act":          {"enum": Acts()},
			"relationType": {"enum": RelationTypes()}, "relation.target": id, "relation.evidence": {"minItems": 1},
			"speakerKind": {"enum": SpeakerKinds()},
			"when.basis":  {"enum": []string{"stated", "resolved", "inferred", "none", ByPerson}},
		},
	}.Golden(t, "docs/record.schema.json")
}
