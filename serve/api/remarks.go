package api

import (
	"context"
	"net/http"

	"dixit/ledger"
	"dixit/serve"
)

// correction says what is right about a statement. What is left out stays.
type correction struct {
	Speaker     *string      `json:"speaker,omitempty" minLength:"1" maxLength:"1000" doc:"The name of who said it."`
	SpeakerKind *speakerKind `json:"speaker_kind,omitempty"`
	Role        *string      `json:"role,omitempty" doc:"The speaker's role; empty for none."`
	Act         *act         `json:"act,omitempty"`
	When        *string      `json:"when,omitempty" doc:"The day of the saying, EDTF; empty if it is not known."`
	Addressee   *string      `json:"addressee,omitempty" doc:"Who was spoken to, names with semicolons between them; empty for nobody."`
	Strike      bool         `json:"strike,omitempty" doc:"It is no statement."`
	Undo        []aspect     `json:"undo,omitempty" nullable:"false" maxItems:"16" doc:"Fields of which the engine's value holds again."`
	Why         string       `json:"why,omitempty" maxLength:"8192" doc:"The reason."`
}

// StatementID names a statement.
type StatementID struct {
	ID string `path:"id" minLength:"4" maxLength:"64" doc:"The statement's id."`
}

func (f *face) remarks() {
	add(f, operation(http.MethodPost, "/api/v1/statements/{id}/corrections", "correct", "remarks", "Put a statement right, in all copies of its article",
		http.StatusNotFound, http.StatusGone),
		func(ctx context.Context, in *struct {
			StatementID
			Body correction
		},
		) (*body[record], error) {
			return f.remark(ctx, in.ID, in.Body.remarks()...)
		})
	add(f, operation(http.MethodPost, "/api/v1/statements/{id}/notes", "note", "remarks", "Write a note about a statement",
		http.StatusNotFound, http.StatusGone),
		func(ctx context.Context, in *struct {
			StatementID
			Body struct {
				Text string `json:"text" minLength:"1" maxLength:"8192"`
			}
		},
		) (*body[record], error) {
			return f.remark(ctx, in.ID, serve.Remark{On: ledger.OnNote, Value: in.Body.Text})
		})
	add(f, operation(http.MethodPost, "/api/v1/statements/{id}/tags", "tag", "remarks", "Put tags on a statement, and take them off",
		http.StatusNotFound, http.StatusGone),
		func(ctx context.Context, in *struct {
			StatementID
			Body struct {
				Add    []string `json:"add,omitempty" nullable:"false" maxItems:"64" doc:"Words of letters, digits and - _ . /"`
				Remove []string `json:"remove,omitempty" nullable:"false" maxItems:"64"`
			}
		},
		) (*body[record], error) {
			var list []serve.Remark
			for _, tag := range in.Body.Add {
				list = append(list, serve.Remark{On: ledger.OnTag, Value: tag})
			}
			for _, tag := range in.Body.Remove {
				list = append(list, serve.Remark{On: ledger.OnTag, Value: tag, Undo: true})
			}
			return f.remark(ctx, in.ID, list...)
		})
}

// remark keeps what a caller says of a statement.
func (f *face) remark(ctx context.Context, id string, list ...serve.Remark) (*body[record], error) {
	r, err := f.Annotate(ctx, id, list...)
	if err != nil {
		return nil, serve.Damaged(err)
	}
	return &body[record]{record(r)}, nil
}

// remarks are the parts of a correction.
func (c correction) remarks() []serve.Remark {
	var list []serve.Remark
	for _, part := range []struct {
		on ledger.Aspect
		is *string
	}{
		{ledger.OnSpeaker, c.Speaker},
		{ledger.OnKind, (*string)(c.SpeakerKind)},
		{ledger.OnRole, c.Role},
		{ledger.OnAct, (*string)(c.Act)},
		{ledger.OnWhen, c.When},
		{ledger.OnAddressee, c.Addressee},
	} {
		if part.is != nil {
			list = append(list, serve.Remark{On: part.on, Value: *part.is, Why: c.Why})
		}
	}
	if c.Strike {
		list = append(list, serve.Remark{On: ledger.OnStruck, Value: ledger.Yes, Why: c.Why})
	}
	for _, field := range c.Undo {
		list = append(list, serve.Remark{On: ledger.Aspect(field), Undo: true, Why: c.Why})
	}
	return list
}
