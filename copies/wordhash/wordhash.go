// Package wordhash hashes words and rows of words. The hashes are the same for ever: ledgers keep what is made of them.
//
// They are no defence: whoever wants two words to have one hash can make them so. The package does not say what a word is, nor when
// two are the same.
package wordhash

// Base is what the hash of a row is a polynomial of: a large odd number.
const Base = 0x9e3779b97f4a7c15

// Start is the hash of no bytes, before its End: FNV-1a of 64 bits (Fowler, Noll and Vo).
const Start uint64 = 0xcbf29ce484222325

// Add is h with a byte more.
func Add(h uint64, c byte) uint64 { return (h ^ uint64(c)) * 0x100000001b3 }

// End spreads h over all its bits: the last step of MurmurHash3 (Appleby).
func End(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Of is the hash of a word.
func Of(s string) uint64 {
	h := Start
	for i := range len(s) {
		h = Add(h, s[i])
	}
	return End(h)
}

// Row is the hash of words in a row, from theirs.
func Row(words ...uint64) uint64 {
	var h uint64
	for _, w := range words {
		h = h*Base + w
	}
	return End(h ^ uint64(len(words)))
}
