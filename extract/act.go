package extract

import (
	"strings"

	"dixit/text"
)

// actOf chooses what is done by saying it, from the words of the cue, and the tier: states of mind are of the second. The
// last word of the cue that decides wins: in "has strongly denied" it is "denied". Nominal cues ("issued a demand for") are
// found by their noun, which has the verb's form or nearly so. A cue with no verb of saying in it ("has distanced himself
// from") is of the second tier too.
func actOf(cue []string, content string) (act string, tier int) {
	if nonresponse(cue, content) {
		return "decline", 1
	}
	act, tier = "state", 2
	if len(cue) == 0 {
		tier = 1 // words set off by a mark are words
	}
	for i := len(cue) - 1; i >= 0; i-- {
		verb := lemma(cue[i])
		if verb == "call" && !has(cue[i:], "for", "on", "upon") {
			verb = "say" // "called the vote a win"
		}
		if a, t := actOfVerb(verb); a != "" {
			act, tier = a, t
			break
		}
	}
	if act == "state" {
		act = actOfContent(strings.ToLower(content))
	}
	if len(cue) > 1 && unsaid(cue[0]) {
		tier = 2
	}
	return act, tier
}

// unsaid reports whether a cue that begins with this word tells of words that were not said yet: an intention ("to call"), a
// duty or a guess ("would support").
func unsaid(first string) bool {
	switch first {
	case "to", "will", "would", "must", "should", "could", "can", "cannot", "may", "might", "won’t", "won't":
		return true
	}
	return false
}

// actOfContent is the act where the cue tells none, from what was said: a question asks, "must" demands, and "he would resign"
// announces.
func actOfContent(content string) string {
	content = strings.Trim(content, "\"“”‘’',. ")
	if strings.HasSuffix(content, "?") {
		return "ask"
	}
	var words []string
	for _, w := range text.Words(content) {
		words = append(words, content[w.Start:w.End])
	}
	for i, w := range words {
		switch w {
		case "must", "should", "ought":
			return "demand"
		case "needs", "need", "has", "have":
			if i > 0 && i+1 < len(words) && words[i+1] == "to" && words[i-1] != "not" && words[i-1] != "n’t" && words[i-1] != "n't" {
				return "demand"
			}
		}
	}
	if len(words) > 1 && words[0] == "that" {
		words = words[1:]
	}
	if len(words) > 1 {
		switch words[0] {
		case "i", "we", "he", "she", "they":
			if w := words[1]; w == "will" || w == "would" || w == "plan" || w == "planned" || w == "intend" {
				return "announce"
			}
		case "i’ll", "i'll", "we’ll", "we'll", "he’d", "he'd", "she’d", "she'd", "they’d", "they'd":
			return "announce"
		}
	}
	return "state"
}

// actOfVerb is the act of a verb or of the noun of the same form, "" if it tells none.
func actOfVerb(verb string) (act string, tier int) {
	switch verb {
	case "announce", "unveil", "declare", "proclaim", "disclose", "reveal":
		return "announce", 1
	case "report", "publish", "document", "show", "find", "record", "describe", "quote", "cite", "detail", "indicate":
		return "report", 1
	case "explain", "clarify", "elaborate", "note", "specify":
		return "explain", 1
	case "claim", "allege", "contend", "assert", "insist", "maintain", "argue", "suggest", "imply", "purport":
		return "claim", 1
	case "confirm", "verify", "affirm", "acknowledge", "corroborate", "testify":
		return "confirm", 1
	case "deny", "dispute", "rebut", "refute", "contradict", "disavow":
		return "deny", 1
	case "admit", "concede", "confess":
		return "admit", 1
	case "ask", "question", "inquire", "wonder", "query":
		return "ask", 1
	case "decline", "refuse":
		return "decline", 1
	case "demand", "urge", "call", "appeal", "insistence", "implore", "exhort", "beg", "plead", "press", "request", "encourage":
		return "demand", 1
	case "propose", "recommend", "offer", "advise", "proposal", "recommendation", "advocate", "suggestion":
		return "propose", 1
	case "promise", "pledge", "vow", "swear", "commit", "assure", "guarantee":
		return "promise", 1
	case "threaten", "threat":
		return "threaten", 1
	case "warn", "caution", "alert", "warning":
		return "warn", 1
	case "accuse", "blame", "charge", "accusation", "allegation":
		return "accuse", 1
	case "criticise", "criticize", "condemn", "denounce", "slam", "blast", "mock", "attack", "deride", "decry", "lambast", "lambaste",
		"rebuke", "ridicule", "complain", "lament", "object", "protest", "criticism", "assail", "scold", "disparage", "deplore":
		return "criticise", 1
	case "praise", "hail", "applaud", "laud", "commend", "tout", "celebrate", "thank", "welcome":
		return "praise", 1
	case "support", "endorse", "back", "defend", "favor", "favour":
		return "support", 1
	case "reject", "dismiss", "oppose", "rule", "brush", "rebuff", "opposition":
		return "reject", 1
	case "agree", "accept", "concur", "agreement":
		return "agree", 1
	case "apologise", "apologize", "apology", "regret":
		return "apologise", 1
	case "predict", "forecast", "project", "estimate", "prediction":
		return "predict", 1
	case "order", "instruct", "direct", "command":
		return "order", 1
	case "congratulate", "congratulation":
		return "congratulate", 1
	case "say", "tell", "state", "write", "add", "tweet", "post", "speak", "remark", "comment", "reply", "respond", "answer", "continue",
		"conclude", "mention", "read", "repeat", "reiterate", "stress", "emphasise", "emphasize", "according", "joke", "quip", "recall",
		"observe", "point", "inform", "statement", "talk", "discuss", "express", "convey", "underline", "underscore", "highlight",
		"outline", "echo", "boast", "brag", "opine", "recount", "relate", "remind", "voice", "shout", "cry", "whisper", "mutter",
		"exclaim", "interject", "retort", "hint", "signal", "stipulate", "paraphrase", "address", "summarise", "summarize":
		return "state", 1
	case "feel", "fear", "worry", "hope", "like", "love", "hate", "enjoy", "concerned", "concern", "worried", "angry", "frustrated",
		"surprised", "disappointed", "happy", "proud", "confident", "wish", "want", "desire", "afraid", "care", "mind", "feeling":
		return "feel", 2
	case "believe", "think", "know", "expect", "see", "consider", "doubt", "assume", "suspect", "understand", "view", "regard",
		"realise", "realize", "imagine", "guess", "figure", "belief", "opinion", "aware", "anticipate", "suppose",
		"recognise", "recognize", "convinced", "deem", "remember", "forget", "decide", "plan", "intend", "seek", "hear", "learn", "notice":
		return "believe", 2
	}
	return "", 0
}
