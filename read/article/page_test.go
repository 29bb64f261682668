package article

import (
	"strings"
	"testing"
	"unicode"

	"dixit"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"
)

// soup draws a page of tags, texts and what else there is, in any order.
func soup(t *rapid.T) string {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"<p>", "</p>", "<div>", "</div>", "<div class=article>", "<div class=sidebar>", "<div style='display: none'>", "<a href=/x>", "</a>",
			"<b>", "</b>", "<br>", "<br/><br />", "<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</td>", "</table>", "<h1>", "</h1>",
			"<h2>", "</h2>", "<blockquote>", "</blockquote>", "<figure>", "<figcaption>", "</figcaption>", "</figure>", "<pre>", "</pre>", "<span>",
			"</span>", "<section>", "</section>", "<article>", "</article>", "<svg><title>x</title></svg>", "<script>a < b</script>", "<style>p{}</style>",
			"<noscript><img src=a></noscript>", "<textarea>t</textarea>", "<select><option>o</select>", "<template><p>t</template>", "<!-- c -->",
			"<x-y>", "</x-y>", "<img src=a.jpg alt=b>", "<form>", "</form>", "<iframe></iframe>", "<dl><dt>", "<dd>", "</dl>", "<body>", "</html>",
		}),
		rapid.SampledFrom([]string{
			"The council voted on Tuesday, after a long debate, to rebuild the bridge over the river that was closed last year. ",
			"“It will stand,” she said. ", "one ", " ", "\n\n", "caf&eacute; &amp; more ", "re\u00adbuild", "&nbsp;", "a&lt;b", "x", "\u2028", "\x00", "&#x80;",
		}),
		rapid.StringN(0, 8, 16),
	)
	return strings.Join(rapid.SliceOfN(piece, 0, 60).Draw(t, "pieces"), "")
}

// TestBlocks checks, for any page, that its blocks are in order in the text and in the page, hold all of the text, and that
// the words of each come from where it says.
func TestBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := soup(t)
		p, err := Parse(page, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, all := range []bool{false, true} {
			text, blocks := p.Article("The council")
			if all {
				text, blocks = p.All("")
			}
			end, from := 0, 0
			for _, b := range blocks {
				if gap := text[end:b.Span.Start]; strings.TrimSpace(gap) != "" || b.Span.Start >= b.Span.End {
					t.Fatalf("%v after %d in %q", b.Span, end, text)
				}
				if b.Source.Start < from || b.Source.End > len(page) || b.Source.Start >= b.Source.End {
					t.Fatalf("source %v after %d of %d bytes", b.Source, from, len(page))
				}
				if block := text[b.Span.Start:b.Span.End]; !holds(stripped(page[b.Source.Start:b.Source.End]), block) {
					t.Fatalf("%q is not in %q", block, page[b.Source.Start:b.Source.End])
				}
				end, from = b.Span.End, b.Source.End
			}
			if end != len(text) {
				t.Fatalf("%q: text after the last block", text)
			}
		}
	})
}

// stripped is the text of a piece of a page, without its tags.
func stripped(s string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			b.WriteString(html.UnescapeString(string(z.Raw())))
		}
	}
	b.WriteString(html.UnescapeString(string(z.Raw()))) // a tag that does not end is text
	return b.String()
}

// holds reports whether the letters of a block come in a text in their order.
func holds(text, block string) bool {
	letters := func(s string) []rune {
		return []rune(strings.Map(func(c rune) rune {
			if unicode.IsLetter(c) || unicode.IsDigit(c) {
				return c
			}
			return -1
		}, s))
	}
	have := letters(text)
	for _, c := range letters(block) {
		for len(have) > 0 && have[0] != c {
			have = have[1:]
		}
		if len(have) == 0 {
			return false
		}
		have = have[1:]
	}
	return true
}

// nesting checks that a listener is told of ends in the order of beginnings.
type nesting struct {
	t    *rapid.T
	open []atom.Atom
}

func (n *nesting) Open(name atom.Atom, _ []html.Attribute) {
	switch name {
	case atom.Html, atom.Head, atom.Body: // they last as long as the page
	default:
		n.open = append(n.open, name)
	}
}

func (n *nesting) Words(string) {}

func (n *nesting) Close(name atom.Atom) {
	switch name {
	case atom.Html, atom.Body:
		if len(n.open) > 0 {
			n.t.Fatalf("the page ends in %v", n.open)
		}
		return
	}
	if len(n.open) == 0 || n.open[len(n.open)-1] != name {
		n.t.Fatalf("%v ends in %v", name, n.open)
	}
	n.open = n.open[:len(n.open)-1]
}

// TestListener checks that elements are told of as a tree, whatever the tags are.
func TestListener(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		if _, err := Parse(soup(t), &nesting{t: t}); err != nil {
			t.Fatal(err)
		}
	})
}

// TestDeep reads what lies deeper than any article does.
func TestDeep(t *testing.T) {
	for _, tag := range []string{"div", "p", "a", "b", "ul", "li", "table", "x-y", "h1", "blockquote"} {
		page := strings.Repeat("<"+tag+">", 100_000) + "It rained." + strings.Repeat("</"+tag+">", 100_000) + "<p>It stopped."
		p, err := Parse(page, nil)
		if err != nil {
			t.Fatal(tag, err)
		}
		text, blocks := p.All("")
		if len(blocks) != 2 || text != "It rained.\n\nIt stopped." && tag != "p" {
			t.Errorf("%s: %q", tag, text)
		}
	}
}

// TestTooMany refuses a page with more in it than any article has.
func TestTooMany(t *testing.T) {
	_, err := Parse(strings.Repeat("<p>a", maxNodes), nil)
	if dixit.KindOf(err) != dixit.TooLarge {
		t.Error(err)
	}
}
