package who

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sort"
	"strconv"
	"strings"
	"sync"

	"dixit/who/fold"
)

// gender is what a name or a title tells of whom "he" and "she" can mean.
type gender byte

const (
	unknownGender gender = iota
	masculine
	feminine
)

// givenNames are lines "name g", sorted: about 36,000 first names (data/README.md).
//
//go:embed data/firstnames.txt.gz
var givenNamesData []byte

//go:embed data/world.tsv.gz
var worldData []byte

var givenNames = sync.OnceValue(func() []byte { return unpack(givenNamesData) })

// unpack is the content of an embedded file. Such a file is part of the program: one that is damaged reads as empty.
func unpack(data []byte) []byte {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(z)
	if err != nil {
		return nil
	}
	return out
}

// givenName tells whether w, folded, is a known first name, and whose. It searches the lines where they lie: a map of them
// would take longer to build than an article to read.
func givenName(w string) (g gender, known bool) {
	data := givenNames()
	i := sort.Search(len(data), func(i int) bool {
		from := lineStart(data, i)
		return string(nameAt(data, from)) >= w
	})
	from := lineStart(data, min(i, max(0, len(data)-1)))
	if i >= len(data) || string(nameAt(data, from)) != w {
		if head, _, ok := strings.Cut(w, "-"); ok && head != "" { // Jean-Claude, Kim-ly
			return givenName(head)
		}
		return unknownGender, false
	}
	switch data[from+len(w)+1] {
	case 'm':
		return masculine, true
	case 'f':
		return feminine, true
	}
	return unknownGender, true
}

// lineStart is where the line that holds byte i begins.
func lineStart(data []byte, i int) int {
	return bytes.LastIndexByte(data[:min(i, len(data))], '\n') + 1
}

// nameAt is the name in the line that begins at from.
func nameAt(data []byte, from int) []byte {
	end := bytes.IndexByte(data[from:], ' ')
	if end < 0 {
		return nil
	}
	return data[from : from+end]
}

// holder is somebody who holds or held an office that news often name without a first name.
type holder struct {
	name, office, country string
	from, to              int // years; to is 0 for those in office when the list was made
}

// world is what the program knows of countries and those who lead them.
type world struct {
	country   map[string]string   // a word or words for a country, folded, to its name: "ukrainian", "kyiv", "ukraine"
	adjective map[string]bool     // those of them that are adjectives
	holders   map[string][]holder // by last name, folded
}

var atlas = sync.OnceValue(func() *world {
	w := &world{country: map[string]string{}, adjective: map[string]bool{}, holders: map[string][]holder{}}
	for line := range strings.Lines(string(unpack(worldData))) {
		f := strings.Split(strings.TrimRight(line, "\n"), "\t")
		switch {
		case f[0] == "c" && len(f) > 1:
			w.addCountry(f[1], f[2:])
		case f[0] == "h" && len(f) == 6:
			h := holder{name: f[1], office: f[2], country: f[3]}
			h.from, _ = strconv.Atoi(f[4]) // a year by construction; one that is none is no lower bound
			h.to, _ = strconv.Atoi(f[5])   // empty for those in office
			key := fold.String(f[1][strings.LastIndexByte(f[1], ' ')+1:])
			w.holders[key] = append(w.holders[key], h)
		}
	}
	return w
})

func (w *world) addCountry(name string, words []string) {
	w.country[fold.String(name)] = name
	for _, x := range words {
		bare, adjective := strings.CutPrefix(x, "~")
		key := fold.String(bare)
		if _, taken := w.country[key]; taken {
			continue // "Korean", "Dominican": the first country keeps the word
		}
		w.country[key] = name
		if adjective {
			w.adjective[key] = true
			w.country[key+"s"] = name
		}
	}
}
