package read

import "strings"

// plainWord reports whether a word in small letters begins sentences and no names.
func plainWord(w string) bool {
	switch w {
	case "and", "but", "so", "or", "on", "in", "at", "for", "to", "from", "under", "over", "with", "by", "of", "about", "the", "a", "an", "if", "when", "as",
		"while", "this", "that", "these", "those", "i", "we", "he", "she", "it", "they", "you", "there", "here", "look", "folks", "now", "then", "well",
		"yes", "no", "okay", "ok", "also", "again", "my", "our", "your", "his", "her", "its", "their", "not", "is", "are", "was", "were", "be", "can", "will",
		"just", "let", "what", "which", "who", "why", "how", "where", "because", "i'm", "i’m", "it's", "it’s", "that's", "that’s", "after", "before",
		"during", "since", "until", "one", "two", "another", "like", "ladies", "friends", "colleagues":
		return true
	}
	return false
}

// headline reports whether a word in small letters stands in headings and not in names.
func headline(w string) bool {
	if plainWord(w) {
		return w != "of" && w != "and" && w != "the" && w != "for" && w != "to" && w != "at" && w != "one" && w != "two"
	}
	switch w {
	case "breaking", "update", "updates", "updated", "exclusive", "watch", "watched", "read", "more", "analysis", "opinion", "analysis/opinion", "related", "photo",
		"photos", "video", "videos", "image", "images", "gallery", "note", "story", "stories", "live", "poll", "correction", "fact", "facts", "urgent", "winner",
		"winners", "loser", "losers", "transcript", "summary", "background", "must", "see", "follow", "file", "byline", "chart", "warning", "news", "democrat", "democrats",
		"republican", "republicans", "topics", "caption", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
	}
	return false
}

// joins reports whether a word in small letters may stand in a name or a title.
func joins(w string) bool {
	switch w {
	case "of", "the", "and", "for", "de", "del", "della", "der", "den", "di", "da", "do", "dos", "du", "la", "le", "van", "von", "zu", "bin", "al", "el",
		"ibn", "on", "in", "to", "at", "&", "y", "e":
		return true
	}
	return strings.HasPrefix(w, "al-") || strings.HasPrefix(w, "d’") || strings.HasPrefix(w, "d'") || strings.HasPrefix(w, "el-") || number(w, 2)
}

// isOffice reports whether a word in small letters is a title that a name follows or that stands for its holder.
func isOffice(w string) bool {
	switch w {
	case "president", "vice", "prime", "first", "secretary", "senator", "representative", "congressman", "congresswoman", "governor", "mayor",
		"chancellor", "minister", "ambassador", "general", "admiral", "colonel", "captain", "administrator", "director", "chair", "chairman",
		"chairwoman", "chairperson", "speaker", "judge", "justice", "commissioner", "attorney", "deputy", "acting", "assistant", "under",
		"undersecretary", "surgeon", "king", "queen", "prince", "princess", "pope", "foreign", "defence", "defense", "finance", "chief", "head",
		"spokesman", "spokeswoman", "spokesperson", "premier", "senior", "leader", "court", "witness", "counsel", "clerk":
		return true
	}
	return courteous(w) || isPart(w)
}

// courteous reports whether a word in small letters is a form of address.
func courteous(w string) bool {
	switch w {
	case "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "baroness", "prof", "professor", "rev", "reverend":
		return true
	}
	return false
}

// isPart reports whether a word in small letters is a part in a talk: one who asks, leads or listens.
func isPart(w string) bool {
	switch w {
	case "q", "question", "questioner", "reporter", "reporters", "moderator", "interviewer", "host", "anchor", "audience", "member", "members", "operator",
		"participant", "participants", "speaker", "remark", "reply", "answer", "official", "aide", "press", "interpreter", "translator", "narrator",
		"announcer", "caller", "journalist", "presenter", "unidentified", "voice", "voices", "crowd", "all", "male", "female":
		return true
	}
	return false
}

// stageWord reports whether a word in small letters stands in the remarks of those who write transcripts.
func stageWord(w string) bool {
	switch w {
	case "applause", "laughter", "laughs", "laughing", "cheers", "cheering", "boos", "booing", "crosstalk", "inaudible", "unintelligible", "ph", "sic", "music",
		"video", "audio", "clip", "begin", "end", "pause", "chanting", "chants", "off-mic", "off-mike", "commercial", "break", "crowd", "whistle", "singing":
		return true
	}
	return false
}

// generic reports whether what stands before a colon, in small letters, is the name of a part of a text and of nobody.
func generic(s string) bool {
	switch s {
	case "who", "what", "when", "where", "why", "how", "note", "notes", "source", "sources", "date", "time", "place", "location", "venue", "contact",
		"email", "e-mail", "phone", "tel", "tickets", "cost", "price", "address", "website", "update", "updated", "breaking", "first", "second", "third",
		"fourth", "fifth", "finally", "background", "summary", "conclusion", "result", "results", "verdict", "fact", "facts", "claim", "myth", "reality",
		"truth", "pros", "cons", "example", "warning", "tip", "tips", "bottom line", "the bottom line", "fact check", "our ruling", "by", "from", "to",
		"subject", "re", "photo", "image", "video", "audio", "editor", "editor's note", "editor’s note", "here", "yes", "no", "so", "but", "and", "also",
		"topics", "tags", "category", "categories", "keywords", "share", "comments", "references", "map", "maps", "sister links", "related news", "external links":
		return true
	}
	return labelled(s+": x") != ""
}
