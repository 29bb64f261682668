// Package schema makes a JSON Schema of Go types, so that what is documented is what is written. It is for tests only: each
// package's test makes the schema of its own lines (Golden) and one of the program's checks what is written against it (Validator).
package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode"

	"dixit/internal/casetest"
)

// Schema is what is made.
type Schema struct {
	Title string
	// Lines are values, each of a type that a line may be. A field of theirs that is named "type" in JSON has the value that it has
	// here, and names the line's schema.
	Lines []any
	// Rules add to what the types say, by "TYPE" or "TYPE.FIELD", TYPE being the name of a definition, FIELD that in JSON.
	Rules map[string]map[string]any
}

// JSON is the schema (draft 2020-12).
func (s Schema) JSON() ([]byte, error) {
	m := maker{rules: s.Rules, used: map[string]bool{}, defs: map[string]any{}, names: map[reflect.Type]string{}}
	var lines []any
	for _, line := range s.Lines {
		lines = append(lines, m.line(reflect.ValueOf(line)))
	}
	for rule := range s.Rules {
		if !m.used[rule] {
			return nil, fmt.Errorf("schema: the rule %s is of nothing", rule)
		}
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	err := out.Encode(map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "title": s.Title, "oneOf": lines, "$defs": m.defs,
	})
	return b.Bytes(), err
}

// Golden fails unless the file at path is the schema; with -update it writes it.
func (s Schema) Golden(t *testing.T, path string) {
	t.Helper()
	want, err := s.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if casetest.Update() {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the types are (%v); go test -update writes it", path, err)
	}
}

// maker makes definitions of types.
type maker struct {
	rules map[string]map[string]any
	used  map[string]bool // rules
	defs  map[string]any
	names map[reflect.Type]string
}

// line is a reference to the definition of one kind of line.
func (m *maker) line(v reflect.Value) any {
	name := definition(v.Type().Name())
	for i := range v.NumField() {
		if field, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ","); field == "type" && v.Field(i).String() != "" {
			name = v.Field(i).String()
			m.defs[name] = m.object(v.Type(), name, v.Field(i).String())
			return reference(name)
		}
	}
	m.defs[name] = m.object(v.Type(), name, "")
	return reference(name)
}

// of is the schema of values of t.
func (m *maker) of(t reflect.Type) map[string]any {
	if t == reflect.TypeFor[time.Time]() {
		return map[string]any{"type": "string", "format": "date-time"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return map[string]any{"anyOf": []any{m.of(t.Elem()), map[string]any{"type": "null"}}}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return map[string]any{"type": "string", "contentEncoding": "base64"}
		}
		return map[string]any{"type": "array", "items": m.of(t.Elem())}
	case reflect.Array:
		return map[string]any{"type": "array", "items": m.of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Struct:
		return m.named(t, func(name string) any { return m.object(t, name, "") })
	case reflect.String:
		if rule, ok := m.rules[definition(t.Name())]; ok && t.PkgPath() != "" {
			return m.named(t, func(name string) any { return with(map[string]any{"type": "string"}, rule) })
		}
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer", "minimum": 0}
	default:
		panic("schema: no kind " + t.Kind().String())
	}
}

// named is a reference to the definition of t, which make makes if there is none yet.
func (m *maker) named(t reflect.Type, make func(name string) any) map[string]any {
	name := definition(t.Name())
	if m.names[t] == "" {
		m.names[t] = name
		m.used[name] = true
		m.defs[name] = make(name)
	}
	return reference(name)
}

// object is the schema of a struct; kind is the value of its field "type", if there is only one.
func (m *maker) object(t reflect.Type, name, kind string) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		field, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if field == "" || field == "-" {
			continue
		}
		left := strings.Contains(options, "omit")
		of := f.Type
		if left && of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		s := m.of(of)
		if field == "type" && kind != "" {
			s = map[string]any{"const": kind}
		}
		if rule, ok := m.rules[name+"."+field]; ok {
			m.used[name+"."+field] = true
			s = with(s, rule)
		}
		properties[field] = s
		if !left {
			required = append(required, field)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func reference(name string) map[string]any { return map[string]any{"$ref": "#/$defs/" + name} }

// with is s with what rule adds.
func with(s, rule map[string]any) map[string]any {
	for k, v := range rule {
		s[k] = v
	}
	return s
}

// definition is what the definition of a Go type is called: its name, without "wire" and "Line", beginning in lower case.
func definition(name string) string {
	name = strings.TrimSuffix(strings.TrimPrefix(name, "wire"), "Line")
	r := []rune(name)
	if len(r) > 0 {
		r[0] = unicode.ToLower(r[0])
	}
	return string(r)
}
