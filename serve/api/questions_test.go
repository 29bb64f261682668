package api_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"dixit"
	"dixit/serve"
)

// told is an answer that says what was asked.
func told(words ...string) json.Marshaler {
	data, err := json.Marshal(map[string]string{"asked": strings.Join(words, "|")})
	if err != nil {
		panic(err)
	}
	return json.RawMessage(data)
}

// oracle answers every question with itself.
type oracle struct{}

func (oracle) Verify(_ context.Context, d *dixit.Document, found dixit.Extraction) ([]json.Marshaler, error) {
	list := []json.Marshaler{}
	for _, s := range found.Statements {
		list = append(list, told(s.Text()))
	}
	return list, nil
}

func (oracle) Statement(_ context.Context, id, baseline string) (json.Marshaler, error) {
	if id == "gone" {
		return nil, dixit.Errorf(dixit.NotFound, "statement gone")
	}
	return told("id", id, baseline), nil
}

func (oracle) Words(_ context.Context, words, baseline string) (json.Marshaler, error) {
	return told("words", words, baseline), nil
}

func (oracle) Shift(_ context.Context, speaker, about string) (json.Marshaler, error) {
	if speaker == "nobody" {
		return nil, dixit.Errorf(dixit.NotFound, "nobody says anything")
	}
	return told(speaker, about), nil
}

// TestQuestions proves that each is passed on as it was asked, and answered as its answer writes itself; and that a server without
// somebody to answer does not have it.
func TestQuestions(t *testing.T) {
	s := newServer(t)
	for method, path := range map[string]string{"POST": "/api/v1/verify", "GET": "/api/v1/shift?speaker=x"} {
		if a := s.ask(method, path, ""); a.status != 404 {
			t.Errorf("%s of nobody: %d", path, a.status)
		}
	}
	s.questions = serve.Questions{Verify: oracle{}, Compare: oracle{}, Shift: oracle{}}
	s.serve(s.store)
	for _, c := range []struct {
		method, path, body string
		status             int
		want               string
	}{
		{"POST", "/api/v1/verify", `{"text":"Ana said no"}`, 200, `"text":"Ana said no","verdicts":[{"asked":"no"}]`},
		{"POST", "/api/v1/verify", `{"text":"nothing"}`, 200, `"verdicts":[]`},
		{"POST", "/api/v1/verify", `{}`, 400, "text or html"},
		{"POST", "/api/v1/compare", `{"id":"abcd","baseline":"efgh"}`, 200, `{"asked":"id|abcd|efgh"}`},
		{"POST", "/api/v1/compare", `{"words":"paper tiger"}`, 200, `{"asked":"words|paper tiger|"}`},
		{"POST", "/api/v1/compare", `{"words":"a","id":"abcd"}`, 400, "not both"},
		{"POST", "/api/v1/compare", `{"id":"gone"}`, 404, "statement gone"},
		{"GET", "/api/v1/shift?speaker=Roy&about=bridge", "", 200, `{"asked":"Roy|bridge"}`},
		{"GET", "/api/v1/shift?speaker=nobody", "", 404, "nobody says"},
		{"GET", "/api/v1/shift", "", 422, "query.speaker"},
	} {
		if a := s.ask(c.method, c.path, c.body); a.status != c.status || !strings.Contains(string(a.body), c.want) {
			t.Errorf("%s %s: %d %s", c.path, c.body, a.status, a.body)
		}
	}
}
