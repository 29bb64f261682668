package verify

import (
	"strings"

	"dixit/ledger"
)

// sameVerb reports whether a and b are forms of one verb or noun: won and win, walked and walks.
func sameVerb(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	if x := auxiliary(a); x != "" {
		return x == auxiliary(b)
	}
	return root(a) == root(b)
}

// root is the plain form of an irregular verb, and of any other word what its forms have in common.
func root(w string) string {
	for _, row := range irregular() {
		if row[0] != w[0] && w != "went" { // all other forms begin with the same letter
			continue
		}
		for f := range strings.FieldsSeq(row) {
			if f == w {
				plain, _, _ := strings.Cut(row, " ")
				return ledger.Stem(plain)
			}
		}
	}
	return ledger.Stem(w)
}

// irregular are the forms of English verbs that no rule gives, the plain form first.
func irregular() []string {
	return []string{
		"arise arose arisen", "bear bore borne", "beat beaten", "become became", "begin began begun", "bend bent", "bind bound", "bite bit bitten",
		"bleed bled", "blow blew blown", "break broke broken", "bring brought", "build built", "burn burnt", "buy bought", "catch caught",
		"choose chose chosen", "come came", "creep crept", "deal dealt", "dig dug", "draw drew drawn", "dream dreamt", "drink drank drunk",
		"drive drove driven", "eat ate eaten", "fall fell fallen", "feed fed", "feel felt", "fight fought", "find found", "flee fled",
		"fly flew flown", "forbid forbade forbidden", "forget forgot forgotten", "forgive forgave forgiven", "freeze froze frozen", "get got gotten",
		"give gave given", "go went gone goes", "grow grew grown", "hang hung", "hear heard", "hide hid hidden", "hold held", "keep kept",
		"kneel knelt", "know knew known", "lay laid", "lead led", "lean leant", "learn learnt", "leave left", "lend lent", "lie lay lain lying",
		"light lit", "lose lost losing", "make made", "mean meant", "meet met", "pay paid", "prove proven", "ride rode ridden", "ring rang rung",
		"rise rose risen", "run ran", "say said says", "see saw seen", "seek sought", "sell sold", "send sent", "shake shook shaken", "shine shone",
		"shoot shot", "show shown", "shrink shrank shrunk", "sing sang sung", "sink sank sunk", "sit sat", "sleep slept", "slide slid",
		"speak spoke spoken", "spend spent", "spin spun", "stand stood", "steal stole stolen", "stick stuck", "strike struck stricken",
		"swear swore sworn", "sweep swept", "swim swam swum", "swing swung", "take took taken", "teach taught", "tear tore torn", "tell told",
		"think thought", "throw threw thrown", "understand understood", "undertake undertook undertaken", "wake woke woken", "wear wore worn",
		"weep wept", "win won", "withdraw withdrew withdrawn", "withstand withstood", "write wrote written", "overcome overcame",
		"undergo underwent undergone", "uphold upheld", "oversee oversaw overseen", "mislead misled", "rebuild rebuilt", "retake retook retaken",
	}
}
