package copies

import (
	"unicode"
	"unicode/utf8"
)

// base is what the rolling hashes are polynomials of: a large odd number.
const base = 0x9e3779b97f4a7c15

// FNV-1a, 64 bits (Fowler, Noll and Vo).
const (
	fnvStart = 0xcbf29ce484222325
	fnvPrime = 0x100000001b3
)

// fold appends the hash of every word of s, until there are maxWords: a run of letters and digits, in lower case. Marks, signs
// and spaces part words, so that it does not matter which apostrophe, dash or quotation mark an outlet prints. Accents that are
// characters of their own, soft hyphens and the like are passed over. The hashes are the same for ever: stores keep what is made
// of them.
func fold(words []uint64, s string) []uint64 {
	h := uint64(fnvStart)
	end := func() {
		if h != fnvStart {
			words = append(words, mix(h))
			h = fnvStart
		}
	}
	for i := 0; i < len(s) && len(words) < maxWords; {
		c := s[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			h = (h ^ uint64(c)) * fnvPrime
			i++
		case 'A' <= c && c <= 'Z':
			h = (h ^ uint64(c+'a'-'A')) * fnvPrime
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
		h = (h ^ uint64(c)) * fnvPrime
	}
	return h
}

// hashOf is the hash of words in a row.
func hashOf(words []uint64) uint64 {
	var h uint64
	for _, w := range words {
		h = h*base + w
	}
	return mix(h ^ uint64(len(words)))
}

// mix spreads h over all its bits: the last step of MurmurHash3 (Appleby).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}
