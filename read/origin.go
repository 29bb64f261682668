package read

import (
	"sort"

	"dixit"
)

// Origin says where in a file the characters of a text stand that was made of it. The zero Origin is that of a text which is the file's.
type Origin struct {
	runs []originRun // in order; what is between two of them stands nowhere in the file
}

// originRun is a stretch of a text and that of the file it was made of. They are the same characters if they are of one length, else
// the one stands for the other whole, as "&" for "&amp;".
type originRun struct{ text, source dixit.Span }

// add notes that the next stretch of the text is made of one of the file.
func (o *Origin) add(text, source dixit.Span) {
	if n := len(o.runs); n > 0 && text.Len() == source.Len() {
		last := &o.runs[n-1]
		if last.text.Len() == last.source.Len() && last.text.End == text.Start && last.source.End == source.Start {
			last.text.End, last.source.End = text.End, source.End
			return
		}
	}
	o.runs = append(o.runs, originRun{text, source})
}

// Source is where in the file the characters of s stand, a span of bytes of the text that is not empty: from the first to past the
// last that stand in it. What is markup between them is in it, what is around them is not. It is empty if none of them does.
func (o Origin) Source(s dixit.Span) dixit.Span {
	if o.runs == nil {
		return s
	}
	from := sort.Search(len(o.runs), func(i int) bool { return o.runs[i].text.End > s.Start })
	past := sort.Search(len(o.runs), func(i int) bool { return o.runs[i].text.Start >= s.End })
	if from >= past {
		return dixit.Span{}
	}
	first, last := o.runs[from], o.runs[past-1]
	out := dixit.Span{Start: first.source.Start, End: last.source.End}
	if first.text.Len() == first.source.Len() {
		out.Start += max(0, s.Start-first.text.Start)
	}
	if last.text.Len() == last.source.Len() {
		out.End -= max(0, last.text.End-s.End)
	}
	return out
}
