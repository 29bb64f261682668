package warc

import (
	"bytes"
	"strconv"
	"strings"
)

// Joiner joins records that were written in segments: a record with WARC-Segment-Number 1, and continuation records that name
// it. The segments have to come in their order in one archive; other records may stand between them.
type Joiner struct {
	name   string
	limits Limits
	first  *Record // that is not complete, nil for none; its block is a copy
	number int     // of its last segment
}

// NewJoiner makes a Joiner for an archive. A record that grows over limits.Block is given up.
func NewJoiner(name string, limits Limits) *Joiner {
	return &Joiner{name: name, limits: limits.withDefaults()}
}

// Open reports whether a record is not complete yet.
func (j *Joiner) Open() bool { return j.first != nil }

// Add takes the next record of the archive. It gives the record itself, or the whole of which it was the last segment, or nil
// if more of it is to come. The error is a *RecordError about a segment that cannot be joined; it may come with a record.
func (j *Joiner) Add(r *Record) (*Record, error) {
	number := r.Header.Get("WARC-Segment-Number")
	switch {
	case r.Type == Continuation:
		return j.next(r, number)
	case number != "1":
		return r, nil
	}
	problem := j.Close()
	first := *r
	first.Block = bytes.Clone(r.Block)
	j.first, j.number = &first, 1
	return nil, problem
}

// next joins a continuation record with what came before it.
func (j *Joiner) next(r *Record, number string) (*Record, error) {
	origin := strings.Trim(r.Header.Get("WARC-Segment-Origin-ID"), "<>")
	n, err := strconv.Atoi(number)
	switch {
	case j.first == nil || origin != j.first.ID():
		return nil, j.fail(r, damaged("segment %.20q of a record that does not come before it", number))
	case err != nil || n != j.number+1:
		problem := j.fail(j.first, damaged("segment %.20q comes after segment %d", number, j.number))
		j.first = nil
		return nil, problem
	case int64(len(j.first.Block)+len(r.Block)) > j.limits.Block:
		problem := j.fail(j.first, tooLarge("a record in segments of over %d bytes", j.limits.Block))
		j.first = nil
		return nil, problem
	}
	j.number = n
	j.first.Block = append(j.first.Block, r.Block...)
	total := r.Header.Get("WARC-Segment-Total-Length")
	if total == "" {
		return nil, nil
	}
	whole := j.first
	j.first = nil
	if total != strconv.Itoa(len(whole.Block)) {
		return nil, j.fail(whole, damaged("segments of %d bytes, %.20q were written", len(whole.Block), total))
	}
	whole.Length = 0 // it is in several places
	return whole, nil
}

// Close gives up a record whose last segment did not come, which is a *RecordError.
func (j *Joiner) Close() error {
	if j.first == nil {
		return nil
	}
	problem := j.fail(j.first, damaged("no segment after segment %d", j.number))
	j.first = nil
	return problem
}

func (j *Joiner) fail(r *Record, err error) error { return &RecordError{j.name, r.Offset, err} }
