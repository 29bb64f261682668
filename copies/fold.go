package copies

import (
	"unicode"
	"unicode/utf8"

	"dixit/copies/wordhash"
)

// fold appends the hash of every word of s, until there are maxWords: a run of letters and digits, in lower case. Marks, signs
// and spaces part words, so that it does not matter which apostrophe, dash or quotation mark an outlet prints. Accents that are
// characters of their own, soft hyphens and the like are passed over. The hashes are the same for ever: stores keep what is made
// of them.
func fold(words []uint64, s string) []uint64 {
	h := wordhash.Start
	end := func() {
		if h != wordhash.Start {
			words = append(words, wordhash.End(h))
			h = wordhash.Start
		}
	}
	for i := 0; i < len(s) && len(words) < maxWords; {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h = wordhash.Add(h, c)
			i++
		case 'A' <= c && c <= 'Z':
			h = wordhash.Add(h, c+'a'-'A')
			i++
		case c < utf8.RuneSelf:
			end()
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case unicode.IsLetter(r) || unicode.IsNumber(r):
				h = foldRune(h, r)
			case !unicode.In(r, unicode.Mn, unicode.Cf):
				end()
			}
			i += n
		}
	}
	end()
	return words[:min(len(words), maxWords)]
}

func foldRune(h uint64, r rune) uint64 {
	var b [utf8.UTFMax]byte
	for _, c := range b[:utf8.EncodeRune(b[:], unicode.ToLower(r))] {
		h = wordhash.Add(h, c)
	}
	return h
}
