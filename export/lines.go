package export

import (
	"encoding/json"
	"io"
)

// objects writes JSON objects, a line each, with letters as they are.
func objects(w io.Writer) *json.Encoder {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e
}
