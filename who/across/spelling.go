package across

import (
	"strings"
	"sync"
)

// alike is a spelling that the usual transliterations of one name share: Sergei and Sergey, Zelensky, Zelenskiy and Zelenskyy,
// Gaddafi and Qaddafi. w is folded. It is no spelling for people to read, and foreign names of one sound may share it.
func alike(w string) string {
	for _, s := range [][2]string{{"skyy", "ski"}, {"skyi", "ski"}, {"skiy", "ski"}, {"skij", "ski"}, {"skii", "ski"}, {"sky", "ski"}, {"off", "ov"}, {"eff", "ev"}} {
		if head, ok := strings.CutSuffix(w, s[0]); ok && len(head) > 1 {
			w = head + s[1]
			break
		}
	}
	w = letters().Replace(w)
	if rest, ok := strings.CutPrefix(w, "ie"); ok && len(rest) > 2 { // Yevgeny, Evgeny
		w = "e" + rest
	}
	if rest, ok := strings.CutPrefix(w, "g"); ok && strings.HasPrefix(rest, "ad") { // Gaddafi
		w = "k" + rest
	}
	return single(w)
}

var letters = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer(
		"'", "", "kh", "h", "sch", "sh", "tch", "ch", "zh", "j", "dj", "j", "ou", "u", "ck", "k", "x", "ks", "ph", "f", "q", "k",
		"aye", "ae", "eye", "ee", "w", "v", "tz", "ts", "oe", "o", "ue", "u", "y", "i",
	)
})

// single writes double letters once: Mohammed, Mohamed.
func single(w string) string {
	var b strings.Builder
	var last rune
	for _, r := range w {
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// formal is the given name that w, folded, is short for or another tongue's spelling of; w itself if it is none. Short forms of
// more than one name are left out.
func formal(w string) string {
	switch w {
	case "joe", "jo":
		return "joseph"
	case "bill", "will", "billy":
		return "william"
	case "bob", "rob", "bobby", "robbie":
		return "robert"
	case "jim", "jimmy":
		return "james"
	case "mike", "mick":
		return "michael"
	case "tom", "tommy":
		return "thomas"
	case "dick", "rick", "rich":
		return "richard"
	case "chuck", "charlie":
		return "charles"
	case "tony":
		return "anthony"
	case "dan", "danny":
		return "daniel"
	case "dave":
		return "david"
	case "don":
		return "donald"
	case "ken", "kenny":
		return "kenneth"
	case "steven", "steve":
		return "stephen"
	case "greg":
		return "gregory"
	case "chris":
		return "christopher"
	case "matt":
		return "matthew"
	case "andy":
		return "andrew"
	case "jeff", "geoff", "geoffrey":
		return "jeffrey"
	case "larry":
		return "lawrence"
	case "nick", "nicolas":
		return "nicholas"
	case "pete":
		return "peter"
	case "phil", "phillip":
		return "philip"
	case "sam":
		return "samuel"
	case "tim":
		return "timothy"
	case "ben":
		return "benjamin"
	case "jerry":
		return "gerald"
	case "jon":
		return "jonathan"
	case "ron":
		return "ronald"
	case "ray":
		return "raymond"
	case "walt":
		return "walter"
	case "fred", "frederic", "freddie", "freddy":
		return "frederick"
	case "liz", "betty", "bettie", "beth", "betsy":
		return "elizabeth"
	case "kate", "kathy", "cathy", "catherine", "kathryn", "katharine":
		return "katherine"
	case "sue", "suzanne":
		return "susan"
	case "debbie":
		return "deborah"
	case "jen", "jenny":
		return "jennifer"
	case "maggie", "peggy":
		return "margaret"
	case "patty", "patti":
		return "patricia"
	case "kristin", "kirsten":
		return "kristen"
	case "muhammad", "mohammed", "mohamed", "muhammed", "mohamad", "mahomed", "mohammad", "mohd":
		return "mohamed"
	case "ahmad", "achmed":
		return "ahmed"
	case "hussain", "hossein", "hussien", "husain":
		return "hussein"
	case "yusuf", "youssef", "yousef", "yousuf", "yussuf":
		return "yusef"
	case "volodymyr", "wladimir", "vladimir":
		return "vladimir"
	case "oleksandr", "aleksandr", "alexandr", "alexandre", "aleksander", "alexander":
		return "alexander"
	case "oleksiy", "oleksii", "alexei", "aleksei", "alexey", "aleksey":
		return "aleksei"
	case "mykola", "nikolay", "nikolai":
		return "nikolai"
	case "serhiy", "serhii", "sergii", "sergiy":
		return "sergei"
	case "dmytro", "dmitriy", "dimitri", "dimitry":
		return "dmitri"
	case "andriy", "andrii", "andrei", "andrey":
		return "andrei"
	case "mykhailo", "mikhail", "mihail":
		return "mikhail"
	case "pavlo", "pavel":
		return "pavel"
	case "yuriy", "iurii", "yury", "yuri":
		return "yuri"
	case "ihor":
		return "igor"
	case "kyrylo", "kirill":
		return "kirill"
	}
	return w
}
