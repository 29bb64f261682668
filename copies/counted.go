package copies

import (
	"slices"

	"dixit"
	"dixit/copies/wordhash"
)

// Wordings are, for each of a document's statements in order, a hash of what it says, word by word, or of its cue if it has no
// content, as a gesture; 0 for one that has neither. What a speaker says twice in a document has another wording the second time,
// so that it stays two statements, in copies too. In copies a statement has the wording that it has in the original; statements
// of one wording may still be two, see Counted. The hashes are the same for ever.
func Wordings(list []dixit.Statement) []uint64 {
	type saying struct{ words, speaker uint64 }
	times := map[saying]uint64{}
	out := make([]uint64, len(list))
	for i, s := range list {
		if len(s.Content)+len(s.Cue) == 0 {
			continue
		}
		said := saying{wording(s), wordhash.Row(fold(nil, s.Speaker.Name)...)}
		out[i] = wordhash.End(said.words + wordhash.Base*times[said])
		times[said]++
	}
	return out
}

func wording(s dixit.Statement) uint64 {
	var words []uint64
	for _, f := range s.Content {
		words = fold(words, f.Text())
	}
	if len(s.Content) > 0 {
		return wordhash.Row(words...)
	}
	for _, f := range s.Cue {
		words = fold(words, f.Text())
	}
	return wordhash.Row(append(words, 0)...) // "he nodded" is not "“nodded,” he said"
}

// Said is a statement among others with its wording.
type Said struct {
	Document int64  // any number that is the document's alone
	Speaker  string // the speaker's name; "" if there is none
}

// Counted says of each of some statements with one wording, from documents that are copies, which of them it is: its own number
// if it counts, the number of an earlier one if it is that one said again. The list is in the order of the documents, the one
// that is copied first, and within a document in the order of their places.
//
// A statement is an earlier one's if it is in another document and their speakers can be one: the same name, a part of it ("Rubio"
// where the paragraph with "Marco Rubio" was cut), or none given. One that is said again is nobody's original: without it the
// others are what they were.
func Counted(list []Said) []int {
	out := make([]int, len(list))
	names := make([][]uint64, len(list))
	var counted []int
	for i, s := range list {
		names[i] = fold(nil, s.Speaker)
		first := slices.IndexFunc(counted, func(c int) bool { return list[c].Document != s.Document && canBeOne(names[c], names[i]) })
		if first >= 0 {
			out[i] = counted[first]
			continue
		}
		out[i] = i
		counted = append(counted, i)
	}
	return out
}

// canBeOne reports whether all the words of one name are in the other.
func canBeOne(a, b []uint64) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return !slices.ContainsFunc(a, func(w uint64) bool { return !slices.Contains(b, w) })
}
