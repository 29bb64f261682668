package api

import (
	"encoding/json"
	"strings"

	"dixit"
	"dixit/docs"
	"dixit/ledger"

	"github.com/danielgtaylor/huma/v2"
)

// What stands in the schema of records is described by it, and not by the types here: each of these is a reference.
type (
	record   dixit.Record
	docRef   dixit.DocumentRef
	original dixit.Original
	address  dixit.Address
	loose    struct {
		doc dixit.DocumentRef
		q   dixit.Quotation
	}

	kind        dixit.Kind
	act         dixit.Act
	speakerKind dixit.SpeakerKind
	aspect      ledger.Aspect
)

// MarshalJSON writes the native record.
func (r record) MarshalJSON() ([]byte, error) { return dixit.Record(r).MarshalJSON() }

// MarshalJSON writes a quotation that belongs to no statement.
func (l loose) MarshalJSON() ([]byte, error) { return dixit.MarshalLoose(l.doc, l.q) }

// Schema implements huma.SchemaProvider, as do the next ones.
func (record) Schema(huma.Registry) *huma.Schema { return reference("statement") }

// Schema refers to the schema of records.
func (docRef) Schema(huma.Registry) *huma.Schema { return reference("documentRef") }

// Schema refers to the schema of records.
func (original) Schema(huma.Registry) *huma.Schema { return reference("original") }

// Schema refers to the schema of records.
func (address) Schema(huma.Registry) *huma.Schema { return reference("address") }

// Schema refers to the schema of records.
func (loose) Schema(huma.Registry) *huma.Schema { return reference("quote") }

// Schema lists the kinds.
func (kind) Schema(huma.Registry) *huma.Schema { return oneOf(dixit.Kinds()) }

// Schema lists the acts.
func (act) Schema(huma.Registry) *huma.Schema { return oneOf(dixit.Acts()) }

// Schema lists the kinds of speaker.
func (speakerKind) Schema(huma.Registry) *huma.Schema { return oneOf(dixit.SpeakerKinds()) }

// Schema lists what can be corrected.
func (aspect) Schema(huma.Registry) *huma.Schema { return oneOf(ledger.Corrections()) }

func reference(name string) *huma.Schema { return &huma.Schema{Ref: "#/components/schemas/" + name} }

// oneOf is the schema of one of a list of words.
func oneOf[T ~string](list []T) *huma.Schema {
	s := &huma.Schema{Type: huma.TypeString}
	for _, v := range list {
		s.Enum = append(s.Enum, string(v))
	}
	return s
}

// shapeOf is the schema of an answer of a media type that others have described: whatever it is, if it is JSON.
func shapeOf(mediaType string) *huma.Schema {
	if strings.HasSuffix(mediaType, "json") {
		return &huma.Schema{}
	}
	return &huma.Schema{Type: huma.TypeString}
}

// addRecords puts the definitions of the schema of records (docs/record.schema.json) among those of the API.
func addRecords(to map[string]*huma.Schema) error {
	var s struct {
		Defs map[string]map[string]any `json:"$defs"`
	}
	in := strings.ReplaceAll(string(docs.RecordSchema), `"#/$defs/`, `"#/components/schemas/`)
	if err := json.Unmarshal([]byte(in), &s); err != nil {
		return dixit.Errorf(dixit.Internal, "schema of records: %w", err)
	}
	for name, def := range s.Defs {
		to[name] = &huma.Schema{Extensions: def}
	}
	return nil
}

// records are records as they are written.
func records(list []dixit.Record) []record {
	out := make([]record, len(list))
	for i, r := range list {
		out[i] = record(r)
	}
	return out
}
