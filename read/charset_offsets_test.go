package read

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/transform"
	"pgregory.net/rapid"
)

// alphabets are letters that each encoding has.
func alphabets() map[string]string {
	return map[string]string{
		"utf-8": "az “”é東𠀀\n", "utf-16le": "az “”é東𠀀\n", "utf-16be": "az “”é東𠀀\n", "windows-1252": "az “”é€\n", "iso-8859-2": "az Łódź\n",
		"iso-8859-7": "az Ναι\n", "iso-8859-15": "az €é\n", "windows-1251": "az «Да»\n", "koi8-r": "az Да\n", "gbk": "az “是的，”\n", "gb18030": "az “是的”𠀀\n",
		"big5": "az 「是的」\n", "shift_jis": "az 「はい」ｱ\n", "euc-jp": "az 「はい」ｱ\n", "iso-2022-jp": "az 「はい」\n", "euc-kr": "az “네”\n",
	}
}

// TestOffsets: in every encoding, whole or damaged, places of the text lead to bytes of the file in the same order, and the
// bytes between two of them are the text between.
func TestOffsets(t *testing.T) {
	for name, alphabet := range alphabets() {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				words := rapid.StringOfN(rapid.SampledFrom([]rune(alphabet)), 1, 600, -1).Draw(r, "words")
				words = strings.Repeat(words, rapid.IntRange(1, 50).Draw(r, "times"))
				data := []byte(encoded(t, name, words))
				for range rapid.IntRange(0, 3).Draw(r, "damages") {
					at := rapid.IntRange(0, len(data)-1).Draw(r, "at")
					data[at] = rapid.Byte().Draw(r, "to")
				}
				retraced(r, name, data)
			})
		})
	}
}

// retraced checks the offsets of data in an encoding at a handful of places.
func retraced(t *rapid.T, name string, data []byte) {
	decoder := decoderOf(name)
	out, _, err := transform.Bytes(decoder(), data)
	if err != nil {
		t.Fatal(err)
	}
	text, o := string(out), &offsets{fresh: decoder, data: data}
	if end := o.source(len(text)); end != len(data) {
		t.Fatalf("the end of the text leads to %d of %d bytes", end, len(data))
	}
	if text == "" {
		return
	}
	last, from := 0, 0
	for at := 0; at < len(text); at += 1 + len(text)/9 {
		at += len(text[at:]) - len(strings.TrimLeftFunc(text[at:], func(c rune) bool { return c == utf8.RuneError })) // past what is inside a character, and what is lost
		if at >= len(text) || !utf8.RuneStart(text[at]) {
			break
		}
		to := o.source(at)
		if to < from {
			t.Fatalf("place %d leads to byte %d, and %d before it to %d", at, to, last, from)
		}
		if o.source(last) != from || o.source(at) != to {
			t.Fatalf("place %d leads elsewhere when it is asked for out of order", at)
		}
		if name != "iso-2022-jp" { // there a piece alone does not say in which state it begins
			if piece, _, _ := transform.Bytes(decoder(), data[from:to]); string(piece) != text[last:at] {
				t.Fatalf("bytes %d:%d are %q, and the text is %q", from, to, piece, text[last:at])
			}
		}
		last, from = at, to
	}
}

// TestSources: the blocks of a text say which bytes of its file they are, in any encoding.
func TestSources(t *testing.T) {
	const words = "The bridge\n\n“Yes,” said Zoë. It rained.\n\nNo."
	for name, c := range map[string]struct{ data, encoding string }{
		"utf-8":         {words, "utf-8"},
		"utf-8 marked":  {"\ufeff" + words, "utf-8"},
		"utf-8 torn":    {"\xff\n\n" + words, "utf-8"},
		"utf-16 marked": {"\xff\xfe" + encoded(t, "utf-16le", words), "utf-16le"},
		"utf-16be":      {encoded(t, "utf-16be", "It was late at night.\n"+words), "utf-16be"},
		"windows-1252":  {encoded(t, "windows-1252", words), "windows-1252"},
	} {
		d, err := Bytes("x.txt", []byte(c.data), Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, b := range d.Blocks {
			piece, _, _ := transform.Bytes(decoderOf(c.encoding)(), d.Source[b.Source.Start:b.Source.End])
			if want := d.Text.Slice(b.Span); string(piece) != want {
				t.Errorf("%s: the bytes of block %q are %q", name, want, piece)
			}
		}
	}
	dir := t.TempDir()
	write(t, dir, "a.txt", words)
	write(t, dir, "a.meta.json", `{"title":"The bridge"}`)
	for d, err := range Documents(t.Context(), []string{dir}, nil, Options{}) {
		if err != nil || d.Blocks[1].Source != d.Blocks[1].Span {
			t.Errorf("with a side file: %v", err)
		}
	}
	line := `{"text":"It rained.","html":""}`
	if d, err := Bytes("x", []byte(line), Options{}); err != nil || d.Blocks[0].Source != (dixit.Span{}) {
		t.Errorf("a line of JSON: %v, %v", d.Blocks, err)
	}
}

// TestMender: what is not UTF-8 is replaced as the Encoding Standard has it, a piece that could have become a character at once.
func TestMender(t *testing.T) {
	for in, want := range map[string]string{
		"a\xffb": "a\ufffdb", "\xc0\xaf": "\ufffd\ufffd", "\xe0\x80\xaf": "\ufffd\ufffd\ufffd", "\xf0\x80\x80\xaf": "\ufffd\ufffd\ufffd\ufffd",
		"\xed\xa0\x80": "\ufffd\ufffd\ufffd", "\xf4\x90\x80\x80": "\ufffd\ufffd\ufffd\ufffd", "\xe2\x80": "\ufffd", "\xe2\x80x": "\ufffdx",
		"\xf0\x9f\x98": "\ufffd", "\xf0\x9f\x98z": "\ufffdz", "\xf0\x9f": "\ufffd", "\xe2": "\ufffd", "\x80\x80": "\ufffd\ufffd", "é\x00é": "é\x00é",
	} {
		if got, _, err := transform.String(mender{}, in); got != want || err != nil {
			t.Errorf("%q: %q, want %q; %v", in, got, want, err)
		}
	}
	if got, _, _ := transform.Bytes(mender{}, bytes.Repeat([]byte("é\xff"), 10_000)); len(got) != 50_000 {
		t.Errorf("%d bytes", len(got))
	}
}
