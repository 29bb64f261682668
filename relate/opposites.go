package relate

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed opposites.txt
var oppositesText string

// pole is one end of an axis of meaning; the other end is its negative. No axis is 0.
type pole int

// opposites are the poles of words and of words in a row, by their roots joined by spaces.
var opposites = sync.OnceValue(func() map[string][]pole {
	table := map[string][]pole{}
	axis := pole(0)
	for line := range content(oppositesText) {
		axis++
		here, there, _ := strings.Cut(line, "|")
		for _, side := range []struct {
			words string
			pole  pole
		}{{here, axis}, {there, -axis}} {
			for _, entry := range strings.Fields(side.words) {
				roots := strings.Split(entry, "_")
				for i, w := range roots {
					roots[i] = root(w)
				}
				key := strings.Join(roots, " ")
				table[key] = append(table[key], side.pole)
			}
		}
	}
	return table
})

// polar is a word, or several in a row, with poles.
type polar struct {
	from, to int // words, the last included
	poles    []pole
}

// polarities are the words of list that have poles. Of "give up", "give" has none of its own.
func polarities(list []word) []polar {
	table := opposites()
	var out []polar
	for i := 0; i < len(list) && len(out) < maxSetOff; i++ {
		if i+1 < len(list) && list[i+1].clause == list[i].clause {
			if p, ok := table[list[i].root+" "+list[i+1].root]; ok {
				out = append(out, polar{i, i + 1, p})
				i++
				continue
			}
		}
		if p, ok := table[list[i].root]; ok && !list[i].name {
			out = append(out, polar{i, i, p})
		}
	}
	return out
}

// against reports whether a word with poles p and one with poles q mean contrary things, and nothing that is the same.
func against(p, q []pole) bool {
	contrary := false
	for _, x := range p {
		for _, y := range q {
			if x == y {
				return false
			}
			contrary = contrary || x == -y
		}
	}
	return contrary
}
