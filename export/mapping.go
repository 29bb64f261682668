package export

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dixit"
)

// What several forms need of a record: its names on the web, its quoted words, its days.

// statementIRI names a statement: its permalink, or dixit://statement/ID.
func (opt Options) statementIRI(id string) string {
	if link := opt.permalink(id); link != "" {
		return link
	}
	return "dixit://statement/" + id
}

// documentIRI names a document: its address on the web, or dixit://document/SHA256.
func documentIRI(d dixit.DocumentRef) string {
	if webAddress(d.URL) {
		return d.URL
	}
	return "dixit://document/" + d.SHA256
}

// speakerIRI names a speaker who is known across documents; "" for one who is not.
func speakerIRI(s dixit.Speaker) string {
	if s.ID == "" {
		return ""
	}
	return "dixit://speaker/" + url.PathEscape(s.ID)
}

// webAddress reports whether s is an absolute address of a page.
func webAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// said reports whether s says that its content was uttered, by words or a look: not what was left unanswered or not said.
func said(s dixit.Statement) bool {
	return len(s.Content) > 0 && !s.Negated && s.Kind != dixit.Nonresponse && s.Kind != dixit.Nonverbal
}

// quotedWords are the stretches of s that stand word for word: what is inside its outermost quotation marks, without them. A
// direct statement without marks, as in a transcript, is word for word as a whole. Other kinds have none.
func quotedWords(s dixit.Statement) []string {
	if s.Kind != dixit.Direct && s.Kind != dixit.Mixed {
		return nil
	}
	var out []string
	end := -1
	for _, q := range s.Quotes {
		if q.Words.Start() < end {
			continue // inside the one before
		}
		end = q.Words.End()
		words := strings.TrimSuffix(strings.TrimPrefix(q.Words.Text(), q.Open), q.Close)
		if strings.TrimSpace(words) != "" {
			out = append(out, words)
		}
	}
	if len(out) == 0 && s.Kind == dixit.Direct {
		for _, f := range s.Content {
			out = append(out, f.Text())
		}
	}
	return out
}

// quotedText is quotedWords as one line, with an ellipsis between stretches.
func quotedText(s dixit.Statement) string { return strings.Join(quotedWords(s), " … ") }

// attribution is the words that say who speaks and that he does, in the order of the text, with an ellipsis where others stand
// between them.
func attribution(s dixit.Statement, doc *dixit.Document) string {
	list := slices.Clone(s.Cue)
	if !s.Mention.IsZero() {
		list = append(list, s.Mention)
	}
	slices.SortFunc(list, func(a, b dixit.Fragment) int { return a.Span().Start - b.Span().Start })
	var b strings.Builder
	end := 0
	for i, f := range list {
		from := f.Span().Start
		switch {
		case f.Span().End <= end:
			continue
		case i > 0 && from < end:
			from = end
		case i > 0:
			between := doc.Text.Slice(dixit.Span{Start: end, End: from})
			if strings.TrimSpace(between) != "" {
				between = " … "
			}
			b.WriteString(between)
		}
		end = f.Span().End
		b.WriteString(doc.Text.Slice(dixit.Span{Start: from, End: end}))
	}
	return b.String()
}

// calendarDate is edtf if it is a day, a month or a year of the calendar, as ISO 8601 writes them: never more exact than what is
// known. Everything else (intervals, seasons, what is uncertain) is "".
func calendarDate(edtf string) string {
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if _, err := time.Parse(layout, edtf); err == nil {
			return edtf
		}
	}
	return ""
}

// calendarInterval is edtf if it is an interval between two dates of the calendar, as ISO 8601 writes it, else "".
func calendarInterval(edtf string) string {
	from, to, ok := strings.Cut(edtf, "/")
	if !ok || calendarDate(from) == "" || calendarDate(to) == "" {
		return ""
	}
	return edtf
}

// instant is s as a moment, if it says one and not only a day.
func instant(s string) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, s)
	return t, err == nil
}

// publishedDate is the day of publication, or a month or a year if no more is known; "" if nothing is.
func publishedDate(published string) string {
	return calendarDate(published[:min(len(published), len(time.DateOnly))])
}

// dateParts are the numbers of a calendarDate.
func dateParts(date string) []int {
	var out []int
	for part := range strings.SplitSeq(date, "-") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return nil
		}
		out = append(out, n)
	}
	return out
}
