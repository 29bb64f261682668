package verify

import (
	"math"
	"sync"

	"dixit"
)

// utterance is a statement of a source, read when it is asked for: of the thirty of an article a quotation concerns one or two, and to
// read them all takes longer than all else that is done with the article.
type utterance struct {
	dixit.Peek
	read func() *dixit.Statement // nil if it can no longer be read
}

// whole are statements that have been read.
func whole(list []dixit.Statement) []utterance {
	out := make([]utterance, len(list))
	for i := range list {
		out[i] = utterance{dixit.Peek{End: math.MaxInt, Quotes: true}, func() *dixit.Statement { return &list[i] }}
	}
	return out
}

// unread are the statements of records, of a document with text t. One that does not fit the text is passed over; dixit check names it.
func unread(records [][]byte, t dixit.Text) []utterance {
	out := make([]utterance, len(records))
	for i, line := range records {
		out[i] = utterance{dixit.PeekRecord(line), sync.OnceValue(func() *dixit.Statement {
			r, err := dixit.DecodeRecord(line, t)
			if err != nil {
				return nil
			}
			return &r.Statement
		})}
	}
	return out
}

// statementsAt are the statements of s that may have words at probe as their content, in their order.
func (s *Source) statementsAt(probe dixit.Span) (list []*dixit.Statement) {
	from, to := s.doc.Text.CodePoint(probe.Start), s.doc.Text.CodePoint(probe.End)
	for _, u := range s.said() {
		if u.Start >= to || from >= u.End {
			continue
		}
		if st := u.read(); st != nil {
			list = append(list, st)
		}
	}
	return list
}

// statements are all statements of s.
func (s *Source) statements() (list []dixit.Statement) {
	for _, u := range s.said() {
		if st := u.read(); st != nil {
			list = append(list, *st)
		}
	}
	return list
}

// quotesPeople reports whether s gives words in quotation marks to somebody, as articles do.
func (s *Source) quotesPeople() bool {
	for _, u := range s.said() {
		if !u.Quotes {
			continue
		}
		if st := u.read(); st != nil && len(st.Quotes) > 0 && named(st.Speaker) {
			return true
		}
	}
	return false
}
