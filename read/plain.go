package read

import (
	"strings"
	"unicode/utf8"

	"dixit"
)

// plain makes a document of a text file. Its text is the file's content, exactly, if that is UTF-8.
//
// label is the encoding that it came with, "" if that is not known.
func plain(d *dixit.Document, data []byte, label string) error {
	s, at, err := retraceable(d, data, false, label)
	if err != nil {
		return err
	}
	d.MediaType = "text/plain"
	if err := setText(d, s); err != nil {
		return err
	}
	for i := range d.Blocks {
		d.Blocks[i].Source = d.Blocks[i].Span
	}
	at.settle(d.Blocks)
	return nil
}

// setText fixes the text of a document that comes without structure, finds its blocks, and takes its title from them where
// it has none.
func setText(d *dixit.Document, s string) error {
	t, err := dixit.NewText(s)
	if err != nil {
		return err
	}
	d.Text, d.Blocks = t, lineBlocks(s, d.Title)
	if len(d.Blocks) == 0 {
		return dixit.Errorf(dixit.Unreadable, "no text in it")
	}
	if d.Title == "" && d.Blocks[0].Region == dixit.Headline {
		d.Title = strings.Join(strings.Fields(t.Slice(d.Blocks[0].Span)), " ")
	}
	return nil
}

// line is one line of a text without its line end, in bytes.
type line struct{ start, end int }

// lineBlocks finds the paragraphs of a text: each line is one, unless the text is wrapped by hand, when each run of lines
// between empty ones is.
func lineBlocks(s, title string) []dixit.Block {
	var groups [][]line // lines that belong together
	fresh := true
	wrapped := handWrapped(s)
	for l := range linesOf(s) {
		trimmed := trim(s, l)
		if trimmed.start == trimmed.end {
			fresh = true
			continue
		}
		if n := len(groups); !fresh && wrapped {
			groups[n-1] = append(groups[n-1], trimmed)
		} else {
			groups = append(groups, []line{trimmed})
		}
		fresh = false
	}
	out := make([]dixit.Block, len(groups))
	stopped := mostlyStopped(s, groups)
	for i, g := range groups {
		span := dixit.Span{Start: g[0].start, End: g[len(g)-1].end}
		out[i] = dixit.Block{Span: span, Kind: dixit.Paragraph, Region: dixit.Body}
		classify(&out[i], s[span.Start:span.End], i == 0, title, stopped)
	}
	return out
}

// Lengths of lines in bytes: a heading between paragraphs is short; a headline, or a related article's, may be longer.
const (
	headingLength  = 90
	headlineLength = 200
)

// mostlyStopped reports whether nearly every long paragraph ends as a sentence does. Then a long line that does not is no
// paragraph: it is another article's headline.
func mostlyStopped(s string, groups [][]line) bool {
	long, stopped := 0, 0
	for _, g := range groups {
		start, end := g[0].start, g[len(g)-1].end
		if end-start <= headingLength {
			continue
		}
		long++
		if !titleLike(s[start:end], end-start) {
			stopped++
		}
	}
	return long >= 5 && 10*stopped >= 7*long
}

// linesOf yields the lines of s.
func linesOf(s string) func(yield func(line) bool) {
	return func(yield func(line) bool) {
		for at := 0; at < len(s); {
			end := strings.IndexByte(s[at:], '\n')
			next := at + end + 1
			if end < 0 {
				end, next = len(s)-at, len(s)
			}
			if !yield(line{at, at + end}) {
				return
			}
			at = next
		}
	}
}

// trim cuts white space and a byte order mark from both ends of a line.
func trim(s string, l line) line {
	const space = " \t\r\v\f\u00a0\u2002\u2003\u2009\u200b\ufeff"
	l.start = l.end - len(strings.TrimLeft(s[l.start:l.end], space))
	l.end = l.start + len(strings.TrimRight(s[l.start:l.end], space))
	return l
}

// handWrapped reports whether lines were broken by a person or a mailer at a fixed width: most lines that are followed by
// another at once are nearly as long as the longest, none is longer than 100 bytes or so, and many break inside a sentence.
func handWrapped(s string) bool {
	longest, inner, full, inside, before := 0, 0, 0, 0, line{}
	for pass := range 2 {
		before = line{}
		for l := range linesOf(s) {
			l = trim(s, l)
			if pass == 0 {
				longest = max(longest, l.end-l.start)
				if longest > 110 {
					return false
				}
			} else if l.start < l.end && before.start < before.end {
				inner++
				if 3*(before.end-before.start) >= 2*longest {
					full++
				}
				if c := s[l.start]; 'a' <= c && c <= 'z' {
					inside++
				}
			}
			before = l
		}
	}
	return inner >= 3 && 10*full >= 7*inner && 4*inside >= inner
}

// classify tells headlines, headings and link lines from paragraphs by their looks, being sparing: a paragraph taken for a
// heading loses its statements.
func classify(b *dixit.Block, s string, first bool, title string, stopped bool) {
	switch {
	case title != "" && strings.EqualFold(strings.Join(strings.Fields(s), " "), strings.Join(strings.Fields(title), " ")):
		b.Kind, b.Region = dixit.Heading, dixit.Headline
	case isURL(s):
		b.Region = dixit.LinkLine
	case !first && labelled(s) != "":
		b.Region = labelled(s)
	case first && title == "" && titleLike(s, headlineLength):
		b.Kind, b.Region = dixit.Heading, dixit.Headline
	case !first && titleLike(s, headingLength) && !strings.ContainsAny(s, "\"“”"), !first && stopped && len(s) > headingLength && titleLike(s, headlineLength) && !strings.Contains(s, ". "):
		b.Kind = dixit.Heading
	case bulleted(s):
		b.Kind = dixit.ListItem
	}
}

func isURL(s string) bool {
	return !strings.ContainsAny(s, " \t\n") && (strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "www."))
}

// titleLike reports whether a line of at most limit bytes looks like a title: it begins with a capital or a digit and does not
// end as a sentence, a list or an introduction ends.
func titleLike(s string, limit int) bool {
	if len(s) > limit {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("\"”’'“", last) {
		last, _ = utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"”’'“"))
	}
	return !strings.ContainsRune(".?!:;,…)—-", last) && !('a' <= first && first <= 'z') && !bulleted(s)
}

func bulleted(s string) bool {
	for _, mark := range []string{"* ", "- ", "– ", "• ", "· ", "‣ "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}
