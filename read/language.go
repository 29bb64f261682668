package read

import (
	"fmt"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dixit"

	"golang.org/x/text/language"
)

// Bounds on telling a language: how many bytes of a document are looked at, how few of them hardly are sentences, how few words
// in small letters tell nothing, and how many are enough where a third of them are English.
const (
	listened  = 2 << 10
	hardlyAny = 200
	tooFew    = 12
	plenty    = 60
)

// unknownLanguage is the BCP 47 tag of a text that is plainly not English, and of no language that is known here.
const unknownLanguage = "und"

// setLanguage settles what language d is in. What it says of itself is believed where its text reads so, or is too short to tell,
// or is in a language that is not known here. Else the text is, with a warning.
func setLanguage(d *dixit.Document) {
	v := listen(beginning(d))
	reads, says := v.language(), ""
	if d.Lang, says = claimed(d.Lang); says == "" {
		d.Lang = reads
	}
	switch {
	case reads == "" || says == "" || reads == says || reads == unknownLanguage && says != "en":
	case says != "en" && reads != "en" && !v.refutes(says): // a neighbour, or one that is not known here
	default:
		d.Warnings = append(d.Warnings, fmt.Sprintf("says it is in %s, and reads like %s", d.Lang, reads))
		d.Lang = reads
	}
}

// claimed is the BCP 47 tag that a claim means, and the language in it; both are "" if it means none.
func claimed(claim string) (tag, base string) {
	t, err := language.Parse(strings.TrimSpace(claim))
	if b, certainty := t.Base(); err == nil && certainty == language.Exact && b.String() != "mul" && b.String() != "zxx" {
		return t.String(), b.String()
	}
	return "", ""
}

// beginning is the first of what a document says in sentences; of one that hardly says any, headings and the like come after.
func beginning(d *dixit.Document) string {
	var b strings.Builder
	add := func(sentences bool) {
		for _, block := range d.Blocks {
			if (block.Region == dixit.Body && block.Kind != dixit.Heading) != sentences || b.Len() >= listened {
				continue
			}
			s := d.Text.Slice(block.Span)
			b.WriteString(s[:min(len(s), listened-b.Len())])
			b.WriteByte('\n')
		}
	}
	if add(true); b.Len() < hardlyAny {
		add(false)
	}
	return b.String()
}

// voice is what is heard of a text's language.
//
// Common words tell languages of one script apart ("the", "of" against "der", "und"): they are a third to a half of the running
// text of their own language, and a tenth at most of another's. Only words in small letters are counted, so that names, which
// have no language, neither count for one nor against. Trigrams, the usual means, are forty times slower and worse on short
// texts with names. Other scripts are told by their letters.
type voice struct {
	words   []string // in small letters
	hits    [64]int  // by the place of the language in commonWords
	letters int
	script  script // the letters that are not Latin
}

// commonTable is made once, when the first text is listened to.
var commonTable = sync.OnceValue(wordVotes)

// listen counts the common words of each language in s.
func listen(s string) *voice {
	v := &voice{script: script{}}
	votes := commonTable()
	for at := 0; at < len(s); {
		c, n := utf8.DecodeRuneInString(s[at:])
		if !letter(c) {
			at += n
			continue
		}
		start, foreign := at, 0
		for at < len(s) && letter(c) {
			switch {
			case unicode.Is(unicode.M, c):
			case c > 0x24f && !unicode.Is(unicode.Latin, c):
				foreign++
				v.script.add(c)
				fallthrough
			default:
				v.letters++
			}
			at += n
			c, n = utf8.DecodeRuneInString(s[at:])
		}
		if first, _ := utf8.DecodeRuneInString(s[start:]); foreign > 0 || !unicode.IsLower(first) {
			continue
		}
		if v.words = append(v.words, s[start:at]); len(v.words) == plenty && v.hits[0]*10 >= 3*plenty {
			return v // plainly English, as most are
		}
		for i, set := 0, votes[s[start:at]]; set != 0; i, set = i+1, set>>1 {
			v.hits[i] += int(set & 1)
		}
	}
	return v
}

func letter(c rune) bool {
	if c < utf8.RuneSelf {
		return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	}
	return unicode.IsLetter(c) || unicode.Is(unicode.M, c)
}

// language is the BCP 47 code of the language of what was heard, unknownLanguage if it is none of those known here and not
// English, "" if that cannot be told.
func (v *voice) language() string {
	if v.script.all()*2 > v.letters {
		return v.script.language()
	}
	best := 0
	for i, n := range v.hits {
		if n > v.hits[best] {
			best = i
		}
	}
	english := v.hits[0]
	switch {
	case len(v.words) < tooFew:
		return ""
	case best == 0 && english*5 >= len(v.words):
		return "en"
	case best > 0 && v.hits[best]*6 >= len(v.words) && v.hits[best]*2 > english*3 && v.different(best) >= tooFew/4:
		return commonWords()[best][0]
	case len(v.words) >= 3*tooFew && english*12 < len(v.words) && v.different(-1) >= tooFew:
		return unknownLanguage
	}
	return ""
}

// different is how many words were heard that are not the same: common ones of the language in that place, or others for -1.
func (v *voice) different(place int) int {
	words := map[string]bool{}
	for _, word := range v.words {
		if place < 0 || commonTable()[word]>>place&1 == 1 {
			words[word] = true
		}
	}
	return len(words)
}

// refutes reports whether what was heard is not in a language that is known here.
func (v *voice) refutes(says string) bool {
	best, own := 0, -1
	for i, known := range commonWords() {
		best = max(best, v.hits[i])
		if known[0] == says {
			own = v.hits[i]
		}
	}
	return own >= 0 && own*2 < best
}
