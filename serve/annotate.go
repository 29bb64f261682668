package serve

import (
	"context"
	"slices"
	"time"

	"dixit"
	"dixit/ledger"
)

// Remark is something that a caller says of a statement.
type Remark struct {
	On    ledger.Aspect
	Value string
	Undo  bool // takes back what was said on this aspect; of a note, Value is its id
	Why   string
}

// Annotate keeps what the caller says of a statement, of corrections also in the copies of its document, and gives the record as it is
// then. Errors are those of a ledger; a caller who may not write is a Problem.
func (s *Service) Annotate(ctx context.Context, id string, remarks ...Remark) (dixit.Record, error) {
	if err := mayWrite(ctx); err != nil {
		return dixit.Record{}, err
	}
	stored, err := s.Store.Statement(ctx, id)
	if err != nil {
		return dixit.Record{}, err
	}
	at, entity := time.Now(), s.entity(stored.Record.Statement.Speaker, remarks)
	var list []ledger.Annotation
	for i, r := range remarks {
		a := ledger.Annotation{
			Target: ledger.TargetOf(stored.Record), On: r.On, Value: r.Value, Undo: r.Undo, Why: r.Why,
			By: CallerOf(ctx).Name, At: at.Add(time.Duration(i) * time.Microsecond), // one after the other
		}
		if !r.Undo && (r.On == ledger.OnSpeaker || r.On == ledger.OnKind) {
			a.Entity = entity
		}
		list = append(list, a)
		if !slices.Contains(ledger.Corrections(), r.On) {
			continue
		}
		for _, c := range stored.Record.Copies {
			other, err := s.Store.Statement(ctx, c.ID)
			if dixit.KindOf(err) == dixit.Unreadable && err != nil {
				continue
			}
			if err != nil {
				return dixit.Record{}, err
			}
			a.Target = ledger.TargetOf(other.Record)
			list = append(list, a)
		}
	}
	if _, err := s.Store.Annotate(ctx, list...); err != nil {
		return dixit.Record{}, err
	}
	stored, err = s.Store.Statement(ctx, stored.Record.Statement.ID)
	return stored.Record, err
}

// entity is the id of a speaker after all remarks.
func (s *Service) entity(was dixit.Speaker, remarks []Remark) string {
	for _, r := range remarks {
		switch {
		case r.Undo:
		case r.On == ledger.OnSpeaker:
			if was.Name = r.Value; was.Kind == "" || was.Kind == dixit.Implicit {
				was.Kind = dixit.Person
			}
		case r.On == ledger.OnKind:
			was.Kind = dixit.SpeakerKind(r.Value)
		}
	}
	if s.engine == nil {
		return ""
	}
	return s.engine.EntityOf(was)
}
