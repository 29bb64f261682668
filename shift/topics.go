package shift

import (
	"cmp"
	"slices"
	"strings"

	"dixit"
	"dixit/about"
)

// Count is how many statements have a value.
type Count struct {
	Value string `json:"value"`
	N     int    `json:"n"`
}

// tally counts values. Values with one key are one, shown as it is written most often.
type tally map[string]map[string]int

func (t tally) add(key, value string) {
	if value == "" {
		return
	}
	if t[key] == nil {
		t[key] = map[string]int{}
	}
	t[key][value]++
}

// counts are the values, the most frequent first, n of them at most; 0 is all.
func (t tally) counts(n int) []Count {
	out := []Count{}
	for _, spellings := range t {
		c, most := Count{}, 0
		for value, times := range spellings {
			if c.N += times; times > most || times == most && value < c.Value {
				c.Value, most = value, times
			}
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b Count) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Value, b.Value)) })
	if n > 0 && len(out) > n {
		out = out[:n]
	}
	return out
}

// About reports whether r is about a topic, given in words: one of its labels is that topic or has all of the words, or else what
// was said has them. A country is the same by its capital and its adjective.
func About(r dixit.Record, words string) bool {
	key := about.Key(words)
	if key == "" {
		return false
	}
	wanted := strings.Fields(key)
	for _, t := range r.Statement.About {
		if has(about.Key(t.Label), wanted) {
			return true
		}
	}
	return has(folded(r.Statement.Text()), wanted)
}

// folded is the keys of the words of a text.
func folded(text string) string {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n,.;:!?\"“”‘()[]—–…", r) })
	for i, w := range words {
		words[i] = about.Key(strings.TrimSuffix(strings.TrimSuffix(w, "’s"), "'s"))
	}
	return strings.Join(words, " ")
}

func has(text string, words []string) bool {
	text = " " + text + " "
	return !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(text, " "+w+" ") })
}
