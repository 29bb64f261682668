package schema

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// Validator is a schema in a file, as others read it.
type Validator struct {
	schema *jsonschema.Schema
}

// Load reads the schema in the file at path.
func Load(t *testing.T, path string) *Validator {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return &Validator{schema: s}
}

// Valid fails unless every line of ndjson is as the schema wants it, and there are some.
func (v *Validator) Valid(t *testing.T, ndjson []byte) {
	t.Helper()
	n := 0
	for line := range bytes.Lines(ndjson) {
		n++
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err == nil {
			err = v.schema.Validate(value)
		}
		if err != nil {
			t.Errorf("line %d: %v\n%.300s", n, err, line)
			return
		}
	}
	if n == 0 {
		t.Error("no lines")
	}
}
