package extract

import (
	"strings"

	"dixit/neural"
)

// passive reports whether a cue is in the passive: "was asked", "has been widely criticized". What stands before such a cue is
// never its source. In PolNeAR train 243 of 394 have none, the others mostly one after "by"; adjectives of feeling ("was
// worried") only look like it.
func passive(cue []string) bool {
	i := 0
	for i < len(cue) && (strings.HasSuffix(cue[i], "ly") || has(cue[i:i+1], "also", "later", "has", "have", "had", "not", "never", "often", "already", "still")) {
		i++
	}
	if i == len(cue) || !has(cue[i:i+1], "was", "were", "is", "are", "been", "being") {
		return false
	}
	for i++; i < len(cue) && (strings.HasSuffix(cue[i], "ly") || has(cue[i:i+1], "also", "not", "been", "being", "never", "often", "already")); i++ {
	}
	if i == len(cue) || !participle(cue[i]) {
		return false
	}
	switch verb := lemma(cue[i]); verb {
	case "expect", "consider", "view", "know", "believe", "think", "see", "regard", "suspect":
		return true
	default:
		_, tier := actOfVerb(verb)
		return tier == 1
	}
}

func participle(w string) bool {
	return strings.HasSuffix(w, "ed") || has([]string{w}, "told", "said", "known", "shown", "seen", "found", "written", "thought", "heard")
}

// agent is the source of a passive cue, number q: the one right after "by", -1 if there is none.
func agent(p *passage, q int) int {
	cue := p.phrases[q]
	for j := q + 1; j < len(p.phrases); j++ {
		s := p.phrases[j]
		if s.block != cue.block || gap(cue, s) > furthest {
			break
		}
		if s.role != neural.BeginSource {
			continue
		}
		before := p.words[s.block][s.first-1].Span
		if strings.EqualFold(p.slice(before), "by") {
			return j
		}
	}
	return -1
}
