package relate

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed cues.txt
var cuesText string

// class is a set of ways in which words take statements up.
type class uint16

const (
	denial class = 1 << iota
	dispute
	contradiction
	repetition
	praise
	criticism
	speech
	request
	dodge
	reply
	pro
	contra
)

// classes are the classes of words, by their roots.
var classes = sync.OnceValue(func() map[string]class {
	sections := map[string]class{
		"[denial]": denial, "[dispute]": dispute, "[contradiction]": contradiction, "[repetition]": repetition, "[praise]": praise,
		"[criticism]": criticism, "[speech]": speech, "[request]": request, "[dodge]": dodge, "[reply]": reply, "[for]": pro, "[against]": contra,
	}
	table := map[string]class{}
	var now class
	for line := range content(cuesText) {
		if c, ok := sections[line]; ok {
			now = c
			continue
		}
		for w := range strings.FieldsSeq(line) {
			table[root(w)] |= now
		}
	}
	return table
})

// is reports whether a root is that of a word of one of these classes.
func (c class) is(root string) bool { return classes()[root]&c != 0 }

// isSpeaking reports whether a participle is that of a verb for saying something, for which somebody may be blamed or praised.
func isSpeaking(low string) bool {
	switch low {
	case "saying", "claiming", "calling", "accusing", "suggesting", "telling", "asking", "demanding", "promising", "pledging", "opposing",
		"arguing", "describing", "blaming", "criticising", "criticizing", "praising", "insisting", "denying", "alleging", "asserting",
		"threatening", "warning", "vowing", "comparing", "declaring", "stating", "proposing", "rejecting", "dismissing", "tweeting",
		"writing", "labelling", "labeling", "referring", "endorsing", "urging", "advocating", "apologising", "apologizing", "admitting":
		return true
	}
	return false
}

// isAsking reports whether a word of a cue in lower case tells of a question that was put.
func isAsking(low string) bool {
	switch low {
	case "asked", "asks", "asking", "questioned", "inquired", "enquired", "pressed", "demanded", "question", "shouted", "quizzed":
		return true
	}
	return false
}

// isRetort reports whether a word, or two in a row, say that somebody answers a charge with his own words.
func isRetort(first, second string) bool {
	switch first {
	case "countered", "retorted", "counters", "retorts":
		return second == ""
	case "hit", "hits", "fired", "fires", "shot", "shoots", "clapped", "struck", "pushed", "lashed", "punched":
		return second == "back"
	}
	return false
}
