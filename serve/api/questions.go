package api

import (
	"context"
	"encoding/json"
	"net/http"

	"dixit"
	"dixit/serve"

	"github.com/danielgtaylor/huma/v2"
)

// written is an answer that writes itself, as a page of docs/ says.
type written struct{ json.Marshaler }

// Schema implements huma.SchemaProvider.
func (written) Schema(huma.Registry) *huma.Schema {
	return &huma.Schema{Type: huma.TypeObject, AdditionalProperties: true}
}

// verified is a draft and what is found out about its quotations.
type verified struct {
	Doc      docRef    `json:"doc"`
	Text     string    `json:"text" doc:"What the offsets of quotations refer to."`
	Verdicts []written `json:"verdicts" nullable:"false" doc:"One a quotation, and then one an indirect statement, each as docs/verify.md says."`
}

// compared asks for a comparison.
type compared struct {
	ID       string `json:"id,omitempty" minLength:"4" maxLength:"64" doc:"Of a statement. Either this or words are given."`
	Words    string `json:"words,omitempty" minLength:"1" maxLength:"65536" doc:"That somebody remembers."`
	Baseline string `json:"baseline,omitempty" minLength:"4" maxLength:"64" doc:"The id of the statement that the others are set against."`
}

// questions are the requests that there is somebody to answer.
func (f *face) questions() {
	if f.Verify != nil {
		op := operation(http.MethodPost, "/api/v1/verify", "verify", "reading", "Find out about every quotation of a draft whether it is so, and keep nothing")
		op.Security = readers()
		add(f, op, f.verify)
	}
	if f.Compare != nil {
		op := operation(http.MethodPost, "/api/v1/compare", "compare", "reading", "What articles make of the same words (docs/compare.md)",
			http.StatusNotFound, http.StatusGone)
		op.Security = readers()
		add(f, op, f.compare)
	}
	if f.Shift != nil {
		add(f, operation(http.MethodGet, "/api/v1/shift", "getShift", "speakers", "What a speaker said over time, and where that may have turned (docs/shift.md)",
			http.StatusNotFound), f.shift)
	}
}

func (f *face) verify(ctx context.Context, in *struct{ Body input }) (*body[verified], error) {
	e, list, err := f.Verdicts(ctx, serve.Input(in.Body))
	if err != nil {
		return nil, err
	}
	out := verified{Doc: docRef(e.Doc.Ref()), Text: e.Doc.Text.String(), Verdicts: make([]written, len(list))}
	for i, v := range list {
		out.Verdicts[i] = written{v}
	}
	return &body[verified]{out}, nil
}

func (f *face) compare(ctx context.Context, in *struct{ Body compared }) (*body[written], error) {
	var c json.Marshaler
	var err error
	switch asked := in.Body; {
	case (asked.ID == "") == (asked.Words == ""):
		return nil, dixit.Errorf(dixit.Invalid, "compare: give an id or words, and not both")
	case asked.ID != "":
		c, err = f.Compare.Statement(ctx, asked.ID, asked.Baseline)
	default:
		c, err = f.Compare.Words(ctx, asked.Words, asked.Baseline)
	}
	if err != nil {
		return nil, serve.Damaged(err)
	}
	return &body[written]{written{c}}, nil
}

func (f *face) shift(ctx context.Context, in *struct {
	Speaker string `query:"speaker" required:"true" minLength:"1" maxLength:"500" doc:"The name, in any spelling that the ledger has for one person or body."`
	About   string `query:"about" maxLength:"500" doc:"Only statements about these words."`
},
) (*body[written], error) {
	r, err := f.Turns(ctx, in.Speaker, in.About)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	return &body[written]{written{r}}, nil
}
