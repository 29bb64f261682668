package extract

import "strings"

// frame is how a verb takes the one who is spoken to.
type frame struct {
	object     bool     // as its object: "told reporters"
	clause     bool     // ... and a clause without "that" may follow: "told them it was late"
	always     bool     // ... even if nothing else follows: "notified the owners"
	infinitive bool     // whoever stands before an infinitive is one: "urged the town to"
	only       bool     // only whoever stands before an infinitive is one: "challenged him to", but not "challenged the law"
	topic      bool     // "of" after the object begins what was said: "informed them of"
	tail       bool     // the preposition may stand in what is said: "disclosed the matter to the police"
	after      []string // after one of these prepositions: "said to"
}

// frameOf is the frame of a verb's form, in lower case; empty for a verb that has no listener of its own. Whoever is accused,
// praised or criticised is spoken about and not always to: such verbs have none.
func frameOf(w string) frame {
	for _, v := range bases(w) {
		if f, ok := frameOfVerb(v); ok {
			return f
		}
	}
	return frame{}
}

func frameOfVerb(v string) (f frame, ok bool) {
	switch v {
	case "tell":
		return frame{object: true, clause: true, infinitive: true}, true
	case "inform", "notify", "assure", "reassure", "remind", "brief", "alert":
		return frame{object: true, clause: true, always: true, topic: true}, true
	case "warn", "caution":
		return frame{object: true, infinitive: true, topic: true}, true
	case "ask":
		return frame{object: true, infinitive: true, after: []string{"of"}}, true
	case "urge", "advise", "instruct", "beg", "implore", "exhort", "encourage", "pressure", "lobby", "petition", "invite", "counsel", "beseech":
		return frame{object: true, infinitive: true}, true
	case "order", "direct", "command", "persuade", "convince", "push", "press", "challenge":
		return frame{object: true, only: true}, true
	case "thank", "congratulate", "question", "quiz", "grill", "berate", "harangue",
		"lecture", "rebuff", "reprimand", "refer":
		return frame{object: true}, true
	case "call":
		return frame{after: []string{"on", "upon"}}, true
	case "request":
		return frame{object: true, after: []string{"from", "of"}}, true
	case "demand", "seek", "require":
		return frame{after: []string{"from", "of"}}, true
	case "raise", "share", "discuss":
		return frame{after: []string{"with"}}, true
	case "plead", "speak", "talk", "joke", "confirm", "negotiate":
		return frame{after: []string{"to", "with"}}, true
	case "address":
		return frame{object: true}, true
	case "disclose", "detail", "describe", "reveal", "report", "repeat", "explain", "mention", "express", "convey", "deliver", "submit":
		return frame{after: []string{"to"}, tail: true}, true
	case "testify":
		return frame{after: []string{"to", "before"}}, true
	case "shout", "yell":
		return frame{after: []string{"to", "at"}}, true
	case "email", "e-mail", "text", "message":
		return frame{object: true, after: []string{"to"}}, true
	case "say", "write", "argue", "complain", "appeal", "reply", "announce", "suggest", "propose", "recommend", "promise", "pledge", "apologise",
		"apologize", "confess", "admit", "deny", "reiterate", "indicate", "pitch", "present", "send", "vow", "swear", "whisper",
		"boast", "brag", "state", "add", "comment", "read", "relay", "hint", "insist", "stress", "lie", "clarify", "make", "issue":
		return frame{after: []string{"to"}}, true
	}
	return frame{}, false
}

// bases are what the form w of a verb may be a form of.
func bases(w string) []string {
	switch w {
	case "told":
		return []string{"tell"}
	case "said":
		return []string{"say"}
	case "wrote", "written", "writing":
		return []string{"write"}
	case "spoke", "spoken":
		return []string{"speak"}
	case "sought":
		return []string{"seek"}
	case "sent":
		return []string{"send"}
	case "made", "making":
		return []string{"make"}
	case "swore", "sworn":
		return []string{"swear"}
	case "lying":
		return []string{"lie"}
	}
	out := []string{w}
	for _, e := range [...]struct{ from, to string }{{"ies", "y"}, {"ied", "y"}, {"ing", ""}, {"ing", "e"}, {"ed", ""}, {"ed", "e"}, {"s", ""}} {
		stem, ok := strings.CutSuffix(w, e.from)
		if !ok || len(stem) < 2 {
			continue
		}
		out = append(out, stem+e.to)
		if n := len(stem); n > 3 && stem[n-1] == stem[n-2] && e.to == "" {
			out = append(out, stem[:n-1])
		}
	}
	return out
}

// nounFrame is the prepositions after which a noun of speech has its listener: "an interview with", "a letter to".
func nounFrame(noun string) []string {
	switch noun {
	case "interview", "conversation", "call", "talk", "talks", "discussion", "exchange", "meeting", "phone", "chat":
		return []string{"with"}
	case "testimony":
		return []string{"to", "before"}
	case "letter", "email", "e-mail", "message", "memo", "note", "remarks", "comments", "comment", "speech", "address", "text",
		"tweet", "plea", "appeal", "warning", "submission", "presentation", "complaint", "reply", "filing", "statement", "emails",
		"letters", "messages", "briefing", "advice", "report", "answer", "statements", "invitation", "notice":
		return []string{"to"}
	case "request", "requests":
		return []string{"from", "by", "to"}
	case "question", "questions", "inquiry", "inquiries":
		return []string{"from", "by"}
	}
	return nil
}

// speaking reports whether w is a participle that tells to whom the main verb's words were said: "Speaking to reporters, she".
func speaking(w string) bool {
	switch w {
	case "speaking", "talking", "writing", "testifying", "addressing", "briefing":
		return true
	}
	return false
}

// spoke reports whether w is a verb whose words a participle after it goes on to give: "wrote to the embassy asking".
func spoke(w string) bool {
	switch w {
	case "wrote", "spoke", "addressed", "emailed", "talked", "testified", "called":
		return true
	}
	return false
}

// questioned reports whether w is a participle after which "by" has the one who is answered.
func questioned(w string) bool {
	switch w {
	case "asked", "questioned", "pressed", "interviewed", "quizzed", "grilled", "challenged", "pushed":
		return true
	}
	return false
}

// toldNext reports whether w begins what a listener is told or asked: "urged Congress to", "asked him about".
func toldNext(w string) bool {
	switch w {
	case "to", "not", "that", "about", "of", "against", "for", "if", "whether", "how", "why", "what", "when", "where", "who", "which",
		"on", "over", "such", "hard", "by", "since", "with", "directly", "‘", "“", "\"":
		return true
	}
	return false
}

// hears reports whether the noun w can be an object that hears: "asked a question" and "told the truth" have none.
func hears(w string) bool {
	switch w {
	case "question", "questions", "truth", "story", "stories", "lie", "lies", "permission", "tale", "tales", "forgiveness", "help",
		"alarm", "caution", "case", "cause", "it", "all", "everything", "something", "nothing", "anything", "this", "investigation",
		"action", "restraint", "calm", "concerns", "issue", "issues", "use", "idea", "result", "results", "changes", "support":
		return false
	}
	return true
}

// session reports whether w is a gathering that somebody speaks to: "told a news conference".
func session(w string) bool {
	switch w {
	case "meeting", "session", "hearing", "briefing", "conference", "rally", "summit", "forum", "gathering", "event", "crowd", "audience":
		return true
	}
	return false
}

// assembly reports whether w is the noun of an assembly's name.
func assembly(w string) bool {
	switch w {
	case "council", "assembly", "parliament", "congress", "senate", "committee", "subcommittee", "commission", "knesset", "bundestag":
		return true
	}
	return false
}

// indefinite reports whether w begins the noun phrase of a thing more often than of somebody.
func indefinite(w string) bool { return w == "a" || w == "an" || w == "another" || w == "more" }

// medium reports whether w is the noun of a programme or paper, which a name makes somebody that is spoken to.
func medium(w string) bool {
	switch w {
	case "show", "program", "programme", "podcast", "radio", "tv", "television", "news", "tank", "magazine", "weekly", "daily", "site", "blog":
		return true
	}
	return false
}

// platform reports whether w is where one posts, not whom one speaks to.
func platform(w string) bool {
	switch w {
	case "twitter", "facebook", "instagram", "youtube", "telegram", "tiktok", "linkedin", "reddit", "snapchat", "weibo", "social", "x",
		"whatsapp", "zoom", "skype", "tv", "television", "radio":
		return true
	}
	return false
}

// listens reports whether the noun w, in lower case, is of people or bodies that are spoken to.
func listens(w string) bool {
	switch w {
	case "reporters", "reporter", "journalists", "journalist", "media", "press", "newspaper", "newspapers", "outlet", "outlets", "station",
		"network", "channel", "magazine", "agency", "agencies", "broadcaster", "website", "correspondent", "correspondents", "host",
		"police", "officers", "officer", "authorities", "investigators", "detectives", "prosecutors", "prosecutor", "court", "jury",
		"jurors", "judge", "judges", "tribunal", "inquiry", "lawyers", "lawyer",
		"lawmakers", "lawmaker", "legislators", "senators", "congressmen", "parliament", "congress", "senate", "committee", "panel", "council", "board",
		"commission", "assembly", "government", "governments", "ministry", "department", "administration", "officials", "official", "leaders",
		"leader", "ministers", "minister", "president", "governor", "mayor", "governors", "members", "member", "delegates", "allies",
		"colleagues", "colleague", "aides", "aide", "advisers", "adviser", "supporters", "voters", "citizens", "residents", "people",
		"public", "nation", "audience", "crowd", "crowds", "audiences", "fans", "followers", "viewers", "listeners", "readers", "drivers", "passengers",
		"students", "kids", "airlines", "teachers", "parents", "family", "families", "mother", "father", "wife", "husband", "brother", "sister", "son",
		"daughter", "friend", "friends", "girlfriend", "boyfriend", "neighbours", "neighbors", "doctors", "doctor", "patients", "workers", "employees",
		"staff", "staffers", "investors", "shareholders", "analysts", "customers", "users", "company", "companies", "firms", "businesses",
		"team", "teammates", "players", "coach", "troops", "soldiers", "commanders", "guard", "guards", "firm", "office", "state", "city", "town", "provider", "entity", "hardliners", "hard-liners", "rebels", "hackers", "entities", "countries",
		"country", "states", "nations", "party", "lobbyists", "donors", "activists", "protesters", "demonstrators", "participants",
		"attendees", "onlookers", "diplomats", "ambassador", "ambassadors", "counterpart", "counterparts", "executive", "executives", "boss",
		"bosses", "owners", "owner", "victims", "victim", "women", "men", "woman", "man", "children", "child", "republicans", "democrats",
		"side", "sides", "others", "interviewer", "moderator", "desk", "regulators", "watchdog", "bureau", "embassy", "church", "community",
		"dispatchers", "dispatcher", "operator", "firefighters", "relatives", "partner", "partners", "superiors", "subordinates", "tenants",
		"landlord", "landlords", "emperor", "king", "queen", "pope", "chancellor", "premier", "delegation", "politicians", "americans":
		return true
	}
	for _, e := range [...]string{"runner", "ster", "ator", "ist", "man", "woman", "ers", "ors", "ists", "ants", "ees", "ians", "men", "women", "goers"} {
		if len(w) > 6 && strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}
