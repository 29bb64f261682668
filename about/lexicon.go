package about

import (
	_ "embed"
	"strings"
	"sync"
)

// part is what part of speech a word is likely to be.
type part byte

const (
	other part = iota
	noun
	verb
	both // noun or verb
	adjective
)

//go:embed data/words.txt
var wordsText string

var lexicon = sync.OnceValue(func() map[string]part {
	all := make(map[string]part, 4096)
	var now part
	for line := range strings.Lines(wordsText) {
		line = strings.TrimSpace(line)
		switch line {
		case "[noun]":
			now = noun
		case "[both]":
			now = both
		case "[verb]":
			now = verb
		case "[adjective]":
			now = adjective
		case "[other]":
			now = other
		default:
			if strings.HasPrefix(line, "#") {
				continue
			}
			for w := range strings.FieldsSeq(line) {
				all[w] = now
			}
		}
	}
	return all
})

// partOf is what the word w, in lower case, is likely to be: by the list, by that of its singular, or by its ending; and whether a
// list says it.
func partOf(w string) (p part, listed bool) {
	words := lexicon()
	if p, ok := words[w]; ok {
		return p, true
	}
	if s := singular(w); s != w {
		if p, ok := words[s]; ok && (p == noun || p == both) {
			return p, true
		}
	}
	return byEnding(w), false
}

// byEnding is what a word is likely to be that is in no list.
func byEnding(w string) part {
	ends := func(endings ...string) bool {
		for _, e := range endings {
			if strings.HasSuffix(w, e) && len(w) > len(e)+2 {
				return true
			}
		}
		return false
	}
	switch {
	case ends("ly"):
		return other
	case ends("ed", "ing"):
		return verb
	case ends("ous", "ful", "able", "ible", "ive", "al", "ic", "less", "ary", "ish"):
		return adjective
	}
	return noun
}

// singular is the singular of a noun in lower case, by rule.
func singular(w string) string {
	switch {
	case len(w) < 4 || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}

// empty reports whether the noun w, singular, tells by itself nothing of what something is about.
func empty(w string) bool {
	switch w {
	case "people", "person", "man", "men", "woman", "women", "guy", "folk", "kid", "one", "everybody", "gentleman", "lady", "friend",
		"time", "day", "week", "month", "year", "hour", "minute", "moment", "morning", "afternoon", "evening", "night", "today", "tomorrow",
		"tonight", "weekend", "decade", "century", "period", "date", "past", "future", "history", "beginning", "end", "middle", "start",
		"thing", "stuff", "way", "kind", "sort", "type", "lot", "number", "amount", "part", "piece", "couple", "percent", "per", "cent",
		"majority", "half", "rest", "level", "degree", "range", "set", "series", "variety", "group", "hundred", "thousand", "million",
		"billion", "trillion", "dozen", "dollar", "fact", "case", "point", "reason", "matter", "question", "answer", "idea", "sense",
		"example", "instance", "situation", "issue", "problem", "place", "area", "side", "world", "country", "nation", "name", "word",
		"thought", "view", "mind", "hand", "head", "eye", "face", "heart", "foot", "life", "chance", "opportunity", "need", "use", "try",
		"look", "talk", "say", "thank", "thanks", "sir", "madam", "mr", "ms", "mrs", "lord", "god", "hell", "damn", "hi", "hello", "yeah",
		"job", "deal", "effort", "step", "action", "result", "role", "course", "process", "order", "respect", "regard", "term", "account",
		"hey", "ok", "importance", "goal", "bye-bye", "eastern", "shot", "rid", "minimum", "button", "quote", "yourselves", "ourselves", "themselves", "yourself", "i.e", "office", "form", "front", "top", "right", "worth", "absolute", "bit", "dad", "pal", "guess", "favorite", "truth", "recognition", "difference", "impression", "room", "home", "bottom", "line", "back", "extent", "favor", "favour", "sake", "addition", "spite", "behalf", "light", "wake",
		"statement", "comment", "remark", "tweet", "interview", "story", "article", "report", "someone", "something", "anything", "nothing", "everything", "anyone",
		"everyone", "nobody", "somebody", "anybody", "self", "own", "order's", "much", "more", "most", "less", "least", "self-", "etc", "mile", "meter", "metre",
		"kilometer", "kilometre", "foot's", "feet", "fellow", "team", "member", "member's", "applause", "laughter", "crosstalk", "none", "everywhere", "somewhere",
		"nowhere", "lots", "tons", "bunch", "youre", "don", "doesn", "didn", "won", "wouldn", "couldn", "shouldn", "isn", "aren", "wasn", "weren", "haven", "hasn",
		"hadn", "gonna", "wanna", "gotta", "let", "lets", "okay", "fine", "sure", "will", "might", "may", "must", "cannot", "want", "being":
		return true
	}
	return false
}

// plain reports whether the adjective w only colours its noun: with it the topic is the same.
func plain(w string) bool {
	switch w {
	case "new", "old", "big", "small", "large", "huge", "great", "good", "bad", "best", "worst", "better", "worse", "long", "short", "high", "low",
		"real", "true", "false", "right", "wrong", "full", "whole", "total", "entire", "certain", "clear", "sure", "important", "significant",
		"major", "minor", "main", "key", "recent", "current", "previous", "former", "next", "last", "first", "second", "third", "final",
		"late", "early", "different", "same", "similar", "such", "own", "other", "many", "few", "several", "more", "most", "less", "only", "very",
		"tremendous", "incredible", "amazing", "fantastic", "wonderful", "terrible", "horrible", "beautiful", "nice", "tough", "strong", "weak",
		"serious", "massive", "enormous", "additional", "further", "possible", "likely", "potential", "necessary", "available", "able", "unable",
		"ongoing", "overall", "general", "specific", "particular", "various", "numerous", "multiple", "extra", "simple", "easy", "hard", "difficult",
		"complete", "absolute", "ultimate", "actual", "basic", "critical", "crucial", "essential", "fair", "unfair", "proper", "appropriate",
		"happy", "sad", "proud", "glad", "ready", "willing", "dead", "alive", "young", "close", "open", "bold", "broad", "direct", "future", "past",
		"much", "little", "enough", "due", "ever", "never", "just", "too", "so", "extraordinary", "remarkable", "obvious", "unprecedented", "historic",
		"robust", "meaningful", "positive", "negative", "perfect", "normal", "special", "unique", "smart", "stupid", "crazy", "rigged", "failed",
		"biggest", "greatest", "largest", "highest", "lowest", "strongest", "latest", "fewer", "bigger", "smaller", "larger", "higher", "lower", "stronger":
		return true
	}
	return false
}

// fused reports whether w and "of" begin a phrase that is one thing: "state of emergency".
func fused(w string) bool {
	switch w {
	case "state", "freedom", "rule", "weapons", "right", "rights", "balance", "cost", "conflict", "code", "declaration", "act", "acts", "abuse", "crimes",
		"crime", "separation", "obstruction", "burden", "terms", "bill", "court", "secretary", "house", "board", "line", "rate", "spread", "war", "use",
		"theft", "loss", "return", "rights'", "violation", "violations", "articles", "law", "laws", "quality", "standard", "standards":
		return true
	}
	return false
}
