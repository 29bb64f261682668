package web

import (
	"dixit"
	"dixit/serve"
)

// sample is the newest statements that a query finds: all of them, or those from a day on.
type sample struct {
	Records []dixit.Record
	Query   string // finds these and no others
	Since   string // the day that they begin with, where there are earlier ones; "" if there are none
}

// sampleOf is the sample of a query's first page. Where there are more the last day is left out, of which only some may be there, so that
// what is counted in the sample can be found again.
func sampleOf(q string, p serve.Page) sample {
	s := sample{Records: p.Records, Query: q}
	if p.Next == "" || len(p.Records) == 0 {
		return s
	}
	n := len(s.Records)
	for last := s.Records[n-1].Doc.Day(); n > 0 && s.Records[n-1].Doc.Day() == last; {
		n--
	}
	if n == 0 { // all of one day
		s.Since = s.Records[0].Doc.Day()
		return s
	}
	s.Records, s.Since = s.Records[:n], s.Records[n-1].Doc.Day()
	s.Query = narrowed(q, "after", s.Since)
	return s
}
