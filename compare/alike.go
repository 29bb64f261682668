package compare

import (
	"slices"
)

// What makes two statements the same words. Lengths are words that bear meaning, in a row in both; a run of seven is a sentence of
// fourteen words or so. How often what they let through is one saying was judged by hand (docs/BENCHMARKS.md).
const (
	leastWord   = 2   // of a whole quotation in both, of one speaker, within shortly
	leastPart   = 3   // of a whole quotation in one, in quotation marks in the other, of one speaker, within shortly
	leastQuoted = 5   // in quotation marks in both, of one speaker
	leastMay    = 7   // of speakers who may be one
	leastOthers = 10  // of speakers who are not
	leastShare  = 0.5 // of the shorter statement's words, where the run is not quoted in both
	shortly     = 7   // days between two publications
	atOnce      = 1   // the same, of quotations of leastWord that are whole in one
	presently   = 45  // the same, of words that neither quotes
)

// run is a stretch of words that two statements have in a row: so many that bear meaning, from the a-th and b-th on.
type run struct{ a, b, n int }

// shared are the runs that make s and t the same words, none if they are not. It is symmetric but for the order of a and b.
func shared(s, t *Said) []run {
	if s.ID == t.ID || s.overlaps(t) {
		return nil
	}
	between := relationOf(s.speaker, t.speaker)
	var out []run
	for _, r := range runs(s, t) {
		quoted := quotedIn(s, t, r)
		if enough(s, t, r, between, false) {
			out = append(out, r)
			continue
		}
		for _, q := range quoted {
			if enough(s, t, q, between, true) {
				out = append(out, q)
			}
		}
	}
	return out
}

// Alike reports whether a and b are the same words. It does not matter which is first.
func Alike(a, b *Said) bool { return len(shared(a, b)) > 0 }

// enough reports whether a run is enough for s and t to be the same words.
func enough(s, t *Said, r run, between relation, quoted bool) bool {
	if quoted {
		switch {
		case r.n >= leastOthers, between >= possible && r.n >= leastMay, between == same && r.n >= leastQuoted:
			return true
		case between != same || s.negated(r.a) != t.negated(r.b) || !sameRow(s, t, r):
			return false
		}
		one, other := s.wholeStretch(r.a, r.n), t.wholeStretch(r.b, r.n)
		if r.n >= leastPart || apart(s, t) <= atOnce {
			return (one || other) && apart(s, t) <= shortly
		}
		return one && other && apart(s, t) <= shortly
	}
	share := float64(r.n) >= leastShare*float64(min(len(s.bearing), len(t.bearing)))
	return share && apart(s, t) <= presently && (r.n >= leastOthers || between >= possible && r.n >= leastMay)
}

// apart is how many days lie between the publications of s and t: a great many if one is unknown, none if both are.
func apart(s, t *Said) int64 {
	if (s.day == 0) != (t.day == 0) {
		return 1 << 20
	}
	return max(s.day-t.day, t.day-s.day)
}

// negated reports whether the word of s before the i-th turns it round.
func (s *Said) negated(i int) bool {
	return i > 0 && negation(s.bears(i-1).text)
}

// sameRow reports whether a run is the very same words in s and t, those between too that bear no meaning, and more than a name or a
// title ("In God We Trust"), which anybody may quote twice.
func sameRow(s, t *Said, r run) bool {
	a, b := s.words[s.bearing[r.a]:s.bearing[r.a+r.n-1]+1], t.words[t.bearing[r.b]:t.bearing[r.b+r.n-1]+1]
	return slices.EqualFunc(a, b, func(v, w word) bool { return v.hash == w.hash }) && !(title(a) && title(b))
}

// title reports whether all words in a row that bear meaning are written with a capital.
func title(list []word) bool {
	return !slices.ContainsFunc(list, func(w word) bool { return w.bears && !w.capital })
}

// mostAround is how many words that bear no meaning may stand around those of a short quotation.
const mostAround = 2

// wholeStretch reports whether n words of s that bear meaning, from the i-th on, are a whole quotation.
func (s *Said) wholeStretch(i, n int) bool {
	first, last := s.bearing[i], s.bearing[i+n-1]
	stretch := s.words[first].stretch
	if stretch == 0 || s.words[last].stretch != stretch || !s.whole[stretch-1] {
		return false
	}
	around := 0
	for k, w := range s.words {
		if w.stretch == stretch && (k < first || k > last) {
			if around++; w.bears {
				return false
			}
		}
	}
	return around <= mostAround
}

// runs are the longest runs of words that s and t have in common: none of them could be longer at either end.
func runs(s, t *Said) []run {
	var out []run
	above := make([]int, len(t.bearing)+1) // how long a run ends at the word before in s, and at each in t
	for i := range s.bearing {
		w := s.bears(i).hash
		before := 0
		for j := range t.bearing {
			n := 0
			if t.bears(j).hash == w {
				n = before + 1
				end := i+1 == len(s.bearing) || j+1 == len(t.bearing) || s.bears(i+1).hash != t.bears(j+1).hash
				if end && n >= leastWord {
					out = append(out, run{i + 1 - n, j + 1 - n, n})
				}
			}
			before, above[j] = above[j], n
		}
	}
	return out
}

// quotedIn are the parts of a run that stand in quotation marks in both statements.
func quotedIn(s, t *Said, r run) []run {
	var out []run
	n := 0
	for k := 0; k <= r.n; k++ {
		if k < r.n && s.bears(r.a+k).stretch != 0 && t.bears(r.b+k).stretch != 0 {
			n++
			continue
		}
		if n >= leastWord {
			out = append(out, run{r.a + k - n, r.b + k - n, n})
		}
		n = 0
	}
	return out
}
